"""What news does to a belief; and that no order, repetition or weather breaks its promises."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.monitoring import judgement
from chalicelib.monitoring.judgement import Belief, Judgement, Notice, Standing, Terms, judge
from chalicelib.monitoring.quorum import Look
from chalicelib.sites.model import SiteStatus

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
REGIONS = ("north", "east", "south")
BADNESS = ["online", "degraded", "maintenance", "offline"]


def minutes(count: float) -> dt.datetime:
    return NOW + count * MINUTE


def a_look(status: str, *, asked: float, region: str = "north", took: float = 0.3) -> Look:
    return Look(region, minutes(asked), minutes(asked + took), SiteStatus(status), status)


def all_three(status: str, *, asked: float) -> list[Look]:
    return [a_look(status, asked=asked, region=region) for region in REGIONS]


@dataclass
class Monitor:
    """A monitor that was seen well at noon."""

    belief: Belief = field(
        default_factory=lambda: judgement.from_status("online", reason="answered", since=NOW)
    )
    told: list[tuple[Notice, dt.datetime]] = field(default_factory=list)
    last: Judgement | None = None

    def hears(self, looks: list[Look], *, at: float, terms: Terms | None = None) -> "Monitor":
        self.last = judge(self.belief, looks, minutes(at), terms or Terms())
        self.belief = self.last.belief
        if self.last.notice:
            self.told.append((self.last.notice, minutes(at)))
        return self

    def notices(self) -> list[str]:
        return [notice for notice, _ in self.told]


def test_one_failure_is_a_suspicion_that_nobody_else_hears_of() -> None:
    monitor = Monitor().hears([a_look("offline", asked=1)], at=1)

    assert monitor.belief.standing is Standing.SUSPECT
    assert judgement.status_of(monitor.belief) == "online"
    assert monitor.told == []


def test_a_suspicion_that_a_second_region_shares_is_an_outage_since_the_first_failed_look() -> None:
    monitor = Monitor().hears([a_look("offline", asked=1)], at=1.1)
    monitor.hears([a_look("offline", asked=1, region="south", took=0.9)], at=2)

    assert monitor.belief.standing is Standing.DOWN
    assert monitor.belief.since == minutes(1)
    assert monitor.told == [(Notice.PROBLEM, minutes(2))]


def test_a_suspicion_that_nobody_shares_ends_with_the_next_clean_question() -> None:
    monitor = Monitor().hears([a_look("offline", asked=1)], at=1)
    monitor.hears(all_three("online", asked=2), at=2)

    assert monitor.belief.standing is Standing.UP
    assert monitor.told == []


def test_an_outage_lasts_from_its_first_failed_to_its_first_clean_look() -> None:
    monitor = Monitor().hears(all_three("offline", asked=1), at=2)
    began = monitor.belief.since
    monitor.hears(all_three("online", asked=9), at=9.5)

    assert monitor.belief.since - began == 8 * MINUTE
    assert monitor.notices() == ["problem", "all_clear"]


def test_slow_is_degraded_and_tells_nobody() -> None:
    monitor = Monitor().hears(all_three("degraded", asked=1), at=1)

    assert monitor.belief.standing is Standing.DEGRADED
    assert monitor.told == []


def test_blind_regions_make_it_unknown_and_end_no_outage() -> None:
    monitor = Monitor().hears(all_three("offline", asked=1), at=1)
    monitor.hears([a_look("unknown", asked=2)], at=2)
    monitor.hears(all_three("offline", asked=3), at=3)

    assert monitor.belief.standing is Standing.DOWN
    assert monitor.notices() == ["problem"]


def test_in_maintenance_nothing_is_told_and_what_outlasts_it_is_told_then() -> None:
    silence = Terms(is_maintenance=True)
    monitor = Monitor().hears(all_three("offline", asked=1), at=1, terms=silence)
    assert monitor.belief.standing is Standing.MAINTENANCE
    assert monitor.told == []

    monitor.hears([], at=60)

    assert monitor.belief.standing is Standing.DOWN
    assert monitor.belief.since == minutes(1)
    assert monitor.told == [(Notice.PROBLEM, minutes(60))]


def test_a_site_is_in_maintenance_only_while_it_fails_unless_downtime_is_expected() -> None:
    silence = Terms(is_maintenance=True, is_down_expected=False, turned_at=minutes(10))
    monitor = Monitor().hears(all_three("online", asked=11), at=11, terms=silence)
    assert monitor.belief.standing is Standing.UP
    monitor.hears(all_three("offline", asked=12), at=12, terms=silence)
    assert (monitor.belief.standing, monitor.belief.since) == (Standing.MAINTENANCE, minutes(12))
    monitor.hears(all_three("online", asked=14), at=14, terms=silence)

    assert monitor.belief.standing is Standing.UP
    assert monitor.told == []


@pytest.mark.parametrize(("failed_at", "counts_from"), [(12, 30), (31, 31)])
def test_after_maintenance_an_outage_counts_from_its_end_at_the_earliest(
    failed_at: int, counts_from: int
) -> None:
    silence = Terms(is_maintenance=True, turned_at=minutes(10))
    monitor = Monitor().hears([], at=11, terms=silence)
    assert (monitor.belief.standing, monitor.belief.since) == (Standing.MAINTENANCE, minutes(10))
    is_within = failed_at < 30
    ended = Terms(turned_at=minutes(30))
    looks = all_three("offline", asked=failed_at)
    monitor.hears(looks, at=failed_at, terms=silence if is_within else ended)
    monitor.hears([], at=33, terms=ended)

    assert (monitor.belief.standing, monitor.belief.since) == (Standing.DOWN, minutes(counts_from))
    assert monitor.notices() == ["problem"]


def test_a_sites_own_maintenance_page_is_no_silence_of_ours() -> None:
    monitor = Monitor().hears(all_three("maintenance", asked=5), at=5)
    monitor.hears(all_three("offline", asked=8), at=8, terms=Terms(turned_at=minutes(20)))

    assert monitor.belief.since == minutes(8)


def test_a_site_that_comes_and_goes_is_told_three_times_and_then_kept_till_it_is_calm() -> None:
    monitor = Monitor()
    for minute in range(1, 40):
        status = "offline" if minute % 4 < 2 else "online"
        monitor.hears(all_three(status, asked=minute), at=minute + 0.5)
    assert monitor.notices() == ["problem", "all_clear", "problem"]
    assert monitor.belief.standing is Standing.FLAPPING
    assert judgement.reason_of(monitor.belief) == "flapping"

    for minute in range(40, 100):
        monitor.hears(all_three("online", asked=minute), at=minute + 0.5)

    assert monitor.belief.standing is Standing.UP
    assert monitor.notices() == ["problem", "all_clear", "problem", "all_clear"]


def test_a_flapping_site_that_stays_down_is_down_without_another_word() -> None:
    monitor = Monitor()
    for minute in range(1, 20):
        status = "offline" if minute % 4 < 2 else "online"
        monitor.hears(all_three(status, asked=minute), at=minute + 0.5)
    for minute in range(20, 60):
        monitor.hears(all_three("offline", asked=minute), at=minute + 0.5)

    assert monitor.belief.standing is Standing.DOWN
    assert monitor.notices() == ["problem", "all_clear", "problem"]


@pytest.mark.parametrize("status", ["pending", "online", "degraded", "offline", "unknown"])
def test_a_belief_made_from_a_status_says_that_status(status: str) -> None:
    belief = judgement.from_status(status, reason="x", since=NOW)

    assert judgement.status_of(belief) == status


# Against a model that is written another way: per question a list of votes, the newest decides.
QUESTIONS = st.lists(
    st.lists(st.sampled_from([*BADNESS, "unknown"]), min_size=3, max_size=3),
    min_size=1,
    max_size=8,
)


def model_of(believed: str, votes: list[str]) -> str:
    """The median of what was seen and what was believed, by counting."""
    seen = [BADNESS.index(vote) for vote in votes if vote in BADNESS]
    if not seen:
        return "unknown"
    if believed == "unknown":
        worse = sorted(seen)[-2] if len(seen) > 1 else 0
        return BADNESS[worse] if worse else ("online" if 0 in seen else believed)
    here = BADNESS.index(believed)
    for level in (3, 2, 1, 0):
        supporters = sum(one >= level for one in seen)
        if level > here and supporters >= 2:
            return BADNESS[level]
    for level in (0, 1, 2, 3):
        if level < here and sum(one <= level for one in seen) >= 2:
            return BADNESS[level]
    return believed


def answers(votes: list[str], *, asked: int) -> list[Look]:
    return [
        a_look(vote, asked=asked, region=region)
        for region, vote in zip(REGIONS, votes, strict=True)
    ]


@given(QUESTIONS)
def test_what_is_seen_is_what_the_model_counts(questions: list[list[str]]) -> None:
    monitor, expected = Monitor(), "online"
    for number, votes in enumerate(questions, start=1):
        expected = model_of(expected, votes)
        monitor.hears(answers(votes, asked=number), at=number + 0.5)

        assert monitor.belief.seen == expected


@given(st.lists(st.sampled_from(BADNESS), min_size=3, max_size=3), st.sampled_from(BADNESS))
def test_the_answers_to_a_question_end_alike_in_every_order_and_number(
    votes: list[str], believed: str
) -> None:
    ends = set()
    for order in itertools.permutations(answers(votes, asked=1)):
        belief = judgement.from_status(believed, reason="x", since=NOW)
        for look in (*order, *reversed(order)):
            belief = judge(belief, [look], minutes(2), Terms()).belief
        ends.add(belief.seen)

    assert len(ends) == 1


@given(QUESTIONS, st.integers(0, 7), st.sampled_from(BADNESS))
def test_an_answer_to_an_old_question_changes_nothing(
    questions: list[list[str]], which: int, vote: str
) -> None:
    monitor = Monitor()
    for number, votes in enumerate(questions, start=1):
        monitor.hears(answers(votes, asked=number), at=number + 0.5)
    before, told = monitor.belief, len(monitor.told)
    late = a_look(vote, asked=min(which, len(questions) - 1) + 0.5, region="west")

    monitor.hears([late], at=len(questions) + 0.5)

    assert monitor.belief == before
    assert len(monitor.told) == told


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.sampled_from([*BADNESS, "unknown"]), st.integers(1, 30), st.booleans()),
        max_size=60,
    )
)
def test_whatever_happens_no_hour_has_more_than_three_notices_and_bad_news_is_never_late(
    weather: list[tuple[str, int, bool]],
) -> None:
    monitor, at = Monitor(), 0
    for status, later, is_maintenance in weather:
        at += later
        terms = Terms(is_maintenance=is_maintenance)
        was_alarmed = monitor.belief.is_alarmed
        monitor.hears(all_three(status, asked=at), at=at, terms=terms)

        if is_maintenance:
            assert monitor.last is not None
            assert monitor.last.notice is None
        elif monitor.belief.seen == "offline" and not was_alarmed:
            assert monitor.last is not None
            assert monitor.last.notice is Notice.PROBLEM

    times = [moment for _, moment in monitor.told]
    assert all(sum(t <= other < t + HOUR for other in times) <= 3 for t in times)
    expected = itertools.cycle(["problem", "all_clear"])
    assert monitor.notices() == list(itertools.islice(expected, len(times)))
