"""What a site may be asked, by whom, and what it takes: the signer goes by this table. Pure.

A command that can destroy something is one word here: `is_destructive`. From then on it needs the
passkeys of people, counts against the ceilings, and the plugin refuses it without both.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.identity.model import Permission

COMMAND_LIFETIME = dt.timedelta(minutes=10)
ENVELOPE_LIFETIME = dt.timedelta(seconds=300)
# How long people have to approve: one who acts now, or a second one who must be found first.
APPROVAL_LIFETIME = {1: dt.timedelta(hours=1), 2: dt.timedelta(hours=24)}
# A passkey approves nothing before all admins have had a day to hear of it.
NEW_PASSKEY_WAITS = dt.timedelta(hours=24)

CEILING_WINDOW = dt.timedelta(hours=1)
# Whatever was approved and whatever the settings say: so many destructive commands in a day.
ABSOLUTE_CEILING = 2_000
ABSOLUTE_WINDOW = dt.timedelta(hours=24)

SITE_KEY_ROTATION = dt.timedelta(days=90)
SITE_KEY_OVERLAP = dt.timedelta(hours=24)
SIGNING_KEY_OVERLAP = dt.timedelta(hours=1)


@dataclass(frozen=True)
class CommandPolicy:
    """`capability` is the switch in wp-admin with which the site's owner refuses the command."""

    capability: str
    # What a person must be allowed to ask for it; None: no person asks for it.
    needs: Permission | None
    # Whether the platform itself may ask, by schedule.
    is_routine: bool = False
    is_destructive: bool = False


COMMANDS: Mapping[str, CommandPolicy] = {
    "ping": CommandPolicy("read", needs=Permission.MANAGE_SITES),
    "refresh": CommandPolicy("read", needs=Permission.MANAGE_SITES),
    "rotate_keys": CommandPolicy("keys", needs=Permission.MANAGE_SITE_KEYS, is_routine=True),
    "pin_root": CommandPolicy("keys", needs=None, is_routine=True),
    "disconnect": CommandPolicy("connection", needs=Permission.MANAGE_SITES, is_destructive=True),
}
