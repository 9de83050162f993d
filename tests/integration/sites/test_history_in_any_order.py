"""Whatever arrives in whatever order, a site's history is that of an orderly year."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.adapters.database import UnitOfWork
from chalicelib.kit.clock import from_unix
from chalicelib.kit.ids import uuid7
from chalicelib.sites import receiving
from chalicelib.sites.errors import DuplicateMessage, SequenceTooOld
from chalicelib.sites.model import ConnectedSite, Connection
from chalicelib.sites.snapshot import DailyReport, Snapshot
from tests import builders
from tests.fakes.paired_site import PairedSite, inventory_hash, inventory_of, vitals

STARTED_AT = 1_795_000_000
REPORT = "report"


@dataclass(frozen=True)
class Sent:
    """One message: a snapshot that says `told`, in full or by its hash, or a day's report."""

    seq: int
    told: str
    in_full: bool


@st.composite
def years(draw: st.DrawFn) -> list[Sent]:
    """Messages with rising numbers and gaps, most of them saying what the one before said."""
    told = draw(st.lists(st.sampled_from(["a", "a", "b", "c", REPORT]), min_size=1, max_size=14))
    gaps = draw(st.lists(st.integers(1, 4), min_size=len(told), max_size=len(told)))
    in_full = draw(st.lists(st.booleans(), min_size=len(told), max_size=len(told)))
    return [
        Sent(seq, *rest)
        for seq, *rest in zip(itertools.accumulate(gaps), told, in_full, strict=True)
    ]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=years(), random=st.randoms(use_true_random=False))
def test_any_order_with_duplicates_gives_the_history_of_an_orderly_year(
    uow: UnitOfWork, sent: list[Sent], random: Random
) -> None:
    site = _a_site(uow)
    arriving = [*sent, *random.choices(sent, k=len(sent) // 2)]
    random.shuffle(arriving)

    stored = _receive(uow, site, arriving)

    newest = max((message for message in stored), key=lambda m: m.seq, default=None)
    assert _run_starts(uow, site) == _encoded(stored)
    assert _state(uow, site) == (newest.seq if newest else 0, newest and _fingerprint(newest))
    uow.connection.rollback()


@pytest.mark.parametrize("told", [["a"] * 80, ["a", "b"] * 40, [*"aab" * 30]])
def test_messages_far_behind_are_refused_and_leave_history_whole(
    uow: UnitOfWork, told: list[str]
) -> None:
    site = _a_site(uow)
    sent = [Sent(seq, said, in_full=True) for seq, said in enumerate(told, start=1)]
    arriving = sent[::-1]

    stored = _receive(uow, site, arriving)

    assert len(stored) == 63
    assert _run_starts(uow, site) == _encoded(stored)


def test_a_snapshot_without_its_inventory_is_no_history_and_not_taken_twice(
    uow: UnitOfWork,
) -> None:
    site = _a_site(uow)
    arriving = [Sent(1, "a", in_full=True), Sent(3, "b", in_full=False)]

    stored = _receive(uow, site, [*arriving, Sent(4, "b", in_full=True), Sent(2, "c", True)])

    assert [message.seq for message in stored] == [1, 4, 2]
    assert [seq for seq, _ in _run_starts(uow, site)] == [1, 2, 4]
    with pytest.raises(DuplicateMessage):
        receiving.receive_snapshot(uow, site, _snapshot(arriving[1]))


def test_a_report_between_two_snapshots_starts_no_run(uow: UnitOfWork) -> None:
    site = _a_site(uow)
    year = [Sent(1, "a", True), Sent(4, "a", True), Sent(3, REPORT, True), Sent(2, "b", True)]

    _receive(uow, site, year)

    assert [seq for seq, _ in _run_starts(uow, site)] == [1, 2, 4]


def _receive(uow: UnitOfWork, site: ConnectedSite, arriving: Sequence[Sent]) -> list[Sent]:
    """Let them arrive; returns the snapshots that were stored, each once."""
    stored = []
    for message in arriving:
        try:
            if message.told == REPORT:
                receiving.receive_daily_report(uow, site, _report(message))
            elif not receiving.receive_snapshot(uow, site, _snapshot(message)).inventory_needed:
                stored.append(message)
        except (DuplicateMessage, SequenceTooOld):
            continue
    return stored


def _encoded(stored: list[Sent]) -> list[tuple[int, str]]:
    """Run-length encoding, as a textbook has it."""
    rising = sorted(stored, key=lambda message: message.seq)
    runs = [list(run) for _, run in itertools.groupby(rising, key=lambda message: message.told)]
    return [(run[0].seq, _fingerprint(run[0])) for run in runs]


def _run_starts(uow: UnitOfWork, site: ConnectedSite) -> list[tuple[int, str]]:
    return uow.connection.execute(
        "select seq, fingerprint from site_monitors where site_id = %s order by seq", (site.id,)
    ).fetchall()


def _state(uow: UnitOfWork, site: ConnectedSite) -> Any:
    return uow.connection.execute(
        "select snapshot_seq, fingerprint from site_state where site_id = %s", (site.id,)
    ).fetchone()


def _fingerprint(message: Sent) -> str:
    return _snapshot(message).fingerprint


def _snapshot(message: Sent) -> Snapshot:
    # "a" and "b" differ in what is installed, "c" only in a figure.
    inventory = inventory_of("https://x.example", theme={"slug": message.told.replace("c", "a")})
    return Snapshot(
        seq=message.seq,
        taken_at=from_unix(STARTED_AT + message.seq * 3600),
        reason="schedule",
        plugin_version="0.1.0",
        inventory_hash=inventory_hash(inventory),
        inventory=inventory if message.in_full else None,
        vitals=vitals(load_ms=900 if message.told == "c" else 250),
        raw={},
    )


def _report(message: Sent) -> DailyReport:
    day = from_unix(STARTED_AT).date()
    return DailyReport(seq=message.seq, day=day, counts={}, changes=[], raw={})


def _a_site(uow: UnitOfWork) -> ConnectedSite:
    paired = PairedSite(
        id=uuid7(),
        client_id=builders.a_client(uow),
        home_url=f"https://{uuid7().hex}.example",
        platform="https://wingman.example",
    ).store(uow.connection)
    return ConnectedSite(
        id=paired.id,
        client_id=paired.client_id,
        public_key=paired.private_key.public_key().public_bytes_raw(),
        home_url=paired.home_url,
        connection=Connection.CONNECTED,
    )
