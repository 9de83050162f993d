"""What is kept in DynamoDB, the same on every cloud that has it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.events.monitoring import CheckResult, MonitorTarget, ProbeTarget
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring.heartbeat_rule import Beat, Ping
from chalicelib.monitoring.items import (
    BeatItem,
    DynamoBeats,
    DynamoProbeShards,
    DynamoTries,
    DynamoVotes,
    ProbeShardItem,
    TryItem,
    VoteItem,
)
from chalicelib.monitoring.shards import SHARD_COUNT
from chalicelib.monitoring.try_report import Tried, TryReport
from chalicelib.monitoring.votes import Votes
from chalicelib.notifications.items import DeliveryItem, DynamoDeliveryLog
from chalicelib.notifications.model import CLAIM_LASTS, Claim
from tests.contract.adapters.clouds import Cloud
from tests.contract.adapters.conftest import NOW
from tests.fakes.in_memory_votes import InMemoryVotes

pytestmark = pytest.mark.needs("dynamodb")
ITEMS = (ProbeShardItem, DeliveryItem, BeatItem)


@pytest.fixture
def clock(cloud: Cloud) -> Iterator[FixedClock]:
    for item in (*ITEMS, VoteItem, TryItem):
        item._connection = None  # pynamodb keeps a client, and with it the cloud before
    for item in ITEMS:
        item.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    yield FixedClock(NOW)
    for item in ITEMS:
        item.delete_table()
        item._connection = None


def a_target(shard: int = 0, status: str = "online") -> ProbeTarget:
    number = uuid.uuid4().int // SHARD_COUNT * SHARD_COUNT + shard
    return ProbeTarget(
        site_id=uuid.UUID(int=number), url="https://shop.example/?a=ü", status=status
    )


def by_id(targets: list[ProbeTarget]) -> dict[uuid.UUID, ProbeTarget]:
    return {target.site_id: target for target in targets}


def test_no_shards_watch_nothing(clock: FixedClock) -> None:
    assert DynamoProbeShards(clock).list_targets() == []


def test_sites_are_put_changed_and_taken_out(clock: FixedClock) -> None:
    shards = DynamoProbeShards(clock)
    targets = [a_target(shard=number % 3) for number in range(120)]
    shards.change(by_id(targets))
    assert by_id(shards.list_targets()) == by_id(targets)

    offline = targets[0].model_copy(update={"status": "offline"})
    shards.change({offline.site_id: offline, targets[1].site_id: None, uuid.uuid4(): None})

    expected = by_id([offline, *targets[2:]])
    assert by_id(shards.list_targets()) == expected


def test_monitors_have_places_beside_sites(clock: FixedClock) -> None:
    shards, site = DynamoProbeShards(clock), a_target(shard=5)
    monitor = MonitorTarget(
        monitor_id=uuid.UUID(int=5),
        kind="http",
        address="https://shop.example/ü",
        status="online",
        settings={"keyword": "Käse"},
        sealed_secrets="c2VhbGVk",
    )

    shards.change({site.site_id: site, monitor.monitor_id: monitor})

    kept = {target.key: target for target in shards.list_targets()}
    assert kept == {site.site_id: site, monitor.monitor_id: monitor}


def test_pings_are_taken_where_somebody_listens(clock: FixedClock) -> None:
    beats = DynamoBeats(clock)
    ours, neighbour, strangers = (f"{number:08x}" + "0" * 56 for number in (7, 71, 8))
    assert not beats.note(ours, Ping.OK, at=NOW)
    beats.listen([ours, neighbour])
    later = NOW + dt.timedelta(milliseconds=1500)

    assert beats.note(ours, Ping.OK, at=NOW)
    assert beats.note(ours, Ping.FAIL, at=later)
    beats.listen([ours])  # repeating it forgets nothing
    assert not beats.note(strangers, Ping.OK, at=NOW)

    assert beats.read([ours, neighbour, strangers]) == {
        ours: Beat(ok_at=NOW, failed_at=later),
        neighbour: Beat(),
    }
    beats.forget([ours, strangers])
    assert not beats.note(ours, Ping.OK, at=NOW)
    assert beats.note(neighbour, Ping.START, at=NOW)
    assert beats.read([]) == {}


def test_a_try_is_kept_for_its_asker_and_not_for_long(clock: FixedClock) -> None:
    tries, one, alice = DynamoTries(clock), uuid.uuid4(), uuid.uuid4()
    report = TryReport(status="online", reason="answered", body="Käse")
    assert tries.find(one, asked_by=alice) is None
    tries.begin(one, asked_by=alice)
    assert tries.find(one, asked_by=alice) == Tried(one, None)

    tries.end(one, report, asked_by=alice)

    assert tries.find(one, asked_by=alice) == Tried(one, report)
    assert tries.find(one, asked_by=uuid.uuid4()) is None
    clock.advance(dt.timedelta(minutes=15))
    assert tries.find(one, asked_by=alice) is None


def test_putting_the_same_again_changes_nothing(clock: FixedClock) -> None:
    shards, target = DynamoProbeShards(clock), a_target()
    for _ in range(3):
        shards.change(by_id([target]))

    assert shards.list_targets() == [target]


@pytest.mark.needs("races")
def test_recorders_at_the_same_time_keep_each_others_sites(clock: FixedClock) -> None:
    targets = [a_target(shard=7) for _ in range(20)]

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda t: DynamoProbeShards(clock).change(by_id([t])), targets))

    assert by_id(DynamoProbeShards(clock).list_targets()) == by_id(targets)


def test_every_item_expires_one_day(clock: FixedClock) -> None:
    DynamoProbeShards(clock).change(by_id([a_target()]))
    DynamoDeliveryLog(clock).claim(uuid.uuid4())

    for item in (next(iter(ProbeShardItem.scan())), next(iter(DeliveryItem.scan()))):
        lives = dt.datetime.fromtimestamp(int(item.expires_at), dt.UTC) - NOW
        assert dt.timedelta(days=14) < lives < dt.timedelta(days=60)


@pytest.mark.needs("races")
def test_of_many_workers_one_gets_the_claim(clock: FixedClock) -> None:
    notification = uuid.uuid4()

    with ThreadPoolExecutor(4) as workers:
        claims = list(
            workers.map(lambda _: DynamoDeliveryLog(clock).claim(notification), range(12))
        )

    assert claims.count(Claim.GRANTED) == 1
    assert claims.count(Claim.IN_PROGRESS) == 11


def test_what_was_sent_is_never_granted_again(clock: FixedClock) -> None:
    log, notification = DynamoDeliveryLog(clock), uuid.uuid4()
    log.claim(notification)
    log.mark_sent(notification)
    clock.advance(2 * CLAIM_LASTS)

    assert log.claim(notification) is Claim.ALREADY_SENT


def test_a_claim_that_is_given_back_is_granted_at_once(clock: FixedClock) -> None:
    log, notification = DynamoDeliveryLog(clock), uuid.uuid4()
    log.claim(notification)
    log.release(notification)

    assert log.claim(notification) is Claim.GRANTED
    assert log.claim(notification) is Claim.IN_PROGRESS


def test_a_claim_whose_worker_died_runs_out(clock: FixedClock) -> None:
    log, notification = DynamoDeliveryLog(clock), uuid.uuid4()
    log.claim(notification)
    clock.advance(CLAIM_LASTS - dt.timedelta(seconds=1))
    assert log.claim(notification) is Claim.IN_PROGRESS

    clock.advance(dt.timedelta(seconds=1))

    assert log.claim(notification) is Claim.GRANTED
    assert log.claim(notification) is Claim.IN_PROGRESS


SITE = uuid.uuid4()


def an_answer(region: str, *, asked: int = 0, status: str = "offline") -> CheckResult:
    asked_at = NOW + dt.timedelta(minutes=asked, microseconds=123_456)
    return CheckResult(
        site_id=SITE,
        checked_at=asked_at + dt.timedelta(seconds=20),
        status=status,
        reason="timed_out",
        region=region,
        asked_at=asked_at,
    )


@pytest.fixture(params=["dynamodb", "memory"])
def votes(request: pytest.FixtureRequest, clock: FixedClock) -> Votes:
    return DynamoVotes(clock) if request.param == "dynamodb" else InMemoryVotes()


def regions(answers: list[CheckResult]) -> list[str]:
    return sorted(answer.region for answer in answers)


def test_answers_to_one_question_come_together_whole_and_once_each(votes: Votes) -> None:
    assert votes.add(an_answer("north")) == [an_answer("north")]
    assert regions(votes.add(an_answer("north"))) == ["north"]
    assert regions(votes.add(an_answer("east-1"))) == ["east-1", "north"]
    assert regions(votes.add(an_answer("south"))) == ["east-1", "north", "south"]


def test_a_newer_question_begins_anew_and_an_older_one_is_over(votes: Votes) -> None:
    votes.add(an_answer("north"))

    assert regions(votes.add(an_answer("east", asked=1))) == ["east"]
    assert votes.add(an_answer("south", asked=0)) == []
    assert regions(votes.add(an_answer("north", asked=1))) == ["east", "north"]


@pytest.mark.needs("races")
def test_answers_at_the_same_moment_all_count(clock: FixedClock) -> None:
    names = ["north", "east", "south"]

    with ThreadPoolExecutor(3) as workers:
        found = list(workers.map(lambda name: DynamoVotes(clock).add(an_answer(name)), names))

    assert max(len(answers) for answers in found) == 3
