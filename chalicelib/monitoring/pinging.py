"""Take the pings of heartbeat monitors."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from chalicelib.kit.ids import digest
from chalicelib.monitoring.errors import PingUnknown
from chalicelib.monitoring.heartbeat_rule import Ping

if TYPE_CHECKING:
    from chalicelib.monitoring.beats import Beats


def ping(token: uuid.UUID, said: str, *, beats: "Beats", now: dt.datetime) -> None:
    """Raises PingUnknown, so that a job whose monitor has gone notices."""
    if not beats.note(address_digest(token), Ping(said), at=now):
        raise PingUnknown


def address_digest(token: uuid.UUID) -> str:
    """How an address that is pinged is kept: a dump of ours holds nothing to ping with."""
    return digest(str(token))
