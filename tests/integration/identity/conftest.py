"""A post office for what the identity room sends."""

import pytest

from chalicelib.adapters.database import Database
from chalicelib.kit.clock import FixedClock
from tests.fakes.post_office import PostOffice


@pytest.fixture
def post(database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return PostOffice(database, clock, monkeypatch)
