"""Whether what we stand on is there, fits this code, and keeps up."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

# The newest migration this code was written for; a test holds it true.
SCHEMA_REVISION = "0016"

_QUERY = """
select (select version_num from alembic_version),
       (select min(created_at) from outbox where sent_at is null and not_before is null)
"""


@dataclass(frozen=True)
class Health:
    schema_version: str | None
    oldest_unsent_at: dt.datetime | None
    now: dt.datetime

    @property
    def has_newest_schema(self) -> bool:
        return self.schema_version == SCHEMA_REVISION

    @property
    def queue_age(self) -> dt.timedelta:
        """For how long the oldest message has waited to leave."""
        return self.now - self.oldest_unsent_at if self.oldest_unsent_at else dt.timedelta()


def examine(uow: "UnitOfWork") -> Health:
    found = uow.connection.execute(_QUERY).fetchone()
    version, oldest = found or (None, None)
    return Health(schema_version=version, oldest_unsent_at=oldest, now=uow.clock.now())
