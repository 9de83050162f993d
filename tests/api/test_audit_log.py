"""Reading, exporting and verifying the log over HTTP."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api.routes import audit_log
from chalicelib.audit import anchoring, exporting
from chalicelib.audit import service as audit
from chalicelib.kit.clock import FixedClock
from localstack.postgres import SUPERUSER, TestCluster
from tests.api.conftest import Api
from tests.conftest import Cast
from tests.fakes.in_memory_object_store import InMemoryObjectStore


@pytest.fixture
def log(database: Database, cast: Cast) -> Database:
    """Five entries: three by alice about a site, one by bob, one by the platform."""
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        for number in range(3):
            audit.record(
                uow,
                cast.alice,
                action="site.update",
                object_kind="site",
                object_id="shop",
                client_id=cast.bob.client_id,
                before={"name": f"Shop {number}"},
                after={"name": f"Shop {number + 1}"},
            )
        audit.record(uow, cast.bob, action="user.sign_in", object_kind="user", object_id="bob")
        audit.record(uow, None, action="command.sign", object_kind="command", object_id="c")
        uow.commit()
    return database


@pytest.fixture
def intruder(cluster: TestCluster, database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Somebody who owns the database and keeps its triggers from running."""
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        yield connection


def anchor(database: Database) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        anchoring.anchor_head(
            uow,
            bootstrap.audit_anchors(),
            deployment=settings.load().base_url,
            signer=bootstrap.anchor_signer(),
        )


def verified(api: Api, cast: Cast, **query: Any) -> Any:
    answer = api.post("audit-log/verify", by=cast.alice, **query)
    assert answer.status == 200, answer.body
    return answer.json


def found(verification: Any) -> list[tuple[int, str]]:
    return [(problem["seq"], problem["kind"]) for problem in verification["problems"]]


def test_the_newest_entry_comes_first_with_all_that_is_known(
    api: Api, cast: Cast, log: Database
) -> None:
    entries = api.get("audit-log", by=cast.alice).json["data"]

    assert [entry["seq"] for entry in entries] == [5, 4, 3, 2, 1]
    assert {name: entries[-1][name] for name in ("actor", "action", "before", "after")} == {
        "actor": "alice@example.com",
        "action": "site.update",
        "before": {"name": "Shop 0"},
        "after": {"name": "Shop 1"},
    }
    assert all(len(entry["hash"]) == 64 for entry in entries)


def test_pages_follow_one_another(api: Api, cast: Cast, log: Database) -> None:
    first = api.get("audit-log", by=cast.alice, limit=2).json
    second = api.get("audit-log", by=cast.alice, limit=2, cursor=first["next_cursor"]).json
    third = api.get("audit-log", by=cast.alice, limit=2, cursor=second["next_cursor"]).json

    pages = [[entry["seq"] for entry in page["data"]] for page in (first, second, third)]
    assert pages == [[5, 4], [3, 2], [1]]
    assert third["has_more"] is False


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"actor": "ALICE"}, [3, 2, 1]),
        ({"action": "user.sign_in"}, [4]),
        ({"object_kind": "site", "object_id": "shop"}, [3, 2, 1]),
        ({"object_id": "nothing"}, []),
        ({"from": "2026-11-23T09:00:00Z", "to": "2026-11-23T11:00:00Z"}, [5, 4, 3, 2, 1]),
        ({"from": "2026-11-23T10:00:01Z"}, []),
        ({"to": "2026-11-23T10:00:00Z"}, []),
        ({"actor": "%"}, []),
    ],
)
def test_only_what_was_asked_for_is_listed(
    api: Api, cast: Cast, log: Database, wanted: dict[str, str], numbers: list[int]
) -> None:
    entries = api.get("audit-log", by=cast.alice, **wanted).json["data"]

    assert [entry["seq"] for entry in entries] == numbers


def test_entries_of_one_client_are_found(api: Api, cast: Cast, log: Database) -> None:
    of_bakery = api.get("audit-log", by=cast.alice, client_id=cast.bob.client_id).json["data"]
    of_garage = api.get("audit-log", by=cast.alice, client_id=cast.charlie.client_id).json["data"]

    assert ([entry["seq"] for entry in of_bakery], of_garage) == ([3, 2, 1], [])


@pytest.mark.parametrize("path", ["audit-log", "audit-log/actions", "audit-log/export"])
def test_it_is_for_admins(api: Api, cast: Cast, path: str) -> None:
    assert [api.get(path, by=who).status for who in (cast.sam, cast.bob)] == [403, 403]


def test_every_action_is_known_by_name(api: Api, cast: Cast) -> None:
    actions = api.get("audit-log/actions", by=cast.alice).json["actions"]

    assert {"audit.verify", "audit.export", "command.sign", "command.finish"} <= set(actions)
    assert actions == sorted(actions)


def test_the_export_holds_every_entry_from_the_first_on(
    api: Api, cast: Cast, log: Database
) -> None:
    answer = api.get("audit-log/export", by=cast.alice)

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="audit-log.csv"'
    header, *rows = csv.reader(io.StringIO(answer.body, newline=""))
    assert tuple(header) == exporting.COLUMNS
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0][header.index("before")] == '{"name": "Shop 0"}'


def test_an_export_leaves_an_entry(api: Api, cast: Cast, log: Database) -> None:
    api.get("audit-log/export", by=cast.alice, action="site.update")

    entry = api.get("audit-log", by=cast.alice).json["data"][0]
    assert (entry["action"], entry["after"]) == (
        "audit.export",
        {"action": "site.update", "after_seq": 0},
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=x", "'=1", 'a"b,c', "ok"]
)
def test_no_cell_is_a_formula_and_every_cell_can_be_read_back(
    api: Api, cast: Cast, database: Database, text: str
) -> None:
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        audit.record(uow, None, action="x", object_kind="x", object_id=text)
        uow.commit()

    body = api.get("audit-log/export", by=cast.alice).body
    cell = list(csv.reader(io.StringIO(body, newline="")))[1][8]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == text


