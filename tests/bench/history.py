"""What history costs in bytes, and whether charts stay as quick with a hundred times the sites."""

import datetime as dt
import random
import uuid
from array import array

import psycopg

from chalicelib.monitoring import archive
from chalicelib.monitoring.archive import Archive, Series
from localstack.postgres import DATABASE, SUPERUSER
from tests.bench.ratio import Ratio, compare
from tests.bench.screens import FEW, MANY, PROMISE, Connection, agencies, ask
from tests.bench.stage import Stage, a_stage

_OF_A_ROW_PER_PROBE = 1 / 50
_SITE_DAYS = 60
_PROBES_PER_DAY = 1440
_ASKED_SITES = 50
_DAYS_KEPT = 762  # 25 months
_DAY = dt.timedelta(days=1)


def measure(*, rounds: int = 40, days: int = _DAYS_KEPT, days_of_hours: int = 30) -> list[Ratio]:
    with a_stage() as stage:
        bytes_kept = _bytes_per_probe(stage)
        return [bytes_kept, *_reading(stage, rounds=rounds, days=(days, days_of_hours))]


def _bytes_per_probe(stage: Stage) -> Ratio:
    """The same probes as an archive of the day, and as rows with the key that a chart needs."""
    day = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    by_site = {uuid.uuid4(): _a_day(random.Random(number)) for number in range(_SITE_DAYS)}
    probes = sum(map(len, by_site.values()))
    kept = len(archive.encode(Archive(day, ("home",), by_site)))
    with psycopg.connect(stage.cluster.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        connection.execute(
            "create table probes (site_id uuid, at timestamptz, region smallint, verdict smallint,"
            " status_code smallint, response_ms integer, primary key (site_id, at))"
        )
        with (
            connection.cursor() as cursor,
            cursor.copy(
                "copy probes (site_id, at, region, verdict, status_code, response_ms) from stdin"
            ) as copy,
        ):
            for place in range(_PROBES_PER_DAY):  # minute by minute, as they come
                for site_id, series in by_site.items():
                    copy.write_row(
                        (
                            site_id,
                            day + dt.timedelta(seconds=series.seconds[place]),
                            series.regions[place],
                            series.verdicts[place],
                            series.codes[place],
                            series.response_ms[place],
                        )
                    )
        # As tight as it can be: rows that come minute by minute leave gaps in the index of a site.
        connection.execute("vacuum full probes")
        (rows_bytes,) = connection.execute(
            "select pg_total_relation_size('probes')"
        ).fetchone() or (0,)
        connection.execute("drop table probes")
    return compare(
        "bytes per probe: a day's archive against a row per probe",
        [kept / probes],
        [rows_bytes / probes],
        unit="bytes",
        at_most=_OF_A_ROW_PER_PROBE,
    )


def _a_day(noise: random.Random) -> Series:
    """A site of some speed that breathes with the day, strays, and is down now and then."""
    median, spread = noise.uniform(80, 900), noise.uniform(0.1, 0.45)
    series = Series(array("I", range(0, 86_400, 60)), array("B", bytes(_PROBES_PER_DAY)))
    for minute in range(_PROBES_PER_DAY):
        is_down = noise.random() < 0.001
        by_day = 1.3 if 9 * 60 <= minute < 21 * 60 else 1.0
        took_ms = min(65_535, int(median * by_day * noise.lognormvariate(0, spread)) + 1)
        series.verdicts.append(3 if is_down else 1)
        series.codes.append(503 if is_down else 200)
        series.response_ms.append(took_ms)
    return series


def _reading(stage: Stage, *, rounds: int, days: tuple[int, int]) -> list[Ratio]:
    def add_history(connection: Connection, _sites: int) -> None:
        _fill(connection, *days)

    with agencies(stage, add_history) as switch:
        from app import app

        samples: dict[tuple[str, int], list[float]] = {}
        sites = {size: _some_sites(stage, size) for size in (FEW, MANY)}
        asked = _questions()
        for number in range(rounds + 3):
            for name, (path, query, _) in asked.items():
                for size in (FEW, MANY):
                    switch(size)
                    took = ask(app, path, query, site_id=sites[size][number % _ASKED_SITES])
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
        for name, (_, _, promise) in asked.items()
    ]


