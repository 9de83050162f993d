"""Commands: asked for by a person, signed by the signer, fetched by the site, answered by it."""

import base64
import datetime as dt
import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import signer as signing
from chalicelib.adapters.database import UnitOfWork
from chalicelib.adapters.signer import Signer
from chalicelib.events.sites import CommandRequested, WakeRequested
from chalicelib.kit import envelope
from chalicelib.kit.clock import unix
from chalicelib.kit.ids import token
from chalicelib.sites.command_store import Command, CommandStore
from chalicelib.sites.errors import CommandFinished, CommandNotFound, CommandUnknown
from chalicelib.sites.model import ConnectedSite

# What a site may be asked, and the capability its owner can switch off for it.
CAPABILITY_OF = {
    "ping": "read",
    "refresh": "read",
    "rotate_keys": "keys",
    "disconnect": "connection",
}
COMMAND_LIFETIME = dt.timedelta(minutes=10)
ENVELOPE_LIFETIME = dt.timedelta(seconds=300)
_NONCE_BYTES = 16
_FINISHED = {"succeeded", "failed", "refused"}


@dataclass(frozen=True)
class CommandResult:
    """What the site says became of a command."""

    command_id: uuid.UUID
    status: str
    progress: int | None
    output: dict[str, Any]
    error: dict[str, Any] | None


def request_command(
    uow: UnitOfWork,
    *,
    site_id: uuid.UUID,
    client_id: uuid.UUID,
    name: str,
    requested_by: uuid.UUID | None,
    job_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """Ask a site to do something; the signer decides whether it may leave. Returns its id."""
    if name not in CAPABILITY_OF:
        raise CommandUnknown(f"There is no command {name!r}.")
    command_id = CommandStore(uow.connection).add(
        site_id=site_id,
        client_id=client_id,
        name=name,
        requested_by=requested_by,
        job_id=job_id,
        expires_at=uow.clock.now() + COMMAND_LIFETIME,
    )
    uow.publish(CommandRequested(command_id=command_id, site_id=site_id))
    return command_id


def sign_command(uow: UnitOfWork, command_id: uuid.UUID, *, signer: Signer) -> None:
    """Sign a requested command and wake its site. Repeating it changes nothing.

    The command is read again from the database: what the message says decides nothing.
    """
    store = CommandStore(uow.connection)
    command = store.lock(command_id)
    if command is None or command.status != "requested" or command.home_url is None:
        return
    if command.expires_at <= uow.clock.now():
        return
    store.keep_envelope(command_id, _seal(command, signer, uow.clock.now()))
    uow.publish(WakeRequested(site_id=command.site_id, url=command.home_url, token=_nonce()))


def deliver_commands(uow: UnitOfWork, site: ConnectedSite) -> list[dict[str, Any]]:
    """The envelopes that wait for a site, oldest first.

    One whose five minutes ran out is sent back to the signer, and follows with the next pull.
    """
    store = CommandStore(uow.connection)
    now = uow.clock.now()
    envelopes = []
    for command in store.list_waiting(site.id, now):
        if command.envelope is None or _expired(command.envelope, now):
            store.unsign(command.id)
            uow.publish(CommandRequested(command_id=command.id, site_id=site.id))
        else:
            store.mark_delivered(command.id, now)
            envelopes.append(command.envelope)
    return envelopes


def record_result(uow: UnitOfWork, site: ConnectedSite, result: CommandResult) -> str | None:
    """Take a site's word on a command of its own; returns the command's name when it succeeded.

    Raises CommandNotFound for another site's command, CommandFinished for one that has ended.
    """
    store = CommandStore(uow.connection)
    command = store.lock(result.command_id)
    if command is None or command.site_id != site.id:
        raise CommandNotFound
    if command.status in _FINISHED:
        raise CommandFinished
    store.keep_result(
        command,
        status=result.status,
        progress=result.progress,
        output=result.output,
        error=result.error,
        now=uow.clock.now(),
    )
    if result.status != "succeeded":
        return None
    _take_effect(store, uow, command, result)
    return command.name


def _take_effect(
    store: CommandStore, uow: UnitOfWork, command: Command, result: CommandResult
) -> None:
    if command.name == "rotate_keys":
        new_key = result.output.get("new_public_key")
        if isinstance(new_key, str) and envelope.is_public_key(new_key):
            store.change_public_key(command.site_id, base64.b64decode(new_key))
    if command.name == "disconnect":
        store.disconnect(command.site_id, uow.clock.now())


def _seal(command: Command, signer: Signer, now: dt.datetime) -> dict[str, Any]:
    """The signed envelope: everything that matters about a command is inside the signature."""
    arguments = json.dumps(command.arguments, sort_keys=True).encode()
    payload = json.dumps(
        {
            "v": 1,
            "aud": command.home_url,
            "site_id": str(command.site_id),
            "cmd_id": str(command.id),
            "cmd": command.name,
            "args_sha256": hashlib.sha256(arguments).hexdigest(),
            "iat": unix(now),
            "exp": unix(now + ENVELOPE_LIFETIME),
            "nonce": _nonce(),
            "seq": command.seq,
            "cap": CAPABILITY_OF[command.name],
            "approval": None,
            "reply_to": f"/api/v1/wp/commands/{command.id}/result",
        }
    ).encode()
    return {
        "payload_type": envelope.COMMAND,
        "payload": base64.b64encode(payload).decode(),
        "keyid": signing.key_id(signer.public_key()),
        "sig": signing.sign_payload(signer, envelope.COMMAND, payload),
        "args": base64.b64encode(arguments).decode(),
    }


def _expired(sealed: dict[str, Any], now: dt.datetime) -> bool:
    payload = json.loads(base64.b64decode(sealed["payload"]))
    return int(payload["exp"]) <= unix(now)


def _nonce() -> str:
    return token(_NONCE_BYTES)


def expire_commands(uow: UnitOfWork) -> int:
    """End commands that no site fetched or finished in time; their jobs fail and say so."""
    return CommandStore(uow.connection).expire(uow.clock.now())
