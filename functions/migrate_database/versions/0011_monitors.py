"""Monitors: what is watched beside the home page of a site.

Revision: 0011, after 0010

Clients read theirs, as the fences of 0002 and 0007 say; a monitor of no site is the whole client's.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLE = "monitors"
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_SETTING = "nullif(current_setting('app.site_ids', true), '')"
_OF_THESE_SITES = (
    f"(select {_SETTING} is null)"
    f" or site_id = any ((select string_to_array({_SETTING}, ',')::uuid[])::uuid[])"
)
_NOW = sa.text("now()")
_EMPTY = sa.text("''")


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("interval_seconds", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("port", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("sealed_secrets", sa.LargeBinary(), nullable=True),
        sa.Column(
            "secret_names", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False
        ),
        sa.Column("ping_digest", sa.String(), nullable=True),
        sa.Column("is_paused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("status", sa.String(), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("status_reason", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("status_detail", sa.String(), server_default=_EMPTY, nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("facts", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("belief", postgresql.JSONB(), nullable=True),
        sa.Column("alarm", sa.String(), nullable=True),
        sa.Column("alarmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.CheckConstraint(
            "kind in ('http', 'tcp', 'dns', 'domain', 'heartbeat')", name=op.f("ck_monitors_kind")
        ),
        sa.CheckConstraint("alarm in ('critical', 'warning')", name=op.f("ck_monitors_alarm")),
        sa.CheckConstraint("interval_seconds > 0", name=op.f("ck_monitors_interval_seconds")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_monitors_client_id_clients", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name="fk_monitors_site_id_sites", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_monitors_created_by_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_monitors"),
    )
    op.create_index("ix_monitors_client_id", _TABLE, ["client_id"])
    op.create_index("ix_monitors_site_id", _TABLE, ["site_id"])
    op.execute(f"alter table {_TABLE} enable row level security")
    op.execute(f"alter table {_TABLE} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {_TABLE} to wingman_{role} using (true) with check (true)"
        )
    op.execute(
        f"create policy client_rows on {_TABLE} to wingman_client"
        f" using ({_OF_THIS_CLIENT}) with check ({_OF_THIS_CLIENT})"
    )
    op.execute(
        f"create policy rows_of_these_sites on {_TABLE} as restrictive to wingman_client"
        f" using ({_OF_THESE_SITES}) with check ({_OF_THESE_SITES})"
    )
    op.execute(f"grant select, insert, update, delete on {_TABLE} to wingman_staff, wingman_worker")
    op.execute(f"grant select on {_TABLE} to wingman_client")


def downgrade() -> None:
    op.drop_table(_TABLE)
