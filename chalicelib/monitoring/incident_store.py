"""Queries of incidents, of the sites they hit and of their timelines, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb

from chalicelib.identity.model import ClientScope
from chalicelib.kit.ids import uuid7
from chalicelib.monitoring.incident import (
    AffectedSite,
    EventKind,
    Incident,
    IncidentEvent,
    IncidentFilter,
    IncidentState,
    MonitorOutage,
    Outage,
)
from chalicelib.sites.model import Severity

# Client and site of a line in the timeline; neither where it is about all of them.
type Whose = tuple[uuid.UUID | None, uuid.UUID | None]

# Any constant: outages are put together by one recorder after the other.
_ONE_AT_A_TIME = 7_295_471_302
_NAMED = (
    "s.name as site_name, s.url as site_url, c.name as client_name"
    " from incident_sites m join sites s on s.id = m.site_id join clients c on c.id = m.client_id"
)
# Of what an incident hits, what the caller may see; `m` is a row of incident_sites.
_VISIBLE = (
    "(%(client)s::uuid is null or m.client_id = %(client)s)"
    " and (%(sites)s::uuid[] is null or m.site_id = any(%(sites)s))"
)
_OF_ONE = f" where m.incident_id = %(id)s and {_VISIBLE} order by m.started_at, s.sort_name, m.id"
_WHOLE_HITS = f"select m.*, {_NAMED}{_OF_ONE}"
# What a client's role may read: nothing of what a probe saw.
_HITS_IN_SHORT = (
    "select m.id, m.incident_id, m.client_id, m.site_id, m.monitor_id, m.alert_key, m.cause,"
    f" m.started_at, m.resolved_at, '' as address, '{{}}'::jsonb as evidence, {_NAMED}{_OF_ONE}"
)
# An incident that turned out to be part of a larger one is found as that.
_LARGER = "coalesce((select merged_into from incidents where id = %(id)s), %(id)s)"
# Staff sees all, also what hits nothing any more because its sites are gone.
_SEEN = (
    "(%(client)s::uuid is null and %(sites)s::uuid[] is null or exists (select 1"  # noqa: S608
    f" from incident_sites m where m.incident_id = i.id and {_VISIBLE}))"
)
# What was still going on at `since` belongs to it as well.
_WANTED = (
    "i.merged_into is null and (%(state)s::text is null or i.state = %(state)s)"
    " and (%(over)s::boolean is null or (i.state = 'resolved') = %(over)s)"
    " and (%(site)s::uuid is null or exists (select 1 from incident_sites m"
    " where m.incident_id = i.id and m.site_id = %(site)s))"
    " and (%(of)s::uuid is null or exists (select 1 from incident_sites m"
    " where m.incident_id = i.id and m.client_id = %(of)s))"
    " and (%(since)s::timestamptz is null or coalesce(i.resolved_at, 'infinity') >= %(since)s)"
    " and (%(before_at)s::timestamptz is null"
    " or (i.started_at, i.id) < (%(before_at)s, %(before_id)s))"
)
_INCIDENTS = (
    "select i.*, s.name as site_name, c.name as client_name,"  # noqa: S608
    " (select count(distinct m.site_id) from incident_sites m"
    f" where m.incident_id = i.id and {_VISIBLE}) as site_count"
    " from incidents i left join sites s on s.id = i.site_id"
    " left join clients c on c.id = i.client_id"
)


@dataclass(frozen=True)
class OutageRow:
    """A site that an incident hits or has hit."""

    id: uuid.UUID
    incident_id: uuid.UUID
    site_id: uuid.UUID
    site_name: str
    kind: str
    cause: str
    state: str
    started_at: dt.datetime
    resolved_at: dt.datetime | None


@dataclass(frozen=True)
class PublicNote:
    incident_id: uuid.UUID
    site_id: uuid.UUID | None
    kind: str
    at: dt.datetime
    text: str


class IncidentStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def take_turn(self) -> None:
        """Till we commit nobody else opens, joins or ends an incident.

        The caller has locked all its sites before: so two who wait for each other cannot be.
        """
        self._connection.execute("select pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))

    def open(
        self, outages: Sequence[Outage], *, title: str, shared: str, at: dt.datetime
    ) -> uuid.UUID:
        """A new incident; one of several sites is of no client and no site."""
        first, incident_id = outages[0], uuid7()
        self._connection.execute(
            "insert into incidents (id, client_id, site_id, monitor_id, kind, cause, title,"
            " severity, shared, started_at, updated_at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                incident_id,
                None if shared else first.site.client_id,
                None if shared else first.site.site_id,
                None if shared else first.monitor_id,
                first.problem.kind,
                first.cause,
                title,
                first.problem.severity,
                shared,
                min(outage.at for outage in outages),
                at,
            ),
        )
        return incident_id

    def open_of_monitor(self, outage: MonitorOutage, *, at: dt.datetime) -> uuid.UUID:
        """A new incident of one monitor, and the site that it hits."""
        incident_id = uuid7()
        values = {
            **asdict(outage),
            "evidence": Jsonb(dict(outage.evidence)),
            "id": incident_id,
            "hit": uuid7(),
            "now": at,
        }
        for statement in (
            "insert into incidents (id, client_id, site_id, monitor_id, kind, cause, title,"
            " severity, started_at, updated_at) values (%(id)s, %(client_id)s, %(site_id)s,"
            " %(monitor_id)s, %(kind)s, %(cause)s, %(title)s, 'critical', %(at)s, %(now)s)",
            "insert into incident_sites (id, incident_id, client_id, site_id, monitor_id,"
            " alert_key, cause, started_at, address, network, evidence) values (%(hit)s, %(id)s,"
            " %(client_id)s, %(site_id)s, %(monitor_id)s, %(alert_key)s, %(cause)s, %(at)s,"
            " '', '', %(evidence)s)",
        ):
            self._connection.execute(statement.encode(), values)
        return incident_id

    def hit(self, incident_id: uuid.UUID, outages: Iterable[Outage]) -> None:
        """These sites are down because of it."""
        rows = [
            (
                uuid7(),
                incident_id,
                outage.site.client_id,
                outage.site.site_id,
                outage.monitor_id,
                outage.alert_key,
                outage.cause,
                outage.at,
                outage.sighting.address,
                outage.sighting.network,
                Jsonb(dict(outage.sighting.evidence)),
            )
            for outage in outages
        ]
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "insert into incident_sites (id, incident_id, client_id, site_id, monitor_id,"
                " alert_key, cause, started_at, address, network, evidence)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                rows,
            )

    def list_open_hits(
        self, site_ids: Collection[uuid.UUID]
    ) -> dict[tuple[uuid.UUID, uuid.UUID | None], uuid.UUID]:
        """By which incident these sites, or monitors of them, are down."""
        rows = self._connection.execute(
            "select site_id, monitor_id, incident_id from incident_sites"
            " where site_id = any(%s) and resolved_at is null",
            (list(site_ids),),
        ).fetchall()
        return {(site_id, monitor_id): incident_id for site_id, monitor_id, incident_id in rows}

    def list_fallen_since(
        self, since: dt.datetime, *, networks: Collection[str]
    ) -> list[tuple[AffectedSite, str]]:
        """What fell there lately and is still down, each with what its incident is shared by."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select m.*, s.name as site_name, s.url as site_url, c.name as client_name,"
                " i.shared from incident_sites m join incidents i on i.id = m.incident_id"
                " join sites s on s.id = m.site_id join clients c on c.id = m.client_id"
                " where m.network = any(%s) and m.started_at >= %s and m.resolved_at is null"
                " order by m.started_at, m.id",
                (list(networks), since),
            ).fetchall()
        return [(_affected(row), row["shared"]) for row in rows]

    def absorb(
        self, incident_ids: Collection[uuid.UUID], *, by: uuid.UUID, at: dt.datetime
    ) -> None:
        """What was taken for outages of their own is part of a larger one: links lead there."""
        for statement in (
            "update incident_sites set incident_id = %(by)s where incident_id = any(%(ids)s)",
            "update incident_links set incident_id = %(by)s where incident_id = any(%(ids)s)",
            "update incident_events set incident_id = %(by)s where incident_id = any(%(ids)s)"
            " and kind = 'note'",
            "update incidents set state = 'resolved', resolved_at = %(at)s, updated_at = %(at)s,"
            " merged_into = %(by)s where id = any(%(ids)s)",
        ):
            self._connection.execute(
                statement.encode(), {"by": by, "ids": list(incident_ids), "at": at}
            )

    def widen(self, incident_id: uuid.UUID, *, shared: str, title: str, since: dt.datetime) -> None:
        """More sites fell, on more servers, or one was found to have fallen earlier."""
        self._connection.execute(
            "update incidents set shared = %s, title = %s, started_at = least(started_at, %s)"
            " where id = %s",
            (shared, title, since, incident_id),
        )

    def is_back(
        self,
        incident_id: uuid.UUID,
        *,
        site_id: uuid.UUID,
        monitor_id: uuid.UUID | None,
        at: dt.datetime,
    ) -> dt.datetime:
        """Note the first clean look, and return when it was: never before the first failed one."""
        row = self._connection.execute(
            "update incident_sites set resolved_at = greatest(started_at, %s)"
            " where incident_id = %s and site_id = %s and monitor_id is not distinct from %s"
            " and resolved_at is null returning resolved_at",
            (at, incident_id, site_id, monitor_id),
        ).fetchone()
        return row[0] if row else at

    def resolve_if_over(self, incident_id: uuid.UUID, *, at: dt.datetime) -> dt.datetime | None:
        """End an incident that hits nothing any more; when its last site came back."""
        row = self._connection.execute(
            "update incidents i set state = 'resolved', updated_at = %(now)s, resolved_at ="
            " (select max(m.resolved_at) from incident_sites m where m.incident_id = i.id)"
            " where i.id = %(id)s and i.state <> 'resolved' and not exists (select 1"
            " from incident_sites m where m.incident_id = i.id and m.resolved_at is null)"
            " returning resolved_at",
            {"id": incident_id, "now": at},
        ).fetchone()
        return row[0] if row else None

    def acknowledge(self, incident_id: uuid.UUID, *, by: str, at: dt.datetime) -> bool:
        """Whether it was open till now."""
        return (
            self._connection.execute(
                "update incidents set state = 'acknowledged', acknowledged_at = %(at)s,"
                " acknowledged_by = %(by)s, updated_at = %(at)s"
                " where id = %(id)s and state = 'open'",
                {"id": incident_id, "by": by, "at": at},
            ).rowcount
            == 1
        )

    def add_event(
        self,
        incident_id: uuid.UUID,
        kind: EventKind,
        *,
        at: dt.datetime,
        whose: Whose,
        is_public: bool,
        author: str = "",
        text: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> uuid.UUID:
        """Tell something in the timeline; of post-mortems there is one, the newest."""
        row = self._connection.execute(
            "insert into incident_events (id, incident_id, client_id, site_id, kind, at, author,"
            " text, detail, is_public) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " on conflict (incident_id) where kind = 'post_mortem' do update set at = excluded.at,"
            " author = excluded.author, text = excluded.text, is_public = excluded.is_public"
            " returning id",
            (
                uuid7(),
                incident_id,
                *whose,
                kind,
                at,
                author,
                text,
                Jsonb(dict(detail or {})),
                is_public,
            ),
        ).fetchone()
        self._connection.execute(
            "update incidents set updated_at = greatest(updated_at, %s) where id = %s",
            (at, incident_id),
        )
        if row is None:  # it returns what it wrote, or raises
            raise LookupError(incident_id)
        return uuid.UUID(str(row[0]))

    def list_sites(
        self, incident_id: uuid.UUID, scope: ClientScope, *, with_evidence: bool = True
    ) -> list[AffectedSite]:
        """The sites of an incident that may be seen, the first that fell first."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                (_WHOLE_HITS if with_evidence else _HITS_IN_SHORT).encode(),
                {"id": incident_id, **scope.as_parameters()},
            ).fetchall()
        return [_affected(row) for row in rows]

    def list_outages(
        self,
        scope: ClientScope,
        *,
        site_id: uuid.UUID | None,
        since: dt.datetime | None,
        before: tuple[dt.datetime, uuid.UUID] | None,
        limit: int,
    ) -> list[OutageRow]:
        """Each time that a visible site, or a part of it, was out; the newest first."""
        with self._connection.cursor(row_factory=class_row(OutageRow)) as cursor:
            return cursor.execute(
                "select m.id, m.incident_id, m.site_id, s.name as site_name, i.kind, m.cause,"  # noqa: S608
                " i.state, m.started_at, m.resolved_at from incident_sites m"
                " join incidents i on i.id = m.incident_id join sites s on s.id = m.site_id"
                f" where {_VISIBLE} and (%(site)s::uuid is null or m.site_id = %(site)s)"
                " and (%(since)s::timestamptz is null"
                " or coalesce(m.resolved_at, 'infinity') >= %(since)s)"
                " and (%(before_at)s::timestamptz is null"
                " or (m.started_at, m.id) < (%(before_at)s, %(before_id)s))"
                " order by m.started_at desc, m.id desc limit %(limit)s".encode(),
                {
                    **scope.as_parameters(),
                    "site": site_id,
                    "since": since,
                    "before_at": before[0] if before else None,
                    "before_id": before[1] if before else None,
                    "limit": limit,
                },
            ).fetchall()

    def list_public_notes(
        self, incident_ids: Collection[uuid.UUID], scope: ClientScope
    ) -> list[PublicNote]:
        """What staff wrote for clients, the oldest first."""
        with self._connection.cursor(row_factory=class_row(PublicNote)) as cursor:
            return cursor.execute(
                "select m.incident_id, m.site_id, m.kind, m.at, m.text from incident_events m"  # noqa: S608
                " where m.incident_id = any(%(ids)s) and m.is_public"
                " and m.kind in ('note', 'post_mortem')"
                f" and (m.client_id is null or {_VISIBLE}) order by m.at, m.id".encode(),
                {"ids": list(incident_ids), **scope.as_parameters()},
            ).fetchall()

    def list_events(
        self, incident_id: uuid.UUID, scope: ClientScope, *, only_public: bool
    ) -> list[IncidentEvent]:
        """The timeline, the oldest first."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select m.*, s.name as site_name from incident_events m"  # noqa: S608
                " left join sites s on s.id = m.site_id"
                " where m.incident_id = %(id)s and (m.is_public or not %(public)s)"
                f" and (m.client_id is null or {_VISIBLE})"
                " order by m.at, m.id".encode(),
                {"id": incident_id, "public": only_public, **scope.as_parameters()},
            ).fetchall()
        return [_event(row) for row in rows]

    def find(
        self, incident_id: uuid.UUID, scope: ClientScope, *, for_update: bool = False
    ) -> Incident | None:
        values = {"id": incident_id, **scope.as_parameters()}
        if for_update:
            self._connection.execute(
                f"select 1 from incidents where id = {_LARGER} for update".encode(),  # noqa: S608
                values,
            )
        with self._connection.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(
                f"{_INCIDENTS} where i.id = {_LARGER} and {_SEEN}".encode(), values
            ).fetchone()
        return _incident(row) if row else None

    def list_before(
        self,
        scope: ClientScope,
        wanted: IncidentFilter,
        *,
        before: tuple[dt.datetime, uuid.UUID] | None,
        limit: int,
    ) -> list[Incident]:
        """The newest first."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                f"{_INCIDENTS} where {_SEEN} and {_WANTED}"
                " order by i.started_at desc, i.id desc limit %(limit)s".encode(),
                {
                    **scope.as_parameters(),
                    "limit": limit,
                    "state": wanted.state,
                    "over": wanted.is_over,
                    "site": wanted.site_id,
                    "of": wanted.client_id,
                    "since": wanted.since,
                    "before_at": before[0] if before else None,
                    "before_id": before[1] if before else None,
                },
            ).fetchall()
        return [_incident(row) for row in rows]

    def add_link(
        self, digest: str, incident_id: uuid.UUID, *, told: str, expires_at: dt.datetime
    ) -> None:
        self._connection.execute(
            "insert into incident_links (digest, incident_id, told, expires_at)"
            " select %s, id, %s, %s from incidents where id = %s",
            (digest, told, expires_at, incident_id),
        )

    def find_link(self, digest: str, *, now: dt.datetime) -> tuple[uuid.UUID, str] | None:
        """The incident that a link is for, and who was told by it."""
        row = self._connection.execute(
            "select incident_id, told from incident_links where digest = %s and expires_at > %s",
            (digest, now),
        ).fetchone()
        return (row[0], row[1]) if row else None

    def forget_links(self, now: dt.datetime) -> None:
        self._connection.execute("delete from incident_links where expires_at <= %s", (now,))


def _incident(row: Mapping[str, Any]) -> Incident:
    known = {name: value for name, value in row.items() if name != "merged_into"}
    known |= {"severity": Severity(row["severity"]), "state": IncidentState(row["state"])}
    return Incident(**known)


def _affected(row: Mapping[str, Any]) -> AffectedSite:
    unknown = ("network", "shared")
    return AffectedSite(**{name: value for name, value in row.items() if name not in unknown})


def _event(row: Mapping[str, Any]) -> IncidentEvent:
    return IncidentEvent(
        id=row["id"],
        kind=EventKind(row["kind"]),
        at=row["at"],
        author=row["author"],
        text=row["text"],
        site_id=row["site_id"],
        site_name=row["site_name"],
        is_public=row["is_public"],
        detail=row["detail"],
    )
