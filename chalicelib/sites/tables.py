"""Storage of sites, of what they report, and of the way to talk to them."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed
from chalicelib.kit.ids import uuid7


def _client() -> Mapped[uuid.UUID]:
    return mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))


def _site(**options: Any) -> Mapped[uuid.UUID]:
    return mapped_column(ForeignKey("sites.id", ondelete="CASCADE"), **options)


class SiteRow(Keyed, Dated, Base):
    __tablename__ = "sites"

    client_id: Mapped[uuid.UUID] = _client()
    name: Mapped[str]
    # Byte order everywhere: an embedded PostgreSQL and Aurora must sort alike.
    sort_name: Mapped[str] = mapped_column(
        String(collation="C"), Computed("lower(name)", persisted=True)
    )
    url: Mapped[str]
    # As the plugin gave it when pairing: the audience of every command to this site.
    home_url: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    connection: Mapped[str] = mapped_column(server_default=text("'none'"))
    connected_at: Mapped[dt.datetime | None]
    paused_at: Mapped[dt.datetime | None]
    paused_until: Mapped[dt.datetime | None]  # a pause without it lasts until somebody ends it
    check_interval_seconds: Mapped[int] = mapped_column(server_default=text("60"))
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    public_key_since: Mapped[dt.datetime | None]
    # During a rotation three keys may sign: the next until it is first used, the one before for
    # an hour after that.
    next_public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_key_until: Mapped[dt.datetime | None]
    rotation_requested_at: Mapped[dt.datetime | None]
    # What the site's own address must answer before it counts as connected.
    proof_challenge: Mapped[str | None]
    proof_asked_at: Mapped[dt.datetime | None]
    proof_problem: Mapped[dict[str, Any] | None]

    __table_args__ = (
        Index("ix_sites_sort_name", "sort_name", "id"),
        Index("ix_sites_client_id_sort_name", "client_id", "sort_name", "id"),
        UniqueConstraint("client_id", "url"),
        Index(
            "ix_sites_paused_until",
            "paused_until",
            postgresql_where=text("paused_until is not null"),
        ),
        CheckConstraint(
            "connection in ('none', 'waiting', 'connected', 'disconnected', 'moved',"
            " 'waiting_proof')",
            name="connection_known",
        ),
    )


class SiteStateRow(Base):
    """What we know of a site now: one row per site, all that dashboards read."""

    __tablename__ = "site_state"

    site_id: Mapped[uuid.UUID] = _site(primary_key=True)
    client_id: Mapped[uuid.UUID] = _client()
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    status_reason: Mapped[str] = mapped_column(server_default=text("''"))
    status_since: Mapped[dt.datetime] = mapped_column(server_default=text("now()"))
    checked_at: Mapped[dt.datetime | None]
    response_ms: Mapped[int | None]

    last_seen_at: Mapped[dt.datetime | None]
    heartbeat_due_at: Mapped[dt.datetime | None]
    # The highest sequence number received, and which of the 63 before it arrived (bit 0 = itself).
    last_seq: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    received_window: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    # Which of those were snapshots that history holds.
    snapshot_window: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    snapshot_seq: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    evaluated_seq: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    snapshot_taken_at: Mapped[dt.datetime | None]
    inventory_hash: Mapped[str | None]
    fingerprint: Mapped[str | None]
    vitals: Mapped[dict[str, Any] | None]

    wordpress_version: Mapped[str | None]
    php_version: Mapped[str | None]
    plugin_version: Mapped[str | None]
    updates_core: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    updates_plugins: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    updates_themes: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    updates_translations: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    problems_critical: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    problems_warning: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))

    __table_args__ = (
        CheckConstraint(
            "status in ('pending', 'online', 'degraded', 'offline', 'maintenance', 'unknown',"
            " 'paused')",
            name="status_known",
        ),
        Index("ix_site_state_client_id", "client_id"),
        # Half-empty pages keep the hourly updates on their own page (HOT).
        {"postgresql_with": {"fillfactor": "50"}},
    )


class SiteInventoryRow(Base):
    """An inventory document by its hash, stored once per site however often it is reported."""

    __tablename__ = "site_inventories"

    site_id: Mapped[uuid.UUID] = _site()
    hash: Mapped[str]
    client_id: Mapped[uuid.UUID] = _client()
    document: Mapped[dict[str, Any]]
    received_at: Mapped[dt.datetime]

    __table_args__ = (
        PrimaryKeyConstraint("site_id", "hash"),
        Index("ix_site_inventories_client_id", "client_id"),
    )


class SiteMonitorRow(Base):
    """A run of equal snapshots: from `seq` to `until_seq` the site reported this."""

    __tablename__ = "site_monitors"

    id: Mapped[uuid.UUID] = mapped_column(default=uuid7)
    received_at: Mapped[dt.datetime]
    site_id: Mapped[uuid.UUID] = _site()
    client_id: Mapped[uuid.UUID] = _client()
    seq: Mapped[int] = mapped_column(BigInteger)
    until_seq: Mapped[int] = mapped_column(BigInteger)
    taken_at: Mapped[dt.datetime]
    until_at: Mapped[dt.datetime]
    inventory_hash: Mapped[str]
    fingerprint: Mapped[str]
    disk_free_bytes: Mapped[int | None] = mapped_column(BigInteger)
    disk_total_bytes: Mapped[int | None] = mapped_column(BigInteger)
    database_bytes: Mapped[int | None] = mapped_column(BigInteger)
    uploads_bytes: Mapped[int | None] = mapped_column(BigInteger)
    memory_peak_bytes: Mapped[int | None] = mapped_column(BigInteger)
    load_ms: Mapped[int | None]
    vitals: Mapped[dict[str, Any]]
    # Members that this version does not know: a newer plugin never breaks, and nothing is lost.
    raw: Mapped[dict[str, Any]]

    __table_args__ = (
        PrimaryKeyConstraint("id", "received_at"),
        Index("ix_site_monitors_site_id_seq", "site_id", "seq"),
        Index("ix_site_monitors_client_id", "client_id"),
        {"postgresql_partition_by": "RANGE (received_at)"},
    )


class DailyReportRow(Base):
    """A site's own account of one day."""

    __tablename__ = "site_daily_reports"

    site_id: Mapped[uuid.UUID] = _site()
    day: Mapped[dt.date]
    client_id: Mapped[uuid.UUID] = _client()
    seq: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[dt.datetime]
    counts: Mapped[dict[str, Any]]
    changes: Mapped[list[Any]]
    raw: Mapped[dict[str, Any]]

    __table_args__ = (
        PrimaryKeyConstraint("site_id", "day"),
        Index("ix_site_daily_reports_client_id", "client_id"),
    )