def _some_sites(stage: Stage, size: int) -> list[str]:
    """Every time another site, as different people ask."""
    with psycopg.connect(stage.cluster.url(SUPERUSER, f"agency_{size}")) as connection:
        rows = connection.execute(
            "select id::text from sites order by random() limit %s", (_ASKED_SITES,)
        ).fetchall()
    return [site_id for (site_id,) in rows]


def _questions() -> dict[str, tuple[str, dict[str, str], float | None]]:
    now = dt.datetime.now(dt.UTC)
    site = "/api/v1/analytics/sites/{site_id}"

    def back(days: int) -> dict[str, str]:
        return {"from": (now - days * _DAY).isoformat()}

    return {
        "GET /analytics/sites/{id}, a week by hours": (site, back(7), PROMISE),
        "GET /analytics/sites/{id}, 90 days": (site, back(90), PROMISE),
        "GET /analytics/sites/{id}, 25 months": (site, back(760), PROMISE),
        "GET /analytics/overview (Home)": ("/api/v1/analytics/overview", {}, PROMISE),
        "GET /analytics/uptime-wall, 100 sites, 90 days": (
            "/api/v1/analytics/uptime-wall",
            {"days": "90", "limit": "100"},
            PROMISE,
        ),
        "GET /analytics/performance, 30 days": ("/api/v1/analytics/performance", {}, None),
    }


def _fill(connection: Connection, days: int, days_of_hours: int) -> None:
    """Rows in the order in which they come about: hour by hour, day by day. Keys come after.

    Of fifty days of a site one has an outage of ten seconds.
    """
    histogram = "array_fill(0, array[12]) || array[20, 25, 10, 3, 1, 1] || array_fill(0, array[18])"
    sums = "s.client_id, 60, 60, 3590000, {down}, 0, 0, 15000"
    number = "abs(hashtext(s.id::text) / 2) + (d.day::date - date '2000-01-01')"
    down = f"case when ({number}) %% 50 = 0 then 10000 else 0 end"
    of_hours, of_days = sums.format(down="200"), sums.format(down=down)
    connection.execute("select ensure_partitions('uptime_hours', 4, 0)")
    for statement in (
        "alter table uptime_hours drop constraint pk_uptime_hours",
        "alter table uptime_hours drop constraint fk_uptime_hours_site_id_sites",
        "alter table uptime_days drop constraint pk_uptime_days",
        "alter table uptime_days drop constraint fk_uptime_days_site_id_sites",
        f"insert into uptime_hours select s.id, h.hour, {of_hours}, ({histogram})::smallint[],"
        " 180, 420 from generate_series("
        " date_trunc('hour', now()) - make_interval(days => %(hours)s),"
        " date_trunc('hour', now()) - interval '1 hour', interval '1 hour') h(hour), sites s",
        f"insert into uptime_days select s.id, d.day::date, {of_days}, ({histogram})::int[]"
        " from generate_series(now()::date - %(days)s::int, now()::date, interval '1 day') d(day),"
        " sites s",
        "insert into uptime_fleet_hours (hour, checks, answers, up_ms, down_ms, response_ms_sum,"
        " histogram) select h.hour, 60 * n, 60 * n, 3590000 * n, 200 * n, 15000 * n,"
        f" (select array_agg(bucket * n) from unnest({histogram}) bucket)"
        " from generate_series(date_trunc('hour', now()) - make_interval(days => %(days)s),"
        " date_trunc('hour', now()) - interval '1 hour', interval '1 hour') h(hour),"
        " (select count(*) as n from sites) of_all",
        "alter table uptime_hours add constraint pk_uptime_hours primary key (site_id, hour)",
        "alter table uptime_days add constraint pk_uptime_days primary key (site_id, day)"
        " include (up_ms, down_ms)",
    ):
        parameters = {"hours": days_of_hours, "days": days}
        connection.execute(statement.encode(), parameters)
