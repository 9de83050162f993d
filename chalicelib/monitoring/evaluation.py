"""From what is known of a site to what is wrong with it. Pure rules, one function each.

A rule sees how bad the condition was before. Where a figure is noisy, it takes more to end a
condition than to begin it, so that a value at the edge does not open and close it every hour.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from chalicelib.monitoring.judgement import Standing
from chalicelib.monitoring.model import Condition, ConditionKind, SiteFacts
from chalicelib.sites.model import Connection, Severity, SiteStatus

type Rule = Callable[[SiteFacts, Severity | None, dt.datetime], Condition | None]

_MEGABYTE = 1024**2
_GIGABYTE = 1024**3

# A disk is low when both its share and its free space are: 9 % of 2 TB is plenty.
_DISK_LOW = (0.10, 10 * _GIGABYTE)
_DISK_LOW_ENDS = (0.12, 12 * _GIGABYTE)
_DISK_CRITICAL = (0.03, 2 * _GIGABYTE)
_DISK_CRITICAL_ENDS = (0.04, 2560 * _MEGABYTE)

# An update takes a minute or two, and WordPress itself ignores a forgotten one after ten.
MAINTENANCE_LASTS = dt.timedelta(minutes=5)
MAINTENANCE_CRITICAL = dt.timedelta(minutes=15)

_FATAL_ERRORS_CRITICAL = 20
_FATAL_ERRORS_CRITICAL_ENDS = 10

_CRON_DEAD_SECONDS = 2 * 3600
_CRON_ALIVE_SECONDS = 30 * 60

# Releases of WordPress count 6.8, 6.9, 7.0: that many behind is neglect, not patience.
_RELEASES_BEHIND = 3

# https://www.php.net/supported-versions.php: the day security fixes end.
_PHP_ENDS = {
    (8, 1): dt.date(2025, 12, 31),
    (8, 2): dt.date(2026, 12, 31),
    (8, 3): dt.date(2027, 12, 31),
    (8, 4): dt.date(2028, 12, 31),
    (8, 5): dt.date(2029, 12, 31),
}
_PHP_NOTICE = dt.timedelta(days=60)


def judge(
    facts: SiteFacts, *, was: Mapping[ConditionKind, Severity], now: dt.datetime
) -> dict[ConditionKind, Condition]:
    """What is wrong with a site now, given what was wrong before."""
    if facts.status is SiteStatus.PAUSED or facts.connection not in _RULES_BY_CONNECTION:
        return {}
    verdicts = {
        kind: rule(facts, was.get(kind), now)
        for kind, rule in _RULES_BY_CONNECTION[facts.connection].items()
    }
    return {kind: verdict for kind, verdict in verdicts.items() if verdict}


def _site_offline(facts: SiteFacts, was: Severity | None, _now: dt.datetime) -> Condition | None:
    # Not knowing is neither good nor bad news: it leaves the condition as it was.
    # And a site that comes and goes is not well before it has been calm.
    is_kept = was is not None and (
        facts.status in (SiteStatus.UNKNOWN, SiteStatus.PENDING)
        or facts.status_reason == Standing.FLAPPING
    )
    if facts.status is not SiteStatus.OFFLINE and not is_kept:
        return None
    return Condition(ConditionKind.SITE_OFFLINE, Severity.CRITICAL, {"reason": facts.status_reason})


def _maintenance_lasts(
    facts: SiteFacts, was: Severity | None, now: dt.datetime
) -> Condition | None:
    detail = {"reason": "maintenance"}
    if facts.status in (SiteStatus.UNKNOWN, SiteStatus.PENDING):
        return Condition(ConditionKind.MAINTENANCE_LASTS, was, detail) if was else None
    if facts.status is not SiteStatus.MAINTENANCE or facts.status_since is None:
        return None
    lasting = now - facts.status_since
    if lasting < MAINTENANCE_LASTS:
        return None
    is_critical = lasting >= MAINTENANCE_CRITICAL
    severity = Severity.CRITICAL if is_critical else Severity.WARNING
    return Condition(ConditionKind.MAINTENANCE_LASTS, severity, detail)


def _connection_moved(
    facts: SiteFacts, _was: Severity | None, _now: dt.datetime
) -> Condition | None:
    if facts.connection is not Connection.MOVED:
        return None
    return Condition(ConditionKind.CONNECTION_MOVED, Severity.CRITICAL)


def _heartbeat_overdue(
    facts: SiteFacts, _was: Severity | None, now: dt.datetime
) -> Condition | None:
    if facts.heartbeat_due_at is None or now <= facts.heartbeat_due_at:
        return None
    seen = facts.last_seen_at.isoformat() if facts.last_seen_at else None
    return Condition(ConditionKind.HEARTBEAT_OVERDUE, Severity.WARNING, {"last_seen_at": seen})


def _disk_low(facts: SiteFacts, was: Severity | None, _now: dt.datetime) -> Condition | None:
    free, total = facts.vitals.disk_free_bytes, facts.vitals.disk_total_bytes
    if free is None or not total:
        return None
    critical = _DISK_CRITICAL_ENDS if was is Severity.CRITICAL else _DISK_CRITICAL
    low = _DISK_LOW_ENDS if was else _DISK_LOW
    for severity, (share, size) in ((Severity.CRITICAL, critical), (Severity.WARNING, low)):
        if free < share * total and free < size:
            detail = {"free_bytes": free, "total_bytes": total}
            return Condition(ConditionKind.DISK_LOW, severity, detail)
    return None


def _fatal_errors(facts: SiteFacts, was: Severity | None, _now: dt.datetime) -> Condition | None:
    count = facts.vitals.fatal_errors_24h
    if count < 1:
        return None
    many = _FATAL_ERRORS_CRITICAL_ENDS if was is Severity.CRITICAL else _FATAL_ERRORS_CRITICAL
    return Condition(
        ConditionKind.FATAL_ERRORS,
        Severity.CRITICAL if count >= many else Severity.WARNING,
        {"count_24h": count, "last": facts.vitals.last_fatal_error},
    )


def _cron_dead(facts: SiteFacts, was: Severity | None, _now: dt.datetime) -> Condition | None:
    overdue = facts.vitals.cron_overdue_seconds
    if overdue < (_CRON_ALIVE_SECONDS if was else _CRON_DEAD_SECONDS):
        return None
    return Condition(ConditionKind.CRON_DEAD, Severity.WARNING, {"overdue_seconds": overdue})


def _site_health_critical(
    facts: SiteFacts, _was: Severity | None, _now: dt.datetime
) -> Condition | None:
    if facts.health_critical < 1:
        return None
    # WordPress calls a plugin that waits for its update critical; nobody must be woken for it.
    return Condition(
        ConditionKind.SITE_HEALTH_CRITICAL,
        Severity.WARNING,
        {"count": facts.health_critical, "issues": list(facts.health_issues)},
    )


def _php_outdated(facts: SiteFacts, _was: Severity | None, now: dt.datetime) -> Condition | None:
    version = version_numbers(facts.php_version)[:2]
    if len(version) < 2:  # noqa: PLR2004
        return None
    newest = max(_PHP_ENDS)
    ends_on = _PHP_ENDS.get((version[0], version[1]), dt.date.max if version > newest else None)
    detail = {
        "version": facts.php_version,
        "ends_on": ends_on.isoformat() if ends_on else None,
    }
    if ends_on is None or ends_on < now.date():
        return Condition(ConditionKind.PHP_OUTDATED, Severity.WARNING, detail)
    if ends_on - now.date() <= _PHP_NOTICE:
        return Condition(ConditionKind.PHP_OUTDATED, Severity.INFO, detail)
    return None


def _core_outdated(facts: SiteFacts, _was: Severity | None, _now: dt.datetime) -> Condition | None:
    installed = version_numbers(facts.wordpress_version)
    offered = version_numbers(facts.wordpress_update)
    if not installed or not offered or offered <= installed:
        return None
    # A release of the own branch repairs something; a new branch may wait a little.
    behind = _release(offered) - _release(installed)
    is_urgent = behind == 0 or behind >= _RELEASES_BEHIND
    return Condition(
        ConditionKind.CORE_OUTDATED,
        Severity.WARNING if is_urgent else Severity.INFO,
        {"version": facts.wordpress_version, "available": facts.wordpress_update},
    )


def _updates_waiting(
    facts: SiteFacts, _was: Severity | None, _now: dt.datetime
) -> Condition | None:
    plugins, themes = facts.updates.plugins, facts.updates.themes
    if plugins + themes < 1:
        return None
    return Condition(
        ConditionKind.UPDATES_WAITING, Severity.INFO, {"plugins": plugins, "themes": themes}
    )


def _slower_than_usual(
    facts: SiteFacts, _was: Severity | None, _now: dt.datetime
) -> Condition | None:
    # speed.py decides when one begins and ends: it sees the weeks before.
    if facts.slow_down is None:
        return None
    return Condition(ConditionKind.SLOWER_THAN_USUAL, Severity.WARNING, facts.slow_down.as_detail())


def version_numbers(version: str | None) -> tuple[int, ...]:
    """The leading numbers of a version: 6.8.1-RC2 is (6, 8, 1); () when there are none."""
    match = re.match(r"\d{1,6}(?:\.\d{1,6}){0,3}", version or "", re.ASCII)
    return tuple(int(number) for number in match.group().split(".")) if match else ()


def _release(version: tuple[int, ...]) -> int:
    """A release's place in the row 6.8, 6.9, 7.0, 7.1."""
    major, minor = (*version, 0)[:2]
    return major * 10 + minor


