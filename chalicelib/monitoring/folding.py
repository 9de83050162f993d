"""From measurements to history: hours, days and archives, each from all that it is made of.

Nothing is added up twice because nothing is added at all: an hour is made anew from every batch
that lies in it, and kept together with a fingerprint of their names. As long as the fingerprint
is the same there is nothing to do; when it has changed (a late batch) or was never written (a
killed run) the hour is made again, and comes out the same or better.
"""

import datetime as dt
import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.adapters.database import UnitOfWork
from chalicelib.monitoring import archive, response_times, speed, uptime
from chalicelib.monitoring.archive import Archive, Series
from chalicelib.monitoring.condition_store import ConditionStore
from chalicelib.monitoring.history_objects import HistoryObjects, Period
from chalicelib.monitoring.history_store import Answers, HistoryStore
from chalicelib.monitoring.measurements import VERDICTS, MeasuredBatch, Measurement, response_number
from chalicelib.monitoring.model import ConditionKind, SlowDown
from chalicelib.monitoring.pace import LOOKS_BACK, pace
from chalicelib.sites.model import SiteStatus

MONTHS_KEPT = 25
_MONTHS_AHEAD = 3

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
# A batch older than three minutes is not probed any more, and probing takes one at most.
_COMPLETE_AFTER = dt.timedelta(minutes=5)
# What is late is nearly always only a little late; once a day everything is compared again.
_LOOKS_BACK = 3 * _HOUR
# Batches lie for three days: what might be half forgotten already must not be folded again.
_SWEEPS_BACK = 60 * _HOUR
_SWEEP_HOUR, _SWEEP_MINUTES = 4, 15

type _Probe = tuple[dt.datetime, str]


@dataclass(frozen=True)
class MeasuredHour:
    """What the probes of an hour brought, and what it was read from."""

    fingerprint: bytes
    answers: Mapping[uuid.UUID, Answers]
    unreadable: Sequence[str]


