"""Verification: the whole log is followed link by link and compared with its anchors.

A long log takes longer than a request may: then the answer says where to go on.
"""

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.audit.anchors import Anchor, AnchorStore
from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.chain import START, ChainWalk, Mark, Problem

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_AT_ONCE = 5_000
_MOST_UNLINKED = 20


@dataclass(frozen=True)
class AnchorCheck:
    """The newest anchor, and whether it is ours."""

    seq: int
    at: dt.datetime
    ok: bool


@dataclass(frozen=True)
class Verification:
    """What was found. Incomplete when time ran out: go on after `resume_after_seq`."""

    checked: int
    head: Mark
    complete: bool
    anchor: AnchorCheck | None
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def resume_after_seq(self) -> int | None:
        return None if self.complete else self.head.seq


@dataclass(frozen=True)
class Anchorage:
    """Where the anchors lie, and how to know that they are ours."""

    anchors: AnchorStore
    deployment: str
    public_key: bytes


def verify_log(
    uow: "UnitOfWork", anchorage: Anchorage, *, after_seq: int, patience: dt.timedelta
) -> Verification:
    """Follow the log after number `after_seq` for as long as `patience` lasts."""
    deadline = time.monotonic() + patience.total_seconds()
    store = AuditStore(uow.connection)
    # Anchors first: one that is dropped in the meantime lies beyond the head that is read next.
    anchors = anchorage.anchors.list_all()
    end = store.head()
    walk = ChainWalk(_start(store, after_seq), (anchor.mark for anchor in anchors))
    complete = _walk_until(walk, store, end, deadline)
    if complete:
        walk.end()
        walk.report_unlinked(store.list_unlinked(_MOST_UNLINKED))
    newest = _check_newest(walk, anchors[-1], anchorage) if anchors else None
    return Verification(walk.checked, walk.head, complete, newest, walk.problems)


def _start(store: AuditStore, after_seq: int) -> Mark:
    """Where to go on: with the hash that is stored, for it was judged in the part before."""
    return (store.find_mark(after_seq) or START) if after_seq else START


def _walk_until(walk: ChainWalk, store: AuditStore, end: Mark, deadline: float) -> bool:
    """Whether the end was reached in time."""
    while walk.head.seq < end.seq:
        if time.monotonic() > deadline:
            return False
        links = store.links_after(walk.head.seq, _AT_ONCE)
        if not links:
            return True  # taken away under our eyes: the marks will tell
        walk.follow(links)
    return True


def _check_newest(walk: ChainWalk, anchor: Anchor, anchorage: Anchorage) -> AnchorCheck:
    is_ours = anchorage.anchors.is_genuine(
        anchor, deployment=anchorage.deployment, public_key=anchorage.public_key
    )
    if not is_ours:
        walk.report_anchor(anchor.mark.seq, "Our key has not signed the newest anchor.")
    return AnchorCheck(anchor.mark.seq, anchor.at, is_ours)
