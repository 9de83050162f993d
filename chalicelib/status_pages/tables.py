"""Storage of public status pages."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class StatusPageRow(Keyed, Dated, Base):
    __tablename__ = "status_pages"

    # None: the agency's own page, which no client sees here.
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    slug: Mapped[str]
    title: Mapped[str]
    language: Mapped[str]
    accent: Mapped[str]
    # A data: address of a small picture, or empty.
    logo: Mapped[str] = mapped_column(server_default=text("''"))
    domain: Mapped[str | None]
    components: Mapped[list[Any]]
    is_published: Mapped[bool] = mapped_column(server_default=text("false"))
    shows_degraded: Mapped[bool] = mapped_column(server_default=text("false"))
    tells_changes: Mapped[bool] = mapped_column(server_default=text("false"))
    # When the publisher was last given what stands here.
    described_at: Mapped[dt.datetime | None]

    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("domain"),
        CheckConstraint("language in ('de', 'en')", name="language"),
    )


class StatusPagePostRow(Keyed, Base):
    """An announcement, a maintenance, or one word of an incident; its thread is its first post."""

    __tablename__ = "status_page_posts"

    page_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("status_pages.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    thread_id: Mapped[uuid.UUID]
    state: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    component_ids: Mapped[list[Any]]
    at: Mapped[dt.datetime]
    # Of a maintenance.
    starts_at: Mapped[dt.datetime | None]
    ends_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint(
            "state in ('announcement', 'identified', 'investigating', 'maintenance',"
            " 'monitoring', 'resolved')",
            name="state",
        ),
        Index("ix_status_page_posts_page_id_id", "page_id", "id"),
    )


class StatusPageSubscriberRow(Keyed, Base):
    """Who asked for a page's news; they get some once they have confirmed that it was them."""

    __tablename__ = "status_page_subscribers"

    page_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("status_pages.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str]
    token_digest: Mapped[str]
    # The same token goes into every letter, and only the function that sends can open it.
    sealed_token: Mapped[bytes] = mapped_column(LargeBinary)
    asked_at: Mapped[dt.datetime]
    confirmed_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("token_digest"), UniqueConstraint("page_id", "email"))
