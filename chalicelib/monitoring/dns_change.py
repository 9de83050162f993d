"""What is different in the DNS of a name since the last look."""

from dataclasses import dataclass

from chalicelib.adapters.dns_records import RecordKind, Records


@dataclass(frozen=True)
class RecordChange:
    kind: RecordKind
    gone: tuple[str, ...]
    new: tuple[str, ...]


def changes(before: Records, now: Records) -> list[RecordChange]:
    """Of the kinds that both looks asked for. Order says nothing: servers rotate it."""
    return [
        RecordChange(
            kind,
            gone=tuple(sorted(before[kind] - now[kind])),
            new=tuple(sorted(now[kind] - before[kind])),
        )
        for kind in RecordKind
        if kind in before and kind in now and before[kind] != now[kind]
    ]
