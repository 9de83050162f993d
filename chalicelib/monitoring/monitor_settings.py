"""What each kind of monitor may be set to; whoever writes it wrongly hears what is wrong. Pure."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    model_validator,
)

from chalicelib.adapters.dns_records import RecordKind
from chalicelib.adapters.http_fetcher import require_harmless
from chalicelib.adapters.http_target import (
    Target,
    UrlRefused,
    parse_target,
    require_ordinary,
    require_public,
)
from chalicelib.monitoring.errors import MonitorInvalid
from chalicelib.monitoring.json_rule import Compare, parse_json_path
from chalicelib.monitoring.keyword_rule import Wanted
from chalicelib.monitoring.monitor import MonitorKind
from chalicelib.monitoring.redirect_rule import Redirects
from chalicelib.monitoring.status_rule import parse_status_rule

# A domain's registry is asked once a day, whatever is wished.
DAY_SECONDS = 86_400
_SHORTEST_SECONDS, _LONGEST_SECONDS = 30, 3600
_SHORTEST_PERIOD, _LONGEST_PERIOD = 60, 31 * DAY_SECONDS
_HIGHEST_PORT = 65_535
# KMS seals so much at once.
MOST_SECRET_BYTES = 4096


def _status_rule(text: str) -> str:
    parse_status_rule(text)
    return text


def _json_path(text: str) -> str:
    if text:
        parse_json_path(text)
    return text


def _harmless(headers: dict[str, str]) -> dict[str, str]:
    try:
        require_harmless(headers)
    except UrlRefused as error:
        raise ValueError(str(error)) from None
    return headers


def _lower(text: str) -> str:
    return text.strip().lower()


type Short = Annotated[str, StringConstraints(max_length=200)]
type Headers = Annotated[dict[str, str], Field(max_length=20), AfterValidator(_harmless)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=2000)


class HttpSettings(_Settings):
    method: Literal["GET", "HEAD"] = "GET"
    headers: Headers = Field(default_factory=dict)
    expected_status: Annotated[Short, AfterValidator(_status_rule)] = "200-299"
    keyword: Short = ""
    keyword_wanted: Wanted = Wanted.PRESENT
    json_path: Annotated[Short, AfterValidator(_json_path)] = ""
    json_compare: Compare = Compare.EXISTS
    json_expected: Short = ""
    redirects: Redirects = Redirects.FOLLOWED
    redirect_to: str = ""
    warns_of_certificate: StrictBool = True

    @model_validator(mode="after")
    def _has_a_body_to_look_at(self) -> Self:
        if self.method == "HEAD" and (self.keyword or self.json_path):
            raise ValueError("an answer to HEAD has no body: ask by GET for a word or a value")
        return self


class TcpSettings(_Settings):
    pass


class DnsSettings(_Settings):
    record: RecordKind = RecordKind.A
    expected: Annotated[
        list[Annotated[str, StringConstraints(max_length=255), AfterValidator(_lower)]],
        Field(max_length=50),
    ] = Field(default_factory=list)
    """Empty: what the first look finds."""


class DomainSettings(_Settings):
    warn_days: Annotated[StrictInt, Field(ge=1, le=365)] = 30


class HeartbeatSettings(_Settings):
    grace_seconds: Annotated[StrictInt, Field(ge=60, le=_LONGEST_PERIOD)] = 300


type Settings = HttpSettings | TcpSettings | DnsSettings | DomainSettings | HeartbeatSettings

_BY_KIND: dict[MonitorKind, type[_Settings]] = {
    MonitorKind.HTTP: HttpSettings,
    MonitorKind.TCP: TcpSettings,
    MonitorKind.DNS: DnsSettings,
    MonitorKind.DOMAIN: DomainSettings,
    MonitorKind.HEARTBEAT: HeartbeatSettings,
}


class Secrets(_Settings):
    """What is sealed: headers of an HTTP monitor, and its user and password."""

    headers: Headers = Field(default_factory=dict)
    user: Short = ""
    password: Short = ""

    @property
    def names(self) -> list[str]:
        """What there is, without what it says."""
        return [*self.headers, *(["basic_auth"] if self.user or self.password else [])]


def checked_settings(kind: MonitorKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Complete, as they are kept. Raises MonitorInvalid, pointing at each that is wrong."""
    try:
        return _BY_KIND[kind].model_validate(dict(given)).model_dump(mode="json")
    except ValidationError as error:
        raise MonitorInvalid(
            [
                ("/".join(["settings", *map(str, problem["loc"])]), problem["msg"])
                for problem in error.errors(include_url=False, include_input=False)
            ]
        ) from None


