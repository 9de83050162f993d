"""Queries of maintenance windows, in plain psycopg."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from chalicelib.identity.model import ClientScope
from chalicelib.monitoring.windows import Recurrence, Schedule, Scope, Window, over_at

# Of a window w and a site s.
_COVERS = (
    "(w.covers_all or s.client_id = any(w.client_ids) or s.id = any(w.site_ids)"
    " or s.tags && w.tags)"
)
_VISIBLE = (
    "(%(client)s::uuid is null or s.client_id = %(client)s)"
    " and (%(sites)s::uuid[] is null or s.id = any(%(sites)s))"
)
_CREATOR = sql.SQL("(select u.name from users u where u.id = w.created_by)")
_NOBODY = sql.SQL("null")


@dataclass(frozen=True)
class AnnouncedWindow:
    """With the first of the sites that it covers, by name, and how many there are."""

    window: Window
    sites: tuple[tuple[uuid.UUID, str], ...]
    sites_count: int


class WindowStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(self, window: Window, *, created_by: uuid.UUID | None) -> None:
        columns = {
            **_columns(window),
            "id": window.id,
            "is_automatic": window.is_automatic,
            "created_at": window.created_at,
            "created_by": created_by,
        }
        self._connection.execute(
            sql.SQL("insert into maintenance_windows ({}) values ({})").format(
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(map(sql.Placeholder, columns)),
            ),
            columns,
        )

    def change(self, window: Window) -> None:
        columns = _columns(window)
        changes = [
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
            for name in columns
        ]
        self._connection.execute(
            sql.SQL("update maintenance_windows set {} where id = %(id)s").format(
                sql.SQL(", ").join(changes)
            ),
            {**columns, "id": window.id},
        )

    def remove(self, window_id: uuid.UUID) -> None:
        self._connection.execute("delete from maintenance_windows where id = %s", (window_id,))

    def list_visible(self, scope: ClientScope) -> list[Window]:
        """Staff see every window; clients those announced that touch a site of theirs."""
        if scope.client_id is None:
            return self._list("true", {})
        return self._list(
            f"w.is_announced and exists (select from sites s where {_COVERS} and {_VISIBLE})",
            scope.as_parameters(),
            tells_who=False,
        )

    def find(self, window_id: uuid.UUID, *, for_update: bool = False) -> Window | None:
        condition = "w.id = %(id)s" + (" for update of w" if for_update else "")
        return next(iter(self._list(condition, {"id": window_id})), None)

    def count_ahead(self, now: dt.datetime) -> int:
        """How many there are that are not over."""
        row = self._connection.execute(
            "select count(*) from maintenance_windows where over_at is null or over_at > %s", (now,)
        ).fetchone()
        return int(row[0]) if row else 0

    def list_known_sites(self, site_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
        rows = self._connection.execute(
            "select id from sites where id = any(%s)", (list(site_ids),)
        ).fetchall()
        return {site_id for (site_id,) in rows}

    def list_to_turn(self) -> list[Window]:
        """Those that may have opened or closed since the sites were judged by them; ours till we
        commit, without those that somebody else turns."""
        return self._list(
            "w.was_open or w.over_at is null or w.over_at > w.judged_at"
            " order by w.id for update of w skip locked",
            {},
        )

    def note_turned(self, window_id: uuid.UUID, *, is_open: bool, at: dt.datetime) -> None:
        self._connection.execute(
            "update maintenance_windows set was_open = %s, judged_at = %s where id = %s",
            (is_open, at, window_id),
        )

    def list_touching(
        self, site_ids: Collection[uuid.UUID], *, over_after: dt.datetime
    ) -> dict[uuid.UUID, list[Window]]:
        """Of each of these sites the windows that cover it, without those over by then."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select s.id as of_site, w.*, null as creator from maintenance_windows w"  # noqa: S608
                f" join sites s on {_COVERS}"
                " where s.id = any(%(ids)s)"
                " and (w.over_at is null or w.over_at > %(after)s)".encode(),
                {"ids": list(site_ids), "after": over_after},
            ).fetchall()
        found: dict[uuid.UUID, list[Window]] = defaultdict(list)
        for row in rows:
            found[row["of_site"]].append(_window(row))
        return found

    def list_announced(
        self,
        scope: ClientScope,
        *,
        over_after: dt.datetime,
        most_sites: int,
        site_ids: Collection[uuid.UUID] | None,
    ) -> list[AnnouncedWindow]:
        """Those that others are told of and that cover a visible site, without those over by then;
        `site_ids` narrows."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select w.*, null as creator, count(*) as sites_count,"  # noqa: S608
                " (array_agg(s.id order by s.sort_name, s.id))[1:%(most)s] as seen_ids,"
                " (array_agg(s.name order by s.sort_name, s.id))[1:%(most)s] as seen_names"
                f" from maintenance_windows w join sites s on {_COVERS}"
                f" where w.is_announced and {_VISIBLE}"
                " and (w.over_at is null or w.over_at > %(after)s)"
                " and (%(only)s::uuid[] is null or s.id = any(%(only)s))"
                " group by w.id order by w.id".encode(),
                {
                    **scope.as_parameters(),
                    "after": over_after,
                    "most": most_sites,
                    "only": None if site_ids is None else list(site_ids),
                },
            ).fetchall()
        return [
            AnnouncedWindow(
                _window(row),
                tuple(zip(row["seen_ids"], row["seen_names"], strict=True)),
                row["sites_count"],
            )
            for row in rows
        ]

    def list_sites(
        self, window_ids: Collection[uuid.UUID], scope: ClientScope
    ) -> dict[uuid.UUID, list[uuid.UUID]]:
        """Of each of these windows the visible sites that it covers."""
        rows = self._connection.execute(
            "select w.id, s.id from maintenance_windows w"  # noqa: S608
            f" join sites s on {_COVERS} where w.id = any(%(ids)s) and {_VISIBLE}"
            " order by w.id, s.id".encode(),
            {"ids": list(window_ids), **scope.as_parameters()},
        ).fetchall()
        found: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
        for window_id, site_id in rows:
            found[window_id].append(site_id)
        return found

    def count_sites(
        self, window_ids: Collection[uuid.UUID], scope: ClientScope
    ) -> dict[uuid.UUID, int]:
        rows = self._connection.execute(
            "select w.id, count(*) from maintenance_windows w"  # noqa: S608
            f" join sites s on {_COVERS} where w.id = any(%(ids)s) and {_VISIBLE}"
            " group by w.id".encode(),
            {"ids": list(window_ids), **scope.as_parameters()},
        ).fetchall()
        return dict(rows)

    def forget(self, *, over_before: dt.datetime) -> int:
        """Remove windows that were over long ago."""
        return self._connection.execute(
            "delete from maintenance_windows where over_at < %s and not was_open", (over_before,)
        ).rowcount

    def _list(
        self, condition: LiteralString, parameters: Mapping[str, Any], *, tells_who: bool = True
    ) -> list[Window]:
        query = sql.SQL("select w.*, {} as creator from maintenance_windows w where {}").format(
            _CREATOR if tells_who else _NOBODY, sql.SQL(condition)
        )
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(query, parameters).fetchall()
        return [_window(row) for row in rows]


def _columns(window: Window) -> dict[str, Any]:
    schedule, scope = window.schedule, window.scope
    over = over_at(schedule)
    if schedule.recurrence is Recurrence.ONCE and window.ended_at is not None and over is not None:
        over = min(over, window.ended_at)
    return {
        "name": window.name,
        "starts_at": schedule.starts_at,
        "time_zone": schedule.time_zone,
        "duration_minutes": schedule.duration // dt.timedelta(minutes=1),
        "recurrence": schedule.recurrence,
        "weekdays": sorted(schedule.weekdays),
        "month_day": schedule.month_day,
        "month_week": schedule.month_week,
        "until": schedule.until,
        "covers_all": scope.covers_all,
        "client_ids": list(scope.client_ids),
        "site_ids": list(scope.site_ids),
        "tags": list(scope.tags),
        "is_down_expected": window.is_down_expected,
        "is_announced": window.is_announced,
        "effective_from": window.effective_from,
        "ended_at": window.ended_at,
        "over_at": over,
        "was_open": window.was_open,
        "judged_at": window.judged_at or window.created_at,
    }


def _window(row: Mapping[str, Any]) -> Window:
    return Window(
        id=row["id"],
        name=row["name"],
        schedule=Schedule(
            starts_at=row["starts_at"],
            time_zone=row["time_zone"],
            duration=dt.timedelta(minutes=row["duration_minutes"]),
            recurrence=Recurrence(row["recurrence"]),
            weekdays=frozenset(row["weekdays"]),
            month_day=row["month_day"],
            month_week=row["month_week"],
            until=row["until"],
        ),
        scope=Scope(
            covers_all=row["covers_all"],
            client_ids=tuple(row["client_ids"]),
            site_ids=tuple(row["site_ids"]),
            tags=tuple(row["tags"]),
        ),
        created_at=row["created_at"],
        effective_from=row["effective_from"],
        is_down_expected=row["is_down_expected"],
        is_automatic=row["is_automatic"],
        is_announced=row["is_announced"],
        ended_at=row["ended_at"],
        created_by=row["creator"] or "",
        was_open=row["was_open"],
        judged_at=row["judged_at"],
    )
