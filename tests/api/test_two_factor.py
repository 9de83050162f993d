"""The second step of signing in: codes of an app, recovery codes, and what must not work."""

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree as ET

import pyotp
import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock, unix
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

_STEP = dt.timedelta(seconds=30)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def run(database: Database, statement: str, *values: object) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(statement.encode(), values)
        uow.commit()


class App:
    """Somebody's authenticator app, and the recovery codes on the paper beside it."""

    def __init__(self, secret: str, recovery_codes: list[str], clock: FixedClock) -> None:
        self._totp = pyotp.TOTP(secret)
        self.recovery_codes = recovery_codes
        self._clock = clock

    def code(self, *, steps_off: int = 0) -> str:
        return self._totp.generate_otp(unix(self._clock.now()) // 30 + steps_off)


def an_app_of(api: Api, actor: Actor, clock: FixedClock) -> App:
    """Set up as the screens do; the step it was confirmed with has passed."""
    token = bearer(api.token_of(actor))
    secret = api.post("auth/totp", headers=token).json["secret"]
    code = App(secret, [], clock).code()
    confirmed = api.post("auth/totp/confirm", headers=token, body={"code": code})
    assert confirmed.status == 200, confirmed.body
    clock.advance(_STEP)
    return App(secret, confirmed.json["recovery_codes"], clock)


@pytest.fixture
def app(api: Api, cast: Cast, clock: FixedClock) -> App:
    """alice's."""
    return an_app_of(api, cast.alice, clock)


def give_password(api: Api, actor: Actor) -> Answered:
    login = {"email": actor.email, "password": builders.PASSWORD}
    return api.post("auth/login", body=login)


def finish(api: Api, started: Answered, code: str) -> Answered:
    shown = started.json["two_factor_token"]
    return api.post("auth/two-factor", body={"two_factor_token": shown, "code": code})


def sign_in(api: Api, actor: Actor, code: str) -> Answered:
    return finish(api, give_password(api, actor), code)


def test_the_password_alone_opens_nothing(api: Api, cast: Cast, app: App) -> None:
    started = give_password(api, cast.alice)

    assert started.status == 202
    assert set(started.json) == {"two_factor_token", "expires_at", "methods"}
    assert started.json["methods"] == ["totp", "recovery_code"]
    assert started.json["expires_at"] == "2026-11-23T10:05:30.000Z"
    assert started.cookies == []
    as_bearer = bearer(started.json["two_factor_token"])
    assert api.get("auth/me", headers=as_bearer).code == "session_ended"


def test_password_and_code_open_a_session(api: Api, cast: Cast, app: App) -> None:
    answer = sign_in(api, cast.alice, app.code())

    assert answer.status == 200
    user = answer.json["user"]
    assert user["two_factor"] == {"enabled": True, "required": False}
    assert answer.session_cookie
    assert api.get("auth/me", headers=bearer(answer.json["access_token"])).json == user


@pytest.mark.parametrize(("steps_off", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off_and_no_more(
    api: Api, cast: Cast, app: App, clock: FixedClock, steps_off: int, opens: bool
) -> None:
    clock.advance(2 * _STEP)

    answer = sign_in(api, cast.alice, app.code(steps_off=steps_off))

    assert answer.status == (200 if opens else 401)
    assert opens or answer.code == "wrong_code"


def test_a_code_counts_once(api: Api, cast: Cast, app: App) -> None:
    code = app.code()

    assert sign_in(api, cast.alice, code).status == 200
    assert sign_in(api, cast.alice, code).code == "wrong_code"


def test_a_code_before_the_last_used_one_is_dead_too(api: Api, cast: Cast, app: App) -> None:
    assert sign_in(api, cast.alice, app.code(steps_off=1)).status == 200

    assert sign_in(api, cast.alice, app.code()).code == "wrong_code"


def test_the_code_that_confirmed_the_app_signs_nobody_in(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    token = bearer(api.token_of(cast.alice))
    secret = api.post("auth/totp", headers=token).json["secret"]
    code = App(secret, [], clock).code()
    assert api.post("auth/totp/confirm", headers=token, body={"code": code}).status == 200

    assert sign_in(api, cast.alice, code).code == "wrong_code"


def test_a_code_with_spaces_as_apps_show_it_is_taken(api: Api, cast: Cast, app: App) -> None:
    code = app.code()

    assert sign_in(api, cast.alice, f"{code[:3]} {code[3:]}").status == 200


@pytest.mark.parametrize("typed", ["000000", "٠٠٠٠٠٠", "no such code", "-" * 16, "0" * 40])
def test_a_wrong_code_is_wrong_in_one_way(api: Api, cast: Cast, app: App, typed: str) -> None:
    assert sign_in(api, cast.alice, typed).code == "wrong_code"


def test_somebody_elses_code_is_wrong(api: Api, cast: Cast, app: App, clock: FixedClock) -> None:
    sams = an_app_of(api, cast.sam, clock)

    assert sign_in(api, cast.alice, sams.code()).code == "wrong_code"
    assert sign_in(api, cast.alice, sams.recovery_codes[0]).code == "wrong_code"
    assert sign_in(api, cast.sam, sams.recovery_codes[0]).status == 200


def test_after_a_wrong_code_one_may_try_again(api: Api, cast: Cast, app: App) -> None:
    started = give_password(api, cast.alice)
    assert finish(api, started, "000000").code == "wrong_code"

    assert finish(api, started, app.code()).status == 200


def test_a_started_sign_in_is_finished_once(
    api: Api, cast: Cast, app: App, clock: FixedClock
) -> None:
    started = give_password(api, cast.alice)
    assert finish(api, started, app.code()).status == 200

    assert finish(api, started, app.recovery_codes[0]).code == "two_factor_expired"
    # The code that came too late was not used up.
    assert sign_in(api, cast.alice, app.recovery_codes[0]).status == 200


def test_a_started_sign_in_lasts_five_minutes(
    api: Api, cast: Cast, app: App, clock: FixedClock
) -> None:
    started = give_password(api, cast.alice)
    clock.advance(dt.timedelta(minutes=5))

    assert finish(api, started, app.code()).code == "two_factor_expired"


@pytest.mark.parametrize(
    "what_happens",
    [
        "update users set is_active = false",
        "update users set session_epoch = gen_random_uuid()",  # as a changed password does
        "delete from users where role = 'admin'",
    ],
)
def test_what_happens_meanwhile_ends_a_started_sign_in(
    api: Api, cast: Cast, app: App, database: Database, what_happens: str
) -> None:
    started = give_password(api, cast.alice)

    run(database, what_happens)

    assert finish(api, started, app.code()).code == "two_factor_expired"


@pytest.mark.parametrize("shown", ["made-up", "x" * 43])
def test_a_made_up_sign_in_is_none(api: Api, cast: Cast, app: App, shown: str) -> None:
    body = {"two_factor_token": shown, "code": app.code()}

    assert api.post("auth/two-factor", body=body).code == "two_factor_expired"
    options = api.post("auth/two-factor/passkey-options", body={"two_factor_token": shown})
    assert options.code == "two_factor_expired"


def test_ten_recovery_codes_of_80_bits_are_shown_once_and_stored_as_digests(
    api: Api, cast: Cast, app: App, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        kept = uow.connection.execute("select digest from recovery_codes").fetchall()

    assert len(set(app.recovery_codes)) == 10
    for code in app.recovery_codes:
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", code)
        assert code not in str(kept)
    assert len(kept) == 10


def test_a_recovery_code_opens_once_and_leaves_a_trace(
    api: Api, cast: Cast, app: App, database: Database
) -> None:
    typed = app.recovery_codes[3].lower().replace("-", " ")

    assert sign_in(api, cast.alice, typed).status == 200
    assert sign_in(api, cast.alice, typed).code == "wrong_code"
    left = api.get("auth/factors", by=cast.alice).json["recovery_codes"]["left"]
    assert left == 9
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        actions = uow.connection.execute("select action from audit_logs").fetchall()
    assert ("factor.use_recovery_code",) in actions


def test_new_recovery_codes_kill_the_old_ones(api: Api, cast: Cast, app: App) -> None:
    new = api.post("auth/recovery-codes", by=cast.alice).json["recovery_codes"]

    assert sign_in(api, cast.alice, app.recovery_codes[0]).code == "wrong_code"
    assert sign_in(api, cast.alice, new[0]).status == 200


def test_without_a_second_factor_there_are_no_recovery_codes(api: Api, cast: Cast) -> None:
    assert api.post("auth/recovery-codes", by=cast.sam).code == "no_second_factor"


def test_the_secret_is_shown_as_text_link_and_picture(api: Api, cast: Cast) -> None:
    shown = api.post("auth/totp", by=cast.alice).json

    link = pyotp.parse_uri(shown["otpauth_uri"])
    assert (link.secret, link.name, link.issuer) == (
        shown["secret"],
        cast.alice.email,
        "Your agency",
    )
    assert len(link.byte_secret()) == 20  # 160 bits
    picture = ET.fromstring(shown["qr_svg"])
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"


def test_the_database_knows_no_secret(
    api: Api, cast: Cast, clock: FixedClock, database: Database
) -> None:
    token = bearer(api.token_of(cast.alice))
    secret = api.post("auth/totp", headers=token).json["secret"]
    code = App(secret, [], clock).code()
    assert api.post("auth/totp/confirm", headers=token, body={"code": code}).status == 200

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        row = uow.connection.execute("select * from totp_secrets").fetchone()
    assert row is not None
    held = b"".join(bytes(value) for value in row if isinstance(value, bytes | memoryview))
    assert held
    assert secret.encode() not in held
    assert pyotp.TOTP(secret).byte_secret() not in held


def test_a_sealed_secret_moved_to_another_person_opens_nothing(
    api: Api, cast: Cast, app: App, database: Database, clock: FixedClock
) -> None:
    an_app_of(api, cast.sam, clock)
    run(
        database,
        "update totp_secrets set sealed = (select sealed from totp_secrets where user_id = %s)"
        " where user_id = %s",
        cast.alice.user_id,
        cast.sam.user_id,
    )

    assert sign_in(api, cast.sam, app.code()).status == 500


def test_until_a_new_app_is_confirmed_the_old_one_stays_good(
    api: Api, cast: Cast, app: App, clock: FixedClock
) -> None:
    token = bearer(api.token_of(cast.alice))
    secret = api.post("auth/totp", headers=token).json["secret"]
    new = App(secret, [], clock)
    assert sign_in(api, cast.alice, new.code()).code == "wrong_code"
    assert sign_in(api, cast.alice, app.code()).status == 200

    clock.advance(_STEP)
    confirmed = api.post("auth/totp/confirm", headers=token, body={"code": new.code()})
    assert confirmed.status == 200

    clock.advance(_STEP)
    assert sign_in(api, cast.alice, app.code()).code == "wrong_code"
    assert sign_in(api, cast.alice, new.code()).status == 200


def test_setting_up_is_over_after_a_quarter_of_an_hour(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    token = bearer(api.token_of(cast.alice))
    app = App(api.post("auth/totp", headers=token).json["secret"], [], clock)
    clock.advance(dt.timedelta(minutes=15, seconds=1))

    late = api.post("auth/totp/confirm", headers=token, body={"code": app.code()})

    assert late.code == "totp_not_started"


def test_a_wrong_code_confirms_nothing(api: Api, cast: Cast) -> None:
    token = bearer(api.token_of(cast.alice))
    assert api.post("auth/totp/confirm", headers=token, body={"code": "000000"}).code == (
        "totp_not_started"
    )
    api.post("auth/totp", headers=token)

    wrong = api.post("auth/totp/confirm", headers=token, body={"code": "000000"})

    assert wrong.code == "wrong_code"
    assert api.get("auth/factors", headers=token).json["totp"]["enabled"] is False
    assert give_password(api, cast.alice).status == 200


def test_when_the_last_factor_goes_the_password_is_enough_again(
    api: Api, cast: Cast, app: App
) -> None:
    assert api.delete("auth/totp", by=cast.alice).status == 204
    assert api.delete("auth/totp", by=cast.alice).code == "totp_not_found"

    has = api.get("auth/factors", by=cast.alice).json
    assert has == {
        "totp": {"enabled": False, "confirmed_at": None},
        "recovery_codes": {"left": 0},
        "passkeys": [],
        "required": False,
    }
    assert give_password(api, cast.alice).status == 200


def test_a_reset_takes_every_factor_and_every_session(
    api: Api, cast: Cast, app: App, database: Database
) -> None:
    from chalicelib.identity import factors

    opened = bearer(api.token_of(cast.alice))
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert factors.has_any(uow, cast.alice.user_id)
        factors.reset(uow, cast.alice.user_id)
        uow.commit()

    assert api.get("auth/me", headers=opened).code == "session_ended"
    assert give_password(api, cast.alice).status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "auth/totp"),
        ("DELETE", "auth/totp"),
        ("POST", "auth/recovery-codes"),
        ("POST", "auth/passkeys/options"),
        ("DELETE", "auth/passkeys/0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"),
        ("POST", "auth/tokens"),
        ("PATCH", "settings/security"),
    ],
)
def test_changing_a_way_in_wants_a_fresh_proof(
    api: Api, cast: Cast, app: App, method: str, path: str
) -> None:
    refused = api.send(method, path, by=cast.alice, is_stale=True)

    assert (refused.status, refused.code) == (403, "step_up_required")
    assert refused.json["methods"] == ["totp", "recovery_code"]


def test_the_code_of_the_app_confirms_an_act_and_rotates_the_session(
    api: Api, cast: Cast, app: App, clock: FixedClock
) -> None:
    stale = bearer(api.token_of(cast.alice, is_stale=True))
    can = api.get("auth/step-up", headers=stale).json
    assert can == {"methods": ["totp", "recovery_code"], "stepped_up_until": None}

    confirmed = api.post("auth/step-up", headers=stale, body={"code": app.code()})

    assert confirmed.status == 200
    assert api.get("auth/me", headers=stale).code == "session_ended"
    fresh = bearer(confirmed.json["access_token"])
    until = api.get("auth/step-up", headers=fresh).json["stepped_up_until"]
    assert until == "2026-11-23T10:05:30.000Z"
    assert api.post("auth/recovery-codes", headers=fresh).status == 200
    clock.advance(dt.timedelta(minutes=5, seconds=1))
    assert api.post("auth/recovery-codes", headers=fresh).code == "step_up_required"


def test_a_wrong_confirmation_changes_nothing(api: Api, cast: Cast, app: App) -> None:
    stale = bearer(api.token_of(cast.alice, is_stale=True))

    wrong = api.post("auth/step-up", headers=stale, body={"code": "000000"})

    assert wrong.code == "wrong_code"
    assert api.get("auth/me", headers=stale).status == 200
    assert api.post("auth/recovery-codes", headers=stale).code == "step_up_required"


def test_who_has_a_factor_cannot_confirm_with_the_password(api: Api, cast: Cast, app: App) -> None:
    body = {"password": builders.PASSWORD}

    refused = api.post("auth/step-up", by=cast.alice, is_stale=True, body=body)

    assert (refused.status, refused.code) == (403, "factor_demanded")


def test_who_has_none_confirms_with_the_password(api: Api, cast: Cast) -> None:
    stale = bearer(api.token_of(cast.bob, is_stale=True))
    assert api.get("auth/step-up", headers=stale).json["methods"] == ["password"]
    wrong = api.post("auth/step-up", headers=stale, body={"password": "wrong horse"})
    assert wrong.code == "wrong_credentials"

    right = api.post("auth/step-up", headers=stale, body={"password": builders.PASSWORD})

    assert right.status == 200
    assert api.post("auth/totp", headers=bearer(right.json["access_token"])).status == 200


@pytest.mark.parametrize(
    "body", [{}, {"code": "123456", "password": "x"}, {"code": None, "password": None}]
)
def test_a_confirmation_is_a_code_or_a_password(api: Api, cast: Cast, body: Any) -> None:
    assert api.post("auth/step-up", by=cast.alice, body=body).code == "invalid_body"


def test_who_has_no_factor_yet_sets_up_the_first_right_after_signing_in(
    api: Api, cast: Cast
) -> None:
    token = bearer(give_password(api, cast.bob).json["access_token"])

    assert api.post("auth/totp", headers=token).status == 200