class SiteEventRow(Keyed, Base):
    """An entry of a site's timeline."""

    __tablename__ = "site_events"

    site_id: Mapped[uuid.UUID] = _site()
    client_id: Mapped[uuid.UUID] = _client()
    at: Mapped[dt.datetime]
    kind: Mapped[str]
    severity: Mapped[str] = mapped_column(server_default=text("'info'"))
    actor: Mapped[str] = mapped_column(server_default=text("''"))
    detail: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))

    __table_args__ = (
        Index("ix_site_events_site_id_at", "site_id", "at", "id"),
        Index("ix_site_events_client_id_at", "client_id", "at"),
        Index("ix_site_events_at", "at", "id"),
    )


class PairingCodeRow(Keyed, Base):
    """A one-time code that lets one WordPress become one site; only its digest is kept."""

    __tablename__ = "pairing_codes"

    site_id: Mapped[uuid.UUID] = _site(index=True)
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    code_digest: Mapped[str] = mapped_column(unique=True)
    created_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class SiteKeyRow(Keyed, Base):
    """A site API key: it identifies a site, it authenticates nothing. Only its digest is kept."""

    __tablename__ = "site_keys"

    site_id: Mapped[uuid.UUID] = _site(index=True)
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    key_digest: Mapped[str] = mapped_column(unique=True)
    key_prefix: Mapped[str]
    # The rotation that made it; none when pairing did.
    command_id: Mapped[uuid.UUID | None]
    created_at: Mapped[dt.datetime]
    # When the site first used it: until then the key before it lives on.
    confirmed_at: Mapped[dt.datetime | None]
    last_used_at: Mapped[dt.datetime | None]
    retires_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]


