"""Two clients with what they have, kept so that it can be put back after whatever changed it.

The bakery has two sites, of which one person sees only the first; the garage has one. Of each kind
of thing there is one that is gone, and one that never was.
"""

import copy
import datetime as dt
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from psycopg import sql

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.identity import attempts
from chalicelib.identity.model import Role
from chalicelib.jobs import service as jobs_room
from chalicelib.sites import service as sites_room
from localstack.postgres import SUPERUSER, TestCluster
from tests import builders
from tests.authorisation.catalogue import Connection, columns_of, tables_of_ours
from tests.authorisation.doors import About
from tests.fakes.recording_queue import RecordingQueue

_REGION = "us-east-1"
# Being seen is no change: a refused call may note when a session or a token was last used.
_NOTES = {"last_used_at", "last_seen_at"}
_COUNTERS = {"rate-limits"}

type Ids = dict[str, str]


@dataclass
class World:
    """What there is, who else is told, and how to look at all of it at once."""

    admin: Connection
    queue: RecordingQueue
    bakery: uuid.UUID
    garage: uuid.UUID
    things: dict[About, dict[str, Ids]] = field(default_factory=dict)

    @property
    def sites(self) -> dict[str, uuid.UUID]:
        named = self.things[About.SITE]
        return {place: uuid.UUID(ids["site_id"]) for place, ids in named.items()}

    def keep(self) -> None:
        """Remember everything as it is now; what was sent while it was set up is over."""
        self.queue.sent.clear()
        self._tables = [name for name in tables_of_ours(self.admin) if name != "alembic_version"]
        self.admin.execute("drop schema if exists kept cascade")
        self.admin.execute("create schema kept")
        for table in self._tables:
            self.admin.execute(
                sql.SQL("create table kept.{0} as table public.{0}").format(sql.Identifier(table))
            )
        self._restoring = _restoring(self.admin, self._tables)
        self._looking = _looking(self._tables)
        self._items = copy.deepcopy(_items())
        self._seen = self.state()
        self._written_to = self._log_position()

    def put_back(self) -> None:
        """As it was when it was kept."""
        self.admin.execute(self._restoring)
        self._written_to = self._log_position()
        for name, table in _dynamodb_tables().items():
            table.items = copy.deepcopy(self._items[name])
        self.queue.sent.clear()

    def changes(self) -> list[str]:
        """Where anything is not as it was kept: tables, items, messages."""
        position = self._log_position()
        unwritten = position == self._written_to
        now = {**self._seen, **self._outside()} if unwritten else self.state()
        found = sorted(
            name for name in now.keys() | self._seen if now.get(name) != self._seen.get(name)
        )
        if not found:
            self._written_to = position
        return found

    def _log_position(self) -> str:
        """Whoever writes a row, or takes one back, writes to PostgreSQL's log before."""
        row = self.admin.execute("select pg_current_wal_insert_lsn()", prepare=True).fetchone()
        assert row is not None
        return str(row[0])

    def state(self) -> dict[str, Any]:
        """Every row of every table, every item, every message, as something to compare."""
        rows = self.admin.execute(self._looking, prepare=True).fetchall()
        digests = {name: (count, digest) for name, count, digest in rows}
        return {**digests, **self._outside()}

    def _outside(self) -> dict[str, Any]:
        return {**_visible_items(), "the queue": list(self.queue.sent)}

    def forget_tries(self) -> None:
        """As if nobody had ever been counted: the limits are another test's matter."""
        for name in _COUNTERS:
            for table in _dynamodb_tables(name).values():
                table.items.clear()
        attempts._blocked.clear()

    def forget(self) -> None:
        self.admin.execute("drop schema if exists kept cascade")


@contextmanager
def created(cluster: TestCluster, database: Database, queue: RecordingQueue) -> Iterator[World]:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        bakery = builders.a_client(uow)
        garage = builders.a_client(uow, name="Garage Wolff")
        things = _things(uow, bakery, garage)
        uow.commit()
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as admin:
        world = World(admin, queue, bakery, garage, things)
        yield world
        world.forget()


