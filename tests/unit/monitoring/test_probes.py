"""What the watcher believes after one look at a home page."""

import datetime as dt
from dataclasses import replace

import pytest

from chalicelib.adapters.connections import Certificate
from chalicelib.adapters.http_fetcher import Fetched, FetchFailure
from chalicelib.monitoring.probes import (
    Reason,
    Verdict,
    are_we_blind,
    could_be_us,
    judge_fetch,
    needs_second_look,
    second_opinion,
)
from chalicelib.sites.model import SiteStatus
from tests.fakes.scripted_fetcher import HEALTHY, a_failure, a_page

NOW = dt.datetime(2026, 11, 29, 12, 0, tzinfo=dt.UTC)


def wp_die(message: str, title: str = "WordPress &rsaquo; Error") -> str:
    return (
        f"<!DOCTYPE html><html lang='en-US'><head><title>{title}</title><style>{'x' * 3000}</style>"
        f'</head>\n<body id="error-page">\n\t<div class="wp-die-message">{message}</div>'
        "</body>\n</html>"
    )


DATABASE_ERROR = wp_die("<h1>Error establishing a database connection</h1>", "Database Error")
GERMAN_DATABASE_ERROR = wp_die("<h1>Fehler beim Aufbau einer Datenbankverbindung</h1>")
CRITICAL_ERROR = wp_die("<p>There has been a critical error on this website.</p>")
CORE_MAINTENANCE = wp_die("Briefly unavailable for scheduled maintenance. Check back in a minute.")
FATAL_MID_PAGE = HEALTHY + (
    b"<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function foo() in "
    b"/var/www/wp-content/plugins/bad/bad.php:12\nStack trace:\n#0 {main}\n  thrown in "
    b"<b>/var/www/wp-content/plugins/bad/bad.php</b> on line <b>12</b><br />\n"
)
# As wp-admin/install.php and setup-config.php of WordPress 6 print them, in any language.
INSTALLER = (
    '<!DOCTYPE html><html lang="ja" xml:lang="ja"><head><title>{title}</title>'
    "<link rel='stylesheet' id='install-css' href='https://shop.example/wp-admin/css/install{rtl}"
    ".min.css?ver=6.8' media='all' /></head>"
    '<body class="{body}"><p id="logo">WordPress</p>'
    '<form id="setup" method="post" action="?step=1"></form></body></html>'
)
ARTICLE = (
    HEALTHY
    + b"<h2>Error establishing a database connection</h2><p>There has been a critical error on"
    b" this website, says WordPress. Fatal error: Uncaught Error in /var/www/x.php on line 12,"
    b" says PHP. How to leave maintenance mode.</p></body></html>"
)


