"""The letters: plain words, nothing unsafe, the same in both forms."""

import datetime as dt
import uuid
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib.events.notifications import NotificationRequested
from chalicelib.monitoring.model import ConditionKind
from chalicelib.monitoring.probes import Reason
from chalicelib.notifications import wording
from chalicelib.notifications.composing import compose

BEGAN = dt.datetime(2026, 11, 23, 9, 41, tzinfo=dt.UTC)
ENDED = BEGAN + dt.timedelta(minutes=17)


def a_notification(template: str = "problem", **context: Any) -> NotificationRequested:
    return NotificationRequested(
        notification_id=uuid.UUID("019ab0a1-7c2f-7a1b-8d3e-7f6a5b4c3d2e"),
        recipient="alice@agency.example",
        template=template,
        subject="Flower Shop is offline",
        context={
            "site_id": "019ab0a0-1f5e-7d31-8a52-6c3a2f1b9e77",
            "site_name": "Flower Shop",
            "site_url": "https://shop.example",
            "client_name": "Bloom & Sons",
            "kind": "site_offline",
            "severity": "critical",
            "opened_at": BEGAN.isoformat(),
            "closed_at": ENDED.isoformat() if template == "all_clear" else None,
            "detail": {"reason": "database_error"},
            **context,
        },
    )


def letter(template: str = "problem", **context: Any) -> tuple[str, str]:
    email = compose(
        a_notification(template, **context),
        base_url="https://wingman.agency.example",
        agency_name="Harbour Web",
    )
    return email.text, email.html


class Text(HTMLParser):
    """What a reader of the HTML form sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hidden += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words += data.split()


def test_a_problem_says_what_where_since_when_and_what_to_do() -> None:
    text, html = letter()

    for form in (text, " ".join(Text(html).words)):
        assert "Flower Shop is offline" in form
        assert "Bloom & Sons" in form
        assert "WordPress could not reach its database." in form
        assert "23 November 2026, 09:41 UTC" in form
        assert "What to do" in form
        assert "Harbour Web" in form
    assert "https://wingman.agency.example/app/sites/019ab0a0-1f5e-7d31-8a52-6c3a2f1b9e77" in text
    assert 'href="https://wingman.agency.example/app/sites/019ab0a0' in html


def test_an_all_clear_says_how_long_it_lasted() -> None:
    text, html = letter("all_clear")

    for form in (text, " ".join(Text(html).words)):
        assert "Visitors can use the site again." in form
        assert "23 November 2026, 09:58 UTC" in form
        assert "17 minutes" in form
        assert "What to do" not in form


def test_what_a_site_says_about_itself_cannot_become_markup() -> None:
    nasty = '<script>alert(1)</script><img src=x onerror="x">'

    _, html = letter(
        kind="fatal_errors", site_name=nasty, client_name=nasty, detail={"last": nasty}
    )

    assert "script" not in Text(html).tags
    assert "img" not in Text(html).tags


def test_the_letter_has_a_dark_form_and_asks_for_nothing_from_outside() -> None:
    _, html = letter()

    assert "prefers-color-scheme: dark" in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "src=" not in html
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize("kind", ConditionKind)
@pytest.mark.parametrize("template", ["problem", "all_clear"])
def test_every_condition_has_its_words(kind: ConditionKind, template: str) -> None:
    text, html = letter(template, kind=kind.value, detail={})

    assert "None" not in text
    assert "None" not in " ".join(Text(html).words)


_OF_MONITORS = list(Reason)[list(Reason).index(Reason.STATUS_UNEXPECTED) :]


@pytest.mark.parametrize(
    "reason",
    [
        reason
        for reason in Reason
        if reason
        not in (
            Reason.ANSWERED,
            Reason.SLOW,
            Reason.CERTIFICATE_ENDS,
            Reason.ACCESS_DENIED,
            Reason.MAINTENANCE,
            Reason.ADDRESS_REFUSED,
            Reason.PROBE_BLIND,
            Reason.DOMAIN_UNKNOWN,
            Reason.SECRETS_SEALED,
        )
    ],
)
def test_every_reason_to_be_offline_has_its_sentence(reason: Reason) -> None:
    kind = "monitor_http" if reason in _OF_MONITORS else "site_offline"
    [(label, sentence)] = wording.figures(kind, {"reason": reason.value})

    assert label == "Reason"
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "1 minute"),
        (1, "1 minute"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (1500, "25 hours"),
        (4320, "3 days"),
    ],
)
def test_a_span_is_told_as_exactly_as_anybody_cares(minutes: int, words: str) -> None:
    end = BEGAN + dt.timedelta(minutes=minutes)

    assert wording.span(BEGAN.isoformat(), end.isoformat()) == words


def test_free_space_is_told_as_share_and_size() -> None:
    figures = wording.figures("disk_low", {"free_bytes": 1024**3, "total_bytes": 40 * 1024**3})

    assert figures == [("Free space", "1.0 GB of 40 GB (2%)")]


@pytest.mark.parametrize("junk", [{}, {"free_bytes": "x", "total_bytes": 1}, {"total_bytes": 0}])
def test_figures_that_make_no_sense_are_left_out(junk: dict[str, Any]) -> None:
    assert wording.figures("disk_low", junk) == []
