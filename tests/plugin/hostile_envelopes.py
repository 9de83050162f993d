"""Commands as an attacker would damage, forge or misuse them: the plugin must refuse every one.

A case is the text of one command in the platform's answer. Whatever still means the same as the
good command after a change (white space between members, say) is no case and is left out.
"""

import base64
import hashlib
import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.kit import envelope
from tests.contract import edwards

type Json = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """The site under attack, and the key by which its platform signs."""

    site_id: str
    home_url: str
    key_id: str
    key: Ed25519PrivateKey
    now: int


@dataclass(frozen=True)
class Case:
    kind: str
    text: bytes


def good(site: Site, dice: random.Random, **changed: Any) -> Json:
    """A command of the platform; `changed` members of the payload are signed as they are given."""
    arguments = b"{}"
    command_id = str(uuid.UUID(int=dice.getrandbits(128), version=4))
    payload = {
        "v": 1,
        "aud": site.home_url,
        "site_id": site.site_id,
        "cmd_id": command_id,
        "cmd": "ping",
        "args_sha256": hashlib.sha256(arguments).hexdigest(),
        "iat": site.now,
        "exp": site.now + 300,
        "nonce": base64.urlsafe_b64encode(dice.randbytes(16)).decode().rstrip("="),
        "seq": dice.randrange(1, 10**6),
        "cap": "read",
        "approval": None,
        "reply_to": f"/api/v1/wp/commands/{command_id}/result",
    }
    return sealed(site, _text(payload | changed), arguments)


def sealed(
    site: Site,
    payload: bytes,
    arguments: bytes = b"{}",
    *,
    key: Ed25519PrivateKey | None = None,
    kind: str = envelope.COMMAND,
) -> Json:
    signature = (key or site.key).sign(envelope.pre_authentication_encoding(kind, payload))
    return {
        "payload_type": envelope.COMMAND,
        "payload": _b64(payload),
        "keyid": site.key_id,
        "sig": _b64(signature),
        "args": _b64(arguments),
    }


def cases(site: Site, *, seed: int, shares: dict[str, int]) -> Iterator[Case]:
    """As many cases of each kind as `shares` says; the same seed gives the same cases."""
    dice = random.Random(seed)
    for kind, count in shares.items():
        made = 0
        while made < count:
            sound = good(site, dice)
            text = _KINDS[kind](site, sound, dice)
            if not _means_the_same(text, sound):
                made += 1
                yield Case(kind, text)


def _damaged_text(_: Site, sound: Json, dice: random.Random) -> bytes:
    """The JSON itself: bytes changed, cut, doubled, inserted."""
    text = bytearray(_text(sound))
    for _step in range(dice.randint(1, 4)):
        at = dice.randrange(len(text))
        edit = dice.randrange(5)
        if edit == 0:
            text[at] ^= 1 << dice.randrange(8)
        elif edit == 1:
            del text[at : at + dice.randint(1, 40)]
        elif edit == 2:
            text[at:at] = dice.randbytes(dice.randint(1, 6))
        elif edit == 3:
            text[at:at] = text[at : at + dice.randint(1, 60)]
        else:
            del text[at + 1 :]
        text = text or bytearray(b" ")
    return bytes(text)


_STRANGERS: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.5, 10**30, "", "0", " ", "a", [], {}, [1], {"a": 1}, [[]],
    "null", "true", "=", "====", "AAAA", "O:8:\"stdClass\":0:{}", "\u0000", "ÿ" * 40, "A" * 100_000,
)  # fmt: skip


def _wrong_shape(_: Site, sound: Json, dice: random.Random) -> bytes:
    """Members missing, strange, renamed, added; the usual ways to ask for a weaker check."""
    member = dice.choice(list(sound))
    way = dice.randrange(6)
    if way == 0:
        return _text({name: value for name, value in sound.items() if name != member})
    if way == 1:
        return _text(sound | {member: dice.choice(_STRANGERS)})
    if way == 2:
        return _text(sound | {dice.choice(_ADDED): dice.choice(_STRANGERS)})
    if way == 3:
        renamed = {dice.choice([member.upper(), f"{member} ", f"{member}\0", "x"]): sound[member]}
        return _text({n: v for n, v in sound.items() if n != member} | renamed)
    if way == 4:
        return _text(dice.choice([[sound], {"envelope": sound}, list(sound.values()), *_STRANGERS]))
    deep = dice.randint(2, 800)
    return b'{"sig":' * deep + _text(sound) + b"}" * deep


