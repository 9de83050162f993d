"""Public status pages, what is posted on them, and who hears of it by e-mail.

Revision: 0014, after 0013

A page of the agency has no client, and no client sees it; a client reads its own pages and posts,
but people of some of its sites do not: a page speaks of all of them. Subscribers are strangers' addresses: clients get no grant on them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TABLES = ("status_pages", "status_page_posts", "status_page_subscribers")
_CLIENTS_READ = ("status_pages", "status_page_posts")
_OF_THIS_CLIENT = "client_id = nullif(current_setting('app.client_id', true), '')::uuid"
_OF_ALL_ITS_SITES = "(select nullif(current_setting('app.site_ids', true), '') is null)"
_NOW = sa.text("now()")
_FALSE, _NOTHING = sa.text("false"), sa.text("''")


def upgrade() -> None:
    _add_pages()
    _add_posts()
    _add_subscribers()
    for table in _TABLES:
        _secure(table)
    for table in _CLIENTS_READ:
        op.execute(f"grant select on {table} to wingman_client")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)


def _add_pages() -> None:
    op.create_table(
        "status_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("accent", sa.String(), nullable=False),
        sa.Column("logo", sa.String(), server_default=_NOTHING, nullable=False),
        sa.Column("domain", sa.String(), nullable=True),
        sa.Column("components", postgresql.JSONB(), nullable=False),
        sa.Column("is_published", sa.Boolean(), server_default=_FALSE, nullable=False),
        sa.Column("shows_degraded", sa.Boolean(), server_default=_FALSE, nullable=False),
        sa.Column("tells_changes", sa.Boolean(), server_default=_FALSE, nullable=False),
        sa.Column("described_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.CheckConstraint("language in ('de', 'en')", name=op.f("ck_status_pages_language")),
        _references("status_pages", "client_id", "clients"),
        sa.PrimaryKeyConstraint("id", name="pk_status_pages"),
        sa.UniqueConstraint("slug", name="uq_status_pages_slug"),
        sa.UniqueConstraint("domain", name="uq_status_pages_domain"),
    )
    op.create_index("ix_status_pages_client_id", "status_pages", ["client_id"])


def _add_posts() -> None:
    op.create_table(
        "status_page_posts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("component_ids", postgresql.JSONB(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('announcement', 'identified', 'investigating', 'maintenance',"
            " 'monitoring', 'resolved')",
            name=op.f("ck_status_page_posts_state"),
        ),
        _references("status_page_posts", "page_id", "status_pages"),
        _references("status_page_posts", "client_id", "clients"),
        sa.PrimaryKeyConstraint("id", name="pk_status_page_posts"),
    )
    op.create_index("ix_status_page_posts_page_id_id", "status_page_posts", ["page_id", "id"])
    op.create_index("ix_status_page_posts_client_id", "status_page_posts", ["client_id"])


def _add_subscribers() -> None:
    op.create_table(
        "status_page_subscribers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("sealed_token", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        _references("status_page_subscribers", "page_id", "status_pages"),
        _references("status_page_subscribers", "client_id", "clients"),
        sa.PrimaryKeyConstraint("id", name="pk_status_page_subscribers"),
        sa.UniqueConstraint("token_digest", name="uq_status_page_subscribers_token_digest"),
        sa.UniqueConstraint("page_id", "email", name="uq_status_page_subscribers_page_id_email"),
    )
    op.create_index(
        "ix_status_page_subscribers_client_id", "status_page_subscribers", ["client_id"]
    )


def _references(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE"
    )


def _secure(table: str) -> None:
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
        f"create policy people_of_all_sites on {table} as restrictive to wingman_client"
        f" using ({_OF_ALL_ITS_SITES}) with check ({_OF_ALL_ITS_SITES})"
    )
    op.execute(f"grant select, insert, update, delete on {table} to wingman_staff, wingman_worker")
