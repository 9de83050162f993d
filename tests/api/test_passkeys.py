"""Passkeys over HTTP: adding one, signing in and confirming with it, and what must not work."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.soft_passkey import SoftPasskey, packed, unpacked

HERE = "http://localhost:8000"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def a_passkey_of(api: Api, actor: Actor, **how: Any) -> SoftPasskey:
    """A passkey that this person has added."""
    key, token = SoftPasskey(**how), bearer(api.token_of(actor))
    options = api.post("auth/passkeys/options", headers=token).json["options"]
    created = key.make(options, origin=HERE)
    added = api.post("auth/passkeys", headers=token, body={"name": "Laptop", "credential": created})
    assert added.status == 201, added.body
    return key


def sign_in_options(api: Api) -> Any:
    return api.post("auth/passkey-options", body={}).json["options"]


def log_in(api: Api, credential: dict[str, Any]) -> Answered:
    return api.post("auth/passkey-login", body={"credential": credential})


def test_a_passkey_opens_a_session_without_a_name_or_a_password(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    options = sign_in_options(api)

    answer = log_in(api, key.prove(options, origin=HERE))

    assert answer.status == 200
    assert answer.json["user"]["email"] == cast.alice.email
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
    sessions = api.get("auth/sessions", headers=bearer(answer.json["access_token"])).json["data"]
    assert {session["kind"] for session in sessions if session["is_current"]} == {"passkey"}


def test_adding_the_first_one_gives_recovery_codes_and_the_second_none(
    api: Api, cast: Cast
) -> None:
    token = bearer(api.token_of(cast.alice))

    def add(name: str) -> Any:
        options = api.post("auth/passkeys/options", headers=token).json["options"]
        created = SoftPasskey().make(options, origin=HERE)
        return api.post("auth/passkeys", headers=token, body={"name": name, "credential": created})

    first, second = add("Laptop").json, add("Phone").json

    assert len(first["recovery_codes"]) == 10
    assert second["recovery_codes"] is None
    has = api.get("auth/factors", headers=token).json
    assert [passkey["name"] for passkey in has["passkeys"]] == ["Laptop", "Phone"]
    assert has["recovery_codes"] == {"left": 10}


def test_the_options_name_us_and_exclude_what_is_there(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)

    options = api.post("auth/passkeys/options", by=cast.alice).json["options"]

    assert options["rp"] == {"id": "localhost", "name": "Your agency"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in options["excludeCredentials"]] == [packed(key.credential_id)]


def test_it_is_renamed_and_taken_away_by_its_owner_alone(api: Api, cast: Cast) -> None:
    a_passkey_of(api, cast.alice)
    passkey = api.get("auth/factors", by=cast.alice).json["passkeys"][0]
    path = f"auth/passkeys/{passkey['id']}"

    assert api.patch(path, by=cast.sam, body={"name": "Mine"}).code == "passkey_not_found"
    assert api.delete(path, by=cast.sam).code == "passkey_not_found"
    assert api.patch(path, by=cast.alice, body={"name": "Desk"}).json["name"] == "Desk"
    assert api.delete(path, by=cast.alice).status == 204
    assert api.get("auth/factors", by=cast.alice).json["passkeys"] == []


def test_the_second_step_takes_the_passkey_of_who_gave_the_password(api: Api, cast: Cast) -> None:
    hers, his = a_passkey_of(api, cast.alice), a_passkey_of(api, cast.sam)

    def second_step(key: SoftPasskey) -> Answered:
        login = {"email": cast.alice.email, "password": builders.PASSWORD}
        started = api.post("auth/login", body=login)
        assert started.status == 202
        assert "passkey" in started.json["methods"]
        shown = {"two_factor_token": started.json["two_factor_token"]}
        options = api.post("auth/two-factor/passkey-options", body=shown).json["options"]
        assert [one["id"] for one in options["allowCredentials"]] == [packed(hers.credential_id)]
        proof = key.prove(options, origin=HERE)
        return api.post("auth/two-factor/passkey", body={**shown, "credential": proof})

    assert second_step(hers).status == 200
    assert second_step(his).code == "passkey_refused"


def test_a_passkey_confirms_an_act(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    stale = bearer(api.token_of(cast.alice, is_stale=True))
    refused = api.post("auth/passkeys/options", headers=stale)
    assert (refused.status, refused.code) == (403, "step_up_required")
    assert refused.json["methods"] == ["recovery_code", "passkey"]

    options = api.post("auth/step-up/passkey-options", headers=stale).json["options"]
    proof = key.prove(options, origin=HERE)
    confirmed = api.post("auth/step-up/passkey", headers=stale, body={"credential": proof})

    assert confirmed.status == 200
    fresh = bearer(confirmed.json["access_token"])
    assert api.post("auth/passkeys/options", headers=fresh).status == 200
    assert api.get("auth/me", headers=stale).code == "session_ended"


_LIES: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "another port of this host": {"origin": "http://localhost:9999"},
    "plain text of a secure origin": {"origin": "http://wingman.example"},
    "inside another page": {"crossOrigin": True},
    "another relying party": {"rp_id": "evil.example"},
    "made, not proven": {"type": "webauthn.create"},
    "an older count": {"sign_count": 0},
    "the same count": {"sign_count": 5},
    "somebody else's handle": {"user_handle": bytes(16)},
    "a challenge of its own": {"challenge": packed(bytes(32))},
}


@pytest.mark.parametrize("lie", _LIES.values(), ids=_LIES.keys())
def test_a_proof_with_a_lie_in_it_is_refused(api: Api, cast: Cast, lie: dict[str, Any]) -> None:
    key = a_passkey_of(api, cast.alice)
    key.sign_count = 4
    assert log_in(api, key.prove(sign_in_options(api), origin=HERE)).status == 200

    answer = log_in(api, key.prove(sign_in_options(api), **{"origin": HERE, **lie}))

    assert (answer.status, answer.code) == (401, "passkey_refused")
    assert answer.cookies == []


def test_without_pin_or_finger_it_is_one_factor_too_few(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    key.is_verifying = False

    assert log_in(api, key.prove(sign_in_options(api), origin=HERE)).code == "passkey_refused"


def test_another_key_with_the_same_name_is_refused(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    thief = SoftPasskey(credential_id=key.credential_id, user_handle=key.user_handle)

    assert log_in(api, thief.prove(sign_in_options(api), origin=HERE)).code == "passkey_refused"


def test_a_proof_counts_once(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    proof = key.prove(sign_in_options(api), origin=HERE)

    assert log_in(api, proof).status == 200
    assert log_in(api, proof).code == "passkey_refused"


def test_a_failed_proof_uses_its_challenge_up(api: Api, cast: Cast) -> None:
    key, options = a_passkey_of(api, cast.alice), sign_in_options(api)
    assert log_in(api, key.prove(options, origin="https://evil.example")).status == 401

    assert log_in(api, key.prove(options, origin=HERE)).code == "passkey_refused"


def test_a_challenge_lives_five_minutes(api: Api, cast: Cast, clock: FixedClock) -> None:
    key, options = a_passkey_of(api, cast.alice), sign_in_options(api)
    clock.advance(dt.timedelta(minutes=5))

    assert log_in(api, key.prove(options, origin=HERE)).code == "passkey_refused"


def test_a_challenge_for_one_thing_is_none_for_another(api: Api, cast: Cast) -> None:
    key, token = a_passkey_of(api, cast.alice), bearer(api.token_of(cast.alice))
    for_step_up = api.post("auth/step-up/passkey-options", headers=token).json["options"]

    assert log_in(api, key.prove(for_step_up, origin=HERE)).code == "passkey_refused"

    to_sign_in = {"credential": key.prove(sign_in_options(api), origin=HERE)}
    refused = api.post("auth/step-up/passkey", headers=token, body=to_sign_in)
    assert refused.code == "passkey_refused"


def test_a_challenge_of_one_session_is_none_for_another(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    options = api.post("auth/step-up/passkey-options", by=cast.alice).json["options"]

    proof = {"credential": key.prove(options, origin=HERE)}
    assert api.post("auth/step-up/passkey", by=cast.alice, body=proof).code == "passkey_refused"


def test_somebody_elses_passkey_confirms_nothing(api: Api, cast: Cast) -> None:
    a_passkey_of(api, cast.alice)
    his, token = a_passkey_of(api, cast.sam), bearer(api.token_of(cast.alice))
    options = api.post("auth/step-up/passkey-options", headers=token).json["options"]

    proof = {"credential": his.prove(options, origin=HERE)}
    assert api.post("auth/step-up/passkey", headers=token, body=proof).code == "passkey_refused"


def test_one_passkey_belongs_to_one_person(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    token = bearer(api.token_of(cast.sam))
    options = api.post("auth/passkeys/options", headers=token).json["options"]

    stolen = {"name": "Mine", "credential": key.make(options, origin=HERE)}
    assert api.post("auth/passkeys", headers=token, body=stolen).code == "passkey_known"


_MADE_WRONG: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://evil.example"},
    "another relying party": {"rp_id": "evil.example"},
    "proven, not made": {"type": "webauthn.get"},
}


@pytest.mark.parametrize("lie", _MADE_WRONG.values(), ids=_MADE_WRONG.keys())
def test_a_passkey_made_elsewhere_is_not_added(api: Api, cast: Cast, lie: dict[str, Any]) -> None:
    token = bearer(api.token_of(cast.alice))
    options = api.post("auth/passkeys/options", headers=token).json["options"]
    created = SoftPasskey().make(options, **{"origin": HERE, **lie})

    answer = api.post("auth/passkeys", headers=token, body={"name": "x", "credential": created})

    assert answer.code == "passkey_refused"


def test_a_deactivated_user_has_no_passkey_in(api: Api, cast: Cast, database: Database) -> None:
    key = a_passkey_of(api, cast.alice)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("update users set is_active = false")
        uow.commit()

    assert log_in(api, key.prove(sign_in_options(api), origin=HERE)).code == "passkey_refused"


_JUNK = ["", "AA", "A", packed(b"{}"), packed(b"[1]"), packed(b"\xff\xfe"), packed(b"[" * 9000)]


@pytest.mark.parametrize("member", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("junk", _JUNK)
def test_junk_is_refused_and_never_a_fault_of_ours(
    api: Api, cast: Cast, member: str, junk: str
) -> None:
    key = a_passkey_of(api, cast.alice)
    proof = key.prove(sign_in_options(api), origin=HERE)

    answer = log_in(api, {**proof, "response": {**proof["response"], member: junk}})

    assert answer.code == "passkey_refused"


@pytest.mark.parametrize(
    "junk", [*_JUNK, packed(b"\xa3cfmtdnonegattStmt\xa0hauthDataX\x25"), packed(b"\x9f" * 5000)]
)
def test_junk_as_a_new_passkey_is_refused_too(api: Api, cast: Cast, junk: str) -> None:
    token = bearer(api.token_of(cast.alice))
    options = api.post("auth/passkeys/options", headers=token).json["options"]
    created = SoftPasskey().make(options, origin=HERE)
    created["response"]["attestationObject"] = junk

    answer = api.post("auth/passkeys", headers=token, body={"name": "x", "credential": created})

    assert answer.code == "passkey_refused"


def test_every_flipped_bit_of_a_signature_is_refused(api: Api, cast: Cast) -> None:
    key = a_passkey_of(api, cast.alice)
    for position in range(0, 64, 7):
        proof = key.prove(sign_in_options(api), origin=HERE)
        raw = bytearray(unpacked(proof["response"]["signature"]))
        raw[position] ^= 1 << position % 8
        proof["response"]["signature"] = packed(bytes(raw))
        assert log_in(api, proof).code == "passkey_refused"
