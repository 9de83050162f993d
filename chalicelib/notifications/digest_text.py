"""What a digest says: client by client what is new, what is over and what still lasts. Pure."""

import itertools
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chalicelib.kit.text import clean_line
from chalicelib.notifications import wording

if TYPE_CHECKING:
    from chalicelib.notifications.digest_store import Entry

DIGEST = "digest"
# A message must fit its queue, and nobody reads more.
_MOST_ENTRIES = 300


class Turn(StrEnum):
    """What has become of a problem since the last digest."""

    NEW = "new"
    OVER = "over"
    LASTS = "lasts"


_WORDS = {Turn.NEW: "New", Turn.OVER: "Over", Turn.LASTS: "Still open"}


def subject_of(entries: Sequence["Entry"]) -> str:
    counts = _counts(entries)
    said = [f"{count} {_WORDS[turn].lower()}" for turn, count in counts.items() if count]
    return f"Digest: {', '.join(said)}"


def context_of(entries: Sequence["Entry"]) -> dict[str, Any]:
    """By client, in the order of the alphabet; of each the newest problem first."""
    shown = sorted(entries, key=lambda entry: entry.opened_at, reverse=True)[:_MOST_ENTRIES]
    shown.sort(key=_client)
    return {
        "counts": _counts(entries),
        "more": len(entries) - len(shown),
        "clients": [
            {"name": of_client[0].client_name, "entries": [_shown(entry) for entry in of_client]}
            for of_client in (list(found) for _, found in itertools.groupby(shown, key=_client))
        ],
    }


def counted(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(_WORDS[Turn(turn)], str(count)) for turn, count in context["counts"].items()]


def blocks(context: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Each client with its lines."""
    return [
        (clean_line(client["name"]), [_line(entry) for entry in client["entries"]])
        for client in context["clients"]
    ]


def left_out(context: Mapping[str, Any]) -> str:
    return f"And {context['more']} more." if context["more"] else ""


def text_of(context: Mapping[str, Any]) -> str:
    """Plain, a line each; a client's name stands above its lines."""
    lines = [
        line for name, entries in blocks(context) for line in (name, *(f"• {e}" for e in entries))
    ]
    return "\n".join(filter(None, (*lines, left_out(context))))


def _counts(entries: Sequence["Entry"]) -> dict[Turn, int]:
    turns = [_turn(entry) for entry in entries]
    return {turn: turns.count(turn) for turn in Turn}


def _turn(entry: "Entry") -> Turn:
    if entry.closed_at is not None:
        return Turn.OVER
    return Turn.LASTS if entry.told_at is not None else Turn.NEW


def _shown(entry: "Entry") -> dict[str, Any]:
    return {
        "turn": _turn(entry),
        "subject": entry.subject,
        "severity": entry.severity,
        "opened_at": entry.opened_at.isoformat(),
        "closed_at": entry.closed_at.isoformat() if entry.closed_at else None,
    }


def _line(entry: Mapping[str, Any]) -> str:
    opened, closed = entry["opened_at"], entry["closed_at"]
    when = f"after {wording.span(opened, closed)}" if closed else f"since {wording.moment(opened)}"
    return clean_line(f"{_WORDS[Turn(entry['turn'])]}: {entry['subject']} ({when})")


def _client(entry: "Entry") -> tuple[str, str]:
    return entry.client_name.casefold(), str(entry.client_id)
