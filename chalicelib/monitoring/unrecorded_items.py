"""What the database could not be told, in DynamoDB: a map per shard, beside the shard itself."""

import datetime as dt
import itertools
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pynamodb.attributes import MapAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.kit.clock import Clock, unix
from chalicelib.monitoring import shards, unrecorded
from chalicelib.monitoring.quorum import Look

_LIFETIME = dt.timedelta(hours=1)
_MOST_ACTIONS = 25  # an update expression may be 4 KB long
_SITES = "sites"


class UnrecordedItem(Item):
    """What regions say of the sites of one shard, by site id."""

    class Meta(TableMeta):
        table_name = table_name("probe-shards")

    sites: MapAttribute[str, str] = MapAttribute(default=dict)


class DynamoUnrecorded:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def note(self, looks: Mapping[uuid.UUID, Sequence[Look]]) -> None:
        actions: dict[str, list[Action]] = defaultdict(list)
        for site_id, said in looks.items():
            text = unrecorded.encode(said)
            actions[_key(site_id)].append(Path([_SITES, str(site_id)]).set(text))
        for key, of_shard in actions.items():
            for some in itertools.batched(of_shard, _MOST_ACTIONS):
                self._update(key, some)

    def list_all(self) -> dict[uuid.UUID, list[Look]]:
        keys = [f"unrecorded-{number:02}" for number in range(shards.SHARD_COUNT)]
        now = self._clock.now()
        return {
            uuid.UUID(site_id): unrecorded.decode(text)
            for item in UnrecordedItem.batch_get(keys)
            if item.is_alive(now)
            for site_id, text in item.sites.as_dict().items()
        }

    def _update(self, key: str, actions: Sequence[Action]) -> None:
        item = UnrecordedItem(key)
        lives_on = UnrecordedItem.expires_at.set(unix(self._clock.now() + _LIFETIME))
        try:
            item.update(actions=[*actions, lives_on])
        except UpdateError as error:
            if error.cause_response_code != "ValidationException":
                raise
            # There is no map yet for a path to lead into. Two may make one: both are empty.
            UnrecordedItem(key).update(actions=[Path(_SITES).set(Path(_SITES) | Value({}))])
            item.update(actions=[*actions, lives_on])


def _key(site_id: uuid.UUID) -> str:
    return f"unrecorded-{shards.shard_number(site_id):02}"
