"""Commands: asked for by a person, signed by the signer, fetched by the site, answered by it."""

import base64
import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.audit.model import Acting
from chalicelib.events.sites import CommandRequested
from chalicelib.kit import envelope
from chalicelib.kit.clock import unix
from chalicelib.sites import platform_keys, policy, site_keys
from chalicelib.sites.command_store import Command, CommandStore
from chalicelib.sites.errors import CommandFinished, CommandNotFound, CommandUnknown
from chalicelib.sites.model import ConnectedSite
from chalicelib.sites.platform_keys import CurrentList

_FINISHED = {"succeeded", "failed", "refused"}
_ROOT_OFFERED_EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True)
class CommandResult:
    """What the site says became of a command."""

    command_id: uuid.UUID
    status: str
    progress: int | None
    output: dict[str, Any]
    error: dict[str, Any] | None


@dataclass(frozen=True)
class Recorded:
    """What became of a result: the command that has ended well, and a new API key for the site."""

    ended: str | None = None
    site_key: str | None = None


@dataclass(frozen=True)
class KnownKeys:
    """What a site says it knows of our keys; None from a plugin that has never heard of lists."""

    list_version: int | None
    root_kid: str | None


@dataclass(frozen=True)
class Delivery:
    commands: list[dict[str, Any]]
    key_list_version: int
    # The signed list, for a site that has an older one.
    key_list: dict[str, Any] | None


def request_command(
    uow: UnitOfWork,
    *,
    site_id: uuid.UUID,
    client_id: uuid.UUID,
    name: str,
    requested_by: uuid.UUID | None,
    job_id: uuid.UUID | None = None,
    arguments: dict[str, Any] | None = None,
) -> uuid.UUID:
    """Ask a site to do something; the signer decides whether it may leave. Returns its id.

    A destructive command stays where it is until people have approved it (see approving).
    """
    rule = policy.COMMANDS.get(name)
    if rule is None:
        raise CommandUnknown(f"There is no command {name!r}.")
    command_id = CommandStore(uow.connection).add(
        site_id=site_id,
        client_id=client_id,
        name=name,
        requested_by=requested_by,
        job_id=job_id,
        expires_at=uow.clock.now() + policy.COMMAND_LIFETIME,
        arguments=arguments or {},
    )
    if requested_by is None:
        # What people ask for is in the log under the name of their act.
        _note(
            uow,
            "command.request",
            command_id,
            client_id=client_id,
            after={"command": name, "site_id": str(site_id)},
        )
    if not rule.is_destructive:
        uow.publish(CommandRequested(command_id=command_id, site_id=site_id))
    return command_id


def deliver_commands(
    uow: UnitOfWork,
    site: ConnectedSite,
    known: KnownKeys = KnownKeys(None, None),
    *,
    root_public_key: bytes | None = None,
) -> Delivery:
    """The envelopes that wait for a site, oldest first, and the newest list of our keys.

    One whose five minutes ran out, or whose key was revoked meanwhile, goes back to the signer, and
    follows with the next pull.
    """
    current = platform_keys.find_current(uow, root_public_key)
    _offer_root(uow, site, known, root_public_key)
    store = CommandStore(uow.connection)
    now = uow.clock.now()
    envelopes = []
    for command in store.list_waiting(site.id, now):
        if command.envelope is None or _is_stale(command.envelope, current, now):
            store.unsign(command.id)
            uow.publish(CommandRequested(command_id=command.id, site_id=site.id))
        else:
            store.mark_delivered(command.id, now)
            envelopes.append(command.envelope)
    if current is None:
        return Delivery(envelopes, 0, None)
    version = current.key_list.version
    is_behind = known.list_version is not None and known.list_version != version
    return Delivery(envelopes, version, current.document if is_behind else None)


