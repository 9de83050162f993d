"""Ways to tell people: channels, what goes to which, and what became of each delivery.

Revision: 0009, after 0008

Channels are the agency's: clients get no grant on any of these tables. Where a row names a client
or a site the fences of 0002 and 0007 stand all the same, so that a grant alone would open nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TABLES = ("channels", "channel_routes", "alert_deliveries", "routed_alerts")
_OF_A_CLIENT = ("channel_routes", "alert_deliveries")
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_SETTING = "nullif(current_setting('app.site_ids', true), '')"
_OF_THESE_SITES = (
    f"(select {_SETTING} is null)"
    f" or site_id = any ((select string_to_array({_SETTING}, ',')::uuid[])::uuid[])"
)
_NOW = sa.text("now()")


def upgrade() -> None:
    _add_channels()
    _add_routes()
    _add_deliveries()
    _add_routed_alerts()
    op.add_column("notifications", sa.Column("channel_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_notifications_channel_id_channels",
        "notifications",
        "channels",
        ["channel_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index("ix_notifications_channel_id", "notifications", ["channel_id"])
    op.add_column("outbox", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    for table in _TABLES:
        _secure(table)
    op.execute(
        "create policy rows_of_these_sites on alert_deliveries as restrictive to wingman_client"
        f" using ({_OF_THESE_SITES}) with check ({_OF_THESE_SITES})"
    )


def downgrade() -> None:
    op.drop_column("outbox", "not_before")
    op.drop_index("ix_notifications_channel_id", "notifications")
    op.drop_constraint("fk_notifications_channel_id_channels", "notifications")
    op.drop_column("notifications", "channel_id")
    for table in reversed(_TABLES):
        op.drop_table(table)


def _add_channels() -> None:
    op.create_table(
        "channels",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("sealed_target", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=True),
        sa.Column("is_enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_reason", sa.String(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.CheckConstraint(
            "kind in ('email', 'slack', 'discord', 'teams', 'webhook', 'sms')",
            name=op.f("ck_channels_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_channels_created_by_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_channels"),
    )


def _add_routes() -> None:
    op.create_table(
        "channel_routes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("minimum_severity", sa.String(), nullable=False),
        sa.Column("quiet_from", sa.SmallInteger(), nullable=True),
        sa.Column("quiet_until", sa.SmallInteger(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("wakes_for_critical", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "minimum_severity in ('info', 'warning', 'critical')",
            name=op.f("ck_channel_routes_minimum_severity"),
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channels.id"],
            name="fk_channel_routes_channel_id_channels",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_channel_routes_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_channel_routes"),
    )
    op.create_index("ix_channel_routes_channel_id", "channel_routes", ["channel_id"])
    op.create_index("ix_channel_routes_client_id", "channel_routes", ["client_id"])


def _add_deliveries() -> None:
    op.create_table(
        "alert_deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("receipt", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("reason", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome in ('waiting', 'delivered', 'retrying', 'failed', 'refused', 'withdrawn')",
            name=op.f("ck_alert_deliveries_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channels.id"],
            name="fk_alert_deliveries_channel_id_channels",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_alert_deliveries_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name="fk_alert_deliveries_site_id_sites",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alert_deliveries"),
    )
    op.create_index("ix_alert_deliveries_channel_id_id", "alert_deliveries", ["channel_id", "id"])
    op.create_index("ix_alert_deliveries_client_id", "alert_deliveries", ["client_id"])
    op.create_index("ix_alert_deliveries_site_id", "alert_deliveries", ["site_id"])


def _add_routed_alerts() -> None:
    op.create_table(
        "routed_alerts",
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("routed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject_key", name="pk_routed_alerts"),
    )
    # What is wrong already was told, or was not worth telling: its end need not wait for that.
    op.execute(
        "insert into routed_alerts (subject_key, routed_at)"
        " select concat('condition', chr(58), id, chr(58), 'problem'), opened_at from site_conditions"
        " where closed_at is null"
    )


def _secure(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )
    if table in _OF_A_CLIENT:
        op.execute(
            f"create policy client_rows on {table} to wingman_client"
            f" using ({_OF_THIS_CLIENT}) with check ({_OF_THIS_CLIENT})"
        )
    op.execute(f"grant select, insert, update, delete on {table} to wingman_staff, wingman_worker")