@pytest.mark.parametrize(
    ("page", "status", "reason"),
    [
        (a_page(), SiteStatus.ONLINE, Reason.ANSWERED),
        (a_page(elapsed_ms=14_000), SiteStatus.ONLINE, Reason.ANSWERED),
        (a_page(ARTICLE), SiteStatus.ONLINE, Reason.ANSWERED),
        (a_page(FATAL_MID_PAGE, truncated=True), SiteStatus.ONLINE, Reason.ANSWERED),
        (a_page("", 204), SiteStatus.OFFLINE, Reason.BLANK_PAGE),
        (a_page(" \n"), SiteStatus.OFFLINE, Reason.BLANK_PAGE),
        (a_page(DATABASE_ERROR, 500), SiteStatus.OFFLINE, Reason.DATABASE_ERROR),
        (a_page(DATABASE_ERROR, 200), SiteStatus.OFFLINE, Reason.DATABASE_ERROR),
        (a_page(GERMAN_DATABASE_ERROR, 200), SiteStatus.OFFLINE, Reason.DATABASE_ERROR),
        (
            a_page("<h1>Error establishing a database connection</h1>", 200),
            SiteStatus.OFFLINE,
            Reason.DATABASE_ERROR,
        ),
        (a_page(CRITICAL_ERROR, 500), SiteStatus.OFFLINE, Reason.FATAL_ERROR),
        (a_page(CRITICAL_ERROR, 200), SiteStatus.OFFLINE, Reason.FATAL_ERROR),
        (a_page(FATAL_MID_PAGE), SiteStatus.OFFLINE, Reason.FATAL_ERROR),
        (
            a_page("Parse error: syntax error, unexpected '}' in /srv/x.php on line 3"),
            SiteStatus.OFFLINE,
            Reason.FATAL_ERROR,
        ),
        (a_page(wp_die("Quelque chose"), 200), SiteStatus.OFFLINE, Reason.ERROR_PAGE),
        (
            a_page(INSTALLER.format(title="WordPress &rsaquo; X", rtl="", body="wp-core-ui")),
            SiteStatus.OFFLINE,
            Reason.INSTALLER,
        ),
        (
            a_page(INSTALLER.format(title="", rtl="-rtl", body="language-chooser wp-core-ui rtl")),
            SiteStatus.OFFLINE,
            Reason.INSTALLER,
        ),
        (
            replace(a_page(), url="https://shop.example/blog/wp-admin/setup-config.php?step=1"),
            SiteStatus.OFFLINE,
            Reason.INSTALLER,
        ),
        (
            replace(a_page(), url="https://shop.example/?from=/wp-admin/install.php"),
            SiteStatus.ONLINE,
            Reason.ANSWERED,
        ),
        (
            a_page(HEALTHY + b"<pre>&lt;body class=wp-core-ui&gt; /wp-admin/css/install.css</pre>"),
            SiteStatus.ONLINE,
            Reason.ANSWERED,
        ),
        (a_page(CORE_MAINTENANCE, 503), SiteStatus.MAINTENANCE, Reason.MAINTENANCE),
        (a_page(CORE_MAINTENANCE, 200), SiteStatus.MAINTENANCE, Reason.MAINTENANCE),
        (a_page("<h1>Maintenance mode</h1>", 503), SiteStatus.MAINTENANCE, Reason.MAINTENANCE),
        (a_page("Service Unavailable", 503), SiteStatus.OFFLINE, Reason.HTTP_ERROR),
        (a_page("Bad Gateway", 502), SiteStatus.OFFLINE, Reason.HTTP_ERROR),
        (a_page("Not Found", 404), SiteStatus.OFFLINE, Reason.HTTP_ERROR),
        (a_page("Forbidden", 403), SiteStatus.DEGRADED, Reason.ACCESS_DENIED),
        (a_page("Slow down", 429), SiteStatus.DEGRADED, Reason.ACCESS_DENIED),
        (
            a_page("Just a moment", 503, headers={"cf-mitigated": "challenge"}),
            SiteStatus.DEGRADED,
            Reason.ACCESS_DENIED,
        ),
    ],
)
def test_a_page_is_judged_by_what_a_visitor_sees(
    page: Fetched, status: SiteStatus, reason: Reason
) -> None:
    verdict = judge_fetch(page, at=NOW)

    assert verdict is not None
    assert (verdict.status, verdict.reason) == (status, reason)
    assert verdict.status_code == page.status_code


def certified(days: float) -> Certificate:
    return Certificate(NOW + dt.timedelta(days=days), "Let's Encrypt, R11", ("shop.example",))


@pytest.mark.parametrize(
    ("days", "reason"),
    [(14.1, Reason.ANSWERED), (14, Reason.CERTIFICATE_ENDS), (0.1, Reason.CERTIFICATE_ENDS)],
)
def test_a_certificate_is_told_of_fourteen_days_before_it_ends(days: float, reason: Reason) -> None:
    verdict = judge_fetch(a_page(certificate=certified(days)), at=NOW)

    assert verdict is not None
    assert verdict.reason is reason
    assert (verdict.status is SiteStatus.DEGRADED) is (reason is Reason.CERTIFICATE_ENDS)


