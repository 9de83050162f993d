"""Every five minutes: who is silent, and which commands nobody came for."""

import pytest

from chalicelib.adapters.database import DatabaseRole
from chalicelib.sites import service
from chalicelib.sites.policy import COMMAND_LIFETIME
from functions.check_heartbeats.handler import handler
from tests import builders

QUIET = {"silent": 0, "turned": 0, "resumed": 0, "rotating": 0, "digests": 0}


@pytest.fixture
def asked(database):
    """A connected site that was asked for a check, and never came to fetch it."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        alice = builders.an_actor(uow)
        site_id = builders.a_connected_site(uow, client_id=builders.a_client(uow))
        service.request_check(uow, alice, site_id)
        uow.commit()


def job(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        return uow.connection.execute("select state, error ->> 'code' from jobs").fetchone()


def test_a_command_nobody_came_for_ends_its_job(database, clock, asked):
    clock.advance(COMMAND_LIFETIME)

    assert handler({}, None) == QUIET | {"expired": 1}

    assert job(database) == ("failed", "site_did_not_answer")


def test_a_command_that_still_has_time_is_left_alone(database, asked):
    assert handler({}, None) == QUIET | {"expired": 0}

    assert job(database) == ("queued", None)
