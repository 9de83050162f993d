"""The API as a WSGI application, for judges that speak WSGI: everything but API Gateway is real."""

from collections.abc import Callable, Iterable
from typing import Any

from chalice.test import Client
from werkzeug.http import HTTP_STATUS_CODES

# Where no route fits, the gateway answers itself: nothing of ours has seen the request.
BY_THE_GATEWAY = "X-Answered-By-Gateway"


class ChaliceByWsgi:
    def __init__(self, client: Client) -> None:
        self._http = client.http

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        answer = self._http.request(
            environ["REQUEST_METHOD"],
            _target(environ),
            headers=_headers(environ),
            body=environ["wsgi.input"].read(size),
        )
        status = f"{answer.status_code} {HTTP_STATUS_CODES.get(answer.status_code, 'Unknown')}"
        sent = [(name, str(value)) for name, value in answer.headers.items()]
        if "x-amzn-ErrorType" in answer.headers:
            sent.append((BY_THE_GATEWAY, "yes"))
        start_response(status, sent)
        body = answer.body
        return [body if isinstance(body, bytes) else str(body).encode()]


def _target(environ: dict[str, Any]) -> str:
    """Path and query as they were sent: a quoted slash is no slash."""
    path: str = environ["REQUEST_URI"].split("?")[0]
    query: str = environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    sent = {
        name.removeprefix("HTTP_").replace("_", "-").title(): value
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    if "CONTENT_TYPE" in environ:
        sent["Content-Type"] = environ["CONTENT_TYPE"]
    return sent