def test_the_end_of_a_certificate_is_named_by_its_date() -> None:
    verdict = judge_fetch(a_page(certificate=certified(6)), at=NOW)

    assert verdict is not None
    assert verdict.detail == "2026-12-05, Let's Encrypt, R11"


def test_a_site_that_is_down_is_not_told_of_for_its_certificate() -> None:
    verdict = judge_fetch(a_page("Bad Gateway", 502, certificate=certified(1)), at=NOW)

    assert verdict is not None
    assert verdict.reason is Reason.HTTP_ERROR


@pytest.mark.parametrize("failure", [f for f in FetchFailure if f != FetchFailure.NOT_ATTEMPTED])
def test_every_failure_has_a_verdict(failure: FetchFailure) -> None:
    verdict = judge_fetch(a_failure(failure), at=NOW)

    assert verdict is not None
    expected = SiteStatus.UNKNOWN if failure is FetchFailure.REFUSED else SiteStatus.OFFLINE
    assert verdict.status is expected


def test_what_was_never_fetched_says_nothing() -> None:
    assert judge_fetch(a_failure(FetchFailure.NOT_ATTEMPTED), at=NOW) is None


def test_a_hostile_page_is_judged_quickly() -> None:
    import time

    pages = [b"<body " * 40_000, b"Fatal error: " * 20_000, b"<" * 250_000, b"<b>" * 80_000]
    pages += [b'<body class="wp-core-ui ' * 10_000, b"/wp-admin/css/install wp-core-ui" * 8_000]
    started = time.process_time()

    for page in pages:
        judge_fetch(a_page(page), at=NOW)

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("status", "known", "expected"),
    [
        (SiteStatus.OFFLINE, "online", True),
        (SiteStatus.DEGRADED, "online", True),
        (SiteStatus.MAINTENANCE, "online", True),
        (SiteStatus.OFFLINE, "offline", False),
        (SiteStatus.ONLINE, "offline", False),
        (SiteStatus.UNKNOWN, "online", False),
    ],
)
def test_only_bad_news_is_looked_at_twice(status: SiteStatus, known: str, expected: bool) -> None:
    assert needs_second_look(Verdict(status, Reason.ANSWERED), known) is expected


def test_a_site_that_answers_only_the_patient_look_is_slow_not_offline() -> None:
    first = Verdict(SiteStatus.OFFLINE, Reason.TIMED_OUT)

    opinion = second_opinion(first, Verdict(SiteStatus.ONLINE, Reason.ANSWERED, 200, 22_000))

    assert opinion is not None
    assert (opinion.status, opinion.reason) == (SiteStatus.DEGRADED, Reason.SLOW)


def test_a_site_that_answers_quickly_the_second_time_is_online() -> None:
    healthy = Verdict(SiteStatus.ONLINE, Reason.ANSWERED, 200, 300)

    assert second_opinion(Verdict(SiteStatus.OFFLINE, Reason.TIMED_OUT), healthy) == healthy


def test_when_unrelated_sites_all_fail_at_once_it_is_us() -> None:
    failures = [a_failure(address=f"203.0.113.{n}") for n in range(5)]

    assert are_we_blind(failures)
    assert could_be_us(failures[0])
    assert not could_be_us(a_page())


@pytest.mark.parametrize(
    "results",
    [
        [a_failure(address=f"203.0.113.{n}") for n in range(4)],
        [a_failure(address="203.0.113.1") for _ in range(50)],
        [a_failure(address=f"203.0.113.{n}") for n in range(7)] + [a_page()] * 3,
        [a_page("Internal Server Error", 500)] * 50,
        [a_failure(FetchFailure.TLS_INVALID, f"203.0.113.{n}") for n in range(50)],
    ],
    ids=["too few", "one server", "some are up", "they answered", "their certificates"],
)
def test_it_is_not_us(results: list[Fetched]) -> None:
    assert not are_we_blind(results)
