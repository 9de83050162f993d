"""The stage of the authorisation tests: the API in process, and the world of two clients."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.database import Database
from localstack.postgres import TestCluster
from tests.api.conftest import Api, api, post
from tests.authorisation import world as worlds
from tests.authorisation.world import World
from tests.fakes.recording_queue import RecordingQueue

__all__ = ["api", "post"]


@pytest.fixture
def world(
    cluster: TestCluster, database: Database, queue: RecordingQueue, api: Api
) -> Iterator[World]:
    """`api` is the one that speaks to this world's database."""
    with worlds.created(cluster, database, queue) as made:
        yield made
