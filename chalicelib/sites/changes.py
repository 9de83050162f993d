"""What changed on a site in a span of time, read off the snapshots that it sent.

A snapshot says what is installed at its time, so a change lies between two of them: it is given as
the time of the first snapshot that shows it.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


class ChangeKind(StrEnum):
    INSTALLED = "installed"
    REMOVED = "removed"
    UPDATED = "updated"
    ACTIVATED = "activated"
    DEACTIVATED = "deactivated"


class Software(StrEnum):
    CORE = "core"
    PHP = "php"
    PLUGIN = "plugin"
    THEME = "theme"


@dataclass(frozen=True)
class Change:
    """`seen_at` is the first snapshot with it, `after` the last one without."""

    kind: ChangeKind
    software: Software
    name: str
    seen_at: dt.datetime
    after: dt.datetime
    before_version: str = ""
    version: str = ""


@dataclass(frozen=True)
class Step:
    """From one inventory to the next: between two snapshots."""

    after: dt.datetime
    seen_at: dt.datetime
    before: Mapping[str, Any]
    now: Mapping[str, Any]


# A site changes a few times a day; whoever tries everything out needs no complete list.
_MOST_STEPS = 20
_LISTS = {"plugins": Software.PLUGIN, "themes": Software.THEME}
_SINGLES = {"core": Software.CORE, "php": Software.PHP}
_NAMES = {Software.CORE: "WordPress", Software.PHP: "PHP"}


def list_changes(
    uow: "UnitOfWork", site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime
) -> list[Change]:
    """What the site's snapshots show to have changed in that time, the newest first.

    The caller has checked that the site may be seen. A snapshot that came after `until` counts when
    the one before it came earlier: what it shows may have been done by then.
    """
    from chalicelib.sites.snapshot_store import SnapshotStore

    store = SnapshotStore(uow.connection)
    return changes_of(store.list_steps(site_id, since=since, until=until, limit=_MOST_STEPS))


def changes_of(steps: Iterable[Step]) -> list[Change]:
    """The newest first."""
    found = [change for step in steps for change in _compared(step)]
    return sorted(found, key=lambda change: change.seen_at, reverse=True)


def _compared(step: Step) -> Iterator[Change]:
    span = {"seen_at": step.seen_at, "after": step.after}
    for member, software in _SINGLES.items():
        was, is_now = _version(step.before, member), _version(step.now, member)
        if was and is_now and was != is_now:
            yield Change(
                ChangeKind.UPDATED,
                software,
                _NAMES[software],
                before_version=was,
                version=is_now,
                **span,
            )
    for member, software in _LISTS.items():
        if member in step.before and member in step.now:
            had, has = _by_key(step.before[member]), _by_key(step.now[member])
            yield from _listed(software, had, has, span)


def _listed(
    software: Software,
    before: Mapping[str, Mapping[str, Any]],
    now: Mapping[str, Mapping[str, Any]],
    span: Mapping[str, dt.datetime],
) -> Iterator[Change]:
    for key in sorted({*before, *now}):
        was, is_now = before.get(key), now.get(key)
        for kind in _kinds(was, is_now):
            yield Change(
                kind,
                software,
                str((is_now or was or {}).get("name") or key),
                before_version=str((was or {}).get("version") or ""),
                version=str((is_now or {}).get("version") or ""),
                **span,
            )


def _kinds(was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Iterable[ChangeKind]:
    if was is None:
        return [ChangeKind.INSTALLED]
    if now is None:
        return [ChangeKind.REMOVED]
    kinds = [ChangeKind.UPDATED] if was.get("version") != now.get("version") else []
    if bool(was.get("active")) != bool(now.get("active")):
        kinds.append(ChangeKind.ACTIVATED if now.get("active") else ChangeKind.DEACTIVATED)
    return kinds


def _by_key(things: Any) -> dict[str, Mapping[str, Any]]:
    return {
        str(thing.get("file") or thing.get("slug") or ""): thing
        for thing in (things if isinstance(things, list) else ())
        if isinstance(thing, Mapping)
    }


def _version(document: Mapping[str, Any], member: str) -> str:
    part = document.get(member)
    return str(part.get("version") or "") if isinstance(part, Mapping) else ""
