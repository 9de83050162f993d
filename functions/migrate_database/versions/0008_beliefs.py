"""What the judgement of a site remembers: what regions saw, since when, and what was told of it.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLE = "monitor_beliefs"
_THESE_SITES = "nullif(current_setting('app.site_ids', true), '')"
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_OF_THESE_SITES = (
    f"(select {_THESE_SITES} is null)"
    f" or site_id = any ((select string_to_array({_THESE_SITES}, ',')::uuid[])::uuid[])"
)


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("belief", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name="fk_monitor_beliefs_site_id_sites", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_monitor_beliefs_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("site_id", name="pk_monitor_beliefs"),
    )
    op.create_index("ix_monitor_beliefs_client_id", _TABLE, ["client_id"])
    op.execute(f"alter table {_TABLE} enable row level security")
    op.execute(f"alter table {_TABLE} force row level security")
    for role in ("owner", "staff", "worker"):
        op.execute(
            f"create policy {role}_rows on {_TABLE} to wingman_{role} using (true) with check (true)"
        )
    # Nothing is granted to clients; should that ever change, the fences stand.
    op.execute(
        f"create policy client_rows on {_TABLE} to wingman_client"
        f" using ({_OF_THIS_CLIENT}) with check ({_OF_THIS_CLIENT})"
    )
    op.execute(
        f"create policy rows_of_these_sites on {_TABLE} as restrictive to wingman_client"
        f" using ({_OF_THESE_SITES}) with check ({_OF_THESE_SITES})"
    )
    op.execute(f"grant select, insert, update, delete on {_TABLE} to wingman_worker")
    op.execute(f"grant select on {_TABLE} to wingman_staff")


def downgrade() -> None:
    op.drop_table(_TABLE)
