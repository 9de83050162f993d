"""Calls from the plugin. Each is signed: the signature is checked before anything is read."""

import uuid
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint
from pydantic import BaseModel, ValidationError

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api.endpoint import endpoint
from chalicelib.api.errors import InvalidBody, UnsupportedMediaType
from chalicelib.api.incoming import Incoming, parse_json
from chalicelib.api.schemas.wp import (
    Accepted,
    ConnectAnswer,
    ConnectMessage,
    DailyReportMessage,
    PlatformKeyOut,
    PullAnswer,
    PullMessage,
    ResultAnswer,
    ResultMessage,
    SiteMessage,
    SnapshotAnswer,
    SnapshotMessage,
)
from chalicelib.audit import service as audit
from chalicelib.audit.model import Speaker
from chalicelib.identity.model import Permission
from chalicelib.kit import envelope
from chalicelib.kit.clock import unix
from chalicelib.kit.lazy import lazily
from chalicelib.kit.text import storable
from chalicelib.sites import commanding, pairing, platform_keys, proving, receiving
from chalicelib.sites.errors import MalformedMessage, SignatureInvalid
from chalicelib.sites.model import SNAPSHOT_INTERVAL, ConnectedSite, Connection

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import watching
else:
    watching = lazily("chalicelib.monitoring.watching")

blueprint = Blueprint(__name__)

_SNAPSHOT_SECONDS = int(SNAPSHOT_INTERVAL.total_seconds())
_SOON_SECONDS = 5
_KEY_SCHEME = "bearer "


@endpoint(
    blueprint,
    "POST",
    "/api/v1/wp/connect",
    requires=Permission.SITE,
    reads=ConnectMessage,
    answers=ConnectAnswer,
    status=201,
    audits="site.connect",
    summary="Pair a WordPress with its site, by a one-time code",
)
def connect(uow: "UnitOfWork", incoming: Incoming) -> ConnectAnswer:
    body = _json_body(incoming)
    message, _ = _read(ConnectMessage, body)
    public_key = envelope.strict_base64(message.public_key) or b""
    # The key proves itself: whoever sends it can sign with it.
    if not envelope.verify(public_key, envelope.CONNECT, body, _signature(incoming)):
        raise SignatureInvalid
    platform = settings.load()
    receiving.check_audience(audience=message.aud, platform=platform.base_url)
    receiving.check_freshness(uow, sent_at=message.sent_at)
    welcome = pairing.connect(
        uow,
        pairing.Introduction(
            code=message.code,
            home_url=message.home_url,
            public_key=public_key,
            plugin_version=message.plugin_version,
            wordpress_version=message.wordpress_version,
            php_version=message.php_version,
        ),
    )
    # Watched again when the site's own address has answered (see record_proof).
    watching.watch_sites(uow, [welcome.site_id])
    audit.record(
        uow,
        _speaker(incoming, message.home_url),
        action="site.connect",
        object_kind="site",
        object_id=welcome.site_id,
        client_id=welcome.client_id,
        after={"home_url": message.home_url},
    )
    root = bootstrap.root_public_key()
    current = platform_keys.find_current(uow, root)
    return ConnectAnswer(
        site_id=welcome.site_id,
        site_key=welcome.site_key,
        aud=platform.base_url,
        client_name=welcome.client_name,
        agency_name=platform.agency_name,
        platform_keys=[
            PlatformKeyOut.of(key.kid, key.public_key) for key in platform_keys.pinned_keys(uow)
        ],
        root_key=PlatformKeyOut(**platform_keys.root_arguments(root)) if root else None,
        key_list=current.document if current else None,
        snapshot_interval_seconds=_SNAPSHOT_SECONDS,
        next_seq=welcome.next_seq,
        server_time=unix(uow.clock.now()),
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/wp/monitor",
    requires=Permission.SITE,
    reads=SnapshotMessage,
    answers=SnapshotAnswer,
    status=202,
    summary="Take a site's hourly snapshot",
)
def receive_snapshot(uow: "UnitOfWork", incoming: Incoming) -> SnapshotAnswer:
    body = _json_body(incoming)
    site = _signer(uow, incoming, envelope.SNAPSHOT, body)
    message, sent = _read_from(uow, site, SnapshotMessage, body)
    receipt = receiving.receive_snapshot(uow, site, message.to_snapshot(sent))
    return SnapshotAnswer(
        inventory_needed=receipt.inventory_needed, next_in_seconds=_SNAPSHOT_SECONDS
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/wp/daily-report",
    requires=Permission.SITE,
    reads=DailyReportMessage,
    answers=Accepted,
    status=202,
    summary="Take a site's report of a day",
)
def receive_daily_report(uow: "UnitOfWork", incoming: Incoming) -> Accepted:
    body = _json_body(incoming)
    site = _signer(uow, incoming, envelope.DAILY_REPORT, body)
    message, _ = _read_from(uow, site, DailyReportMessage, body)
    receiving.receive_daily_report(uow, site, message.to_report())
    return Accepted()


