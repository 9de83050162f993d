"""Hostile traffic at the plugin's door: the right refusal each time, and not a byte stored."""

import base64
import dataclasses
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from psycopg import sql

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.kit import envelope
from chalicelib.kit.ids import digest, normalise_code, spoken_code, token, uuid7
from chalicelib.sites.commanding import request_command
from localstack.postgres import SUPERUSER, TestCluster
from tests import builders
from tests.api.conftest import Answered, Api
from tests.fakes.paired_site import PairedSite, as_bytes, inventory_of, vitals

NOW = int(builders.NOW.timestamp())
FIRST_SEQ = 10
NEXT_SEQ = FIRST_SEQ + 1
CODE = spoken_code()
CODE_SPENT = spoken_code()
CODE_EXPIRED = spoken_code()


@dataclass(frozen=True)
class Request:
    """What is put on the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    def with_headers(self, **headers: str | None) -> "Request":
        changed = {name.replace("_", "-").title(): value for name, value in headers.items()}
        merged = {**self.headers, **changed}
        kept = {name: value for name, value in merged.items() if value is not None}
        return dataclasses.replace(self, headers=kept)

    def with_body(self, body: bytes) -> "Request":
        return dataclasses.replace(self, body=body)


@dataclass(frozen=True)
class Scene:
    """A site that has reported once, a stranger beside it, and one that was shown the door."""

    site: PairedSite
    other: PairedSite
    revoked: PairedSite
    command_id: str
    command_of_other: str
    accepted: Request

    def snapshot(self, site: PairedSite | None = None, **members: Any) -> Request:
        sender = site or self.site
        message = sender.snapshot(**{"seq": NEXT_SEQ, "at": NOW, **members})
        return self.signed(as_bytes(message), site=sender)

    def report(self, **members: Any) -> Request:
        message = self.site.daily_report(**{"seq": NEXT_SEQ, "at": NOW, **members})
        return self.signed(as_bytes(message), path="wp/daily-report", kind=envelope.DAILY_REPORT)

    def result(self, command_id: str | None = None, **members: Any) -> Request:
        named = command_id or self.command_id
        told = {"command_id": named, "status": "succeeded", "progress": None, "output": {}}
        message = self.site.message(at=NOW, **{**told, "error": None, **members})
        path = f"wp/commands/{named}/result"
        return self.signed(as_bytes(message), path=path, kind=envelope.RESULT)

    def pull(self, **members: Any) -> Request:
        asked = {"wake": None, "capabilities": {"refresh": True}, "last_command_seq": 0}
        raw = as_bytes(self.site.message(at=NOW, **{**asked, **members}))
        return self.pull_of(base64.b64encode(raw).decode(), raw)

    def pull_of(self, text: str, raw: bytes) -> Request:
        headers = self.site.headers(envelope.PULL, raw)
        return Request("GET", "wp/commands", {**headers, "X-Wingman-Message": text})

    def connect(self, **members: Any) -> Request:
        introduced = {
            "site_id": ...,
            "code": CODE,
            "site_url": "https://new.example",
            "home_url": "https://new.example",
            "public_key": _public(self.other),
            "plugin_version": "0.1.0",
            "wordpress_version": "6.8.7",
            "php_version": "8.4.3",
            "name": "New",
        }
        body = as_bytes(self.other.message(at=NOW, **{**introduced, **members}))
        request = self.signed(body, path="wp/connect", kind=envelope.CONNECT, site=self.other)
        return request.with_headers(authorization=None)

    def signed(
        self,
        body: bytes,
        *,
        path: str = "wp/monitor",
        kind: str = envelope.SNAPSHOT,
        site: PairedSite | None = None,
    ) -> Request:
        """These very bytes with a good signature: the trick lies inside."""
        return Request("POST", path, (site or self.site).headers(kind, body), body)


@dataclass(frozen=True)
class Case:
    name: str
    make: Callable[[Scene], Request]
    status: int
    code: str
    says: dict[str, Any] = field(default_factory=dict)


# Who sends it ------------------------------------------------------------------------------------


def _credentials() -> Iterator[Case]:
    keys = {
        "no key": (None, "site_key_missing"),
        "an empty key": ("Bearer ", "site_key_missing"),
        "a password": ("Basic d3drOnB3", "site_key_missing"),
        "a key that never was": ("Bearer wwk_" + token(), "site_key_unknown"),
        "null": ("Bearer null", "site_key_unknown"),
        "a key with SQL": ("Bearer wwk_' or '1'='1", "site_key_unknown"),
        "a long key": ("Bearer " + "x" * 5000, "site_key_unknown"),
    }
    for door, make in _DOORS.items():
        for name, (value, code) in keys.items():
            yield Case(f"{door}: {name}", _changed(make, authorization=value), 401, code)
        yield Case(f"{door}: a revoked key", _of_revoked(make), 401, "site_key_revoked")
        yield Case(f"{door}: another site's key", _of_other(make), 401, "signature_invalid")
        for name, signature in {
            "no signature": None,
            "an empty signature": "",
            "a signature of zeros": base64.b64encode(bytes(64)).decode(),
            "a signature of words": "good",
            "a signature of another site": "other",
        }.items():
            yield Case(f"{door}: {name}", _with_signature(make, signature), 401, _FORGED)


_FORGED = "signature_invalid"


def _changed(make: Callable[[Scene], Request], **headers: str | None) -> Any:
    return lambda scene: make(scene).with_headers(**headers)


def _of_revoked(make: Callable[[Scene], Request]) -> Any:
    return lambda scene: make(dataclasses.replace(scene, site=scene.revoked))


def _of_other(make: Callable[[Scene], Request]) -> Any:
    """A true message under a stranger's key."""
    return lambda scene: make(scene).with_headers(authorization=f"Bearer {scene.other.site_key}")


