"""Buckets that every container shares, in DynamoDB."""

from collections import OrderedDict

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PynamoDBException, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.adapters.rate_limiter import LimiterDown
from chalicelib.kit import gcra
from chalicelib.kit.clock import Clock
from chalicelib.kit.gcra import Limit, Verdict
from chalicelib.kit.ids import digest

_SECOND = 1_000_000
_REMEMBERED_BUCKETS = 10_000


class BucketItem(Item):
    """A bucket; `id` is a digest, so that the table tells of no person and no address."""

    class Meta(TableMeta):
        table_name = table_name("rate-limits")
        # A limiter that is slow itself would be the outage it should prevent.
        connect_timeout_seconds = 1
        read_timeout_seconds = 1
        max_retry_attempts = 0

    tat = NumberAttribute()


class DynamoRateLimiter:
    """A hit is one conditional update: nothing is read first, so nobody can slip in between.

    DynamoDB knows no maximum of two numbers, so the update has two forms: one for a bucket that is
    full (`tat` lies in the past, and starts anew from now), one for a bucket in use (`tat` moves
    on). Each holds under its own condition only. What this container has seen last tells which is
    right; only where it has seen nothing can the first be the wrong one, and the other follows.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: OrderedDict[str, int] = OrderedDict()

    def spend(self, bucket: str, limit: Limit) -> Verdict:
        key, now = digest(bucket), gcra.microseconds(self._clock.now())
        seen = self._seen.get(key, 0)
        # It only ever moves forward: a bucket once seen empty stays so until its time.
        if seen > now + limit.tolerance:
            return gcra.refused(limit, tat=seen, now=now)
        forms = [_from_full(limit, now), _from_use(limit, now)]
        for condition, actions in reversed(forms) if seen >= now else forms:
            tat = self._update(key, condition, actions)
            if tat is not None:
                self._remember(key, tat)
                return gcra.allowed(limit, tat=tat, now=now)
        # Nobody said how full it is; a place comes free within one interval at the latest.
        empty = now + limit.tolerance + limit.interval
        return gcra.refused(limit, tat=empty, now=now)

    def give_back(self, bucket: str, limit: Limit) -> None:
        key = digest(bucket)
        exists = BucketItem.tat.exists()
        tat = self._update(key, exists, [BucketItem.tat.set(BucketItem.tat - limit.interval)])
        if tat is not None:
            self._remember(key, tat)

    def forget(self, bucket: str) -> None:
        key = digest(bucket)
        self._seen.pop(key, None)
        try:
            BucketItem(key).delete()
        except PynamoDBException as error:
            raise LimiterDown from error

    def _update(self, key: str, condition: Condition, actions: list[Action]) -> int | None:
        """The bucket's new `tat`, or None when the condition does not hold."""
        item = BucketItem(key)
        try:
            item.update(actions, condition=condition)
        except UpdateError as error:
            if error.cause_response_code == "ConditionalCheckFailedException":
                return None
            raise LimiterDown from error
        except PynamoDBException as error:
            raise LimiterDown from error
        return int(item.tat)

    def _remember(self, key: str, tat: int) -> None:
        self._seen[key] = tat
        self._seen.move_to_end(key)
        while len(self._seen) > _REMEMBERED_BUCKETS:
            self._seen.popitem(last=False)


type _Form = tuple[Condition, list[Action]]


def _from_full(limit: Limit, now: int) -> _Form:
    condition = BucketItem.tat.does_not_exist() | (BucketItem.tat < now)
    return condition, [BucketItem.tat.set(now + limit.interval), _expiry(limit, now)]


def _from_use(limit: Limit, now: int) -> _Form:
    condition = BucketItem.tat.between(now, now + limit.tolerance)
    return condition, [BucketItem.tat.set(BucketItem.tat + limit.interval), _expiry(limit, now)]


def _expiry(limit: Limit, now: int) -> Action:
    """When nobody needs the item any more: garbage collection, nothing else."""
    full_again = now + limit.tolerance + 2 * limit.interval
    return BucketItem.expires_at.set(full_again // _SECOND + 1)
