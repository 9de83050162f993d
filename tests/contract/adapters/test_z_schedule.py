"""Schedules, the same on every cloud that has timers. Named to run last: it takes a minute."""

import time

import pytest

from tests.contract.adapters.clouds import Cloud
from tests.contract.adapters.conftest import Ticking, received


@pytest.mark.needs("timers")
def test_a_schedule_fires(cloud: Cloud, ticking: Ticking) -> None:
    deadline = ticking.since + 150
    ticks = received(cloud, ticking.queue_url, wait_seconds=1)
    while not ticks and time.monotonic() < deadline:
        ticks = received(cloud, ticking.queue_url, wait_seconds=5)

    assert ticks
    assert ticks[0]["detail-type"] == "Scheduled Event"
    assert ticks[0]["time"]
