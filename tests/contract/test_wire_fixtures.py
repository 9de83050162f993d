"""The samples that platform and plugin share: the same bytes, the same verdicts."""

import base64
import datetime as dt
import json
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.adapters.signer import LocalSigner, key_id
from chalicelib.kit import envelope
from chalicelib.sites import policy, signing
from tests.contract import command_gate, make_fixtures

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def _read(name: str) -> dict[str, list[dict[str, Any]]]:
    return json.loads((make_fixtures.FOLDER / name).read_text(encoding="utf-8"))


def test_the_samples_are_what_their_generator_writes() -> None:
    on_disk = {path.name: path.read_text("utf-8") for path in make_fixtures.FOLDER.glob("*.json")}

    assert on_disk == make_fixtures.render()


def test_the_platform_accepts_exactly_the_good_signatures() -> None:
    cases = _read("signatures.json")["cases"]

    wrong = [case["name"] for case in cases if _verified(case) is not case["valid"]]

    assert wrong == []
    assert len(cases) > 500


def test_exactly_the_good_commands_pass_the_protocol_as_written_down() -> None:
    cases = _read("commands.json")["commands"]

    wrong = [case["name"] for case in cases if command_gate.accepts(case) is not case["accepted"]]

    assert wrong == []
    assert len(cases) > 400


@pytest.mark.parametrize("weak", make_fixtures.weak_public_keys())
def test_a_key_for_which_anyone_can_sign_is_no_key(weak: bytes) -> None:
    assert not envelope.is_public_key(base64.b64encode(weak).decode())


def test_honest_keys_are_keys() -> None:
    seeds = (bytes([number]) * 32 for number in range(64))
    keys = [Ed25519PrivateKey.from_private_bytes(seed).public_key() for seed in seeds]

    assert all(envelope.is_public_key(_text(key.public_bytes_raw())) for key in keys)


@pytest.mark.parametrize("name", policy.COMMANDS)
def test_what_our_signer_seals_passes_the_gate(name: str) -> None:
    signer = LocalSigner(b"wingman contract signer seed 32 ")
    command = SimpleNamespace(
        id=uuid.UUID(make_fixtures.COMMAND_ID),
        site_id=uuid.UUID(make_fixtures.SITE_ID),
        home_url=make_fixtures.HOME_URL,
        name=name,
        arguments={},
        seq=1,
    )

    person = {"id": make_fixtures.SITE_ID, "name": "Alice"}
    approved = signing._Approved(uuid.UUID(make_fixtures.COMMAND_ID), [person], NOW)

    sealed = signing._seal(
        command,  # type: ignore[arg-type]
        approved if policy.COMMANDS[name].is_destructive else None,
        signer,
        NOW,
    )

    case = {
        "now": int(NOW.timestamp()),
        "site": {"site_id": make_fixtures.SITE_ID, "aud": make_fixtures.HOME_URL},
        "platform_keys": [
            {"kid": key_id(signer.public_key()), "public_key": _text(signer.public_key())}
        ],
        "envelope": json.loads(json.dumps(sealed)),
    }
    assert command_gate.accepts(case)


def _verified(case: dict[str, Any]) -> bool:
    return envelope.verify(
        base64.b64decode(case["public_key"]),
        case["type"],
        base64.b64decode(case["body_base64"]),
        case["signature"],
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
