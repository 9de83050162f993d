"""Uptime: each change of status with its moment, rollups per hour and day, what is folded.

Revision: 0010, after 0009

A trigger notes changes of status, so that whoever changes one, today or later, cannot forget it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TABLES = ("status_changes", "uptime_hours", "uptime_days")
_BEFORE = ("site_monitors",)
_PARTITIONED = (*_BEFORE, "uptime_hours")
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_SETTING = "nullif(current_setting('app.site_ids', true), '')"
# As in 0007: each a scalar subquery, read once per statement.
_OF_THESE_SITES = (
    f"(select {_SETTING} is null)"
    f" or site_id = any ((select string_to_array({_SETTING}, ',')::uuid[])::uuid[])"
)


def upgrade() -> None:
    _make_status_changes()
    _make_rollups()
    _make_history_folds()
    for table in _TABLES:
        _secure(table)
    op.execute("grant select, insert, update, delete on status_changes to wingman_worker")
    op.execute("grant select, insert, update on status_changes to wingman_staff")
    for table in ("uptime_hours", "uptime_days"):
        op.execute(f"grant select, insert, update, delete on {table} to wingman_worker")
        op.execute(f"grant select on {table} to wingman_staff, wingman_client")
    op.execute("grant select, insert, update, delete on history_folds to wingman_worker")
    op.execute(_ensure_partitions(_PARTITIONED))
    op.execute(_drop_partitions(_PARTITIONED))
    op.execute("select ensure_partitions('uptime_hours', 1, 3)")


def downgrade() -> None:
    op.execute("drop trigger note_status_change on site_state")
    op.execute("drop trigger note_first_status on site_state")
    op.execute("drop function note_status_change()")
    for table in (*_TABLES, "history_folds"):
        op.execute(f"drop table {table}")
    op.execute(_ensure_partitions(_BEFORE))
    op.execute(_drop_partitions(_BEFORE))


def _make_status_changes() -> None:
    op.create_table(
        "status_changes",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_status_changes_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "at", name=op.f("pk_status_changes")),
    )
    # Not a tree: the planner would walk one back from `at` to find the last change of one site.
    op.create_index(
        "ix_status_changes_at", "status_changes", ["at"], unique=False, postgresql_using="brin"
    )
    op.execute(
        "insert into status_changes (site_id, at, client_id, status)"
        " select site_id, status_since, client_id, status from site_state"
    )
    op.execute(
        """
        create function note_status_change() returns trigger language plpgsql
        set search_path = public, pg_temp as $$
        begin
          insert into status_changes (site_id, at, client_id, status)
          values (new.site_id, new.status_since, new.client_id, new.status)
          on conflict (site_id, at) do update set status = excluded.status;
          return null;
        end $$
        """
    )
    op.execute(
        "create trigger note_first_status after insert on site_state"
        " for each row execute function note_status_change()"
    )
    op.execute(
        "create trigger note_status_change after update of status on site_state"
        " for each row when (old.status is distinct from new.status)"
        " execute function note_status_change()"
    )


def _make_rollups() -> None:
    op.create_table(
        "uptime_hours",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        *_sums(postgresql.ARRAY(sa.SmallInteger())),
        sa.Column("p50_ms", sa.Integer(), nullable=True),
        sa.Column("p95_ms", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_uptime_hours_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "hour", name=op.f("pk_uptime_hours")),
        postgresql_partition_by="RANGE (hour)",
    )
    # Rows come in order of time: a few pages tell where an hour lies.
    op.create_index(
        "ix_uptime_hours_hour", "uptime_hours", ["hour"], unique=False, postgresql_using="brin"
    )
    op.create_table(
        "uptime_days",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *_sums(postgresql.ARRAY(sa.Integer())),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_uptime_days_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "day", name=op.f("pk_uptime_days")),
    )
    op.create_index("ix_uptime_days_day", "uptime_days", ["day"], unique=False)


def _sums(histogram: postgresql.ARRAY[int]) -> list[sa.Column[Any]]:
    zero = sa.text("0")
    return [
        sa.Column("client_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), server_default=zero, nullable=False)
            for name in ("checks", "answers", "up_ms", "down_ms", "unknown_ms", "maintenance_ms")
        ),
        sa.Column("response_ms_sum", sa.BigInteger(), server_default=zero, nullable=False),
        sa.Column("histogram", histogram, server_default=sa.text("'{}'"), nullable=False),
    ]


def _make_history_folds() -> None:
    op.create_table(
        "history_folds",
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("period in ('hour', 'day')", name=op.f("ck_history_folds_period_known")),
        sa.PrimaryKeyConstraint("period", "starts_at", name=op.f("pk_history_folds")),
    )
    _admit("history_folds", "owner", "worker")


def _secure(table: str) -> None:
    _admit(table, "owner", "staff", "worker")
    op.execute(
        f"create policy client_rows on {table} to wingman_client"
        f" using ({_OF_THIS_CLIENT}) with check ({_OF_THIS_CLIENT})"
    )
    op.execute(
        f"create policy rows_of_these_sites on {table} as restrictive to wingman_client"
        f" using ({_OF_THESE_SITES}) with check ({_OF_THESE_SITES})"
    )


def _admit(table: str, *roles: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in roles:
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )


def _ensure_partitions(parents: tuple[str, ...]) -> str:
    return _ENSURE_PARTITIONS.replace(":parents", _listed(parents))


def _drop_partitions(parents: tuple[str, ...]) -> str:
    return _DROP_PARTITIONS.replace(":parents", _listed(parents))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


# As 0002 made them, for more tables; replacing keeps who may call them.
_ENSURE_PARTITIONS = """
        create or replace function ensure_partitions(parent text, months_back int, months_ahead int)
        returns int language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          first date := date_trunc('month', now() at time zone 'utc')::date;
          month date;
          partition text;
          made int := 0;
        begin
          if parent not in (:parents) then
            raise exception '% is not partitioned by month', parent;
          end if;
          for step in -months_back .. months_ahead loop
            month := first + make_interval(months => step);
            partition := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
            if to_regclass(partition) is null then
              execute format(
                'create table %I partition of %I for values from (%L) to (%L)',
                partition, parent, month::text || ' 00:00:00+00',
                (month + interval '1 month')::date::text || ' 00:00:00+00');
              made := made + 1;
            end if;
          end loop;
          return made;
        end $$
"""
_DROP_PARTITIONS = """
        create or replace function drop_partitions(parent text, months_kept int)
        returns int language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          oldest date := date_trunc('month', now() at time zone 'utc')::date
                         - make_interval(months => months_kept);
          partition text;
          dropped int := 0;
        begin
          if parent not in (:parents) or months_kept < 1 then
            raise exception 'refusing to drop partitions of % older than % months', parent, months_kept;
          end if;
          for partition in
            select child.relname from pg_inherits
              join pg_class child on child.oid = inhrelid
              join pg_class parents on parents.oid = inhparent
             where parents.relname = parent
               and to_date(right(child.relname, 7), 'YYYY_MM') < oldest
          loop
            execute format('drop table %I', partition);
            dropped := dropped + 1;
          end loop;
          return dropped;
        end $$
"""
