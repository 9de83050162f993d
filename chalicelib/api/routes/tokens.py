"""One's own personal access tokens."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.tokens import TokenCreate, TokenCreatedOut, TokenOut
from chalicelib.identity import personal_tokens
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.token_store import PersonalToken

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/auth/tokens",
    requires=Permission.SELF_SECURE,
    query=PageQuery,
    answers=PageOut[TokenOut],
    summary="My personal access tokens",
)
def list_tokens(uow: "UnitOfWork", actor: Actor, query: PageQuery) -> "Page[PersonalToken]":
    return personal_tokens.list_of(uow, actor, limit=query.limit, cursor=query.cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/tokens",
    requires=Permission.SELF_SECURE,
    step_up=True,
    audits="token.add",
    body=TokenCreate,
    answers=TokenCreatedOut,
    status=201,
    summary="Make a token for a program of mine; it is shown this once",
)
def add_token(uow: "UnitOfWork", actor: Actor, form: TokenCreate) -> TokenCreatedOut:
    made = personal_tokens.add(
        uow,
        actor,
        name=form.name,
        scopes=form.scopes,
        lives=dt.timedelta(days=form.expires_in_days),
    )
    return TokenCreatedOut(**TokenOut.model_validate(made.token).model_dump(), token=made.text)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/auth/tokens/{token_id}",
    requires=Permission.SELF_SECURE,
    audits="token.revoke",
    status=204,
    summary="Revoke a token at once",
)
def revoke_token(uow: "UnitOfWork", actor: Actor, token_id: uuid.UUID) -> None:
    personal_tokens.revoke(uow, actor, token_id)
