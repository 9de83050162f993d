"""A channel: one way to tell people, and what goes by it. Pure."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from chalicelib.adapters.http_target import Target, UrlRefused, parse_target, require_ordinary
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.notifications.errors import TargetInvalid
from chalicelib.notifications.quiet_hours import QuietHours
from chalicelib.sites.model import Severity

# What a channel's target and signing secret are sealed for; the owner is `seal_owner`.
SEAL = "channel"
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+")
_SHOWN_DIGITS = 2


class ChannelKind(StrEnum):
    EMAIL = "email"
    SLACK = "slack"
    DISCORD = "discord"
    TEAMS = "teams"
    WEBHOOK = "webhook"
    SMS = "sms"


# Only the vendor's own hosts: a secret URL that leads elsewhere was mistyped or slipped in.
# A leading dot stands for any host below. Sources: docs.slack.dev (incoming webhooks, GovSlack),
# discord.com/developers (execute webhook), learn.microsoft.com (Power Automate: allowed addresses).
_HOSTS: dict[ChannelKind, tuple[str, ...]] = {
    ChannelKind.SLACK: ("hooks.slack.com", "hooks.slack-gov.com"),
    ChannelKind.DISCORD: (
        "discord.com",
        "discordapp.com",
        "canary.discord.com",
        "ptb.discord.com",
    ),
    ChannelKind.TEAMS: (".logic.azure.com", ".api.powerplatform.com"),
}
_PATHS = {
    ChannelKind.SLACK: re.compile(r"/services/.+"),
    ChannelKind.DISCORD: re.compile(r"/api/(?:v\d+/)?webhooks/\d+/.+"),
}


@dataclass(frozen=True)
class Route:
    """Which alerts go by a channel: of which client (None: all), from which severity on, when.

    At once, only when nobody has answered `after` so long, or collected for a digest.
    """

    client_id: uuid.UUID | None
    minimum_severity: Severity
    quiet_hours: QuietHours | None = None
    after: dt.timedelta | None = None
    repeats_every: dt.timedelta | None = None
    digest: DigestTime | None = None


@dataclass(frozen=True)
class Channel:
    """As people see it: the target itself is sealed and never shown."""

    id: uuid.UUID
    kind: ChannelKind
    name: str
    hint: str
    is_enabled: bool
    disabled_at: dt.datetime | None
    disabled_reason: str | None
    created_at: dt.datetime
    routes: tuple[Route, ...] = ()
    last_delivered_at: dt.datetime | None = None


@dataclass(frozen=True)
class SealedChannel:
    """As it is told by: whoever holds it can post nothing without the seal's key."""

    channel: Channel
    target: bytes = field(repr=False)
    secret: bytes | None = field(repr=False)


def seal_owner(channel_id: uuid.UUID, what: str) -> str:
    """Whose `what` ("target" or "secret") is sealed: neither opens as the other."""
    return f"{channel_id}:{what}"


def checked_target(kind: ChannelKind, text: str, *, demo_origins: Iterable[str] = ()) -> str:
    """The target as it will be used. Raises TargetInvalid, never repeating what was typed."""
    text = text.strip()
    if kind is ChannelKind.EMAIL:
        return _matching(_ADDRESS, text, "This is no e-mail address.")
    if kind is ChannelKind.SMS:
        bare = re.sub(r"[\s()./-]", "", text)
        return _matching(_E164, bare, "Write the number with + and its country code.")
    _refuse_wrong_url(kind, text, demo_origins)
    return text


def hint_of(kind: ChannelKind, target: str) -> str:
    """Enough to know a target by."""
    if kind is ChannelKind.EMAIL:
        name, _, host = target.rpartition("@")
        return f"{name[0]}…@{host}"
    if kind is ChannelKind.SMS:
        return f"{target[: 1 + _SHOWN_DIGITS]}…{target[-_SHOWN_DIGITS:]}"
    return parse_target(target).authority


def _matching(pattern: re.Pattern[str], text: str, otherwise: str) -> str:
    if not pattern.fullmatch(text):
        raise TargetInvalid(otherwise)
    return text


def _refuse_wrong_url(kind: ChannelKind, url: str, demo_origins: Iterable[str]) -> None:
    try:
        target = parse_target(url)
        if target.origin in {parse_target(origin).origin for origin in demo_origins}:
            return
        require_ordinary(target)
    except UrlRefused:
        raise TargetInvalid("This is no address of a public web server.") from None
    if target.scheme != "https":
        raise TargetInvalid("The address must begin with https://.")
    if not _is_vendors(kind, target):
        raise TargetInvalid(f"This is no webhook address of {kind.value.capitalize()}.")


def _is_vendors(kind: ChannelKind, target: Target) -> bool:
    hosts = _HOSTS.get(kind)
    if hosts is None:
        return True
    knows_host = any(
        target.host.endswith(host) if host.startswith(".") else target.host == host
        for host in hosts
    )
    path = _PATHS.get(kind)
    return knows_host and (path is None or path.fullmatch(target.resource) is not None)
