"""A passkey made of software: what a browser and its authenticator do, in the same bytes.

    key = SoftPasskey()
    created = key.make(creation_options, origin="https://wingman.example")
    proof = key.prove(request_options, origin="https://wingman.example")

Each step can be told to lie: another origin, another relying party, an older count.
"""

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_USER_PRESENT = 0x01
_USER_VERIFIED = 0x04
_WITH_CREDENTIAL = 0x40
_COORDINATE_BYTES = 32


@dataclass
class SoftPasskey:
    """One credential on one device; `sign_count` goes up with each proof."""

    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    sign_count: int = 0
    is_verifying: bool = True
    user_handle: bytes | None = None

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: Mapping[str, Any], *, origin: str, **lies: Any) -> dict[str, Any]:
        """Answer `navigator.credentials.create`; it keeps whose it is."""
        self.user_handle = unpacked(options["user"]["id"])
        rp_id = lies.pop("rp_id", options["rp"]["id"])
        said = client_data("webauthn.create", options["challenge"], origin, **lies)
        length = len(self.credential_id).to_bytes(2, "big")
        attested = bytes(16) + length + self.credential_id + self._public_key()
        data = self._authenticator_data(rp_id, _WITH_CREDENTIAL) + attested
        attestation = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._credential(
            clientDataJSON=packed(said),
            attestationObject=packed(cbor2.dumps(attestation)),
            transports=["internal"],
        )

    def prove(self, options: Mapping[str, Any], *, origin: str, **lies: Any) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        self.sign_count = lies.pop("sign_count", self.sign_count + 1)
        handle = lies.pop("user_handle", self.user_handle)
        rp_id = lies.pop("rp_id", options["rpId"])
        said = client_data("webauthn.get", options["challenge"], origin, **lies)
        data = self._authenticator_data(rp_id)
        signed = data + hashlib.sha256(said).digest()
        return self._credential(
            clientDataJSON=packed(said),
            authenticatorData=packed(data),
            signature=packed(self._key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=packed(handle) if handle else None,
        )

    def _credential(self, **response: Any) -> dict[str, Any]:
        return {
            "id": packed(self.credential_id),
            "rawId": packed(self.credential_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }

    def _authenticator_data(self, rp_id: str, more: int = 0) -> bytes:
        flags = _USER_PRESENT | more | (_USER_VERIFIED if self.is_verifying else 0)
        return (
            hashlib.sha256(rp_id.encode()).digest()
            + bytes([flags])
            + self.sign_count.to_bytes(4, "big")
        )

    def _public_key(self) -> bytes:
        """COSE: key type EC2, algorithm ES256, curve P-256."""
        point = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(_COORDINATE_BYTES, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def client_data(kind: str, challenge: str, origin: str, /, **more: Any) -> bytes:
    """What the browser vouches for."""
    said = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
    return json.dumps({**said, **more}).encode()


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
