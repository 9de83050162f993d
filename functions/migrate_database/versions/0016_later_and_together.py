"""Rules that tell later: escalation, reminders, digests; and what is collected for these.

Revision: 0016, after 0015

What is collected is the agency's, as channels are: clients get no grant. It names clients and sites,
so the fences of 0002, 0007 and 0015 stand here as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_SETTING = "nullif(current_setting('app.site_ids', true), '')"
_OF_THESE_SITES = (
    f"(select {_SETTING} is null)"
    f" or site_id = any ((select string_to_array({_SETTING}, ',')::uuid[])::uuid[])"
)
_NOT_THE_CANARYS = "client_id is distinct from '00000000-0000-7000-8000-000000000ca1'::uuid"
_TAKEN_BACK_BY = ("notification_id", "subject_key")
_EVENT_KINDS = "ck_incident_events_kind_known"
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    for name in ("after_minutes", "repeat_minutes", "digest_hour", "digest_weekday"):
        op.add_column("channel_routes", sa.Column(name, sa.SmallInteger(), nullable=True))
    op.add_column("channel_routes", sa.Column("digest_zone", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_channel_routes_one_way"),
        "channel_routes",
        "digest_hour is null or (after_minutes is null and repeat_minutes is null"
        " and digest_zone is not null)",
    )
    _know_events("'acknowledged', 'escalated', 'reminded', 'note'")
    _index_what_waits()
    _add_entries()
    _secure_entries()


def downgrade() -> None:
    op.drop_table("digest_entries")
    for name in ("not_before", *(f"waiting_{member}" for member in _TAKEN_BACK_BY)):
        op.drop_index(f"ix_outbox_{name}", "outbox")
    op.execute("delete from incident_events where kind in ('escalated', 'reminded')")
    _know_events("'acknowledged', 'note'")
    op.drop_constraint(op.f("ck_channel_routes_one_way"), "channel_routes")
    names = ("after_minutes", "repeat_minutes", "digest_hour", "digest_weekday", "digest_zone")
    for name in names:
        op.drop_column("channel_routes", name)


def _know_events(some: str) -> None:
    op.drop_constraint(op.f(_EVENT_KINDS), "incident_events")
    op.create_check_constraint(
        op.f(_EVENT_KINDS),
        "incident_events",
        f"kind in ('opened', 'joined', 'recovered', {some}, 'post_mortem', 'resolved')",
    )


def _index_what_waits() -> None:
    """A thousand sites that come back at once take back what waits of each."""
    waits = sa.text("sent_at is null and not_before is not null")
    op.create_index("ix_outbox_not_before", "outbox", ["not_before"], postgresql_where=waits)
    for member in _TAKEN_BACK_BY:
        op.create_index(
            f"ix_outbox_waiting_{member}",
            "outbox",
            [sa.text(f"(body ->> '{member}')")],
            postgresql_where=waits,
        )


def _add_entries() -> None:
    op.create_table(
        "digest_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("opened_at", _AT, nullable=False),
        sa.Column("closed_at", _AT, nullable=True),
        sa.Column("due_at", _AT, nullable=False),
        sa.Column("told_at", _AT, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=f"fk_digest_entries_{column}_{table}",
                ondelete="CASCADE",
            )
            for column, table in (
                ("channel_id", "channels"),
                ("client_id", "clients"),
                ("site_id", "sites"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_digest_entries"),
        sa.UniqueConstraint(
            "channel_id",
            "client_id",
            "subject_key",
            name="uq_digest_entries_channel_id_client_id_subject_key",
        ),
    )
    for column in ("client_id", "site_id", "subject_key", "due_at"):
        op.create_index(f"ix_digest_entries_{column}", "digest_entries", [column])


def _secure_entries() -> None:
    table = "digest_entries"
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
    op.execute(
        f"create policy rows_of_these_sites on {table} as restrictive to wingman_client"
        f" using ({_OF_THESE_SITES}) with check ({_OF_THESE_SITES})"
    )
    op.execute(
        f"create policy canary_is_nobodys on {table} as restrictive to wingman_staff"
        f" using ({_NOT_THE_CANARYS}) with check ({_NOT_THE_CANARYS})"
    )
    op.execute(f"grant select, insert, update, delete on {table} to wingman_staff, wingman_worker")
