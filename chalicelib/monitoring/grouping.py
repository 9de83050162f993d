"""Sites that fall together belong into one notice: one server, one cause, one message. Pure."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from chalicelib.monitoring.incident import network_of

# The looks of one minute, and the answers to them, are not further apart than this.
TOGETHER = dt.timedelta(minutes=3)
# Two sites may fall at once by chance; three on one server do not.
_SEVERAL = 3


@dataclass(frozen=True)
class Fallen:
    """A site that went down, and the address that stood for it; empty when none was found."""

    site_id: uuid.UUID
    at: dt.datetime
    address: str = ""


@dataclass(frozen=True)
class Group:
    """What one notice is about: a provider's network, a server, or one site of its own."""

    shared: str
    """The network or address that the sites have in common; empty for a site alone."""
    fallen: tuple[Fallen, ...]


def group(fallen: Iterable[Fallen]) -> list[Group]:
    """Every site in exactly one group, the earliest first."""
    rest = sorted(fallen, key=_order)
    networks = list(_groups(rest, _network, is_one_cause=_is_on_several_servers))
    rest = _without(rest, networks)
    servers = list(_groups(rest, _server, is_one_cause=_is_several))
    alone = [Group("", (one,)) for one in _without(rest, servers)]
    return sorted([*networks, *servers, *alone], key=lambda found: _order(found.fallen[0]))


def _groups(
    fallen: Sequence[Fallen],
    shared_by: Callable[[Fallen], str],
    *,
    is_one_cause: Callable[[Sequence[Fallen]], bool],
) -> Iterator[Group]:
    by_shared: dict[str, list[Fallen]] = defaultdict(list)
    for one in fallen:
        if one.address:
            by_shared[shared_by(one)].append(one)
    for shared, members in by_shared.items():
        for burst in _bursts(members):
            if is_one_cause(burst):
                yield Group(shared, tuple(burst))


def _bursts(fallen: Sequence[Fallen]) -> Iterator[list[Fallen]]:
    """Cut where a site fell too long after the first one for both to have the same cause."""
    burst: list[Fallen] = []
    for one in fallen:
        if burst and one.at - burst[0].at > TOGETHER:
            yield burst
            burst = []
        burst.append(one)
    yield burst


def _is_several(burst: Sequence[Fallen]) -> bool:
    return len(burst) >= _SEVERAL


def _is_on_several_servers(burst: Sequence[Fallen]) -> bool:
    """One server alone is better named itself than by its network."""
    return _is_several(burst) and len({one.address for one in burst}) > 1


def _without(fallen: Sequence[Fallen], groups: Iterable[Group]) -> list[Fallen]:
    grouped = {one for found in groups for one in found.fallen}
    return [one for one in fallen if one not in grouped]


def _server(one: Fallen) -> str:
    return one.address


def _network(one: Fallen) -> str:
    return network_of(one.address)


def _order(one: Fallen) -> tuple[dt.datetime, uuid.UUID]:
    return one.at, one.site_id
