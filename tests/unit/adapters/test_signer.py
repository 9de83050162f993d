"""Both signers give what plugins verify. KMS is played by botocore's own description of it."""

import boto3
import pytest
from botocore.stub import Stubber
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.adapters.signer import KmsSigner, LocalSigner, key_id, sign_payload
from chalicelib.kit import envelope

KEY_ID = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
BODY = b'{"v": 1}'


@pytest.fixture
def kms():
    client = boto3.client(
        "kms", region_name="eu-central-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def test_kms_signs_the_raw_message_with_ed25519(kms):
    message = envelope.pre_authentication_encoding(envelope.COMMAND, BODY)
    kms.add_response(
        "sign",
        {"KeyId": KEY_ID, "Signature": PRIVATE.sign(message)},
        {
            "KeyId": KEY_ID,
            "Message": message,
            "MessageType": "RAW",
            "SigningAlgorithm": "ED25519_SHA_512",
        },
    )

    signature = sign_payload(KmsSigner(kms.client, KEY_ID), envelope.COMMAND, BODY)

    public_key = PRIVATE.public_key().public_bytes_raw()
    assert envelope.verify(public_key, envelope.COMMAND, BODY, signature)


def test_the_public_key_is_taken_out_of_what_kms_answers(kms):
    der = PRIVATE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    kms.add_response("get_public_key", {"PublicKey": der}, {"KeyId": KEY_ID})

    public_key = KmsSigner(kms.client, KEY_ID).public_key()

    assert public_key == PRIVATE.public_key().public_bytes_raw()


def test_a_key_has_the_same_name_whoever_holds_it():
    local = LocalSigner(bytes(range(32)))

    assert key_id(local.public_key()) == key_id(PRIVATE.public_key().public_bytes_raw())
