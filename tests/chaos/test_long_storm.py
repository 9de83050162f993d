"""Ten minutes in which every worker of the watch is killed at random, and the database with them.

CHAOS_MINUTES=1 for a short look, CHAOS_FALLS_PER_MINUTE=60 on a busy machine.
"""

import os
import threading
import time
from collections.abc import Iterator
from random import Random

import pytest

from tests.chaos.books import account
from tests.chaos.outages import Outages
from tests.chaos.rig import Rig, a_rig
from tests.chaos.test_chaos import _migrate

pytestmark = pytest.mark.slow

SEED = int(os.environ.get("CHAOS_SEED", "20261130"))
MINUTES = float(os.environ.get("CHAOS_MINUTES", "10"))
WORKERS = (
    "relay_outbox",
    "evaluate_snapshot",
    "record_checks",
    "record_checks",
    "route_alert",
    "send_notification",
    "record_mail_event",
)
FALLS_PER_MINUTE = int(os.environ.get("CHAOS_FALLS_PER_MINUTE", "260"))
KILL_EVERY_SECONDS = 12.0
RESTART_EVERY, FIRST_RESTART = 8, 4  # strikes
# A worker that dies after SES took a letter, and before it could note that, leaves it in doubt. It
# is doubled only where SES's own word of it is late or lost as well.
DUPLICATES_IN = 10_000
_PATIENCE = 120.0
_LETTERS_PATIENCE = 900.0  # there may be thousands, and one who writes them


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with a_rig(tmp_path_factory.mktemp("storm"), count_of_apis=0, workers=WORKERS) as made:
        _migrate(made.environment())
        yield made


def test_no_change_and_no_letter_is_lost_while_everything_is_killed(rig: Rig) -> None:
    outages = Outages(rig)
    with rig.connect() as connection:
        outages.store(connection, round(MINUTES * FALLS_PER_MINUTE))
    rig.start()
    over = threading.Event()
    storm = threading.Thread(target=_strike, args=(rig, Random(SEED), over), daemon=True)

    storm.start()
    outages.happen(seconds=MINUTES * 60, over=over, patience=_PATIENCE)
    storm.join(60)
    rig.settle(patience=_LETTERS_PATIENCE)

    with rig.connect() as connection:
        conditions = connection.execute(
            "select count(*), count(distinct site_id), count(closed_at) from site_conditions"
            " where kind = 'site_offline'"
        ).fetchone()
        told = account(rig, connection)
    print(
        f"\n{outages.changes} changes of {len(outages.sites)} sites, killed {rig.kills},"
        f" {rig.restarts} restarts of PostgreSQL, redriven {rig.redriven}, the slowest change took"
        f" {outages.slowest_seconds:.1f} s\n{told.letters} letters owed and sent,"
        f" {told.duplicates} twice ({told.interrupted} were in a dying worker's hands):"
        f" {told.duplicates / told.letters * DUPLICATES_IN:.2f} in {DUPLICATES_IN:,}"
    )
    count = len(outages.sites)
    assert conditions == (count, count, count)
    assert set(rig.kills) == set(WORKERS)
    assert rig.restarts > 0
    assert told.letters == 4 * count  # two people, a problem and its end
    assert told.duplicates <= max(1, told.letters / DUPLICATES_IN)


def _strike(rig: Rig, chance: Random, over: threading.Event) -> None:
    kinds = sorted(set(WORKERS))
    strikes = 0
    while not over.wait(chance.uniform(0.5, 1.5) * KILL_EVERY_SECONDS):
        strikes += 1
        if strikes % RESTART_EVERY == FIRST_RESTART:
            rig.restart_database()
            time.sleep(1)
        else:
            # Each kind as often as the others, in no order that anything could lean on.
            if not strikes % len(kinds):
                chance.shuffle(kinds)
            rig.kill(kinds[strikes % len(kinds)], which=chance.randrange(100))
