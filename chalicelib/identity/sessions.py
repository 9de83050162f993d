"""Who is signed in: a session in DynamoDB, carried outside by a signed token (access_tokens).

Each request looks the session up with a consistent read, so that signing out ends it at once.
"End all sessions" changes the user's epoch: whatever session was opened under another epoch is
dead in the same transaction, even one that is being rotated at that very moment.
pynamodb loads on first use: the plugin's calls do not need it.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chalicelib.identity import access_tokens
from chalicelib.identity.access_tokens import Claims
from chalicelib.identity.errors import SessionEnded, SessionNotFound
from chalicelib.identity.model import SESSION_IDLE, SESSION_LIFETIME, ClientScope, Role
from chalicelib.identity.repository import UserRepository
from chalicelib.identity.stores import is_granted, store
from chalicelib.kit.clock import from_unix, unix
from chalicelib.kit.ids import digest, token, uuid7

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.items import SessionItem

_LONGEST_DEVICE = 300
# Each request would otherwise be a write.
_SEEN_EVERY = dt.timedelta(minutes=1)


class SessionKind(StrEnum):
    """How somebody came in."""

    PASSWORD = "password"  # noqa: S105 - a name, no secret
    TWO_FACTOR = "two_factor"
    PASSKEY = "passkey"


@dataclass(frozen=True)
class Device:
    """From where somebody signs in."""

    address: str
    user_agent: str


@dataclass(frozen=True)
class Session:
    """`secret_id` is the half that only the token carries; `id` is what a list may show."""

    id: uuid.UUID
    secret_id: str = field(repr=False)
    user_id: uuid.UUID
    kind: SessionKind
    device: Device
    created_at: dt.datetime
    last_seen_at: dt.datetime
    expires_at: dt.datetime
    stepped_up_at: dt.datetime | None = None
    epochs: frozenset[str] = frozenset()

    def is_over(self, role: Role, now: dt.datetime) -> bool:
        """Whether it was idle too long, or lives too long, for what its user is now."""
        idle = now - self.last_seen_at >= SESSION_IDLE[role]
        return idle or now >= min(self.expires_at, self.created_at + SESSION_LIFETIME[role])


@dataclass(frozen=True)
class ListedSession:
    """A session as its owner sees it: nothing here opens it."""

    id: uuid.UUID
    kind: SessionKind
    address: str
    device: str
    created_at: dt.datetime
    last_seen_at: dt.datetime
    is_current: bool


def start(
    user_id: uuid.UUID,
    role: Role,
    device: Device,
    *,
    epoch: str,
    now: dt.datetime,
    kind: SessionKind = SessionKind.PASSWORD,
) -> Session:
    """A new session with a new id: nothing that was known before signing in opens it.

    Whoever has just signed in has just proved all the factors they have.
    """
    session = Session(
        id=uuid7(),
        secret_id=token(32),
        user_id=user_id,
        kind=kind,
        device=Device(device.address, device.user_agent[:_LONGEST_DEVICE]),
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFETIME[role],
        stepped_up_at=now,
        epochs=frozenset({epoch}),
    )
    _put(session)
    return session


def end(secret_id: str) -> None:
    """End the session of that secret id, if it is there."""
    from chalicelib.identity.items import SessionItem

    with store():
        SessionItem(id=digest(secret_id)).delete()


def end_one(user_id: uuid.UUID, session_id: uuid.UUID) -> None:
    """End one of a person's sessions by the id that the list shows. Raises SessionNotFound."""
    for item in _items_of(user_id):
        if item.public_id == str(session_id):
            with store():
                item.delete()
            return
    raise SessionNotFound


def end_all(uow: "UnitOfWork", user_id: uuid.UUID, *, keep: str | None = None) -> None:
    """End all of a person's sessions when this unit commits; but not the one of secret id `keep`.

    Nothing is searched for, so nothing can be missed: the old sessions belong to an old epoch.
    """
    epoch = UserRepository(uow.connection, ClientScope.everything()).change_epoch(user_id)
    if keep is not None:
        _admit(keep, epoch)


def rotate(secret_id: str, *, now: dt.datetime, stepped_up: bool = False) -> Session:
    """The same session under a new secret id; the old one is dead. Raises SessionEnded.

    Of many who rotate one session at once, one gets it.
    """
    from chalicelib.identity.items import SessionItem

    old = _find(secret_id)
    gone = SessionItem(id=digest(secret_id))
    if old is None or not is_granted(gone.delete, condition=SessionItem.id.exists()):
        raise SessionEnded
    session = replace(
        old,
        secret_id=token(32),
        last_seen_at=now,
        stepped_up_at=now if stepped_up else old.stepped_up_at,
    )
    _put(session)
    return session


