"""Roles with their limits, row-level security, an append-only audit log, monthly partitions.

Revision: 0002, after 0001

The owner needs CREATEROLE. No role bypasses row-level security: each has its own plain policy, so
that the rule is in one place and an equality the planner can use.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LOGIN_ROLES = ("wingman_staff", "wingman_client", "wingman_worker")
_LIMITS = {
    # role: (statement, waiting for a lock, idle inside a transaction)
    "wingman_staff": ("15s", "3s", "15s"),
    "wingman_client": ("10s", "3s", "15s"),
    "wingman_worker": ("60s", "5s", "60s"),
}
_TENANT_TABLES = (
    "audit_logs",
    "backups",
    "commands",
    "jobs",
    "notifications",
    "pairing_codes",
    "reports",
    "security_scans",
    "site_conditions",
    "site_daily_reports",
    "site_events",
    "site_inventories",
    "site_keys",
    "site_monitors",
    "site_state",
    "sites",
    "subscriptions",
    "support_tickets",
    "updates",
    "users",
)
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
# What a client may read in the portal; keys, codes, commands and the audit log stay inside.
_CLIENT_READS = (
    "backups",
    "clients",
    "jobs",
    "reports",
    "security_scans",
    "site_conditions",
    "site_events",
    "site_inventories",
    "site_monitors",
    "site_state",
    "sites",
    "subscriptions",
    "support_tickets",
    "updates",
    "users",
)


def upgrade() -> None:
    for role in _LOGIN_ROLES:
        _create_role(role)
    for table in _TENANT_TABLES:
        _secure(table, _OF_THIS_CLIENT)
    _secure("clients", _OF_THIS_CLIENT.replace("client_id =", "id =", 1))
    _grant()
    _make_audit_log_append_only()
    _add_partition_functions()


def downgrade() -> None:
    op.execute("drop function drop_partitions(text, int)")
    op.execute("drop function ensure_partitions(text, int, int)")
    op.execute("drop trigger audit_logs_append_only on audit_logs")
    op.execute("drop function refuse_change()")
    for table in (*_TENANT_TABLES, "clients"):
        for policy in ("owner", "staff", "worker", "client"):
            op.execute(f"drop policy if exists {policy}_rows on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
    for role in _LOGIN_ROLES:
        op.execute(f"revoke all on all tables in schema public from {role}")
        op.execute(f"revoke usage on schema public from {role}")
    # The roles stay: they belong to the cluster, and another database may use them.


def _create_role(role: str) -> None:
    statement, lock, idle = _LIMITS[role]
    op.execute(
        f"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{role}') then
            create role {role} login nosuperuser;
          end if;
          if exists (select from pg_roles where rolname = 'rds_iam') then
            grant rds_iam to {role};
          end if;
        end $$
        """
    )
    op.execute(f"alter role {role} set statement_timeout = '{statement}'")
    op.execute(f"alter role {role} set lock_timeout = '{lock}'")
    op.execute(f"alter role {role} set idle_in_transaction_session_timeout = '{idle}'")


def _secure(table: str, of_this_client: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {table} to wingman_{role} using (true) with check (true)"
        )
    op.execute(
        f"create policy client_rows on {table} to wingman_client"
        f" using ({of_this_client}) with check ({of_this_client})"
    )


def _grant() -> None:
    op.execute("revoke all on schema public from public")
    op.execute("grant usage on schema public to wingman_staff, wingman_client, wingman_worker")
    op.execute(
        "grant select, insert, update, delete on all tables in schema public"
        " to wingman_staff, wingman_worker"
    )
    op.execute(f"grant select on {', '.join(_CLIENT_READS)} to wingman_client")
    # A client's own acts leave their message, their job and their trace like everyone's.
    op.execute("grant insert on outbox, jobs, site_events, audit_logs to wingman_client")


def _make_audit_log_append_only() -> None:
    op.execute("revoke update, delete on audit_logs from wingman_staff, wingman_worker")
    op.execute(
        """
        create function refuse_change() returns trigger language plpgsql as $$
        begin
          -- Removing a user or a client sets the reference to null, and nothing else may change.
          if tg_op = 'UPDATE'
             and (new.user_id is null or new.user_id = old.user_id)
             and (new.client_id is null or new.client_id = old.client_id)
             and (to_jsonb(new) - 'user_id' - 'client_id') = (to_jsonb(old) - 'user_id' - 'client_id')
          then return new; end if;
          raise exception 'the audit log is append-only';
        end $$
        """
    )
    op.execute(
        "create trigger audit_logs_append_only before update or delete on audit_logs"
        " for each row execute function refuse_change()"
    )


def _add_partition_functions() -> None:
    op.execute(
        """
        create function ensure_partitions(parent text, months_back int, months_ahead int)
        returns int language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          first date := date_trunc('month', now() at time zone 'utc')::date;
          month date;
          partition text;
          made int := 0;
        begin
          if parent not in ('site_monitors') then
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
    )
    op.execute(
        """
        create function drop_partitions(parent text, months_kept int)
        returns int language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          oldest date := date_trunc('month', now() at time zone 'utc')::date
                         - make_interval(months => months_kept);
          partition text;
          dropped int := 0;
        begin
          if parent not in ('site_monitors') or months_kept < 1 then
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
    )
    for function in ("ensure_partitions(text, int, int)", "drop_partitions(text, int)"):
        op.execute(f"revoke all on function {function} from public")
        op.execute(f"grant execute on function {function} to wingman_worker")
    op.execute("select ensure_partitions('site_monitors', 1, 3)")
