"""Probe shards, and the answers of regions until enough have come, in DynamoDB."""

import datetime as dt
import itertools
import uuid
from collections import defaultdict
from collections.abc import Mapping

from pynamodb.attributes import MapAttribute, NumberAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.events.monitoring import CheckResult, ProbeTarget
from chalicelib.kit.clock import Clock, unix
from chalicelib.monitoring import shards

# Every shard is written at least once a day; one that nobody refreshes any more may go.
_LIFETIME = dt.timedelta(days=30)
_MOST_ACTIONS = 50  # an update expression may be 4 KB long
_SITES = "sites"
_VOTES_LIVE = dt.timedelta(hours=1)
_ANSWERS = "answers"


class ProbeShardItem(Item):
    """One shard: what to probe, by site id. Each site is a place of its own in the map, so two
    recorders never overwrite each other's sites."""

    class Meta(TableMeta):
        table_name = table_name("probe-shards")

    sites: MapAttribute[str, str] = MapAttribute(default=dict)


class VoteItem(Item):
    """The newest question about one site, and what regions have answered to it."""

    class Meta(TableMeta):
        table_name = table_name("probe-shards")

    asked_at = NumberAttribute()
    answers: MapAttribute[str, str] = MapAttribute(default=dict)


class DynamoVotes:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def add(self, answer: CheckResult) -> list[CheckResult]:
        item = VoteItem(f"votes-{answer.site_id}")
        asked = _microseconds(answer.asked_at or answer.checked_at)
        # Joining fails when nobody has answered yet; opening then fails when somebody just has.
        if self._join(item, answer, asked) or self._open(item, answer, asked):
            return _answers(item)
        return _answers(item) if self._join(item, answer, asked) else []

    def _join(self, item: VoteItem, answer: CheckResult, asked: int) -> bool:
        place = Path([_ANSWERS, answer.region])
        return self._change(
            item, [place.set(answer.model_dump_json())], when=VoteItem.asked_at == asked
        )

    def _open(self, item: VoteItem, answer: CheckResult, asked: int) -> bool:
        return self._change(
            item,
            [
                VoteItem.asked_at.set(asked),
                Path(_ANSWERS).set(Value({answer.region: answer.model_dump_json()})),
            ],
            when=VoteItem.asked_at.does_not_exist() | (VoteItem.asked_at < asked),
        )

    def _change(self, item: VoteItem, actions: list[Action], *, when: Condition) -> bool:
        lives_on = VoteItem.expires_at.set(unix(self._clock.now() + _VOTES_LIVE))
        try:
            item.update(actions=[*actions, lives_on], condition=when)
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            return False
        return True


def _answers(item: VoteItem) -> list[CheckResult]:
    return [CheckResult.model_validate_json(text) for text in item.answers.as_dict().values()]


def _microseconds(at: dt.datetime) -> int:
    return int((at - dt.datetime.fromtimestamp(0, dt.UTC)) / dt.timedelta(microseconds=1))


class DynamoProbeShards:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def list_targets(self) -> list[ProbeTarget]:
        keys = [_key(number) for number in range(shards.SHARD_COUNT)]
        return [
            shards.decode(site_id, entry)
            for item in ProbeShardItem.batch_get(keys)
            for site_id, entry in item.sites.as_dict().items()
        ]

    def change(self, places: Mapping[uuid.UUID, ProbeTarget | None]) -> None:
        actions: dict[int, list[Action]] = defaultdict(list)
        for site_id, target in places.items():
            path = Path([_SITES, str(site_id)])
            action = path.set(shards.encode(target)) if target else path.remove()
            actions[shards.shard_number(site_id)].append(action)
        for number, of_shard in actions.items():
            for some in itertools.batched(of_shard, _MOST_ACTIONS):
                self._update(_key(number), list(some))

    def _update(self, key: str, actions: list[Action]) -> None:
        item = ProbeShardItem(key)
        lives_on = ProbeShardItem.expires_at.set(unix(self._clock.now() + _LIFETIME))
        try:
            item.update(actions=[*actions, lives_on])
        except UpdateError as error:
            if error.cause_response_code != "ValidationException":
                raise
            # The shard does not exist yet: a path needs its map first.
            _make(key)
            item.update(actions=[*actions, lives_on])


def _make(key: str) -> None:
    try:
        ProbeShardItem(key).update(
            actions=[Path(_SITES).set(Value({}))], condition=Path(_SITES).does_not_exist()
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def _key(number: int) -> str:
    return f"shard-{number:02}"
