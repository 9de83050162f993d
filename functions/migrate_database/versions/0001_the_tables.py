"""The tables of every room.

Revision: 0001, after None
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clients",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "sort_name",
            sa.String(collation="C"),
            sa.Computed("lower(name)", persisted=True),
            nullable=False,
        ),
        sa.Column("contact_email", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("notes", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
    )
    op.create_index("ix_clients_sort_name", "clients", ["sort_name", "id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        postgresql_with={"fillfactor": "70"},
    )
    op.create_index(
        "ix_outbox_sent_at",
        "outbox",
        ["sent_at"],
        unique=False,
        postgresql_where=sa.text("sent_at is not null"),
    )
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["id"],
        unique=False,
        postgresql_where=sa.text("sent_at is null"),
    )
    op.create_table(
        "platform_keys",
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_platform_keys")),
    )
    op.create_table(
        "sites",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "sort_name",
            sa.String(collation="C"),
            sa.Computed("lower(name)", persisted=True),
            nullable=False,
        ),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("home_url", sa.String(), nullable=True),
        sa.Column(
            "tags", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("connection", sa.String(), server_default=sa.text("'none'"), nullable=False),
        sa.Column("connected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "check_interval_seconds", sa.Integer(), server_default=sa.text("60"), nullable=False
        ),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "connection in ('none', 'waiting', 'connected', 'disconnected', 'moved')",
            name=op.f("ck_sites_connection_known"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_sites_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("client_id", "url", name=op.f("uq_sites_client_id_url")),
    )
    op.create_index(
        "ix_sites_client_id_sort_name", "sites", ["client_id", "sort_name", "id"], unique=False
    )
    op.create_index("ix_sites_sort_name", "sites", ["sort_name", "id"], unique=False)
    op.create_table(
        "subscriptions",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=True),
        sa.Column("current_period_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "period in ('month', 'year')", name=op.f("ck_subscriptions_period_known")
        ),
        sa.CheckConstraint(
            "status in ('trialing', 'active', 'past_due', 'paused', 'cancelled')",
            name=op.f("ck_subscriptions_status_known"),
        ),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_subscriptions_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_subscriptions_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint("provider_id", name=op.f("uq_subscriptions_provider_id")),
    )
    op.create_index(
        op.f("ix_subscriptions_client_id"), "subscriptions", ["client_id"], unique=False
    )
    op.create_table(
        "users",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.String(), server_default=sa.text("'en'"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(role = 'client') = (client_id is not null)", name=op.f("ck_users_client_has_client")
        ),
        sa.CheckConstraint(
            "role in ('admin', 'support', 'client')", name=op.f("ck_users_role_known")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_users_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_index(op.f("ix_users_client_id"), "users", ["client_id"], unique=False)
    op.create_index(
        "uq_users_email_lower", "users", [sa.literal_column("lower(email)")], unique=True
    )
    op.create_table(
        "audit_logs",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_id", sa.String(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_audit_logs_client_id_clients"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_audit_logs_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_logs")),
    )
    op.create_index("ix_audit_logs_at", "audit_logs", ["at", "id"], unique=False)
    op.create_index("ix_audit_logs_client_id_at", "audit_logs", ["client_id", "at"], unique=False)
    op.create_index("ix_audit_logs_user_id_at", "audit_logs", ["user_id", "at"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("phase", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("progress", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("error", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')",
            name=op.f("ck_jobs_state_known"),
        ),
        sa.CheckConstraint("progress between 0 and 100", name=op.f("ck_jobs_progress_percent")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_jobs_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"],
            ["users.id"],
            name=op.f("fk_jobs_requested_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_jobs_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index(
        "ix_jobs_client_id_created_at", "jobs", ["client_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_jobs_requested_by"), "jobs", ["requested_by"], unique=False)
    op.create_index(op.f("ix_jobs_site_id"), "jobs", ["site_id"], unique=False)
    op.create_index(
        "ix_jobs_unfinished",
        "jobs",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("state in ('queued', 'running')"),
    )
    op.create_table(
        "notifications",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_notifications_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_notifications_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notifications")),
        sa.UniqueConstraint(
            "subject_key",
            "channel",
            "recipient",
            name=op.f("uq_notifications_subject_key_channel_recipient"),
        ),
    )
    op.create_index(
        "ix_notifications_client_id_requested_at",
        "notifications",
        ["client_id", "requested_at"],
        unique=False,
    )
    op.create_index(op.f("ix_notifications_site_id"), "notifications", ["site_id"], unique=False)
    op.create_table(
        "pairing_codes",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_pairing_codes_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["users.id"],
            name=op.f("fk_pairing_codes_created_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_pairing_codes_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_codes")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_pairing_codes_code_digest")),
    )
    op.create_index(
        op.f("ix_pairing_codes_client_id"), "pairing_codes", ["client_id"], unique=False
    )
    op.create_index(
        op.f("ix_pairing_codes_created_by"), "pairing_codes", ["created_by"], unique=False
    )
    op.create_index(op.f("ix_pairing_codes_site_id"), "pairing_codes", ["site_id"], unique=False)
    op.create_table(
        "site_conditions",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "severity in ('critical', 'warning', 'info')",
            name=op.f("ck_site_conditions_severity_known"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_conditions_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_site_conditions_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_conditions")),
    )
    op.create_index("ix_site_conditions_client_id", "site_conditions", ["client_id"], unique=False)
    op.create_index("ix_site_conditions_site_id", "site_conditions", ["site_id"], unique=False)
    op.create_index(
        "ix_site_conditions_worst_open",
        "site_conditions",
        ["severity", "opened_at", "id"],
        unique=False,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index(
        "uq_site_conditions_open",
        "site_conditions",
        ["site_id", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "site_daily_reports",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_daily_reports_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_site_daily_reports_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "day", name=op.f("pk_site_daily_reports")),
    )
    op.create_index(
        "ix_site_daily_reports_client_id", "site_daily_reports", ["client_id"], unique=False
    )
    op.create_table(
        "site_events",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), server_default=sa.text("'info'"), nullable=False),
        sa.Column("actor", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_events_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_site_events_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_events")),
    )
    op.create_index("ix_site_events_at", "site_events", ["at", "id"], unique=False)
    op.create_index("ix_site_events_client_id_at", "site_events", ["client_id", "at"], unique=False)
    op.create_index(
        "ix_site_events_site_id_at", "site_events", ["site_id", "at", "id"], unique=False
    )
    op.create_table(
        "site_inventories",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_inventories_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_site_inventories_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", "hash", name=op.f("pk_site_inventories")),
    )
    op.create_index(
        "ix_site_inventories_client_id", "site_inventories", ["client_id"], unique=False
    )
    op.create_table(
        "site_keys",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("key_digest", sa.String(), nullable=False),
        sa.Column("key_prefix", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_keys_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_site_keys_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_keys")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_site_keys_key_digest")),
    )
    op.create_index(op.f("ix_site_keys_client_id"), "site_keys", ["client_id"], unique=False)
    op.create_index(op.f("ix_site_keys_site_id"), "site_keys", ["site_id"], unique=False)
    op.create_table(
        "site_monitors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inventory_hash", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("disk_free_bytes", sa.BigInteger(), nullable=True),
        sa.Column("disk_total_bytes", sa.BigInteger(), nullable=True),
        sa.Column("database_bytes", sa.BigInteger(), nullable=True),
        sa.Column("uploads_bytes", sa.BigInteger(), nullable=True),
        sa.Column("memory_peak_bytes", sa.BigInteger(), nullable=True),
        sa.Column("load_ms", sa.Integer(), nullable=True),
        sa.Column("vitals", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_monitors_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_site_monitors_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "received_at", name=op.f("pk_site_monitors")),
        postgresql_partition_by="RANGE (received_at)",
    )
    op.create_index("ix_site_monitors_client_id", "site_monitors", ["client_id"], unique=False)
    op.create_index(
        "ix_site_monitors_site_id_seq", "site_monitors", ["site_id", "seq"], unique=False
    )
    op.create_table(
        "site_state",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("status_reason", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column(
            "status_since",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("response_ms", sa.Integer(), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("received_window", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("snapshot_window", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("snapshot_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("evaluated_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("snapshot_taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inventory_hash", sa.String(), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=True),
        sa.Column("vitals", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("wordpress_version", sa.String(), nullable=True),
        sa.Column("php_version", sa.String(), nullable=True),
        sa.Column("plugin_version", sa.String(), nullable=True),
        sa.Column("updates_core", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "updates_plugins", sa.SmallInteger(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column("updates_themes", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "updates_translations", sa.SmallInteger(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column(
            "problems_critical", sa.SmallInteger(), server_default=sa.text("0"), nullable=False
        ),
        sa.Column(
            "problems_warning", sa.SmallInteger(), server_default=sa.text("0"), nullable=False
        ),
        sa.CheckConstraint(
            "status in ('pending', 'online', 'degraded', 'offline', 'maintenance', 'unknown', 'paused')",
            name=op.f("ck_site_state_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_site_state_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_site_state_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_site_state")),
        postgresql_with={"fillfactor": "50"},
    )
    op.create_index("ix_site_state_client_id", "site_state", ["client_id"], unique=False)
    op.create_table(
        "support_tickets",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("assigned_to", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("status", sa.String(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("priority", sa.String(), server_default=sa.text("'normal'"), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "priority in ('low', 'normal', 'high', 'urgent')",
            name=op.f("ck_support_tickets_priority_known"),
        ),
        sa.CheckConstraint(
            "status in ('open', 'waiting', 'resolved')",
            name=op.f("ck_support_tickets_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["assigned_to"],
            ["users.id"],
            name=op.f("fk_support_tickets_assigned_to_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_support_tickets_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["users.id"],
            name=op.f("fk_support_tickets_opened_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_support_tickets_site_id_sites"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_tickets")),
    )
    op.create_index(
        op.f("ix_support_tickets_assigned_to"), "support_tickets", ["assigned_to"], unique=False
    )
    op.create_index(
        "ix_support_tickets_client_id_created_at",
        "support_tickets",
        ["client_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_support_tickets_opened_by"), "support_tickets", ["opened_by"], unique=False
    )
    op.create_index(
        op.f("ix_support_tickets_site_id"), "support_tickets", ["site_id"], unique=False
    )
    op.create_table(
        "updates",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("from_version", sa.String(), nullable=False),
        sa.Column("to_version", sa.String(), nullable=False),
        sa.Column("status", sa.String(), server_default=sa.text("'available'"), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind in ('core', 'plugin', 'theme')", name=op.f("ck_updates_kind_known")
        ),
        sa.CheckConstraint(
            "status in ('available', 'applied', 'withdrawn')", name=op.f("ck_updates_status_known")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_updates_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_updates_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_updates")),
    )
    op.create_index("ix_updates_client_id_status", "updates", ["client_id", "status"], unique=False)
    op.create_index("ix_updates_site_id", "updates", ["site_id"], unique=False)
    op.create_index(
        "uq_updates_available",
        "updates",
        ["site_id", "kind", "slug"],
        unique=True,
        postgresql_where=sa.text("status = 'available'"),
    )
    op.create_table(
        "backups",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("stored_bytes", sa.BigInteger(), nullable=True),
        sa.Column("manifest_key", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed', 'cancelled')",
            name=op.f("ck_backups_status_known"),
        ),
        sa.CheckConstraint(
            "type in ('full', 'files', 'database')", name=op.f("ck_backups_type_known")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_backups_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_backups_job_id_jobs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_backups_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
    )
    op.create_index(
        "ix_backups_client_id_created_at", "backups", ["client_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_backups_job_id"), "backups", ["job_id"], unique=False)
    op.create_index(
        "ix_backups_site_id_created_at", "backups", ["site_id", "created_at"], unique=False
    )
    op.create_table(
        "commands",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "arguments",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("status", sa.String(), server_default=sa.text("'requested'"), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("envelope", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("output", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("error", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status in ('requested', 'signed', 'delivered', 'running', 'succeeded', 'failed', 'refused', 'expired')",
            name=op.f("ck_commands_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_commands_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_commands_job_id_jobs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"],
            ["users.id"],
            name=op.f("fk_commands_requested_by_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_commands_site_id_sites"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commands")),
        sa.UniqueConstraint("site_id", "seq", name=op.f("uq_commands_site_id_seq")),
    )
    op.create_index(op.f("ix_commands_client_id"), "commands", ["client_id"], unique=False)
    op.create_index(op.f("ix_commands_job_id"), "commands", ["job_id"], unique=False)
    op.create_index(
        "ix_commands_open",
        "commands",
        ["site_id", "seq"],
        unique=False,
        postgresql_where=sa.text("status in ('requested', 'signed', 'delivered', 'running')"),
    )
    op.create_index(op.f("ix_commands_requested_by"), "commands", ["requested_by"], unique=False)
    op.create_table(
        "reports",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_until", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("object_key", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed')",
            name=op.f("ck_reports_status_known"),
        ),
        sa.CheckConstraint("period_from <= period_until", name=op.f("ck_reports_period_in_order")),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_reports_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_reports_job_id_jobs"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(
        "ix_reports_client_id_created_at", "reports", ["client_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_reports_job_id"), "reports", ["job_id"], unique=False)
    op.create_table(
        "security_scans",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("findings_critical", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("findings_warning", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "findings",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed', 'cancelled')",
            name=op.f("ck_security_scans_status_known"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_security_scans_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_security_scans_job_id_jobs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["sites.id"],
            name=op.f("fk_security_scans_site_id_sites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_scans")),
    )
    op.create_index("ix_security_scans_client_id", "security_scans", ["client_id"], unique=False)
    op.create_index(op.f("ix_security_scans_job_id"), "security_scans", ["job_id"], unique=False)
    op.create_index(
        "ix_security_scans_site_id_created_at",
        "security_scans",
        ["site_id", "created_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_security_scans_site_id_created_at", table_name="security_scans")
    op.drop_index(op.f("ix_security_scans_job_id"), table_name="security_scans")
    op.drop_index("ix_security_scans_client_id", table_name="security_scans")
    op.drop_table("security_scans")
    op.drop_index(op.f("ix_reports_job_id"), table_name="reports")
    op.drop_index("ix_reports_client_id_created_at", table_name="reports")
    op.drop_table("reports")
    op.drop_index(op.f("ix_commands_requested_by"), table_name="commands")
    op.drop_index(
        "ix_commands_open",
        table_name="commands",
        postgresql_where=sa.text("status in ('requested', 'signed', 'delivered', 'running')"),
    )
    op.drop_index(op.f("ix_commands_job_id"), table_name="commands")
    op.drop_index(op.f("ix_commands_client_id"), table_name="commands")
    op.drop_table("commands")
    op.drop_index("ix_backups_site_id_created_at", table_name="backups")
    op.drop_index(op.f("ix_backups_job_id"), table_name="backups")
    op.drop_index("ix_backups_client_id_created_at", table_name="backups")
    op.drop_table("backups")
    op.drop_index(
        "uq_updates_available",
        table_name="updates",
        postgresql_where=sa.text("status = 'available'"),
    )
    op.drop_index("ix_updates_site_id", table_name="updates")
    op.drop_index("ix_updates_client_id_status", table_name="updates")
    op.drop_table("updates")
    op.drop_index(op.f("ix_support_tickets_site_id"), table_name="support_tickets")
    op.drop_index(op.f("ix_support_tickets_opened_by"), table_name="support_tickets")
    op.drop_index("ix_support_tickets_client_id_created_at", table_name="support_tickets")
    op.drop_index(op.f("ix_support_tickets_assigned_to"), table_name="support_tickets")
    op.drop_table("support_tickets")
    op.drop_index("ix_site_state_client_id", table_name="site_state")
    op.drop_table("site_state")
    op.drop_index("ix_site_monitors_site_id_seq", table_name="site_monitors")
    op.drop_index("ix_site_monitors_client_id", table_name="site_monitors")
    op.drop_table("site_monitors")
    op.drop_index(op.f("ix_site_keys_site_id"), table_name="site_keys")
    op.drop_index(op.f("ix_site_keys_client_id"), table_name="site_keys")
    op.drop_table("site_keys")
    op.drop_index("ix_site_inventories_client_id", table_name="site_inventories")
    op.drop_table("site_inventories")
    op.drop_index("ix_site_events_site_id_at", table_name="site_events")
    op.drop_index("ix_site_events_client_id_at", table_name="site_events")
    op.drop_index("ix_site_events_at", table_name="site_events")
    op.drop_table("site_events")
    op.drop_index("ix_site_daily_reports_client_id", table_name="site_daily_reports")
    op.drop_table("site_daily_reports")
    op.drop_index(
        "uq_site_conditions_open",
        table_name="site_conditions",
        postgresql_where=sa.text("closed_at is null"),
    )
    op.drop_index(
        "ix_site_conditions_worst_open",
        table_name="site_conditions",
        postgresql_where=sa.text("closed_at is null"),
    )
    op.drop_index("ix_site_conditions_site_id", table_name="site_conditions")
    op.drop_index("ix_site_conditions_client_id", table_name="site_conditions")
    op.drop_table("site_conditions")
    op.drop_index(op.f("ix_pairing_codes_site_id"), table_name="pairing_codes")
    op.drop_index(op.f("ix_pairing_codes_created_by"), table_name="pairing_codes")
    op.drop_index(op.f("ix_pairing_codes_client_id"), table_name="pairing_codes")
    op.drop_table("pairing_codes")
    op.drop_index(op.f("ix_notifications_site_id"), table_name="notifications")
    op.drop_index("ix_notifications_client_id_requested_at", table_name="notifications")
    op.drop_table("notifications")
    op.drop_index(
        "ix_jobs_unfinished",
        table_name="jobs",
        postgresql_where=sa.text("state in ('queued', 'running')"),
    )
    op.drop_index(op.f("ix_jobs_site_id"), table_name="jobs")
    op.drop_index(op.f("ix_jobs_requested_by"), table_name="jobs")
    op.drop_index("ix_jobs_client_id_created_at", table_name="jobs")
    op.drop_table("jobs")
    op.drop_index("ix_audit_logs_user_id_at", table_name="audit_logs")
    op.drop_index("ix_audit_logs_client_id_at", table_name="audit_logs")
    op.drop_index("ix_audit_logs_at", table_name="audit_logs")
    op.drop_table("audit_logs")
    op.drop_index("uq_users_email_lower", table_name="users")
    op.drop_index(op.f("ix_users_client_id"), table_name="users")
    op.drop_table("users")
    op.drop_index(op.f("ix_subscriptions_client_id"), table_name="subscriptions")
    op.drop_table("subscriptions")
    op.drop_index("ix_sites_sort_name", table_name="sites")
    op.drop_index("ix_sites_client_id_sort_name", table_name="sites")
    op.drop_table("sites")
    op.drop_table("platform_keys")
    op.drop_index(
        "ix_outbox_unsent", table_name="outbox", postgresql_where=sa.text("sent_at is null")
    )
    op.drop_index(
        "ix_outbox_sent_at", table_name="outbox", postgresql_where=sa.text("sent_at is not null")
    )
    op.drop_table("outbox")
    op.drop_index("ix_clients_sort_name", table_name="clients")
    op.drop_table("clients")
