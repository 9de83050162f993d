"""Note what became of a delivery; what could not be delivered goes another way."""

from typing import TYPE_CHECKING

from chalicelib.consumer import beats, consumes_with_database
from chalicelib.events.notifications import DeliveryTried
from chalicelib.notifications import alerting

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@beats("record_delivery")
@consumes_with_database(DeliveryTried)
def handler(uow: "UnitOfWork", message: DeliveryTried) -> None:
    alerting.record(uow, message)
