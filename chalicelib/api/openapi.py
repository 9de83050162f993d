"""The OpenAPI 3.1 document, made from the route table and the schemas.

`python -m chalicelib.api.openapi docs/openapi.json` writes it; a test holds that file true.
"""

import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import chalicelib
from chalicelib.api import endpoint, routes
from chalicelib.api.endpoint import RateClass, Route
from chalicelib.api.examples import EXAMPLES
from chalicelib.identity.model import ROLE_PERMISSIONS, Permission
from chalicelib.kit import pagination
from chalicelib.kit.errors import WingmanError

_SCHEMAS = "#/components/schemas/{model}"
_PATH_PARAMETER = re.compile(r"\{(\w+)\}")
_DESCRIPTION = """
Watches, and looks after, the WordPress sites of an agency.

**Sign in** with `POST /api/v1/auth/login`. Programs send the `access_token` as
`Authorization: Bearer …`. Browsers use the cookie that the answer sets, and send the header
`X-Wingman-Request: 1` with everything that changes something.

**Errors** are problem documents (RFC 9457) with a stable `code` and the `request_id` that also
stands in the header `X-Request-Id`.

**Lists** answer `data`, `next_cursor` and `has_more`; ask for the next page with `cursor`.

**Reads** carry an `ETag`: send it as `If-None-Match` and get 304 when nothing has changed.

**Limits** are told by `RateLimit-Policy` and `RateLimit` on every answer; beyond them is 429 with
`Retry-After`.

**Repeating** a POST that takes an `Idempotency-Key` gives the first answer again, for 24 hours.
""".strip()
_PROBLEMS = {
    400: "The request cannot be read, or has parameters that are not known or not valid",
    401: "Nobody is signed in, or the credentials are wrong",
    403: "Not allowed",
    404: "There is nothing here, or nothing that you may see",
    409: "Conflicts with the present state",
    410: "This link was used, is too old, or a newer one has taken its place",
    413: "The body is larger than 1 MB",
    414: "The query is too long",
    415: "The body is not announced as application/json",
    422: "Some fields are not known or not valid",
    429: "Too many requests; try again after the seconds in Retry-After",
    431: "The headers are too large",
    503: "Not available just now; try again after the seconds in Retry-After",
}
_STEP_UP = (
    "The session must have proved a factor in the last five minutes: otherwise 403"
    " `step_up_required`, and `POST /api/v1/auth/step-up` helps."
)
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "Stable, for programs"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "/body/… or /query/…"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def document() -> dict[str, Any]:
    """The whole API as its callers need to know it."""
    table = sorted(
        (route for route in endpoint.ROUTES if route.is_json or route.has_actor),
        key=lambda route: (route.path, route.method),
    )
    schemas = _schemas(table)
    paths: dict[str, dict[str, Any]] = {}
    for route in table:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "WP Wingman", "version": "1", "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in sorted({_tag(route) for route in table})],
        "paths": paths,
        "x-problems": _every_problem(),
        "components": {
            "schemas": {**schemas, "Problem": _PROBLEM},
            "responses": {str(status): _problem(text) for status, text in _PROBLEMS.items()},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-wingman"},
                "site_key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The site key; the body is signed: X-Wingman-Signature",
                },
            },
        },
    }