_RULES: dict[ConditionKind, Rule] = {
    ConditionKind.SITE_OFFLINE: _site_offline,
    ConditionKind.MAINTENANCE_LASTS: _maintenance_lasts,
    ConditionKind.HEARTBEAT_OVERDUE: _heartbeat_overdue,
    ConditionKind.DISK_LOW: _disk_low,
    ConditionKind.FATAL_ERRORS: _fatal_errors,
    ConditionKind.CRON_DEAD: _cron_dead,
    ConditionKind.SITE_HEALTH_CRITICAL: _site_health_critical,
    ConditionKind.PHP_OUTDATED: _php_outdated,
    ConditionKind.CORE_OUTDATED: _core_outdated,
    ConditionKind.UPDATES_WAITING: _updates_waiting,
    ConditionKind.SLOWER_THAN_USUAL: _slower_than_usual,
}
# A moved site has stopped reporting: what it said before is no longer about this place.
_RULES_BY_CONNECTION: dict[Connection, dict[ConditionKind, Rule]] = {
    Connection.CONNECTED: _RULES,
    Connection.MOVED: {
        ConditionKind.SITE_OFFLINE: _site_offline,
        ConditionKind.MAINTENANCE_LASTS: _maintenance_lasts,
        ConditionKind.CONNECTION_MOVED: _connection_moved,
    },
}