def list_of(
    user_id: uuid.UUID, role: Role, *, epoch: str, current: str, now: dt.datetime
) -> list[ListedSession]:
    """A person's living sessions."""
    living = [
        (item, session)
        for item in _items_of(user_id)
        if epoch in (session := _session(item, secret_id="")).epochs
        and not session.is_over(role, now)
    ]
    return [
        ListedSession(
            id=session.id,
            kind=session.kind,
            address=session.device.address,
            device=session.device.user_agent,
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            is_current=item.id == digest(current),
        )
        for item, session in living
    ]


def note_seen(session: Session, *, address: str, now: dt.datetime) -> None:
    """Remember that the session is in use, at most once a minute."""
    from chalicelib.identity.items import SessionItem

    if now - session.last_seen_at < _SEEN_EVERY:
        return
    actions = [SessionItem.last_seen_at.set(unix(now))]
    if address:
        actions.append(SessionItem.address.set(address))
    # Only if it still exists: an update would bring back a session that has just ended.
    _update(session.secret_id, actions)


def as_token(session: Session, *, issuer: str, now: dt.datetime) -> str:
    """The session as a token for outside."""
    claims = Claims(session_id=session.secret_id, user_id=str(session.user_id))
    return access_tokens.encode(claims, issuer=issuer, now=now, expires_at=session.expires_at)


def of_token(text: str, *, issuer: str, now: dt.datetime) -> Session:
    """The session behind a token. Raises SessionEnded for anything else.

    Whether it is over for its user's role, and of the present epoch, is the caller's to ask.
    """
    claims = access_tokens.decode(text, issuer=issuer, now=now)
    session = _find(claims.session_id)
    if session is None or session.expires_at <= now or str(session.user_id) != claims.user_id:
        raise SessionEnded
    return session


def _put(session: Session) -> None:
    from chalicelib.identity.items import SessionItem

    stepped_up_at = session.stepped_up_at
    with store():
        SessionItem(
            id=digest(session.secret_id),
            public_id=str(session.id),
            user_id=str(session.user_id),
            kind=session.kind.value,
            address=session.device.address,
            device=session.device.user_agent,
            created_at=unix(session.created_at),
            last_seen_at=unix(session.last_seen_at),
            stepped_up_at=unix(stepped_up_at) if stepped_up_at else None,
            expires_at=unix(session.expires_at),
            epochs=set(session.epochs),
        ).save(condition=SessionItem.id.does_not_exist())


def _admit(secret_id: str, epoch: str) -> None:
    """Let one session outlive the change of epoch; the old epoch never comes back."""
    from chalicelib.identity.items import SessionItem

    _update(secret_id, [SessionItem.epochs.add({epoch})])


def _update(secret_id: str, actions: list[Any]) -> bool:
    from chalicelib.identity.items import SessionItem

    item = SessionItem(id=digest(secret_id))
    return is_granted(item.update, actions=actions, condition=SessionItem.id.exists())


def _find(secret_id: str) -> Session | None:
    from chalicelib.identity.items import SessionItem

    with store():
        try:
            item = SessionItem.get(digest(secret_id), consistent_read=True)
        except SessionItem.DoesNotExist:
            return None
    return _session(item, secret_id=secret_id) if _is_of_today(item) else None


def _items_of(user_id: uuid.UUID) -> "list[SessionItem]":
    from chalicelib.identity.items import SessionItem

    with store():
        found = SessionItem.by_user.query(str(user_id))
        return [item for item in found if _is_of_today(item)]


def _is_of_today(item: "SessionItem") -> bool:
    """A session that an earlier version opened belongs to no epoch: its user signs in again."""
    return item.epochs is not None


def _session(item: "SessionItem", *, secret_id: str) -> Session:
    stepped_up_at = item.stepped_up_at
    return Session(
        id=uuid.UUID(item.public_id),
        secret_id=secret_id,
        user_id=uuid.UUID(item.user_id),
        kind=SessionKind(item.kind),
        device=Device(item.address, item.device),
        created_at=from_unix(int(item.created_at)),
        last_seen_at=from_unix(int(item.last_seen_at)),
        expires_at=from_unix(int(item.expires_at)),
        stepped_up_at=None if stepped_up_at is None else from_unix(int(stepped_up_at)),
        epochs=frozenset(item.epochs),
    )
