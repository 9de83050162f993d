"""A batch of probes tells what is new, and only what it has seen twice when it is bad."""

import datetime as dt
import uuid
from collections.abc import Sequence

from chalicelib.adapters.http_fetcher import FetchFailure, FetchResult
from chalicelib.events.monitoring import CheckResult, ProbesDue, ProbeTarget
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring.measurements import Measurement
from chalicelib.monitoring.probing import SECOND_LOOK_AFTER_SECONDS, probe
from chalicelib.monitoring.regions import Regions
from tests.fakes.scripted_fetcher import ScriptedFetcher, a_failure, a_page

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
ALONE = Regions(own="home", every=("home",))


class Watch:
    """Runs one batch of sites with the given answers and remembers the pauses it took."""

    def __init__(self) -> None:
        self.script: dict[str, FetchResult | Sequence[FetchResult]] = {}
        self.targets: list[ProbeTarget] = []
        self.pauses: list[float] = []
        self.kept: list[Measurement] = []

    def site(self, known: str, *answers: FetchResult) -> uuid.UUID:
        target = ProbeTarget(
            site_id=uuid.uuid4(), url=f"https://site-{len(self.targets)}.example/", status=known
        )
        self.script[target.url] = answers
        self.targets.append(target)
        return target.site_id

    def run(self) -> dict[uuid.UUID, CheckResult]:
        self.fetcher = ScriptedFetcher(self.script)
        findings = probe(
            self.due(),
            regions=ALONE,
            fetcher=self.fetcher,
            clock=FixedClock(NOW),
            sleep=self.pauses.append,
        )
        self.kept = findings.measured
        return {result.site_id: result for result in findings.news}

    def due(self) -> ProbesDue:
        return ProbesDue(batch_id="b", due_at=NOW, targets=self.targets)


def test_a_healthy_site_that_was_healthy_is_not_mentioned() -> None:
    watch = Watch()
    watch.site("online", a_page())

    assert watch.run() == {}
    assert watch.pauses == []


def test_a_failure_is_believed_when_it_repeats() -> None:
    watch = Watch()
    site = watch.site("online", a_page("oops", 500), a_page("oops", 500))

    result = watch.run()[site]

    assert (result.status, result.reason, result.status_code) == ("offline", "http_error", 500)
    assert result.checked_at == NOW
    assert watch.pauses == [SECOND_LOOK_AFTER_SECONDS]


def test_one_failed_request_raises_nothing() -> None:
    watch = Watch()
    watch.site("online", a_page("busy", 503), a_page())

    assert watch.run() == {}


def test_only_the_doubtful_sites_are_fetched_again() -> None:
    watch = Watch()
    watch.site("online", a_page())
    watch.site("online", a_failure(), a_page())
    watch.site("offline", a_failure())

    watch.run()

    assert [request.url for request in watch.fetcher.requests[3:]] == [watch.targets[1].url]


def test_a_site_that_comes_back_is_told_at_once() -> None:
    watch = Watch()
    site = watch.site("offline", a_page())

    assert watch.run()[site].status == "online"
    assert watch.pauses == []


def test_a_site_still_offline_is_not_mentioned_again() -> None:
    watch = Watch()
    watch.site("offline", a_failure())

    assert watch.run() == {}


def test_when_everything_fails_at_once_nobody_is_called_offline() -> None:
    watch = Watch()
    for number in range(8):
        watch.site("online", a_failure(address=f"203.0.113.{number}"))

    assert {result.status for result in watch.run().values()} == {"unknown"}


def test_what_there_was_no_time_for_is_not_mentioned() -> None:
    watch = Watch()
    watch.site("online", a_failure(FetchFailure.NOT_ATTEMPTED))

    assert watch.run() == {}


def test_each_result_carries_the_moment_of_its_own_look() -> None:
    clock = FixedClock(NOW)
    watch = Watch()
    back = watch.site("offline", a_page())
    gone = watch.site("online", a_failure())

    findings = probe(
        watch.due(),
        regions=ALONE,
        fetcher=ScriptedFetcher(watch.script),
        clock=clock,
        sleep=lambda seconds: clock.advance(dt.timedelta(seconds=seconds)),
    )

    looked_at = {result.site_id: result.checked_at for result in findings.news}
    assert looked_at[back] == NOW
    assert looked_at[gone] == NOW + dt.timedelta(seconds=SECOND_LOOK_AFTER_SECONDS)
    assert {result.asked_at for result in findings.news} == {NOW}  # when the trouble began


def test_all_that_was_measured_is_handed_over_news_or_not() -> None:
    watch = Watch()
    well, gone = watch.site("online", a_page()), watch.site("online", a_failure())

    watch.run()

    kept = {measured.site_id: measured for measured in watch.kept}
    assert set(kept) == {well, gone}
    assert (kept[well].verdict, kept[well].status_code) == ("online", 200)
    assert kept[gone].verdict == "offline"
