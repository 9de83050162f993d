"""One region doubts, three are asked, and each tells what it sees."""

import datetime as dt
import uuid
from collections.abc import Sequence

from chalicelib.adapters.http_fetcher import FetchFailure, FetchResult
from chalicelib.events.monitoring import ProbesDue, ProbeTarget
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring.probing import Findings, probe
from chalicelib.monitoring.regions import Regions
from tests.fakes.scripted_fetcher import ScriptedFetcher, a_failure, a_page

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
NAMES = ("north", "east", "south", "west")


class Fleet:
    """Sites with the answers that they give, probed from one region."""

    def __init__(self) -> None:
        self.script: dict[str, FetchResult | Sequence[FetchResult]] = {}
        self.targets: list[ProbeTarget] = []

    def site(self, known: str, *answers: FetchResult) -> ProbeTarget:
        target = ProbeTarget(
            site_id=uuid.uuid4(), url=f"https://site-{len(self.targets)}.example/", status=known
        )
        self.script[target.url] = answers
        self.targets.append(target)
        return target

    def well(self, count: int) -> None:
        for _ in range(count):
            self.site("online", a_page())

    def probed(self, region: str = "north", **asked: object) -> Findings:
        due = ProbesDue(batch_id="b", due_at=NOW, targets=self.targets).model_copy(update=asked)
        return probe(
            due,
            regions=Regions(own=region, every=NAMES),
            fetcher=ScriptedFetcher(self.script),
            clock=FixedClock(NOW),
            sleep=lambda _: None,
        )


def test_a_doubt_is_put_to_three_regions_at_once_and_told_to_nobody_else() -> None:
    fleet = Fleet()
    doubtful = fleet.site("online", a_failure())
    fleet.well(7)

    findings = fleet.probed()

    assert findings.news == []
    assert [question.region for question in findings.questions] == ["north", "east", "south"]
    for question in findings.questions:
        assert question.message.targets == [doubtful]
        assert question.message.doubted_at == NOW
        assert len(question.message.controls) == 5
        assert doubtful.url not in question.message.controls


def test_good_news_about_an_offline_site_is_doubted_likewise() -> None:
    fleet = Fleet()
    fleet.site("offline", a_page())

    findings = fleet.probed()

    assert findings.news == []
    assert len(findings.questions) == 3


def test_good_news_about_a_site_nobody_knows_is_told_at_once() -> None:
    fleet = Fleet()
    fleet.site("pending", a_page())

    findings = fleet.probed()

    assert [result.status for result in findings.news] == ["online"]
    assert findings.questions == []


def test_a_quiet_batch_asks_and_tells_nothing() -> None:
    fleet = Fleet()
    fleet.well(10)
    fleet.site("offline", a_failure())

    findings = fleet.probed()

    assert (findings.news, findings.questions, findings.is_blind) == ([], [], False)
    assert len(findings.measured) == 11


def test_what_somebody_else_asked_about_is_in_the_askers_figures_and_not_in_ours() -> None:
    fleet = Fleet()
    fleet.site("online", a_failure())

    assert fleet.probed("east", doubted_at=NOW).measured == []


def test_a_blind_region_keeps_only_what_it_has_seen() -> None:
    fleet = Fleet()
    for number in range(8):
        fleet.site("online", a_failure(address=f"203.0.113.{number}"))
    broken = fleet.site("online", a_page("oops", 500))

    assert [measured.site_id for measured in fleet.probed().measured] == [broken.site_id]


def test_a_region_that_sees_it_too_says_when_the_doubt_arose() -> None:
    fleet = Fleet()
    fleet.site("online", a_failure())
    asked = NOW - dt.timedelta(seconds=9)

    [answer] = fleet.probed("east", doubted_at=asked).news

    assert (answer.region, answer.status) == ("east", "offline")
    assert (answer.asked_at, answer.checked_at) == (asked, NOW)


def test_a_region_that_sees_it_as_believed_keeps_silent() -> None:
    fleet = Fleet()
    fleet.site("online", a_page())
    fleet.site("online", a_failure(), a_page())  # also after a second look

    assert fleet.probed("east", doubted_at=NOW) == Findings()


def test_a_region_that_may_not_look_keeps_silent() -> None:
    fleet = Fleet()
    fleet.site("online", a_failure(FetchFailure.REFUSED))

    assert fleet.probed("east", doubted_at=NOW) == Findings()


def test_a_region_that_cannot_reach_well_sites_has_no_voice() -> None:
    fleet = Fleet()
    fleet.site("online", a_failure())
    controls = [f"https://well-{number}.example/" for number in range(3)]
    fleet.script |= dict.fromkeys(controls, a_failure(FetchFailure.TIMED_OUT))

    findings = fleet.probed("east", doubted_at=NOW, controls=controls)

    assert findings == Findings(is_blind=True)


def test_when_everything_is_down_those_who_see_the_controls_are_believed() -> None:
    fleet = Fleet()
    for number in range(8):
        fleet.site("online", a_failure(address=f"203.0.113.{number}"))
    controls = [f"https://well-{number}.example/" for number in range(3)]
    fleet.script |= dict.fromkeys(controls, a_page())

    findings = fleet.probed("east", doubted_at=NOW, controls=controls)

    assert [result.status for result in findings.news] == ["offline"] * 8


def test_a_blind_region_hands_what_it_cannot_see_to_the_next_and_asks_no_blind_one() -> None:
    fleet = Fleet()
    for number in range(8):
        fleet.site("online", a_failure(address=f"203.0.113.{number}"))
    broken = fleet.site("online", a_page("oops", 500))

    findings = fleet.probed(blind=["east"])

    assert findings.is_blind
    assert findings.news == []
    handed_over, *questions = findings.questions
    assert handed_over.region == "south"
    assert handed_over.message.doubted_at is None
    assert handed_over.message.targets == fleet.targets[:8]
    assert handed_over.message.blind == ["east", "north"]
    assert handed_over.message.controls == []  # it has seen nothing well
    assert [question.region for question in questions] == ["south", "west"]
    assert all(question.message.targets == [broken] for question in questions)


def test_when_every_region_is_blind_nothing_is_known() -> None:
    fleet = Fleet()
    for number in range(8):
        fleet.site("online", a_failure(address=f"203.0.113.{number}"))

    findings = fleet.probed("west", blind=["north", "east", "south"])

    assert {result.status for result in findings.news} == {"unknown"}
    assert findings.questions == []
