"""Monitors: their secrets go in and never come out again."""

import uuid
from typing import Annotated, Any

from pydantic import Field, SecretStr, StrictInt, StringConstraints

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Changes, In, Instant, Line, Out
from chalicelib.monitoring.monitor import MonitorKind
from chalicelib.monitoring.try_report import TriedPhases
from chalicelib.sites.model import SiteStatus

type Address = Annotated[
    str,
    StringConstraints(max_length=2048),
    Field(description="A URL (http), a host (tcp), a name (dns, domain); a heartbeat has none"),
]
type Seconds = Annotated[
    StrictInt,
    Field(
        ge=30,
        le=2_678_400,
        description="30, or whole minutes up to an hour; of a heartbeat its period, up to 31 days."
        " A domain is asked for once a day, whatever is said here.",
    ),
]
type Port = Annotated[StrictInt, Field(ge=0, le=65_535, description="Of a monitor of kind tcp")]
type Settings = Annotated[
    dict[str, Any],
    Field(max_length=20, description="By kind; see docs/monitors.md. What is left out is usual."),
]


class SecretsIn(In):
    """Sealed for the address they are sent to, and never shown again."""

    headers: Annotated[dict[str, SecretStr], Field(max_length=20)] = Field(default_factory=dict)
    user: SecretStr = SecretStr("")
    password: SecretStr = SecretStr("")

    def revealed(self) -> dict[str, Any]:
        """As the room seals it."""
        return {
            "headers": {name: value.get_secret_value() for name, value in self.headers.items()},
            "user": self.user.get_secret_value(),
            "password": self.password.get_secret_value(),
        }


class _Asked(In):
    kind: MonitorKind
    address: Address = ""
    port: Port = 0
    interval_seconds: Seconds = 60
    settings: Settings = Field(default_factory=dict)
    secrets: SecretsIn = SecretsIn()


class MonitorCreate(_Asked):
    name: Line
    site_id: Annotated[uuid.UUID | None, Field(description="Whose site it belongs to")] = None
    client_id: Annotated[
        uuid.UUID | None, Field(description="Needed where it belongs to no site")
    ] = None


class MonitorTry(_Asked):
    monitor_id: Annotated[
        uuid.UUID | None,
        Field(description="Use the secrets that are kept of this monitor, at the same address"),
    ] = None


class MonitorUpdate(Changes):
    name: Line = ""
    address: Address = ""
    port: Port = 0
    interval_seconds: Seconds = 60
    settings: Settings = Field(default_factory=dict)
    secrets: Annotated[
        SecretsIn, Field(description="Takes the place of all that were kept; empty: none any more")
    ] = SecretsIn()


class MonitorQuery(PageQuery):
    site_id: uuid.UUID | None = None
    client_id: uuid.UUID | None = None
    kind: MonitorKind | None = None
    status: SiteStatus | None = None


class MonitorOut(Out):
    id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    site_id: uuid.UUID | None
    site_name: str | None
    name: str
    kind: MonitorKind
    interval_seconds: int
    address: str
    port: int
    settings: dict[str, Any]
    secret_names: Annotated[
        list[str], Field(description="Names of sealed headers; `basic_auth` for user and password")
    ]
    has_ping_url: bool
    is_paused: bool
    status: SiteStatus
    status_reason: str
    status_detail: str
    status_since: Instant
    checked_at: Instant | None
    facts: Annotated[
        dict[str, Any], Field(description="What looks have learned: `records`, `ends_at`, `domain`")
    ]
    created_at: Instant


class PingUrlOut(Out):
    """Shown once; the address before it is dead within seconds."""

    url: str


class CertificateOut(Out):
    ends_at: Instant
    issuer: str
    names: list[str]


class TryReportOut(Out):
    status: SiteStatus
    reason: str
    detail: str
    failed_rule: Annotated[str, Field(description="The setting that is broken; empty when none is")]
    url: str
    address: str
    status_code: int | None
    response_ms: int | None
    phases: TriedPhases | None
    certificate: CertificateOut | None
    headers: dict[str, str]
    body: Annotated[str, Field(description="Its first 2 KB")]
    is_cut: bool
    facts: dict[str, Any]


class TryOut(Out):
    """Without a report the look is still under way."""

    id: uuid.UUID
    report: TryReportOut | None
