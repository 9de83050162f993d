"""How the platform is."""

from typing import Literal

from chalicelib.api.schemas.base import Instant, Out


class PartOut(Out):
    """A part of the watch; `is_late`: it should have run by now."""

    name: str
    last_run_at: Instant
    is_late: bool


class HealthOut(Out):
    """`degraded`: it works, but messages wait too long, or a part of the watch does not run.
    `failing`: the schema does not fit."""

    status: Literal["ok", "degraded", "failing"]
    database: Literal["ok"]
    schema_version: str | None
    schema_expected: str
    oldest_unsent_seconds: int
    loop: list[PartOut]
