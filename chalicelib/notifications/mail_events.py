"""What became of letters after SES took them.

A notifier that dies between SES's yes and its own mark leaves a letter in doubt. SES's word that it
left is what ends the doubt, before the claim on the letter runs out and another sends it again.
"""

import datetime as dt
import uuid
from collections.abc import Callable

from chalicelib.events.mail import CHANNEL_TAG, NOTIFICATION_TAG, Bounce, Detail, MailEvent
from chalicelib.events.notifications import DeliveryTried
from chalicelib.notifications.deliveries import Tried, failed, refused
from chalicelib.notifications.model import DeliveryLog

_FOR_GOOD = "Permanent"
_NOT_SPAM = "not-spam"  # its reader takes it back


def note(
    event: MailEvent,
    *,
    deliveries: DeliveryLog,
    tell: Callable[[DeliveryTried], None],
    now: dt.datetime,
) -> Tried | None:
    """Mark the letter as sent; where it came back, tell its channel, and answer with why."""
    notification_id = _tag(event.detail, NOTIFICATION_TAG)
    if notification_id is None:
        return None  # not a letter of ours: somebody else uses the configuration set
    deliveries.mark_sent(notification_id)
    came_back = judge(event.detail)
    channel_id = _tag(event.detail, CHANNEL_TAG)
    if came_back is not None and channel_id is not None:
        tell(
            DeliveryTried(
                notification_id=notification_id,
                channel_id=channel_id,
                attempt=1,
                tried_at=now,
                outcome=came_back.outcome,
                receipt=event.detail.letter.receipt,
                reason=came_back.reason,
                is_return=True,
            )
        )
    return came_back


def judge(detail: Detail) -> Tried | None:
    """What an event means for the channel that the letter went to; None: nothing.

    A mailbox that is full today may be read tomorrow; one that does not exist, or whose owner calls
    us spam, gets no more letters from us.
    """
    if detail.bounce is not None:
        reason = f"The mail server sent it back: {_why(detail.bounce)}"
        return refused(reason) if detail.bounce.kind == _FOR_GOOD else failed(reason)
    if detail.complaint is not None and detail.complaint.feedback != _NOT_SPAM:
        return refused("Its reader marked it as spam")
    if detail.reject is not None:
        return failed(f"SES did not send it on: {detail.reject.reason}")
    return None


def _why(bounce: Bounce) -> str:
    said = [one.diagnosis for one in bounce.recipients if one.diagnosis]
    why = " ".join((said[0] if said else f"{bounce.kind}, {bounce.subkind}").split())
    return why.replace("\0", "")


def _tag(detail: Detail, name: str) -> uuid.UUID | None:
    values = detail.letter.tags.get(name, [])
    return uuid.UUID(values[0]) if values else None