def _with_signature(make: Callable[[Scene], Request], signature: str | None) -> Any:
    def changed(scene: Scene) -> Request:
        request = make(scene)
        if signature == "other":
            return request.with_headers(
                x_wingman_signature=scene.other.sign(envelope.SNAPSHOT, request.body)
            )
        return request.with_headers(x_wingman_signature=signature)

    return changed


_DOORS: dict[str, Callable[[Scene], Request]] = {
    "monitor": Scene.snapshot,
    "daily-report": Scene.report,
    "commands": Scene.pull,
    "result": Scene.result,
}

# What was signed ---------------------------------------------------------------------------------


def _tampered() -> Iterator[Case]:
    for percent in range(0, 100, 4):
        yield Case(f"byte at {percent} % changed", _one_byte_off(percent), 401, _FORGED)
    yield Case("a byte added", lambda s: _body(s.snapshot(), lambda b: b + b" "), 401, _FORGED)
    yield Case("a byte missing", lambda s: _body(s.snapshot(), lambda b: b[:-1]), 401, _FORGED)
    yield Case("no body", lambda s: _body(s.snapshot(), lambda _: b""), 401, _FORGED)
    yield Case("a report sold as a snapshot", _report_as_snapshot, 401, _FORGED)
    yield Case("a snapshot sold as a report", _snapshot_as_report, 401, _FORGED)
    yield Case("a pull's message changed", _other_pull, 401, _FORGED)
    yield Case("another site's id", lambda s: _site_id(s, str(s.other.id)), 401, "wrong_site")
    yield Case("an id of nobody", lambda s: _site_id(s, str(uuid7())), 401, "wrong_site")
    for name, audience in {
        "another platform": "https://evil.example",
        "plain text": "nonsense",
        "our host in another scheme": "https://127.0.0.1:8000",
        "our host on another port": "http://127.0.0.1:8001",
        "a path of ours": "http://127.0.0.1:8000/api",
        "a host that begins like ours": "http://127.0.0.1:8000.evil.example",
        "nobody": "",
    }.items():
        yield Case(
            f"meant for {name}", lambda s, a=audience: s.snapshot(aud=a), 401, "wrong_audience"
        )


def _one_byte_off(percent: int) -> Callable[[Scene], Request]:
    def flip(body: bytes) -> bytes:
        place = len(body) * percent // 100
        return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]

    return lambda scene: _body(scene.snapshot(), flip)


def _body(request: Request, change: Callable[[bytes], bytes]) -> Request:
    return request.with_body(change(request.body))


def _report_as_snapshot(scene: Scene) -> Request:
    return dataclasses.replace(scene.report(), path="wp/monitor")


def _snapshot_as_report(scene: Scene) -> Request:
    return dataclasses.replace(scene.snapshot(), path="wp/daily-report")


