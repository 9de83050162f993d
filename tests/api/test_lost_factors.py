"""The way back for an admin whom nobody else can help."""

import pytest

from chalicelib.api import lost_factors
from chalicelib.kit.clock import FixedClock
from tests.api.conftest import Api
from tests.api.test_two_factor import an_app_of, bearer, give_password
from tests.conftest import Cast


def test_who_lost_every_factor_signs_in_by_password_again(
    api: Api, cast: Cast, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    an_app_of(api, cast.alice, clock)
    an_app_of(api, cast.sam, clock)
    opened = bearer(api.token_of(cast.alice))

    assert lost_factors.main([cast.alice.email.upper()]) == 0

    assert "password" in capsys.readouterr().out
    assert api.get("auth/me", headers=opened).code == "session_ended"
    assert give_password(api, cast.alice).status == 200
    assert give_password(api, cast.sam).status == 202


def test_nobody_is_told_so(api: Api, cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert lost_factors.main(["nobody@example.com"]) == 1

    assert capsys.readouterr().err == "There is no such user\n"
