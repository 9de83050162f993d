"""One comparison: ours against a reference of the same run. Absolute times prove nothing."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "var" / "bench"


@dataclass(frozen=True)
class Ratio:
    name: str
    ours: float
    reference: float
    ratio: float
    unit: str
    at_most: float | None = None  # what we promise; None is only told

    @property
    def holds(self) -> bool:
        return self.at_most is None or self.ratio <= self.at_most


def compare(
    name: str,
    ours: Sequence[float],
    reference: Sequence[float],
    *,
    unit: str,
    at_most: float | None = None,
) -> Ratio:
    """Medians of interleaved samples."""
    mine, theirs = statistics.median(ours), statistics.median(reference)
    return Ratio(name, round(mine, 4), round(theirs, 4), round(mine / theirs, 3), unit, at_most)


def write(suite: str, ratios: Iterable[Ratio]) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"{suite}.json"
    target.write_text(json.dumps([asdict(ratio) for ratio in ratios], indent=1) + "\n")
    return target


def table(suite: str, ratios: Iterable[Ratio]) -> str:
    lines = [f"\n{suite}", f"  {'':58} {'ours':>10} {'reference':>10} {'ratio':>7}  promised"]
    for one in ratios:
        promised = "" if one.at_most is None else f"<= {one.at_most:g}"
        verdict = "" if one.at_most is None else (" ok" if one.holds else " MISSED")
        figures = f"{one.ours:10.3f} {one.reference:10.3f} {one.ratio:7.2f}"
        lines.append(f"  {one.name:58} {figures}  {promised}{verdict}  [{one.unit}]")
    return "\n".join(lines)