def hours_to_fold(uow: UnitOfWork) -> dict[dt.datetime, bytes | None]:
    """The complete hours that may have something new, each with what it was folded from before."""
    now = uow.clock.now()
    end = _start_of_hour(now - _COMPLETE_AFTER)
    folded = HistoryStore(uow.connection).list_folded(Period.HOUR, since=end - _SWEEPS_BACK)
    hours = [end - number * _HOUR for number in range(_SWEEPS_BACK // _HOUR, 0, -1)]
    is_sweep = now.hour == _SWEEP_HOUR and now.minute < _SWEEP_MINUTES
    return {
        hour: folded.get(hour)
        for hour in hours
        if is_sweep or hour >= end - _LOOKS_BACK or hour not in folded
    }


def measure_hour(
    history: HistoryObjects, hour: dt.datetime, *, folded: bytes | None
) -> MeasuredHour | None:
    """What lies in an hour, archived; None when it is what was folded before.

    Without a transaction: a thousand objects take their time, and nobody must wait for them.
    """
    keys = history.list_batches(hour)
    fingerprint = _fingerprint(keys)
    if fingerprint == folded:
        return None
    unreadable: list[str] = []
    probes = _probes_by_site(history.read_batches(keys, unreadable=unreadable))
    if probes:
        history.keep_archive(Period.HOUR, _archive(hour, probes))
    return MeasuredHour(
        fingerprint, {site: _answers(found) for site, found in probes.items()}, unreadable
    )


def fold_hour(uow: UnitOfWork, hour: dt.datetime, measured: MeasuredHour | None) -> bool:
    """Bring an hour's rows and its day's up to date. Returns whether anything was new."""
    store = HistoryStore(uow.connection)
    is_new = store.keep_times(hour, _times(store, hour)) > 0
    if measured is not None:
        store.keep_answers(hour, measured.answers)
        store.mark_folded(Period.HOUR, hour, measured.fingerprint)
        is_new = True
    if is_new:
        store.sum_day(hour.date())
        store.sum_fleet_hour(hour)
    return is_new


def days_to_archive(uow: UnitOfWork) -> dict[dt.datetime, bytes]:
    """Yesterday and the day before, when all their hours are folded and one has changed since."""
    today = uow.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    store = HistoryStore(uow.connection)
    hours = store.list_folded(Period.HOUR, since=today - 2 * _DAY)
    archived = store.list_folded(Period.DAY, since=today - 2 * _DAY)
    found = {day: _fingerprint_of_day(day, hours) for day in (today - 2 * _DAY, today - _DAY)}
    return {day: new for day, new in found.items() if new is not None and new != archived.get(day)}


def archive_day(history: HistoryObjects, day: dt.datetime) -> None:
    """One archive of a day's 24. An hour without probes has none."""
    hours = [history.find_archive(Period.HOUR, hour) for hour in _hours_of(day)]
    parts = [part for part in hours if part is not None]
    if parts:
        history.keep_archive(Period.DAY, archive.join(day, parts))


def mark_archived(uow: UnitOfWork, day: dt.datetime, fingerprint: bytes) -> None:
    """Only when the archive is there: whoever dies before archives the day once more."""
    HistoryStore(uow.connection).mark_folded(Period.DAY, day, fingerprint)


def find_speed_changes(uow: UnitOfWork) -> dict[uuid.UUID, SlowDown | None]:
    """The sites that have become slower than usual, or are as fast as usual again (None)."""
    hour = _start_of_hour(uow.clock.now() - _COMPLETE_AFTER) - _HOUR
    slow = ConditionStore(uow.connection).list_details(ConditionKind.SLOWER_THAN_USUAL)
    changes = {}
    medians = HistoryStore(uow.connection).list_medians(speed.hours_to_compare(hour))
    for site_id, of_site in medians.items():
        was = SlowDown.from_detail(slow[site_id]) if site_id in slow else None
        is_slow = speed.judge_speed(of_site, hour, was=was)
        if is_slow != was:
            changes[site_id] = is_slow
    return changes


def find_pace_changes(uow: UnitOfWork) -> list[uuid.UUID]:
    """The sites that another class of pace has become usual for with the last hour."""
    last = _start_of_hour(uow.clock.now() - _COMPLETE_AFTER) - _HOUR
    store = HistoryStore(uow.connection)
    usual = store.list_usual_and_before(since=last + _HOUR - LOOKS_BACK, last=last)
    return [site_id for site_id, (now, before) in usual.items() if pace(now) != pace(before)]


def maintain_uptime(uow: UnitOfWork) -> dict[str, int]:
    """Make the months to come, and forget what is older than 25 months."""
    return HistoryStore(uow.connection).forget(
        months_kept=MONTHS_KEPT, months_ahead=_MONTHS_AHEAD, now=uow.clock.now()
    )


def _times(store: HistoryStore, hour: dt.datetime) -> dict[uuid.UUID, uptime.Times]:
    until = hour + _HOUR
    return {
        site_id: uptime.times(changes, since=hour, until=until)
        for site_id, changes in store.list_changes(since=hour, until=until).items()
    }


def _probes_by_site(
    batches: Iterable[MeasuredBatch],
) -> Mapping[uuid.UUID, dict[_Probe, Measurement]]:
    """A probe is known by its minute and region: the same one in two batches counts once."""
    found: dict[uuid.UUID, dict[_Probe, Measurement]] = defaultdict(dict)
    for batch in batches:
        probe = (batch.at.replace(microsecond=0), batch.region)
        for measurement in batch.measurements:
            found[measurement.site_id].setdefault(probe, measurement)
    return found


def _archive(
    hour: dt.datetime, probes: Mapping[uuid.UUID, Mapping[_Probe, Measurement]]
) -> Archive:
    regions = tuple(sorted({region for found in probes.values() for _, region in found}))
    return Archive(
        hour, regions, {site: _series(hour, regions, found) for site, found in probes.items()}
    )


def _series(
    hour: dt.datetime, regions: Sequence[str], probes: Mapping[_Probe, Measurement]
) -> Series:
    series = Series()
    for (at, region), measured in sorted(probes.items(), key=lambda one: one[0]):
        series.seconds.append((at - hour) // dt.timedelta(seconds=1))
        series.regions.append(regions.index(region))
        series.verdicts.append(VERDICTS.index(measured.verdict))
        series.codes.append(measured.status_code or 0)
        series.response_ms.append(response_number(measured.response_ms))
    return series


def _answers(probes: Mapping[_Probe, Measurement]) -> Answers:
    """The times of probes that got the page; how fast an error page comes says nothing."""
    times_ms = [
        response_number(one.response_ms)
        for one in probes.values()
        if one.response_ms is not None and one.verdict in (SiteStatus.ONLINE, SiteStatus.DEGRADED)
    ]
    return Answers(
        checks=len(probes),
        answers=len(times_ms),
        response_ms_sum=sum(times_ms),
        histogram=response_times.histogram(times_ms),
        p50_ms=response_times.exact_percentile(times_ms, 0.50),
        p95_ms=response_times.exact_percentile(times_ms, 0.95),
    )


def _fingerprint(names: Sequence[str]) -> bytes:
    return hashlib.sha256("\n".join(names).encode()).digest()


def _fingerprint_of_day(day: dt.datetime, folded: Mapping[dt.datetime, bytes]) -> bytes | None:
    """None while some hour of the day is not folded."""
    hours = _hours_of(day)
    if any(hour not in folded for hour in hours):
        return None
    return hashlib.sha256(b"".join(folded[hour] for hour in hours)).digest()


def _hours_of(day: dt.datetime) -> list[dt.datetime]:
    return [day + number * _HOUR for number in range(24)]


def _start_of_hour(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=0, second=0, microsecond=0)
