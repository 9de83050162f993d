"""What each kind of channel is sent, held against what its vendor publishes.

The golden files are read by people: run with WRITE_GOLDEN=1 to renew them, and look at the
difference. The rules beside them are the vendors' own; each names where it stands.
"""

import datetime as dt
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.notifications.kinds import discord, slack, sms, teams, webhook
from tests.unit.notifications.alerts import AT, HOSTILE, a_hostile_alert, a_message, an_alert

GOLDEN = Path(__file__).parent / "golden"
PAYLOADS = {
    "slack": slack.payload,
    "discord": discord.payload,
    "teams": teams.payload,
    "webhook": lambda alert: webhook.payload(alert, a_message().context),
}
ALERTS = [
    an_alert(),
    an_alert("all_clear"),
    an_alert("test"),
    a_hostile_alert(),
    a_hostile_alert(60),
]


@pytest.mark.parametrize("template", ["problem", "all_clear", "test"])
@pytest.mark.parametrize("kind", PAYLOADS)
def test_a_payload_is_as_it_was_looked_at(kind: str, template: str) -> None:
    shown = json.dumps(PAYLOADS[kind](an_alert(template)), indent=2, ensure_ascii=False) + "\n"
    path = GOLDEN / f"{kind}_{template}.json"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(shown)

    assert shown == path.read_text()


class TestSlack:
    """docs.slack.dev: "Blocks" (header, section, context), "Text object", "Incoming webhooks"."""

    @pytest.mark.parametrize("alert", ALERTS)
    def test_blocks_keep_the_published_limits(self, alert: Any) -> None:
        sent = slack.payload(alert)

        assert 1 <= len(sent["blocks"]) <= 50
        for block in sent["blocks"]:
            match block["type"]:
                case "header":
                    assert block["text"]["type"] == "plain_text"
                    assert len(block["text"]["text"]) <= 150
                case "section":
                    assert ("text" in block) != ("fields" in block)
                    assert 1 <= len(block.get("text", {"text": "x"})["text"]) <= 3000
                    fields = block.get("fields", [{"text": "x"}])
                    assert 1 <= len(fields) <= 10
                    assert all(1 <= len(field["text"]) <= 2000 for field in fields)
                case "context":
                    assert 1 <= len(block["elements"]) <= 10
                case other:
                    raise AssertionError(other)

    def test_nothing_from_outside_is_read_as_markup(self) -> None:
        """ "Formatting message text": only & < > are escaped, and only mrkdwn is interpreted."""
        sent = slack.payload(a_hostile_alert())

        read = [sent["text"], *(o["text"] for o in _objects(sent) if o.get("type") == "mrkdwn")]
        ours = "<https://wingman.agency.example/app/sites/"
        assert all("<" not in text.replace(ours, "").split("|")[0] for text in read)
        assert "&lt;!channel&gt; @everyone" in sent["text"]
        assert len([o for o in _objects(sent) if o.get("type") == "mrkdwn"]) == 1


class TestDiscord:
    """discord.com/developers: "Embed limits", "Execute webhook", "Allowed mentions object"."""

    @pytest.mark.parametrize("alert", ALERTS)
    def test_an_embed_keeps_the_published_limits(self, alert: Any) -> None:
        sent = discord.payload(alert)

        assert len(sent["content"]) <= 2000
        [embed] = sent["embeds"]
        fields = embed["fields"]
        assert 1 <= len(embed["title"]) <= 256
        assert 1 <= len(embed["description"]) <= 4096
        assert len(fields) <= 25
        assert all(1 <= len(field["name"]) <= 256 for field in fields)
        assert all(1 <= len(field["value"]) <= 1024 for field in fields)
        texts = [embed["title"], embed["description"], embed["footer"]["text"]]
        texts += [text for field in fields for text in (field["name"], field["value"])]
        assert sum(map(len, texts)) <= 6000
        assert 0 <= embed["color"] <= 0xFFFFFF
        assert dt.datetime.fromisoformat(embed["timestamp"]).tzinfo

    def test_nobody_is_mentioned_and_no_markdown_is_read(self) -> None:
        sent = discord.payload(a_hostile_alert())

        assert sent["allowed_mentions"] == {"parse": []}
        assert sent["content"] == ""
        [embed] = sent["embeds"]
        for text in (embed["title"], *(field["value"] for field in embed["fields"])):
            assert re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>@]", text) is None, text

    def test_a_cut_leaves_no_lone_backslash(self) -> None:
        [embed] = discord.payload(an_alert(site_name="*" * 400))["embeds"]

        assert embed["title"].endswith("…")
        assert len(re.search(r"\\*…$", embed["title"])[0]) % 2 == 1


