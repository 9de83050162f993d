"""Where I am signed in."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.sessions import EndAll, SessionOut
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import authentication
    from chalicelib.identity import service as identity
    from chalicelib.identity.sessions import ListedSession
else:
    authentication = lazily("chalicelib.api.authentication")
    identity = lazily("chalicelib.identity.service")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/auth/sessions",
    requires=Permission.SELF_SECURE,
    query=PageQuery,
    answers=PageOut[SessionOut],
    summary="Where I am signed in",
)
def list_sessions(uow: "UnitOfWork", actor: Actor, query: PageQuery) -> "Page[ListedSession]":
    return identity.list_sessions(uow, actor, limit=query.limit, cursor=query.cursor)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/auth/sessions/{session_id}",
    requires=Permission.SELF_SECURE,
    audits="session.end",
    status=204,
    summary="End one session at once",
)
def end_session(uow: "UnitOfWork", actor: Actor, session_id: uuid.UUID) -> None:
    identity.end_session(uow, actor, session_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/sessions/end-all",
    requires=Permission.SELF_SECURE,
    audits="session.end_all",
    body=EndAll,
    status=204,
    summary="Sign out everywhere, or everywhere else, at once",
)
def end_all_sessions(uow: "UnitOfWork", actor: Actor, form: EndAll) -> Answer:
    identity.end_all_sessions(uow, actor, keep_current=form.keep_current)
    if form.keep_current:
        return Answer(None)
    return Answer(None, headers={"Set-Cookie": authentication.clear_cookie()})
