"""An outage in the words for the owner of a website. Pure."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum


class Noticed(StrEnum):
    """What visitors noticed."""

    NOT_REACHABLE = "not_reachable"
    ERROR_PAGE = "error_page"
    BROWSER_WARNING = "browser_warning"
    SHUT_OUT = "shut_out"  # the page asked them for a password, or sent them away
    MAINTENANCE_PAGE = "maintenance_page"
    A_PART = "a_part"  # the home page came, something behind it did not
    NOTHING = "nothing"  # a task that nobody sees


@dataclass(frozen=True)
class Word:
    """What the agency wrote for its client; a report tells what was learnt afterwards."""

    at: dt.datetime
    text: str
    is_report: bool


@dataclass(frozen=True)
class PlainOutage:
    id: uuid.UUID
    incident_id: uuid.UUID
    site_id: uuid.UUID
    site_name: str
    noticed: Noticed
    started_at: dt.datetime
    resolved_at: dt.datetime | None
    is_looked_after: bool
    words: tuple[Word, ...]