def _schemas(table: list[Route]) -> dict[str, Any]:
    taken = {model for route in table for model in (route.body, route.reads) if model}
    given = {
        model for route in table for model in (route.answers, *route.also_answers.values()) if model
    }
    _, found = models_json_schema(
        [
            *((model, "validation") for model in sorted(taken, key=_name)),
            *((model, "serialization") for model in sorted(given, key=_name)),
        ],
        ref_template=_SCHEMAS,
    )
    definitions: dict[str, Any] = found.get("$defs", {})
    return definitions


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [_tag(route)],
        "parameters": _parameters(route),
        "responses": _responses(route),
        "security": _security(route),
        "x-permission": route.requires.value,
    }
    if route.has_actor:
        allowed = [role.value for role, may in ROLE_PERMISSIONS.items() if route.requires in may]
        operation["description"] = f"For the roles: {', '.join(allowed)}."
        if route.step_up:
            operation["description"] += " " + _STEP_UP
            operation["x-step-up"] = True
    body = route.body or route.reads
    if body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": _content(body, route.name)},
        }
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    in_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
        for name in _PATH_PARAMETER.findall(route.path)
    ]
    return [*in_path, *_query_parameters(route), *_header_parameters(route)]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema(ref_template=_SCHEMAS)
    shared = schema.get("$defs", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", []),
            "schema": _never_null(_inlined(described, shared)),
        }
        for name, described in schema.get("properties", {}).items()
    ]


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """An absent parameter is simply not there: a query has no way to say null."""
    present = {key: value for key, value in schema.items() if (key, value) != ("default", None)}
    kinds = [kind for kind in present.pop("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) > 1:
        return {**present, "anyOf": kinds}
    return {**present, **(kinds[0] if kinds else {})}


def _inlined(schema: Any, shared: dict[str, Any]) -> Any:
    """A schema without references: parameters have no place for shared definitions."""
    if isinstance(schema, list):
        return [_inlined(member, shared) for member in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(shared[schema["$ref"].rsplit("/", 1)[-1]], shared)
    return {name: _inlined(member, shared) for name, member in schema.items()}


def _header_parameters(route: Route) -> list[dict[str, Any]]:
    if not route.is_idempotent:
        return []
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            "description": "The same request with the same key gets the first answer again",
        }
    ]


def _responses(route: Route) -> dict[str, Any]:
    success: dict[str, Any] = {"description": route.summary, "headers": {"X-Request-Id": _TEXT}}
    if not route.is_json:
        kind = route.content_type.partition(";")[0]
        success["content"] = {kind: {"schema": {"type": "string"}}}
    elif route.answers:
        success["content"] = {"application/json": _content(route.answers, route.name)}
    responses = {str(route.status): success}
    for status, model in route.also_answers.items():
        also = {"application/json": _content(model, route.name)}
        responses[str(status)] = {**success, "content": also}
    if route.method == "GET":
        success["headers"]["ETag"] = _TEXT
        responses["304"] = {"description": "Nothing has changed since If-None-Match"}
    for status in _possible_problems(route):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}
    return responses


_TEXT = {"schema": {"type": "string"}}


def _possible_problems(route: Route) -> list[int]:
    """Every status but the good ones; tests/fuzz finds those that are missing here."""
    found = {400, 414, 429, 431, 503}
    changes = route.method in {"POST", "PUT", "PATCH", "DELETE"}
    tries_a_secret = route.rate in {RateClass.LOGIN, RateClass.LINK}
    if route.has_actor or route.requires is Permission.SITE or route.rate is RateClass.LOGIN:
        found |= {401}
    if route.has_actor or tries_a_secret:
        found |= {403}
    # By its id or its public name, or among those of a scope.
    names_something = route.body and any(
        name.endswith("_id") or name in ("scope", "slug") for name in route.body.model_fields
    )
    is_about_one = "{" in route.path or route.method == "DELETE" or names_something
    if is_about_one or route.requires is Permission.SITE:
        found |= {404}
    if changes and (route.has_actor or route.requires is Permission.SITE):
        found |= {409}
    if route.rate is RateClass.LINK and route.body and "token" in route.body.model_fields:
        found |= {404, 409, 410}
    if route.rate is RateClass.LINK and route.query and "token" in route.query.model_fields:
        found |= {404}
    if route.body or route.reads:
        found |= {413, 415, 422}
    return sorted(found | ({422} if route.is_idempotent else set()))


def _security(route: Route) -> list[dict[str, list[str]]]:
    if route.requires is Permission.PUBLIC:
        return []
    if route.requires is Permission.SITE:
        return [{"site_key": []}]
    return [{"bearer": []}, {"cookie": []}]


def _content(model: type[BaseModel], operation: str) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{_name(model)}"}}
    example = EXAMPLES.get(_name(model)) or EXAMPLES.get(operation)
    return {**content, "example": example} if example else content


def _name(model: type[BaseModel]) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", model.__name__)


def _tag(route: Route) -> str:
    return route.path.removeprefix("/api/v1/").split("/")[0]


def _every_problem() -> list[dict[str, Any]]:
    """Each code that an error of ours can carry, with what it means."""
    kinds = sorted(_every_error(), key=lambda kind: (kind.code, kind.title))
    by_code = {kind.code: {"status": kind.status, "title": kind.title} for kind in kinds}
    return [{"code": code, **meaning} for code, meaning in by_code.items()]


def _every_error() -> Iterator[type[WingmanError]]:
    """From every room's `errors`, whether or not anything has loaded it so far."""
    rooms = (room.name for room in pkgutil.iter_modules(chalicelib.__path__) if room.ispkg)
    names = (f"chalicelib.{room}.errors" for room in rooms)
    modules = [import_module(name) for name in names if find_spec(name)]
    for module in [*modules, pagination]:
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, WingmanError):
                yield kind


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    }


def load_routes() -> None:
    """Fill the route table, as app.py does by registering each blueprint."""
    for module in pkgutil.iter_modules(routes.__path__):
        import_module(f"{routes.__name__}.{module.name}")


def main() -> None:
    """Write the document where the command line says."""
    load_routes()
    text = json.dumps(document(), indent=2, ensure_ascii=False) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
