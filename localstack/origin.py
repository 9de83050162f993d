"""The one origin of the local stack: web apps, status pages, API and mailbox on a loopback port.

Beside it, on a port of its own, letters are taken that the local SES passes on.

    python -m localstack.origin --port 8000

In AWS CloudFront, API Gateway and Lambda do this.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import boto3
from waitress import serve  # type: ignore[import-untyped]

from infra.web_headers import headers_for
from localstack import mailbox, status_files
from localstack.gateway import LARGEST_BODY_BYTES, Gateway, HttpRequest
from localstack.mail_carrier import carrier, to_event_bus
from localstack.network import LOOPBACK
from localstack.status_files import StatusFiles
from localstack.web_files import Answer, WebFiles

ROOT = Path(__file__).resolve().parent.parent
# The app keeps a database connection for each thread and role.
THREADS = 24
READS = frozenset({"GET", "HEAD"})


class Origin:
    """A WSGI application; every request is independent of every other."""

    def __init__(
        self,
        *,
        gateway: Gateway,
        files: WebFiles,
        status_files: StatusFiles,
        aws_endpoint: str,
    ) -> None:
        self._gateway = gateway
        self._files = files
        self._status_files = status_files
        self._aws_endpoint = aws_endpoint

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        request = read_request(environ)
        answer = self.answer(request)
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        length = ("Content-Length", str(len(answer.body)))
        start_response(status, [*answer.header_lines(), length])
        return [] if request.method == "HEAD" else [answer.body]

    def answer(self, request: HttpRequest) -> Answer:
        if request.path.startswith("/api/"):
            return self._gateway.answer(request)
        if request.method not in READS:
            return Answer(405, b"", {"Allow": ", ".join(sorted(READS))})
        if request.path in {"/mailbox", "/mailbox/", "/mailbox/messages.json"}:
            return mailbox.answer(request.path, self._aws_endpoint)
        known_etag = request.headers.get("if-none-match", "")
        if request.path.startswith(status_files.PREFIX):
            found = self._status_files.get(request.path, known_etag=known_etag)
        else:
            found = self._files.get(
                request.path, accepts_gzip=request.accepts_gzip, known_etag=known_etag
            )
        return Answer(found.status, found.body, {**headers_for(request.path), **found.headers})


def read_request(environ: dict[str, Any]) -> HttpRequest:
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
    }
    return HttpRequest(
        method=environ["REQUEST_METHOD"],
        # WSGI gives the bytes of the path as Latin-1.
        path=environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"),
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=environ["wsgi.input"].read(),
        address=environ.get("REMOTE_ADDR", LOOPBACK),
    )


def make_origin(*, web_root: Path, downloads: Path) -> Origin:
    # By name: outside of this place nothing may import the Chalice entry point.
    app = import_module("app").app
    return Origin(
        gateway=Gateway(app),
        files=WebFiles(web_root, downloads),
        status_files=StatusFiles(
            boto3.client("s3"), f"{os.environ['WINGMAN_BUCKET_PREFIX']}status"
        ),
        aws_endpoint=os.environ["AWS_ENDPOINT_URL"],
    )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--mail-port", type=int)
    parser.add_argument("--web", type=Path, default=ROOT / "frontend" / "dist")
    parser.add_argument("--downloads", type=Path, default=ROOT / "dist")
    wish = parser.parse_args(arguments)
    origin = make_origin(web_root=wish.web, downloads=wish.downloads)
    if wish.mail_port is not None:
        carrier(wish.mail_port, to_event_bus(boto3.client("events"), boto3.client("sqs"))).start()
    serve(
        cast("Any", origin),
        host=LOOPBACK,
        port=wish.port,
        threads=THREADS,
        connection_limit=1000,
        # One byte more than API Gateway takes: the gateway itself answers those that are too large.
        max_request_body_size=2 * LARGEST_BODY_BYTES,
        ident=None,
        _quiet=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
