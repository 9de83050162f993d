"""Who hears of a page by e-mail: they ask, they confirm, they end it with one click."""

import base64
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.events.notifications import NotificationRequested
from chalicelib.events.status_pages import SUBSCRIPTION_SEAL, ComponentTurned
from chalicelib.identity.model import ClientScope
from chalicelib.kit.ids import digest, token, uuid7
from chalicelib.status_pages import words
from chalicelib.status_pages.errors import StatusPageNotFound, SubscriptionNotFound
from chalicelib.status_pages.model import ComponentState, StatusPage
from chalicelib.status_pages.page_store import PageStore
from chalicelib.status_pages.subscriber_store import Subscriber, SubscriberStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.adapters.sealer import Sealer

_TEMPLATE = "status_page"
# One letter an hour to an address, whoever types it in.
_PAUSE = dt.timedelta(hours=1)
_CONFIRM_WITHIN = dt.timedelta(days=1)


def subscribe(uow: "UnitOfWork", *, slug: str, email: str, sealer: "Sealer") -> None:
    """Send a letter to confirm with. For every address the same happens, known or not.

    Raises StatusPageNotFound.
    """
    page = _pages(uow).find_by_slug(slug)
    if page is None:
        raise StatusPageNotFound
    secret, subscriber_id = token(), uuid7()
    sealed = sealer.seal(secret.encode(), purpose=SUBSCRIPTION_SEAL, owner=str(subscriber_id))
    wish = Subscriber(subscriber_id, page.id, email.lower(), sealed)
    asked = SubscriberStore(uow.connection).ask(
        wish,
        client_id=page.client_id,
        token_digest=digest(secret),
        at=uow.clock.now(),
        pause=_PAUSE,
    )
    if asked is not None:
        _send(uow, page, asked, uuid7(), {"kind": "confirm"})


def confirm(uow: "UnitOfWork", secret: str) -> None:
    """Raises SubscriptionNotFound."""
    if not SubscriberStore(uow.connection).confirm(digest(secret), uow.clock.now()):
        raise SubscriptionNotFound


def unsubscribe(uow: "UnitOfWork", secret: str) -> None:
    """Nothing is kept of it. Raises SubscriptionNotFound."""
    if not SubscriberStore(uow.connection).remove(digest(secret)):
        raise SubscriptionNotFound


def count(uow: "UnitOfWork", page_id: uuid.UUID) -> int:
    return SubscriberStore(uow.connection).count_confirmed(page_id)


def forget_unconfirmed(uow: "UnitOfWork") -> int:
    before = uow.clock.now() - _CONFIRM_WITHIN
    return SubscriberStore(uow.connection).forget_unconfirmed(asked_before=before)


def tell_post(uow: "UnitOfWork", post_id: uuid.UUID) -> int:
    """Tell all subscribers of a post; told again, the letters have the same numbers."""
    pages = _pages(uow)
    post = pages.find_post_by_id(post_id)
    page = pages.find(post.page_id) if post else None
    if post is None or page is None or not page.is_published:
        return 0
    names = {component.id: component.name for component in page.components}
    return _tell(
        uow,
        page,
        str(post.id),
        {
            "kind": "post",
            "state": words.POSTS[page.language][post.state],
            "title": post.title,
            "text": post.text,
            "components": [names[one] for one in post.component_ids if one in names],
        },
    )


def tell_turn(uow: "UnitOfWork", turned: ComponentTurned) -> int:
    """Tell that a component stopped or works again, if the page (still) wants that."""
    page = _pages(uow).find_by_slug(turned.slug)
    if page is None or not page.tells_changes:
        return 0
    names = {component.id: component.name for component in page.components}
    name = names.get(turned.component_id)
    if name is None:
        return 0
    return _tell(
        uow,
        page,
        f"{turned.component_id}:{turned.state}:{turned.at.isoformat()}",
        {
            "kind": "turned",
            "state": words.STATES[page.language][ComponentState(turned.state)],
            "title": name,
            "text": words.moment(turned.at, page.language),
            "components": [],
        },
    )


def _tell(uow: "UnitOfWork", page: StatusPage, subject: str, context: Mapping[str, Any]) -> int:
    subscribers = SubscriberStore(uow.connection).list_confirmed(page.id)
    for subscriber in subscribers:
        # The same for the same subject: a message that comes twice sends one letter.
        _send(uow, page, subscriber, uuid.uuid5(subscriber.id, subject), context)
    return len(subscribers)


def _send(
    uow: "UnitOfWork",
    page: StatusPage,
    subscriber: Subscriber,
    notification_id: uuid.UUID,
    context: Mapping[str, Any],
) -> None:
    uow.publish(
        NotificationRequested(
            notification_id=notification_id,
            recipient=subscriber.email,
            template=_TEMPLATE,
            context={
                **context,
                "locale": page.language.value,
                "page_title": page.title,
                "slug": page.slug,
                "subscriber_id": str(subscriber.id),
                "sealed_subscription": base64.b64encode(subscriber.sealed_token).decode(),
            },
        )
    )


def _pages(uow: "UnitOfWork") -> PageStore:
    return PageStore(uow.connection, ClientScope.everything())
