"""What people wait for, with a hundred sites and with ten thousand: it may grow three times."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from chalicelib.kit.ids import uuid7
from localstack.postgres import DATABASE, SUPERUSER
from tests.bench.ratio import Ratio, compare
from tests.bench.stage import NoQueue, Stage, a_stage, event_of

type Connection = psycopg.Connection[Any]

PROMISE = 3.0
FEW, MANY = 100, 10_000
_MILLISECONDS = 1000
_ASKED: dict[str, tuple[str, dict[str, str], float | None]] = {
    "GET /sites, first page": ("/api/v1/sites", {}, PROMISE),
    "GET /analytics/overview (Home)": ("/api/v1/analytics/overview", {}, PROMISE),
    "GET /sites, worst first": ("/api/v1/sites", {"sort": "status"}, None),
    "GET /sites, most updates first": ("/api/v1/sites", {"sort": "-updates"}, None),
    "GET /sites, offline only": ("/api/v1/sites", {"status": "offline"}, None),
    "GET /sites, by a word": ("/api/v1/sites", {"q": "site 77"}, None),
}


def measure(*, rounds: int = 40) -> list[Ratio]:
    with a_stage() as stage, agencies(stage) as switch:
        from app import app

        samples: dict[tuple[str, int], list[float]] = {}
        for number in range(rounds + 3):
            for name, (path, query, _) in _ASKED.items():
                for size in (FEW, MANY):
                    switch(size)
                    took = ask(app, path, query)
                    if number >= 3:  # the first rounds connect and fill caches
                        samples.setdefault((name, size), []).append(took)
    return [
        compare(
            f"{name}: {MANY:,} sites against {FEW}",
            samples[name, MANY],
            samples[name, FEW],
            unit="ms, median",
            at_most=promise,
        )
        for name, (_, _, promise) in _ASKED.items()
    ]


def ask(app: Any, path: str, query: dict[str, str], **named: str) -> float:
    """How many milliseconds the answer took. `named` are the ids in the path."""
    event = event_of("GET", path, query=query)
    event |= {"path": path.format(**named), "pathParameters": named or None}
    started = time.perf_counter()
    answer = app(event, None)
    took = time.perf_counter() - started
    assert answer["statusCode"] == 200, answer
    return took * _MILLISECONDS


@contextmanager
def agencies(stage: Stage, *further: Callable[[Connection, int], None]) -> Iterator[Any]:
    """Two agencies, and a switch between them. Signing in is not measured: it is the same.

    `further` fills in what a measurement needs beyond what every agency has.
    """
    from chalicelib import bootstrap
    from chalicelib.adapters import settings
    from chalicelib.adapters.database import Database
    from chalicelib.api import authentication
    from chalicelib.identity.model import Actor, Role
    from chalicelib.kit.clock import SystemClock

    databases = {}
    for size in (FEW, MANY):
        name = f"agency_{size}"
        stage.cluster.create_database(name, template=DATABASE)
        with psycopg.connect(stage.cluster.url(SUPERUSER, name), autocommit=True) as connection:
            fill(connection, size)
            for add in further:
                add(connection, size)
            connection.execute("vacuum analyze")
        chosen = settings.read(
            {
                "WINGMAN_DATABASE_HOST": stage.cluster.host,
                "WINGMAN_DATABASE_PORT": str(stage.cluster.port),
                "WINGMAN_DATABASE_NAME": name,
            }
        )
        databases[size] = Database(chosen, SystemClock())
    actor = Actor(uuid7(), "alice@example.com", "Alice", Role.ADMIN, None, "")
    authentication.actor_of = lambda _: actor  # type: ignore[assignment]
    bootstrap.queue = NoQueue  # type: ignore[assignment]

    def switch(size: int) -> None:
        bootstrap.database = lambda: databases[size]  # type: ignore[assignment]

    yield switch


def fill(connection: Connection, sites: int) -> None:
    """An agency after some months: of its sites one in fifty is offline, most wait for updates."""
    for statement in _FILL:
        connection.execute(statement, {"sites": sites, "clients": max(4, sites // 20)})


_FILL = (
    "create table numbered as select n, gen_random_uuid() as site,"
    " null::uuid as client from generate_series(1, %(sites)s::int) n",
    "insert into clients (id, name) select gen_random_uuid(), 'Client ' || n"
    " from generate_series(1, %(clients)s::int) n",
    "update numbered set client = c.id from (select id, row_number() over () as r from clients) c"
    " where c.r = 1 + numbered.n %% %(clients)s::int",
    "insert into sites (id, client_id, name, url, home_url, connection, connected_at)"
    " select site, client, 'Site ' || md5(n::text) || ' ' || n, 'https://site-' || n || '.example',"
    " 'https://site-' || n || '.example', 'connected', now() from numbered",
    "insert into site_state (site_id, client_id, status, last_seen_at, snapshot_seq, vitals,"
    " wordpress_version, php_version, plugin_version, updates_plugins, problems_critical,"
    " problems_warning) select site, client,"
    " case when n %% 50 = 0 then 'offline' when n %% 30 = 0 then 'degraded' else 'online' end,"
    " now() - n * interval '1 second', 500, jsonb_build_object('load_ms', n), '6.8.7', '8.4.3',"
    " '0.1.0', n %% 7, (n %% 50 = 0)::int, (n %% 9 = 0)::int from numbered",
    "insert into site_conditions (id, site_id, client_id, kind, severity, opened_at)"
    " select gen_random_uuid(), site, client, 'site_offline', 'critical',"
    " now() - n * interval '1 minute' from numbered where n %% 50 = 0",
    "insert into site_conditions (id, site_id, client_id, kind, severity, opened_at)"
    " select gen_random_uuid(), site, client, 'cron_dead', 'warning',"
    " now() - n * interval '1 minute' from numbered where n %% 9 = 0",
    "insert into site_conditions (id, site_id, client_id, kind, severity, opened_at)"
    " select gen_random_uuid(), site, client, 'updates_waiting', 'info',"
    " now() - n * interval '1 minute' from numbered where n %% 7 > 0",
    "insert into site_conditions (id, site_id, client_id, kind, severity, opened_at, closed_at)"
    " select gen_random_uuid(), site, client, 'fatal_errors', 'critical',"
    " now() - k * interval '3 days', now() - k * interval '2 days'"
    " from numbered, generate_series(1, 10) k",
    "insert into site_events (id, site_id, client_id, at, kind) select gen_random_uuid(), site,"
    " client, now() - (k * n) * interval '1 minute', 'status_changed'"
    " from numbered, generate_series(1, 20) k",
    "drop table numbered",
)
