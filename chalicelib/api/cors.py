"""Other origins: closed, but for those that a deployment lists in WINGMAN_CORS_ORIGINS.

A listed origin may call the API as a program does, with a bearer token. Cookies are never let
through (no Access-Control-Allow-Credentials), so a listed page can do nothing in somebody's name.
"""

from collections.abc import Iterable

from chalicelib.adapters import settings
from chalicelib.api.incoming import Incoming

_MAY_SEND = "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id"
_MAY_READ = (
    "ETag, Idempotency-Replayed, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
)
_ASK_AGAIN_AFTER_SECONDS = "600"


def headers(incoming: Incoming) -> dict[str, str]:
    """What an answer to this caller has to say about origins; nothing when all are closed."""
    listed = settings.load().cors_origins
    if not listed:
        return {}
    if incoming.header("origin") not in listed:
        return {"Vary": "Origin"}
    return {
        "Vary": "Origin",
        "Access-Control-Allow-Origin": incoming.header("origin") or "",
        "Access-Control-Expose-Headers": _MAY_READ,
    }


def preflight_headers(incoming: Incoming, methods: Iterable[str]) -> dict[str, str]:
    """The answer to a browser that asks before it sends the real request."""
    allowed = ", ".join(sorted({"OPTIONS", *methods}))
    answer = {"Allow": allowed, **headers(incoming)}
    if "Access-Control-Allow-Origin" not in answer:
        return answer
    del answer["Access-Control-Expose-Headers"]
    return {
        **answer,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": _MAY_SEND,
        "Access-Control-Max-Age": _ASK_AGAIN_AFTER_SECONDS,
    }
