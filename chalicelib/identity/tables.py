"""Storage of people."""

import datetime as dt
import uuid

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, Uuid, func, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class UserRow(Keyed, Dated, Base):
    __tablename__ = "users"

    email: Mapped[str] = mapped_column()
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str]
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    locale: Mapped[str] = mapped_column(server_default=text("'en'"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    last_login_at: Mapped[dt.datetime | None]
    # Only the sites in user_sites; with none left there, nothing. A flag, because "no row" must
    # not come to mean "everything" when the last site is deleted.
    is_limited: Mapped[bool] = mapped_column(server_default=text("false"))

    __table_args__ = (
        Index("uq_users_email_lower", func.lower(email), unique=True),
        CheckConstraint("role in ('admin', 'support', 'client')", name="role_known"),
        CheckConstraint("(role = 'client') = (client_id is not null)", name="client_has_client"),
        CheckConstraint("role = 'client' or not is_limited", name="only_clients_are_limited"),
    )


class UserSiteRow(Base):
    """One of the sites that a limited user may see."""

    __tablename__ = "user_sites"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    site_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))

    __table_args__ = (Index("ix_user_sites_client_id_user_id", "client_id", "user_id"),)


class InvitationRow(Keyed, Dated, Base):
    """Somebody may become a user; the way in is a one-time link."""

    __tablename__ = "invitations"

    email: Mapped[str] = mapped_column()
    role: Mapped[str]
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    # None: every site of the client.
    site_ids: Mapped[list[uuid.UUID] | None] = mapped_column(ARRAY(Uuid()))
    locale: Mapped[str]
    invited_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]

    __table_args__ = (
        Index(
            "uq_invitations_open_email",
            func.lower(email),
            unique=True,
            postgresql_where=text("used_at is null and revoked_at is null"),
        ),
        Index("ix_invitations_created_at", "created_at", "id"),
        CheckConstraint("role in ('admin', 'support', 'client')", name="role_known"),
        CheckConstraint("(role = 'client') = (client_id is not null)", name="client_has_client"),
        CheckConstraint("role = 'client' or site_ids is null", name="only_clients_are_limited"),
    )


class OneTimeLinkRow(Base):
    """A link that was mailed: only the digest of its secret is kept."""

    __tablename__ = "one_time_links"

    # Of the message that asked for it, so that a message that comes twice makes one link.
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    email: Mapped[str]
    user_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    invitation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("invitations.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]

    __table_args__ = (
        # The newest alone opens, whatever runs at the same time.
        Index(
            "uq_one_time_links_open_user_id",
            "user_id",
            "purpose",
            unique=True,
            postgresql_where=text("used_at is null and revoked_at is null"),
        ),
        Index(
            "uq_one_time_links_open_invitation_id",
            "invitation_id",
            unique=True,
            postgresql_where=text("used_at is null and revoked_at is null"),
        ),
        CheckConstraint(
            "purpose in ('invitation', 'password_reset', 'email_change')", name="purpose_known"
        ),
        CheckConstraint("(purpose = 'invitation') = (invitation_id is not null)", name="invites"),
        CheckConstraint("(purpose = 'invitation') = (user_id is null)", name="concerns_somebody"),
    )
