"""Maintenance windows that status pages and clients are told of ahead; evidence is for staff alone.

Revision: 0017, after 0016

All that people planned are; our own work on a site is over before anybody could plan around it.

What a probe saw, and on which server a site lies, no longer stands in any column that a client's
role may read: row-level security chooses rows, and these columns are of rows that clients do see.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TOUCHES_A_SITE = (
    "nullif(current_setting('app.client_id', true), '') is not null"
    " and exists (select from sites s where covers_all or s.client_id = any(client_ids)"
    " or s.id = any(site_ids) or s.tags && maintenance_windows.tags)"
)

_FOR_CLIENTS = (
    "id, incident_id, client_id, site_id, monitor_id, alert_key, cause, started_at, resolved_at"
)


def upgrade() -> None:
    op.add_column(
        "maintenance_windows",
        sa.Column("is_announced", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.execute("update maintenance_windows set is_announced = false where is_automatic")
    _let_clients_see(f"is_announced and {_TOUCHES_A_SITE}")
    op.create_index("ix_incident_sites_started_at", "incident_sites", ["started_at", "id"])
    op.execute("revoke select on incident_sites from wingman_client")
    op.execute(f"grant select ({_FOR_CLIENTS}) on incident_sites to wingman_client")


def downgrade() -> None:
    op.execute(f"revoke select ({_FOR_CLIENTS}) on incident_sites from wingman_client")
    op.execute("grant select on incident_sites to wingman_client")
    op.drop_index("ix_incident_sites_started_at", "incident_sites")
    _let_clients_see(_TOUCHES_A_SITE)
    op.drop_column("maintenance_windows", "is_announced")


def _let_clients_see(which: str) -> None:
    op.execute(f"alter policy client_rows on maintenance_windows using ({which})")
