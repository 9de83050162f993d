"""Use cases of status pages: make one, change it, post on it, see how it would look."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from chalicelib.audit import service as audit
from chalicelib.clients import service as clients
from chalicelib.events.status_pages import StatusPagesChanged
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, as_id, decode_cursor, encode_cursor, newest_first
from chalicelib.sites import service as sites
from chalicelib.sites import status
from chalicelib.status_pages import describing, rendering, subscriptions
from chalicelib.status_pages.errors import (
    ComponentsInvalid,
    PostNotFound,
    SlugTaken,
    StatusPageNotFound,
    StatusPagesFull,
)
from chalicelib.status_pages.model import MOST_PAGES, Component, Post, PostState, StatusPage
from chalicelib.status_pages.outlook import look_at
from chalicelib.status_pages.page_store import PageStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.model import Actor

_KIND = "status_page"
_POSTS_IN_PREVIEW = 100


@dataclass(frozen=True)
class Draft:
    """What a person decides about a page."""

    client_id: uuid.UUID | None
    slug: str
    title: str
    language: Any
    accent: str
    logo: str
    domain: str | None
    components: tuple[Component, ...]
    is_published: bool
    shows_degraded: bool
    tells_changes: bool


@dataclass(frozen=True)
class Words:
    """What a person posts; with `thread_id` it is one more about the same."""

    state: PostState
    title: str
    text: str
    component_ids: tuple[uuid.UUID, ...] = ()
    thread_id: uuid.UUID | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


@dataclass(frozen=True)
class Home:
    """Where this deployment lives, and whose it is."""

    base_url: str
    agency_name: str


def list_pages(
    uow: "UnitOfWork", actor: "Actor", *, limit: int, cursor: str | None
) -> Page[StatusPage]:
    return newest_first(_store(uow, actor).list_all(), limit=limit, cursor=cursor)


def get_page(uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID) -> StatusPage:
    """Raises StatusPageNotFound, also for a page that the actor may not see."""
    page = _store(uow, actor).find(page_id)
    if page is None:
        raise StatusPageNotFound
    return page


def count_subscribers(uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID) -> int:
    get_page(uow, actor, page_id)
    return subscriptions.count(uow, page_id)


def add_page(uow: "UnitOfWork", actor: "Actor", draft: Draft) -> StatusPage:
    """Raises StatusPagesFull, SlugTaken, ComponentsInvalid, ClientNotFound."""
    store, now = _store(uow, actor), uow.clock.now()
    if store.count() >= MOST_PAGES:
        raise StatusPagesFull
    _check(uow, actor, draft)
    page = StatusPage(
        id=uuid7(), described_at=None, created_at=now, updated_at=now, **_values(draft)
    )
    if not store.add(page):
        raise SlugTaken
    _note(uow, actor, "status_page.add", page, after=_told(page))
    uow.publish(StatusPagesChanged())
    return page


def change_page(
    uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID, changes: Mapping[str, Any]
) -> StatusPage:
    """Raises what adding raises, and StatusPageNotFound."""
    store = _store(uow, actor)
    before = store.find(page_id, for_update=True)
    if before is None:
        raise StatusPageNotFound
    after = replace(before, **changes)
    _check(uow, actor, after)
    if store.is_taken(page_id, slug=after.slug, domain=after.domain):
        raise SlugTaken
    store.change(page_id, {**changes, "updated_at": uow.clock.now()})
    _note(uow, actor, "status_page.update", after, before=_told(before), after=_told(after))
    uow.publish(StatusPagesChanged())
    return get_page(uow, actor, page_id)


def remove_page(uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID) -> None:
    page = get_page(uow, actor, page_id)
    _store(uow, actor).remove(page_id)
    _note(uow, actor, "status_page.delete", page, before=_told(page))
    uow.publish(StatusPagesChanged())


def list_posts(
    uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID, *, limit: int, cursor: str | None
) -> Page[Post]:
    get_page(uow, actor, page_id)
    before = as_id(decode_cursor(cursor, str)[0]) if cursor else None
    found = _store(uow, actor).list_posts(page_id, before=before, limit=limit + 1)
    shown = found[:limit]
    return Page(shown, encode_cursor(str(shown[-1].id)) if len(found) > limit else None)


def add_post(uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID, words: Words) -> Post:
    """Raises PostNotFound, ComponentsInvalid."""
    page, store = get_page(uow, actor, page_id), _store(uow, actor)
    if unknown := set(words.component_ids) - {component.id for component in page.components}:
        raise ComponentsInvalid(f"The page has no component {min(map(str, unknown))}.")
    if words.thread_id is not None and not _begins_thread(store, page_id, words.thread_id):
        raise PostNotFound
    post_id = uuid7()
    post = Post(
        id=post_id,
        page_id=page_id,
        thread_id=words.thread_id or post_id,
        state=words.state,
        title=words.title,
        text=words.text,
        component_ids=words.component_ids,
        at=uow.clock.now(),
        starts_at=words.starts_at,
        ends_at=words.ends_at,
    )
    store.add_post(post, client_id=page.client_id)
    _note(uow, actor, "status_page.post", page, after=_told_post(post))
    uow.publish(StatusPagesChanged(post_ids=[post.id]))
    return post


def remove_post(uow: "UnitOfWork", actor: "Actor", page_id: uuid.UUID, post_id: uuid.UUID) -> None:
    """With the whole thread, when it is its first post."""
    page, store = get_page(uow, actor, page_id), _store(uow, actor)
    post = store.find_post(page_id, post_id)
    if post is None:
        raise PostNotFound
    store.remove_post(post_id)
    _note(uow, actor, "status_page.remove_post", page, before=_told_post(post))
    uow.publish(StatusPagesChanged())


def preview(
    uow: "UnitOfWork", actor: "Actor", draft: Draft, *, page_id: uuid.UUID | None, home: Home
) -> str:
    """The page as it would be published now, drawn by the publisher's own renderer."""
    now, posts = uow.clock.now(), []
    if page_id is not None:
        get_page(uow, actor, page_id)
        posts = _store(uow, actor).list_posts(page_id, before=None, limit=_POSTS_IN_PREVIEW)
    _check(uow, actor, draft)
    page = StatusPage(
        id=page_id or uuid7(), described_at=None, created_at=now, updated_at=now, **_values(draft)
    )
    document = describing.document_of(
        uow, page, posts, home=home.base_url, agency_name=home.agency_name
    )
    wanted = {site_id for component in page.components for site_id in component.site_ids}
    statuses = {site.site_id: site.status for site in status.list_watched(uow, wanted)}
    outlook = look_at(document, statuses, now=now)
    return rendering.page(document, outlook, as_of=now, assets=rendering.ABSOLUTE)