def checked_secrets(kind: MonitorKind, given: Mapping[str, Any]) -> Secrets | None:
    """None when there are none. Raises MonitorInvalid, never repeating a secret."""
    try:
        secrets = Secrets.model_validate(dict(given))
    except ValidationError as error:
        raise MonitorInvalid(
            [
                (f"secrets/{problem['loc'][0] if problem['loc'] else ''}", problem["msg"])
                for problem in error.errors(include_url=False, include_input=False)
            ]
        ) from None
    if not secrets.names:
        return None
    if kind is not MonitorKind.HTTP:
        raise MonitorInvalid([("secrets", "only a monitor of kind http sends any")])
    if len(secrets.model_dump_json().encode()) > MOST_SECRET_BYTES:
        raise MonitorInvalid([("secrets", "together they must be shorter than 4 KB")])
    return secrets


def read_settings(kind: MonitorKind, kept: Mapping[str, Any]) -> Settings:
    """Our own writing, read again."""
    return _BY_KIND[kind].model_validate(kept)  # type: ignore[return-value] # by the table above


def checked_interval(kind: MonitorKind, seconds: int) -> int:
    if kind is MonitorKind.DOMAIN:
        return DAY_SECONDS
    shortest, longest = (
        (_SHORTEST_PERIOD, _LONGEST_PERIOD)
        if kind is MonitorKind.HEARTBEAT
        else (_SHORTEST_SECONDS, _LONGEST_SECONDS)
    )
    if not shortest <= seconds <= longest:
        raise MonitorInvalid(
            [("interval_seconds", f"must lie between {shortest} and {longest} seconds")]
        )
    # The loop ticks once a minute, and sends some batches half a minute later.
    if kind is not MonitorKind.HEARTBEAT and seconds % 60 and seconds != _SHORTEST_SECONDS:
        raise MonitorInvalid([("interval_seconds", "must be 30 seconds or whole minutes")])
    return seconds


def checked_address(
    kind: MonitorKind, address: str, port: int, *, demo_origins: frozenset[str]
) -> tuple[str, int]:
    """What will be asked: a URL, a host with its port, or a name. Raises MonitorInvalid."""
    if kind is MonitorKind.HEARTBEAT:
        return "", 0
    if kind is MonitorKind.TCP and not 0 < port <= _HIGHEST_PORT:
        raise MonitorInvalid([("port", f"must lie between 1 and {_HIGHEST_PORT}")])
    address = address.strip()
    try:
        if kind is MonitorKind.HTTP:
            target = parse_target(address)
            _require_public_place(target, demo_origins, any_port=False)
            return address, 0
        return _host(kind, address, port, demo_origins)
    except UrlRefused as error:
        raise MonitorInvalid([("address", f"{error}".capitalize() + ".")]) from None


def _host(kind: MonitorKind, host: str, port: int, demo_origins: frozenset[str]) -> tuple[str, int]:
    target = parse_target(f"http://{host.rstrip('.')}:{port or 80}/")
    if target.resource != "/":
        raise UrlRefused("not a host name")
    if kind is MonitorKind.TCP:
        _require_public_place(target, demo_origins, any_port=True)
        return target.host, port
    if target.address is not None or "." not in target.host:
        raise UrlRefused("not a public domain name")
    return target.host, 0


def _require_public_place(target: Target, demo_origins: frozenset[str], *, any_port: bool) -> None:
    if target.origin not in {parse_target(origin).origin for origin in demo_origins}:
        require_ordinary(target, any_port=any_port)
        if target.address:
            require_public([target.address])


def origin_of(kind: MonitorKind, address: str) -> str:
    """Where secrets of this monitor go."""
    return parse_target(address).origin if kind is MonitorKind.HTTP else ""
