"""Probe shards in DynamoDB."""

import datetime as dt
import itertools
import uuid
from collections import defaultdict
from collections.abc import Mapping

from pynamodb.attributes import MapAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.events.monitoring import ProbeTarget
from chalicelib.kit.clock import Clock, unix
from chalicelib.monitoring import shards

# Every shard is written at least once a day; one that nobody refreshes any more may go.
_LIFETIME = dt.timedelta(days=30)
_MOST_ACTIONS = 50  # an update expression may be 4 KB long
_SITES = "sites"


class ProbeShardItem(Item):
    """One shard: what to probe, by site id. Each site is a place of its own in the map, so two
    recorders never overwrite each other's sites."""

    class Meta(TableMeta):
        table_name = table_name("probe-shards")

    sites: MapAttribute[str, str] = MapAttribute(default=dict)


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
