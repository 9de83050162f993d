"""Signatures are over exact bytes, and everything else is refused."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.adapters.signer import LocalSigner, key_id, sign_payload
from chalicelib.kit import envelope

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
BODY = b'{"v":1}'


def signed(body: bytes = BODY, payload_type: str = envelope.SNAPSHOT) -> str:
    message = envelope.pre_authentication_encoding(payload_type, body)
    return base64.b64encode(KEY.sign(message)).decode()


def test_the_encoding_is_the_one_of_the_dsse_specification():
    encoded = envelope.pre_authentication_encoding("http://example.com/HelloWorld", b"hello world")

    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_a_signature_over_these_bytes_is_accepted():
    assert envelope.verify(PUBLIC, envelope.SNAPSHOT, BODY, signed())


def test_a_signature_for_another_kind_of_message_is_refused():
    assert not envelope.verify(PUBLIC, envelope.RESULT, BODY, signed())


def test_every_changed_bit_of_the_body_is_noticed():
    signature = signed()
    for bit in range(len(BODY) * 8):
        changed = bytearray(BODY)
        changed[bit // 8] ^= 1 << bit % 8
        assert not envelope.verify(PUBLIC, envelope.SNAPSHOT, bytes(changed), signature)


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "A" * 88,
        signed() + "=",
        signed()[:-1],
        " " + signed()[1:],
        signed().rstrip("=") + "==\n",
        base64.b64encode(b"\0" * 64).decode(),
        "é" * 88,
    ],
)
def test_anything_that_is_not_the_signature_is_refused(signature):
    assert not envelope.verify(PUBLIC, envelope.SNAPSHOT, BODY, signature)


@pytest.mark.parametrize("key", [b"", b"\0" * 32, b"\1" + b"\0" * 31, PUBLIC[:31], PUBLIC + b"\0"])
def test_a_key_that_is_none_verifies_nothing(key):
    assert not envelope.verify(key, envelope.SNAPSHOT, BODY, signed())


def test_base64_has_one_spelling_per_value():
    assert envelope.strict_base64("QQ==") == b"A"
    assert envelope.strict_base64("QR==") is None
    assert envelope.strict_base64("QQ") is None
    assert envelope.strict_base64("Q Q==") is None


def test_what_the_local_signer_signs_verifies_under_its_public_key():
    signer = LocalSigner(b"s" * 32)

    signature = sign_payload(signer, envelope.COMMAND, BODY)

    assert envelope.verify(signer.public_key(), envelope.COMMAND, BODY, signature)
    assert len(key_id(signer.public_key())) == 16
