"""E-mail and text messages, the same on every cloud."""

import pytest

from chalicelib.adapters.mailer import ONE_TRY, Email, MailNotTaken, SesMailer
from chalicelib.adapters.sms import PhoneNumberInvalid, SnsSmsSender
from tests.contract.adapters.clouds import Cloud

SENDER = "wingman@agency.example"


@pytest.fixture
def mailer(cloud: Cloud) -> SesMailer:
    client = cloud.client("ses", config=ONE_TRY)
    client.verify_email_identity(EmailAddress=SENDER)
    return SesMailer(client, sender=SENDER, sender_name="Häfen & Söhne")


def test_a_letter_arrives_whole(cloud: Cloud, mailer: SesMailer, name: str) -> None:
    letter = Email(
        key=name,
        recipient=f"{name}@agency.example",
        subject=f"Blümchen {name} is offline",
        text="Grüße. " * 100,
        html="<h1>Grüße</h1>",
    )

    assert mailer.send(letter)

    [arrived] = [mail for mail in cloud.letters() if mail.recipient == letter.recipient]
    assert arrived.subject == letter.subject
    assert arrived.text.strip() == letter.text.strip()
    assert arrived.html.strip() == letter.html


def test_a_letter_that_ses_shall_tell_of_arrives_as_any_other(cloud: Cloud, name: str) -> None:
    client = cloud.client("ses", config=ONE_TRY)
    client.verify_email_identity(EmailAddress=SENDER)
    told_of = SesMailer(client, sender=SENDER, sender_name="Bay", configuration_set="mail")

    told_of.send(
        Email(
            key=name,
            recipient=f"{name}@told.example",
            subject="Hello",
            text="Hello.",
            html="<p>Hello.</p>",
            tags={"notification": name},
        )
    )

    assert [mail.subject for mail in cloud.letters() if name in mail.recipient] == ["Hello"]


def test_a_text_arrives(cloud: Cloud) -> None:
    assert SnsSmsSender(cloud.client("sns")).send("+491701234567", "Shop is offline")

    assert cloud.texts("+491701234567") == ["Shop is offline"]


def test_a_long_text_is_cut(cloud: Cloud) -> None:
    SnsSmsSender(cloud.client("sns")).send("+491707654321", "x" * 1000)

    [text] = cloud.texts("+491707654321")
    assert len(text) == 320
    assert text.endswith("…")


@pytest.mark.parametrize("number", ["0170 1234567", "+49 170 1234567", "", "+0123", "arn:aws:sns"])
def test_a_number_that_is_not_international_is_refused(cloud: Cloud, number: str) -> None:
    with pytest.raises(PhoneNumberInvalid):
        SnsSmsSender(cloud.client("sns")).send(number, "hello")


def test_a_sender_that_is_not_verified_is_told_by_its_code(cloud: Cloud, name: str) -> None:
    if cloud.name != "moto":
        pytest.skip("takes letters of any sender")
    mailer = SesMailer(
        cloud.client("ses", config=ONE_TRY), sender=f"{name}@nowhere.example", sender_name="x"
    )
    letter = Email(key=name, recipient="a@agency.example", subject="x", text="x", html="x")

    with pytest.raises(MailNotTaken, match="MessageRejected"):
        mailer.send(letter)
