"""A client: one customer of the agency, one tenant."""

import datetime as dt
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Client:
    id: uuid.UUID
    name: str
    contact_email: str
    notes: str
    created_at: dt.datetime
    sites_count: int = 0