def _things(uow: UnitOfWork, bakery: uuid.UUID, garage: uuid.UUID) -> dict[About, dict[str, Ids]]:
    owners = {"ours": bakery, "sibling": bakery, "theirs": garage, "gone": bakery}
    sites = {
        place: builders.a_connected_site(uow, client_id=client_id, name=f"Site {place}")
        for place, client_id in owners.items()
    }
    jobs = {
        place: jobs_room.start_job(
            uow, kind="site_check", client_id=owners[place], site_id=site_id
        ).id
        for place, site_id in sites.items()
    }
    omar = builders.an_actor(uow, "omar", Role.ADMIN)
    approvals = {
        place: sites_room.request_disconnect(uow, omar, site_id)[1]
        for place, site_id in sites.items()
    }
    incidents = {
        place: builders.an_incident(uow, client_id=owners[place], site_id=site_id)
        for place, site_id in sites.items()
    }
    keys = {place: _a_key(uow, owners[place], site_id) for place, site_id in sites.items()}
    monitors = {
        place: builders.a_monitor(uow, client_id=owners[place], site_id=site_id)
        for place, site_id in sites.items()
    }
    clients = {"ours": bakery, "theirs": garage, "gone": builders.a_client(uow, name="Gone")}
    people = {
        place: builders.an_actor(
            uow, f"person-of-{place}", Role.CLIENT, client_id=client_id
        ).user_id
        for place, client_id in clients.items()
    }
    letters = {place: _an_invitation(uow, clients[place], place) for place in clients}
    uow.connection.execute("delete from users where id = %s", (people["gone"],))
    uow.connection.execute("delete from invitations where id = %s", (letters["gone"],))
    uow.connection.execute("delete from jobs where id = %s", (jobs["gone"],))
    uow.connection.execute("delete from sites where id = %s", (sites["gone"],))
    uow.connection.execute("delete from clients where id = %s", (clients["gone"],))
    pages = {place: _a_page(uow, owners[place], place) for place in ("sibling", "theirs")}
    return {
        About.NOTHING: {"-": {}},
        About.SITE: _named("site_id", sites),
        About.JOB: _named("job_id", jobs),
        About.CLIENT: _named("client_id", clients),
        About.COMMAND: _named("command_id", {}),
        About.APPROVAL: _named("approval_id", approvals),
        About.SITE_KEY: _keys(sites, keys),
        About.INCIDENT: _named("incident_id", incidents),
        About.USER: _named("user_id", people),
        About.INVITATION: _named("invitation_id", letters),
        About.STATUS_PAGE: _named("page_id", pages),
        About.STATUS_POST: _posts(uow, owners, pages),
        About.CHANNEL: _named("channel_id", {"ours": _a_channel(uow)}),
        About.MONITOR: _named("monitor_id", monitors),
        About.TRY: _named("try_id", {}),
        About.PING: _named("token", {}),
        About.WINDOW: _named(
            "window_id",
            {place: _a_window(uow, sites[place]) for place in ("ours", "sibling", "theirs")},
        ),
    }


def _keys(sites: dict[str, uuid.UUID], keys: dict[str, uuid.UUID]) -> dict[str, Ids]:
    """A key is found by its site and its id: the key of one site is not there on another."""
    named = _named("key_id", keys)
    for place, ids in named.items():
        ids["site_id"] = str(sites.get(place, sites["ours"]))
    crossed = {"site_id": str(sites["ours"]), "key_id": str(keys["theirs"])}
    return {**named, "crossed": crossed}


def _a_key(uow: UnitOfWork, client_id: uuid.UUID, site_id: uuid.UUID) -> uuid.UUID:
    key_id = uuid.uuid4()
    uow.connection.execute(
        "insert into site_keys (id, site_id, client_id, key_digest, key_prefix, created_at)"
        " values (%s, %s, %s, %s, 'wwk_', %s)",
        (key_id, site_id, client_id, key_id.hex, builders.NOW),
    )
    return key_id


def _a_window(uow: UnitOfWork, site_id: uuid.UUID) -> uuid.UUID:
    window_id = uuid.uuid4()
    uow.connection.execute(
        "insert into maintenance_windows (id, name, starts_at, time_zone, duration_minutes,"
        " recurrence, site_ids, is_down_expected, is_automatic, effective_from, was_open,"
        " judged_at) values (%s, 'Move', %s, 'UTC', 1440, 'daily', %s, false, false, %s, true, %s)",
        (window_id, builders.NOW.replace(tzinfo=None), [site_id], builders.NOW, builders.NOW),
    )
    return window_id


