"""What a try of a monitor found, and where it waits for the one who asked."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field


class TriedPhases(BaseModel):
    """Where the time went, in milliseconds."""

    model_config = ConfigDict(frozen=True)
    dns_ms: int
    connect_ms: int
    tls_ms: int
    first_byte_ms: int
    total_ms: int


class TriedCertificate(BaseModel):
    model_config = ConfigDict(frozen=True)
    ends_at: dt.datetime
    issuer: str
    names: list[str]


class TryReport(BaseModel):
    """One look, as it was: nobody else is asked, and nothing is believed of it."""

    model_config = ConfigDict(frozen=True)
    status: str
    reason: str
    detail: str = ""
    failed_rule: str = ""
    """Which of the monitor's rules is broken; empty when none is."""
    url: str = ""
    address: str = ""
    status_code: int | None = None
    response_ms: int | None = None
    phases: TriedPhases | None = None
    certificate: TriedCertificate | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    body: str = ""
    is_cut: bool = False
    facts: Mapping[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True)
class Tried:
    """A try; without a report it is still under way."""

    id: uuid.UUID
    report: TryReport | None


class Tries(Protocol):
    """Where tries are kept for a few minutes."""

    def begin(self, try_id: uuid.UUID, *, asked_by: uuid.UUID) -> None: ...

    def end(self, try_id: uuid.UUID, report: TryReport, *, asked_by: uuid.UUID) -> None: ...

    def find(self, try_id: uuid.UUID, *, asked_by: uuid.UUID) -> Tried | None:
        """None also for what somebody else has asked."""
        ...
