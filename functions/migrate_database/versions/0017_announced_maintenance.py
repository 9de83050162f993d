"""Maintenance windows that status pages and clients are told of ahead.

Revision: 0017, after 0015

All that people planned are; our own work on a site is over before anybody could plan around it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "maintenance_windows",
        sa.Column("is_announced", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.execute("update maintenance_windows set is_announced = false where is_automatic")


def downgrade() -> None:
    op.drop_column("maintenance_windows", "is_announced")
