"""Public status pages: made here, and read where this API is not needed."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.status_pages import (
    ComponentIn,
    ComponentOut,
    OneClickQuery,
    PostCreate,
    PostOut,
    StatusPageCreate,
    StatusPageOut,
    StatusPagePreview,
    StatusPagePreviewOut,
    StatusPageUpdate,
    SubscribersOut,
    SubscriptionCreate,
    SubscriptionToken,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.ids import uuid7
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page
from chalicelib.status_pages.model import Component, Post, StatusPage

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.status_pages import service as status_pages
    from chalicelib.status_pages import subscriptions
else:
    status_pages = lazily("chalicelib.status_pages.service")
    subscriptions = lazily("chalicelib.status_pages.subscriptions")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/status-pages",
    requires=Permission.READ_STATUS_PAGES,
    query=PageQuery,
    answers=PageOut[StatusPageOut],
    summary="List status pages, newest first; a client's people see their client's",
)
def list_status_pages(uow: "UnitOfWork", actor: Actor, query: PageQuery) -> Page[StatusPageOut]:
    page = status_pages.list_pages(uow, actor, limit=query.limit, cursor=query.cursor)
    return Page([_shown(one) for one in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-pages",
    requires=Permission.MANAGE_STATUS_PAGES,
    body=StatusPageCreate,
    answers=StatusPageOut,
    status=201,
    is_idempotent=True,
    audits="status_page.add",
    summary="Add a status page",
)
def add_status_page(uow: "UnitOfWork", actor: Actor, form: StatusPageCreate) -> Answer:
    page = status_pages.add_page(uow, actor, _draft(form))
    return Answer(_shown(page), headers={"Location": f"/api/v1/status-pages/{page.id}"})


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-pages/preview",
    requires=Permission.MANAGE_STATUS_PAGES,
    rate=RateClass.EXPENSIVE,
    body=StatusPagePreview,
    answers=StatusPagePreviewOut,
    summary="Draw a draft as it would be published; nothing is kept of it",
)
def preview_status_page(
    uow: "UnitOfWork", actor: Actor, form: StatusPagePreview
) -> StatusPagePreviewOut:
    current = settings.load()
    home = status_pages.Home(current.base_url, current.agency_name)
    html = status_pages.preview(uow, actor, _draft(form), page_id=form.page_id, home=home)
    return StatusPagePreviewOut(html=html)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/status-pages/{page_id}",
    requires=Permission.READ_STATUS_PAGES,
    answers=StatusPageOut,
    summary="Show a status page's settings",
)
def get_status_page(uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID) -> StatusPageOut:
    return _shown(status_pages.get_page(uow, actor, page_id))


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/status-pages/{page_id}",
    requires=Permission.MANAGE_STATUS_PAGES,
    body=StatusPageUpdate,
    answers=StatusPageOut,
    audits="status_page.update",
    summary="Change a status page",
)
def change_status_page(
    uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID, form: StatusPageUpdate
) -> StatusPageOut:
    changes: dict[str, Any] = form.sent()
    if "components" in changes:
        changes["components"] = _components(form.components)
    return _shown(status_pages.change_page(uow, actor, page_id, changes))


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/status-pages/{page_id}",
    requires=Permission.MANAGE_STATUS_PAGES,
    status=204,
    audits="status_page.delete",
    summary="Take a status page down; its address says that it is no more",
)
def remove_status_page(uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID) -> None:
    status_pages.remove_page(uow, actor, page_id)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/status-pages/{page_id}/subscribers",
    requires=Permission.READ_CHANNELS,
    answers=SubscribersOut,
    summary="How many have confirmed that they want a page's news; never who",
)
def count_subscribers(uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID) -> SubscribersOut:
    return SubscribersOut(confirmed=status_pages.count_subscribers(uow, actor, page_id))


@endpoint(
    blueprint,
    "GET",
    "/api/v1/status-pages/{page_id}/posts",
    requires=Permission.READ_STATUS_PAGES,
    query=PageQuery,
    answers=PageOut[PostOut],
    summary="What was posted on a page, newest first",
)
def list_status_page_posts(
    uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID, query: PageQuery
) -> Page[Post]:
    return status_pages.list_posts(uow, actor, page_id, limit=query.limit, cursor=query.cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-pages/{page_id}/posts",
    requires=Permission.MANAGE_STATUS_PAGES,
    body=PostCreate,
    answers=PostOut,
    status=201,
    is_idempotent=True,
    audits="status_page.post",
    summary="Post on a page; its subscribers hear of it",
)
def post_on_status_page(
    uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID, form: PostCreate
) -> Post:
    words = status_pages.Words(
        state=form.state,
        title=form.title,
        text=form.text,
        component_ids=tuple(form.component_ids),
        thread_id=form.thread_id,
        starts_at=form.starts_at,
        ends_at=form.ends_at,
    )
    return status_pages.add_post(uow, actor, page_id, words)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/status-pages/{page_id}/posts/{post_id}",
    requires=Permission.MANAGE_STATUS_PAGES,
    status=204,
    audits="status_page.remove_post",
    summary="Remove a post, with its thread when it is the first of it",
)
def remove_status_page_post(
    uow: "UnitOfWork", actor: Actor, page_id: uuid.UUID, post_id: uuid.UUID
) -> None:
    status_pages.remove_post(uow, actor, page_id, post_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-subscriptions",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    body=SubscriptionCreate,
    status=202,
    summary="Ask for a page's news by e-mail; the answer is the same for every address",
)
def subscribe(uow: "UnitOfWork", _: Incoming, form: SubscriptionCreate) -> None:
    subscriptions.subscribe(uow, slug=form.slug, email=form.email, sealer=bootstrap.sealer())


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-subscriptions/confirm",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    body=SubscriptionToken,
    summary="Confirm a subscription by the link of its letter",
)
def confirm_subscription(uow: "UnitOfWork", _: Incoming, form: SubscriptionToken) -> None:
    subscriptions.confirm(uow, form.token.get_secret_value())


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-subscriptions/unsubscribe",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    body=SubscriptionToken,
    summary="End a subscription; nothing is kept of it",
)
def unsubscribe(uow: "UnitOfWork", _: Incoming, form: SubscriptionToken) -> None:
    subscriptions.unsubscribe(uow, form.token.get_secret_value())


@endpoint(
    blueprint,
    "POST",
    "/api/v1/status-subscriptions/one-click",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    query=OneClickQuery,
    summary="The same for mail programs (RFC 8058), which post a form of their own",
)
def unsubscribe_with_one_click(uow: "UnitOfWork", _: Incoming, query: OneClickQuery) -> None:
    subscriptions.unsubscribe(uow, query.token.get_secret_value())


def _draft(form: StatusPageCreate) -> Any:
    return status_pages.Draft(
        client_id=form.client_id,
        slug=form.slug,
        title=form.title,
        language=form.language,
        accent=form.accent,
        logo=form.logo,
        domain=form.domain,
        components=_components(form.components),
        is_published=form.is_published,
        shows_degraded=form.shows_degraded,
        tells_changes=form.tells_changes,
    )


def _components(forms: Sequence[ComponentIn]) -> tuple[Component, ...]:
    return tuple(Component(one.id or uuid7(), one.name, tuple(one.site_ids)) for one in forms)


def _shown(page: StatusPage) -> StatusPageOut:
    return StatusPageOut(
        id=page.id,
        client_id=page.client_id,
        slug=page.slug,
        url=f"{settings.load().base_url}/status/{page.slug}/",
        title=page.title,
        language=page.language,
        accent=page.accent,
        logo=page.logo,
        domain=page.domain,
        components=[
            ComponentOut(id=one.id, name=one.name, site_ids=list(one.site_ids))
            for one in page.components
        ],
        is_published=page.is_published,
        shows_degraded=page.shows_degraded,
        tells_changes=page.tells_changes,
        described_at=page.described_at,
        created_at=page.created_at,
        updated_at=page.updated_at,
    )
