"""Queries of sites for people, by SQLAlchemy; every one is limited to a ClientScope."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from chalicelib.clients.tables import ClientRow
from chalicelib.identity.model import ClientScope
from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor
from chalicelib.sites.model import (
    Connection,
    ProblemCounts,
    Site,
    SiteFilter,
    SiteStatus,
    TimelineEntry,
    UpdateCounts,
)
from chalicelib.sites.tables import (
    SiteEventRow,
    SiteInventoryRow,
    SiteKeyRow,
    SiteMonitorRow,
    SiteRow,
    SiteStateRow,
)

_WORST_FIRST = ("offline", "degraded", "unknown", "maintenance", "pending", "online", "paused")


@dataclass(frozen=True)
class _Order:
    """A sort column that is never null, its Python type for cursors, and its direction."""

    column: ColumnElement[Any]
    kind: type
    descending: bool = False

    def position(self, row: Any) -> Any:
        value = row.sort_value
        return value.isoformat() if isinstance(value, dt.datetime) else value

    def after(self, value: Any, site_id: str) -> ColumnElement[bool]:
        if self.kind is dt.datetime:
            value = as_instant(value)
        beyond = self.column < value if self.descending else self.column > value
        return or_(beyond, and_(self.column == value, SiteRow.id > as_id(site_id)))

    @property
    def cursor_kind(self) -> type:
        return str if self.kind is dt.datetime else self.kind


_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_UPDATES = SiteStateRow.updates_core + SiteStateRow.updates_plugins + SiteStateRow.updates_themes
ORDERS = {
    "name": _Order(SiteRow.sort_name.expression, str),
    "-name": _Order(SiteRow.sort_name.expression, str, descending=True),
    "status": _Order(func.array_position(literal(list(_WORST_FIRST)), SiteStateRow.status), int),
    "last_seen_at": _Order(func.coalesce(SiteStateRow.last_seen_at, _NEVER), dt.datetime),
    "-updates": _Order(_UPDATES, int, descending=True),
}


class SiteRepository:
    def __init__(self, session: Session, scope: ClientScope) -> None:
        self._session = session
        self._scope = scope

    def add(self, row: SiteRow) -> None:
        self._session.add(row)
        self._session.flush()
        self._session.add(SiteStateRow(site_id=row.id, client_id=row.client_id))
        self._session.flush()

    def find_row(self, site_id: uuid.UUID, *, lock: bool = False) -> SiteRow | None:
        """The row itself, to change it."""
        query = self._visible(select(SiteRow).where(SiteRow.id == site_id))
        return self._session.scalar(query.with_for_update() if lock else query)

    def find(self, site_id: uuid.UUID) -> Site | None:
        row = self._session.execute(self._sites().where(SiteRow.id == site_id)).one_or_none()
        return _site(row) if row else None

    def find_state(self, site_id: uuid.UUID) -> SiteStateRow | None:
        query = select(SiteStateRow).join(SiteRow, SiteRow.id == SiteStateRow.site_id)
        return self._session.scalar(self._visible(query.where(SiteRow.id == site_id)))

    def find_key_prefix(self, site_id: uuid.UUID) -> str | None:
        query = (
            select(SiteKeyRow.key_prefix)
            .join(SiteRow, SiteRow.id == SiteKeyRow.site_id)
            .where(SiteRow.id == site_id, SiteKeyRow.revoked_at.is_(None))
            .order_by(SiteKeyRow.confirmed_at.is_(None), SiteKeyRow.created_at.desc())
            .limit(1)
        )
        return self._session.scalar(self._visible(query))

    def find_proof_problem(self, site_id: uuid.UUID) -> dict[str, str] | None:
        """Why the site is still waiting to be believed."""
        query = select(SiteRow.proof_problem).where(
            SiteRow.id == site_id, SiteRow.connection == "waiting_proof"
        )
        return self._session.scalar(self._visible(query))

    def has_url(self, client_id: uuid.UUID, url: str) -> bool:
        query = select(SiteRow.id).where(SiteRow.client_id == client_id, SiteRow.url == url)
        return self._session.scalar(self._visible(query)) is not None

    def list_owners(self, site_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
        """The client of each of these sites that may be seen."""
        query = select(SiteRow.id, SiteRow.client_id).where(SiteRow.id.in_(site_ids))
        return {row.id: row.client_id for row in self._session.execute(self._visible(query))}

    def list_page(
        self, wanted: SiteFilter, *, sort: str, limit: int, cursor: str | None
    ) -> Page[Site]:
        order = ORDERS[sort]
        query = _filtered(self._sites(), wanted).add_columns(order.column.label("sort_value"))
        if cursor:
            position, last_id = decode_cursor(cursor, order.cursor_kind, str)
            query = query.where(order.after(position, last_id))
        by = order.column.desc() if order.descending else order.column
        rows = self._session.execute(query.order_by(by, SiteRow.id).limit(limit + 1)).all()
        more = len(rows) > limit
        kept = rows[:limit]
        following = encode_cursor(order.position(kept[-1]), str(kept[-1].id)) if more else None
        return Page([_site(row) for row in kept], following)

    def find_inventory(
        self, site_id: uuid.UUID
    ) -> tuple[SiteInventoryRow, dt.datetime | None] | None:
        """The current inventory, and when the snapshot that named it was taken."""
        query = (
            select(SiteInventoryRow, SiteStateRow.snapshot_taken_at)
            .join(
                SiteStateRow,
                and_(
                    SiteStateRow.site_id == SiteInventoryRow.site_id,
                    SiteStateRow.inventory_hash == SiteInventoryRow.hash,
                ),
            )
            .join(SiteRow, SiteRow.id == SiteInventoryRow.site_id)
            .where(SiteRow.id == site_id)
        )
        row = self._session.execute(self._visible(query)).one_or_none()
        return (row[0], row[1]) if row else None

    def list_runs(
        self, site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime, limit: int
    ) -> Sequence[SiteMonitorRow]:
        """The newest runs of snapshots in a span of time, oldest first."""
        query = (
            select(SiteMonitorRow)
            .join(SiteRow, SiteRow.id == SiteMonitorRow.site_id)
            .where(
                SiteMonitorRow.site_id == site_id,
                SiteMonitorRow.taken_at >= since,
                SiteMonitorRow.taken_at <= until,
            )
            .order_by(SiteMonitorRow.seq.desc())
            .limit(limit)
        )
        return self._session.scalars(self._visible(query)).all()[::-1]

    def list_events(
        self, site_id: uuid.UUID, *, limit: int, cursor: str | None
    ) -> Page[TimelineEntry]:
        query = (
            select(SiteEventRow)
            .join(SiteRow, SiteRow.id == SiteEventRow.site_id)
            .where(SiteEventRow.site_id == site_id)
        )
        if cursor:
            at_text, last_id = decode_cursor(cursor, str, str)
            at = as_instant(at_text)
            query = query.where(
                or_(
                    SiteEventRow.at < at,
                    and_(SiteEventRow.at == at, SiteEventRow.id < as_id(last_id)),
                )
            )
        query = query.order_by(SiteEventRow.at.desc(), SiteEventRow.id.desc()).limit(limit + 1)
        rows = self._session.scalars(self._visible(query)).all()
        kept = rows[:limit]
        more = len(rows) > limit
        following = encode_cursor(kept[-1].at.isoformat(), str(kept[-1].id)) if more else None
        return Page([_entry(row) for row in kept], following)

    def delete(self, row: SiteRow) -> None:
        self._session.delete(row)
        self._session.flush()

    def _sites(self) -> Select[*tuple[Any, ...]]:
        state, site = SiteStateRow, SiteRow
        query: Select[*tuple[Any, ...]] = (
            select(
                site.id,
                site.client_id,
                ClientRow.name.label("client_name"),
                site.name,
                site.url,
                site.tags,
                state.status,
                state.status_reason,
                state.status_since,
                site.connection,
                site.created_at,
                state.wordpress_version,
                state.php_version,
                state.plugin_version,
                state.last_seen_at,
                site.connected_at,
                site.paused_until,
                state.response_ms,
                state.updates_core,
                state.updates_plugins,
                state.updates_themes,
                state.updates_translations,
                state.problems_critical,
                state.problems_warning,
            )
            .join(state, state.site_id == site.id)
            .join(ClientRow, ClientRow.id == site.client_id)
        )
        return self._visible(query)

    def _visible[*Columns](self, query: Select[*Columns]) -> Select[*Columns]:
        if self._scope.client_id is not None:
            query = query.where(SiteRow.client_id == self._scope.client_id)
        if self._scope.site_ids is not None:
            query = query.where(SiteRow.id.in_(self._scope.site_ids))
        return query


def _filtered(query: Select[*tuple[Any, ...]], wanted: SiteFilter) -> Select[*tuple[Any, ...]]:
    if wanted.status:
        query = query.where(SiteStateRow.status == wanted.status)
    if wanted.client_id:
        query = query.where(SiteRow.client_id == wanted.client_id)
    if wanted.q:
        words = wanted.q.lower()
        found = or_(
            SiteRow.sort_name.contains(words, autoescape=True),
            func.lower(SiteRow.url).contains(words, autoescape=True),
        )
        query = query.where(found)
    return query


def _site(row: Any) -> Site:
    return Site(
        id=row.id,
        client_id=row.client_id,
        client_name=row.client_name,
        name=row.name,
        url=row.url,
        tags=list(row.tags),
        status=SiteStatus(row.status),
        status_reason=row.status_reason,
        status_since=row.status_since,
        connection=Connection(row.connection),
        created_at=row.created_at,
        wordpress_version=row.wordpress_version,
        php_version=row.php_version,
        plugin_version=row.plugin_version,
        last_seen_at=row.last_seen_at,
        connected_at=row.connected_at,
        paused_until=row.paused_until,
        response_ms=row.response_ms,
        updates=UpdateCounts(
            row.updates_core, row.updates_plugins, row.updates_themes, row.updates_translations
        ),
        problems=ProblemCounts(row.problems_critical, row.problems_warning),
    )


def _entry(row: SiteEventRow) -> TimelineEntry:
    return TimelineEntry(
        id=row.id,
        site_id=row.site_id,
        at=row.at,
        kind=row.kind,
        severity=row.severity,
        actor=row.actor,
        detail=row.detail,
    )
