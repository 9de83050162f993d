"""Who may come in, as what, and what they see."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.users import AccountOut, UserQuery, UserUpdate
from chalicelib.clients import service as clients
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity import people
    from chalicelib.identity.people_store import Person
else:
    people = lazily("chalicelib.identity.people")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/users",
    requires=Permission.READ_USERS,
    query=UserQuery,
    answers=PageOut[AccountOut],
    summary="List users by name",
)
def list_users(uow: "UnitOfWork", actor: Actor, query: UserQuery) -> "Page[Person]":
    return people.list_users(
        uow,
        actor,
        role=query.role,
        client_id=query.client_id,
        q=query.q or None,
        is_active=query.is_active,
        limit=query.limit,
        cursor=query.cursor,
    )


@endpoint(
    blueprint,
    "GET",
    "/api/v1/users/{user_id}",
    requires=Permission.READ_USERS,
    answers=AccountOut,
    summary="Show a user",
)
def get_user(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> "Person":
    return people.get_user(uow, actor, user_id)


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/users/{user_id}",
    requires=Permission.MANAGE_USERS,
    body=UserUpdate,
    answers=AccountOut,
    step_up=True,
    audits="user.update",
    summary="Change a user's name, role, client or sites, or shut them out; it holds at once",
)
def change_user(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID, form: UserUpdate) -> "Person":
    changes = form.sent()
    if changes.get("client_id") is not None:
        clients.get_client(uow, actor, changes["client_id"])
    return people.change_user(uow, actor, user_id, changes)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/users/{user_id}",
    requires=Permission.MANAGE_USERS,
    status=204,
    step_up=True,
    audits="user.delete",
    summary="Remove a user",
)
def delete_user(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    people.delete_user(uow, actor, user_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/users/{user_id}/sign-out",
    requires=Permission.MANAGE_USERS,
    status=204,
    audits="user.end_sessions",
    summary="End every session of a user",
)
def sign_out_user(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    people.sign_out_everywhere(uow, actor, user_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/users/{user_id}/reset-two-factor",
    requires=Permission.MANAGE_USERS,
    status=204,
    step_up=True,
    audits="user.reset_two_factor",
    summary="Remove the second factors of a user who lost them",
)
def reset_two_factor(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    people.reset_two_factor(uow, actor, user_id)
