"""Writes the wire protocol's shared samples: `python -m tests.contract.make_fixtures`.

PHPUnit and pytest read the same files, so that both ends agree on what passes, byte by byte. Every
run writes the same bytes: keys, mutations and their places follow from one seed.
"""

import base64
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.contract import edwards

FOLDER = Path(__file__).parent / "fixtures"
SEED = 20261123
NOW = 1_795_000_000
SITE_ID = "01989f2e-5a00-7b3c-9d4e-0f1a2b3c4d5e"
HOME_URL = "https://shop.example.com"
COMMAND_ID = "01989f2e-6b11-7c4d-8e5f-1a2b3c4d5e6f"
COMMAND_TYPE = "application/vnd.wpwingman.command+json"
TYPES = [
    f"application/vnd.wpwingman.{name}+json"
    for name in ("connect", "snapshot", "daily-report", "pull", "result", "command")
]

type Json = dict[str, Any]


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in render().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def render() -> dict[str, str]:
    """The files' texts by name."""
    files = {
        "signatures.json": {"cases": list(signature_cases()), "commands": []},
        "commands.json": {"cases": [], "commands": list(command_cases())},
    }
    return {name: _one_case_per_line(content) for name, content in files.items()}


def _one_case_per_line(content: dict[str, list[Json]]) -> str:
    lists = (
        f"{json.dumps(name)}: [\n" + ",\n".join(map(json.dumps, cases)) + "\n]"
        for name, cases in content.items()
    )
    return "{" + ",\n".join(lists) + "}\n"


def key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"wingman {name}".encode()).digest())


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def public(signer: Ed25519PrivateKey) -> str:
    return b64(signer.public_key().public_bytes_raw())


def encoding(payload_type: str, body: bytes) -> bytes:
    """DSSE's pre-authentication encoding, written here once more on purpose."""
    parts = (
        b"DSSEv1",
        str(len(payload_type.encode())).encode(),
        payload_type.encode(),
        str(len(body)).encode(),
        body,
    )
    return b" ".join(parts)


# Signatures over messages ------------------------------------------------------------------------


def signature_cases() -> Iterator[Json]:
    chance = random.Random(SEED)
    signer = key("site")
    for payload_type in TYPES:
        body = _message(payload_type)
        signature = signer.sign(encoding(payload_type, body))
        kind = payload_type.split(".")[-1].removesuffix("+json")
        yield _case(f"{kind}: as signed", payload_type, body, b64(signature), valid=True)
        yield from _changed_bodies(kind, payload_type, body, b64(signature), chance)
        yield from _changed_signatures(kind, payload_type, body, signature, chance)
        yield from _other_types(kind, payload_type, body, signer)
    yield from _unusual_but_valid(signer)
    yield from _wrong_keys(chance)
    yield from _confused_boundaries(signer)
    yield from _weak_keys()


def _case(
    name: str,
    payload_type: str,
    body: bytes,
    signature: str,
    *,
    valid: bool = False,
    public_key: bytes | None = None,
) -> Json:
    known = base64.b64decode(public(key("site"))) if public_key is None else public_key
    return {
        "name": name,
        "public_key": b64(known),
        "type": payload_type,
        "body_base64": b64(body),
        "signature": signature,
        "valid": valid,
    }


def _message(payload_type: str) -> bytes:
    message = {
        "v": 1,
        "site_id": SITE_ID,
        "aud": "https://wingman.example.com",
        "sent_at": NOW,
        "nonce": "AAECAwQFBgcICQoLDA0ODw",
        "about": payload_type,
        "text": 'Grüße, \u65e5\u672c\u8a9e, \U0001f985 / "quoted" \\ back',
    }
    return json.dumps(message, ensure_ascii=False).encode()


