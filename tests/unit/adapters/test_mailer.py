"""How a letter is put together."""

from email import message_from_bytes
from email.policy import default

from chalicelib.adapters.mailer import Email, compose

LETTER = Email(
    key="019ab0a1",
    recipient="alice@agency.example",
    subject="Blümchen is offline",
    text="Ü: " + "a long line " * 40,
    html="<p>Ü &amp; more</p>",
)


def test_a_letter_survives_the_wire() -> None:
    wire = compose(LETTER, sender="wingman@agency.example", sender_name="Häfen & Söhne").as_bytes()

    read = message_from_bytes(wire, policy=default)
    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == LETTER.text.strip()
    assert html.get_content().strip() == LETTER.html
    assert read["Subject"] == "Blümchen is offline"
    assert read["From"].addresses[0].display_name == "Häfen & Söhne"
    assert read["Message-ID"] == "<019ab0a1@agency.example>"
    assert max(len(line) for line in wire.split(b"\r\n")) <= 998
    assert wire.isascii()


def test_a_subject_cannot_smuggle_in_a_header() -> None:
    sly = Email(**{**LETTER.__dict__, "subject": "Shop\r\nBcc: eve@example.com\r\n is offline"})

    read = compose(sly, sender="wingman@agency.example", sender_name="Agency")

    assert read["Bcc"] is None
    assert read["Subject"] == "Shop Bcc: eve@example.com is offline"