def test_a_long_export_says_where_the_next_part_begins(
    api: Api, cast: Cast, log: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_AT_ONCE", 3)
    monkeypatch.setattr(exporting, "_LARGEST_BYTES", 1)

    first = api.get("audit-log/export", by=cast.alice, actor="e")
    second = api.get("audit-log/export", by=cast.alice, actor="e", after_seq=3)

    assert first.headers["link"] == ('</api/v1/audit-log/export?actor=e&after_seq=3>; rel="next"')
    assert [first.body.count("\r\n"), second.body.count("\r\n")] == [4, 4]
    assert "link" not in second.headers


def test_a_whole_log_is_verified_against_its_anchor(
    api: Api, cast: Cast, log: Database, clock: FixedClock
) -> None:
    anchor(log)

    verification = verified(api, cast)

    assert verification["ok"] is True
    assert (verification["checked"], verification["head"]["seq"]) == (5, 5)
    assert verification["anchor"] == {"seq": 5, "at": "2026-11-23T10:00:00.000Z", "ok": True}
    assert (verification["complete"], verification["resume_after_seq"]) == (True, None)


def test_an_empty_log_without_anchors_is_whole(api: Api, cast: Cast) -> None:
    verification = verified(api, cast)

    assert (verification["ok"], verification["checked"]) == (True, 0)
    assert verification["anchor"] is None


def test_verifying_leaves_an_entry(api: Api, cast: Cast, log: Database) -> None:
    verified(api, cast)

    entry = api.get("audit-log", by=cast.alice).json["data"][0]
    assert (entry["action"], entry["after"]) == (
        "audit.verify",
        {"ok": True, "after_seq": 0, "head_seq": 5},
    )


@pytest.mark.parametrize(
    ("statement", "problems"),
    [
        ("update audit_logs set actor = 'eve' where object_id = 'bob'", [(4, "changed")]),
        (
            "update audit_logs set user_id = null where object_id = 'bob'",
            [(4, "changed")],
        ),
        (
            'update audit_logs set after = \'{"name":"Shop 1"}\''  # only a space is gone
            " where before ->> 'name' = 'Shop 0'",
            [(1, "changed")],
        ),
        ("delete from audit_logs where object_id = 'bob'", [(4, "missing")]),
        ("delete from audit_chain where seq in (2, 3)", [(2, "missing"), (6, "unlinked")]),
        ("update audit_chain set hash = '\\x00' where seq = 2", [(2, "changed")]),
    ],
)
def test_what_an_owner_of_the_database_changes_is_found_where_it_is(
    api: Api,
    cast: Cast,
    log: Database,
    intruder: psycopg.Connection[Any],
    statement: str,
    problems: list[tuple[int, str]],
) -> None:
    intruder.execute(statement.encode())

    verification = verified(api, cast)

    assert verification["ok"] is False
    assert sorted(set(found(verification))) == problems


def test_a_cut_end_is_found_by_its_anchor(
    api: Api, cast: Cast, log: Database, intruder: psycopg.Connection[Any]
) -> None:
    anchor(log)
    intruder.execute(
        "with gone as (delete from audit_chain where seq > 3 returning entry_id)"
        " delete from audit_logs where id in (select entry_id from gone)"
    )

    assert found(verified(api, cast)) == [(4, "cut")]


def test_an_anchor_that_our_key_did_not_sign_is_told(
    api: Api, cast: Cast, log: Database, anchored: InMemoryObjectStore
) -> None:
    anchor(log)
    ((key, document),) = anchored.objects.items()
    anchored.objects[key] = document.replace(b'"sig": "', b'"sig": "AAAA')

    verification = verified(api, cast)

    assert verification["anchor"]["ok"] is False
    assert found(verification) == [(5, "anchor")]


def test_an_anchor_of_another_deployment_is_not_ours(api: Api, cast: Cast, log: Database) -> None:
    with log.unit_of_work(DatabaseRole.WORKER) as uow:
        anchoring.anchor_head(
            uow,
            bootstrap.audit_anchors(),
            deployment="https://elsewhere.example",
            signer=bootstrap.anchor_signer(),
        )

    assert found(verified(api, cast)) == [(5, "anchor")]


def test_when_time_runs_out_it_says_where_to_go_on(
    api: Api, cast: Cast, log: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "_PATIENCE", dt.timedelta(seconds=-1))
    first = verified(api, cast)
    monkeypatch.undo()

    assert (first["complete"], first["checked"], first["resume_after_seq"]) == (False, 0, 0)


def test_verification_goes_on_where_it_was_left(
    api: Api, cast: Cast, log: Database, intruder: psycopg.Connection[Any]
) -> None:
    intruder.execute("update audit_logs set actor = 'eve' where before ->> 'name' = 'Shop 0'")
    intruder.execute("update audit_logs set actor = 'eve' where object_id = 'bob'")

    verification = verified(api, cast, after_seq=2)

    assert found(verification) == [(4, "changed")]
    assert verification["checked"] == 3


def test_an_unknown_parameter_is_refused(api: Api, cast: Cast) -> None:
    assert api.post("audit-log/verify", by=cast.alice, x=1).code == "invalid_parameter"
    assert api.get("audit-log", by=cast.alice, client_id=uuid.uuid4(), y=1).status == 400
