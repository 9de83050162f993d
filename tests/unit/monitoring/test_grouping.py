"""Which sites are told of in one notice."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.grouping import TOGETHER, Fallen, group

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def a_fall(address: str = "", *, seconds: int = 0) -> Fallen:
    return Fallen(uuid.uuid4(), NOON + dt.timedelta(seconds=seconds), address)


def shapes(*fallen: Fallen) -> list[tuple[str, int]]:
    return [(found.shared, len(found.fallen)) for found in group(fallen)]


def test_three_sites_of_one_server_are_one_notice() -> None:
    same = [a_fall("203.0.113.9", seconds=n) for n in range(3)]

    assert shapes(*same, a_fall("198.51.100.7", seconds=9)) == [("203.0.113.9", 3), ("", 1)]


def test_two_sites_at_once_may_be_chance() -> None:
    assert shapes(a_fall("203.0.113.9"), a_fall("203.0.113.9")) == [("", 1), ("", 1)]


def test_several_servers_of_one_network_are_the_providers_trouble() -> None:
    fallen = [a_fall(f"203.0.113.{n}", seconds=n) for n in (1, 1, 1, 2, 3)]

    assert shapes(*fallen) == [("203.0.113.0/24", 5)]
    assert shapes(*(a_fall(f"2001:db8:7::{n}") for n in (1, 2, 3))) == [("2001:db8:7::/48", 3)]


def test_what_falls_later_has_another_cause() -> None:
    early = [a_fall("203.0.113.9", seconds=n) for n in range(3)]
    late = a_fall("203.0.113.9", seconds=int(TOGETHER.total_seconds()) + 1)

    assert shapes(*early, late) == [("203.0.113.9", 3), ("", 1)]


def test_without_an_address_nothing_is_shared() -> None:
    assert shapes(*(a_fall() for _ in range(4))) == [("", 1)] * 4


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "203.0.113.1", "203.0.113.2", "198.51.100.1"]), st.integers(0, 900)
        ),
        max_size=30,
    )
)
def test_every_site_is_told_exactly_once(falls: list[tuple[str, int]]) -> None:
    fallen = [a_fall(address, seconds=seconds) for address, seconds in falls]

    groups = group(reversed(fallen))

    told = [one for found in groups for one in found.fallen]
    assert sorted(told, key=lambda one: one.site_id) == sorted(fallen, key=lambda one: one.site_id)
    for found in groups:
        assert found.fallen[-1].at - found.fallen[0].at <= TOGETHER
