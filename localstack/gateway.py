"""What API Gateway does in AWS, for the Chalice app in this process.

It makes the event of a REST API, calls the app as Lambda would, and turns its answer into an HTTP
answer. Only API Gateway's own limits live here; the house's rules are the app's matter.
"""

import base64
import gzip
import json
import re
import uuid
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from chalice.app import Chalice
from chalice.local import LambdaContext, LocalChalice

from localstack.web_files import Answer

LARGEST_BODY_BYTES = 10 * 1024 * 1024
SMALLEST_ZIPPED_ANSWER = 1024
SECONDS_TO_ANSWER = 29
_COOKIE = "Set-Cookie"


@dataclass(frozen=True)
class HttpRequest:
    """A request as the web server read it: header names in lower case, the path unquoted."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    address: str = "127.0.0.1"

    @property
    def accepts_gzip(self) -> bool:
        return "gzip" in self.headers.get("accept-encoding", "")


class Gateway:
    """One app, called from many threads."""

    def __init__(self, app: Chalice) -> None:
        # Chalice keeps the present request on the app; this class, which `chalice local` uses as
        # well, keeps one for each thread.
        app.__class__ = LocalChalice
        self._app: Callable[[Any, Any], dict[str, Any]] = app
        self._binary_types = frozenset(app.api.binary_types)
        self._routes = _matchers(app)

    def answer(self, request: HttpRequest) -> Answer:
        found = self._match(request)
        if found is None:
            return _refusal(404, "not_found", "There is nothing here")
        body = _unpacked(request)
        if body is None:
            return _refusal(413, "body_too_large", "The request is too large")
        resource, path_parameters = found
        event = {
            **_request_line(request, resource),
            "pathParameters": path_parameters or None,
            "stageVariables": None,
            **self._body(request, body),
        }
        context = LambdaContext("api", 512, max_runtime_ms=SECONDS_TO_ANSWER * 1000)
        return _answer(self._app(event, context), zipped=request.accepts_gzip)

    def _match(self, request: HttpRequest) -> tuple[str, dict[str, str]] | None:
        path = request.path.rstrip("/") or "/"
        for pattern, resource, methods in self._routes:
            fit = pattern.fullmatch(path)
            if fit:
                return (resource, fit.groupdict()) if request.method in methods else None
        return None

    def _body(self, request: HttpRequest, body: bytes) -> dict[str, Any]:
        """Text, with broken bytes replaced, unless the content type counts as binary."""
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if "*/*" in self._binary_types or kind in self._binary_types:
            return {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
        return {"body": body.decode("utf-8", "replace") or None, "isBase64Encoded": False}


def _matchers(app: Chalice) -> list[tuple[re.Pattern[str], str, frozenset[str]]]:
    """Fixed paths before those with parameters, as API Gateway prefers them."""

    def pattern(route: str) -> re.Pattern[str]:
        parts = (
            f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)
            for part in route.split("/")
        )
        return re.compile("/".join(parts))

    def fixed_first(item: tuple[str, Any]) -> list[tuple[bool, str]]:
        return [(part.startswith("{"), part) for part in item[0].split("/")]

    ordered = sorted(app.routes.items(), key=fixed_first)
    return [(pattern(route), route, frozenset(views)) for route, views in ordered]


def _request_line(request: HttpRequest, resource: str) -> dict[str, Any]:
    query = parse_qs(request.query, keep_blank_values=True)
    request_id = str(uuid.uuid4())
    return {
        "resource": resource,
        "path": request.path,
        "httpMethod": request.method,
        "headers": dict(request.headers),
        "multiValueHeaders": {name: [value] for name, value in request.headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "requestContext": {
            "resourcePath": resource,
            "path": request.path,
            "httpMethod": request.method,
            "requestId": request_id,
            "stage": "live",
            "protocol": "HTTP/1.1",
            "identity": {
                "sourceIp": request.address,
                "userAgent": request.headers.get("user-agent"),
            },
        },
    }


def _unpacked(request: HttpRequest) -> bytes | None:
    """The body without its gzip wrapping; None when it is larger than API Gateway takes."""
    body = request.body
    if request.headers.get("content-encoding", "").lower() == "gzip":
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked = unpacker.decompress(body, LARGEST_BODY_BYTES + 1)
        except zlib.error:
            return body  # not gzip after all: the app refuses it
        body = unpacked
    return body if len(body) <= LARGEST_BODY_BYTES else None


def _answer(given: dict[str, Any], *, zipped: bool) -> Answer:
    body = given.get("body") or ""
    content = base64.b64decode(body) if given.get("isBase64Encoded") else str(body).encode()
    headers = {name: str(value) for name, value in (given.get("headers") or {}).items()}
    many: dict[str, list[str]] = dict(given.get("multiValueHeaders") or {})
    cookies = tuple(str(cookie) for cookie in many.pop(_COOKIE, []))
    headers |= {name: ", ".join(str(value) for value in many[name]) for name in many}
    if zipped and len(content) >= SMALLEST_ZIPPED_ANSWER and "Content-Encoding" not in headers:
        content = gzip.compress(content, compresslevel=5, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Answer(int(given["statusCode"]), content, headers, cookies)


def _refusal(status: int, code: str, title: str) -> Answer:
    """The same documents that API Gateway's own answers carry in AWS (see infra/)."""
    problem = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "request_id": str(uuid.uuid4()),
    }
    headers = {"Content-Type": "application/problem+json", "Cache-Control": "no-store"}
    return Answer(status, json.dumps(problem).encode(), headers)
