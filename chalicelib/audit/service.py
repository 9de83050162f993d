"""The audit log: who did what to which object. Entries are added, never changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from psycopg.types.json import Json

from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.model import AuditEntry, AuditFilter
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, decode_cursor, encode_cursor

if TYPE_CHECKING:
    import uuid

    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.audit.model import Acting


def record(
    uow: "UnitOfWork",
    actor: "Acting | None",
    *,
    action: str,
    object_kind: str,
    object_id: object,
    client_id: "uuid.UUID | None" = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Note an act in the transaction of the act itself; without an actor it was the platform.

    `before` and `after` hold what changed: plain JSON values, never a secret.
    """
    AuditStore(uow.connection).add(
        (
            uuid7(),
            uow.clock.now(),
            actor.user_id if actor else None,
            client_id,
            _text(actor.email) if actor else "system",
            _text(action),
            _text(object_kind),
            _text(str(object_id)),
            _json(before),
            _json(after),
            (_text(actor.address) or None) if actor else None,
            (_text(actor.request_id) or None) if actor else None,
        )
    )


def list_entries(
    uow: "UnitOfWork", wanted: AuditFilter, *, limit: int, cursor: str | None
) -> Page[AuditEntry]:
    """A page of the wanted entries, newest first. It is for admins: it knows no scope."""
    before = decode_cursor(cursor, int)[0] if cursor is not None else None
    found = AuditStore(uow.connection).list_before(wanted, before, limit + 1)
    shown = found[:limit]
    return Page(shown, encode_cursor(shown[-1].seq) if len(found) > limit else None)


def _text(text: str) -> str:
    """Without the one character that separates texts in what is hashed."""
    return text.replace("\x1f", " ")


def _json(values: Mapping[str, Any] | None) -> Json | None:
    return None if values is None else Json(dict(values))
