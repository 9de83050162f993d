"""Keys that change hands, proofs of place, approvals of what destroys, and the signer's own books.

Revision: 0006, after 0005

The signer speaks to the database as a role of its own. Which passkeys may approve, and what was
signed, is written in books that this role alone may write: whoever holds the role of the API can
neither approve a destructive command nor hide how many there were.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SIGNER = "wingman_signer"
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_TENANT_TABLES = ("approvals", "approval_votes", "command_signatures")
_CONNECTIONS = ("none", "waiting", "connected", "disconnected", "moved")
# What the signer reads before it signs, and what it leaves behind.
_SIGNER_READS = (
    "approval_votes",
    "approvals",
    "clients",
    "commands",
    "jobs",
    "passkeys",
    "platform_key_lists",
    "platform_keys",
    "security_settings",
    "site_state",
    "sites",
)
_PEOPLE_COLUMNS = "id, email, name, role, is_active, client_id, locale"
_SIGNER_UPDATES = ("approvals", "commands", "jobs")
_SIGNER_ADDS = ("audit_logs", "notifications", "outbox", "site_events")
# With row-level security and FORCE, a role without a policy sees nothing.
_SIGNER_POLICIES = (
    "approval_votes",
    "approvals",
    "approver_keys",
    "audit_logs",
    "clients",
    "command_signatures",
    "commands",
    "jobs",
    "notifications",
    "passkeys",
    "platform_key_lists",
    "security_settings",
    "site_events",
    "site_state",
    "sites",
    "users",
)


def upgrade() -> None:
    _extend_site_keys()
    _extend_sites()
    _add_platform_key_lists()
    _add_approvals()
    _add_the_signers_books()
    _create_signer()
    _grant()


def downgrade() -> None:
    for table in _SIGNER_POLICIES:
        op.execute(f"drop policy if exists signer_rows on {table}")
    op.execute(f"revoke all on all tables in schema public from {_SIGNER}")
    op.execute(f"revoke select ({_PEOPLE_COLUMNS}) on users from {_SIGNER}")
    op.execute(f"revoke usage on schema public from {_SIGNER}")
    op.execute("grant insert, update, delete on platform_keys to wingman_staff, wingman_worker")
    for table in (
        "command_signatures",
        "approver_keys",
        "approval_votes",
        "approvals",
        "platform_key_lists",
    ):
        op.drop_table(table)
    _replace_connection_check(_CONNECTIONS, given_up="'waiting_proof'", instead="'waiting'")
    for column in _SITE_COLUMNS:
        op.drop_column("sites", column)
    for column in _SITE_KEY_COLUMNS:
        op.drop_column("site_keys", column)
    # The role stays: it belongs to the cluster, and another database may use it.


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


_SITE_KEY_COLUMNS: dict[str, TypeEngine[Any]] = {
    "command_id": sa.Uuid(),
    "confirmed_at": sa.DateTime(timezone=True),
    "last_used_at": sa.DateTime(timezone=True),
    "retires_at": sa.DateTime(timezone=True),
}
_SITE_COLUMNS: dict[str, TypeEngine[Any]] = {
    "public_key_since": sa.DateTime(timezone=True),
    "next_public_key": sa.LargeBinary(),
    "previous_public_key": sa.LargeBinary(),
    "previous_key_until": sa.DateTime(timezone=True),
    "rotation_requested_at": sa.DateTime(timezone=True),
    "proof_challenge": sa.String(),
    "proof_asked_at": sa.DateTime(timezone=True),
    "proof_problem": postgresql.JSONB(astext_type=sa.Text()),
}


def _extend_site_keys() -> None:
    for name, kind in _SITE_KEY_COLUMNS.items():
        op.add_column("site_keys", sa.Column(name, kind, nullable=True))
    # Keys from before this migration are those that sites use.
    op.execute("update site_keys set confirmed_at = created_at")


def _extend_sites() -> None:
    for name, kind in _SITE_COLUMNS.items():
        op.add_column("sites", sa.Column(name, kind, nullable=True))
    op.execute("update sites set public_key_since = connected_at where public_key is not null")
    _replace_connection_check((*_CONNECTIONS, "waiting_proof"))


def _replace_connection_check(
    known: tuple[str, ...], *, given_up: str | None = None, instead: str = "''"
) -> None:
    op.execute("alter table sites drop constraint ck_sites_connection_known")
    if given_up:
        op.execute(f"update sites set connection = {instead} where connection = {given_up}")
    names = ", ".join(f"'{name}'" for name in known)
    op.execute(
        "alter table sites add constraint ck_sites_connection_known"
        f" check (connection in ({names}))"
    )


def _add_platform_key_lists() -> None:
    op.create_table(
        "platform_key_lists",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["received_by"],
            ["users.id"],
            name=op.f("fk_platform_key_lists_received_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_platform_key_lists")),
    )
    op.create_index(
        op.f("ix_platform_key_lists_received_by"), "platform_key_lists", ["received_by"]
    )


def _reference(table: str, column: str, to: str, *, on_delete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=on_delete
    )


def _add_approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approvals_needed", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        _instant("decided_at"),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'approved', 'rejected', 'expired')",
            name=op.f("ck_approvals_state_known"),
        ),
        sa.CheckConstraint(
            "approvals_needed between 1 and 2", name=op.f("ck_approvals_one_or_two_people")
        ),
        _reference("approvals", "client_id", "clients", on_delete="CASCADE"),
        _reference("approvals", "site_id", "sites", on_delete="CASCADE"),
        _reference("approvals", "command_id", "commands", on_delete="CASCADE"),
        _reference("approvals", "requested_by", "users", on_delete="SET NULL"),
        _reference("approvals", "decided_by", "users", on_delete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("command_id", name=op.f("uq_approvals_command_id")),
    )
    op.create_index(
        "ix_approvals_client_id_requested_at", "approvals", ["client_id", "requested_at"]
    )
    op.create_index("ix_approvals_requested_at", "approvals", ["requested_at", "id"])
    for column in ("site_id", "requested_by", "decided_by"):
        op.create_index(op.f(f"ix_approvals_{column}"), "approvals", [column])
    op.create_table(
        "approval_votes",
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("assertion", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _reference("approval_votes", "approval_id", "approvals", on_delete="CASCADE"),
        _reference("approval_votes", "user_id", "users", on_delete="CASCADE"),
        _reference("approval_votes", "client_id", "clients", on_delete="CASCADE"),
        sa.PrimaryKeyConstraint("approval_id", "user_id", name=op.f("pk_approval_votes")),
    )
    for column in ("user_id", "client_id"):
        op.create_index(op.f(f"ix_approval_votes_{column}"), "approval_votes", [column])


def _secure(table: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )
    if table in _TENANT_TABLES:
        op.execute(
            f"create policy client_rows on {table} to wingman_client"
            f" using ({_OF_THIS_CLIENT}) with check ({_OF_THIS_CLIENT})"
        )


def _add_the_signers_books() -> None:
    op.create_table(
        "approver_keys",
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        _reference("approver_keys", "user_id", "users", on_delete="CASCADE"),
        sa.PrimaryKeyConstraint("credential_id", name=op.f("pk_approver_keys")),
    )
    op.create_index(op.f("ix_approver_keys_user_id"), "approver_keys", ["user_id"])
    op.create_table(
        "command_signatures",
        # No reference: what was signed stays in the book when the command is deleted.
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_destructive", sa.Boolean(), nullable=False),
        sa.Column("first_signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("command_id", name=op.f("pk_command_signatures")),
    )
    op.create_index(
        "ix_command_signatures_destructive",
        "command_signatures",
        ["first_signed_at"],
        postgresql_where=sa.text("is_destructive"),
    )
    for table in (*_TENANT_TABLES, "approver_keys", "platform_key_lists"):
        _secure(table)


def _create_signer() -> None:
    op.execute(
        f"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{_SIGNER}') then
            create role {_SIGNER} login nosuperuser;
          end if;
          if exists (select from pg_roles where rolname = 'rds_iam') then
            grant rds_iam to {_SIGNER};
          end if;
        end $$
        """
    )
    op.execute(f"alter role {_SIGNER} set statement_timeout = '15s'")
    op.execute(f"alter role {_SIGNER} set lock_timeout = '5s'")
    op.execute(f"alter role {_SIGNER} set idle_in_transaction_session_timeout = '15s'")


