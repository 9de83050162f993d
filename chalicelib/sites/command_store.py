"""Queries of commands, in plain psycopg: the plugin's door loads nothing heavier."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.kit.ids import uuid7

_JOB_STATE = {
    "running": "running",
    "succeeded": "succeeded",
    "failed": "failed",
    "refused": "failed",
}
_WHOLE = 100


@dataclass(frozen=True)
class Command:
    id: uuid.UUID
    site_id: uuid.UUID
    client_id: uuid.UUID
    job_id: uuid.UUID | None
    requested_by: uuid.UUID | None
    name: str
    arguments: dict[str, Any]
    status: str
    seq: int
    envelope: dict[str, Any] | None
    output: dict[str, Any] | None
    expires_at: dt.datetime
    home_url: str | None
    connection: str
    paused_at: dt.datetime | None
    site_client_id: uuid.UUID


@dataclass(frozen=True)
class Expired:
    """A command whose time ran out."""

    id: uuid.UUID
    client_id: uuid.UUID
    site_id: uuid.UUID
    name: str
    job_id: uuid.UUID | None


_COMMANDS: LiteralString = (
    "select c.id, c.site_id, c.client_id, c.job_id, c.requested_by, c.name, c.arguments,"
    " c.status, c.seq, c.envelope, c.output, c.expires_at, s.home_url, s.connection,"
    " s.paused_at, s.client_id as site_client_id"
    " from commands c join sites s on s.id = c.site_id"
)


class CommandStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(
        self,
        *,
        site_id: uuid.UUID,
        client_id: uuid.UUID,
        name: str,
        requested_by: uuid.UUID | None,
        job_id: uuid.UUID | None,
        expires_at: dt.datetime,
        arguments: dict[str, Any],
    ) -> uuid.UUID:
        """A new command with the site's next number; commands of one site are added in turn."""
        command_id = uuid7()
        self._connection.execute("select 1 from sites where id = %s for update", (site_id,))
        self._connection.execute(
            "insert into commands (id, site_id, client_id, job_id, requested_by, name, arguments,"
            " seq, expires_at) select %s, %s, %s, %s, %s, %s, %s, coalesce(max(seq), 0) + 1, %s"
            " from commands where site_id = %s",
            (
                command_id,
                site_id,
                client_id,
                job_id,
                requested_by,
                name,
                Jsonb(arguments),
                expires_at,
                site_id,
            ),
        )
        return command_id

    def lock(self, command_id: uuid.UUID) -> Command | None:
        with self._connection.cursor(row_factory=class_row(Command)) as cursor:
            return cursor.execute(
                _COMMANDS + " where c.id = %s for update of c", (command_id,)
            ).fetchone()

    def list_waiting(self, site_id: uuid.UUID, now: dt.datetime) -> list[Command]:
        with self._connection.cursor(row_factory=class_row(Command)) as cursor:
            return cursor.execute(
                _COMMANDS + " where c.site_id = %s and c.status in ('signed', 'delivered')"
                " and c.expires_at > %s order by c.seq for update of c",
                (site_id, now),
            ).fetchall()

    def keep_envelope(self, command_id: uuid.UUID, sealed: dict[str, Any]) -> None:
        self._connection.execute(
            "update commands set status = 'signed', envelope = %s, updated_at = now()"
            " where id = %s",
            (Jsonb(sealed), command_id),
        )

    def unsign(self, command_id: uuid.UUID) -> None:
        self._connection.execute(
            "update commands set status = 'requested', envelope = null, updated_at = now()"
            " where id = %s",
            (command_id,),
        )

    def mark_delivered(self, command_id: uuid.UUID, now: dt.datetime) -> None:
        self._connection.execute(
            "update commands set status = 'delivered', updated_at = now(),"
            " delivered_at = coalesce(delivered_at, %s) where id = %s",
            (now, command_id),
        )
        self._connection.execute(
            "update jobs set state = 'running', phase = 'delivered', updated_at = now(),"
            " started_at = coalesce(started_at, %s) where state in ('queued', 'running')"
            " and id = (select job_id from commands where id = %s)",
            (now, command_id),
        )

    def keep_result(
        self,
        command: Command,
        *,
        status: str,
        progress: int | None,
        output: dict[str, Any],
        error: dict[str, Any] | None,
        now: dt.datetime,
    ) -> None:
        finished_at = None if status == "running" else now
        self._connection.execute(
            "update commands set status = %s, output = %s, error = %s, finished_at = %s,"
            " updated_at = now() where id = %s",
            (status, Jsonb(output), Jsonb(error) if error else None, finished_at, command.id),
        )
        self._connection.execute(
            "update jobs set state = %s, phase = %s, progress = %s, error = %s, result = %s,"
            " finished_at = %s, updated_at = now() where id = %s and finished_at is null",
            (
                _JOB_STATE[status],
                status,
                _WHOLE if finished_at else (progress or 0),
                Jsonb(error) if error else None,
                Jsonb(output),
                finished_at,
                command.job_id,
            ),
        )
        if finished_at:
            self.add_event(
                command, "command_finished", now, {"command": command.name, "status": status}
            )

    def add_event(
        self, command: Command, kind: str, now: dt.datetime, detail: dict[str, Any]
    ) -> None:
        self._connection.execute(
            "insert into site_events (id, site_id, client_id, at, kind, actor, detail)"
            " values (%s, %s, %s, %s, %s, 'site', %s)",
            (uuid7(), command.site_id, command.client_id, now, kind, Jsonb(detail)),
        )

    def await_approval(self, command_id: uuid.UUID, *, expires_at: dt.datetime) -> None:
        """The command waits for people, and its job says so."""
        self._connection.execute(
            "update commands set expires_at = %s, updated_at = now() where id = %s",
            (expires_at, command_id),
        )
        self._connection.execute(
            "update jobs set phase = 'waiting_approval', updated_at = now()"
            " where id = (select job_id from commands where id = %s) and state = 'queued'",
            (command_id,),
        )

    def start_lifetime(self, command_id: uuid.UUID, *, expires_at: dt.datetime) -> None:
        """Nobody has to be waited for any more."""
        self._connection.execute(
            "update commands set expires_at = %s, updated_at = now() where id = %s",
            (expires_at, command_id),
        )
        self._connection.execute(
            "update jobs set phase = 'approved', updated_at = now()"
            " where id = (select job_id from commands where id = %s) and state = 'queued'",
            (command_id,),
        )

    def refuse(self, command_id: uuid.UUID, *, error: dict[str, Any], now: dt.datetime) -> None:
        """The command never leaves; its job fails and says why."""
        self._connection.execute(
            "update commands set status = 'refused', error = %s, finished_at = %s,"
            " envelope = null, updated_at = now() where id = %s",
            (Jsonb(error), now, command_id),
        )
        self._connection.execute(
            "update jobs set state = 'failed', phase = 'refused', error = %s, finished_at = %s,"
            " updated_at = now() where finished_at is null"
            " and id = (select job_id from commands where id = %s)",
            (Jsonb(error), now, command_id),
        )

    def has_asked_since(self, site_id: uuid.UUID, name: str, since: dt.datetime) -> bool:
        found = self._connection.execute(
            "select 1 from commands where site_id = %s and name = %s and created_at > %s limit 1",
            (site_id, name, since),
        )
        return found.fetchone() is not None

    def end_open(self, site_id: uuid.UUID, now: dt.datetime) -> None:
        """The site has left: what it was still to do is over."""
        self._connection.execute(
            "with ended as (update commands set status = 'expired', finished_at = %(now)s,"
            " updated_at = now() where site_id = %(site)s"
            " and status in ('requested', 'signed', 'delivered', 'running') returning job_id)"
            " update jobs set state = 'cancelled', phase = 'disconnected', finished_at = %(now)s,"
            " updated_at = now() from ended where jobs.id = ended.job_id"
            " and jobs.finished_at is null",
            {"now": now, "site": site_id},
        )

    def disconnect(self, site_id: uuid.UUID, now: dt.datetime) -> None:
        self._connection.execute(
            "update sites set connection = 'disconnected', updated_at = now() where id = %s",
            (site_id,),
        )
        self._connection.execute(
            "update site_keys set revoked_at = %s where site_id = %s and revoked_at is null",
            (now, site_id),
        )

    def expire(self, now: dt.datetime) -> list[Expired]:
        """End the commands that no site fetched or finished in time, and their jobs."""
        with self._connection.cursor(row_factory=class_row(Expired)) as cursor:
            expired = cursor.execute(
                "update commands set status = 'expired', finished_at = %(now)s,"
                " updated_at = now() where expires_at <= %(now)s"
                " and status in ('requested', 'signed', 'delivered', 'running')"
                " returning id, client_id, site_id, name, job_id",
                {"now": now},
            ).fetchall()
        self._connection.execute(
            "update jobs set state = 'failed', phase = 'expired', finished_at = %s,"
            " updated_at = now(), error = %s where id = any(%s) and finished_at is null",
            (
                now,
                Jsonb(
                    {
                        "code": "site_did_not_answer",
                        "message": "The site did not fetch the command in time.",
                    }
                ),
                [command.job_id for command in expired if command.job_id],
            ),
        )
        return expired
