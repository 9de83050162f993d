"""Incidents: what is down from when to when, whose sites it hits, and what was said about it.

Revision: 0012, after 0011

An incident of several sites belongs to no client. A client sees it through the sites of theirs that
it hits, and of its timeline what is public and either of everybody or of those sites.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_CLIENT = "nullif(current_setting('app.client_id', true), '')::uuid"
_SETTING = "nullif(current_setting('app.site_ids', true), '')"
# As in 0007: each a scalar subquery, read once per statement.
_OPEN = f"(select {_SETTING} is null)"
_THESE = f"any ((select string_to_array({_SETTING}, ',')::uuid[])::uuid[])"
_NOW = sa.text("now()")
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_incidents()
    _add_sites()
    _add_events()
    _add_links()
    _let_clients_see("incidents", seen_by="incidents.id")
    _let_clients_see("incident_events", seen_by="incident_events.incident_id", only="is_public")
    _let_clients_see("incident_sites")
    for table in ("incidents", "incident_sites", "incident_events"):
        op.execute(f"grant select on {table} to wingman_client")
    for table in ("incidents", "incident_sites", "incident_events", "incident_links"):
        _admit(table)
        op.execute(
            f"grant select, insert, update, delete on {table} to wingman_staff, wingman_worker"
        )


def downgrade() -> None:
    # The policies of the others look into incident_sites.
    for table in ("incident_links", "incident_events", "incidents"):
        op.execute(f"drop policy if exists client_rows on {table}")
        op.execute(f"drop policy if exists rows_of_these_sites on {table}")
    for table in ("incident_links", "incident_events", "incident_sites", "incidents"):
        op.drop_table(table)


def _add_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("monitor_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("shared", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("started_at", _AT, nullable=False),
        sa.Column("acknowledged_at", _AT, nullable=True),
        sa.Column("acknowledged_by", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("resolved_at", _AT, nullable=True),
        sa.Column("updated_at", _AT, server_default=_NOW, nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state in ('open', 'acknowledged', 'resolved')", name=op.f("ck_incidents_state_known")
        ),
        sa.CheckConstraint(
            "severity in ('critical', 'warning', 'info')", name=op.f("ck_incidents_severity_known")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_incidents_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_incidents_site_id_sites"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["incidents.id"],
            name=op.f("fk_incidents_merged_into_incidents"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_started_at", "incidents", ["started_at", "id"])
    op.create_index("ix_incidents_client_id", "incidents", ["client_id"])
    op.create_index("ix_incidents_site_id", "incidents", ["site_id"])
    op.create_index("ix_incidents_merged_into", "incidents", ["merged_into"])


def _add_sites() -> None:
    op.create_table(
        "incident_sites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("monitor_id", sa.Uuid(), nullable=True),
        sa.Column("alert_key", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("started_at", _AT, nullable=False),
        sa.Column("resolved_at", _AT, nullable=True),
        sa.Column("address", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("network", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("evidence", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
            name=op.f("fk_incident_sites_incident_id_incidents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_incident_sites_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_incident_sites_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_sites")),
    )
    # A site, or one monitor of it, is down once at a time: no doubled message opens it twice.
    op.create_index(
        "uq_incident_sites_open",
        "incident_sites",
        ["site_id", "monitor_id"],
        unique=True,
        postgresql_where=sa.text("resolved_at is null"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_index("ix_incident_sites_incident_id", "incident_sites", ["incident_id"])
    op.create_index("ix_incident_sites_site_id", "incident_sites", ["site_id"])
    op.create_index("ix_incident_sites_client_id", "incident_sites", ["client_id"])
    op.create_index(
        "ix_incident_sites_network",
        "incident_sites",
        ["network", "started_at"],
        postgresql_where=sa.text("resolved_at is null"),
    )


def _add_events() -> None:
    op.create_table(
        "incident_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("author", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("detail", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind in ('opened', 'joined', 'recovered', 'acknowledged', 'note', 'post_mortem',"
            " 'resolved')",
            name=op.f("ck_incident_events_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
            name=op.f("fk_incident_events_incident_id_incidents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_incident_events_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_incident_events_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_events")),
    )
    op.create_index(
        "uq_incident_events_post_mortem",
        "incident_events",
        ["incident_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'post_mortem'"),
    )
    op.create_index("ix_incident_events_incident_id", "incident_events", ["incident_id", "at"])
    op.create_index("ix_incident_events_site_id", "incident_events", ["site_id"])
    op.create_index("ix_incident_events_client_id", "incident_events", ["client_id"])


def _add_links() -> None:
    op.create_table(
        "incident_links",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("expires_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
            name=op.f("fk_incident_links_incident_id_incidents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_incident_links")),
    )
    op.create_index("ix_incident_links_incident_id", "incident_links", ["incident_id"])
    op.create_index("ix_incident_links_expires_at", "incident_links", ["expires_at"])


def _let_clients_see(table: str, *, seen_by: str = "", only: str = "true") -> None:
    """`seen_by`: the incident of a row that is of no client, seen through the sites it hits."""
    own, narrowed = f"client_id = {_CLIENT}", f"{_OPEN} or site_id = {_THESE}"
    if not seen_by:
        using, fence = own, narrowed
    else:
        hits = f"select 1 from incident_sites m where m.incident_id = {seen_by}"
        using = f"({own} or client_id is null and exists ({hits} and m.client_id = {_CLIENT}))"
        fence = f"{narrowed} or site_id is null and exists ({hits} and m.site_id = {_THESE})"
    op.execute(
        f"create policy client_rows on {table} to wingman_client"
        f" using ({only} and {using}) with check ({own})"
    )
    op.execute(
        f"create policy rows_of_these_sites on {table} as restrictive to wingman_client"
        f" using ({fence}) with check ({fence})"
    )


def _admit(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )
