"""Storage of people."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Uuid,
    func,
    text,
)
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
    # Sessions of another epoch are dead: to change it ends them all.
    session_epoch: Mapped[uuid.UUID] = mapped_column(server_default=text("gen_random_uuid()"))
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


class TotpSecretRow(Base):
    """What an authenticator app shares with us, sealed; a new one waits until it is confirmed."""

    __tablename__ = "totp_secrets"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[bytes | None]
    confirmed_at: Mapped[dt.datetime | None]
    # The newest time step that was used: a code counts once.
    last_counter: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    pending: Mapped[bytes | None]
    pending_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint("(sealed is null) = (confirmed_at is null)", name="confirmed_or_not"),
        CheckConstraint("(pending is null) = (pending_at is null)", name="pending_or_not"),
    )


class RecoveryCodeRow(Base):
    """A one-time way in for who lost the other factors; using it deletes it."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[dt.datetime]


class PasskeyRow(Keyed, Base):
    """A public key whose private half never leaves somebody's device. Never another's."""

    __tablename__ = "passkeys"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    created_at: Mapped[dt.datetime]
    last_used_at: Mapped[dt.datetime | None]


class PersonalTokenRow(Keyed, Base):
    """What a person's program signs in with; only its digest is kept."""

    __tablename__ = "personal_tokens"

    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    prefix: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[Any]]
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    last_used_at: Mapped[dt.datetime | None]


class SecuritySettingsRow(Base):
    """The agency's own rules: one row, or none as long as the defaults hold."""

    __tablename__ = "security_settings"

    id: Mapped[bool] = mapped_column(primary_key=True, server_default=text("true"))
    two_factor_required: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    two_person_approval: Mapped[bool] = mapped_column(server_default=text("false"))
    destructive_commands_per_hour: Mapped[int] = mapped_column(server_default=text("200"))
    updated_at: Mapped[dt.datetime] = mapped_column(server_default=text("now()"))

    __table_args__ = (
        CheckConstraint("id", name="only_one"),
        CheckConstraint(
            "destructive_commands_per_hour between 1 and 200", name="ceiling_in_bounds"
        ),
    )


class ApproverKeyRow(Base):
    """The signer's book of passkeys: since when it knows each. Nobody else writes here."""

    __tablename__ = "approver_keys"

    credential_id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    first_seen_at: Mapped[dt.datetime]
