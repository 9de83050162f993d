"""The people of a client, for each other."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.users import ColleagueOut
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity import people
    from chalicelib.identity.people_store import Colleague
else:
    people = lazily("chalicelib.identity.people")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/people",
    requires=Permission.READ_PEOPLE,
    query=PageQuery,
    answers=PageOut[ColleagueOut],
    summary="List the people of one's own client",
)
def list_people(uow: "UnitOfWork", actor: Actor, query: PageQuery) -> "Page[Colleague]":
    return people.list_colleagues(uow, actor, limit=query.limit, cursor=query.cursor)
