"""Letters about accounts: in the reader's language, with a link that no log can see."""

import base64
import string
import uuid
from typing import Any

import pytest

from chalicelib.adapters.mailer import Email
from chalicelib.adapters.sealer import LocalSealer, SealBroken
from chalicelib.events.notifications import LINK_SEAL, NotificationRequested
from chalicelib.identity.mails import Notice
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications.account_words import LANGUAGES, Letter, words_of
from chalicelib.notifications.composing import compose
from chalicelib.notifications.service import deliver
from tests.fakes.in_memory_delivery_log import InMemoryDeliveryLog
from tests.fakes.recording_mailer import RecordingMailer
from tests.unit.notifications.test_composing import BEGAN, Text

ID = uuid.UUID("019ab0a1-7c2f-7a1b-8d3e-7f6a5b4c3d2e")
BASE = "https://wingman.agency.example"
SECRET = "k3Jx-_secretOf256Bits"
SEALER = LocalSealer(bytes(32))


def a_message(template: str, **context: Any) -> NotificationRequested:
    known = {
        "invitation": {
            "invited_by": "Alice Miller",
            "client_name": "Bloom & Sons",
            "role_name": "client",
            "app": "portal",
            "expires_at": BEGAN.isoformat(),
        },
        "password_reset": {"name": "Bob", "app": "app", "expires_at": BEGAN.isoformat()},
        "email_change": {"name": "Bob", "app": "app", "expires_at": BEGAN.isoformat()},
        "security_notice": {
            "kind": "password_changed",
            "name": "Bob",
            "at": BEGAN.isoformat(),
            "address": "203.0.113.7",
            "device": "Firefox on Linux",
            "detail": "",
        },
    }
    return NotificationRequested(
        notification_id=ID,
        recipient="bob@example.com",
        template=template,
        context={"locale": "en", **known[template], **context},
    )


def letter(template: str, **context: Any) -> Email:
    return compose(
        a_message(template, **context), base_url=BASE, agency_name="Harbour Web", secret=SECRET
    )


def forms(email: Email) -> tuple[str, str]:
    """What a reader sees of either form, with all space made one."""
    return " ".join(email.text.split()), " ".join(Text(email.html).words)


@pytest.mark.parametrize(
    ("template", "app", "page"),
    [
        ("invitation", "app", "welcome"),
        ("invitation", "portal", "welcome"),
        ("password_reset", "app", "reset"),
        ("password_reset", "portal", "reset"),
        ("email_change", "portal", "confirm-email"),
    ],
)
def test_the_secret_stands_behind_the_hash_where_no_server_sees_it(
    template: str, app: str, page: str
) -> None:
    email = letter(template, app=app)

    link = f"{BASE}/{app}/{page}#{SECRET}"
    assert f"\n{link}\n" in email.text
    assert f'href="{link}"' in email.html
    assert email.text.count(SECRET) == email.html.count(SECRET) == 1
    assert SECRET not in email.subject


def test_an_invitation_says_who_asks_whom_to_what_and_how_long() -> None:
    for form in forms(letter("invitation")):
        assert "Harbour Web invites you to WP Wingman" in form
        assert "Alice Miller of Harbour Web" in form
        assert "how the websites of Bloom & Sons are doing" in form
        assert "opens once, until 23 November 2026, 09:41 UTC" in form
        assert "do nothing" in form


@pytest.mark.parametrize(
    ("role", "words"), [("admin", "You will be an admin"), ("support", "part of the support")]
)
def test_staff_are_told_their_role(role: str, words: str) -> None:
    for form in forms(letter("invitation", role_name=role, client_name="", app="app")):
        assert words in form


def test_german_readers_get_german_letters() -> None:
    invited = letter("invitation", locale="de")
    changed = letter("security_notice", locale="de")

    assert invited.subject == "Harbour Web lädt Sie zu WP Wingman ein"
    assert '<html lang="de">' in invited.html
    for form in forms(invited):
        assert "bis zum 23. November 2026, 09:41 UTC" in form
        assert "Einladung annehmen" in form
    for form in forms(changed):
        assert "Guten Tag Bob," in form
        assert "Waren Sie das nicht?" in form


