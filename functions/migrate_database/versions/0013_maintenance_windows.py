"""Maintenance windows, pauses that end by themselves, and the fleet's sum of each hour.

Revision: 0013, after 0012

A window names its sites by rule (all, clients, tags, sites), so it has no client of its own. A
client may read those that cover a site that the client may see: the policy asks `sites`, whose own
policies answer. The fleet's sums are the agency's: no client gets a grant.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NOW = sa.text("now()")
_EMPTY = sa.text("'{}'")
_ZERO = sa.text("0")


def upgrade() -> None:
    op.add_column("sites", sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_sites_paused_until",
        "sites",
        ["paused_until"],
        postgresql_where=sa.text("paused_until is not null"),
    )
    _add_windows()
    _add_fleet_hours()
    _cover_days("include (up_ms, down_ms)")
    op.create_index(
        "ix_uptime_days_with_downtime",
        "uptime_days",
        ["day"],
        postgresql_include=["site_id", "client_id", "down_ms"],
        postgresql_where=sa.text("down_ms > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_uptime_days_with_downtime", "uptime_days")
    _cover_days("")
    op.drop_table("uptime_fleet_hours")
    op.drop_table("maintenance_windows")
    op.drop_index("ix_sites_paused_until", "sites")
    op.drop_column("sites", "paused_until")


def _cover_days(with_what: str) -> None:
    op.execute(
        "alter table uptime_days drop constraint pk_uptime_days,"
        f" add constraint pk_uptime_days primary key (site_id, day) {with_what}"
    )


def _add_windows() -> None:
    op.create_table(
        "maintenance_windows",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=False), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("recurrence", sa.String(), nullable=False),
        sa.Column(
            "weekdays", postgresql.ARRAY(sa.SmallInteger()), server_default=_EMPTY, nullable=False
        ),
        sa.Column("month_day", sa.SmallInteger(), nullable=True),
        sa.Column("month_week", sa.SmallInteger(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("covers_all", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("client_ids", postgresql.ARRAY(sa.Uuid()), server_default=_EMPTY, nullable=False),
        sa.Column("site_ids", postgresql.ARRAY(sa.Uuid()), server_default=_EMPTY, nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default=_EMPTY, nullable=False),
        sa.Column("is_down_expected", sa.Boolean(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was_open", sa.Boolean(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.CheckConstraint(
            "recurrence in ('once', 'daily', 'weekly', 'monthly_by_day', 'monthly_by_weekday')",
            name=op.f("ck_maintenance_windows_recurrence_known"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["users.id"],
            name="fk_maintenance_windows_created_by_users",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_windows"),
    )
    _admit("maintenance_windows")
    op.execute(
        "create policy client_rows on maintenance_windows for select to wingman_client"
        " using (nullif(current_setting('app.client_id', true), '') is not null"
        " and exists (select from sites s where covers_all or s.client_id = any(client_ids)"
        " or s.id = any(site_ids) or s.tags && maintenance_windows.tags))"
    )
    op.execute(
        "grant select, insert, update, delete on maintenance_windows"
        " to wingman_staff, wingman_worker"
    )
    op.execute("grant select on maintenance_windows to wingman_client")


def _add_fleet_hours() -> None:
    op.create_table(
        "uptime_fleet_hours",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.BigInteger(), server_default=_ZERO, nullable=False)
            for name in (
                "checks",
                "answers",
                "up_ms",
                "down_ms",
                "unknown_ms",
                "maintenance_ms",
                "response_ms_sum",
            )
        ),
        sa.Column(
            "histogram", postgresql.ARRAY(sa.BigInteger()), server_default=_EMPTY, nullable=False
        ),
        sa.PrimaryKeyConstraint("hour", name="pk_uptime_fleet_hours"),
    )
    _admit("uptime_fleet_hours")
    op.execute("grant select, insert, update, delete on uptime_fleet_hours to wingman_worker")
    op.execute("grant select on uptime_fleet_hours to wingman_staff")
    buckets = ", ".join(f"coalesce(sum(histogram[{n}]), 0)" for n in range(1, 37))
    op.execute(
        "insert into uptime_fleet_hours (hour, checks, answers, up_ms, down_ms, unknown_ms,"
        " maintenance_ms, response_ms_sum, histogram) select hour, sum(checks), sum(answers),"
        " sum(up_ms), sum(down_ms), sum(unknown_ms), sum(maintenance_ms), sum(response_ms_sum),"
        f" array[{buckets}]::bigint[] from uptime_hours"
        " where hour >= now() - interval '31 days' group by hour"
    )


def _admit(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )
