"""Carries what units of work left in the outbox through the real functions, to letters."""

import json
import re
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.mailer import Email
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.events.identity import LinkRequested
from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import DeliveryTried, NotificationRequested
from chalicelib.events.status_pages import StatusPagesChanged
from chalicelib.kit.clock import Clock
from functions.describe_status_pages.handler import handler as describe_status_pages
from functions.issue_link.handler import handler as issue_link
from functions.record_delivery.handler import handler as record_delivery
from functions.route_alert.handler import handler as route_alert
from functions.send_notification.handler import handler as send_notification
from tests.fakes.in_memory_delivery_log import InMemoryDeliveryLog
from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.recording_queue import RecordingQueue
from tests.fakes.scripted_fetcher import ScriptedFetcher

_LINK = re.compile(r"https?://\S+/(?:app|portal)/(?:welcome|reset|confirm-email)#(\S+)")


class PostOffice:
    """`letters` has every letter that left, in order."""

    def __init__(self, database: Database, clock: Clock, patch: pytest.MonkeyPatch) -> None:
        self._database = database
        self._mailer = RecordingMailer()
        self.outbox: list[str] = []
        log = InMemoryDeliveryLog(clock)
        patch.setattr(bootstrap, "mailer", lambda: self._mailer)
        patch.setattr(bootstrap, "http_fetcher", lambda: ScriptedFetcher({}))
        patch.setattr(bootstrap, "sms", lambda: None)
        self._queue = RecordingQueue()
        patch.setattr(bootstrap, "queue", lambda: self._queue)
        patch.setattr(bootstrap, "delivery_log", lambda: log)

    @property
    def letters(self) -> list[Email]:
        return self._mailer.letters

    def deliver(self) -> list[Email]:
        """Carry everything on until nothing waits any more; the letters that this brought."""
        before = len(self.letters)
        while self._carry():
            pass
        return self.letters[before:]

    def link(self) -> str:
        """The secret in the one letter that was waiting."""
        [letter] = self.deliver()
        return secret_in(letter)

    def _carry(self) -> bool:
        with self._database.unit_of_work(DatabaseRole.WORKER) as uow:
            outbox = OutboxStore(uow.connection)
            waiting = outbox.claim(100, now=uow.clock.now())
            outbox.mark_sent(waiting, uow.clock.now())
            uow.commit()
        for message in waiting:
            self.outbox.append(message.body)
            self._hand(message.queue, message.body)
        # What functions tell each other by queue goes past the outbox.
        told, self._queue.sent[:] = list(self._queue.sent), []
        for name, body in told:
            self._hand(name, body)
        return bool(waiting)

    def _hand(self, queue: str, body: str) -> None:
        handler = _HANDLERS.get(queue)
        if handler is not None:
            assert handler(_event(body), None) == {"batchItemFailures": []}, body


def secret_in(letter: Email) -> str:
    """What stands behind the # of a letter's link; both forms of the letter have the same."""
    [secret] = _LINK.findall(letter.text)
    assert f"#{secret}" in letter.html
    return str(secret)


def _event(body: str) -> dict[str, Any]:
    return {"Records": [{"messageId": json.loads(body)["message_id"], "body": body}]}


_HANDLERS: dict[str, Any] = {
    AlertRaised.queue: route_alert,
    LinkRequested.queue: issue_link,
    NotificationRequested.queue: send_notification,
    DeliveryTried.queue: record_delivery,
    StatusPagesChanged.queue: describe_status_pages,
}
