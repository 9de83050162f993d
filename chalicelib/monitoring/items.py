"""Probe shards, the answers of regions until enough have come, and pings, in DynamoDB."""

import datetime as dt
import itertools
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping

from pynamodb.attributes import MapAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action

from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.events.monitoring import Result, Target
from chalicelib.kit.clock import Clock, unix
from chalicelib.monitoring import beats, shards
from chalicelib.monitoring.heartbeat_rule import Beat, Ping
from chalicelib.monitoring.try_report import Tried, TryReport

# Every shard is written at least once a day; one that nobody refreshes any more may go.
_LIFETIME = dt.timedelta(days=30)
_MOST_ACTIONS = 50  # an update expression may be 4 KB long
_SITES = "sites"
_VOTES_LIVE = dt.timedelta(hours=1)
_ANSWERS = "answers"
_BEATS = "beats"
# Longer than any period and grace: what nobody pings for so long is not missed.
_BEATS_LIVE = dt.timedelta(days=400)
_TRIES_LIVE = dt.timedelta(minutes=15)
_MILLISECONDS = 1000


class ProbeShardItem(Item):
    """One shard: what to probe, by the id of a site or monitor. Each is a place of its own in the
    map, so two recorders never overwrite each other's. (It is called "sites": there were no others
    once, and shards outlive a deployment.)"""

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

    def add[R: Result](self, answer: R) -> list[R]:
        item = VoteItem(f"votes-{answer.key}")
        asked = _microseconds(answer.asked_at or answer.checked_at)
        # Joining fails when nobody has answered yet; opening then fails when somebody just has.
        if self._join(item, answer, asked) or self._open(item, answer, asked):
            return _answers(item, type(answer))
        return _answers(item, type(answer)) if self._join(item, answer, asked) else []

    def _join(self, item: VoteItem, answer: Result, asked: int) -> bool:
        place = Path([_ANSWERS, answer.region])
        return self._change(
            item, [place.set(answer.model_dump_json())], when=VoteItem.asked_at == asked
        )

    def _open(self, item: VoteItem, answer: Result, asked: int) -> bool:
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


def _answers[R: Result](item: VoteItem, kind: type[R]) -> list[R]:
    return [kind.model_validate_json(text) for text in item.answers.as_dict().values()]


def _microseconds(at: dt.datetime) -> int:
    return int((at - dt.datetime.fromtimestamp(0, dt.UTC)) / dt.timedelta(microseconds=1))


class DynamoProbeShards:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def list_targets(self) -> list[Target]:
        keys = [_key(number) for number in range(shards.SHARD_COUNT)]
        return [
            shards.decode(key, entry)
            for item in ProbeShardItem.batch_get(keys)
            for key, entry in item.sites.as_dict().items()
        ]

    def change(self, places: Mapping[uuid.UUID, Target | None]) -> None:
        actions: dict[int, list[Action]] = defaultdict(list)
        for key, target in places.items():
            path = Path([_SITES, str(key)])
            action = path.set(shards.encode(target)) if target else path.remove()
            actions[shards.shard_number(key)].append(action)
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
            _add_map(ProbeShardItem(key), _SITES)
            item.update(actions=[*actions, lives_on])


def _add_map(item: Item, name: str) -> None:
    try:
        item.update(actions=[Path(name).set(Value({}))], condition=Path(name).does_not_exist())
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def _key(number: int) -> str:
    return f"shard-{number:02}"


class BeatItem(Item):
    """When some heartbeats were last pinged, in milliseconds, by the digest of their address."""

    class Meta(TableMeta):
        table_name = table_name("monitor-notes")

    beats: MapAttribute[str, dict[str, int]] = MapAttribute(default=dict)


class DynamoBeats:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def note(self, digest: str, ping: Ping, *, at: dt.datetime) -> bool:
        place = Path([_BEATS, digest])
        try:
            BeatItem(_beats_key(digest)).update(
                actions=[Path([_BEATS, digest, ping]).set(_milliseconds(at)), self._lives_on()],
                condition=place.exists(),
            )
        except UpdateError as error:
            # Nobody listens here, or nobody ever listened at any address of this item.
            if error.cause_response_code not in _NOT_THERE:
                raise
            return False
        return True

    def read(self, digests: Collection[str]) -> Mapping[str, Beat]:
        if not digests:
            return {}
        found: dict[str, dict[str, int]] = {}
        for item in BeatItem.batch_get(sorted({_beats_key(digest) for digest in digests})):
            found.update(item.beats.as_dict())
        return {digest: _beat(found[digest]) for digest in digests if digest in found}

    def listen(self, digests: Collection[str]) -> None:
        for digest in digests:
            _add_map(BeatItem(_beats_key(digest)), _BEATS)
            place = Path([_BEATS, digest])
            BeatItem(_beats_key(digest)).update(
                actions=[place.set(place | Value({})), self._lives_on()]
            )

    def forget(self, digests: Collection[str]) -> None:
        for digest in digests:
            place = Path([_BEATS, digest])
            try:
                BeatItem(_beats_key(digest)).update(
                    actions=[place.remove()], condition=place.exists()
                )
            except UpdateError as error:
                if error.cause_response_code not in _NOT_THERE:
                    raise

    def _lives_on(self) -> Action:
        return BeatItem.expires_at.set(unix(self._clock.now() + _BEATS_LIVE))


_NOT_THERE = frozenset({"ConditionalCheckFailedException", "ValidationException"})


def _beats_key(digest: str) -> str:
    return f"beats-{beats.item_number(digest):02}"


def _milliseconds(at: dt.datetime) -> int:
    return int(at.timestamp() * _MILLISECONDS)


def _beat(noted: Mapping[str, int]) -> Beat:
    moments = {
        ping: dt.datetime.fromtimestamp(noted[ping] / _MILLISECONDS, dt.UTC)
        for ping in Ping
        if ping in noted
    }
    return Beat(moments.get(Ping.OK), moments.get(Ping.FAIL), moments.get(Ping.START))


class TryItem(Item):
    """What a try found, for the one who asked."""

    class Meta(TableMeta):
        table_name = table_name("monitor-notes")

    asked_by = UnicodeAttribute()
    report = UnicodeAttribute()


class DynamoTries:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def begin(self, try_id: uuid.UUID, *, asked_by: uuid.UUID) -> None:
        self._keep(try_id, asked_by, "")

    def end(self, try_id: uuid.UUID, report: TryReport, *, asked_by: uuid.UUID) -> None:
        self._keep(try_id, asked_by, report.model_dump_json())

    def find(self, try_id: uuid.UUID, *, asked_by: uuid.UUID) -> Tried | None:
        try:
            item = TryItem.get(_try_key(try_id), consistent_read=True)
        except TryItem.DoesNotExist:
            return None
        if item.asked_by != str(asked_by) or not item.is_alive(self._clock.now()):
            return None
        report = TryReport.model_validate_json(item.report) if item.report else None
        return Tried(try_id, report)

    def _keep(self, try_id: uuid.UUID, asked_by: uuid.UUID, report: str) -> None:
        TryItem(
            _try_key(try_id),
            asked_by=str(asked_by),
            report=report,
            expires_at=unix(self._clock.now() + _TRIES_LIVE),
        ).save()


def _try_key(try_id: uuid.UUID) -> str:
    return f"try-{try_id}"
