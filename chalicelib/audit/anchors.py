"""Anchors: the chain's head, signed and kept where nobody can change or remove it.

Whoever owns the database could write the whole chain anew; against that each hour's head lies in a
bucket with object lock. The key that signs them signs nothing else.
"""

import base64
import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.adapters import signer as signing
from chalicelib.adapters.object_store import ObjectExists, ObjectStore
from chalicelib.adapters.signer import Signer
from chalicelib.audit.chain import Mark
from chalicelib.kit import envelope

_FOLDER = "anchors/"
_NAME = re.compile(r"anchors/\d{4}/(\d{8}T\d{6}Z)-(\d{12})-([0-9a-f]{64})\.json")
_MOST_BYTES = 10_000


@dataclass(frozen=True)
class Anchor:
    """A head of the chain as it was anchored."""

    mark: Mark
    at: dt.datetime

    @property
    def key(self) -> str:
        """Its name says what it holds, so that a listing already tells the marks."""
        year, stamp = self.at.strftime("%Y"), self.at.strftime("%Y%m%dT%H%M%SZ")
        return f"{_FOLDER}{year}/{stamp}-{self.mark.seq:012d}-{self.mark.hash.hex()}.json"


class AnchorStore:
    """The anchors in their bucket, by time."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def keep(self, anchor: Anchor, *, deployment: str, signer: Signer) -> None:
        """Sign an anchor and store it for good; storing the same again changes nothing."""
        body = _body(anchor, deployment)
        document = {
            "payload_type": envelope.AUDIT_ANCHOR,
            "payload": base64.b64encode(body).decode(),
            "keyid": signing.key_id(signer.public_key()),
            "sig": signing.sign_payload(signer, envelope.AUDIT_ANCHOR, body),
        }
        try:
            self._objects.put(
                anchor.key,
                json.dumps(document, indent=1).encode(),
                content_type="application/json",
                replace=False,
            )
        except ObjectExists:
            return

    def list_all(self) -> list[Anchor]:
        """All anchors by time, as their names tell them; other objects do not count."""
        return sorted(self._anchors(), key=lambda anchor: (anchor.at, anchor.mark.seq))

    def is_genuine(self, anchor: Anchor, *, deployment: str, public_key: bytes) -> bool:
        """Whether the stored document says what its name says, signed by our key."""
        try:
            document = json.loads(self._objects.get(anchor.key)[:_MOST_BYTES])
            body, signature = str(document["payload"]), str(document["sig"])
        except (ValueError, KeyError, TypeError):
            return False
        raw = envelope.strict_base64(body)
        return raw == _body(anchor, deployment) and envelope.verify(
            public_key, envelope.AUDIT_ANCHOR, raw, signature
        )

    def _anchors(self) -> Iterator[Anchor]:
        for key in self._objects.list_keys(_FOLDER):
            if found := _NAME.fullmatch(key):
                at = dt.datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
                yield Anchor(Mark(int(found[2]), bytes.fromhex(found[3])), at)


def _body(anchor: Anchor, deployment: str) -> bytes:
    return json.dumps(
        {
            "v": 1,
            "deployment": deployment,
            "seq": anchor.mark.seq,
            "hash": anchor.mark.hash.hex(),
            "at": anchor.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    ).encode()
