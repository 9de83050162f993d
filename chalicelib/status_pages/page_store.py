"""Queries of status pages and their posts, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from chalicelib.identity.model import ClientScope
from chalicelib.status_pages.model import Component, Language, Post, PostState, StatusPage

# A page speaks of all of a client's sites: it is not for people who see only some.
_VISIBLE = "(%(client)s::uuid is null or client_id = %(client)s and %(sites)s::uuid[] is null)"
_LIVES = "select * from status_pages where is_published order by slug"


class PageStore:
    def __init__(self, connection: psycopg.Connection[Any], scope: ClientScope) -> None:
        self._connection = connection
        self._scope = scope.as_parameters()

    def add(self, page: StatusPage) -> bool:
        """False when its address or its domain belongs to another page."""
        columns = _columns(page)
        added = self._connection.execute(
            sql.SQL(
                "insert into status_pages ({}) values ({}) on conflict do nothing returning id"
            ).format(
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(map(sql.Placeholder, columns)),
            ),
            columns,
        )
        return added.fetchone() is not None

    def is_taken(self, page_id: uuid.UUID, *, slug: str, domain: str | None) -> bool:
        """Whether another page has this address, or this domain."""
        row = self._connection.execute(
            "select exists (select from status_pages"
            " where id <> %s and (slug = %s or domain = %s))",
            (page_id, slug, domain),
        ).fetchone()
        return bool(row and row[0])

    def change(self, page_id: uuid.UUID, changes: Mapping[str, Any]) -> None:
        """`changes` are columns: their names are ours, never a caller's."""
        values = {name: _as_column(value) for name, value in changes.items()}
        settings = [
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
            for name in values
        ]
        self._connection.execute(
            sql.SQL("update status_pages set {} where id = %(the_id)s").format(
                sql.SQL(", ").join(settings)
            ),
            {**values, "the_id": page_id},
        )

    def remove(self, page_id: uuid.UUID) -> None:
        self._connection.execute("delete from status_pages where id = %s", (page_id,))

    def find(self, page_id: uuid.UUID, *, for_update: bool = False) -> StatusPage | None:
        query = f"select * from status_pages where id = %(id)s and {_VISIBLE}"  # noqa: S608
        found = self._pages(query + (" for update" if for_update else ""), {"id": page_id})
        return found[0] if found else None

    def find_by_slug(self, slug: str) -> StatusPage | None:
        """A page that lives, for whoever may be asking: it is public."""
        found = self._pages(
            "select * from status_pages where slug = %(slug)s and is_published", {"slug": slug}
        )
        return found[0] if found else None

    def list_all(self) -> list[StatusPage]:
        query = f"select * from status_pages where {_VISIBLE} order by id"  # noqa: S608
        return self._pages(query, {})

    def list_published(self) -> list[StatusPage]:
        return self._pages(_LIVES, {})

    def count(self) -> int:
        row = self._connection.execute("select count(*) from status_pages").fetchone()
        return int(row[0]) if row else 0

    def wait_for_turn(self) -> None:
        """Until the transaction ends no other one gets past this line. The number is ours alone."""
        self._connection.execute("select pg_advisory_xact_lock(7220301)")

    def mark_described(self, ids: Sequence[uuid.UUID], at: dt.datetime) -> None:
        self._connection.execute(
            "update status_pages set described_at = %s where id = any(%s)", (at, list(ids))
        )

    # Posts

    def add_post(self, post: Post, *, client_id: uuid.UUID | None) -> None:
        self._connection.execute(
            "insert into status_page_posts (id, page_id, client_id, thread_id, state, title, text,"
            " component_ids, at, starts_at, ends_at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                post.id,
                post.page_id,
                client_id,
                post.thread_id,
                post.state,
                post.title,
                post.text,
                Jsonb([str(one) for one in post.component_ids]),
                post.at,
                post.starts_at,
                post.ends_at,
            ),
        )

    def find_post(self, page_id: uuid.UUID, post_id: uuid.UUID) -> Post | None:
        found = self._posts(
            "select * from status_page_posts where page_id = %(page)s and id = %(id)s"  # noqa: S608
            f" and {_VISIBLE}",
            {"page": page_id, "id": post_id},
        )
        return found[0] if found else None

    def find_post_by_id(self, post_id: uuid.UUID) -> Post | None:
        found = self._posts("select * from status_page_posts where id = %(id)s", {"id": post_id})
        return found[0] if found else None

    def list_posts(self, page_id: uuid.UUID, *, before: uuid.UUID | None, limit: int) -> list[Post]:
        """The newest first."""
        return self._posts(
            "select * from status_page_posts where page_id = %(page)s"  # noqa: S608
            f" and (%(before)s::uuid is null or id < %(before)s) and {_VISIBLE}"
            " order by id desc limit %(limit)s",
            {"page": page_id, "before": before, "limit": limit},
        )

    def remove_post(self, post_id: uuid.UUID) -> None:
        """With all that was said after it, when it is the first of its thread."""
        self._connection.execute(
            "delete from status_page_posts where id = %s or thread_id = %s", (post_id, post_id)
        )

    def _pages(self, query: str, values: Mapping[str, Any]) -> list[StatusPage]:
        return [_page(row) for row in self._rows(query, values)]

    def _posts(self, query: str, values: Mapping[str, Any]) -> list[Post]:
        return [_post(row) for row in self._rows(query, values)]

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), {**self._scope, **values}).fetchall()


def _columns(page: StatusPage) -> dict[str, Any]:
    names = (
        "id",
        "client_id",
        "slug",
        "title",
        "language",
        "accent",
        "logo",
        "domain",
        "components",
        "is_published",
        "shows_degraded",
        "tells_changes",
        "created_at",
        "updated_at",
    )
    return {name: _as_column(getattr(page, name)) for name in names}


def _as_column(value: Any) -> Any:
    if isinstance(value, tuple):
        return Jsonb(
            [
                {"id": str(one.id), "name": one.name, "site_ids": [str(s) for s in one.site_ids]}
                for one in value
            ]
        )
    return value


def _page(row: Mapping[str, Any]) -> StatusPage:
    return StatusPage(
        **{
            **row,
            "language": Language(row["language"]),
            "components": tuple(
                Component(
                    uuid.UUID(one["id"]),
                    one["name"],
                    tuple(uuid.UUID(site_id) for site_id in one["site_ids"]),
                )
                for one in row["components"]
            ),
        }
    )


def _post(row: Mapping[str, Any]) -> Post:
    return Post(
        id=row["id"],
        page_id=row["page_id"],
        thread_id=row["thread_id"],
        state=PostState(row["state"]),
        title=row["title"],
        text=row["text"],
        component_ids=tuple(uuid.UUID(one) for one in row["component_ids"]),
        at=row["at"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
    )
