"""Keys and approvals over HTTP: what is shown, what is refused, and in which words."""

import base64
import json
import uuid

import pytest

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.sites import site_keys
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast
from tests.fakes import root_key
from tests.fakes.approver import Approver


@pytest.fixture
def site(database: Database, cast: Cast) -> str:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_connected_site(uow, client_id=cast.bob.client_id)
        site_keys.hand_out(uow, site_id=site_id, client_id=cast.bob.client_id)
        uow.commit()
    return str(site_id)


@pytest.fixture
def alice(database: Database, cast: Cast) -> Approver:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        made = Approver(cast.alice).enrolled(uow)
        uow.commit()
    return made


def asked(api: Api, cast: Cast, site: str) -> str:
    return api.post(f"sites/{site}/disconnect", by=cast.alice).json["approval_id"]


def say_yes(api: Api, approver: Approver, approval_id: str):
    path = f"approvals/{approval_id}/approve"
    options = api.post(f"{path}/options", by=approver.actor).json["options"]
    proof = approver.key.prove(options, origin=settings.load().base_url)
    return api.post(path, by=approver.actor, body={"credential": proof})


def test_a_sites_keys_are_shown_to_staff_without_anything_secret(
    api: Api, cast: Cast, site: str
) -> None:
    shown = api.get(f"sites/{site}/keys", by=cast.sam)

    assert shown.status == 200
    (key,) = shown.json["keys"]
    assert key["state"] == "active"
    assert len(key["prefix"]) == 12
    assert set(shown.json["public_key"]) == {"fingerprint", "since"}
    assert shown.json["rotation_every_days"] == 90
    assert api.get(f"sites/{site}/keys", by=cast.bob).status == 403


def test_keys_change_only_for_who_has_just_stepped_up(api: Api, cast: Cast, site: str) -> None:
    (key,) = api.get(f"sites/{site}/keys", by=cast.alice).json["keys"]

    for path in ("rotate", f"{key['id']}/revoke"):
        stale = api.post(f"sites/{site}/keys/{path}", by=cast.alice, is_stale=True)
        assert (stale.status, stale.code) == (403, "step_up_required")
        assert api.post(f"sites/{site}/keys/{path}", by=cast.sam).status == 403
    assert api.post(f"sites/{site}/keys/rotate", by=cast.alice).status == 202
    assert api.post(f"sites/{site}/keys/{key['id']}/revoke", by=cast.alice).status == 204
    detail = api.get(f"sites/{site}", by=cast.alice).json
    assert detail["connection"]["state"] == "disconnected"


def test_an_approval_goes_from_waiting_to_approved(
    api: Api, cast: Cast, site: str, alice: Approver
) -> None:
    approval_id = asked(api, cast, site)
    (waiting,) = api.get("approvals", by=cast.alice, state="waiting").json["data"]
    assert waiting["id"] == approval_id
    assert waiting["command"] == "disconnect"
    assert waiting["requested_by"]["name"] == "Alice"
    assert waiting["approvals_needed"] == 1
    assert waiting["can_approve"] is True

    answer = say_yes(api, alice, approval_id)

    assert answer.status == 200
    assert answer.json["state"] == "approved"
    assert [vote["name"] for vote in answer.json["approvals"]] == ["Alice"]
    assert api.get("approvals", by=cast.alice, state="waiting").json["data"] == []
    again = api.post(f"approvals/{approval_id}/approve/options", by=cast.alice)
    assert (again.status, again.code) == (409, "approval_closed")


def test_one_person_cannot_be_two(
    api: Api, cast: Cast, database: Database, site: str, alice: Approver
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("delete from security_settings")
        uow.connection.execute("insert into security_settings (two_person_approval) values (true)")
        uow.commit()
    approval_id = asked(api, cast, site)

    assert say_yes(api, alice, approval_id).json["state"] == "waiting"

    again = api.post(f"approvals/{approval_id}/approve/options", by=cast.alice)
    assert (again.status, again.code) == (403, "own_request")


def test_without_a_passkey_the_answer_says_what_to_do(api: Api, cast: Cast, site: str) -> None:
    refused = api.post(f"approvals/{asked(api, cast, site)}/approve/options", by=cast.alice)

    assert (refused.status, refused.code) == (409, "passkey_needed")
    assert "add one in your profile" in refused.json["title"]


@pytest.mark.parametrize(
    "credential",
    [{}, {"id": 7}, {"id": "%%%"}, {"id": "ü"}, {"rawId": "A" * 5000}, {"response": []}],
    ids=str,
)
def test_a_proof_that_makes_no_sense_is_refused(
    api: Api, cast: Cast, site: str, alice: Approver, credential: dict
) -> None:
    path = f"approvals/{asked(api, cast, site)}/approve"

    refused = api.post(path, by=cast.alice, body={"credential": credential})

    assert (refused.status, refused.code) == (422, "proof_invalid")


def test_a_proof_of_the_right_passkey_that_is_cut_to_pieces_is_refused(
    api: Api, cast: Cast, site: str, alice: Approver
) -> None:
    path = f"approvals/{asked(api, cast, site)}/approve"
    options = api.post(f"{path}/options", by=cast.alice).json["options"]
    good = alice.key.prove(options, origin=settings.load().base_url)

    for name in good["response"]:
        if name == "userHandle":
            continue
        for broken in ("", "AAAA", None, 7, []):
            bad = {**good, "response": {**good["response"], name: broken}}
            assert api.post(path, by=cast.alice, body={"credential": bad}).status == 422
    assert api.post(path, by=cast.alice, body={"credential": good}).status == 200


def test_nobody_but_admins_sees_approvals(api: Api, cast: Cast) -> None:
    for person in (cast.sam, cast.bob):
        assert api.get("approvals", by=person).status == 403
    assert api.get(f"approvals/{uuid.uuid4()}", by=cast.alice).code == "approval_not_found"


def test_a_list_of_keys_is_published_once_and_handed_to_whoever_asks(api: Api, cast: Cast) -> None:
    assert api.get("wp/key-list").code == "key_list_missing"
    signed = root_key.signed_list(
        root_key.listed(root_key.SIGNER), root_key.listed(root_key.NEXT_SIGNER)
    )

    published = api.post("platform-keys", by=cast.alice, body={"signed_list": signed})

    assert published.status == 200
    assert published.json["version"] == 1
    assert published.json["signed_by_root"] is True
    assert api.get("wp/key-list").json == signed
    again = api.post("platform-keys", by=cast.alice, body={"signed_list": signed})
    assert (again.status, again.code) == (409, "key_list_outdated")


def test_a_list_of_anybody_else_is_refused(api: Api, cast: Cast) -> None:
    good = root_key.signed_list()
    payload = json.loads(base64.b64decode(good["payload"]))
    payload["version"] = 9
    forged = {**good, "payload": base64.b64encode(json.dumps(payload).encode()).decode()}

    for wrong in (forged, {**good, "keyid": "x"}, {**good, "payload_type": "x"}):
        refused = api.post("platform-keys", by=cast.alice, body={"signed_list": wrong})
        assert (refused.status, refused.code) == (422, "key_list_invalid")
    assert api.post("platform-keys", by=cast.sam, body={"signed_list": good}).status == 403


def test_a_site_that_is_connected_has_nothing_to_prove(api: Api, cast: Cast, site: str) -> None:
    assert api.post(f"sites/{site}/prove", by=cast.alice).code == "site_not_waiting"
