"""The log as CSV: for a spreadsheet, and complete enough to be verified without us."""

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.model import AuditFilter

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

COLUMNS = (
    "seq",
    "id",
    "at",
    "actor",
    "user_id",
    "client_id",
    "action",
    "object_kind",
    "object_id",
    "before",
    "after",
    "address",
    "request_id",
    "hash",
)
# A spreadsheet takes a cell that begins like this for a formula. A quote before it keeps it from
# that; one goes before a quote too, so that every cell can be read back as it was.
_NEEDS_QUOTE = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_AT_ONCE = 1_000
# An answer of a Lambda ends at 6 MB; a last batch of long entries still fits.
_LARGEST_BYTES = 3_500_000


@dataclass(frozen=True)
class Export:
    """A part of the log; `next_after_seq` says where the next one begins, if there is one."""

    text: str
    next_after_seq: int | None


def export_log(uow: "UnitOfWork", wanted: AuditFilter, *, after_seq: int) -> Export:
    """The wanted entries after number `after_seq` as CSV, oldest first, as many as fit."""
    store = AuditStore(uow.connection)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    while rows := store.rows_after(wanted, after_seq, _AT_ONCE):
        writer.writerows([cell(text) for text in row] for row in rows)
        after_seq = int(rows[-1][0])
        if written.tell() > _LARGEST_BYTES and store.rows_after(wanted, after_seq, 1):
            return Export(written.getvalue(), after_seq)
    return Export(written.getvalue(), None)


def cell(text: str) -> str:
    """A text as a cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_NEEDS_QUOTE) else text
