"""A site's reports are stored once, and settled by number."""

import pytest

from chalicelib.events.sites import SnapshotStored
from chalicelib.sites.errors import DuplicateMessage
from chalicelib.sites.model import HEARTBEAT_GRACE
from chalicelib.sites.receiving import receive_daily_report, receive_snapshot
from chalicelib.sites.snapshot import DailyReport
from tests.builders import NOW
from tests.integration.sites.conftest import a_snapshot


def runs(uow):
    return uow.connection.execute(
        "select seq, until_seq, load_ms from site_monitors order by seq"
    ).fetchall()


def state(uow, *columns):
    return uow.connection.execute(
        f"select {', '.join(columns)} from site_state".encode()
    ).fetchone()


def published(uow):
    return [message for message in uow._messages if isinstance(message, SnapshotStored)]


def test_the_first_snapshot_is_stored_and_judged(uow, paired):
    receipt = receive_snapshot(uow, paired.site, a_snapshot(1))

    assert not receipt.inventory_needed
    assert runs(uow) == [(1, 1, 100)]
    assert state(uow, "wordpress_version", "updates_core", "last_seq") == ("6.8.7", 1, 1)
    assert {message.seq for message in published(uow)} == {1}


def test_an_unchanged_snapshot_only_touches_the_state(uow, paired, clock):
    receive_snapshot(uow, paired.site, a_snapshot(1))
    uow._messages.clear()

    receive_snapshot(uow, paired.site, a_snapshot(2, inventory=None))

    assert runs(uow) == [(1, 1, 100)]
    assert state(uow, "last_seq", "last_seen_at", "heartbeat_due_at") == (
        2,
        clock.now(),
        clock.now() + HEARTBEAT_GRACE,
    )
    assert published(uow) == []


def test_a_change_ends_the_run_where_it_was_last_seen(uow, paired):
    for seq, load_ms in ((1, 100), (2, 100), (3, 200)):
        receive_snapshot(uow, paired.site, a_snapshot(seq, load_ms=load_ms))

    assert runs(uow) == [(1, 2, 100), (3, 3, 200)]


def test_a_late_snapshot_goes_into_history_and_never_overwrites(uow, paired):
    receive_snapshot(uow, paired.site, a_snapshot(3, load_ms=300))

    receive_snapshot(uow, paired.site, a_snapshot(2, load_ms=200, plugin_version="0.0.9"))

    assert runs(uow) == [(2, 2, 200), (3, 3, 300)]
    assert state(uow, "last_seq", "snapshot_seq", "plugin_version") == (3, 3, "0.1.0")


def test_a_late_snapshot_splits_the_run_that_it_interrupts(uow, paired):
    for seq in (1, 4, 5):
        receive_snapshot(uow, paired.site, a_snapshot(seq))

    receive_snapshot(uow, paired.site, a_snapshot(2, load_ms=900))

    assert [(seq, load_ms) for seq, _, load_ms in runs(uow)] == [(1, 100), (2, 900), (4, 100)]


def test_the_same_snapshot_twice_is_refused(uow, paired):
    receive_snapshot(uow, paired.site, a_snapshot(1))

    with pytest.raises(DuplicateMessage):
        receive_snapshot(uow, paired.site, a_snapshot(1))


def test_an_inventory_we_do_not_have_is_asked_for(uow, paired):
    receipt = receive_snapshot(uow, paired.site, a_snapshot(1, inventory=None))

    assert receipt.inventory_needed
    assert runs(uow) == []
    assert state(uow, "last_seen_at") == (NOW,)


def test_an_inventory_is_kept_once_however_often_it_comes(uow, paired):
    for seq, load_ms in ((1, 100), (2, 200), (3, 300)):
        receive_snapshot(uow, paired.site, a_snapshot(seq, load_ms=load_ms))

    count = uow.connection.execute("select count(*) from site_inventories").fetchone()
    assert count == (1,)


def test_a_site_that_was_silent_is_judged_anew_although_nothing_changed(uow, paired, clock):
    receive_snapshot(uow, paired.site, a_snapshot(1))
    uow._messages.clear()
    clock.advance(HEARTBEAT_GRACE * 2)

    receive_snapshot(uow, paired.site, a_snapshot(2))

    assert [message.seq for message in published(uow)] == [2]


def test_of_two_reports_for_one_day_the_later_one_stays(uow, paired):
    for seq, logins in ((2, 20), (1, 10)):
        report = DailyReport(seq=seq, day=NOW.date(), counts={"logins": logins}, changes=[], raw={})
        receive_daily_report(uow, paired.site, report)

    kept = uow.connection.execute("select seq, counts from site_daily_reports").fetchall()
    assert kept == [(2, {"logins": 20})]
