"""The recorded answers about one's own account are answers that the API could give."""

from typing import Any

import pytest
from pydantic import BaseModel

from chalicelib.api.schemas.auth import LoginOut, StepUpOut, TwoFactorOut
from chalicelib.api.schemas.auth_links import LinkOut
from chalicelib.api.schemas.factors import (
    FactorsOut,
    PasskeyCreatedOut,
    PasskeyOut,
    RecoveryCodesOut,
    TotpOut,
)
from chalicelib.api.schemas.sessions import SessionOut
from chalicelib.api.schemas.tokens import TokenCreatedOut, TokenOut
from chalicelib.api.schemas.users import ColleagueOut
from tests.e2e.screens import account_data as data

ANSWERS: list[tuple[type[BaseModel], Any]] = [
    (LoginOut, data.LOGIN),
    (TwoFactorOut, data.HALF_LOGIN),
    (StepUpOut, data.STEP_UP),
    (FactorsOut, data.FACTORS),
    (FactorsOut, data.NO_FACTORS),
    *[(PasskeyOut, passkey) for passkey in data.PASSKEYS],
    (PasskeyCreatedOut, data.NEW_PASSKEY),
    (TotpOut, data.TOTP),
    (RecoveryCodesOut, data.RECOVERY_CODES),
    *[(SessionOut, session) for session in data.SESSIONS],
    *[(TokenOut, token) for token in data.ACCESS_TOKENS],
    (TokenCreatedOut, data.NEW_ACCESS_TOKEN),
    *[(ColleagueOut, person) for person in data.PEOPLE],
    (LinkOut, data.INVITATION),
    (LinkOut, data.CLIENT_INVITATION),
    (LinkOut, data.RESET),
    (LinkOut, data.EMAIL_CHANGE),
]


@pytest.mark.parametrize(("schema", "answer"), ANSWERS)
def test_a_recorded_answer_is_one_the_api_could_give(
    schema: type[BaseModel], answer: dict[str, Any]
) -> None:
    said = schema.model_validate(answer).model_dump(mode="json")

    assert said.keys() == answer.keys()