def _other_pull(scene: Scene) -> Request:
    return scene.pull().with_headers(x_wingman_message=base64.b64encode(b"{}").decode())


def _site_id(scene: Scene, site_id: str) -> Request:
    return scene.snapshot(site_id=site_id)


# When it was sent --------------------------------------------------------------------------------


def _untimely() -> Iterator[Case]:
    told = {"server_time": NOW}
    for seconds in (-301, -3600, -86_400 * 400, 301, 3600, 86_400 * 400):
        at = NOW + seconds
        for door, make in (("monitor", Scene.snapshot), ("daily-report", Scene.report)):
            yield Case(
                f"{door}: {seconds:+d} s", lambda s, a=at, m=make: m(s, at=a), 401, _SKEW, told
            )
    yield Case("at the beginning", lambda s: s.snapshot(at=0), 401, _SKEW, told)
    yield Case("at the end", lambda s: s.snapshot(at=253_402_300_799), 401, _SKEW, told)
    yield Case("a pull of yesterday", lambda s: s.pull(sent_at=NOW - 86_400), 401, _SKEW, told)
    yield Case("a result of tomorrow", lambda s: s.result(sent_at=NOW + 86_400), 401, _SKEW, told)
    yield Case("a replay, to the byte", lambda s: s.accepted, 409, "duplicate")
    yield Case("a known number", lambda s: s.snapshot(seq=FIRST_SEQ), 409, "duplicate")
    yield Case("its number in a report", lambda s: s.report(seq=FIRST_SEQ), 409, "duplicate")


_SKEW = "clock_skew"

# What it says ------------------------------------------------------------------------------------


def _wrong_types() -> Iterator[Case]:
    wrong: dict[str, list[Any]] = {
        "v": [None, 0, 2, "1", True, 1.5, []],
        "site_id": [None, 7, True, "", "me", [], {"id": 1}, "\0", "0" * 1000],
        "aud": [None, 1, [], {}, "x" * 201],
        "sent_at": [None, "now", str(NOW), True, -1, 1.5, 10**12, 10**40, [NOW]],
        "nonce": [None, 1, "", "short", "x" * 23, "AAAAAAAAAAAAAAAAAAAAA+", "\0" * 22, [], {}],
        "seq": [None, 0, -1, "11", 1.5, True, 2**62 + 1, 10**300, [11], ...],
        "taken_at": [None, -5, "x", 1.5, NOW - 86_400 * 8, NOW + 3600, 10**20, ...],
        "plugin_version": [None, 1, "x" * 201, [], ...],
        "inventory_hash": [None, "", "a" * 63, "A" * 64, "g" * 64, 5, ["a" * 64], ...],
        "inventory": [1, "{}", [], [{}], True],
        "vitals": [None, 1, [], "{}", ...],
        "reason": [None, 1, [], "x" * 201],
    }
    for member, values in wrong.items():
        for value in values:
            yield Case(
                f"{member} is {_short(value)}",
                lambda s, m=member, v=value: s.snapshot(**{m: v}),
                422,
                "invalid_body",
            )
    yield from _wrong_inside()


def _wrong_inside() -> Iterator[Case]:
    inside: dict[str, list[Any]] = {
        "core": [1, "6.8", [], {"version": 6.8}, {"version": "x" * 201}, {"update": True}],
        "php": [1, {"version": 8}],
        "plugins": [1, {}, "x", [1], [None], [[]], [{"version": 1}], [{"update": True}]],
        "themes": ["x", [1], [{"name": 1}]],
        "translation_updates": [-1, "1", 1.5, 10**9, None],
        "site_health": [1, {"critical": "many"}, {"issues": {}}, {"issues": [1]}],
    }
    for member, values in inside.items():
        for value in values:
            yield Case(
                f"inventory.{member} is {_short(value)}",
                lambda s, m=member, v=value: s.snapshot(
                    inventory=inventory_of(s.site.home_url, **{m: v})
                ),
                422,
                "invalid_body",
            )
    figures: dict[str, list[Any]] = {
        "disk_free_bytes": ["1", 1.5, True, [], {}],
        "disk_total_bytes": ["1", True],
        "cron": [1, [], {"enabled": "yes"}, {"oldest_overdue_seconds": "long"}],
        "fatal_errors": [1, {"count_24h": "3"}, {"last": {}}, {"last": ["x"]}],
    }
    for member, values in figures.items():
        for value in values:
            yield Case(
                f"vitals.{member} is {_short(value)}",
                lambda s, m=member, v=value: s.snapshot(vitals=vitals(**{m: v})),
                422,
                "invalid_body",
            )