class TestTeams:
    """learn.microsoft.com: "Create incoming webhooks with Workflows"; adaptivecards.io, 1.4."""

    TYPES = frozenset({"RichTextBlock", "TextRun", "AdaptiveCard", "Action.OpenUrl"})
    COLOURS = frozenset({"default", "dark", "light", "accent", "good", "warning", "attention"})

    @pytest.mark.parametrize("alert", ALERTS)
    def test_the_envelope_is_the_one_that_workflows_take(self, alert: Any) -> None:
        sent = teams.payload(alert)

        assert set(sent) == {"type", "attachments"}
        assert sent["type"] == "message"
        [attachment] = sent["attachments"]
        assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
        card = attachment["content"]
        assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
        # "Format cards in Teams": a message is at most 28 KB.
        assert len(json.dumps(sent).encode()) <= 28_000

    @pytest.mark.parametrize("alert", ALERTS)
    def test_every_element_is_one_of_the_schema(self, alert: Any) -> None:
        card = teams.payload(alert)["attachments"][0]["content"]

        for found in _objects(card):
            assert found["type"] in self.TYPES
            if found["type"] == "TextRun":
                assert isinstance(found["text"], str)
                assert found.get("color", "default") in self.COLOURS
                assert found.get("size", "default") in {"default", "small", "large"}
                assert found.get("weight", "default") in {"default", "bolder"}
            if found["type"] == "RichTextBlock":
                assert found["inlines"]
        assert card["actions"][0]["url"].startswith("https://")

    def test_what_could_be_markup_stands_where_none_is_read(self) -> None:
        """adaptivecards.io, "Text features": TextBlock and FactSet read Markdown, TextRun does not.

        A mention needs an entity in `msteams`, and there is none.
        """
        card = teams.payload(a_hostile_alert())["attachments"][0]["content"]

        assert "msteams" not in card
        assert {o["type"] for o in _objects(card)} == self.TYPES


class TestWebhook:
    """standardwebhooks.com, specification 1.0.0."""

    def test_the_signature_of_the_published_vector(self) -> None:
        """The vector that the reference libraries test themselves with."""
        found = webhook.signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
            at=dt.datetime.fromtimestamp(1614265330, dt.UTC),
            body=b'{"test": 2432232314}',
        )

        assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    def test_a_secret_has_the_published_form_and_length(self) -> None:
        """ "Signature scheme": 24 to 64 random bytes, base64, prefixed with whsec_."""
        secret = webhook.new_secret(bytes(webhook.SECRET_BYTES))

        assert secret.startswith("whsec_")
        assert 24 <= webhook.SECRET_BYTES <= 64

    def test_headers_and_payload_have_the_recommended_members(self) -> None:
        secret = webhook.new_secret(bytes(32))
        sent = webhook.headers(secret, message_id="msg_1", at=AT, body=b"{}")
        assert set(sent) == {"webhook-id", "webhook-timestamp", "webhook-signature"}
        assert sent["webhook-timestamp"] == str(int(AT.timestamp()))

        payload = webhook.payload(an_alert(), a_message().context)
        assert set(payload) == {"type", "timestamp", "data"}
        assert re.fullmatch(r"[a-zA-Z0-9_.]+", payload["type"])


class TestSms:
    """3GPP TS 23.038 (the alphabet) and 23.040 (parts)."""

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("x" * 160, 1),
            ("x" * 161, 2),
            ("x" * 306, 2),
            ("x" * 307, 3),
            ("€" * 80, 1),  # two places each
            ("€" * 81, 2),
            ("x" * 159 + "ё", 3),
            ("ё" * 70, 1),
            ("ё" * 71, 2),
            ("ё" * 134, 2),
            ("ё" * 135, 3),
            ("🔥" * 35, 1),  # two places each in UTF-16
            ("🔥" * 36, 2),
        ],
    )
    def test_texts_are_counted_as_phones_do(self, text: str, parts: int) -> None:
        assert sms.parts(text) == parts

    @pytest.mark.parametrize("alert", ALERTS)
    def test_a_text_has_two_parts_at_most_and_keeps_its_link(self, alert: Any) -> None:
        text = sms.text(alert)

        assert sms.parts(text) <= 2
        assert text.endswith(alert.link)

    def test_an_ordinary_alert_is_one_part(self) -> None:
        assert sms.text(an_alert()).startswith("Flower Shop is offline\n")
        assert sms.parts(sms.text(an_alert())) == 1


def test_no_line_break_of_a_site_reaches_anybody() -> None:
    assert "\n" in HOSTILE
    alert = a_hostile_alert()

    assert "\n" not in alert.title
    assert not any("\n" in value for _, value in alert.facts)


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    """Every object that names its type, however deep."""
    if isinstance(document, dict):
        if "type" in document:
            yield document
        for value in document.values():
            yield from _objects(value)
    elif isinstance(document, list):
        for value in document:
            yield from _objects(value)