def _changed_bodies(
    kind: str, payload_type: str, body: bytes, signature: str, chance: random.Random
) -> Iterator[Json]:
    for bit in sorted(chance.sample(range(len(body) * 8), 16)):
        flipped = bytearray(body)
        flipped[bit // 8] ^= 1 << bit % 8
        yield _case(f"{kind}: body bit {bit} flipped", payload_type, bytes(flipped), signature)
    for name, changed in {
        "first byte missing": body[1:],
        "last byte missing": body[:-1],
        "half missing": body[: len(body) // 2],
        "empty": b"",
        "a space after": body + b" ",
        "a newline after": body + b"\n",
        "a NUL after": body + b"\0",
        "a space before": b" " + body,
        "byte order mark before": b"\xef\xbb\xbf" + body,
        "twice": body + body,
        "spelled anew": json.dumps(json.loads(body)).encode(),
    }.items():
        yield _case(f"{kind}: body {name}", payload_type, changed, signature)


def _changed_signatures(
    kind: str, payload_type: str, body: bytes, signature: bytes, chance: random.Random
) -> Iterator[Json]:
    for bit in sorted(chance.sample(range(512), 16)):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        yield _case(f"{kind}: signature bit {bit} flipped", payload_type, body, b64(bytes(flipped)))
    scalar = int.from_bytes(signature[32:], "little")
    text = b64(signature)
    for name, changed in {
        "missing": "",
        "of zeros": b64(bytes(64)),
        "of ones": b64(b"\xff" * 64),
        "a byte short": b64(signature[:-1]),
        "a byte long": b64(signature + b"\0"),
        "twice": b64(signature + signature),
        "halves swapped": b64(signature[32:] + signature[:32]),
        "with S + L": b64(signature[:32] + (scalar + edwards.L).to_bytes(32, "little")),
        "with S of zero": b64(signature[:32] + bytes(32)),
        "with R of zero": b64(bytes(32) + signature[32:]),
        "without padding": text.rstrip("="),
        "with more padding": text + "=",
        "with stray bits": text[:-3] + _next_character(text[-3]) + "==",
        "with a newline": text + "\n",
        "with a newline inside": text[:44] + "\n" + text[44:],
        "with a space before": " " + text,
        "with a space inside": text[:40] + " " + text[40:],
        "with a NUL after": text + "\0",
        "in URL-safe letters": _url_safe(signature),
        "in hex": signature.hex(),
        "with a foreign letter": "é" + text[1:],
    }.items():
        yield _case(f"{kind}: signature {name}", payload_type, body, changed)


def _next_character(letter: str) -> str:
    """The same bytes in sloppy base64: a last letter that differs in bits nobody reads."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return alphabet[alphabet.index(letter) ^ 1]


def _url_safe(signature: bytes) -> str:
    text = base64.urlsafe_b64encode(signature).decode()
    return text if "-" in text or "_" in text else "-" + text[1:]


def _other_types(
    kind: str, payload_type: str, body: bytes, signer: Ed25519PrivateKey
) -> Iterator[Json]:
    signature = b64(signer.sign(encoding(payload_type, body)))
    others = [other for other in TYPES if other != payload_type]
    sloppy = [payload_type.upper(), payload_type + " ", " " + payload_type, payload_type[:-1], ""]
    for other in [*others, *sloppy]:
        yield _case(f"{kind}: taken for {other!r}", other, body, signature)
    yield _case(f"{kind}: signed without its type", payload_type, body, b64(signer.sign(body)))
    digest = hashlib.sha256(encoding(payload_type, body)).digest()
    yield _case(f"{kind}: digest signed", payload_type, body, b64(signer.sign(digest)))


def _unusual_but_valid(signer: Ed25519PrivateKey) -> Iterator[Json]:
    bodies = {
        "empty body": b"",
        "one NUL": b"\0",
        "not UTF-8": bytes(range(256)),
        "looks like an encoding": b"DSSEv1 3 abc 1 x",
        "spaces and digits": b" 12 34 ",
        "eight thousand bytes": b"wingman " * 1000,
    }
    for name, body in bodies.items():
        signature = b64(signer.sign(encoding(TYPES[1], body)))
        yield _case(f"valid: {name}", TYPES[1], body, signature, valid=True)
    for length in (9, 10, 99, 100, 999, 1000):
        body = b"x" * length
        signature = b64(signer.sign(encoding(TYPES[4], body)))
        yield _case(f"valid: {length} bytes", TYPES[4], body, signature, valid=True)
        yield _case(f"one of {length} bytes missing", TYPES[4], body[:-1], signature)


def _wrong_keys(chance: random.Random) -> Iterator[Json]:
    payload_type, body = TYPES[1], _message(TYPES[1])
    signature = b64(key("site").sign(encoding(payload_type, body)))
    good = key("site").public_key().public_bytes_raw()
    keys = {
        "of another site": key("another site").public_key().public_bytes_raw(),
        "missing": b"",
        "of zeros": bytes(32),
        "of ones": b"\xff" * 32,
        "a byte short": good[:-1],
        "a byte long": good + b"\0",
        "reversed": good[::-1],
        "twice": good + good,
    }
    for bit in sorted(chance.sample(range(256), 24)):
        flipped = bytearray(good)
        flipped[bit // 8] ^= 1 << bit % 8
        keys[f"with bit {bit} flipped"] = bytes(flipped)
    for name, public_key in keys.items():
        yield _case(f"key {name}", payload_type, body, signature, public_key=public_key)


def _confused_boundaries(signer: Ed25519PrivateKey) -> Iterator[Json]:
    """The same signed bytes, cut differently into type and body."""
    signature = b64(signer.sign(encoding("ab", b"cd 2 ef")))
    yield _case("boundary: as signed", "ab", b"cd 2 ef", signature, valid=True)
    for payload_type, body in (
        ("ab 7 cd", b"ef"),
        ("a", b"bcd 2 ef"),
        ("abcd", b" 2 ef"),
        ("ab", b"cd 2 e"),
        ("", b"ab 7 cd 2 ef"),
    ):
        yield _case(f"boundary: {payload_type!r} and {body!r}", payload_type, body, signature)


def weak_public_keys() -> list[bytes]:
    """Every spelling of every key of small order."""
    return _spellings(edwards.points_of_small_order())


def _weak_keys() -> Iterator[Json]:
    """Keys of small order, for which anyone can sign anything, and odd spellings of them."""
    payload_type, body = TYPES[0], _message(TYPES[0])
    message = encoding(payload_type, body)
    small = edwards.points_of_small_order()
    for index, public_key in enumerate(_spellings(small)):
        for scalar in (0, 7, 1234567):
            forged = _forge(public_key, message, scalar, small)
            if forged is not None:
                name = f"weak key {index}: forged with S = {scalar}"
                yield _case(name, payload_type, body, b64(forged), public_key=public_key)
        for number, point in enumerate(small):
            signature = edwards.encode(point) + bytes(32)
            name = f"weak key {index}: weak commitment {number}"
            yield _case(name, payload_type, body, b64(signature), public_key=public_key)


def _spellings(points: list[edwards.Point]) -> list[bytes]:
    spellings = {edwards.encode(point) for point in points}
    for y in {point[1] for point in points}:
        for value in (y, y + edwards.P):
            if value < 2**255:
                spellings |= {(value | sign << 255).to_bytes(32, "little") for sign in (0, 1)}
    return sorted(spellings)


def _forge(
    public_key: bytes, message: bytes, scalar: int, small: list[edwards.Point]
) -> bytes | None:
    """A signature by nobody: find R = S·B + T such that T cancels what the weak key adds."""
    y = int.from_bytes(public_key, "little") & (2**255 - 1)
    weak = edwards.decode(y % edwards.P, odd=public_key[31] >> 7)
    if weak is None:
        return None
    for torsion in small:
        commitment = edwards.encode(edwards.add(edwards.multiply(scalar, edwards.BASE), torsion))
        factor = edwards.challenge(commitment, public_key, message)
        if edwards.negative(edwards.multiply(factor, weak)) == torsion:
            return commitment + scalar.to_bytes(32, "little")
    return None


# Command envelopes -------------------------------------------------------------------------------

_PLATFORM = "platform"
_NEXT_PLATFORM = "next platform"


def key_id(signer: Ed25519PrivateKey) -> str:
    return hashlib.sha256(public(signer).encode()).hexdigest()[:16]


def command_cases() -> Iterator[Json]:
    chance = random.Random(SEED + 1)
    yield from _good_commands()
    yield from _bad_payloads()
    yield from _bad_approvals()
    yield from _broken_payload_bytes()
    yield from _bad_arguments()
    yield from _bad_envelopes(chance)
    yield from _bad_keys()


def payload(**changes: Any) -> Json:
    """A good command's payload; a change of `...` leaves its member out."""
    members = {
        "v": 1,
        "aud": HOME_URL,
        "site_id": SITE_ID,
        "cmd_id": COMMAND_ID,
        "cmd": "refresh",
        "args_sha256": hashlib.sha256(b"{}").hexdigest(),
        "iat": NOW,
        "exp": NOW + 300,
        "nonce": "EBESExQVFhcYGRobHB0eHw",
        "seq": 7,
        "cap": "read",
        "approval": None,
        "reply_to": f"/api/v1/wp/commands/{COMMAND_ID}/result",
    }
    return {name: value for name, value in {**members, **changes}.items() if value is not ...}


def envelope(
    body: Json | bytes, *, arguments: bytes = b"{}", by: str = _PLATFORM, **changes: Any
) -> Json:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    signer = key(by)
    members = {
        "payload_type": COMMAND_TYPE,
        "payload": b64(raw),
        "keyid": key_id(signer),
        "sig": b64(signer.sign(encoding(COMMAND_TYPE, raw))),
        "args": b64(arguments),
    }
    return {name: value for name, value in {**members, **changes}.items() if value is not ...}


def _command(name: str, sealed: Any, *, accepted: bool = False, now: int = NOW) -> Json:
    return {
        "name": name,
        "now": now,
        "site": {"site_id": SITE_ID, "aud": HOME_URL},
        "platform_keys": [
            {"kid": key_id(key(owner)), "public_key": public(key(owner))}
            for owner in (_PLATFORM, _NEXT_PLATFORM)
        ],
        "envelope": sealed,
        "accepted": accepted,
    }


def _good_commands() -> Iterator[Json]:
    capabilities = {
        "ping": "read",
        "refresh": "read",
        "rotate_keys": "keys",
        "pin_root": "keys",
        "disconnect": "connection",
    }
    for name, capability in capabilities.items():
        approval = approval_of(1) if name == "disconnect" else None
        sealed = envelope(payload(cmd=name, cap=capability, approval=approval))
        yield _command(f"good: {name}", sealed, accepted=True)
    yield _command(
        "good: signed by the second pinned key",
        envelope(payload(), by=_NEXT_PLATFORM),
        accepted=True,
    )
    arguments = b'{"reason": "asked by a person", "\\u00fc": [1, 2.5, null]}'
    digest = hashlib.sha256(arguments).hexdigest()
    sealed = envelope(payload(args_sha256=digest), arguments=arguments)
    yield _command("good: with arguments", sealed, accepted=True)
    two = _disconnect(approval_of(2, at=NOW - 600))
    yield _command("good: approved by two people", two, accepted=True)
    yield _command("good: spelled differently", envelope(_spaced(payload())), accepted=True)
    backwards = dict(reversed(payload().items()))
    yield _command("good: members in another order", envelope(backwards), accepted=True)
    for name, now in {
        "at its first second": NOW,
        "in the middle": NOW + 150,
        "when our clock runs 50 s slow": NOW - 50,
        "in its last second": NOW + 299,
        "50 s late by our clock": NOW + 350,
    }.items():
        yield _command(f"good: {name}", envelope(payload()), accepted=True, now=now)


def approval_of(people: int, **changes: Any) -> Json:
    """So many people said yes; a change of `...` leaves its member out."""
    ids = [f"01989f2e-5a00-7b3c-9d4e-0f1a2b3c4d{number:02x}" for number in range(people)]
    members = {
        "at": NOW - 5,
        "by": [{"id": one, "name": f"Person {one[-2:]}"} for one in ids],
        "ticket": "01989f2e-5a00-7b3c-9d4e-0f1a2b3c4dff",
        **changes,
    }
    return {name: value for name, value in members.items() if value is not ...}


def _disconnect(approval: Any) -> Json:
    return envelope(payload(cmd="disconnect", cap="connection", approval=approval))


def _bad_approvals() -> Iterator[Json]:
    person = {"id": "01989f2e-5a00-7b3c-9d4e-0f1a2b3c4d00", "name": "Alice"}
    for name, approval in {
        "nobody's word": None,
        "an empty one": {},
        "a list": [],
        "by nobody": approval_of(0),
        "by three": approval_of(3),
        "twice by one": approval_of(1, by=[person, person]),
        "by a name": approval_of(1, by=["Alice"]),
        "by an address": approval_of(1, by=[{**person, "id": "alice@example.com"}]),
        "by an id in capitals": approval_of(1, by=[{**person, "id": person["id"].upper()}]),
        "by somebody with more": approval_of(1, by=[{**person, "role": "admin"}]),
        "by somebody without a name": approval_of(1, by=[{"id": person["id"]}]),
        "by somebody named by a number": approval_of(1, by=[{**person, "name": 1}]),
        "by people in an object": approval_of(1, by={"0": person}),
        "at no time": approval_of(1, at=...),
        "at a time in words": approval_of(1, at="now"),
        "an hour ago": approval_of(1, at=NOW - 3600),
        "in an hour": approval_of(1, at=NOW + 3600),
        "without a ticket": approval_of(1, ticket=...),
        "with a ticket in words": approval_of(1, ticket="WP-1"),
        "with more": approval_of(1, alg="none"),
    }.items():
        yield _command(f"approval: {name}", _disconnect(approval))
    needless = envelope(payload(approval=approval_of(1)))
    yield _command("approval: of what needs none", needless)


def _spaced(members: Json) -> bytes:
    return json.dumps(members, indent=3).encode()


def _bad_payloads() -> Iterator[Json]:
    for name in payload():
        yield _command(f"payload without {name}", envelope(payload(**{name: ...})))
        for value in (None, True, [], {}, "", 1.5, -1, 0, "1", [1]):
            if (name, value) != ("approval", None) and not _is_the_same(name, value):
                changed = envelope(payload(**{name: value}))
                yield _command(f"payload with {name} of {json.dumps(value)}", changed)
    for name, changes in _wrong_values().items():
        yield _command(f"payload: {name}", envelope(payload(**changes)))
    for name, now in {
        "70 s before it was issued": NOW - 70,
        "an hour before it was issued": NOW - 3600,
        "70 s after it expired": NOW + 370,
        "an hour after it expired": NOW + 3900,
        "at the beginning of time": 0,
        "in 2038": 2**31,
    }.items():
        yield _command(f"time: {name}", envelope(payload()), now=now)
    for extra in ("alg", "typ", "V", "site_ID", "capability", "x", "", "__proto__"):
        yield _command(f"payload with more: {extra!r}", envelope(payload(**{extra: "none"})))
    deep: Any = None
    for _ in range(200):
        deep = {"by": deep}
    yield _command("payload: approval 200 deep", envelope(payload(approval=deep)))


def _is_the_same(name: str, value: Any) -> bool:
    """Values that are no change, or that are legal for this member."""
    good = payload()[name]
    return (type(good), good) == (type(value), value) or (name, value) == ("seq", 0)


def _wrong_values() -> dict[str, Json]:
    other_id = "01989f2e-5a00-7b3c-9d4e-0f1a2b3c4d5f"
    reply = payload()["reply_to"]
    return {
        "of another site": {"site_id": other_id},
        "of a site in capitals": {"site_id": SITE_ID.upper()},
        "of a site with a space": {"site_id": SITE_ID + " "},
        "for plain http": {"aud": HOME_URL.replace("https", "http")},
        "for a copy of the site": {"aud": "https://staging.example.com"},
        "for a sub-folder": {"aud": HOME_URL + "/shop"},
        "for the URL with a slash": {"aud": HOME_URL + "/"},
        "for the URL in capitals": {"aud": HOME_URL.upper()},
        "for another port": {"aud": HOME_URL + ":8443"},
        "for the URL as a prefix": {"aud": HOME_URL[:-1]},
        "for the URL of a sly host": {"aud": HOME_URL + ".evil.example"},
        "version 2": {"v": 2},
        "version 1 as a float": {"v": 1.0},
        "version as a word": {"v": "1"},
        "life of 301 s": {"exp": NOW + 301},
        "life of a day": {"exp": NOW + 86_400},
        "life of nothing": {"exp": NOW},
        "life backwards": {"exp": NOW - 10},
        "times as floats": {"iat": float(NOW), "exp": NOW + 300.0},
        "times as words": {"iat": str(NOW), "exp": str(NOW + 300)},
        "time beyond all integers": {"exp": 10**30},
        "number beyond all integers": {"seq": 10**30},
        "expired long ago": {"iat": NOW - 4000, "exp": NOW - 3700},
        "of the far future": {"iat": NOW + 4000, "exp": NOW + 4300},
        "unknown command": {"cmd": "run_php"},
        "command eval": {"cmd": "eval"},
        "command in capitals": {"cmd": "REFRESH"},
        "command with a space": {"cmd": "refresh "},
        "command with a NUL": {"cmd": "refresh\0"},
        "command with a path": {"cmd": "../refresh"},
        "command of a class": {"cmd": "Refresh"},
        "command of a method": {"cmd": "__construct"},
        "capability of another command": {"cap": "keys"},
        "capability of none": {"cap": ""},
        "capability all": {"cap": "all"},
        "capability in capitals": {"cap": "READ"},
        "disconnect as a read": {"cmd": "disconnect", "cap": "read"},
        "rotate_keys as a read": {"cmd": "rotate_keys", "cap": "read"},
        "digest of other arguments": {"args_sha256": hashlib.sha256(b"{ }").hexdigest()},
        "digest in capitals": {"args_sha256": hashlib.sha256(b"{}").hexdigest().upper()},
        "digest cut short": {"args_sha256": hashlib.sha256(b"{}").hexdigest()[:-1]},
        "digest of nothing": {"args_sha256": hashlib.sha256(b"").hexdigest()},
        "nonce too short": {"nonce": "EBESExQVFhcYGRobHB0eH"},
        "nonce too long": {"nonce": "EBESExQVFhcYGRobHB0eHw0"},
        "nonce with other letters": {"nonce": "EBESExQVFhcYGRobHB0eH+"},
        "nonce with a newline": {"nonce": "EBESExQVFhcYGRobHB0eHw\n"},
        "command id in capitals": {"cmd_id": COMMAND_ID.upper()},
        "command id in braces": {"cmd_id": "{" + COMMAND_ID + "}"},
        "command id of a path": {"cmd_id": "../../etc/passwd"},
        "command id with a newline": {"cmd_id": COMMAND_ID + "\n"},
        "answer to another command": {"reply_to": reply.replace(COMMAND_ID, other_id)},
        "answer to another host": {"reply_to": "https://evil.example" + reply},
        "answer to a host without scheme": {"reply_to": "//evil.example" + reply},
        "answer to a path above": {"reply_to": reply + "/../../x"},
        "answer with a query": {"reply_to": reply + "?x=1"},
        "approval as a list": {"approval": ["u1"]},
        "approval as a word": {"approval": "yes"},
    }


def _broken_payload_bytes() -> Iterator[Json]:
    good = json.dumps(payload()).encode()
    for name, raw in {
        "empty": b"",
        "null": b"null",
        "true": b"true",
        "a number": b"1",
        "a list": b"[" + good + b"]",
        "a string": json.dumps(good.decode()).encode(),
        "cut": good[:-1],
        "twice": good + good,
        "with a comma after": good[:-1] + b",}",
        "with a comment": good[:-1] + b"/**/}",
        "in single quotes": good.replace(b'"', b"'"),
        "with a byte order mark": b"\xef\xbb\xbf" + good,
        "not UTF-8": good.replace(b"refresh", b"refr\xff"),
        "with NaN": good.replace(b'"seq": 7', b'"seq": NaN'),
        "with hex": good.replace(b'"seq": 7', b'"seq": 0x7'),
        "with a leading zero": good.replace(b'"seq": 7', b'"seq": 07'),
        "with an exponent": good.replace(b'"seq": 7', b'"seq": 7e0'),
        "serialised by PHP": b'O:8:"stdClass":0:{}',
        "over 4096 bytes": json.dumps(payload(approval={"x": "y" * 4096})).encode(),
        "padded over 4096 bytes": good + b" " * 4096,
    }.items():
        yield _command(f"payload bytes: {name}", envelope(raw))


def _bad_arguments() -> Iterator[Json]:
    sealed = envelope(payload())
    for name, arguments in {
        "changed": b64(b'{"x":1}'),
        "with a space": b64(b"{} "),
        "empty": "",
        "as null": b64(b"null"),
        "not base64": "{}",
        "without padding": b64(b"{}").rstrip("="),
        "with stray bits": b64(b"{}")[:-2] + "1=",
        "with a newline": b64(b"{}") + "\n",
    }.items():
        yield _command(f"arguments {name}", {**sealed, "args": arguments})
    deep = b'{"a":' * 300 + b"1" + b"}" * 300
    for name, arguments in {
        "that are a list": b"[]",
        "that are null": b"null",
        "that are a number": b"7",
        "that are no JSON": b"{",
        "that are empty": b"",
        "that are 300 deep": deep,
        "that are not UTF-8": b'{"x":"\xff"}',
    }.items():
        digest = hashlib.sha256(arguments).hexdigest()
        signed = envelope(payload(args_sha256=digest), arguments=arguments)
        yield _command(f"signed arguments {name}", signed)


def _bad_envelopes(chance: random.Random) -> Iterator[Json]:
    good = envelope(payload())
    for name, sealed in {
        "null": None,
        "a list": [good],
        "a list of values": list(good.values()),
        "a string": json.dumps(good),
        "a number": 1,
        "true": True,
        "empty": {},
        "a wrapped one": {"envelope": good},
    }.items():
        yield _command(f"envelope is {name}", sealed)
    for name in good:
        without = {member: value for member, value in good.items() if member != name}
        yield _command(f"envelope without {name}", without)
        for value in (None, 1, True, [], {}, "", [good[name]], {"0": good[name]}):
            yield _command(
                f"envelope with {name} of {json.dumps(value)[:20]}", {**good, name: value}
            )
    for extra in ("alg", "algorithm", "kid", "signature", "signatures", "v", "Payload", "x"):
        yield _command(f"envelope with more: {extra!r}", {**good, extra: "none"})
    for other in (*TYPES[:-1], COMMAND_TYPE.upper(), COMMAND_TYPE + " ", "application/json", "*/*"):
        yield _command(f"envelope of type {other!r}", {**good, "payload_type": other})
    for other in TYPES[:-1]:
        raw = json.dumps(payload()).encode()
        signature = b64(key(_PLATFORM).sign(encoding(other, raw)))
        yield _command(f"signed as {other!r}", {**good, "sig": signature})
    yield from _flipped_envelopes(good, chance)


def _flipped_envelopes(good: Json, chance: random.Random) -> Iterator[Json]:
    raw, signature = base64.b64decode(good["payload"]), base64.b64decode(good["sig"])
    for bit in sorted(chance.sample(range(len(raw) * 8), 64)):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        yield _command(f"payload bit {bit} flipped", {**good, "payload": b64(bytes(flipped))})
    for bit in sorted(chance.sample(range(512), 48)):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        yield _command(f"signature bit {bit} flipped", {**good, "sig": b64(bytes(flipped))})
    scalar = int.from_bytes(signature[32:], "little")
    plus_order = (scalar + edwards.L).to_bytes(32, "little")
    text = good["sig"]
    for name, changed in {
        "of zeros": b64(bytes(64)),
        "a byte short": b64(signature[:-1]),
        "a byte long": b64(signature + b"\0"),
        "with S + L": b64(signature[:32] + plus_order),
        "without padding": text.rstrip("="),
        "with stray bits": text[:-3] + _next_character(text[-3]) + "==",
        "with a newline": text + "\n",
        "with a space": text[:10] + " " + text[10:],
        "in URL-safe letters": _url_safe(signature),
        "in hex": signature.hex(),
    }.items():
        yield _command(f"signature {name}", {**good, "sig": changed})
    sealed = good["payload"]
    for name, changed in {
        "without padding": sealed.rstrip("=") if sealed.endswith("=") else sealed + "=",
        "with a newline": sealed[:76] + "\n" + sealed[76:],
        "with a space": sealed + " ",
        "bare": json.dumps(payload()),
        "cut": sealed[:-4],
        "of an earlier letter": "A" + sealed[1:],
    }.items():
        yield _command(f"payload base64 {name}", {**good, "payload": changed})


def _bad_keys() -> Iterator[Json]:
    stranger = key("stranger")
    good = envelope(payload())
    unknown = envelope(payload(), by="stranger")
    yield _command("key unknown", unknown)
    yield _command("key unknown, named as ours", {**unknown, "keyid": good["keyid"]})
    yield _command(
        "key of ours, named as the other", {**good, "keyid": key_id(key(_NEXT_PLATFORM))}
    )
    yield _command("key id in capitals", {**good, "keyid": good["keyid"].upper()})
    yield _command("key id cut", {**good, "keyid": good["keyid"][:-1]})
    yield _command("key id longer", {**good, "keyid": good["keyid"] + "0"})
    yield _command("key id is the key", {**good, "keyid": public(stranger)})
    yield _command("key id zero", {**good, "keyid": "0"})
    by_site = envelope(payload(), by="site", keyid=good["keyid"])
    yield _command("signed by the site itself", by_site)


if __name__ == "__main__":
    write()
