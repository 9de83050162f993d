"""The recorded answers to a client are answers that the API could give."""

from typing import Any

import pytest
from pydantic import BaseModel

from chalicelib.api.schemas.incidents import OutageOut
from chalicelib.api.schemas.maintenance import PlannedMaintenanceOut
from chalicelib.api.schemas.sites import SiteDetailOut, SiteOut
from tests.e2e.screens import portal_data as data

ANSWERS: list[tuple[type[BaseModel], Any]] = [
    *[(SiteOut, site) for site in data.SITES],
    (SiteDetailOut, data.detail(0)),
    *[(OutageOut, outage) for outage in data.OUTAGES],
    *[(PlannedMaintenanceOut, planned) for planned in data.PLANNED],
]


@pytest.mark.parametrize(("schema", "answer"), ANSWERS)
def test_a_recorded_answer_is_one_the_api_could_give(
    schema: type[BaseModel], answer: dict[str, Any]
) -> None:
    said = schema.model_validate(answer).model_dump(mode="json")

    assert said.keys() == answer.keys()
