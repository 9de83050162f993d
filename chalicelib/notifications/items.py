"""What was delivered, in DynamoDB."""

import datetime as dt
import uuid

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.kit.clock import Clock, unix
from chalicelib.notifications.model import CLAIM_LASTS, Claim

# Longer than any queue keeps a message (14 days), so no redrive sends a letter again.
_REMEMBERED = dt.timedelta(days=30)
_SENDING, _SENT = "sending", "sent"


class DeliveryItem(Item):
    class Meta(TableMeta):
        table_name = table_name("idempotency")

    state = UnicodeAttribute()
    claimed_at = NumberAttribute()


class DynamoDeliveryLog:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def claim(self, notification_id: uuid.UUID) -> Claim:
        now = self._clock.now()
        item = DeliveryItem(
            _key(notification_id),
            state=_SENDING,
            claimed_at=unix(now),
            expires_at=unix(now + _REMEMBERED),
        )
        is_new = DeliveryItem.id.does_not_exist()
        has_run_out = (DeliveryItem.state == _SENDING) & (
            DeliveryItem.claimed_at <= unix(now - CLAIM_LASTS)
        )
        try:
            item.save(condition=is_new | has_run_out)
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return self._why_not(notification_id)
        return Claim.GRANTED

    def release(self, notification_id: uuid.UUID) -> None:
        DeliveryItem(_key(notification_id)).update(actions=[DeliveryItem.claimed_at.set(0)])

    def mark_sent(self, notification_id: uuid.UUID) -> None:
        DeliveryItem(_key(notification_id)).update(
            actions=[
                DeliveryItem.state.set(_SENT),
                DeliveryItem.expires_at.set(unix(self._clock.now() + _REMEMBERED)),
            ]
        )

    def _why_not(self, notification_id: uuid.UUID) -> Claim:
        found = DeliveryItem.get(_key(notification_id), consistent_read=True)
        return Claim.ALREADY_SENT if found.state == _SENT else Claim.IN_PROGRESS


def _key(notification_id: uuid.UUID) -> str:
    return f"notification#{notification_id}"