def _grant() -> None:
    op.execute("grant select, insert, update, delete on approvals to wingman_staff, wingman_worker")
    op.execute("grant select, insert on approval_votes to wingman_staff, wingman_worker")
    op.execute("grant select, insert on platform_key_lists to wingman_staff")
    op.execute("grant select on platform_key_lists to wingman_worker")
    # Only a deployment makes a key of ours known; what plugins believe is the root-signed list.
    op.execute("revoke insert, update, delete on platform_keys from wingman_staff, wingman_worker")
    op.execute("grant select on approver_keys, command_signatures to wingman_staff, wingman_worker")
    op.execute(f"grant usage on schema public to {_SIGNER}")
    op.execute(f"grant select on {', '.join(_SIGNER_READS)} to {_SIGNER}")
    # No password, no secret: who somebody is, is all that matters here.
    op.execute(f"grant select ({_PEOPLE_COLUMNS}) on users to {_SIGNER}")
    op.execute(f"grant update on {', '.join(_SIGNER_UPDATES)} to {_SIGNER}")
    op.execute(f"grant insert on {', '.join(_SIGNER_ADDS)} to {_SIGNER}")
    op.execute(f"grant select, insert, delete on approver_keys to {_SIGNER}")
    op.execute(f"grant select, insert on command_signatures to {_SIGNER}")
    for table in _SIGNER_POLICIES:
        op.execute(
            f"create policy signer_rows on {table} to {_SIGNER} using (true) with check (true)"
        )
