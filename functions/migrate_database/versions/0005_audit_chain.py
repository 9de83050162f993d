"""The audit log becomes a chain: every entry has its number and its hash from its commit on.

Revision: 0005, after 0004

See docs/decisions on the audit chain. What is hashed stays as it was written: JSON is kept to the
letter, and who acted is remembered when the user is gone.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CHAIN_LOCK = 7_286_201_119_040_101

# The bytes that are hashed, see tools/verify_audit_log.py, which builds them anew from an export.
_ENTRY_TEXT = """
concat_ws(chr(31),
  number, entry.id,
  to_char(entry.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  entry.actor, coalesce(entry.user_id::text, ''), coalesce(entry.client_id::text, ''),
  entry.action, entry.object_kind, entry.object_id,
  coalesce(entry.before::text, ''), coalesce(entry.after::text, ''),
  coalesce(entry.address, ''), coalesce(entry.request_id, '')
)
"""
# What separates the texts may stand in none of them, and "nothing" has one spelling.
_UNAMBIGUOUS = """
address <> '' and request_id <> '' and position(chr(31) in
  actor || action || object_kind || object_id || coalesce(before::text, '')
  || coalesce(after::text, '') || coalesce(address, '') || coalesce(request_id, '')) = 0
"""


def upgrade() -> None:
    _keep_what_was_written()
    op.create_table(
        "audit_chain",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_chain")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_chain_entry_id")),
    )
    _chain_at_commit()
    _chain_what_is_there()
    _refuse_all_change()
    op.execute("alter table audit_chain enable row level security")
    op.execute("alter table audit_chain force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on audit_chain to wingman_{role}"
            " using (true) with check (true)"
        )
    # The trigger's function runs with its owner's rights: nobody else adds a link.
    op.execute("revoke all on audit_chain from wingman_staff, wingman_client, wingman_worker")
    op.execute("grant select on audit_chain to wingman_staff, wingman_worker")


def downgrade() -> None:
    op.execute("drop trigger audit_logs_chained on audit_logs")
    op.execute("drop trigger audit_logs_not_truncated on audit_logs")
    op.execute("drop function link_audit_entry(audit_logs)")
    op.execute("drop function chain_audit_entry()")
    op.drop_table("audit_chain")
    _forgive_lost_references()
    op.drop_index("ix_audit_logs_action_at", table_name="audit_logs")
    op.drop_index("ix_audit_logs_object_kind_object_id", table_name="audit_logs")
    op.drop_constraint(op.f("ck_audit_logs_unambiguous"), "audit_logs")
    for column in ("before", "after"):
        op.alter_column(
            "audit_logs",
            column,
            type_=postgresql.JSONB(),
            postgresql_using=f'"{column}"::jsonb',
        )
    for table, column in (("users", "user_id"), ("clients", "client_id")):
        op.create_foreign_key(
            op.f(f"fk_audit_logs_{column}_{table}"),
            "audit_logs",
            table,
            [column],
            ["id"],
            ondelete="SET NULL",
        )


def _keep_what_was_written() -> None:
    """An entry outlives what it speaks of: its ids are remembered, not looked after."""
    op.drop_constraint(op.f("fk_audit_logs_user_id_users"), "audit_logs", type_="foreignkey")
    op.drop_constraint(op.f("fk_audit_logs_client_id_clients"), "audit_logs", type_="foreignkey")
    for column in ("before", "after"):
        op.alter_column(
            "audit_logs", column, type_=postgresql.JSON(), postgresql_using=f'"{column}"::json'
        )
    op.create_check_constraint(op.f("ck_audit_logs_unambiguous"), "audit_logs", _UNAMBIGUOUS)
    op.create_index("ix_audit_logs_action_at", "audit_logs", ["action", "at"])
    op.create_index(
        "ix_audit_logs_object_kind_object_id", "audit_logs", ["object_kind", "object_id"]
    )


def _chain_at_commit() -> None:
    op.execute(
        f"""
        create function link_audit_entry(entry audit_logs)
        returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
        declare
          head audit_chain%rowtype;
          number bigint;
        begin
          -- Held until the commit is done: the next one sees this link. Taken last, it waits for
          -- commits only and for nobody's work.
          perform pg_advisory_xact_lock({_CHAIN_LOCK});
          select * into head from audit_chain order by seq desc limit 1;
          number := coalesce(head.seq, 0) + 1;
          insert into audit_chain (seq, entry_id, hash) values (
            number,
            entry.id,
            sha256(
              coalesce(head.hash, decode(repeat('00', 32), 'hex'))
              || convert_to({_ENTRY_TEXT}, 'UTF8')
            )
          );
        end $$
        """
    )
    op.execute(
        """
        create function chain_audit_entry() returns trigger language plpgsql
        security definer set search_path = pg_catalog, public, pg_temp as $$
        begin
          perform link_audit_entry(new);
          return null;
        end $$
        """
    )
    for function in ("link_audit_entry(audit_logs)", "chain_audit_entry()"):
        op.execute(f"revoke all on function {function} from public")
    op.execute(
        "create constraint trigger audit_logs_chained after insert on audit_logs"
        " deferrable initially deferred for each row execute function chain_audit_entry()"
    )


def _chain_what_is_there() -> None:
    op.execute(
        """
        do $$
        declare entry audit_logs;
        begin
          for entry in select * from audit_logs order by at, id loop
            perform link_audit_entry(entry);
          end loop;
        end $$
        """
    )


def _refuse_all_change() -> None:
    op.execute(
        """
        create or replace function refuse_change() returns trigger language plpgsql as $$
        begin
          raise exception 'the audit log is append-only';
        end $$
        """
    )
    op.execute(
        "create trigger audit_chain_append_only before update or delete on audit_chain"
        " for each row execute function refuse_change()"
    )
    for table in ("audit_logs", "audit_chain"):
        op.execute(
            f"create trigger {table}_not_truncated before truncate on {table}"
            " for each statement execute function refuse_change()"
        )


def _forgive_lost_references() -> None:
    """As before this migration: removing a user or a client sets the reference to null."""
    op.execute(
        """
        create or replace function refuse_change() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE'
             and (new.user_id is null or new.user_id = old.user_id)
             and (new.client_id is null or new.client_id = old.client_id)
             and (to_jsonb(new) - 'user_id' - 'client_id') = (to_jsonb(old) - 'user_id' - 'client_id')
          then return new; end if;
          raise exception 'the audit log is append-only';
        end $$
        """
    )
    op.execute("update audit_logs set user_id = null where user_id not in (select id from users)")
    op.execute(
        "update audit_logs set client_id = null where client_id not in (select id from clients)"
    )
