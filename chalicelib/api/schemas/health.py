"""How the platform is."""

from typing import Literal

from chalicelib.api.schemas.base import Out


class HealthOut(Out):
    """`degraded`: it works, but messages wait too long. `failing`: the schema does not fit."""

    status: Literal["ok", "degraded", "failing"]
    database: Literal["ok"]
    schema_version: str | None
    schema_expected: str
    oldest_unsent_seconds: int
