"""DynamoDB: what all pynamodb models share, and the one rule about expiry."""

import datetime as dt

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from chalicelib.adapters import settings
from chalicelib.kit.clock import unix


class TableMeta:
    """Base of each model's Meta; the table's name is the deployment's prefix plus `name`."""

    connect_timeout_seconds = 3
    read_timeout_seconds = 5
    max_retry_attempts = 2


def table_name(name: str) -> str:
    return settings.load().table_prefix + name


class Item(Model):  # type: ignore[misc] # pynamodb's metaclass has no types
    """Every item expires. DynamoDB may delete it days late: `is_alive` decides by the value."""

    id = UnicodeAttribute(hash_key=True)
    expires_at = NumberAttribute()

    def is_alive(self, now: dt.datetime) -> bool:
        return int(self.expires_at) > unix(now)
