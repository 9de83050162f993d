"""A request as the house reads it: who sent it from where, and its bytes within their limits."""

import hashlib
import hmac
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from chalicelib.adapters import settings
from chalicelib.api import problems
from chalicelib.api.errors import (
    HeadersTooLarge,
    InvalidEncoding,
    InvalidParameter,
    MalformedJson,
    QueryTooLong,
    TooDeep,
    UnsupportedMediaType,
)
from chalicelib.kit.errors import TooLarge
from chalicelib.kit.ids import uuid7
from chalicelib.kit.text import is_storable

LARGEST_BODY_BYTES = 1_000_000
MOST_HEADERS = 100
LARGEST_HEADERS_BYTES = 16_384
LONGEST_QUERY = 4_096
MOST_PARAMETERS = 50
DEEPEST_BODY = 32
# Both set by the distribution itself (infra/stacks/web.py), over whatever a viewer sent.
ORIGIN_PROOF = "x-wingman-origin"
VIEWER = "x-wingman-viewer"
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{8,128}")
_ID = re.compile(r"[0-9A-Fa-f-]{32,36}")
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Incoming:
    """Header names are in lower case; `sent_body` is what arrived, `body` what it means."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, list[str]] = field(default_factory=dict)
    sent_body: bytes = b""
    address: str = ""
    request_id: str = ""

    def header(self, name: str) -> str | None:
        return self.headers.get(name.lower())

    def cookie(self, name: str) -> str | None:
        for pair in (self.header("cookie") or "").split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                return value
        return None

    def refuse_oversize(self) -> None:
        """Raises HeadersTooLarge or QueryTooLong; the body has its own limit."""
        size = sum(len(name) + len(value) for name, value in self.headers.items())
        if len(self.headers) > MOST_HEADERS or size > LARGEST_HEADERS_BYTES:
            raise HeadersTooLarge
        given = [name + value for name, values in self.parameters.items() for value in values]
        if len(given) > MOST_PARAMETERS or sum(map(len, given)) > LONGEST_QUERY:
            raise QueryTooLong

    @property
    def body(self) -> bytes:
        """The body, unpacked. Raises TooLarge beyond 1 MB, packed or unpacked."""
        if len(self.sent_body) > LARGEST_BODY_BYTES:
            raise TooLarge
        # API Gateway may unpack on its own and still pass Content-Encoding on: trust the bytes.
        # No JSON text begins like this.
        if self.sent_body.startswith(_GZIP):
            return _gunzip(self.sent_body)
        return self.sent_body

    def json(self) -> Any:
        """The body as JSON, from those who say that it is JSON."""
        kind = (self.header("content-type") or "").split(";")[0].strip().lower()
        if kind != "application/json":
            raise UnsupportedMediaType
        value = parse_json(self.body)
        _refuse_unstorable(value)
        return value

    def single_parameters(self) -> dict[str, str]:
        """Each query parameter's one value; a parameter given twice is refused."""
        for name, values in self.parameters.items():
            if len(values) != 1:
                raise InvalidParameter(errors=[_wrong(name, "Give this parameter once.")])
            if not is_storable(name + values[0]):
                raise InvalidParameter(errors=[_wrong(name, "This is no readable text.")])
        return {name: values[0] for name, values in self.parameters.items()}


def from_chalice(request: Any) -> Incoming:
    """The present request of a Chalice app."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    parameters = request.query_params
    return Incoming(
        method=request.method,
        path=_path(request),
        headers=headers,
        parameters={name: parameters.getlist(name) for name in parameters} if parameters else {},
        sent_body=request.raw_body or b"",
        address=_viewer(headers, request.context.get("identity", {}).get("sourceIp", "")),
        request_id=_request_id(headers.get("x-request-id", "")),
    )


def _viewer(headers: Mapping[str, str], seen: str) -> str:
    """Who asks: the address that API Gateway saw, or what our CloudFront says stood before it.

    Anyone can write a header (X-Forwarded-For is one), and anyone can call API Gateway past
    CloudFront: its word counts only beside the secret that it alone adds.
    """
    expected = settings.load().origin_secret_sha256
    if not expected:
        return seen
    proof = hashlib.sha256(headers.get(ORIGIN_PROOF, "").encode()).hexdigest()
    if not hmac.compare_digest(proof, expected):
        return seen
    try:
        return str(ip_address(headers.get(VIEWER, "").strip()))
    except ValueError:
        return seen


def _path(request: Any) -> str:
    """The path as the caller knows it; API Gateway's own carries the stage in front.

    What should be an id and is none may be anything: it is not repeated.
    """
    path: str = request.context.get("resourcePath", "")
    for name, value in (request.uri_params or {}).items():
        if _ID.fullmatch(value):
            path = path.replace(f"{{{name}}}", value)
    return path


def parse_json(body: bytes) -> Any:
    """Strict JSON of bounded depth; NaN, Infinity and broken text are refused."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidEncoding from None
    _refuse_depth(text)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except ValueError:
        raise MalformedJson from None


def _refuse_unstorable(value: Any) -> None:
    """Escapes can smuggle in what is no text: NUL, and halves of surrogate pairs."""
    if isinstance(value, str) and not is_storable(value):
        raise InvalidEncoding
    if isinstance(value, dict):
        for name, member in value.items():
            _refuse_unstorable(name)
            _refuse_unstorable(member)
    if isinstance(value, list):
        for member in value:
            _refuse_unstorable(member)


def _refuse_depth(text: str) -> None:
    """Count brackets outside of strings; no recursion, so that depth itself can do no harm."""
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text):
        first = token.group()[0]
        if first in "[{":
            depth += 1
            if depth > DEEPEST_BODY:
                raise TooDeep
        elif first in "]}":
            depth -= 1


def _gunzip(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(packed, LARGEST_BODY_BYTES + 1)
    except zlib.error:
        raise InvalidEncoding from None
    if len(unpacked) > LARGEST_BODY_BYTES or unpacker.unconsumed_tail:
        raise TooLarge
    if not unpacker.eof or unpacker.unused_data:
        raise InvalidEncoding
    return unpacked


def _request_id(sent: str) -> str:
    return sent if _REQUEST_ID.fullmatch(sent) else str(uuid7())


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _wrong(name: str, detail: str) -> dict[str, str]:
    return {"pointer": problems.pointer("query", name), "detail": detail}
