"""Things that may be answered once and soon: a started sign-in, a passkey's challenge.

Only the digest of what the holder must show is stored. Of many who answer at once, one is heard:
the item is deleted on the condition that it is still there.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.identity.stores import is_granted, store
from chalicelib.kit.clock import unix
from chalicelib.kit.ids import digest, token

if TYPE_CHECKING:
    from chalicelib.identity.items import ChallengeItem

LIVES = dt.timedelta(minutes=5)


class Kind(StrEnum):
    """What the answer will be for; an answer for one thing is none for another."""

    SECOND_FACTOR = "second_factor"
    PASSKEY_SIGN_IN = "passkey_sign_in"
    PASSKEY_SECOND_FACTOR = "passkey_second_factor"
    PASSKEY_STEP_UP = "passkey_step_up"
    NEW_PASSKEY = "new_passkey"


@dataclass(frozen=True)
class Challenge:
    """For whom it was issued, and to what it is bound (a session, a started sign-in)."""

    user_id: uuid.UUID | None
    bound_to: str


def issue(
    kind: Kind, *, now: dt.datetime, user_id: uuid.UUID | None = None, bound_to: str = ""
) -> str:
    """A new one: 256 random bits that its holder shows again within five minutes."""
    from chalicelib.identity.items import ChallengeItem

    shown = token(32)
    item = ChallengeItem(
        id=digest(shown),
        kind=kind.value,
        user_id=str(user_id) if user_id else None,
        bound_to=bound_to,
        expires_at=unix(now + LIVES),
    )
    with store():
        item.save(condition=ChallengeItem.id.does_not_exist())
    return shown


def find(kind: Kind, shown: str, *, now: dt.datetime) -> Challenge | None:
    """The living challenge behind `shown`, which stays as it is."""
    item = _read(shown)
    if item is None or item.kind != kind or not item.is_alive(now):
        return None
    return Challenge(uuid.UUID(item.user_id) if item.user_id else None, item.bound_to)


def spend(
    kind: Kind,
    shown: str,
    *,
    now: dt.datetime,
    user_id: uuid.UUID | None = None,
    bound_to: str = "",
) -> bool:
    """Whether this is the one answer to a living challenge of exactly this person and binding."""
    from chalicelib.identity.items import ChallengeItem

    if find(kind, shown, now=now) != Challenge(user_id, bound_to):
        return False
    item = ChallengeItem(id=digest(shown))
    return is_granted(item.delete, condition=ChallengeItem.id.exists())


def _read(shown: str) -> "ChallengeItem | None":
    from chalicelib.identity.items import ChallengeItem

    with store():
        try:
            found: ChallengeItem = ChallengeItem.get(digest(shown), consistent_read=True)
        except ChallengeItem.DoesNotExist:
            return None
        return found
