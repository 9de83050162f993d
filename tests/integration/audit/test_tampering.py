"""A hundred thousand entries, and whatever is done to them behind our back is found and located."""

from collections.abc import Iterator

import psycopg
import pytest

from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.chain import ChainWalk, Mark
from localstack.postgres import SUPERUSER, TestCluster
from tests.conftest import _point_at
from tests.integration.audit import long_log, tampering
from tests.integration.audit.long_log import LENGTH, Row
from tests.integration.audit.tampering import Tampered
from tools import verify_audit_log


@pytest.fixture(scope="module")
def logged() -> Iterator[TestCluster]:
    """A database of its own with a long log."""
    with TestCluster() as cluster, pytest.MonkeyPatch.context() as patch:
        _point_at(cluster, patch)
        from functions.migrate_database.handler import migrate

        migrate("head")
        long_log.fill(cluster.url("wingman_worker"))
        yield cluster


@pytest.fixture(scope="module")
def rows(logged: TestCluster) -> list[Row]:
    with psycopg.connect(logged.url("wingman_staff")) as connection:
        return long_log.read(connection)


@pytest.fixture(scope="module")
def marks(rows: list[Row]) -> tuple[Mark, ...]:
    return long_log.anchors_of(rows)


def first_found(tampered: Tampered, marks: tuple[Mark, ...]) -> int | None:
    walk = ChainWalk(marks=marks)
    walk.follow(row.link for row in tampered.rows)
    walk.end()
    return min((problem.seq for problem in walk.problems), default=None)


def first_found_by_the_tool(tampered: Tampered, marks: tuple[Mark, ...]) -> int | None:
    _, _, problems = verify_audit_log.verify(
        (row.cells for row in tampered.rows), {mark.seq: mark.hash for mark in marks}
    )
    return min((seq for seq, _ in problems), default=None)


def missed(rows: list[Row], marks: tuple[Mark, ...], *, count: int, tool_each: int) -> list[str]:
    """What was not found, or not where it is; the stand-alone tool judges one in `tool_each`."""
    wrong = []
    for number, (how, tampered) in enumerate(tampering.tries(rows, count, seed=20261123)):
        answers = [first_found(tampered, marks)]
        if number % tool_each == 0:
            answers.append(first_found_by_the_tool(tampered, marks))
        if not all(seq is not None and tampered.is_found_by(seq) for seq in answers):
            wrong.append(f"{number} {how}: at {tampered.between}, found {answers}")
    return wrong


def missed_in_the_database(
    cluster: TestCluster, marks: tuple[Mark, ...], *, count: int
) -> list[str]:
    wrong = []
    with psycopg.connect(cluster.url(SUPERUSER)) as connection:
        store = AuditStore(connection)
        for how, seq in tampering.tampering(connection, LENGTH, count, seed=4):
            walk = ChainWalk(marks=marks)
            while links := store.links_after(walk.head.seq, 20_000):
                walk.follow(links)
            walk.end()
            first = min((problem.seq for problem in walk.problems), default=None)
            if first != seq:
                wrong.append(f"{how} at {seq}: found {first}")
    return wrong


def test_the_log_as_it_was_written_is_whole(rows: list[Row], marks: tuple[Mark, ...]) -> None:
    untouched = Tampered(rows, (0, 0))

    assert len(rows) == LENGTH
    assert first_found(untouched, marks) is None
    assert first_found_by_the_tool(untouched, marks) is None


def test_forty_tamperings_are_found_and_located(rows: list[Row], marks: tuple[Mark, ...]) -> None:
    assert missed(rows, marks, count=40, tool_each=8) == []


@pytest.mark.slow
def test_a_thousand_tamperings_are_found_and_located(
    rows: list[Row], marks: tuple[Mark, ...]
) -> None:
    assert missed(rows, marks, count=1_000, tool_each=1) == []


def test_tamperings_inside_the_database_are_found_and_located(
    logged: TestCluster, marks: tuple[Mark, ...]
) -> None:
    assert missed_in_the_database(logged, marks, count=5) == []


@pytest.mark.slow
def test_a_hundred_tamperings_inside_the_database_are_found_and_located(
    logged: TestCluster, marks: tuple[Mark, ...]
) -> None:
    assert missed_in_the_database(logged, marks, count=100) == []
