"""The stage of the authorisation tests: the API in process, and the world of two clients."""

import datetime as dt
from collections.abc import Iterator

import pytest

from chalicelib.adapters.database import Database
from chalicelib.identity import attempts
from localstack.postgres import TestCluster
from tests.api.conftest import Api, api, post
from tests.authorisation import world as worlds
from tests.authorisation.world import World
from tests.fakes.recording_queue import RecordingQueue

__all__ = ["api", "post"]


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of failed sign-ins in one standing second make nobody wait here."""
    monkeypatch.setattr(attempts, "wait_after", lambda _: dt.timedelta())


@pytest.fixture
def world(
    cluster: TestCluster, database: Database, queue: RecordingQueue, api: Api
) -> Iterator[World]:
    """`api` is the one that speaks to this world's database."""
    with worlds.created(cluster, database, queue) as made:
        yield made
