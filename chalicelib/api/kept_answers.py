"""Answers kept for repeated requests."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name


class AnswerItem(Item):
    """A request with an Idempotency-Key: running while `status` is missing, else answered."""

    class Meta(TableMeta):
        table_name = table_name("idempotency")

    request_digest = UnicodeAttribute()
    status = NumberAttribute(null=True)
    body = UnicodeAttribute(null=True)