def _begins_thread(store: PageStore, page_id: uuid.UUID, thread_id: uuid.UUID) -> bool:
    first = store.find_post(page_id, thread_id)
    return first is not None and first.thread_id == first.id


def _check(uow: "UnitOfWork", actor: "Actor", page: Draft | StatusPage) -> None:
    """A client's page shows the client's own sites, and every page only sites that there are."""
    if page.client_id is not None:
        clients.get_client(uow, actor, page.client_id)
    if len({component.id for component in page.components}) < len(page.components):
        raise ComponentsInvalid("Two components have the same id.")
    wanted = {site_id for component in page.components for site_id in component.site_ids}
    owners = sites.list_owners(uow, actor, wanted)
    for site_id in sorted(wanted):
        if site_id not in owners:
            raise ComponentsInvalid(f"There is no site {site_id}.")
        if page.client_id not in (None, owners[site_id]):
            raise ComponentsInvalid(f"The site {site_id} is another client's.")


def _values(draft: Draft) -> dict[str, Any]:
    return {field.name: getattr(draft, field.name) for field in fields(draft)}


def _store(uow: "UnitOfWork", actor: "Actor") -> PageStore:
    return PageStore(uow.connection, actor.scope)


def _note(uow: "UnitOfWork", actor: "Actor", action: str, page: StatusPage, **values: Any) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind=_KIND,
        object_id=page.id,
        client_id=page.client_id,
        **values,
    )


def _told(page: StatusPage) -> dict[str, Any]:
    return {
        "slug": page.slug,
        "title": page.title,
        "language": page.language,
        "accent": page.accent,
        "has_logo": bool(page.logo),
        "domain": page.domain,
        "is_published": page.is_published,
        "shows_degraded": page.shows_degraded,
        "tells_changes": page.tells_changes,
        "components": [
            {"name": one.name, "site_ids": [str(site_id) for site_id in one.site_ids]}
            for one in page.components
        ],
    }


def _told_post(post: Post) -> dict[str, Any]:
    return {"post_id": str(post.id), "state": post.state, "title": post.title}