def _wrong_elsewhere() -> Iterator[Case]:
    report: dict[str, list[Any]] = {
        "day": [None, "", "yesterday", "2026-13-01", "2026-02-30", [], {}, ...],
        "counts": [None, [], 1, {"logins": "5"}, {"logins": 1.5}, {"logins": None}, ...],
        "changes": [None, {}, 1, ["x"], [{}] * 1001],
        "seq": [0, "1", True],
    }
    for member, values in report.items():
        for value in values:
            yield Case(
                f"report: {member} is {_short(value)}",
                lambda s, m=member, v=value: s.report(**{m: v}),
                422,
                "invalid_body",
            )
    result: dict[str, list[Any]] = {
        "status": [None, 1, "", "done", "SUCCEEDED", []],
        "progress": [-1, 101, "50", 1.5, True],
        "output": [None, [], "x", 1],
        "error": ["broken", 1, [], {}, {"code": 5}],
    }
    for member, values in result.items():
        for value in values:
            yield Case(
                f"result: {member} is {_short(value)}",
                lambda s, m=member, v=value: s.result(**{m: v}),
                422,
                "invalid_body",
            )
    yield Case("result: of two minds", _path_and_body_differ, 422, "invalid_body")
    yield Case("result: of no command", lambda s: s.result(str(uuid7())), 404, _NO_COMMAND)
    yield Case("result: of a stranger", lambda s: s.result(s.command_of_other), 404, _NO_COMMAND)
    yield Case("result: of nonsense", _path_is_nonsense, 404, "not_found")
    for member, values in {
        "wake": [1, [], "x" * 201],
        "capabilities": [None, [], {"refresh": "yes"}, {"refresh": 1}],
        "last_command_seq": ["1", 1.5, None],
    }.items():
        for value in values:
            yield Case(
                f"pull: {member} is {_short(value)}",
                lambda s, m=member, v=value: s.pull(**{m: v}),
                422,
                "invalid_body",
            )


_NO_COMMAND = "command_not_found"


def _path_and_body_differ(scene: Scene) -> Request:
    return dataclasses.replace(scene.result(), path=f"wp/commands/{uuid7()}/result")


def _path_is_nonsense(scene: Scene) -> Request:
    return dataclasses.replace(scene.result(), path="wp/commands/nonsense/result")


def _short(value: Any) -> str:
    return "missing" if value is ... else json.dumps(value)[:24]


# What it is made of ------------------------------------------------------------------------------


