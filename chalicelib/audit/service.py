"""The audit log: who did what to which object. Entries are added, never changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from psycopg.types.json import Json

from chalicelib.kit.ids import uuid7

if TYPE_CHECKING:
    import uuid

    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.audit.model import Acting

_INSERT = """
insert into audit_logs
  (id, at, user_id, client_id, actor, action, object_kind, object_id, before, after, address,
   request_id)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


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
    uow.connection.execute(
        _INSERT,
        (
            uuid7(),
            uow.clock.now(),
            actor.user_id if actor else None,
            client_id,
            actor.email if actor else "system",
            action,
            object_kind,
            str(object_id),
            _json(before),
            _json(after),
            (actor.address or None) if actor else None,
            (actor.request_id or None) if actor else None,
        ),
    )


def _json(values: Mapping[str, Any] | None) -> Json | None:
    return None if values is None else Json(dict(values))