@endpoint(
    blueprint,
    "GET",
    "/api/v1/wp/commands",
    requires=Permission.SITE,
    answers=PullAnswer,
    summary="Hand a site the commands that wait for it",
)
def deliver_commands(uow: "UnitOfWork", incoming: Incoming) -> PullAnswer:
    body = envelope.strict_base64(incoming.header("x-wingman-message") or "")
    if body is None:
        raise MalformedMessage("The X-Wingman-Message header is not base64.")
    site = _signer(uow, incoming, envelope.PULL, body)
    message, _ = _read_from(uow, site, PullMessage, body)
    if site.connection is Connection.WAITING_PROOF:
        proving.ask_again(uow, site.id)
    delivery = commanding.deliver_commands(
        uow, site, message.known_keys(), root_public_key=bootstrap.root_public_key()
    )
    return PullAnswer(
        commands=delivery.commands,
        key_list_version=delivery.key_list_version,
        key_list=delivery.key_list,
        is_connected=site.connection is Connection.CONNECTED,
        server_time=unix(uow.clock.now()),
        # A message of ours means that a command is on its way to the signer: ask again soon.
        next_pull_seconds=_SOON_SECONDS if uow.has_messages else _SNAPSHOT_SECONDS,
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/wp/commands/{command_id}/result",
    requires=Permission.SITE,
    reads=ResultMessage,
    answers=ResultAnswer,
    audits="command.finish",
    summary="Take a site's word on what became of a command; a rotation gives it its new API key",
)
def take_result(uow: "UnitOfWork", incoming: Incoming, command_id: uuid.UUID) -> ResultAnswer:
    body = _json_body(incoming)
    site = _signer(uow, incoming, envelope.RESULT, body)
    message, _ = _read_from(uow, site, ResultMessage, body)
    if message.command_id != command_id:
        raise InvalidBody(
            errors=[{"pointer": "/body/command_id", "detail": "The path names another command."}]
        )
    recorded = commanding.record_result(
        uow, site, message.to_result(), speaker=_speaker(incoming, site.home_url)
    )
    if recorded.ended == "disconnect":
        _stop_watching(uow, site)
    return ResultAnswer(site_key=recorded.site_key)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/wp/disconnect",
    requires=Permission.SITE,
    reads=SiteMessage,
    answers=Accepted,
    audits="site.left",
    summary="Take a site's farewell: its owner has disconnected it in wp-admin",
)
def take_farewell(uow: "UnitOfWork", incoming: Incoming) -> Accepted:
    body = _json_body(incoming)
    site = _signer(uow, incoming, envelope.DISCONNECT, body)
    _read_from(uow, site, SiteMessage, body)
    pairing.leave(uow, site, speaker=_speaker(incoming, site.home_url))
    _stop_watching(uow, site)
    return Accepted()


def _stop_watching(uow: "UnitOfWork", site: ConnectedSite) -> None:
    watching.watch_sites(uow, [site.id])
    watching.close_conditions(uow, site.id)


def _speaker(incoming: Incoming, home_url: str) -> Speaker:
    """The site itself, as the audit log calls it."""
    return Speaker(f"site:{home_url}", incoming.address, incoming.request_id)


def _json_body(incoming: Incoming) -> bytes:
    kind = (incoming.header("content-type") or "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise UnsupportedMediaType
    return incoming.body


def _signer(uow: "UnitOfWork", incoming: Incoming, payload_type: str, body: bytes) -> ConnectedSite:
    authorization = incoming.header("authorization") or ""
    is_key = authorization.lower().startswith(_KEY_SCHEME)
    return receiving.identify_site(
        uow,
        site_key=authorization[len(_KEY_SCHEME) :].strip() if is_key else None,
        payload_type=payload_type,
        body=body,
        signature=_signature(incoming),
    )


def _signature(incoming: Incoming) -> str:
    return incoming.header("x-wingman-signature") or ""


def _read_from[M: SiteMessage](
    uow: "UnitOfWork", site: ConnectedSite, kind: type[M], body: bytes
) -> tuple[M, dict[str, Any]]:
    """A message of a site, once its signature is proven: for us, of its own, and of now."""
    message, sent = _read(kind, body)
    receiving.check_address(
        site, site_id=message.site_id, audience=message.aud, platform=settings.load().base_url
    )
    receiving.check_freshness(uow, sent_at=message.sent_at)
    receiving.note_keys(uow, site)
    return message, sent


def _read[M: BaseModel](kind: type[M], body: bytes) -> tuple[M, dict[str, Any]]:
    sent = storable(parse_json(body))
    try:
        return kind.model_validate(sent), sent
    except ValidationError as error:
        raise InvalidBody(
            errors=[
                {"pointer": "/".join(("/body", *map(str, flaw["loc"]))), "detail": flaw["msg"]}
                for flaw in error.errors(include_url=False, include_input=False)
            ]
        ) from None