def _a_page(uow: UnitOfWork, client_id: uuid.UUID, place: str) -> uuid.UUID:
    """A status page is its whole client's: it stands where who sees one site does not see."""
    page_id = uuid.uuid4()
    uow.connection.execute(
        "insert into status_pages (id, client_id, slug, title, language, accent, components)"
        " values (%s, %s, %s, 'Status', 'en', '#1f4e79', '[]')",
        (page_id, client_id, f"page-{place}"),
    )
    return page_id


def _posts(
    uow: UnitOfWork, owners: dict[str, uuid.UUID], pages: dict[str, uuid.UUID]
) -> dict[str, Ids]:
    """A post is found by its page and its id: the post of one page is not there on another."""
    posts = {place: uuid.uuid4() for place in pages}
    for place, post_id in posts.items():
        uow.connection.execute(
            "insert into status_page_posts (id, page_id, client_id, thread_id, state, title, text,"
            " component_ids, at) values (%s, %s, %s, %s, 'announcement', 'Post', '', '[]', %s)",
            (post_id, pages[place], owners[place], post_id, builders.NOW),
        )
    named = _named("post_id", posts)
    for place, ids in named.items():
        ids["page_id"] = str(pages.get(place, pages["sibling"]))
    crossed = {"page_id": str(pages["sibling"]), "post_id": str(posts["theirs"])}
    return {**named, "crossed": crossed}


def _a_channel(uow: UnitOfWork) -> uuid.UUID:
    channel_id = uuid.uuid4()
    uow.connection.execute(
        "insert into channels (id, kind, name, hint, sealed_target)"
        " values (%s, 'webhook', 'Hook', 'hooks.example', 'sealed')",
        (channel_id,),
    )
    return channel_id


def _an_invitation(uow: UnitOfWork, client_id: uuid.UUID, name: str) -> uuid.UUID:
    invitation_id = uuid.uuid4()
    uow.connection.execute(
        "insert into invitations (id, email, role, client_id, locale, expires_at)"
        " values (%s, %s, 'client', %s, 'en', %s)",
        (
            invitation_id,
            f"invited-{name}@example.com",
            client_id,
            builders.NOW + dt.timedelta(days=1),
        ),
    )
    return invitation_id


def _named(name: str, ids: dict[str, uuid.UUID]) -> dict[str, Ids]:
    """The ids by place, as a path or a body names them; one that never was beside them."""
    return {place: {name: str(one)} for place, one in {**ids, "absent": uuid.uuid4()}.items()}


def _restoring(admin: Connection, tables: list[str]) -> sql.Composed:
    """One statement that empties and refills everything; foreign keys and triggers rest."""
    steps = [sql.SQL("set session_replication_role = replica")]
    for table in tables:
        columns = sql.SQL(", ").join(map(sql.Identifier, columns_of(admin, table)))
        steps += [
            sql.SQL("delete from public.{}").format(sql.Identifier(table)),
            sql.SQL(
                "insert into public.{0} ({1}) overriding system value select {1} from kept.{0}"
            ).format(sql.Identifier(table), columns),
        ]
    return sql.SQL("; ").join([*steps, sql.SQL("set session_replication_role = origin")])


def _looking(tables: list[str]) -> sql.Composed:
    """A digest per table."""
    each = sql.SQL(
        "select {0}, count(*),"
        " coalesce(sum(hashtextextended((to_jsonb(t) - {1}::text[])::text, 0)), 0)::text"
        " from public.{2} t"
    )
    notes = sorted(_NOTES)
    return sql.SQL(" union all ").join(
        each.format(sql.Literal(table), sql.Literal(notes), sql.Identifier(table))
        for table in tables
    )


def _dynamodb_tables(ending: str = "") -> dict[str, Any]:
    tables: dict[str, Any] = dynamodb_backends[DEFAULT_ACCOUNT_ID][_REGION].tables
    return {name: table for name, table in tables.items() if name.endswith(ending)}


def _items() -> dict[str, Any]:
    return {name: table.items for name, table in _dynamodb_tables().items()}


def _visible_items() -> dict[str, list[str]]:
    """Every item by its table as text, without what only notes that it was used."""
    return {
        name: sorted(_as_text(item.attrs) for item in table.all_items())
        for name, table in _dynamodb_tables().items()
        if not any(name.endswith(counter) for counter in _COUNTERS)
    }


def _as_text(attributes: dict[str, Any]) -> str:
    told = {key: value.to_json() for key, value in attributes.items() if key not in _NOTES}
    return json.dumps(told, sort_keys=True, default=sorted)