class PlatformKeyRow(Base):
    """A public key of ours that plugins pin: with it they verify commands."""

    __tablename__ = "platform_keys"

    kid: Mapped[str] = mapped_column(primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]


class PlatformKeyListRow(Base):
    """A list of our command keys, signed by the root key: versions only ever rise."""

    __tablename__ = "platform_key_lists"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[dict[str, Any]]
    received_at: Mapped[dt.datetime]
    received_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )


class CommandRow(Keyed, Dated, Base):
    """Something a site is asked to do, from request to result."""

    __tablename__ = "commands"

    site_id: Mapped[uuid.UUID] = _site()
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    job_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("jobs.id", ondelete="SET NULL"), index=True
    )
    requested_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    status: Mapped[str] = mapped_column(server_default=text("'requested'"))
    seq: Mapped[int] = mapped_column(BigInteger)
    envelope: Mapped[dict[str, Any] | None]
    expires_at: Mapped[dt.datetime]
    delivered_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    output: Mapped[dict[str, Any] | None]
    error: Mapped[dict[str, Any] | None]

    __table_args__ = (
        UniqueConstraint("site_id", "seq"),
        CheckConstraint(
            "status in ('requested', 'signed', 'delivered', 'running', 'succeeded', 'failed',"
            " 'refused', 'expired')",
            name="status_known",
        ),
        Index(
            "ix_commands_open",
            "site_id",
            "seq",
            postgresql_where=text("status in ('requested', 'signed', 'delivered', 'running')"),
        ),
    )


class ApprovalRow(Keyed, Base):
    """A destructive command that waits for people; without their passkeys nobody signs it."""

    __tablename__ = "approvals"

    client_id: Mapped[uuid.UUID] = _client()
    site_id: Mapped[uuid.UUID] = _site(index=True)
    command_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("commands.id", ondelete="CASCADE"), unique=True
    )
    requested_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    requested_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    approvals_needed: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str] = mapped_column(server_default=text("'waiting'"))
    decided_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[dt.datetime | None]
    reason: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(
            "state in ('waiting', 'approved', 'rejected', 'expired')", name="state_known"
        ),
        CheckConstraint("approvals_needed between 1 and 2", name="one_or_two_people"),
        Index("ix_approvals_client_id_requested_at", "client_id", "requested_at"),
        Index("ix_approvals_requested_at", "requested_at", "id"),
    )


class ApprovalVoteRow(Base):
    """One person's yes: an assertion of their passkey over the command itself."""

    __tablename__ = "approval_votes"

    approval_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("approvals.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    credential_id: Mapped[bytes] = mapped_column(LargeBinary)
    assertion: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class CommandSignatureRow(Base):
    """The signer's book: each command once, when it was first signed. Nobody else writes here."""

    __tablename__ = "command_signatures"

    # No reference: what was signed stays in the book when the command is deleted.
    command_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    client_id: Mapped[uuid.UUID]
    site_id: Mapped[uuid.UUID]
    name: Mapped[str]
    is_destructive: Mapped[bool]
    first_signed_at: Mapped[dt.datetime]

    __table_args__ = (
        Index(
            "ix_command_signatures_destructive",
            "first_signed_at",
            postgresql_where=text("is_destructive"),
        ),
    )
