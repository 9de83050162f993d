"""What regions say while the database cannot be told."""

import datetime as dt
import uuid

import pytest

from chalicelib.events.monitoring import ProbeTarget
from chalicelib.monitoring import unrecorded
from chalicelib.monitoring.quorum import Look
from chalicelib.sites.model import SiteStatus
from tests.builders import NOW

OFFLINE, ONLINE = SiteStatus.OFFLINE, SiteStatus.ONLINE
SECOND = dt.timedelta(seconds=1)


def target(status: str = "online", *, interval: int = 60) -> ProbeTarget:
    return ProbeTarget(
        site_id=uuid.uuid4(), url="https://x.example/", status=status, interval_seconds=interval
    )


def looks(*statuses: SiteStatus) -> list[Look]:
    regions = ("north", "east", "south")
    return [
        Look(region=region, asked_at=NOW, at=NOW, status=status)
        for region, status in zip(regions, statuses, strict=False)
    ]


@pytest.mark.parametrize(
    ("believed", "said", "needed", "expected"),
    [
        ("online", [], 2, ONLINE),
        ("online", [OFFLINE], 2, ONLINE),
        ("online", [OFFLINE, OFFLINE], 2, OFFLINE),
        ("online", [OFFLINE], 1, OFFLINE),
        ("offline", [ONLINE, ONLINE], 2, ONLINE),
        ("offline", [OFFLINE, OFFLINE], 2, OFFLINE),
    ],
)
def test_enough_regions_are_believed_over_the_database(
    believed: str, said: list[SiteStatus], needed: int, expected: SiteStatus
) -> None:
    now = NOW + 5 * SECOND

    assert unrecorded.status_now(target(believed), looks(*said), now=now, needed=needed) is expected


@pytest.mark.parametrize(("interval", "seconds"), [(60, 80), (300, 320)])
def test_what_was_not_said_anew_after_the_next_look_counts_no_more(
    interval: int, seconds: int
) -> None:
    watched, said = target(interval=interval), looks(OFFLINE, OFFLINE)

    def at(age: int) -> SiteStatus:
        return unrecorded.status_now(watched, said, now=NOW + age * SECOND, needed=2)

    assert at(seconds - 1) is OFFLINE
    assert at(seconds) is ONLINE


def test_what_is_kept_comes_back_without_reasons() -> None:
    said = looks(OFFLINE, ONLINE)

    assert unrecorded.decode(unrecorded.encode(said)) == said