def test_who_no_longer_has_a_name_was_an_admin() -> None:
    assert "An admin of Harbour Web" in forms(letter("invitation", invited_by=""))[0]


@pytest.mark.parametrize("locale", ["en-GB", "fr", "", "DE-at"])
def test_a_language_that_we_do_not_speak_is_english(locale: str) -> None:
    spoken = LANGUAGES["de"] if locale.lower().startswith("de") else LANGUAGES["en"]
    assert words_of(locale) is spoken


def test_a_notice_says_what_when_from_where_and_what_to_do() -> None:
    for form in forms(letter("security_notice")):
        assert "Your password was changed" in form
        assert "23 November 2026, 09:41 UTC" in form
        assert "203.0.113.7" in form
        assert "Firefox on Linux" in form
        assert "If this was not you" in form


def test_what_is_not_known_is_not_told() -> None:
    email = letter("security_notice", address="", device="")

    assert "From the address" not in email.text
    assert "None" not in email.text


def test_who_only_holds_an_address_has_nothing_to_undo() -> None:
    assert "not you" not in letter("security_notice", kind="address_in_use").text


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("kind", Notice)
def test_every_notice_has_its_words_in_every_language(kind: Notice, locale: str) -> None:
    email = letter("security_notice", kind=kind.value, locale=locale, detail="My phone")

    for form in forms(email):
        assert "{" not in form
        assert "None" not in form
        assert email.subject in form


def test_every_language_fills_in_the_same_names() -> None:
    def names(letter: Letter) -> set[str]:
        texts = (letter.subject, *letter.lines, *letter.notes, letter.button)
        return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}

    english = LANGUAGES["en"]
    for words in LANGUAGES.values():
        assert words.notices.keys() == english.notices.keys() == set(Notice)
        assert words.facts.keys() == english.facts.keys()
        assert words.roles.keys() == english.roles.keys()
        assert len(words.months) == 12
        for kind, its_letter in words.letters.items():
            assert names(its_letter) == names(english.letters[kind])


def test_a_name_cannot_become_markup_nor_another_header() -> None:
    nasty = '<script>alert(1)</script><img src=x onerror="x">'

    email = letter("invitation", invited_by=nasty, client_name=nasty)

    assert not {"script", "img"} & set(Text(email.html).tags)
    assert "\n" not in email.subject


def test_a_name_with_braces_stays_a_name() -> None:
    assert "{agency}" in forms(letter("invitation", invited_by="{agency}"))[0]


class TestSealed:
    def deliver(self, message: NotificationRequested) -> list[Email]:
        mailer = RecordingMailer()
        deliver(
            message,
            deliveries=InMemoryDeliveryLog(FixedClock(BEGAN)),
            mailer=mailer,
            sealer=SEALER,
            base_url=BASE,
            agency_name="Harbour Web",
        )
        return mailer.letters

    def sealed_for(self, owner: uuid.UUID, purpose: str = LINK_SEAL) -> str:
        sealed = SEALER.seal(SECRET.encode(), purpose=purpose, owner=str(owner))
        return base64.b64encode(sealed).decode()

    def test_the_secret_is_opened_on_the_last_step(self) -> None:
        message = a_message("password_reset", sealed_token=self.sealed_for(ID))

        assert SECRET not in message.model_dump_json()
        [email] = self.deliver(message)
        assert f"/app/reset#{SECRET}" in email.text

    def test_a_secret_of_another_letter_stays_sealed(self) -> None:
        for sealed in (self.sealed_for(uuid.uuid4()), self.sealed_for(ID, "totp")):
            with pytest.raises(SealBroken):
                self.deliver(a_message("password_reset", sealed_token=sealed))