_ADDED = ("alg", "typ", "crit", "jwk", "kid", "b64", "sigs", "__proto__", "", "0", "sig2", "cmd")


def _other_base64(_: Site, sound: Json, dice: random.Random) -> bytes:
    """Another spelling of the same bytes, or a text that is no base64."""
    member = dice.choice(["payload", "sig", "args"])
    text: str = sound[member]
    way = dice.randrange(8)
    at = dice.randrange(len(text))
    changed = (
        text[:at] + dice.choice([" ", "\n", "\t", "\r\n", "\0", "-", "_", "=", "é"]) + text[at:],
        text.rstrip("=") if text.endswith("=") else text + "=",
        text + "==",
        text + "AAAA",
        text[: -dice.randint(1, min(4, len(text)))],
        _stray_bits(text),
        text.replace("A", "\u0410"),  # the Cyrillic letter that looks like it
        base64.b64encode(text.encode()).decode(),
    )[way]
    return _text(sound | {member: changed})


def _stray_bits(text: str) -> str:
    """`QQ==` and `QR==` are the same byte to a careless decoder."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = text.rstrip("=")
    if body == text:
        return text + "="
    return body[:-1] + alphabet[alphabet.index(body[-1]) ^ 1] + text[len(body) :]


def _unknown_key(_: Site, sound: Json, dice: random.Random) -> bytes:
    name: str = sound["keyid"]
    others = [
        name.upper(), f" {name}", f"{name} ", f"{name}\0", name[:-1], f"{name}1", "", "0", "1",
        "../" + name, "platform-2", "root", "null", "platform_keys", "*", "%",
        str(dice.getrandbits(64)),
    ]  # fmt: skip
    return _text(sound | {"keyid": dice.choice(others)})


def _signature_of_wrong_length(_: Site, sound: Json, dice: random.Random) -> bytes:
    raw = base64.b64decode(sound["sig"])
    length = dice.choice([n for n in range(200) if n != len(raw)])
    return _text(sound | {"sig": _b64((raw * 4)[:length]) if length else ""})


def _flipped_bit(_: Site, sound: Json, dice: random.Random) -> bytes:
    member = dice.choice(["payload", "sig"])
    raw = bytearray(base64.b64decode(sound[member]))
    raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
    return _text(sound | {member: _b64(bytes(raw))})


def _forged_signature(site: Site, sound: Json, dice: random.Random) -> bytes:
    """Signatures that only a careless verifier takes, and true ones of something else."""
    payload = base64.b64decode(sound["payload"])
    stranger = Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
    raw = base64.b64decode(sound["sig"])
    scalar = int.from_bytes(raw[32:], "little")
    forged = (
        lambda: bytes(64),
        lambda: b"\xff" * 64,
        lambda: dice.randbytes(64),
        lambda: raw[32:] + raw[:32],
        lambda: raw[:32] + bytes(32),
        lambda: raw[:32] + ((scalar + edwards.L) % 2**256).to_bytes(32, "little"),
        lambda: raw[:32] + ((scalar + 8 * edwards.L) % 2**256).to_bytes(32, "little"),
        lambda: bytes([1]) + bytes(31) + raw[32:],
        lambda: edwards.encode(edwards.NEUTRAL) + bytes(32),
        lambda: stranger.sign(envelope.pre_authentication_encoding(envelope.COMMAND, payload)),
        lambda: site.key.sign(payload),
        lambda: site.key.sign(hashlib.sha512(payload).digest()),
        lambda: site.key.sign(envelope.pre_authentication_encoding(envelope.RESULT, payload)),
        lambda: site.key.sign(envelope.pre_authentication_encoding(envelope.COMMAND, b"{}")),
        lambda: site.key.sign(sound["payload"].encode()),
    )
    return _text(sound | {"sig": _b64(dice.choice(forged)())})


def _changed_arguments(_: Site, sound: Json, dice: random.Random) -> bytes:
    others = (b"[]", b'{"a":1}', b"{} ", b"null", b"{", b"\0", b'{"x":' * 20 + b"1" + b"}" * 20)
    return _text(sound | {"args": _b64(dice.choice([*others, dice.randbytes(20)]))})


def _signed_nonsense(site: Site, sound: Json, dice: random.Random) -> bytes:
    """Truly signed by the platform, but no command: the gate must not trust what it can verify."""
    payload = json.loads(base64.b64decode(sound["payload"]))
    member = dice.choice(list(payload))
    way = dice.randrange(4)
    if way == 0:
        changed = _text({name: value for name, value in payload.items() if name != member})
    elif way == 1:
        stranger = dice.choice([one for one in _STRANGERS if not _is_allowed(member, one)])
        changed = _text(payload | {member: stranger})
    elif way == 2:
        changed = _text(payload | {dice.choice([*_ADDED[:-1], "sudo"]): dice.choice(_STRANGERS)})
    else:
        texts = (b"ping", b"[1,2,3]", b"null", b"{}", b'"x"', b"{" * 3000, dice.randbytes(200))
        changed = dice.choice([*texts, _text(payload) + b",", _text(payload)[:-1], b"[" * 4000])
    return _text(sealed(site, changed[:4096]))


def _is_allowed(member: str, value: Any) -> bool:
    """What is no damage there; json makes no difference between 1 and true, PHP does."""
    if member == "v":
        return value is not True and value == 1
    if member == "seq":
        return type(value) is int and 0 <= value < 2**63
    return member == "approval" and (value is None or isinstance(value, dict))


def _signed_for_another(site: Site, sound: Json, dice: random.Random) -> bytes:
    """Truly signed, well formed, and not for this site, not for now or not for this purpose."""
    now = site.now
    life = dice.randint(1, 300)
    ago = now - 60 - life - dice.randint(0, 10**6)
    later = now + 61 + dice.randint(0, 10**6)
    changed = dice.choice(
        (
            {"site_id": str(uuid.UUID(int=dice.getrandbits(128), version=4))},
            {"site_id": site.site_id.upper() + " "},
            {"aud": dice.choice(["https://", "http://"]) + f"{dice.getrandbits(40):x}.example"},
            {"aud": site.home_url + dice.choice(["/", "?", "#", " ", "\0", ".", ":80", "x"])},
            {"iat": ago, "exp": ago + life},
            {"iat": later, "exp": later + life},
            {"iat": now - 10, "exp": now + 291 + dice.randint(0, 10**6)},
            {"iat": now, "exp": now - dice.randint(0, 50)},
            {"cap": dice.choice(["keys", "connection", "", "READ", "read ", "*", "all", "write"])},
            {"cmd": dice.choice(_NO_COMMANDS)},
            {"cmd": dice.choice(["rotate_keys", "disconnect"])},  # with the capability of ping
            {"cmd_id": dice.choice(["../../options", "x", "0" * 36, "", "1" * 5000])},
            {"reply_to": dice.choice(["https://evil.example/", "//evil", "", "/api/v1/wp"])},
            {"nonce": dice.choice(["", "abc", "a" * 21, "a" * 23, "a" * 21 + "\n", "'; DROP --"])},
            {"args_sha256": dice.choice(["", "0" * 64, "F" * 64, _DIGEST_OF_A_LIST])},
            {"v": dice.choice([0, 2, -1, 99])},
            {"seq": dice.choice([-1, -(2**63), 2**70])},
        )
    )  # fmt: skip
    return _text(good(site, dice, **changed))


_DIGEST_OF_A_LIST = hashlib.sha256(b"[]").hexdigest()
_NO_COMMANDS = (
    "PING", "ping ", " ping", "ping\0", "eval", "system", "exec", "phpinfo", "__construct", "Ping",
    "wp_set_auth_cookie", "call_user_func", "update_option", "../ping", "", "0", "null", "run",
)  # fmt: skip

_KINDS: dict[str, Callable[[Site, Json, random.Random], bytes]] = {
    "damaged text": _damaged_text,
    "wrong shape": _wrong_shape,
    "other base64": _other_base64,
    "unknown key": _unknown_key,
    "signature of wrong length": _signature_of_wrong_length,
    "flipped bit": _flipped_bit,
    "forged signature": _forged_signature,
    "changed arguments": _changed_arguments,
    "signed nonsense": _signed_nonsense,
    "signed for another": _signed_for_another,
}
KINDS = tuple(_KINDS)


def _means_the_same(text: bytes, sound: Json) -> bool:
    try:
        return bool(json.loads(text) == sound)
    except (ValueError, RecursionError):
        return False


def _text(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
