"""One-time links: a secret of 256 bits that is mailed, opens one thing once, and is kept hashed.

The newest link alone opens. To look at one consumes nothing, because mail scanners do that; to use
one is a single conditional update, so that of many who try at once exactly one gets in.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.identity.errors import LinkExpired, LinkUnknown, LinkUsed
from chalicelib.kit.ids import digest, token

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.link_store import LinkStore


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a purpose
    EMAIL_CHANGE = "email_change"


LIFETIMES = {
    LinkPurpose.INVITATION: dt.timedelta(hours=72),
    LinkPurpose.PASSWORD_RESET: dt.timedelta(minutes=30),
    LinkPurpose.EMAIL_CHANGE: dt.timedelta(hours=24),
}
_SECRET_BYTES = 32
_LONGEST_TOKEN = 100
# More letters than this in an hour are somebody filling another person's mailbox.
_MOST_IN_AN_HOUR = 5


@dataclass(frozen=True)
class OneTimeLink:
    """What is known of a link; its secret is not."""

    id: uuid.UUID
    purpose: LinkPurpose
    email: str
    user_id: uuid.UUID | None
    invitation_id: uuid.UUID | None
    created_at: dt.datetime
    expires_at: dt.datetime
    used_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        # From the database a purpose comes as plain text.
        object.__setattr__(self, "purpose", LinkPurpose(self.purpose))

    def refuse_unless_open(self, now: dt.datetime) -> None:
        """Raises LinkUsed or LinkExpired."""
        if self.used_at is not None:
            raise LinkUsed
        if self.revoked_at is not None:
            raise LinkExpired("A newer letter or a change of the account has replaced this link.")
        if self.expires_at <= now:
            raise LinkExpired


def issue(
    uow: "UnitOfWork",
    purpose: LinkPurpose,
    *,
    link_id: uuid.UUID,
    email: str,
    expires_at: dt.datetime,
    user_id: uuid.UUID | None = None,
    invitation_id: uuid.UUID | None = None,
) -> str | None:
    """The secret of a new link, in place of every earlier one for the same.

    None when this link was made before, or too many were asked for: then nothing changes. The
    caller holds the row of the user or the invitation, so that two at once make one after another.
    """
    store, now = _store(uow), uow.clock.now()
    since = now - dt.timedelta(hours=1)
    if store.has(link_id):
        return None
    asked = store.count_since(since, purpose=purpose, user_id=user_id, invitation_id=invitation_id)
    if asked >= _MOST_IN_AN_HOUR:
        return None
    store.revoke(at=now, purpose=purpose, user_id=user_id, invitation_id=invitation_id)
    secret = token(_SECRET_BYTES)
    link = OneTimeLink(
        id=link_id,
        purpose=purpose,
        email=email,
        user_id=user_id,
        invitation_id=invitation_id,
        created_at=now,
        expires_at=expires_at,
    )
    store.add(link, digest=digest(secret))
    return secret


def look_at(uow: "UnitOfWork", secret: str, purpose: LinkPurpose | None = None) -> OneTimeLink:
    """The open link behind a secret. Raises LinkUnknown (also for another purpose), LinkUsed,
    LinkExpired."""
    found = _store(uow).find(digest(secret)) if len(secret) <= _LONGEST_TOKEN else None
    if found is None or purpose not in (None, found.purpose):
        raise LinkUnknown
    found.refuse_unless_open(uow.clock.now())
    return found


def use(uow: "UnitOfWork", link: OneTimeLink) -> None:
    """Claim a link that was looked at; of many who try, one. Raises LinkUsed or LinkExpired."""
    store, now = _store(uow), uow.clock.now()
    if store.claim(link.id, at=now):
        return
    found = store.find_by_id(link.id)
    if found is not None:
        found.refuse_unless_open(now)
    raise LinkUsed


def revoke_all_of(uow: "UnitOfWork", user_id: uuid.UUID) -> None:
    """After a change of password or address no letter of before opens anything."""
    _store(uow).revoke(at=uow.clock.now(), purpose=None, user_id=user_id, invitation_id=None)


def revoke_of_invitation(uow: "UnitOfWork", invitation_id: uuid.UUID) -> None:
    _store(uow).revoke(at=uow.clock.now(), purpose=None, user_id=None, invitation_id=invitation_id)


def _store(uow: "UnitOfWork") -> "LinkStore":
    from chalicelib.identity.link_store import LinkStore

    return LinkStore(uow.connection)
