"""Write down what the publisher of status pages must know, and tell subscribers what is new.

On every change, and every quarter of an hour for the days that the history has folded meanwhile.
"""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.status_pages import PagesStale, StatusPagesChanged
from chalicelib.status_pages import describing, subscriptions


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    if "Records" in event:
        return _changed(event, context)
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        forgotten = subscriptions.forget_unconfirmed(uow)
    return {"pages": _describe(), "forgotten": forgotten}


@consumes(StatusPagesChanged)
def _changed(message: StatusPagesChanged) -> None:
    # The page first: whoever follows a letter's link finds what it tells of.
    if not message.turned:
        _describe()
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        letters = sum(subscriptions.tell_post(uow, post_id) for post_id in message.post_ids)
        letters += sum(subscriptions.tell_turn(uow, turned) for turned in message.turned)
    logger.info("subscribers_told", letters=letters)


def _describe() -> int:
    current = settings.load()
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        pages = describing.describe(
            uow,
            bootstrap.status_pages(),
            home=current.base_url,
            agency_name=current.agency_name,
        )
    bootstrap.queue().send(PagesStale.queue, PagesStale().model_dump_json())
    logger.info("pages_described", pages=pages)
    return pages
