"""Personal access tokens: how a person's own programs sign in, with less than the person may do."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.audit import service as audit
from chalicelib.identity import mails
from chalicelib.identity.errors import ScopeNotYours, SessionEnded, TokenNotFound, TooManyTokens
from chalicelib.identity.mails import Notice
from chalicelib.identity.model import GRANTABLE, TOKEN_PREFIX, Actor, Permission
from chalicelib.identity.token_store import PersonalToken, TokenStore
from chalicelib.kit.ids import digest, token, uuid7
from chalicelib.kit.pagination import Page, newest_first

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_SHOWN_CHARACTERS = len(TOKEN_PREFIX) + 6
_AT_MOST = 50
# Each request would otherwise be a write.
_USED_EVERY = dt.timedelta(minutes=1)


class NewToken(NamedTuple):
    """A token that was made; its text is shown this once."""

    token: PersonalToken
    text: str


def add(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    name: str,
    scopes: Iterable[Permission],
    lives: dt.timedelta,
) -> NewToken:
    """Raises ScopeNotYours, TooManyTokens."""
    wanted = frozenset(scopes)
    _refuse_more_than_the_owner_may(actor, wanted)
    store, now = TokenStore(uow.connection, actor.user_id), uow.clock.now()
    if store.count(now=now) >= _AT_MOST:
        raise TooManyTokens
    text = TOKEN_PREFIX + token(32)
    made = PersonalToken(
        id=uuid7(),
        user_id=actor.user_id,
        name=name,
        prefix=text[:_SHOWN_CHARACTERS],
        scopes=wanted,
        created_at=now,
        expires_at=now + lives,
        last_used_at=None,
    )
    store.add(made, digest(text))
    mails.tell(
        uow,
        email=actor.email,
        name=actor.name,
        locale=actor.locale,
        kind=Notice.TOKEN_ADDED,
        address=actor.address,
        detail=name,
    )
    after = {"name": name, "scopes": sorted(wanted), "expires_at": made.expires_at.isoformat()}
    _note(uow, actor, made.id, "token.add", after=after)
    return NewToken(made, text)


def list_of(
    uow: "UnitOfWork", actor: Actor, *, limit: int, cursor: str | None
) -> Page[PersonalToken]:
    """A person's own living tokens, newest first."""
    living = TokenStore(uow.connection, actor.user_id).list_living(now=uow.clock.now())
    return newest_first(living, limit=limit, cursor=cursor)


def revoke(uow: "UnitOfWork", actor: Actor, token_id: uuid.UUID) -> None:
    """Dead on its next use. Raises TokenNotFound."""
    removed = TokenStore(uow.connection, actor.user_id).remove(token_id)
    if removed is None:
        raise TokenNotFound
    _note(uow, actor, token_id, "token.revoke", before={"name": removed.name})


def of_text(uow: "UnitOfWork", text: str) -> PersonalToken:
    """The living token of that text, whoever its owner is now. Raises SessionEnded."""
    store, now = TokenStore(uow.connection, None), uow.clock.now()
    found = store.find_by_digest(digest(text))
    if found is None or found.expires_at <= now:
        raise SessionEnded
    if found.last_used_at is None or now - found.last_used_at >= _USED_EVERY:
        store.note_use(found.id, at=now)
    return found


def _refuse_more_than_the_owner_may(actor: Actor, wanted: frozenset[Permission]) -> None:
    for permission in sorted(wanted):
        if permission not in GRANTABLE or not actor.may(permission):
            raise ScopeNotYours(
                errors=[{"pointer": "/body/scopes", "detail": f"You may not grant {permission}."}]
            )


def _note(
    uow: "UnitOfWork",
    actor: Actor,
    token_id: uuid.UUID,
    action: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="token",
        object_id=token_id,
        client_id=actor.client_id,
        before=before,
        after=after,
    )
