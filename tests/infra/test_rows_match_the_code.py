"""What a handler takes from the composition root, its row in function_specs.py allows.

Nobody else can see this before AWS refuses a call: the local AWS asks for no permissions.
"""

import ast
from pathlib import Path

import pytest

from infra.function_specs import FUNCTION_SPECS, Bucket, SigningKeyUse, Table

ROOT = Path(__file__).parents[2]

# What each builder of chalicelib/bootstrap.py needs of a row.
NEEDS = {
    "unit_of_work": lambda spec: spec.database,
    "database": lambda spec: spec.database,
    "consumes_with_database": lambda spec: spec.database,
    "queue": lambda spec: spec.sends_to,
    "queue_in": lambda spec: spec.sends_to,
    "signers": lambda spec: SigningKeyUse.READ_PUBLIC_KEY in spec.signing_key,
    "anchor_signer": lambda spec: SigningKeyUse.SIGN in spec.anchor_key,
    "audit_anchors": lambda spec: Bucket.AUDIT in dict(spec.buckets),
    "history": lambda spec: Bucket.HISTORY in dict(spec.buckets),
    "status_pages": lambda spec: Bucket.STATUS in dict(spec.buckets),
    "sealer": lambda spec: spec.seals,
    "mailer": lambda spec: spec.sends_mail,
    "sms": lambda spec: spec.sends_sms,
    "delivery_log": lambda spec: Table.IDEMPOTENCY in dict(spec.tables),
    "probe_shards": lambda spec: Table.PROBE_SHARDS in dict(spec.tables),
    "heartbeats": lambda spec: Table.HEARTBEATS in dict(spec.tables),
    "beats": lambda spec: Table.HEARTBEATS in dict(spec.tables),
    "queue_inspector": lambda spec: spec.inspects,
    "alarm_bell": lambda spec: spec.rings_alarm,
    "probe_votes": lambda spec: Table.PROBE_SHARDS in dict(spec.tables),
    "pings": lambda spec: Table.MONITOR_NOTES in dict(spec.tables),
    "tries": lambda spec: Table.MONITOR_NOTES in dict(spec.tables),
    "instruments": lambda spec: spec.zone == "edge" and spec.seals,
    "unrecorded": lambda spec: Table.PROBE_SHARDS in dict(spec.tables),
    "http_fetcher": lambda spec: spec.zone == "edge",
    "site_client": lambda spec: spec.zone == "edge",
}
FREE = {"clock", "regions", "all_tables", "root_public_key", "approval_terms"}


def taken_by(name: str) -> set[str]:
    """Builders that the handler calls, and how it is decorated."""
    tree = ast.parse((ROOT / "functions" / name / "handler.py").read_text())
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    builders = {
        call.attr
        for call in calls
        if isinstance(call, ast.Attribute)
        and isinstance(call.value, ast.Name)
        and call.value.id == "bootstrap"
    }
    return builders | {c.id for c in calls if isinstance(c, ast.Name) and c.id in NEEDS}


@pytest.mark.parametrize("spec", FUNCTION_SPECS, ids=lambda spec: spec.name)
def test_a_function_is_allowed_what_it_takes(spec):
    taken = taken_by(spec.name) - FREE

    assert taken <= set(NEEDS), "say in NEEDS what the new builder needs"
    assert [builder for builder in taken if not NEEDS[builder](spec)] == []


@pytest.mark.parametrize("spec", FUNCTION_SPECS, ids=lambda spec: spec.name)
def test_a_function_is_allowed_nothing_that_it_does_not_take(spec):
    taken = taken_by(spec.name)
    database = {"unit_of_work", "database", "consumes_with_database"}

    assert bool(spec.database) == bool(taken & database)
    assert spec.sends_mail == ("mailer" in taken)
    assert spec.sends_sms == ("sms" in taken)
    assert bool(spec.signing_key) == ("signers" in taken)
    assert bool(spec.anchor_key) == ("anchor_signer" in taken)
    assert (Bucket.AUDIT in dict(spec.buckets)) == ("audit_anchors" in taken)
    assert (Bucket.HISTORY in dict(spec.buckets)) == ("history" in taken)
    assert (Bucket.STATUS in dict(spec.buckets)) == ("status_pages" in taken)
    assert bool(spec.seals) == bool(taken & {"sealer", "instruments"})
    assert (Table.MONITOR_NOTES in dict(spec.tables)) == bool(taken & {"pings", "tries"})
    assert (Table.PROBE_SHARDS in dict(spec.tables)) == ("probe_shards" in taken)
    assert (Table.HEARTBEATS in dict(spec.tables)) == bool(taken & {"heartbeats", "beats"})
    assert bool(spec.inspects) == ("queue_inspector" in taken)
    assert spec.rings_alarm == ("alarm_bell" in taken)
    assert (Table.IDEMPOTENCY in dict(spec.tables)) == ("delivery_log" in taken)


@pytest.mark.parametrize("spec", FUNCTION_SPECS, ids=lambda spec: spec.name)
def test_whoever_fills_the_outbox_may_nudge_the_relay(spec):
    """Every unit of work nudges when a message left with it; so each of these may have to."""
    fills_no_outbox = {
        "anchor_audit_log",
        "maintain_partitions",
        "migrate_database",
        "relay_outbox",
    }

    if spec.database and spec.name not in fills_no_outbox:
        assert "relay_outbox" in spec.sends_to
