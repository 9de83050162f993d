"""Every hour the head of the log is signed and put where nobody changes it."""

import base64
import datetime as dt
import json

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.audit import service as audit
from chalicelib.kit import envelope
from functions.anchor_audit_log.handler import handler


def note(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        audit.record(uow, None, action="x", object_kind="x", object_id="x")
        uow.commit()


def test_an_empty_log_has_no_anchor(database, anchored):
    assert handler({}, None) == {"seq": 0}
    assert anchored.objects == {}


def test_the_head_is_anchored_with_a_signature_of_the_anchor_key(database, anchored):
    note(database)
    note(database)

    assert handler({}, None) == {"seq": 2}

    ((key, raw),) = anchored.objects.items()
    document = json.loads(raw)
    body = base64.b64decode(document["payload"])
    public_key = bootstrap.anchor_signer().public_key()
    assert key.startswith("anchors/2026/20261123T100000Z-000000000002-")
    assert json.loads(body)["seq"] == 2
    assert envelope.verify(public_key, envelope.AUDIT_ANCHOR, body, document["sig"])


def test_an_anchor_is_no_command_whoever_signed_it(database, anchored):
    note(database)
    handler({}, None)

    (raw,) = anchored.objects.values()
    document = json.loads(raw)
    body = base64.b64decode(document["payload"])
    public_key = bootstrap.anchor_signer().public_key()
    assert not envelope.verify(public_key, envelope.COMMAND, body, document["sig"])
    assert public_key != bootstrap.signers()[0].public_key()


def test_a_repeated_run_changes_nothing_and_each_hour_adds_one(database, anchored, clock):
    note(database)
    handler({}, None)
    handler({}, None)
    assert len(anchored.objects) == 1

    clock.advance(dt.timedelta(hours=1))
    handler({}, None)
    assert len(anchored.objects) == 2
