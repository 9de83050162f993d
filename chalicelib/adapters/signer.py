"""Who may sign commands: KMS in AWS, a local key on a developer's machine."""

import base64
from typing import TYPE_CHECKING, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.kit import envelope
from chalicelib.kit.ids import digest

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

_KEY_ID_CHARACTERS = 16


class Signer(Protocol):
    def public_key(self) -> bytes:
        """The 32 bytes of the Ed25519 public key that plugins pin."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 signature over the message (at most 4,096 bytes)."""
        ...


class LocalSigner:
    """Signs with a seed held in memory; the settings refuse it outside the local stage."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class KmsSigner:
    """Signs with a KMS key of spec ECC_NIST_EDWARDS25519; the private half never leaves KMS."""

    def __init__(self, client: "KMSClient", key_id: str) -> None:
        self._client = client
        self._key_id = key_id

    def public_key(self) -> bytes:
        # Only the signer reads keys in this form; the rest need not load a parser for all others.
        from cryptography.hazmat.primitives.serialization import load_der_public_key

        der = self._client.get_public_key(KeyId=self._key_id)["PublicKey"]
        return load_der_public_key(der).public_bytes_raw()  # type: ignore[union-attr]

    def sign(self, message: bytes) -> bytes:
        answer = self._client.sign(
            KeyId=self._key_id,
            Message=message,
            MessageType="RAW",
            SigningAlgorithm="ED25519_SHA_512",
        )
        return answer["Signature"]


def key_id(public_key: bytes) -> str:
    """A key's short public name: the first characters of its digest."""
    return digest(base64.b64encode(public_key).decode())[:_KEY_ID_CHARACTERS]


def sign_payload(signer: Signer, payload_type: str, body: bytes) -> str:
    """The base64 signature of a typed payload, as `envelope.verify` expects it."""
    message = envelope.pre_authentication_encoding(payload_type, body)
    return base64.b64encode(signer.sign(message)).decode()