def _broken_bytes() -> Iterator[Case]:
    made: dict[str, tuple[bytes, int, str]] = {
        "nothing": (b"", 400, "malformed_json"),
        "a space": (b" ", 400, "malformed_json"),
        "half an object": (b'{"v": 1', 400, "malformed_json"),
        "two objects": (b"{}{}", 400, "malformed_json"),
        "a form": (b"v=1&site_id=x", 400, "malformed_json"),
        "XML": (b"<?xml version='1.0'?><a/>", 400, "malformed_json"),
        "serialised PHP": (b'O:8:"stdClass":0:{}', 400, "malformed_json"),
        "NaN": (b'{"v": NaN}', 400, "malformed_json"),
        "Infinity": (b'{"v": -Infinity}', 400, "malformed_json"),
        "a number of 5,000 digits": (b'{"v": ' + b"1" * 5000 + b"}", 400, "malformed_json"),
        "a bare NUL": (b'{"v": "\0"}', 400, "malformed_json"),
        "a byte order mark": (b"\xef\xbb\xbf{}", 400, "malformed_json"),
        "UTF-16": ('{"v": 1}'.encode("utf-16"), 400, "invalid_encoding"),
        "Latin 1": ('{"v": "Grüße"}'.encode("latin-1"), 400, "invalid_encoding"),
        "an overlong slash": (b'{"v": "\xc0\xaf"}', 400, "invalid_encoding"),
        "an encoded surrogate": (b'{"v": "\xed\xa0\x80"}', 400, "invalid_encoding"),
        "beyond Unicode": (b'{"v": "\xf4\x90\x80\x80"}', 400, "invalid_encoding"),
        "a list": (b"[]", 422, "invalid_body"),
        "a list of objects": (b'[{"v": 1}]', 422, "invalid_body"),
        "null": (b"null", 422, "invalid_body"),
        "a number": (b"1", 422, "invalid_body"),
        "a word": (b'"v"', 422, "invalid_body"),
        "an empty object": (b"{}", 422, "invalid_body"),
        "a prototype": (b'{"__proto__": {"v": 1}}', 422, "invalid_body"),
        "33 lists": (b"[" * 33 + b"]" * 33, 400, "too_deep"),
        "100,000 lists": (b"[" * 100_000 + b"]" * 100_000, 400, "too_deep"),
        "100,000 open lists": (b"[" * 100_000, 400, "too_deep"),
        "100,000 objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "too_deep"),
        "5 MB": (b'{"v": "' + b"x" * 5_000_000 + b'"}', 413, "body_too_large"),
        "a byte too many": (b" " * 1_000_001, 413, "body_too_large"),
        "5 MB of gzip": (gzip.compress(_noise(5_000_000), 0), 413, "body_too_large"),
        "a gzip bomb": (gzip.compress(bytes(200_000_000), 9), 413, "body_too_large"),
        "gzip in gzip": (gzip.compress(gzip.compress(b"{}")), 401, _FORGED),
        "half a gzip": (gzip.compress(b"{}" * 999)[:20], 400, "invalid_encoding"),
        "gzip with a tail": (gzip.compress(b"{}") + b"tail", 400, "invalid_encoding"),
        "a gzip head": (b"\x1f\x8b", 400, "invalid_encoding"),
        "a gzip of another method": (b"\x1f\x8b\x01" + bytes(20), 400, "invalid_encoding"),
        "deflate": (zlib.compress(b"{}"), 400, "invalid_encoding"),
    }
    for door in ("monitor", "daily-report"):
        for name, (body, status, code) in made.items():
            yield Case(f"{door}: {name}", _bytes_at(door, body), status, code)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data", "x"):
        yield Case(
            f"content type {kind!r}",
            lambda s, k=kind: s.snapshot().with_headers(content_type=k),
            415,
            "unsupported_media_type",
        )
    yield Case("no message to pull with", lambda s: s.pull_of("", b""), 400, "malformed_json")
    yield Case("a pull not in base64", lambda s: s.pull_of("{}", b"{}"), 400, "malformed_json")
    yield Case("a pull of nothing", lambda s: s.pull_of("e30=", b"{}"), 422, "invalid_body")


def _noise(size: int) -> bytes:
    return hashlib.shake_128(b"noise").digest(size)


def _bytes_at(door: str, body: bytes) -> Callable[[Scene], Request]:
    """A perfectly signed piece of nonsense, where it can be unpacked at all."""
    kind = {"monitor": envelope.SNAPSHOT, "daily-report": envelope.DAILY_REPORT}[door]
    return lambda scene: scene.signed(body, path=f"wp/{door}", kind=kind)


# Pairing -----------------------------------------------------------------------------------------


