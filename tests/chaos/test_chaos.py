"""Nothing is lost, nothing doubled: out of order, with duplicates, while everything is killed."""

import http.client
import itertools
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

import psycopg
import pytest

from localstack.network import LOOPBACK
from localstack.postgres import SUPERUSER, TestCluster
from tests.chaos.books import account
from tests.chaos.final_state import differences, final_state
from tests.chaos.orderly import tell_in_order
from tests.chaos.rig import PLATFORM, WORKERS, Rig, a_rig
from tests.chaos.story import Message, Story, Wire

# Its own stage of `make test`: it wants the machine for itself.
pytestmark = pytest.mark.e2e

SEED = int(os.environ.get("CHAOS_SEED", "20261123"))
STORY = Story(SEED, PLATFORM, count_of_sites=200, hours=25)
DUPLICATES = 0.3
KILLS = 60
KILLS_OF_THE_API = 8
RESTARTS = 5
SENDERS = 6
ACCEPTED, DUPLICATE = 202, 409
_PATIENCE = 60.0


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with a_rig(tmp_path_factory.mktemp("chaos")) as made:
        _migrate(made.environment())
        with made.connect() as connection:
            STORY.store(connection)
        made.start()
        yield made


@pytest.fixture(scope="module")
def orderly(rig: Rig) -> Iterator[TestCluster]:
    """Another PostgreSQL, which nobody touches."""
    with TestCluster() as cluster:
        _migrate(rig.environment(cluster))
        with psycopg.connect(cluster.url(SUPERUSER)) as connection:
            STORY.store(connection)
        yield cluster


def _migrate(environment: dict[str, str]) -> None:
    from chalicelib import bootstrap
    from chalicelib.adapters import settings
    from functions.migrate_database.handler import migrate

    cached = (settings.load, bootstrap.database, bootstrap.signers, bootstrap.queue)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        for function in cached:
            function.cache_clear()
        migrate("head")
    for function in cached:
        function.cache_clear()


def test_200_copies_of_one_snapshot_at_once_are_one_row(rig: Rig) -> None:
    site = STORY.sites()[0]
    message = next(STORY.messages(ends=int(time.time())))[1].wire()

    with ThreadPoolExecutor(50) as threads:
        answers = threads.map(
            lambda number: post(rig.ports[number % len(rig.ports)], message), range(200)
        )
        statuses = Counter(status for status, _ in answers)

    assert statuses == {ACCEPTED: 1, DUPLICATE: 199}
    with rig.connect() as connection:
        rows = connection.execute(
            "select count(*) from site_monitors where site_id = %s", (site.id,)
        ).fetchone()
    assert rows == (1,)


def test_chaos_ends_as_an_orderly_day_does_and_every_alert_is_told_once(
    rig: Rig, orderly: TestCluster
) -> None:
    ends = int(time.time())
    log = rig.folder / "orderly.log"
    calm = rig.spawn(tell_in_order, rig.environment(orderly), log, STORY, ends)
    arriving = STORY.chaos(ends=ends, duplicates=DUPLICATES)
    storm = Storm(rig, Random(SEED), of=len(arriving))

    answers = send_all(rig, arriving, storm)
    rig.settle(patience=_PATIENCE)
    calm.join(timeout=_PATIENCE)

    assert calm.exitcode == 0, log.read_text()[-3000:]
    assert sum(rig.kills.get(name, 0) for name in set(WORKERS)) >= 50
    assert rig.restarts == RESTARTS
    assert set(answers) <= {ACCEPTED, DUPLICATE}, answers
    with rig.connect() as chaotic, psycopg.connect(orderly.url(SUPERUSER)) as undisturbed:
        assert differences(final_state(chaotic), final_state(undisturbed)) == []
        assert account(rig, chaotic).letters > 50
    print(
        f"\n{len(arriving)} messages {dict(answers)}, killed {rig.kills}, redriven {rig.redriven}"
    )


# The storm ---------------------------------------------------------------------------------------


@dataclass
class Storm:
    """Strikes whenever so many messages have got through; what and in which order is the seed's."""

    rig: Rig
    chance: Random
    of: int
    delivered: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        workers = [self.chance.choice(WORKERS) for _ in range(KILLS)]
        strikes = [*workers, *["api"] * KILLS_OF_THE_API, *["database"] * RESTARTS]
        self.chance.shuffle(strikes)
        spacing = self.of // (len(strikes) + 1)
        self._due = list(zip(itertools.count(spacing, spacing), strikes))

    def count_one(self) -> None:
        with self._lock:
            self.delivered += 1
            if not self._due or self.delivered < self._due[0][0]:
                return
            _, target = self._due.pop(0)
            which = self.chance.randrange(100)
        if target == "database":
            self.rig.restart_database()
        else:
            self.rig.kill(target, which=which)


def send_all(rig: Rig, messages: Sequence[Message], storm: Storm) -> Counter[int]:
    """Every message until it is taken, as the plugin does; returns how often which answer came."""
    answers: Counter[int] = Counter()
    lock = threading.Lock()
    source = iter(messages)
    ports = itertools.cycle(rig.ports)

    def work() -> None:
        while True:
            with lock:
                message, port = next(source, None), next(ports)
            if message is None:
                return
            status = deliver(port, message)
            with lock:
                answers[status] += 1
            storm.count_one()

    with ThreadPoolExecutor(SENDERS) as threads:
        for done in [threads.submit(work) for _ in range(SENDERS)]:
            done.result()
    return answers


def deliver(port: int, message: Message) -> int:
    """Send until the answer is neither silence nor 503; then the inventory, if it is asked for."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            status, body = post(port, message.wire())
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        if status == 503:
            time.sleep(0.1)
            continue
        if status == ACCEPTED and json.loads(body).get("inventory_needed"):
            assert message.in_full, "an inventory was asked for that had been sent"
            return deliver(port, message.in_full)
        return status
    raise AssertionError(f"no answer for {_PATIENCE} s")


def post(port: int, message: Wire) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    try:
        connection.request("POST", message.path, message.body, message.headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
