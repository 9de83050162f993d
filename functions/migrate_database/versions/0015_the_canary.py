"""The canary's rows are nobody's: no person's role sees or changes them.

Revision: 0015, after 0014

Staff see every client's rows but these. A restrictive policy narrows all others, so no list, count
or search of the product, now or later, has to remember it.
"""

from alembic import op
from sqlalchemy import text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_POLICY = "canary_is_nobodys"
_CANARY = "'00000000-0000-7000-8000-000000000ca1'::uuid"


def upgrade() -> None:
    for table, column in _tables_of_clients():
        is_not_its = f"{column} is distinct from {_CANARY}"
        op.execute(
            f"create policy {_POLICY} on {table} as restrictive to wingman_staff"
            f" using ({is_not_its}) with check ({is_not_its})"
        )
    # For the metrics of the last day; a row costs it next to nothing.
    op.create_index(
        "ix_notifications_requested_at",
        "notifications",
        ["requested_at"],
        postgresql_using="brin",
    )


def downgrade() -> None:
    op.drop_index("ix_notifications_requested_at", "notifications")
    for table, _ in _tables_of_clients():
        op.execute(f"drop policy if exists {_POLICY} on {table}")


def _tables_of_clients() -> list[tuple[str, str]]:
    """From the catalogue: what the migrations before this one made, and no partition."""
    rows = op.get_bind().execute(
        text(
            "select c.relname from pg_class c"
            " join pg_attribute a on a.attrelid = c.oid and not a.attisdropped"
            " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
            " and c.relrowsecurity and not c.relispartition and a.attname = 'client_id'"
            " order by 1"
        )
    )
    return [("clients", "id"), *((name, "client_id") for (name,) in rows)]