def _connects() -> Iterator[Case]:
    yield Case("an unknown code", _code(spoken_code()), 404, "pairing_code_unknown")
    yield Case("a code with a typo", _code(CODE[:-1] + "?"), 404, "pairing_code_unknown")
    yield Case("no code", _code(""), 404, "pairing_code_unknown")
    yield Case("a code with SQL", _code("' or 1=1 --"), 404, "pairing_code_unknown")
    yield Case("a code with a NUL", _code("\0" + CODE), 404, "pairing_code_unknown")
    yield Case("a spent code", _code(CODE_SPENT), 410, "pairing_code_used")
    yield Case("an expired code", _code(CODE_EXPIRED), 410, "pairing_code_expired")
    for url in (
        "https://other.example",
        "https://new.example/shop",
        "https://new.example:8443",
        "https://new.example.evil.example",
        "https://evil.example/new.example",
        "https://new.example@evil.example",
    ):
        yield Case(f"from {url}", lambda s, u=url: s.connect(home_url=u), 409, _MISMATCH)
    for url in ("http://[", "http://[::1", "https://new.example:99999", "https://new.example:x"):
        yield Case(f"from {url}", lambda s, u=url: s.connect(home_url=u), 422, "invalid_body")
    for url in ("", "new.example", "ftp://new.example", "javascript:alert(1)", "https://a b"):
        yield Case(f"from {url!r}", lambda s, u=url: s.connect(home_url=u), 422, "invalid_body")
    yield Case("meant for others", lambda s: s.connect(aud="https://x.example"), 401, _OTHERS)
    yield Case("of an hour ago", lambda s: s.connect(sent_at=NOW - 3600), 401, _SKEW)
    yield Case("signed by another key", _connect_with_key_of_site, 401, _FORGED)
    yield Case("with a key of zeros", _key(bytes(32)), 401, _FORGED)
    yield Case("with a weak key", _key(b"\x01" + bytes(31)), 401, _FORGED)
    yield Case("with a short key", _key(bytes(31)), 401, _FORGED)
    yield Case("with no key", lambda s: s.connect(public_key=""), 422, "invalid_body")
    yield Case("with a key of words", lambda s: s.connect(public_key="x" * 44), 401, _FORGED)
    for member in ("code", "public_key", "site_url", "wordpress_version", "php_version"):
        for value in (None, 1, [], {}, ..., "x" * 3000):
            yield Case(
                f"connect: {member} is {_short(value)}",
                lambda s, m=member, v=value: s.connect(**{m: v}),
                422,
                "invalid_body",
            )


_MISMATCH = "site_url_mismatch"
_OTHERS = "wrong_audience"


def _code(code: str) -> Callable[[Scene], Request]:
    return lambda scene: scene.connect(code=code)


def _key(raw: bytes) -> Callable[[Scene], Request]:
    return lambda scene: scene.connect(public_key=base64.b64encode(raw).decode())


def _connect_with_key_of_site(scene: Scene) -> Request:
    return scene.connect(public_key=_public(scene.site))


def _public(site: PairedSite) -> str:
    return base64.b64encode(site.private_key.public_key().public_bytes_raw()).decode()


# The proof ---------------------------------------------------------------------------------------

CHAPTERS: dict[str, list[Case]] = {
    "credentials": list(_credentials()),
    "tampered": list(_tampered()),
    "untimely": list(_untimely()),
    "wrong types": list(_wrong_types()),
    "wrong elsewhere": list(_wrong_elsewhere()),
    "broken bytes": list(_broken_bytes()),
    "connects": list(_connects()),
}


@pytest.fixture
def scene(api: Api, database: Database, cluster: TestCluster) -> Scene:
    platform = settings.load().base_url
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        client_id = builders.a_client(uow)
        site, other, revoked = (
            PairedSite(uuid7(), client_id, f"https://{name}.example", platform).store(
                uow.connection
            )
            for name in ("shop", "other", "revoked")
        )
        uow.connection.execute(
            "update site_keys set revoked_at = now() where site_id = %s", (revoked.id,)
        )
        commands = [
            request_command(
                uow,
                site_id=one.id,
                client_id=client_id,
                name="ping",
                requested_by=None,
            )
            for one in (site, other)
        ]
        _keep_codes(uow.connection, client_id)
        uow.commit()
    first = as_bytes(site.snapshot(seq=FIRST_SEQ, at=NOW))
    accepted = Request("POST", "wp/monitor", site.headers(envelope.SNAPSHOT, first), first)
    assert _send(api, accepted).status == 202
    return Scene(site, other, revoked, str(commands[0]), str(commands[1]), accepted)


def _keep_codes(connection: psycopg.Connection[Any], client_id: Any) -> None:
    new_site = PairedSite(uuid7(), client_id, "https://new.example", "").store(connection)
    for code, expires_at, used_at in (
        (CODE, NOW + 900, None),
        (CODE_SPENT, NOW + 900, NOW - 5),
        (CODE_EXPIRED, NOW - 1, None),
    ):
        connection.execute(
            "insert into pairing_codes (id, site_id, client_id, code_digest, created_at,"
            " expires_at, used_at) values (%s, %s, %s, %s, now(), to_timestamp(%s),"
            " to_timestamp(%s))",
            (
                uuid7(),
                new_site.id,
                client_id,
                digest(normalise_code(code)),
                expires_at,
                used_at,
            ),
        )


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_hostile_traffic_is_refused_and_leaves_no_trace(
    api: Api, scene: Scene, cluster: TestCluster, chapter: str
) -> None:
    before = dump(cluster)

    wrong = [flaw for case in CHAPTERS[chapter] if (flaw := _flaw(api, scene, case))]

    assert wrong == []
    assert dump(cluster) == before


