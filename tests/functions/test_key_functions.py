"""The functions around keys and proofs, called as Lambda calls them, with their sample events."""

import base64
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg.types.json import Jsonb

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.site_client import ProofAnswer
from chalicelib.events.sites import CommandRequested, ProofFetched
from chalicelib.kit import envelope
from chalicelib.kit.ids import token
from chalicelib.monitoring.judging import judge_site
from chalicelib.sites import service
from tests import builders
from tests.conftest import Cast
from tests.fakes import root_key
from tests.fakes.approver import Approver
from tests.fakes.recording_queue import RecordingQueue

FUNCTIONS = Path(__file__).parents[2] / "functions"
WELL = {"batchItemFailures": []}


def sample(function: str) -> dict[str, Any]:
    return json.loads((FUNCTIONS / function / "event.json").read_text())


def sqs(message: Any) -> dict[str, Any]:
    return {"Records": [{"messageId": "m1", "body": message.model_dump_json()}]}


def test_a_challenge_is_carried_out_and_the_answer_home(
    database: Database, queue: RecordingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.prove_site.handler import handler

    class Site:
        def fetch_proof(self, home_url: str, challenge: str) -> ProofAnswer:
            return ProofAnswer(message=home_url, signature=challenge)

    monkeypatch.setattr(bootstrap, "site_client", Site)

    assert handler(sample("prove_site"), None) == WELL

    [(name, body)] = queue.sent
    assert name == "record-proof-queue"
    told = ProofFetched.model_validate_json(body)
    assert (told.message, told.signature) == ("https://shop.example", told.challenge)


def test_a_true_answer_connects_the_site_and_has_it_looked_at(
    database: Database, cast: Cast, queue: RecordingQueue
) -> None:
    from functions.record_proof.handler import handler

    key, challenge = Ed25519PrivateKey.generate(), token(16)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_connected_site(
            uow,
            client_id=cast.bob.client_id,
            connection="waiting_proof",
            snapshot_seq=1,
            vitals=Jsonb({"disk_free_bytes": 1, "disk_total_bytes": 10**11}),
            public_key=key.public_key().public_bytes_raw(),
        )
        judge_site(uow, site_id)
        uow.connection.execute(
            "update sites set proof_challenge = %s, proof_asked_at = %s",
            (challenge, builders.NOW),
        )
        uow.commit()
        assert uow.connection.execute("select 1 from site_conditions").fetchall() == []
    body = json.dumps(
        {
            "v": 1,
            "aud": settings.load().base_url,
            "site_id": str(site_id),
            "home_url": "https://shop.example",
            "challenge": challenge,
        }
    ).encode()
    signed = key.sign(envelope.pre_authentication_encoding(envelope.PROOF, body))
    fetched = ProofFetched(
        site_id=site_id,
        challenge=challenge,
        message=base64.b64encode(body).decode(),
        signature=base64.b64encode(signed).decode(),
    )

    assert handler(sqs(fetched), None) == WELL

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert uow.connection.execute("select connection from sites").fetchone() == ("connected",)
        queues = {q for (q,) in uow.connection.execute("select queue from outbox").fetchall()}
        opened = uow.connection.execute("select kind from site_conditions").fetchall()
    assert queues >= {"probe-sites-queue", "record-checks-queue"}
    # It has reported before we believed it: what it said counts from now on.
    assert opened == [("disk_low",)]


def test_an_answer_about_a_site_that_is_gone_is_no_failure(database: Database) -> None:
    from functions.record_proof.handler import handler

    assert handler(sample("record_proof"), None) == WELL


def test_new_passkeys_are_noted_once_and_the_admins_told(database: Database, cast: Cast) -> None:
    from functions.note_passkeys.handler import handler

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        Approver(cast.alice).enrolled(uow)
        uow.commit()

    assert handler(sample("note_passkeys"), None) == {"people": 1}
    assert handler(sample("note_passkeys"), None) == {"people": 0}

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        mails = uow.connection.execute(
            "select body ->> 'recipient' from outbox where queue = 'send-notification-queue'"
        ).fetchall()
    assert mails == [("alice@example.com",)]


def test_the_signer_signs_as_itself(database: Database, cast: Cast) -> None:
    from functions.sign_command.handler import handler

    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        site_id = builders.a_connected_site(uow, client_id=cast.bob.client_id)
        service.request_check(uow, cast.alice, site_id)
        uow.commit()
        (command_id,) = uow.connection.execute("select id from commands").fetchone() or (None,)

    assert handler(sqs(CommandRequested(command_id=command_id, site_id=site_id)), None) == WELL

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        status, sealed = uow.connection.execute("select status, envelope from commands").fetchone()
        book = uow.connection.execute("select name from command_signatures").fetchall()
    assert status == "signed"
    payload = base64.b64decode(sealed["payload"])
    assert envelope.verify(root_key.SIGNER.public_key(), envelope.COMMAND, payload, sealed["sig"])
    assert book == [("refresh",)]


def test_a_message_about_no_command_signs_nothing(database: Database) -> None:
    from functions.sign_command.handler import handler

    nobody = CommandRequested(command_id=uuid.uuid4(), site_id=uuid.uuid4())

    assert handler(sqs(nobody), None) == WELL
