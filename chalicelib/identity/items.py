"""Sessions and signing keys in DynamoDB."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name


class SessionItem(Item):
    """Somebody is signed in. `id` is the digest of the session id: the table opens no session."""

    class Meta(TableMeta):
        table_name = table_name("sessions")

    user_id = UnicodeAttribute()
    created_at = NumberAttribute()
    address = UnicodeAttribute()
    device = UnicodeAttribute()


class SigningKeyItem(Item):
    """What signs the tokens of one period; never changed once written."""

    class Meta(TableMeta):
        table_name = table_name("signing-keys")

    secret = UnicodeAttribute()
    created_at = NumberAttribute()


class FailuresItem(Item):
    """Failed attempts in a row at one secret of one account; `id` tells of neither."""

    class Meta(TableMeta):
        table_name = table_name("rate-limits")

    failures = NumberAttribute(null=True)
    blocked_until = NumberAttribute(null=True)


class DeviceItem(Item):
    """A device on which an account was signed in before. `id` is the digest of its token."""

    class Meta(TableMeta):
        table_name = table_name("rate-limits")

    account = UnicodeAttribute()
