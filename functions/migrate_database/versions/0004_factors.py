"""Second factors, passkeys, personal tokens, and the security settings.

Revision: 0004, after 0003

What proves who somebody is belongs to a person and not to a client: these tables have no
client_id, and the client's role cannot touch them at all.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("totp_secrets", "recovery_codes", "passkeys", "personal_tokens", "security_settings")
_NOW = sa.text("now()")


def upgrade() -> None:
    op.add_column(
        "users",
        sa.Column(
            "session_epoch", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False
        ),
    )
    _create_totp_secrets()
    _create_recovery_codes()
    _create_passkeys()
    _create_personal_tokens()
    _create_security_settings()
    for table in _TABLES:
        _secure(table)
    _grant()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.drop_column("users", "session_epoch")


def _create_totp_secrets() -> None:
    op.create_table(
        "totp_secrets",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_counter", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("pending", sa.LargeBinary(), nullable=True),
        sa.Column("pending_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(sealed is null) = (confirmed_at is null)",
            name=op.f("ck_totp_secrets_confirmed_or_not"),
        ),
        sa.CheckConstraint(
            "(pending is null) = (pending_at is null)", name=op.f("ck_totp_secrets_pending_or_not")
        ),
        _of_user("totp_secrets"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_totp_secrets")),
    )


def _create_recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _of_user("recovery_codes"),
        sa.PrimaryKeyConstraint("user_id", "digest", name=op.f("pk_recovery_codes")),
    )


def _create_passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column(
            "transports",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        _of_user("passkeys"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_passkeys_user_id"), "passkeys", ["user_id"], unique=False)


def _create_personal_tokens() -> None:
    op.create_table(
        "personal_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("scopes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        _of_user("personal_tokens"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_personal_tokens_digest")),
    )
    op.create_index(
        op.f("ix_personal_tokens_user_id"), "personal_tokens", ["user_id"], unique=False
    )


def _create_security_settings() -> None:
    op.create_table(
        "security_settings",
        sa.Column("id", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "two_factor_required",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column(
            "two_person_approval", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "destructive_commands_per_hour",
            sa.Integer(),
            server_default=sa.text("200"),
            nullable=False,
        ),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.CheckConstraint("id", name=op.f("ck_security_settings_only_one")),
        sa.CheckConstraint(
            "destructive_commands_per_hour between 1 and 200",
            name=op.f("ck_security_settings_ceiling_in_bounds"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_settings")),
    )


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"), ondelete="CASCADE"
    )


def _secure(table: str) -> None:
    """No policy for the client's role: even a grant by mistake would show it nothing."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )


def _grant() -> None:
    both = "wingman_staff, wingman_worker"
    for table in _TABLES:
        op.execute(f"grant select, insert, delete on {table} to {both}")
    op.execute(f"grant update on totp_secrets, security_settings to {both}")
    # A row is one key or one token for ever: none can be made another's, or wider.
    op.execute(f"grant update (name, sign_count, last_used_at) on passkeys to {both}")
    op.execute(f"grant update (last_used_at) on personal_tokens to {both}")
