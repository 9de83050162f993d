"""The rules from what is known of a site to what is wrong with it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.evaluation import judge, version_numbers
from chalicelib.monitoring.model import ConditionKind, SiteFacts, Vitals
from chalicelib.sites.model import Connection, Severity, SiteStatus, UpdateCounts

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
GIGABYTE = 1024**3
KIND = ConditionKind


def severities(
    facts: SiteFacts, was: dict[ConditionKind, Severity] | None = None, now: dt.datetime = NOW
) -> dict[ConditionKind, Severity]:
    return {
        kind: condition.severity for kind, condition in judge(facts, was=was or {}, now=now).items()
    }


def facts(**given_facts: Any) -> SiteFacts:
    return SiteFacts(**{"status": SiteStatus.ONLINE, **given_facts})


def disk(free_gigabytes: float, total_gigabytes: float = 40) -> SiteFacts:
    return facts(
        vitals=Vitals(
            disk_free_bytes=int(free_gigabytes * GIGABYTE),
            disk_total_bytes=int(total_gigabytes * GIGABYTE),
        )
    )


def test_a_healthy_site_has_no_condition() -> None:
    healthy = facts(
        heartbeat_due_at=NOW + dt.timedelta(hours=1),
        wordpress_version="6.8.7",
        php_version="8.4.2",
        vitals=Vitals(disk_free_bytes=30 * GIGABYTE, disk_total_bytes=40 * GIGABYTE),
    )

    assert severities(healthy) == {}


@pytest.mark.parametrize(
    ("given_facts", "kind", "severity"),
    [
        ({"status": SiteStatus.OFFLINE}, KIND.SITE_OFFLINE, Severity.CRITICAL),
        (
            {"heartbeat_due_at": NOW - dt.timedelta(seconds=1)},
            KIND.HEARTBEAT_OVERDUE,
            Severity.WARNING,
        ),
        ({"updates": UpdateCounts(plugins=3)}, KIND.UPDATES_WAITING, Severity.INFO),
        ({"updates": UpdateCounts(themes=1)}, KIND.UPDATES_WAITING, Severity.INFO),
        ({"health_critical": 2}, KIND.SITE_HEALTH_CRITICAL, Severity.WARNING),
        ({"vitals": Vitals(fatal_errors_24h=1)}, KIND.FATAL_ERRORS, Severity.WARNING),
        ({"vitals": Vitals(fatal_errors_24h=20)}, KIND.FATAL_ERRORS, Severity.CRITICAL),
        ({"vitals": Vitals(cron_overdue_seconds=7200)}, KIND.CRON_DEAD, Severity.WARNING),
    ],
)
def test_a_fact_becomes_a_condition(
    given_facts: dict[str, Any], kind: ConditionKind, severity: Severity
) -> None:
    assert severities(facts(**given_facts)) == {kind: severity}


@pytest.mark.parametrize(
    ("version", "severity"),
    [
        ("7.4.33", Severity.WARNING),
        ("8.1.30", Severity.WARNING),
        ("8.2.36", Severity.INFO),  # its end is five weeks away
        ("8.3.0", None),
        ("8.9.1", None),
        ("9.0.0-dev", None),
        ("", None),
        (None, None),
        ("hello", None),
    ],
)
def test_php_is_outdated_when_its_security_fixes_end(
    version: str | None, severity: Severity | None
) -> None:
    assert severities(facts(php_version=version)).get(KIND.PHP_OUTDATED) is severity


@pytest.mark.parametrize(
    ("installed", "offered", "severity"),
    [
        ("6.8.6", "6.8.7", Severity.WARNING),  # a repair of the own release
        ("6.8.7", "6.9", Severity.INFO),
        ("6.9.2", "7.0.1", Severity.INFO),
        ("6.8.7", "7.1.4", Severity.WARNING),  # three releases behind
        ("6.1.9", "7.1.4", Severity.WARNING),
        ("7.1.4", "7.1.4", None),
        ("7.2-beta1", "7.1.4", None),
        ("7.1.4", None, None),
    ],
)
def test_core_is_urgent_for_repairs_and_for_the_far_behind(
    installed: str, offered: str | None, severity: Severity | None
) -> None:
    verdict = severities(facts(wordpress_version=installed, wordpress_update=offered))

    assert verdict.get(KIND.CORE_OUTDATED) is severity


@pytest.mark.parametrize(
    ("site", "severity"),
    [
        (disk(5), None),
        (disk(3.9), Severity.WARNING),
        (disk(1.1), Severity.CRITICAL),
        (disk(150, total_gigabytes=2000), None),  # 7.5 % of a large disk is plenty
        (disk(0.5, total_gigabytes=2), None),  # a small disk, but a quarter of it is free
        (facts(vitals=Vitals(disk_free_bytes=1, disk_total_bytes=None)), None),
        (facts(vitals=Vitals(disk_free_bytes=None, disk_total_bytes=1)), None),
        (facts(vitals=Vitals(disk_free_bytes=0, disk_total_bytes=0)), None),
    ],
)
def test_a_disk_is_low_when_share_and_size_are_small(
    site: SiteFacts, severity: Severity | None
) -> None:
    assert severities(site).get(KIND.DISK_LOW) is severity


def test_a_disk_at_the_edge_does_not_flap() -> None:
    was = {KIND.DISK_LOW: Severity.WARNING}

    assert KIND.DISK_LOW not in severities(disk(4.4))
    assert KIND.DISK_LOW in severities(disk(4.4), was)
    assert KIND.DISK_LOW not in severities(disk(4.9), was)


def test_a_queue_of_cron_events_at_the_edge_does_not_flap() -> None:
    late = facts(vitals=Vitals(cron_overdue_seconds=3600))

    assert severities(late) == {}
    assert severities(late, {KIND.CRON_DEAD: Severity.WARNING}) == {
        KIND.CRON_DEAD: Severity.WARNING
    }


@pytest.mark.parametrize("status", [SiteStatus.UNKNOWN, SiteStatus.PENDING])
def test_not_knowing_neither_opens_nor_closes_an_outage(status: SiteStatus) -> None:
    assert KIND.SITE_OFFLINE not in severities(facts(status=status))
    assert KIND.SITE_OFFLINE in severities(
        facts(status=status), {KIND.SITE_OFFLINE: Severity.CRITICAL}
    )


@pytest.mark.parametrize("status", [SiteStatus.ONLINE, SiteStatus.DEGRADED, SiteStatus.MAINTENANCE])
def test_a_site_that_answers_is_not_offline(status: SiteStatus) -> None:
    assert KIND.SITE_OFFLINE not in severities(
        facts(status=status), {KIND.SITE_OFFLINE: Severity.CRITICAL}
    )


@pytest.mark.parametrize(
    ("minutes", "severity"), [(4, None), (5, Severity.WARNING), (15, Severity.CRITICAL)]
)
def test_maintenance_is_no_news_until_it_takes_longer_than_an_update(
    minutes: int, severity: Severity | None
) -> None:
    in_maintenance = facts(
        status=SiteStatus.MAINTENANCE, status_since=NOW - dt.timedelta(minutes=minutes)
    )

    assert severities(in_maintenance).get(KIND.MAINTENANCE_LASTS) is severity


def test_not_knowing_leaves_a_long_maintenance_as_it_was() -> None:
    was = {KIND.MAINTENANCE_LASTS: Severity.CRITICAL}

    assert severities(facts(status=SiteStatus.UNKNOWN), was) == was
    assert severities(facts(status=SiteStatus.UNKNOWN)) == {}
    assert severities(facts(), was) == {}


@pytest.mark.parametrize(
    "quiet",
    [
        {"status": SiteStatus.PAUSED},
        {"connection": Connection.DISCONNECTED},
        {"connection": Connection.NONE},
        {"connection": Connection.WAITING},
    ],
)
def test_a_site_nobody_watches_has_no_condition(quiet: dict[str, Any]) -> None:
    everything_wrong = {
        "status": SiteStatus.OFFLINE,
        "heartbeat_due_at": NOW - dt.timedelta(days=9),
        "php_version": "5.6",
        "health_critical": 3,
    }

    assert severities(facts(**{**everything_wrong, **quiet})) == {}


def test_a_moved_site_says_that_it_moved_and_nothing_it_said_before() -> None:
    moved = facts(connection=Connection.MOVED, php_version="5.6", health_critical=3)

    assert severities(moved) == {KIND.CONNECTION_MOVED: Severity.CRITICAL}


ANY_FACTS = st.builds(
    SiteFacts,
    status=st.sampled_from(SiteStatus),
    connection=st.sampled_from(Connection),
    heartbeat_due_at=st.none()
    | st.integers(-10_000, 10_000).map(lambda s: NOW + dt.timedelta(seconds=s)),
    wordpress_version=st.none() | st.text(max_size=12) | st.just("6.8.7"),
    wordpress_update=st.none() | st.text(max_size=12) | st.just("7.1.4"),
    php_version=st.none() | st.text(max_size=12) | st.just("7.4.33"),
    updates=st.builds(UpdateCounts, plugins=st.integers(0, 99), themes=st.integers(0, 9)),
    health_critical=st.integers(0, 9),
    vitals=st.builds(
        Vitals,
        disk_free_bytes=st.none() | st.integers(0, 50 * GIGABYTE),
        disk_total_bytes=st.none() | st.integers(0, 50 * GIGABYTE),
        fatal_errors_24h=st.integers(0, 40),
        cron_overdue_seconds=st.integers(0, 20_000),
    ),
)
ANY_PAST = st.dictionaries(st.sampled_from(ConditionKind), st.sampled_from(Severity))


@given(ANY_FACTS, ANY_PAST)
def test_judging_the_same_facts_again_changes_nothing(
    site: SiteFacts, was: dict[ConditionKind, Severity]
) -> None:
    once = severities(site, was)

    assert severities(site, once) == once


@given(ANY_FACTS, ANY_PAST)
def test_what_opens_anew_would_also_stay_open(
    site: SiteFacts, was: dict[ConditionKind, Severity]
) -> None:
    assert set(severities(site)) <= set(severities(site, was))


@given(st.integers(0, 40 * GIGABYTE), st.integers(-300, 300), ANY_PAST)
def test_a_little_noise_on_the_disk_never_opens_and_closes(
    free: int, megabytes: int, was: dict[ConditionKind, Severity]
) -> None:
    def at(size: int) -> SiteFacts:
        return facts(vitals=Vitals(disk_free_bytes=size, disk_total_bytes=40 * GIGABYTE))

    here, there = at(free), at(max(0, free + megabytes * 1024**2))
    first = severities(here, was)
    second = severities(there, first)
    third = severities(here, second)

    changes = [first, second, third]
    assert len({KIND.DISK_LOW in seen for seen in changes}) == 1 or second == third


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=3))
def test_vitals_of_any_form_are_read_without_complaint(junk: Any) -> None:
    names = ("disk_free_bytes", "disk_total_bytes", "fatal_errors", "cron")

    vitals = Vitals.from_document(dict.fromkeys(names, junk))

    assert judge(facts(vitals=vitals), was={}, now=NOW) is not None


def test_vitals_are_read_as_the_plugin_writes_them() -> None:
    vitals = Vitals.from_document(
        {
            "disk_free_bytes": 5,
            "disk_total_bytes": 9,
            "cron": {"enabled": True, "overdue_events": 2, "oldest_overdue_seconds": 60},
            "fatal_errors": {
                "count_24h": 3,
                "last": [{"message": "boom", "file": "a.php", "line": 1, "at": 0}],
            },
        }
    )

    assert vitals == Vitals(5, 9, 3, "boom", 60)


@given(st.text())
def test_any_text_is_a_version_or_none(text: str) -> None:
    assert all(number >= 0 for number in version_numbers(text))
