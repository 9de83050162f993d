"""The text format that Prometheus reads (version 0.0.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Sample:
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Gauge:
    """One thing that goes up and down. All our metrics are: what was counted, others keep."""

    name: str
    help: str
    samples: list[Sample]


def written(gauges: Iterable[Gauge]) -> str:
    """Gauges without a sample are left out: nobody knows them."""
    return "".join(_gauge(gauge) for gauge in gauges if gauge.samples)


def _gauge(gauge: Gauge) -> str:
    lines = [f"# HELP {gauge.name} {_help(gauge.help)}", f"# TYPE {gauge.name} gauge"]
    lines += [f"{gauge.name}{_labels(one.labels)} {one.value:.15g}" for one in gauge.samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_value(text)}"' for name, text in labels.items()) + "}"


def _help(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _value(text: str) -> str:
    return _help(text).replace('"', '\\"')
