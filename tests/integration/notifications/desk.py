"""What raises alerts and looks at who was told, for tests of the notifications room."""

import datetime as dt
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import DeliveryTried, NotificationRequested
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications import alerting, channels
from chalicelib.notifications.channel import Channel, ChannelKind, Route
from chalicelib.sites.model import Severity
from tests import builders
from tests.builders import NOW

ALL_DAY = Route(None, Severity.CRITICAL)


class Desk:
    """One client with one site, and alice, the only admin."""

    def __init__(self, uow: UnitOfWork, clock: FixedClock) -> None:
        self.uow = uow
        self.clock = clock
        self.alice: Actor = builders.an_actor(uow, "alice")
        self.client_id = builders.a_client(uow)
        self.site_id = builders.a_connected_site(uow, client_id=self.client_id, name="Shop")

    def channel(self, *routes: Route, name: str = "#on-call") -> Channel:
        return channels.add_channel(
            self.uow,
            self.alice,
            kind=ChannelKind.SLACK,
            name=name,
            target="https://hooks.slack.com/services/0/0/x",
            routes=routes or (ALL_DAY,),
            sealer=LocalSealer(bytes(32)),
            demo_origins=frozenset(),
        )

    def problem(self, key: str = "c1", severity: str = "critical") -> AlertRaised:
        return self._alert(f"condition:{key}:problem", severity, ended_by=f"condition:{key}:end")

    def all_clear(self, key: str = "c1") -> AlertRaised:
        ends = [f"condition:{key}:problem", f"condition:{key}:lesser"]
        return self._alert(f"condition:{key}:end", "critical", template="all_clear", ends=ends)

    def _alert(
        self, key: str, severity: str, *, template: str = "problem", **more: Any
    ) -> AlertRaised:
        return AlertRaised(
            client_id=self.client_id,
            site_id=self.site_id,
            subject_key=key,
            template=template,
            severity=severity,
            subject=f"Shop: {template}",
            context={
                "site_id": str(self.site_id),
                "opened_at": NOW.isoformat(),
                "closed_at": NOW.isoformat(),
            },
            **more,
        )

    def route(self, *alerts: AlertRaised) -> None:
        for alert in alerts:
            alerting.route(self.uow, alert)

    def tried(
        self, outcome: str, *, attempt: int = 1, number: int = 0, is_return: bool = False
    ) -> None:
        """The edge tells what came of a delivery."""
        delivery_id, channel_id = self.rows(
            "select id, channel_id from alert_deliveries order by id"
        )[number]
        alerting.record(
            self.uow,
            DeliveryTried(
                notification_id=delivery_id,
                channel_id=channel_id,
                attempt=attempt,
                tried_at=self.clock.now(),
                outcome=outcome,
                reason="HTTP 404",
                is_return=is_return,
            ),
        )

    def told(self) -> list[tuple[str, str]]:
        """Problems before their ends: ids of the same millisecond have no order of their own."""
        rows = self.rows("select template, channel from notifications")
        return sorted(rows, key=lambda row: (row[0] != "problem", row[1]))

    def outcomes(self) -> list[str]:
        return sorted(o for (o,) in self.rows("select outcome from alert_deliveries"))

    def rows(self, query: str) -> list[Any]:
        return self.uow.connection.execute(query.encode()).fetchall()

    def sent(self) -> list[NotificationRequested]:
        return [m for m in self.uow._messages if isinstance(m, NotificationRequested)]

    def wait(self, **span: int) -> None:
        """Time passes, and what waited for it is handed over, the earliest first."""
        until = self.clock.now() + dt.timedelta(**span)
        while due := min(
            (held for held in self.uow._held if held[1] <= until), key=lambda h: h[1], default=None
        ):
            self.uow._held.remove(due)
            message, at = due
            self.clock.advance(max(at - self.clock.now(), dt.timedelta(0)))
            if isinstance(message, AlertRaised):
                self.route(message)
            else:
                self.uow._messages.append(message)
        self.clock.advance(until - self.clock.now())
