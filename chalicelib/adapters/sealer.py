"""Secrets that we must be able to read again, sealed: whoever copies the database reads nothing.

What is sealed opens only for the purpose and the owner it was sealed for, so that nobody can move
one person's sealed secret to another person's row.
"""

import os
from typing import TYPE_CHECKING, Protocol

from chalicelib.kit.errors import WingmanError

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

_NONCE_BYTES = 12


class SealBroken(WingmanError):
    """What should be opened was sealed for something else, with another key, or was changed."""


class SealUnavailable(WingmanError):
    """The key cannot be asked just now; what is sealed may still open later."""


class Sealer(Protocol):
    def seal(self, plain: bytes, *, purpose: str, owner: str) -> bytes:
        """Seal up to 4,096 bytes for `purpose` (such as "totp") and `owner` (an id)."""
        ...

    def open(self, sealed: bytes, *, purpose: str, owner: str) -> bytes:
        """What was sealed. Raises SealBroken or SealUnavailable."""
        ...


class LocalSealer:
    """AES-256-GCM with a key held in memory: for a developer's machine and for tests."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, *, purpose: str, owner: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, _bound_to(purpose, owner))

    def open(self, sealed: bytes, *, purpose: str, owner: str) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(purpose, owner)
            )
        except (InvalidTag, ValueError):
            raise SealBroken from None


class KmsSealer:
    """Seals with a symmetric KMS key; purpose and owner are its encryption context."""

    def __init__(self, client: "KMSClient", key_id: str) -> None:
        self._client = client
        self._key_id = key_id

    def seal(self, plain: bytes, *, purpose: str, owner: str) -> bytes:
        answer = self._client.encrypt(
            KeyId=self._key_id,
            Plaintext=plain,
            EncryptionContext={"purpose": purpose, "owner": owner},
        )
        return answer["CiphertextBlob"]

    def open(self, sealed: bytes, *, purpose: str, owner: str) -> bytes:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client.decrypt(
                KeyId=self._key_id,
                CiphertextBlob=sealed,
                EncryptionContext={"purpose": purpose, "owner": owner},
            )
        except (
            self._client.exceptions.InvalidCiphertextException,
            self._client.exceptions.IncorrectKeyException,
        ):
            raise SealBroken from None
        except (BotoCoreError, ClientError) as error:
            raise SealUnavailable from error
        return answer["Plaintext"]


def _bound_to(purpose: str, owner: str) -> bytes:
    return f"{purpose}\0{owner}".encode()
