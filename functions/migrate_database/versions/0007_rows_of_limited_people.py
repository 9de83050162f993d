"""Row-level security of people who see only some sites.

Revision: 0007, after 0006

`app.site_ids` names those sites (empty: all of the client's). The policies are restrictive: they
narrow what 0002 lets a client see, and cannot open anything. A row of no site belongs to the whole
client, so somebody limited does not see it. What belongs to no client at all is shut to clients, whatever is granted.
"""

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_POLICY = "rows_of_these_sites"
_SETTING = "nullif(current_setting('app.site_ids', true), '')"
# Each a scalar subquery: read once per statement, not once per row.
_ARE_OPEN = f"(select {_SETTING} is null)"
_THESE = f"any ((select string_to_array({_SETTING}, ',')::uuid[])::uuid[])"
_SHUT_TO_CLIENTS = ("one_time_links",)


def upgrade() -> None:
    for table in _tables_of_sites():
        column = "id" if table == "sites" else "site_id"
        of_these_sites = f"{_ARE_OPEN} or {column} = {_THESE}"
        op.execute(
            f"create policy {_POLICY} on {table} as restrictive to wingman_client"
            f" using ({of_these_sites}) with check ({of_these_sites})"
        )
    for table in _SHUT_TO_CLIENTS:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        for role in ("owner", "staff", "worker"):
            op.execute(
                f"create policy {role}_rows on {table} to wingman_{role}"
                " using (true) with check (true)"
            )


def downgrade() -> None:
    for table in _SHUT_TO_CLIENTS:
        for role in ("owner", "staff", "worker"):
            op.execute(f"drop policy {role}_rows on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
    for table in _tables_of_sites():
        op.execute(f"drop policy if exists {_POLICY} on {table}")


def _tables_of_sites() -> list[str]:
    """From the catalogue: what the migrations before this one made, and no partition."""
    rows = op.get_bind().execute(
        text(
            "select distinct c.relname from pg_class c"
            " join pg_attribute a on a.attrelid = c.oid and not a.attisdropped"
            " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
            " and not c.relispartition and (a.attname = 'site_id' or c.relname = 'sites')"
            " order by 1"
        )
    )
    return [name for (name,) in rows]
