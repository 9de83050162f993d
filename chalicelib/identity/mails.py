"""Letters to people about their account; each leaves when the unit of work commits.

A link's secret travels sealed, in the outbox and in the queue: only the function that writes the
letter opens it, and it opens for that one letter.
"""

import base64
import datetime as dt
import uuid
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.sealer import Sealer
from chalicelib.events.notifications import LINK_SEAL, NotificationRequested
from chalicelib.identity.model import Role
from chalicelib.kit.ids import uuid7

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_LONGEST_DEVICE = 200


class Notice(StrEnum):
    """What somebody is told because it concerns how they get in."""

    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a word
    EMAIL_CHANGED = "email_changed"
    ADDRESS_IN_USE = "address_in_use"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTORS_RESET = "factors_reset"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
    RECOVERY_CODE_USED = "recovery_code_used"
    NEW_DEVICE = "new_device"
    TOKEN_ADDED = "token_added"  # noqa: S105 - a word
    # To all admins: these concern everybody who looks after sites.
    APPROVER_ADDED = "approver_added"
    COMMAND_STOPPED = "command_stopped"
    CHANNEL_DISABLED = "channel_disabled"


def tell(
    uow: "UnitOfWork",
    *,
    email: str,
    name: str,
    locale: str,
    kind: Notice,
    address: str = "",
    device: str = "",
    detail: str = "",
) -> None:
    """Tell somebody of a change to their account, who may not have made it.

    `address` and `device` say from where it was made; `detail` is a name, as of a passkey.
    """
    context = {
        "kind": kind.value,
        "name": name,
        "at": uow.clock.now().isoformat(),
        "address": address,
        "device": device[:_LONGEST_DEVICE],
        "detail": detail,
    }
    _publish(
        uow,
        uuid7(),
        template="security_notice",
        recipient=email,
        locale=locale,
        context=context,
    )


def send_link(
    uow: "UnitOfWork",
    sealer: Sealer,
    *,
    template: str,
    email: str,
    locale: str,
    role: Role,
    secret: str,
    expires_at: dt.datetime,
    **words: str,
) -> None:
    """Send a one-time link; `template` is its purpose, `words` what the letter says besides."""
    notification_id = uuid7()
    sealed = sealer.seal(secret.encode(), purpose=LINK_SEAL, owner=str(notification_id))
    context = {
        **words,
        "app": "portal" if role is Role.CLIENT else "app",
        "expires_at": expires_at.isoformat(),
        "sealed_token": base64.b64encode(sealed).decode(),
    }
    _publish(
        uow, notification_id, template=template, recipient=email, locale=locale, context=context
    )


def _publish(
    uow: "UnitOfWork",
    notification_id: uuid.UUID,
    *,
    template: str,
    recipient: str,
    locale: str,
    context: dict[str, Any],
) -> None:
    uow.publish(
        NotificationRequested(
            notification_id=notification_id,
            recipient=recipient,
            template=template,
            context={**context, "locale": locale},
        )
    )
