"""The API's own description, for programs and for people; all of it from our own origin."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from chalice.app import Blueprint

from chalicelib.api.endpoint import document

blueprint = Blueprint(__name__)

_PAGE = Path(__file__).parent.parent / "docs_page"
# The page runs our one script and style, and talks to our one origin: the strictest useful policy.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def _file(name: str) -> Callable[[], str]:
    return lambda: (_PAGE / name).read_text(encoding="utf-8")


@cache
def openapi_text() -> str:
    import json

    from chalicelib.api import openapi

    return json.dumps(openapi.document(), ensure_ascii=False)


document(
    blueprint,
    "/api/v1/openapi.json",
    "application/json",
    openapi_text,
    summary="The description of this API (OpenAPI 3.1)",
)
document(
    blueprint,
    "/api/v1/docs",
    "text/html; charset=utf-8",
    _file("docs.html"),
    summary="The description of this API, to read and to try",
    headers={"Content-Security-Policy": _POLICY},
)
document(
    blueprint,
    "/api/v1/docs/docs.js",
    "text/javascript; charset=utf-8",
    _file("docs.js"),
    summary="The script of the description",
)
document(
    blueprint,
    "/api/v1/docs/docs.css",
    "text/css; charset=utf-8",
    _file("docs.css"),
    summary="The style of the description",
)
