"""Everything the environment decides, read once and checked: the only reader of os.environ."""

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

_ONLY_REGION = "home"


class Stage(StrEnum):
    LOCAL = "local"
    DEV = "dev"
    STAGING = "staging"
    PRODUCTION = "production"


class BadSetting(Exception):
    """A setting is missing or wrong: the process must not start."""


@dataclass(frozen=True)
class Settings:
    """One deployment's settings; `.env.example` describes each variable."""

    stage: Stage
    base_url: str
    agency_name: str
    database_host: str
    database_port: int
    database_name: str
    database_auth: str
    queue_base_url: str
    table_prefix: str
    bucket_prefix: str
    mail_from: str
    mail_configuration_set: str
    alarm_topic: str
    signer: str
    signer_key_ids: tuple[str, ...]
    root_public_key: str
    anchor_key_id: str
    seal_key_id: str
    demo_origins: frozenset[str]
    demo_name_server: str
    demo_authority: str
    region: str
    probe_regions: tuple[str, ...]
    is_unplugged: bool
    cors_origins: frozenset[str]
    origin_secret_sha256: str
    log_level: str

    @property
    def is_local(self) -> bool:
        return self.stage is Stage.LOCAL


@cache
def load() -> Settings:
    """The settings of this process. Raises BadSetting naming the variable that is wrong."""
    return read(dict(os.environ))


def read(environment: dict[str, str]) -> Settings:
    """Settings from a mapping of environment variables; unset ones have local defaults."""

    def value(name: str, default: str = "") -> str:
        return environment.get(f"WINGMAN_{name}", default).strip()

    stage = _stage(value("STAGE", "local"))
    prefix = f"wingman-{stage.value}-"
    settings = Settings(
        stage=stage,
        base_url=_origin("BASE_URL", value("BASE_URL", "http://127.0.0.1:8000")),
        agency_name=value("AGENCY_NAME", "Your agency"),
        database_host=value("DATABASE_HOST", "127.0.0.1"),
        database_port=_port(value("DATABASE_PORT", "5432")),
        database_name=value("DATABASE_NAME", "wingman"),
        database_auth=_one_of("DATABASE_AUTH", value("DATABASE_AUTH", "none"), "none", "iam"),
        queue_base_url=value("QUEUE_BASE_URL", f"http://127.0.0.1:4566/000000000000/{prefix}"),
        table_prefix=value("TABLE_PREFIX", prefix),
        bucket_prefix=value("BUCKET_PREFIX", f"{prefix}000000000000-"),
        mail_from=value("MAIL_FROM", "wingman@agency.example"),
        mail_configuration_set=value("MAIL_CONFIGURATION_SET"),
        alarm_topic=value("ALARM_TOPIC"),
        signer=_one_of("SIGNER", value("SIGNER", "local"), "local", "kms"),
        signer_key_ids=tuple(filter(None, value("SIGNER_KEY_ID").split(","))),
        root_public_key=_key("ROOT_PUBLIC_KEY", value("ROOT_PUBLIC_KEY")),
        anchor_key_id=value("ANCHOR_KEY_ID"),
        seal_key_id=value("SEAL_KEY_ID"),
        demo_origins=frozenset(filter(None, value("DEMO_ORIGINS").split(","))),
        demo_name_server=value("DEMO_NAME_SERVER"),
        demo_authority=value("DEMO_AUTHORITY"),
        region=(value("REGION") or _ONLY_REGION),
        probe_regions=_regions(value("PROBE_REGIONS"), own=(value("REGION") or _ONLY_REGION)),
        is_unplugged=_one_of("UNPLUGGED", value("UNPLUGGED", "no"), "yes", "no") == "yes",
        cors_origins=_cors_origins(value("CORS_ORIGINS"), is_local=stage is Stage.LOCAL),
        origin_secret_sha256=_digest("ORIGIN_SECRET_SHA256", value("ORIGIN_SECRET_SHA256")),
        log_level=value("LOG_LEVEL", "INFO"),
    )
    _refuse_local_shortcuts_elsewhere(settings)
    return settings


def _refuse_local_shortcuts_elsewhere(settings: Settings) -> None:
    if settings.is_local:
        return
    if settings.demo_origins:
        raise BadSetting(
            "WINGMAN_DEMO_ORIGINS opens loopback addresses: only the local stage may set it."
        )
    if settings.demo_name_server or settings.demo_authority:
        raise BadSetting(
            "WINGMAN_DEMO_NAME_SERVER and WINGMAN_DEMO_AUTHORITY make us believe names and"
            " certificates of this machine: only the local stage may set them."
        )
    if settings.is_unplugged:
        raise BadSetting(
            "WINGMAN_UNPLUGGED makes a region see nothing: only the local stage may set it."
        )
    if settings.signer != "kms":
        raise BadSetting("WINGMAN_SIGNER must be kms outside the local stage.")
    if settings.database_auth != "iam":
        raise BadSetting("WINGMAN_DATABASE_AUTH must be iam outside the local stage.")
    if urlsplit(settings.base_url).scheme != "https":
        raise BadSetting("WINGMAN_BASE_URL must be an https origin outside the local stage.")


def _stage(name: str) -> Stage:
    try:
        return Stage(name)
    except ValueError:
        raise BadSetting(f"WINGMAN_STAGE is {name!r}; it must be one of {[*Stage]}.") from None


def _origin(name: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise BadSetting(f"WINGMAN_{name} is {url!r}; it must be an origin like https://host.")
    return url.rstrip("/")


def _key(name: str, text: str) -> str:
    """A public key in base64; a weak or misspelt one must not get as far as a site."""
    if not text:
        return ""
    from chalicelib.kit import envelope  # loads a library that most functions never need

    if not envelope.is_public_key(text):
        raise BadSetting(f"WINGMAN_{name} must be the base64 of a 32-byte Ed25519 public key.")
    return text


def _cors_origins(text: str, *, is_local: bool) -> frozenset[str]:
    """Whole origins only: no star, no path, and plain http at most on a developer's machine."""
    origins = frozenset(filter(None, (part.strip() for part in text.split(","))))
    for origin in origins:
        parts = urlsplit(origin)
        is_whole = _origin("CORS_ORIGINS", origin) == f"{parts.scheme}://{parts.netloc}"
        is_safe = parts.scheme == "https" or is_local
        if not is_whole or not is_safe or "*" in origin or "@" in origin or origin.endswith("/"):
            raise BadSetting(
                f"WINGMAN_CORS_ORIGINS holds {origin!r}; each must be an origin like https://host."
            )
    return origins


def _regions(text: str, *, own: str) -> tuple[str, ...]:
    """The regions that look, home first; only one when none is named."""
    names = tuple(filter(None, (part.strip() for part in text.split(",")))) or (own,)
    if own not in names or not all(re.fullmatch(r"[a-z0-9-]{1,32}", name) for name in names):
        raise BadSetting(
            f"WINGMAN_PROBE_REGIONS is {text!r}; it must be names like eu-west-1 by commas, "
            f"with {own!r} (WINGMAN_REGION) among them."
        )
    return names


def _digest(name: str, text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-f]{64}", text):
        raise BadSetting(f"WINGMAN_{name} must be a SHA-256 in lower-case hex, or empty.")
    return text


def _port(text: str) -> int:
    if not text.isdigit():
        raise BadSetting(f"WINGMAN_DATABASE_PORT is {text!r}; it must be a number.")
    return int(text)


def _one_of(name: str, value: str, *allowed: str) -> str:
    if value not in allowed:
        raise BadSetting(f"WINGMAN_{name} is {value!r}; it must be one of {allowed}.")
    return value