def _flaw(api: Api, scene: Scene, case: Case) -> str | None:
    """What is wrong with the answer to this case, in a line."""
    answered = _send(api, case.make(scene))
    problem = _problem(answered)
    if (answered.status, problem.get("code")) != (case.status, case.code):
        return f"{case.name}: {answered.status} {problem.get('code') or answered.body[:200]}"
    complete = (
        answered.headers.get("content-type") == "application/problem+json"
        and problem["status"] == case.status
        and problem["request_id"] == answered.headers.get("x-request-id")
        and problem["type"]
        and problem["title"]
        and case.says.items() <= problem.items()
    )
    return None if complete else f"{case.name}: incomplete {answered.headers} {problem}"


def _problem(answered: Answered) -> dict[str, Any]:
    try:
        return dict(answered.json)
    except (ValueError, TypeError):
        return {}


def _send(api: Api, request: Request) -> Answered:
    return api.send(request.method, request.path, body=request.body, headers=request.headers)


def dump(cluster: TestCluster) -> dict[str, list[str]]:
    """Every row of every table as text, in order."""
    with psycopg.connect(cluster.url(SUPERUSER)) as connection:
        tables = connection.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'p') and not relispartition order by relname"
        ).fetchall()
        return {
            name: [row for (row,) in connection.execute(_rows_of(name)).fetchall()]
            for (name,) in tables
        }


def _rows_of(table: str) -> sql.Composed:
    return sql.SQL("select t::text from {} t order by 1").format(sql.Identifier(table))


def test_the_dump_would_notice_a_single_accepted_message(
    api: Api, scene: Scene, cluster: TestCluster
) -> None:
    before = dump(cluster)

    assert _send(api, scene.snapshot()).status == 202

    after = dump(cluster)
    assert {table for table in before if before[table] != after[table]} == {"site_state"}


def test_odd_but_honest_messages_are_welcome(api: Api, scene: Scene, database: Database) -> None:
    """A site's own texts may hold anything, and a newer plugin may say more than we know."""
    odd = {
        "plugins": [{"file": "a.php", "name": "NUL \0 and half a pair \ud83e", "colour": "green"}],
        "something_new": {"deep": [1, 2, {"three": None}]},
    }
    raw = json.dumps(
        scene.site.snapshot(
            seq=NEXT_SEQ,
            at=NOW,
            inventory=inventory_of(scene.site.home_url, **odd),
            vitals=vitals(database_bytes=10**300, load_ms=2**40, temperature=1e400),
            moon_phase="full \0",
            tomorrow=[{"a": 1}],
        )
    ).encode()

    answered = _send(api, scene.signed(raw.replace(b"Infinity", b"1e400")))

    assert (answered.status, answered.json["inventory_needed"]) == (202, False)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        kept = uow.connection.execute(
            "select m.raw, m.load_ms, m.database_bytes, i.document from site_monitors m"
            " join site_inventories i on i.site_id = m.site_id and i.hash = m.inventory_hash"
            " where m.site_id = %s and m.seq = %s",
            (scene.site.id, NEXT_SEQ),
        ).fetchone()
    assert kept is not None
    assert kept[0] == {"moon_phase": "full \ufffd", "tomorrow": [{"a": 1}]}
    assert kept[1:3] == (2**31 - 1, None)
    assert kept[3]["something_new"] == odd["something_new"]
    assert kept[3]["plugins"][0]["colour"] == "green"


def test_a_gzipped_message_is_signed_over_what_it_says(api: Api, scene: Scene) -> None:
    request = scene.snapshot()
    packed = request.with_body(gzip.compress(request.body)).with_headers(content_encoding="gzip")

    assert _send(api, packed).status == 202


def test_the_table_is_worth_its_name() -> None:
    assert sum(map(len, CHAPTERS.values())) > 300
    names = [(chapter, case.name) for chapter, cases in CHAPTERS.items() for case in cases]
    assert len(names) == len(set(names))
