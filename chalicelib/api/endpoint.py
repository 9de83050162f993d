"""The HTTP door: one decorator that takes a request from bytes to a committed answer.

Chalice has already turned a view's exception into a bare 500 when its middleware runs, so
commit, rollback and error documents live here and not there. Every route of the API is in
`ROUTES`; one without a permission cannot be written down.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, Response
from pydantic import BaseModel, ValidationError

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.api import cors, idempotency, pagination, problems
from chalicelib.api.errors import InvalidBody, InvalidParameter
from chalicelib.api.incoming import Incoming, from_chalice
from chalicelib.api.rates import RateClass as RateClass  # noqa: PLC0414 - routes name theirs
from chalicelib.api.response_headers import API_HEADERS, HSTS
from chalicelib.api.throttling import Toll
from chalicelib.identity.errors import EnrolmentRequired, StepUpRequired
from chalicelib.identity.model import Actor, Permission, Role
from chalicelib.kit.errors import (
    Forbidden,
    InvalidRequest,
    NotFound,
    Unauthenticated,
    WingmanError,
)
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import authentication
else:
    # Tokens of people cost a third of a cold start; a plugin's call never needs them.
    authentication = lazily("chalicelib.api.authentication")

type Caller = Actor | Incoming
type View = Callable[..., Any]
# A list where a header stands more than once, as Set-Cookie may.
type Headers = Mapping[str, str | list[str]]

_WITHOUT_ACTOR = frozenset({Permission.PUBLIC, Permission.SITE})
_ABOUT_ONESELF = frozenset({Permission.SIGNED_IN, Permission.SELF, Permission.SELF_SECURE})
_READS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Route:
    """One line of the API: what it takes, what it answers, and who may ask."""

    method: str
    path: str
    requires: Permission
    view: View
    summary: str
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    answers: type[BaseModel] | None = None
    status: int = 200
    # Other good answers by their status, where a call may end in more than one way.
    also_answers: Mapping[int, type[BaseModel]] = field(default_factory=dict)
    is_idempotent: bool = False
    # The body is described, but the view reads its bytes itself: a signature covers them.
    reads: type[BaseModel] | None = None
    content_type: str = "application/json"
    # The session must have proved a factor in the last five minutes.
    step_up: bool = False
    # The action that a success leaves in the audit log; every route that changes something has one.
    audits: str | None = None
    rate: RateClass | None = None
    # Without, a view is given no unit of work: it answers while PostgreSQL is away.
    uses_database: bool = True

    @property
    def rate_class(self) -> RateClass:
        if self.rate is not None:
            return self.rate
        if self.requires is Permission.SITE:
            return RateClass.PLUGIN
        return RateClass.READ if self.method == "GET" else RateClass.WRITE

    @property
    def is_json(self) -> bool:
        return self.content_type == "application/json"

    @property
    def has_actor(self) -> bool:
        return self.requires not in _WITHOUT_ACTOR

    @property
    def is_about_oneself(self) -> bool:
        return self.requires in _ABOUT_ONESELF

    def answer_of(self, status: int) -> type[BaseModel] | None:
        """What the body of an answer of this status is."""
        return self.also_answers.get(status, self.answers)

    @property
    def name(self) -> str:
        return self.view.__name__.strip("_<>")


@dataclass(frozen=True)
class Answer:
    """What a view may return instead of its bare value, to say more than the value."""

    value: Any
    headers: Headers = field(default_factory=dict)
    status: int | None = None


@dataclass(frozen=True)
class Sent:
    """An answer as it leaves."""

    status: int
    body: str
    headers: Headers = field(default_factory=dict)


ROUTES: list[Route] = []
_PREFLIGHTS: set[str] = set()


def endpoint(
    blueprint: Blueprint, method: str, path: str, *, requires: Permission, **options: Any
) -> Callable[[View], View]:
    """Register `view(uow, caller, ...)` as a route; see Route for the options.

    The caller is the Actor, or the Incoming request itself where nobody is signed in (PUBLIC,
    SITE). Path parameters arrive as UUIDs, `body` as `form=`, `query` as `query=`.
    """

    def register(view: View) -> View:
        route = Route(method, path, requires=requires, view=view, **options)
        ROUTES.append(route)

        def handle(**path_parameters: str) -> Response:
            incoming = from_chalice(blueprint.current_request)
            return respond(route, incoming, path_parameters)

        # Content types are our own matter: Chalice's refusal is no problem document.
        blueprint.route(path, methods=[method], content_types=["*/*"], name=view.__name__)(handle)
        _answer_preflights(blueprint, path)
        return view

    return register


def _answer_preflights(blueprint: Blueprint, path: str) -> None:
    """Browsers ask with OPTIONS first; whatever they ask, nothing is done."""
    if path in _PREFLIGHTS:
        return
    _PREFLIGHTS.add(path)

    def handle(**_: str) -> Response:
        incoming = from_chalice(blueprint.current_request)
        methods = [route.method for route in ROUTES if route.path == path]
        headers = {**_headers(incoming), **cors.preflight_headers(incoming, methods)}
        del headers["Content-Type"]
        return Response("", status_code=204, headers=headers)

    name = f"preflight_{len(_PREFLIGHTS)}"
    blueprint.route(path, methods=["OPTIONS"], content_types=["*/*"], name=name)(handle)


def document(
    blueprint: Blueprint,
    path: str,
    content_type: str,
    text: Callable[[], str],
    *,
    summary: str,
    headers: Mapping[str, str] | None = None,
    is_there: Callable[[], bool] = lambda: True,
) -> None:
    """Register a public document that needs neither a caller nor the database.

    While it is not there it answers 503, and everything else of it stays the same.
    """
    name = path.removeprefix("/api/v1/").replace("/", "_").replace(".", "_")
    ROUTES.append(Route("GET", path, Permission.PUBLIC, text, summary, content_type=content_type))

    def handle() -> Response:
        incoming = from_chalice(blueprint.current_request)
        sent = Sent(200 if is_there() else 503, text(), headers or {})
        if sent.status == 200:  # noqa: PLR2004
            sent = _unless_known(incoming, sent)
        kind = {"Content-Type": content_type, "Cache-Control": "no-cache"}
        return Response(
            sent.body,
            status_code=sent.status,
            headers={**_headers(incoming), **kind, **sent.headers},
        )

    blueprint.route(path, methods=["GET"], content_types=["*/*"], name=name)(handle)


def respond(route: Route, incoming: Incoming, path_parameters: Mapping[str, str]) -> Response:
    """The whole way of a request; whatever happens, the answer is one of ours."""
    # Keys per thread: the local origin serves many at once, and a container many in turn.
    logger.thread_safe_clear_keys()
    logger.thread_safe_append_keys(
        request_id=incoming.request_id, route=f"{route.method} {route.path}"
    )
    toll = Toll(route.rate_class)
    try:
        sent = _answer(route, incoming, path_parameters, toll)
        toll.give_back()
    except Exception as error:  # the door: nothing above would log, roll back or render this
        sent = _problem(error, route, incoming)
    return Response(
        sent.body,
        status_code=sent.status,
        headers={**_headers(incoming), **toll.headers, **sent.headers},
    )


def _answer(
    route: Route, incoming: Incoming, path_parameters: Mapping[str, str], toll: Toll
) -> Sent:
    incoming.refuse_oversize()
    caller = _authorised(route, incoming, toll)
    arguments = _arguments(route, incoming, path_parameters)
    if route.is_idempotent and isinstance(caller, Actor):
        with idempotency.once(caller, incoming, bootstrap.clock()) as attempt:
            if attempt.earlier is not None:
                return Sent(*attempt.earlier, headers={"Idempotency-Replayed": "true"})
            sent = _run(route, incoming, caller, arguments)
            attempt.keep(sent.status, sent.body)
            return sent
    return _run(route, incoming, caller, arguments)


def _authorised(route: Route, incoming: Incoming, toll: Toll) -> Caller:
    if not route.has_actor:
        if route.requires is Permission.PUBLIC and route.method not in _READS:
            authentication.refuse_forgery(incoming)
        toll.pay(incoming)
        return incoming
    try:
        actor = authentication.actor_of(incoming)
    except Unauthenticated:
        toll.pay(incoming)
        raise
    toll.pay(actor)
    logger.thread_safe_append_keys(user_id=str(actor.user_id))
    if not actor.may(route.requires):
        raise EnrolmentRequired if actor.must_enrol else Forbidden
    if route.step_up and not actor.has_stepped_up(bootstrap.clock().now()):
        raise StepUpRequired(methods=authentication.step_up_methods(actor))
    return actor


def _run(route: Route, incoming: Incoming, caller: Caller, arguments: dict[str, Any]) -> Sent:
    with _unit_of_work(route, caller) if route.uses_database else nullcontext() as uow:
        given = (uow, caller) if route.uses_database else (caller,)
        result = route.view(*given, **arguments)
        answer = result if isinstance(result, Answer) else Answer(result)
        status = answer.status or route.status
        # Inside the unit: an answer that cannot be written rolls the work back.
        body = _serialised(route, status, answer.value)
    kind = {} if route.is_json else {"Content-Type": route.content_type}
    headers = {**kind, **_links(incoming, answer.value), **answer.headers}
    if route.method == "GET" and status == 200:  # noqa: PLR2004
        return _unless_known(incoming, Sent(status, body, headers))
    return Sent(status, body, headers)


@contextmanager
def _unit_of_work(route: Route, caller: Caller) -> "Iterator[UnitOfWork]":
    """The caller's own database role: a client's rows are fenced in by the database as well.

    One's own way in is no client's data, and the client's role can read no secret of it: such
    routes work as the platform, on the rows of the acting person alone.
    """
    if isinstance(caller, Incoming) or route.is_about_oneself:
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            yield uow
    elif caller.role is Role.CLIENT:
        scope = caller.scope
        with bootstrap.unit_of_work(
            DatabaseRole.CLIENT, client_id=scope.client_id, site_ids=scope.site_ids
        ) as uow:
            yield uow
    else:
        with bootstrap.unit_of_work(DatabaseRole.STAFF) as uow:
            yield uow


def _arguments(
    route: Route, incoming: Incoming, path_parameters: Mapping[str, str]
) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        name: _identifier(value) for name, value in path_parameters.items()
    }
    parameters = incoming.single_parameters()
    if route.query is not None:
        arguments["query"] = _checked(route.query, parameters, "query", InvalidParameter)
    elif parameters and route.requires is not Permission.SITE:
        raise InvalidParameter(errors=[_unknown(name) for name in parameters])
    if route.body is not None:
        arguments["form"] = _checked(route.body, incoming.json(), "body", InvalidBody)
    return arguments


def _identifier(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound from None


def _checked(
    schema: type[BaseModel], values: Any, place: str, refusal: type[InvalidRequest]
) -> BaseModel:
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise refusal(
            errors=[
                {"pointer": problems.pointer(place, *problem["loc"]), "detail": problem["msg"]}
                for problem in error.errors(include_url=False, include_input=False)
            ]
        ) from None


def _unknown(name: str) -> dict[str, str]:
    return {"pointer": problems.pointer("query", name), "detail": "This parameter is not known."}


def _serialised(route: Route, status: int, value: Any) -> str:
    if not route.is_json:
        return str(value)
    schema = route.answer_of(status)
    if schema is None or value is None:
        return ""
    shown = pagination.envelope(value) if isinstance(value, Page) else value
    return schema.model_validate(shown, from_attributes=True).model_dump_json()


def _links(incoming: Incoming, value: Any) -> dict[str, str]:
    if not isinstance(value, Page) or value.next_cursor is None:
        return {}
    parameters = incoming.single_parameters()
    return {"Link": pagination.next_link(incoming.path, parameters, "cursor", value.next_cursor)}


def _unless_known(incoming: Incoming, sent: Sent) -> Sent:
    """304 when the caller already has exactly this (RFC 9110, If-None-Match)."""
    tag = f'"{hashlib.sha256(sent.body.encode()).hexdigest()[:32]}"'
    headers = {**sent.headers, "ETag": tag}
    asked = incoming.header("if-none-match") or ""
    known = {candidate.strip().removeprefix("W/") for candidate in asked.split(",")}
    if tag in known or asked.strip() == "*":
        return Sent(304, "", headers)
    return Sent(sent.status, sent.body, headers)


def _problem(error: Exception, route: Route, incoming: Incoming) -> Sent:
    known = problems.as_known(error)
    if known is None and route.requires is Permission.SITE and problems.is_bad_data(error):
        # The last net below the plugin's schemas: no fault of ours if the database refuses it.
        known = InvalidBody()
    if known is None:
        logger.exception("unhandled_error")
        known = WingmanError()
    elif known.status >= 500:  # noqa: PLR2004
        logger.warning("request_failed", code=known.code, cause=type(error).__name__)
    body = problems.document(known, path=incoming.path, request_id=incoming.request_id)
    return Sent(known.status, body, problems.headers(known))


def _headers(incoming: Incoming) -> dict[str, str]:
    headers = {
        **API_HEADERS,
        "Content-Type": "application/json",
        "X-Request-Id": incoming.request_id,
        **cors.headers(incoming),
    }
    if settings.load().base_url.startswith("https:"):
        headers["Strict-Transport-Security"] = HSTS
    return headers
