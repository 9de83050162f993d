"""Invitations, one-time links, and people who see only some sites.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STILL_OPEN = sa.text("used_at is null and revoked_at is null")
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
# All but the hash of the password: the portal has no use for it.
_CLIENT_READS_OF_USERS = (
    "id, email, name, role, client_id, locale, is_active, is_limited, last_login_at, created_at,"
    " updated_at"
)


def upgrade() -> None:
    _limit_users()
    _add_invitations()
    _add_one_time_links()
    for table in ("user_sites", "invitations"):
        _secure(table)
    op.execute(
        "grant select, insert, update, delete on user_sites, invitations, one_time_links"
        " to wingman_staff, wingman_worker"
    )
    op.execute("grant select on user_sites to wingman_client")
    op.execute("revoke select on users from wingman_client")
    op.execute(f"grant select ({_CLIENT_READS_OF_USERS}) on users to wingman_client")


def downgrade() -> None:
    op.execute(f"revoke select ({_CLIENT_READS_OF_USERS}) on users from wingman_client")
    op.execute("grant select on users to wingman_client")
    op.drop_table("one_time_links")
    op.drop_table("invitations")
    op.drop_table("user_sites")
    op.drop_constraint(op.f("ck_users_only_clients_are_limited"), "users")
    op.drop_column("users", "is_limited")


def _limit_users() -> None:
    op.add_column(
        "users",
        sa.Column("is_limited", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_users_only_clients_are_limited"), "users", "role = 'client' or not is_limited"
    )
    op.create_table(
        "user_sites",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_user_sites_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_user_sites_site_id_sites"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_sites_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "site_id", name=op.f("pk_user_sites")),
    )
    op.create_index("ix_user_sites_client_id_user_id", "user_sites", ["client_id", "user_id"])
    op.create_index(op.f("ix_user_sites_site_id"), "user_sites", ["site_id"])


def _add_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("site_ids", sa.ARRAY(sa.Uuid()), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
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
            "role in ('admin', 'support', 'client')", name=op.f("ck_invitations_role_known")
        ),
        sa.CheckConstraint(
            "(role = 'client') = (client_id is not null)",
            name=op.f("ck_invitations_client_has_client"),
        ),
        sa.CheckConstraint(
            "role = 'client' or site_ids is null",
            name=op.f("ck_invitations_only_clients_are_limited"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_invitations_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"],
            ["users.id"],
            name=op.f("fk_invitations_invited_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_created_at", "invitations", ["created_at", "id"])
    op.create_index(op.f("ix_invitations_client_id"), "invitations", ["client_id"])
    op.create_index(op.f("ix_invitations_invited_by"), "invitations", ["invited_by"])
    op.create_index(
        "uq_invitations_open_email",
        "invitations",
        [sa.literal_column("lower(email)")],
        unique=True,
        postgresql_where=_STILL_OPEN,
    )


def _add_one_time_links() -> None:
    op.create_table(
        "one_time_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose in ('invitation', 'password_reset', 'email_change')",
            name=op.f("ck_one_time_links_purpose_known"),
        ),
        sa.CheckConstraint(
            "(purpose = 'invitation') = (invitation_id is not null)",
            name=op.f("ck_one_time_links_invites"),
        ),
        sa.CheckConstraint(
            "(purpose = 'invitation') = (user_id is null)",
            name=op.f("ck_one_time_links_concerns_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name=op.f("fk_one_time_links_invitation_id_invitations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_one_time_links_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_one_time_links_digest")),
    )
    op.create_index(op.f("ix_one_time_links_invitation_id"), "one_time_links", ["invitation_id"])
    op.create_index(op.f("ix_one_time_links_user_id"), "one_time_links", ["user_id"])
    op.create_index(
        "uq_one_time_links_open_user_id",
        "one_time_links",
        ["user_id", "purpose"],
        unique=True,
        postgresql_where=_STILL_OPEN,
    )
    op.create_index(
        "uq_one_time_links_open_invitation_id",
        "one_time_links",
        ["invitation_id"],
        unique=True,
        postgresql_where=_STILL_OPEN,
    )


def _secure(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )
    op.execute(
        f"create policy client_rows on {table} to wingman_client"
        f" using ({_OF_THIS_CLIENT}) with check ({_OF_THIS_CLIENT})"
    )
