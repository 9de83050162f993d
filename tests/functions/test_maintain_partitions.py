"""History has its months ahead of time, and forgets what nothing refers to."""

from chalicelib.adapters.database import DatabaseRole
from functions.maintain_partitions.handler import handler
from tests import builders


def partitions(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        rows = uow.connection.execute(
            "select inhrelid::regclass::text from pg_inherits"
            " where inhparent = 'site_monitors'::regclass order by 1"
        ).fetchall()
    return [name for (name,) in rows]


def test_the_months_to_come_have_their_partitions(database):
    handler({}, None)

    assert len(partitions(database)) >= 4
    assert handler({}, None)["partitions_made"] == 0


def test_only_months_past_their_time_are_dropped(database, cluster):
    import psycopg

    with psycopg.connect(cluster.url("wingman_owner"), autocommit=True) as owner:
        owner.execute(
            "create table if not exists site_monitors_2020_01 partition of site_monitors"
            " for values from ('2020-01-01') to ('2020-02-01')"
        )
    before = partitions(database)

    assert handler({}, None)["partitions_dropped"] == 1

    assert set(before) - set(partitions(database)) == {"site_monitors_2020_01"}


def test_an_inventory_that_nothing_names_is_forgotten(database, uow):
    client_id = builders.a_client(uow)
    used = builders.a_site(uow, client_id=client_id, inventory_hash="a" * 64)
    for inventory_hash in ("a" * 64, "b" * 64):
        uow.connection.execute(
            "insert into site_inventories values (%s, %s, %s, '{}', now())",
            (used, inventory_hash, client_id),
        )
    uow.commit()

    assert handler({}, None)["inventories"] == 1


def test_uptime_older_than_25_months_is_forgotten_but_not_how_it_began(database, uow, clock):
    site_id = builders.a_site(uow, client_id=builders.a_client(uow), status_since=clock.now())
    client_id = uow.connection.execute("select client_id from sites").fetchone()[0]
    uow.connection.execute("delete from status_changes")
    for months, status in ((40, "online"), (30, "offline"), (26, "online"), (1, "offline")):
        uow.connection.execute(
            "insert into status_changes values"
            " (%(site)s, %(now)s - make_interval(months => %(months)s), %(client)s, %(status)s)",
            {
                "site": site_id,
                "client": client_id,
                "now": clock.now(),
                "months": months,
                "status": status,
            },
        )
        uow.connection.execute(
            "insert into uptime_days (site_id, day, client_id)"
            " values (%s, %s::date - make_interval(months => %s), %s)",
            (site_id, clock.now(), months, client_id),
        )
    uow.commit()

    done = handler({}, None)

    assert (done["uptime_days"], done["status_changes"]) == (3, 2)
    assert done["uptime_partitions_dropped"] == 0


def test_messages_that_left_a_week_ago_are_forgotten(database, uow, clock):
    uow.connection.execute(
        "insert into outbox (id, queue, body, created_at, sent_at) values"
        " (gen_random_uuid(), 'q', '{}', %(now)s, %(now)s),"
        " (gen_random_uuid(), 'q', '{}', %(now)s - interval '8 days',"
        " %(now)s - interval '8 days'),"
        " (gen_random_uuid(), 'q', '{}', %(now)s - interval '8 days', null)",
        {"now": clock.now()},
    )
    uow.commit()

    assert handler({}, None)["outbox"] == 1


def test_the_worker_may_not_drop_other_tables(database):
    import psycopg
    import pytest

    with database.unit_of_work(DatabaseRole.WORKER) as uow, pytest.raises(psycopg.Error):
        uow.connection.execute("select drop_partitions('users', 1)")
