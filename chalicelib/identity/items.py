"""Sessions, signing keys and one-time challenges in DynamoDB."""

from typing import ClassVar

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name


class SessionsByUser(GlobalSecondaryIndex["SessionItem"]):
    """For the list that a person sees; what is alive is decided by the item itself."""

    class Meta:
        index_name = "by-user"
        projection = AllProjection()
        billing_mode = "PAY_PER_REQUEST"

    user_id: ClassVar = UnicodeAttribute(hash_key=True)
    created_at: ClassVar = NumberAttribute(range_key=True)


class SessionItem(Item):
    """Somebody is signed in. `id` is the digest of the session id: the table opens no session."""

    class Meta(TableMeta):
        table_name = table_name("sessions")

    by_user = SessionsByUser()
    public_id = UnicodeAttribute()  # stays when the secret id is rotated
    user_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    created_at = NumberAttribute()
    last_seen_at = NumberAttribute()
    stepped_up_at = NumberAttribute(null=True)
    address = UnicodeAttribute()
    device = UnicodeAttribute()
    # The user's epoch at sign-in; another one when only this session outlived "end all".
    epochs = UnicodeSetAttribute()


class SigningKeyItem(Item):
    """What signs the tokens of one period; never changed once written."""

    class Meta(TableMeta):
        table_name = table_name("signing-keys")

    secret = UnicodeAttribute()
    created_at = NumberAttribute()


class ChallengeItem(Item):
    """Something that may be answered once. `id` is the digest of what its holder must show."""

    class Meta(TableMeta):
        table_name = table_name("challenges")

    kind = UnicodeAttribute()
    user_id = UnicodeAttribute(null=True)
    bound_to = UnicodeAttribute()


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
