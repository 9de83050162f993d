"""The plugin's gate for commands, written a second time from the protocol alone.

It holds the labels of the shared samples true, and proves that what our signer seals is what a
plugin lets through. It keeps no nonces: the samples are judged one by one.
"""

import base64
import hashlib
import json
import re
from typing import Any

from chalicelib.kit import envelope

_MEMBERS = {"payload_type", "payload", "keyid", "sig", "args"}
_PAYLOAD_BYTES = 4096
_PAYLOAD_DEPTH = 6
_ARGUMENT_DEPTH = 16
_SKEW_SECONDS = 60
_LIFE_SECONDS = 300
_OLDEST_APPROVAL_SECONDS = 900
_MOST_APPROVERS = 2
_DESTRUCTIVE = {"connection"}
_CAPABILITIES = {
    "ping": "read",
    "refresh": "read",
    "rotate_keys": "keys",
    "pin_root": "keys",
    "disconnect": "connection",
}
_KINDS: dict[str, type | tuple[type, ...]] = {
    "v": int,
    "aud": str,
    "site_id": str,
    "cmd_id": str,
    "cmd": str,
    "args_sha256": str,
    "iat": int,
    "exp": int,
    "nonce": str,
    "seq": int,
    "cap": str,
    "approval": (dict, type(None)),
    "reply_to": str,
}
_PATTERNS = {
    "cmd_id": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "args_sha256": r"[0-9a-f]{64}",
    "nonce": r"[A-Za-z0-9_-]{22}",
}

type Json = dict[str, Any]


def accepts(case: Json) -> bool:
    """Whether a plugin of `case["site"]` would run `case["envelope"]` at `case["now"]`."""
    sealed = case["envelope"]
    if not isinstance(sealed, dict) or set(sealed) != _MEMBERS:
        return False
    if not all(isinstance(value, str) for value in sealed.values()):
        return False
    raw, arguments = envelope.strict_base64(sealed["payload"]), _bytes(sealed["args"])
    if not raw or arguments is None or len(raw) > _PAYLOAD_BYTES:
        return False
    if not _is_signed(sealed, raw, case["platform_keys"]):
        return False
    payload = _read(raw, _PAYLOAD_DEPTH)
    return (
        _is_well_formed(payload)
        and (payload["site_id"], payload["aud"]) == (case["site"]["site_id"], case["site"]["aud"])
        and _is_timely(payload, case["now"])
        and payload["args_sha256"] == hashlib.sha256(arguments).hexdigest()
        and isinstance(_read(arguments, _ARGUMENT_DEPTH), dict)
        and _CAPABILITIES.get(payload["cmd"]) == payload["cap"]
        and _is_approved(payload)
    )


def _is_approved(payload: Json) -> bool:
    """What destroys names one or two people; whatever else names nobody."""
    approval = payload["approval"]
    if payload["cap"] not in _DESTRUCTIVE:
        return approval is None
    if not isinstance(approval, dict) or set(approval) != {"at", "by", "ticket"}:
        return False
    people = approval["by"]
    return (
        _is(int, approval["at"])
        and payload["iat"] - _OLDEST_APPROVAL_SECONDS < approval["at"]
        and approval["at"] <= payload["iat"] + _SKEW_SECONDS
        and _is_id(approval["ticket"])
        and isinstance(people, list)
        and 1 <= len(people) <= _MOST_APPROVERS
        and all(_is_person(one) for one in people)
        and len({one["id"] for one in people}) == len(people)
    )


def _is_person(told: Any) -> bool:
    return (
        isinstance(told, dict)
        and set(told) == {"id", "name"}
        and _is_id(told["id"])
        and isinstance(told["name"], str)
    )


def _is_id(text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch(_PATTERNS["cmd_id"], text) is not None


def _bytes(text: str) -> bytes | None:
    return envelope.strict_base64(text) or None


def _is_signed(sealed: Json, raw: bytes, pinned: list[Json]) -> bool:
    keys = {entry["kid"]: base64.b64decode(entry["public_key"]) for entry in pinned}
    key = keys.get(sealed["keyid"])
    return (
        sealed["payload_type"] == envelope.COMMAND
        and key is not None
        and envelope.verify(key, envelope.COMMAND, raw, sealed["sig"])
    )


def _read(raw: bytes, deepest: int) -> Any:
    try:
        value = json.loads(raw.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return value if _depth(value) <= deepest else None


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += isinstance(level[0], dict | list) or any(
            isinstance(item, dict | list) for item in level
        )
        level = [
            member
            for item in level
            if isinstance(item, dict | list)
            for member in (item.values() if isinstance(item, dict) else item)
        ]
    return depth


def _is_well_formed(payload: Any) -> bool:
    if not isinstance(payload, dict) or set(payload) != set(_KINDS):
        return False
    if not all(_is(kind, payload[name]) for name, kind in _KINDS.items()):
        return False
    return (
        payload["v"] == 1
        and 0 <= payload["seq"] < 2**63
        and all(re.fullmatch(pattern, payload[name]) for name, pattern in _PATTERNS.items())
        and payload["reply_to"] == f"/api/v1/wp/commands/{payload['cmd_id']}/result"
    )


def _is(kind: type | tuple[type, ...], value: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _is_timely(payload: Json, now: int) -> bool:
    issued, expires = payload["iat"], payload["exp"]
    return (
        0 < expires - issued <= _LIFE_SECONDS
        and issued <= now + _SKEW_SECONDS
        and expires > now - _SKEW_SECONDS
    )
