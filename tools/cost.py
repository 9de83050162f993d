"""What the minute loop costs, from what `make soak` counted and from list prices.

python -m tools.cost                               print the tables of docs/operations/cost.md
python -m tools.cost --keep var/soak/minute.json   take over a soak's counts into the document

Standard library only.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "operations" / "cost.md"
MEASURED = ROOT / "docs" / "operations" / "cost-measured.json"
FLEETS = (100, 1_000, 10_000)

# List prices of us-east-1, in dollars.
LAMBDA_GB_SECOND = 0.0000166667
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
FALLS_A_MONTH = 2  # of a site, with a letter for each fall and each end
_BATCH = 500
_CHUNK = 64 * 1024  # SQS charges each 64 KB of a message as a request
# Lambda asks each queue by this many long polls at once, each 20 seconds long.
_POLLERS, _POLLS_PER_MINUTE = 5, 3
_LOOP_QUEUES = 6  # probes, recorder, relay, router, letters, receipts
# What leaves us for one probe: TLS 1.3 and the request, and the headers of all packets: eight of
# the handshake and the end, and an acknowledgement for each burst of a page of usual size.
_HANDSHAKE_BYTES, _PACKETS, _HEADER_BYTES = 706, 12, 52
_PAGE_BYTES = 60_000
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
        Item("probes: Lambda, mostly waiting for slow sites", _probes(measured, sites), "Lambda"),
        Item("probes: bytes out", _egress(sites), "bytes out"),
        Item("probes: their queue", _probe_queue(measured, sites), "SQS"),
        Item("history: objects", _history(measured, sites)),
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


def _probes(measured: Mapping[str, Any], sites: int) -> float:
    return _batches(sites) * MINUTES * _run(measured, "probe-sites")


def _egress(sites: int) -> float:
    return bytes_out_per_probe() * sites * MINUTES / 1e9 * EGRESS_GB


def bytes_out_per_probe() -> float:
    return _HANDSHAKE_BYTES + _PACKETS * _HEADER_BYTES


def _probe_queue(measured: Mapping[str, Any], sites: int) -> float:
    """Each batch is sent and received in chunks, and deleted once."""
    bytes_per_site = measured["batch_bytes"] / min(_BATCH, measured["sites"])
    chunks = -(-bytes_per_site * min(_BATCH, sites) // _CHUNK)
    return float(_batches(sites) * MINUTES * (2 * chunks + 1) * SQS_REQUEST)


def _history(measured: Mapping[str, Any], sites: int) -> float:
    """What is written once a minute is read once, when its hour is folded."""
    puts = measured["calls"]["probe-sites S3.PUT"]["per_minute"] * _share(measured, sites)
    return float(puts * MINUTES * (S3_PUT + S3_GET))


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
    """What a fall and its end cost, so often as sites fall."""
    dollars = 0.0
    for function, runs in measured["runs"].items():
        if _is_about_news(function, regions):
            dollars += runs["per_minute"] * _run(measured, function)
    calls = sum(
        counted["per_minute"]
        for name, counted in measured["calls"].items()
        if _is_about_news(name.split(" ")[0], regions)
    )
    # Whatever they ask, as if all of it were writes of DynamoDB, the dearest of these calls.
    per_fall = (dollars + calls * DYNAMODB_WRITE) / measured["falls_per_minute"]
    return float(sites * FALLS_A_MONTH * per_fall)


def _is_about_news(function: str, regions: int) -> bool:
    if function.startswith("probe-sites-"):
        return regions > 1
    return function in {"record-checks", "route-alert", "send-notification", "record-delivery"}


def _by_the_clock(measured: Mapping[str, Any], sites: int) -> float:
    share = sites / measured["sites"]
    found = (
        runs["per_minute"] * _run(measured, function, share=share)
        for function, runs in measured["runs"].items()
        if function in {"relay-outbox", "check-heartbeats", "note-passkeys", "fold-history"}
    )
    return float(MINUTES * sum(found))


def _polling(regions: int) -> float:
    queues = _LOOP_QUEUES + regions - 1
    return queues * _POLLERS * _POLLS_PER_MINUTE * MINUTES * SQS_REQUEST


def _run(measured: Mapping[str, Any], function: str, *, share: float = 1.0) -> float:
    """One run: the request, and its time as Lambda would charge it.

    The time is the CPU that was measured, at the function's share of one; then the calls that it
    made, and for probes the slowest site. `share` scales what grows with the fleet. It is not the
    time that was measured: the machine of a soak is shared with all that stands for AWS.
    """
    runs = measured["runs"].get(function)
    if runs is None:
        return 0.0
    cpu = runs["cpu_seconds"] * share / min(1.0, runs["memory_mb"] / _MB_PER_CPU)
    waiting = runs["calls"] * _CALL_SECONDS + runs["waiting_seconds"]
    return float(LAMBDA_REQUEST + (cpu + waiting) * runs["memory_mb"] / 1024 * LAMBDA_GB_SECOND)


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
    one = 0.5 * 0.25 * LAMBDA_GB_SECOND + LAMBDA_REQUEST  # half a second at 256 MB
    yield Item("as built", ours)
    yield Item("probes with 256 MB", ours - lambda_ / 2)
    yield Item("probes on ARM", ours - lambda_ * 0.2)
    yield Item("one Lambda run per probe", ours - lambda_ + probes * one)
    yield Item("one message per probe", ours + probes * 3 * SQS_REQUEST)
    yield Item("one schedule per site", ours + probes * 1.00 / 1e6)
    yield Item("one object per probe", ours + probes * S3_PUT)
    yield Item("one item of DynamoDB per probe", ours + probes * DYNAMODB_WRITE)
    yield Item("one line of 250 bytes logged per probe", ours + probes * 250 / 1e9 * LOGS_GB)
    yield Item("a NAT gateway before the probes", ours + 32.85 + _all_bytes(sites) * 0.045)


def _all_bytes(sites: int) -> float:
    return (bytes_out_per_probe() + _PAGE_BYTES) * sites * MINUTES / 1e9


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
        "falls_per_minute": round(report["letters"] / 2 / ticks, 3),
        "batch_bytes": round(sent["sent"] / sent["times"]),
        "log_bytes": round(report["log_bytes"] / ticks),
        "shard_bytes": report["shard_bytes"],
        "runs": {
            name: {
                "per_minute": round(runs["runs"] / ticks, 3),
                "cpu_seconds": round(report["cpu_seconds"].get(name, 0) / runs["runs"], 4),
                "calls": round(_calls_of(report, name) / runs["runs"], 2),
                "waiting_seconds": report["waiting_seconds"] if name == "probe-sites" else 0,
                "memory_mb": runs["memory_mb"],
            }
            for name, runs in report["runs"].items()
        },
        "calls": {
            name: {"per_minute": round(counted["times"] / ticks, 3)}
            for name, counted in report["calls"].items()
        },
    }


def _calls_of(report: Mapping[str, Any], function: str) -> int:
    return sum(
        counted["times"]
        for name, counted in report["calls"].items()
        if name.split(" ")[0] == function
    )


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
    wish = parser.parse_args()
    if wish.keep:
        kept = condensed(json.loads(wish.keep.read_text()))
        MEASURED.write_text(json.dumps(kept, indent=1) + "\n")
    measured = json.loads(MEASURED.read_text())
    print(tables(measured))
    if wish.keep:
        DOCUMENT.write_text(in_document(DOCUMENT.read_text(), tables(measured)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