def record_result(
    uow: UnitOfWork,
    site: ConnectedSite,
    result: CommandResult,
    *,
    speaker: Acting | None = None,
) -> Recorded:
    """Take a site's word on a command of its own; `speaker` is the site, for the audit log.

    Raises CommandNotFound for another site's command, CommandFinished for one that has ended.
    """
    store = CommandStore(uow.connection)
    command = store.lock(result.command_id)
    if command is None or command.site_id != site.id:
        raise CommandNotFound
    if command.status in _FINISHED:
        return _answer_again(uow, command, result)
    store.keep_result(
        command,
        status=result.status,
        progress=result.progress,
        output=result.output,
        error=result.error,
        now=uow.clock.now(),
    )
    if result.status != "running":
        _note(
            uow,
            "command.finish",
            command.id,
            client_id=command.client_id,
            after={
                "command": command.name,
                "site_id": str(command.site_id),
                "status": result.status,
            },
            actor=speaker,
        )
    if result.status != "succeeded":
        return Recorded()
    return Recorded(command.name, _take_effect(store, uow, command, result))


def expire_commands(uow: UnitOfWork) -> int:
    """End commands that no site fetched or finished in time; their jobs fail and say so."""
    expired = CommandStore(uow.connection).expire(uow.clock.now())
    for command in expired:
        _note(
            uow,
            "command.expire",
            command.id,
            client_id=command.client_id,
            after={"command": command.name, "site_id": str(command.site_id)},
        )
    return len(expired)


def _note(
    uow: UnitOfWork,
    action: str,
    command_id: uuid.UUID,
    *,
    client_id: uuid.UUID,
    after: dict[str, Any],
    actor: Acting | None = None,
) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="command",
        object_id=command_id,
        client_id=client_id,
        after=after,
    )


def _answer_again(uow: UnitOfWork, command: Command, result: CommandResult) -> Recorded:
    """Our answer to a rotation carried the new API key: whoever lost it may have one more."""
    is_rotation = command.name == "rotate_keys" and command.status == "succeeded"
    if not is_rotation or result.status != "succeeded" or result.output != command.output:
        raise CommandFinished
    site_key = site_keys.hand_out_again(
        uow, site_id=command.site_id, client_id=command.client_id, command_id=command.id
    )
    if site_key is None:
        raise CommandFinished
    return Recorded(site_key=site_key)


def _take_effect(
    store: CommandStore, uow: UnitOfWork, command: Command, result: CommandResult
) -> str | None:
    if command.name == "disconnect":
        store.disconnect(command.site_id, uow.clock.now())
    if command.name != "rotate_keys":
        return None
    new_key = result.output.get("new_public_key")
    if not isinstance(new_key, str) or not envelope.is_public_key(new_key):
        return None
    site_keys.stage_public_key(uow, command.site_id, base64.b64decode(new_key))
    return site_keys.hand_out(
        uow, site_id=command.site_id, client_id=command.client_id, command_id=command.id
    )


def _offer_root(
    uow: UnitOfWork, site: ConnectedSite, known: KnownKeys, root_public_key: bytes | None
) -> None:
    """Bring the root key to a site that was paired before there was one.

    It comes as a command, signed by the key that the site has pinned, and the site takes only its
    first. The signer signs no other root than its own.
    """
    if root_public_key is None or known.list_version is None or known.root_kid is not None:
        return
    store = CommandStore(uow.connection)
    if store.has_asked_since(site.id, "pin_root", uow.clock.now() - _ROOT_OFFERED_EVERY):
        return
    request_command(
        uow,
        site_id=site.id,
        client_id=site.client_id,
        name="pin_root",
        requested_by=None,
        arguments=platform_keys.root_arguments(root_public_key),
    )


def _is_stale(sealed: dict[str, Any], current: CurrentList | None, now: dt.datetime) -> bool:
    if platform_keys.is_dead(current, str(sealed["keyid"]), now):
        return True
    payload = json.loads(base64.b64decode(sealed["payload"]))
    return int(payload["exp"]) <= unix(now)
