"""What the minute loop costs, from what `make soak` counted and from list prices.

python -m tools.cost                               print the tables of docs/operations/cost.md
python -m tools.cost --keep var/soak/minute.json   take over a soak's counts into the document
python -m tools.cost --wire var/bench/wire.json    the same of the packets of a probe

Standard library only.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "operations" / "cost.md"
MEASURED = ROOT / "docs" / "operations" / "cost-measured.json"
FLEETS = (100, 1_000, 10_000)

# List prices of us-east-1, in dollars; Lambda's on ARM.
LAMBDA_GB_SECOND = 0.0000133334
LAMBDA_REQUEST = 0.20 / 1e6
SQS_REQUEST = 0.40 / 1e6
S3_PUT = 5.00 / 1e6
S3_GET = 0.40 / 1e6
DYNAMODB_WRITE = 0.625 / 1e6
DYNAMODB_READ = 0.125 / 1e6
LOGS_GB = 0.50
EGRESS_GB = 0.09
# What every account has each month for good, whatever its age.
FREE = {
    "Lambda": 400_000 * LAMBDA_GB_SECOND + 1e6 * LAMBDA_REQUEST,
    "SQS": 1e6 * SQS_REQUEST,
    "bytes out": 100 * EGRESS_GB,
    "logs": 5 * LOGS_GB,
}

MINUTES = 30 * 24 * 60
FALLS_A_MONTH = 2  # of a site
_BATCH = 500
_CHUNK = 64 * 1024  # SQS charges each 64 KB of a message as a request
# Lambda asks each queue by this many long polls at once, each 20 seconds long.
_POLLERS, _POLLS_PER_MINUTE = 5, 3
_LOOP_QUEUES = 6  # probes, recorder, relay, router, letters, receipts
_PAGE_BYTES = 20_000  # compressed, with the certificates
# What left for a probe before decision 34, measured in the same way.
_USUAL_BYTES = 1_537
# Three round trips of 50 ms before a site begins to answer: the sites of a soak are near.
_DISTANCE_SECONDS = 0.15
_DEADLINE_SECONDS = 15.0
# Batches by whether they are a minute's first, in which the slow sites wait.
_WAITS = {"slow": True, "others": False}
_BATCHES_KEPT = 60  # of each kind, for their waits: a long soak has thousands
_RECORDING = ("record-checks", "probe-sites-")
_TELLING = ("relay-outbox", "route-alert", "send-notification", "record-delivery")
_LETTERS_A_FALL = 2
_BY_THE_CLOCK = ("relay-outbox", "check-heartbeats", "fold-history")
# A whole CPU belongs to this much memory, and a call to another service takes about so long.
_MB_PER_CPU = 1_769
_CALL_SECONDS = 0.01


@dataclass(frozen=True)
class Item:
    name: str
    dollars: float
    kind: str = ""
    """What is free of it for everybody, by `FREE`."""


def bill(measured: Mapping[str, Any], *, sites: int, regions: int) -> list[Item]:
    """A month of checks every minute at list prices, by what is paid for."""
    logged = measured["log_bytes"] * _share(measured, sites) * MINUTES / 1e9
    return [
        Item("probes: Lambda", _probes(measured, sites), "Lambda"),
        Item("probes: bytes out", _egress(measured, sites), "bytes out"),
        Item("probes: their queue", _probe_queue(measured, sites), "SQS"),
        Item("history: objects", _history(sites)),
        Item("schedule and shards", _schedule(measured, sites), "Lambda"),
        Item("heartbeats, watcher, canary", _heartbeats(measured, sites, regions)),
        Item("news: questions, recording, letters", _news(measured, sites, regions)),
        Item("by the clock: relay, history, checks", _by_the_clock(measured, sites), "Lambda"),
        Item("queues that are asked in vain", _polling(regions), "SQS"),
        Item("logs", logged * LOGS_GB, "logs"),
    ]


def after_free(items: list[Item]) -> float:
    """The bill of an account that uses what is free for nothing else."""
    by_kind: dict[str, float] = {}
    for item in items:
        by_kind[item.kind] = by_kind.get(item.kind, 0.0) + item.dollars
    return sum(max(0.0, dollars - FREE.get(kind, 0.0)) for kind, dollars in by_kind.items())


def listed(items: list[Item]) -> float:
    return sum(item.dollars for item in items)


def _probes(measured: Mapping[str, Any], sites: int, *, memory_mb: int | None = None) -> float:
    """The slow ones wait in one batch of each minute, and a site that falls in any of the others.

    Whoever falls may let its batch wait for all the time there is, until it is known as offline.
    """
    batches = _batches(sites)
    size = sites / batches
    waits = measured["waits"]
    slow = _mean(_batch(measured, one, size, memory_mb) for one in waits["slow"])
    usual = _mean(_batch(measured, one, size, memory_mb) for one in waits["others"])
    fallen = _batch(measured, [(0.5, _DEADLINE_SECONDS)], size, memory_mb)
    return MINUTES * (slow + (batches - 1) * usual) + sites * FALLS_A_MONTH * max(
        0.0, fallen - usual
    )


def _batch(
    measured: Mapping[str, Any],
    waits: Sequence[Sequence[float]],
    size: float,
    memory_mb: int | None = None,
) -> float:
    """One batch: its work at the function's share of a CPU, and whoever answers after it.

    `waits` are sites by their place in the batch: after which share of the work one is asked, and
    the seconds that it takes.
    """
    runs = measured["runs"]["probe-sites"]
    memory_mb = memory_mb or runs["memory_mb"]
    work = measured["wire"]["cpu_seconds"] * size / _share_of_cpu(memory_mb)
    ends = [share * work + seconds + _DISTANCE_SECONDS for share, seconds in waits]
    return _charged(max(work, *ends) + runs["calls"] * _CALL_SECONDS, memory_mb)


def _mean(dollars: Iterable[float]) -> float:
    found = list(dollars)
    return sum(found) / len(found)


def _egress(measured: Mapping[str, Any], sites: int) -> float:
    return _leaving(measured["wire"]["bytes"], sites)


def _leaving(bytes_per_probe: float, sites: int) -> float:
    return bytes_per_probe * sites * MINUTES / 1e9 * EGRESS_GB


def _probe_queue(measured: Mapping[str, Any], sites: int) -> float:
    """Each batch is sent and received in chunks, and deleted once."""
    bytes_per_site = measured["batch_bytes"] / min(_BATCH, measured["sites"])
    chunks = -(-bytes_per_site * min(_BATCH, sites) // _CHUNK)
    return float(_batches(sites) * MINUTES * (2 * chunks + 1) * SQS_REQUEST)


def _history(sites: int) -> float:
    """A batch is one object; what is written once a minute is read once, when its hour is folded.

    A soak misses its promise when a batch is not kept.
    """
    return _batches(sites) * MINUTES * (S3_PUT + S3_GET)


def _schedule(measured: Mapping[str, Any], sites: int) -> float:
    share = sites / measured["sites"]
    reads = sum(max(1, -(-size * share // 4096)) / 2 for size in measured["shard_bytes"])
    run = _run(measured, "schedule-checks", share=share)
    return MINUTES * (run + float(reads) * DYNAMODB_READ)


def _heartbeats(measured: Mapping[str, Any], sites: int, regions: int) -> float:
    writes = 2 + _batches(sites)  # the tick, the watcher, and each batch
    reads = 17 + 3 * regions  # parts, ticks and minutes, each an item
    counts = 14  # seven queues with their dead letters
    money = writes * DYNAMODB_WRITE + reads * DYNAMODB_READ + counts * SQS_REQUEST
    return MINUTES * (money + _run(measured, "watch-watcher"))


def _news(measured: Mapping[str, Any], sites: int, regions: int) -> float:
    """What a fall and its end cost, so often as sites fall.

    In a soak those that fall together are told in one letter; here each is told alone.
    """
    recorded = _dollars_a_minute(measured, _RECORDING, regions) / measured["falls_per_minute"]
    told = _dollars_a_minute(measured, _TELLING, regions) / measured["letters_per_minute"]
    return float(sites * FALLS_A_MONTH * (recorded + _LETTERS_A_FALL * told))


def _dollars_a_minute(measured: Mapping[str, Any], names: Sequence[str], regions: int) -> float:
    dollars = 0.0
    for function, runs in measured["runs"].items():
        if _is_among(function, names, regions):
            dollars += runs["per_minute"] * _run(measured, function)
    calls = sum(
        counted["per_minute"]
        for name, counted in measured["calls"].items()
        if _is_among(name.split(" ")[0], names, regions)
    )
    # Whatever they ask, as if all of it were writes of DynamoDB, the dearest of these calls.
    return float(dollars + calls * DYNAMODB_WRITE)


def _is_among(function: str, names: Sequence[str], regions: int) -> bool:
    if function.startswith("probe-sites-") and regions == 1:
        return False
    return function.startswith(tuple(names))


def _by_the_clock(measured: Mapping[str, Any], sites: int) -> float:
    share = sites / measured["sites"]
    dollars = 0.0
    for function in _BY_THE_CLOCK:
        runs = MINUTES / measured["runs"][function]["every_minutes"]
        dollars += runs * _run(measured, function, share=share)
    return dollars


def _polling(regions: int) -> float:
    queues = _LOOP_QUEUES + regions - 1
    return queues * _POLLERS * _POLLS_PER_MINUTE * MINUTES * SQS_REQUEST


def _run(measured: Mapping[str, Any], function: str, *, share: float = 1.0) -> float:
    """One run: the request, and its time as Lambda would charge it.

    The time is the CPU that was measured, at the function's share of one, and the calls that it
    made. `share` scales what grows with the fleet. It is not the time that was measured: the
    machine of a soak is shared with all that stands for AWS.
    """
    runs = measured["runs"].get(function)
    if runs is None:
        return 0.0
    work = runs["cpu_seconds"] * share / _share_of_cpu(runs["memory_mb"])
    waiting = runs["calls"] * max(1.0, share) * _CALL_SECONDS
    return _charged(work + waiting, runs["memory_mb"])


def _charged(seconds: float, memory_mb: int) -> float:
    return LAMBDA_REQUEST + seconds * memory_mb / 1024 * LAMBDA_GB_SECOND


def _share_of_cpu(memory_mb: int) -> float:
    return min(1.0, memory_mb / _MB_PER_CPU)


def _batches(sites: int) -> int:
    return -(-sites // _BATCH)


def _share(measured: Mapping[str, Any], sites: int) -> float:
    return _batches(sites) / _batches(measured["sites"])


# Other designs ------------------------------------------------------------------------------------


def others(measured: Mapping[str, Any], *, sites: int) -> Iterator[Item]:
    """What the same checks would cost a month at list prices, if one thing were done otherwise."""
    probes = sites * MINUTES
    ours = listed(bill(measured, sites=sites, regions=3))
    lambda_ = _probes(measured, sites)
    smaller = _probes(measured, sites, memory_mb=256)
    everywhere = {**measured, "waits": dict.fromkeys(_WAITS, measured["waits"]["slow"])}
    one = 0.5 * 0.25 * LAMBDA_GB_SECOND + LAMBDA_REQUEST  # half a second at 256 MB
    yield Item("as built", ours)
    yield Item("probes with 256 MB", ours - lambda_ + smaller)
    yield Item("probes on x86", ours + lambda_ / 4)
    yield Item("slow sites in every batch", ours - lambda_ + _probes(everywhere, sites))
    yield Item(
        "the usual greeting, headers and acknowledgements",
        ours - _egress(measured, sites) + _leaving(_USUAL_BYTES, sites),
    )
    yield Item("one Lambda run per probe", ours - lambda_ + probes * one)
    yield Item("one message per probe", ours + probes * 3 * SQS_REQUEST)
    yield Item("one schedule per site", ours + probes * 1.00 / 1e6)
    yield Item("one object per probe", ours + probes * S3_PUT)
    yield Item("one item of DynamoDB per probe", ours + probes * DYNAMODB_WRITE)
    yield Item("one line of 250 bytes logged per probe", ours + probes * 250 / 1e9 * LOGS_GB)
    yield Item(
        "a NAT gateway before the probes", ours + 32.85 + _all_bytes(measured, sites) * 0.045
    )


def _all_bytes(measured: Mapping[str, Any], sites: int) -> float:
    return float((measured["wire"]["bytes"] + _PAGE_BYTES) * sites * MINUTES / 1e9)


# The document -------------------------------------------------------------------------------------


def tables(measured: Mapping[str, Any]) -> str:
    return "\n\n".join([_per_site(measured), _largest(measured), _compared(measured)])


def _per_site(measured: Mapping[str, Any]) -> str:
    lines = [
        "| Sites | Regions | $ a month | cents per site | after what is free: $ | cents per site |",
        "|---|---|---|---|---|---|",
    ]
    for sites in FLEETS:
        for regions in (1, 3):
            items = bill(measured, sites=sites, regions=regions)
            cells = [f"{sites:,}", f"{regions}"]
            for dollars in (listed(items), after_free(items)):
                cells += [f"{dollars:.2f}", f"{100 * dollars / sites:.2f}"]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _largest(measured: Mapping[str, Any]) -> str:
    bills = [bill(measured, sites=sites, regions=3) for sites in FLEETS]
    lines = [
        f"| $ a month, three regions | {' | '.join(f'{sites:,}' for sites in FLEETS)} |",
        "|---|---|---|---|",
    ]
    names = sorted(range(len(bills[-1])), key=lambda place: -bills[-1][place].dollars)
    for place in names:
        cells = " | ".join(f"{items[place].dollars:.2f}" for items in bills)
        lines.append(f"| {bills[-1][place].name} | {cells} |")
    return "\n".join(lines)


def _compared(measured: Mapping[str, Any]) -> str:
    lines = ["| 10,000 sites, three regions | $ a month | times |", "|---|---|---|"]
    found = list(others(measured, sites=10_000))
    lines += [
        f"| {item.name} | {item.dollars:,.0f} | {item.dollars / found[0].dollars:.1f} |"
        for item in found
    ]
    return "\n".join(lines)


def condensed(report: Mapping[str, Any]) -> dict[str, Any]:
    """What the model needs of a soak, per minute."""
    ticks = len(report["ticks"])
    sent = report["calls"]["schedule-checks SQS.SendMessage"]
    return {
        "sites": report["sites"],
        "ticks": ticks,
        # Each site that falls changes twice.
        "falls_per_minute": round(report["rows"]["status_changes"] / 2 / ticks, 3),
        "letters_per_minute": round(report["letters"] / ticks, 3),
        "batch_bytes": round(sent["sent"] / sent["times"]),
        "log_bytes": round(report["log_bytes"] / ticks),
        "shard_bytes": report["shard_bytes"],
        # The last batch of a minute may be of a few only.
        "waits": {
            kind: _evenly(
                [
                    one["waits"]
                    for one in report["waits"]
                    if (one["batch"] == 0) == is_first and one["sites"] > _BATCH / 2
                ]
            )
            for kind, is_first in _WAITS.items()
        },
        "runs": {
            name: {
                "per_minute": round(runs["runs"] / ticks, 3),
                "cpu_seconds": round(report["cpu_seconds"].get(name, 0) / runs["runs"], 4),
                "calls": round(_calls_of(report, name) / runs["runs"], 2),
                "memory_mb": runs["memory_mb"],
                "every_minutes": runs["every_minutes"],
            }
            for name, runs in report["runs"].items()
        },
        "calls": {
            name: {"per_minute": round(counted["times"] / ticks, 3)}
            for name, counted in report["calls"].items()
        },
    }


def _evenly[Kept](found: Sequence[Kept]) -> list[Kept]:
    """At most so many as are kept, from the first to the last at equal distances."""
    count = min(len(found), _BATCHES_KEPT)
    return [found[number * len(found) // count] for number in range(count)]


def _calls_of(report: Mapping[str, Any], function: str) -> int:
    return sum(
        counted["times"]
        for name, counted in report["calls"].items()
        if name.split(" ")[0] == function
    )


def written(measured: Mapping[str, Any]) -> str:
    """As JSON in which a list of figures, or of pairs of them, is one line."""
    lines = json.dumps(measured, indent=1)
    for of_figures in (r"\[[\d.,\s]+\]", r"\[[\d.,\s]*(?:\[[\d., ]+\][,\s]*)+\]"):
        lines = re.sub(of_figures, lambda match: " ".join(match[0].split()), lines)
    return lines + "\n"


def in_document(text: str, rendered: str) -> str:
    return re.sub(
        r"(<!-- computed: -->\n).*?(\n<!-- end -->)",
        lambda match: match[1] + rendered + match[2],
        text,
        flags=re.DOTALL,
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.cost")
    parser.add_argument("--keep", type=Path, help="what a soak has counted")
    parser.add_argument("--wire", type=Path, help="what leaves for a probe")
    wish = parser.parse_args()
    measured = json.loads(MEASURED.read_text())
    if wish.keep:
        wire = {"wire": measured["wire"]} if "wire" in measured else {}
        measured = condensed(json.loads(wish.keep.read_text())) | wire
    if wish.wire:
        measured["wire"] = json.loads(wish.wire.read_text())
    print(tables(measured))
    if wish.keep or wish.wire:
        MEASURED.write_text(written(measured))
        DOCUMENT.write_text(in_document(DOCUMENT.read_text(), tables(measured)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
