"""Run the minute loop for a while, and account for all that it asked of whom."""

import datetime as dt
import json
import os
import shutil
import tempfile
import time
import urllib.request
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chalicelib.monitoring.probes import FIRST_TRY_SECONDS
from tests.soak.counting_gateway import Call
from tests.soak.script import FALLS_EVERY, FIRST_FALL, LASTS_MINUTES, Behaviour, behaviour
from tests.soak.stage import BATCHES, SPECS, Stage, a_stage, keep_measurements, last_hour
from tests.soak.usage import Usage

FOLDER = Path(__file__).resolve().parents[2] / "var" / "soak"
# They run by the clock, every five minutes or more seldom, whether anything changed or not.
BY_THE_CLOCK = tuple(
    name for name, spec in SPECS.items() if spec.every_minutes and spec.every_minutes > 1
)
# What of them belongs to checks, and is in the cost of them.
COUNTED_BY_THE_CLOCK = ("relay-outbox", "check-heartbeats", "fold-history")
_MINUTE = 60
_WARM_UP_TICKS = 8


@dataclass(frozen=True)
class Tick:
    """One minute's work, from the first message that it sent to the last object it kept."""

    at: str
    batches: int
    kept: int
    sites: int
    seconds: float
    is_quiet: bool


def run(*, minutes: int, sites: int) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="wpw-soak-"))
    folder.chmod(0o755)
    try:
        with a_stage(folder, sites=sites) as stage:
            _warm_up(stage)
            return _measure(stage, minutes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(stage: Stage, minutes: int) -> dict[str, Any]:
    usage = Usage(_servers(stage), aws_pid=stage.cloud.aws.service.pid or 0)
    rows_before, letters_before = _rows(stage), _letters(stage)
    logged_before, runs_before = stage.log_bytes(), stage.durations()
    began = _wait_for_tick(stage)
    usage.start()
    stage.targets.begin()
    for number in range(minutes):
        _wait_until(began + (number + 1) * _MINUTE)
        if number == 0:
            _run_by_the_clock(stage)
        print(f"  minute {number + 1} of {minutes}: {_glance(stage, began)}", flush=True)
    usage.stop()
    # Just before the next tick: the last one may have taken its time until here.
    ends = began + minutes * _MINUTE - 1
    calls = [call for call in stage.gateway.calls if began <= call.at < ends]
    ticks = _ticks(stage, calls, ends)
    return {
        "sites": stage.sites,
        "minutes": minutes,
        "ticks": [asdict(tick) for tick in ticks],
        "calls": _counted(calls),
        "statements": _statements(stage, began, ends),
        "rows": {name: count - rows_before.get(name, 0) for name, count in _rows(stage).items()},
        "letters": _letters(stage) - letters_before,
        "runs": _runs(runs_before, stage.durations()),
        "log_bytes": stage.log_bytes() - logged_before,
        "shard_bytes": _shard_bytes(stage),
        "waits": list(_waits(stage, calls, began)),
        "cpu_seconds": {name: round(used, 2) for name, used in sorted(usage.cpu_seconds.items())},
        "peak_mb": {name: round(used, 1) for name, used in sorted(usage.peak_mb.items())},
    }


# What was counted -----------------------------------------------------------------------------


def _ticks(stage: Stage, calls: Sequence[Call], ends: float) -> list[Tick]:
    sent = [call.at for call in calls if _is(call, "schedule-checks", "SQS.SendMessage")]
    starts = [at for before, at in zip([0.0, *sent], sent, strict=False) if at - before > 20]
    kept = [call.at for call in calls if _is(call, "probe-sites", "S3.PUT")]
    told = [call.at for call in calls if call.function == "record-checks"]
    measured = _measured(stage, starts)
    ticks = []
    for start, end in zip(starts, [*starts[1:], ends], strict=True):
        of_tick = [at for at in kept if start <= at < end]
        ticks.append(
            Tick(
                at=_clock(start),
                batches=sum(start <= at < end for at in sent),
                kept=len(of_tick),
                sites=measured[_clock(start)[:16]],
                seconds=round(max(of_tick, default=start) - start, 1),
                is_quiet=not any(start <= at < end for at in told),
            )
        )
    return ticks


def _is(call: Call, function: str, name: str) -> bool:
    return (call.function, call.name) == (function, name)


def _measured(stage: Stage, starts: Sequence[float]) -> Counter[str]:
    """How many sites' measurements lie in the bucket, by the minute they were due."""
    history = stage.history()
    found: Counter[str] = Counter()
    for hour in {int(at // 3600) for at in starts}:
        keys = history.list_batches(dt.datetime.fromtimestamp(hour * 3600, dt.UTC))
        for batch in history.read_batches(keys, unreadable=[]):
            found[f"{batch.at:%Y-%m-%d %H:%M}"] += len(batch.measurements)
    return found


def _counted(calls: Sequence[Call]) -> dict[str, dict[str, int]]:
    """By `function call`: how often, and how many bytes went and came."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: {"times": 0, "sent": 0, "answered": 0})
    for call in calls:
        of_kind = counted[f"{call.function} {call.name}"]
        of_kind["times"] += 1
        of_kind["sent"] += call.bytes_sent
        of_kind["answered"] += call.bytes_answered
    return dict(sorted(counted.items()))


def _statements(stage: Stage, began: float, ends: float) -> dict[str, dict[str, int]]:
    first, last = _clock(began)[:16], _clock(ends)[:16]
    return {
        minute: dict(by_function)
        for minute, by_function in sorted(stage.statements().items())
        if first <= minute <= last
    }


def _runs(
    before: dict[str, list[int]], after: dict[str, list[int]]
) -> dict[str, dict[str, int | float]]:
    """What Lambda would charge for, by function."""
    found = {}
    for name, durations in after.items():
        new = sorted(durations[len(before.get(name, [])) :])
        if new:
            found[name] = {
                "runs": len(new),
                "seconds": round(sum(new) / 1000, 3),
                "median_ms": new[len(new) // 2],
                "longest_ms": new[-1],
                "memory_mb": SPECS[name].memory_mb,
                "every_minutes": SPECS[name].every_minutes,
            }
    return found


def _waits(stage: Stage, calls: Sequence[Call], began: float) -> Iterator[dict[str, Any]]:
    """What each batch waited for, as far as it matters: how long sites took, by their place in it.

    A site at the share `s` of its batch is asked after that share of its work. One that is asked
    later and takes longer hides all that come before it.
    """
    for call in calls:
        if not _is(call, *BATCHES):
            continue
        due = json.loads(json.loads(call.body)["MessageBody"])
        asked = [uuid.UUID(one["site_id"]) for one in due.get("targets", ())]
        minute = int((call.at - began) // _MINUTE)
        # All but the canary, which is not of the script.
        numbers = [stage.numbers[site] for site in asked if site in stage.numbers]
        taken = [_seconds(behaviour(number, minute)) for number in numbers]
        if taken:
            number = int(due["batch_id"].rpartition("-")[2])
            yield {"batch": number, "sites": len(numbers), "waits": _not_hidden(taken)}


def _seconds(told: Behaviour) -> float:
    return min(told.seconds, FIRST_TRY_SECONDS)


def _not_hidden(taken: Sequence[float]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for place in range(len(taken) - 1, -1, -1):
        if not found or taken[place] > found[-1][1]:
            found.append((round(place / len(taken), 3), round(taken[place], 3)))
    return found


def _rows(stage: Stage) -> dict[str, int]:
    """Rows written so far, by table."""
    with stage.connect() as connection:
        connection.execute("select pg_stat_clear_snapshot()")
        found = connection.execute(
            "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_user_tables"
            " where n_tup_ins + n_tup_upd + n_tup_del > 0"
        ).fetchall()
    return dict(found)


def _letters(stage: Stage) -> int:
    address = f"{stage.cloud.aws.endpoint}/_ministack/ses/messages"
    with urllib.request.urlopen(address, timeout=20) as answer:
        return sum(len(letters) for letters in json.load(answer)["messages"].values())


def _shard_bytes(stage: Stage) -> list[int]:
    """The sizes of all shards, about as DynamoDB counts them."""
    items = stage.cloud.client("dynamodb").scan(TableName="wingman-local-probe-shards")["Items"]
    return [
        sum(len(name) + len(entry["S"]) for name, entry in item["sites"]["M"].items())
        for item in items
        if "sites" in item
    ]


def _servers(stage: Stage) -> dict[str, int]:
    services = {
        "(local AWS)": stage.cloud.aws.service,
        "(PostgreSQL)": stage.cluster.service,
        "(sites: nginx)": stage.targets.nginx,
        "(sites: script)": stage.targets.script,
    }
    return {name: service.pid or 0 for name, service in services.items()} | {
        "(counter)": os.getpid()
    }


# Waiting ----------------------------------------------------------------------------------------


def _warm_up(stage: Stage) -> None:
    """Until a tick was kept whole: the first ones start the containers."""
    for name in COUNTED_BY_THE_CLOCK:
        stage.invoke(name)
    for _ in range(_WARM_UP_TICKS):
        began = _wait_for_tick(stage)
        time.sleep(45)
        since = [call for call in stage.gateway.calls if call.at >= began]
        sent = sum(_is(call, "schedule-checks", "SQS.SendMessage") for call in since)
        kept = sum(_is(call, "probe-sites", "S3.PUT") for call in since)
        print(f"  warming up: {kept} of {sent} batches kept", flush=True)
        if kept >= sent:
            return


def _run_by_the_clock(stage: Stage) -> None:
    """Those that run more seldom than the soak may last, with an hour that has to be folded."""
    site = next(iter(stage.numbers.items()))
    keep_measurements(stage, last_hour(), [site], batch_id="late")
    for name in COUNTED_BY_THE_CLOCK:
        stage.invoke(name)


def _wait_for_tick(stage: Stage) -> float:
    """Until a new tick has sent its first batch; returns a moment just before it."""
    known = _last_sent(stage)
    while _last_sent(stage) - known < 20:
        time.sleep(0.05)
    return min(at for at in _sent(stage) if at - known >= 20) - 0.001


def _last_sent(stage: Stage) -> float:
    return next(_sent(stage), 0.0)


def _sent(stage: Stage) -> Iterator[float]:
    """When batches were sent, the last one first."""
    return (call.at for call in reversed(stage.gateway.calls) if _is(call, *BATCHES))


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def _glance(stage: Stage, began: float) -> str:
    last = [call for call in stage.gateway.calls if call.at > max(began, time.time() - _MINUTE)]
    kept = sum(_is(call, "probe-sites", "S3.PUT") for call in last)
    return f"{len(last)} calls, {kept} batches kept"


def _clock(at: float) -> str:
    return f"{dt.datetime.fromtimestamp(at, dt.UTC):%Y-%m-%d %H:%M:%S}"


# What is said of it -------------------------------------------------------------------------------


def complaints(report: dict[str, Any]) -> Iterator[str]:
    late = [tick["at"] for tick in report["ticks"] if tick["kept"] < tick["batches"]]
    if late:
        yield f"ticks that did not end before the next: {', '.join(late)}"
    thin = [tick["at"] for tick in report["ticks"] if tick["sites"] < report["sites"]]
    if thin:
        yield f"ticks in which sites were left out: {', '.join(thin)}"
    if len(report["ticks"]) < report["minutes"]:
        yield f"only {len(report['ticks'])} ticks in {report['minutes']} minutes"
    loud = quiet_statements(report)
    if loud:
        yield f"statements in quiet minutes: {loud}"


def quiet_statements(report: dict[str, Any]) -> dict[str, int]:
    """In minutes without news: statements of functions that do not run by the clock."""
    noisy = {tick["at"][:16] for tick in report["ticks"] if not tick["is_quiet"]}
    found: Counter[str] = Counter()
    for minute, by_function in report["statements"].items():
        if minute not in _with_neighbours(noisy):
            found.update({f: n for f, n in by_function.items() if f not in BY_THE_CLOCK})
    return dict(found)


def _with_neighbours(minutes: set[str]) -> set[str]:
    """News that comes at the end of a minute is recorded in the next one."""
    moments = [dt.datetime.fromisoformat(minute) for minute in minutes]
    later = {f"{moment + dt.timedelta(minutes=1):%Y-%m-%d %H:%M}" for moment in moments}
    return minutes | later


def shown(report: dict[str, Any]) -> str:
    ticks = report["ticks"]
    minutes = max(1, len(ticks))
    silent = sum(
        1 for tick in ticks if tick["is_quiet"] and tick["at"][:16] not in report["statements"]
    )
    lines = [
        f"\nThe minute loop, {report['sites']:,} sites, {len(ticks)} ticks"
        f" (sites fall at minute {FIRST_FALL} and every {FALLS_EVERY} after, for {LASTS_MINUTES})",
        f"  sites measured per tick: {min(t['sites'] for t in ticks):,}"
        f" to {max(t['sites'] for t in ticks):,}; a tick took at most"
        f" {max(t['seconds'] for t in ticks)} s",
        f"  quiet ticks: {sum(t['is_quiet'] for t in ticks)}, {silent} of them without any"
        f" statement; by the clock run {', '.join(BY_THE_CLOCK)}",
        f"  statements of anybody else in quiet minutes: {quiet_statements(report) or 'none'}",
        f"  rows written: {report['rows']}",
        f"  letters: {report['letters']}; logged per minute: {report['log_bytes'] // minutes:,} B",
        "  calls per minute:",
    ]
    for name, counted in report["calls"].items():
        lines.append(
            f"    {name:45} {counted['times'] / minutes:8.2f}   {counted['sent'] // minutes:>10,} B"
            f" out {counted['answered'] // minutes:>10,} B in"
        )
    lines.append(
        "  runs:" + " " * 30 + "per tick   median ms   longest ms   peak MB   CPU s per tick"
    )
    for name, runs in report["runs"].items():
        lines.append(
            f"    {name:30} {runs['runs'] / minutes:8.2f} {runs['median_ms']:10,}"
            f" {runs['longest_ms']:12,} {report['peak_mb'].get(name, 0):9.0f}"
            f" {report['cpu_seconds'].get(name, 0) / minutes:10.2f}"
        )
    for name in (name for name in report["cpu_seconds"] if name.startswith("(")):
        used = report["cpu_seconds"][name] / minutes
        lines.append(f"    {name:30} {'':44} {report['peak_mb'][name]:5.0f} {used:10.2f}")
    return "\n".join(lines)


def write(report: dict[str, Any]) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / "minute.json"
    target.write_text(json.dumps(report, indent=1) + "\n")
    return target
