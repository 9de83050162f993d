"""Which regions look is read once and checked, and only a developer's machine may break one."""

import pytest

from chalicelib.adapters import settings
from chalicelib.adapters.queue import base_url_in

ELSEWHERE = {
    "WINGMAN_STAGE": "production",
    "WINGMAN_BASE_URL": "https://care.agency.example",
    "WINGMAN_SIGNER": "kms",
    "WINGMAN_DATABASE_AUTH": "iam",
}


def test_without_a_word_there_is_one_region() -> None:
    read = settings.read({})

    assert read.probe_regions == (read.region,)


def test_regions_are_told_in_order_home_first() -> None:
    read = settings.read({"WINGMAN_REGION": "east", "WINGMAN_PROBE_REGIONS": "north, east,south"})

    assert (read.region, read.probe_regions) == ("east", ("north", "east", "south"))


@pytest.mark.parametrize("names", ["north,south", "east,eu west", "east,EU", "east,../x"])
def test_a_region_that_is_missing_or_misspelt_is_refused(names: str) -> None:
    with pytest.raises(settings.BadSetting, match="PROBE_REGIONS"):
        settings.read({"WINGMAN_REGION": "east", "WINGMAN_PROBE_REGIONS": names})


@pytest.mark.parametrize("name", ["WINGMAN_DEMO_NAME_SERVER", "WINGMAN_DEMO_AUTHORITY"])
def test_only_the_local_stage_believes_names_and_certificates_of_its_own(name: str) -> None:
    settings.read({name: "127.0.0.1:53"})
    with pytest.raises(settings.BadSetting, match=name):
        settings.read({**ELSEWHERE, name: "127.0.0.1:53"})


def test_only_the_local_stage_may_unplug_a_region() -> None:
    assert settings.read({"WINGMAN_UNPLUGGED": "yes"}).is_unplugged
    assert not settings.read(ELSEWHERE).is_unplugged
    with pytest.raises(settings.BadSetting, match="UNPLUGGED"):
        settings.read({**ELSEWHERE, "WINGMAN_UNPLUGGED": "yes"})


def test_queues_of_another_region_are_found_by_its_name() -> None:
    home = "https://sqs.eu-central-1.amazonaws.com/111122223333/wingman-production-"

    found = base_url_in(home, region="us-east-1", own="eu-central-1")

    assert found == "https://sqs.us-east-1.amazonaws.com/111122223333/wingman-production-"


def test_locally_all_regions_share_one_address() -> None:
    local = "http://127.0.0.1:4566/000000000000/wingman-local-"

    assert base_url_in(local, region="east", own="north") == local
