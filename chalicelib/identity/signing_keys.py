"""The keys that sign login tokens: one for each 30 days, made by whoever needs it first.

A token names its key. Old keys stay good for as long as a token of theirs may live; a key whose
item is removed takes its tokens along, within a minute in every container.
"""

import datetime as dt
import re
import time
from typing import NamedTuple

from chalicelib.identity.errors import SessionEnded
from chalicelib.identity.model import SESSION_LIFETIME
from chalicelib.identity.stores import store
from chalicelib.kit.clock import unix
from chalicelib.kit.ids import token

PERIOD = dt.timedelta(days=30)
# For so long a container trusts what it read: more would keep a removed key alive.
REMEMBERED_SECONDS = 60
_NAME = re.compile(r"jwt-\d{1,6}")


class SigningKey(NamedTuple):
    name: str
    secret: str


_remembered: dict[str, tuple[str, float]] = {}


def current(now: dt.datetime) -> SigningKey:
    """The key of the present period; of all who need it first, the one that writes it wins."""
    name = f"jwt-{unix(now) // int(PERIOD.total_seconds())}"
    try:
        return known(name)
    except SessionEnded:
        _make(name, now)
        return known(name)


def known(name: object) -> SigningKey:
    """The key of that name. Raises SessionEnded when there is none; that is not remembered."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SessionEnded
    secret, until = _remembered.get(name, ("", 0.0))
    if time.monotonic() >= until:
        secret = _read(name)
        _remembered[name] = secret, time.monotonic() + REMEMBERED_SECONDS
    return SigningKey(name, secret)


def forget() -> None:
    """Read every key anew when it is next needed."""
    _remembered.clear()


def _read(name: str) -> str:
    from chalicelib.identity.items import SigningKeyItem

    with store():
        try:
            return str(SigningKeyItem.get(name, consistent_read=True).secret)
        except SigningKeyItem.DoesNotExist:
            _remembered.pop(name, None)
            raise SessionEnded from None


def _make(name: str, now: dt.datetime) -> None:
    from chalicelib.identity.items import SigningKeyItem

    item = SigningKeyItem(
        id=name,
        secret=token(48),
        created_at=unix(now),
        # As long as the last token that it may have signed.
        expires_at=unix(now + 2 * PERIOD + max(SESSION_LIFETIME.values())),
    )
    with store(refusal_is_fine=True):
        item.save(condition=SigningKeyItem.id.does_not_exist())
