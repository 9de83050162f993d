"""Nobody gets to see another tenant's words, and nobody repeats what another tenant did: not even
when every filter of ours is off and row-level security stands alone. The matrix looks for the same
words with the filters on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import authentication, openapi
from chalicelib.identity.model import Actor, ClientScope
from tests.api.conftest import Api
from tests.authorisation import callers, canaries
from tests.authorisation.callers import Caller
from tests.authorisation.cells import Cell, cells, judged
from tests.authorisation.doors import DOORS, About
from tests.authorisation.world import World
from tests.fakes.post_office import PostOffice

openapi.load_routes()


_WHO = (
    "nobody",
    "an admin",
    "a client",
    "a client of the other",
    "a client of one site",
    "a client of no site",
    "a client's program",
    "a deactivated client",
)
_DOORS = [door for door in DOORS if "client" in door.who.roles]


@pytest.fixture
def everybody(world: World, database: Database) -> list[Caller]:
    """Those whom something could be kept from; with all words planted."""
    found = callers.come(world, database)
    canaries.plant(world)
    world.keep()
    return [caller for caller in found if caller.name in _WHO]


def test_row_level_security_alone_lets_nothing_through(
    api: Api, world: World, everybody: list[Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    with _without_filters(monkeypatch):
        wrong, own = _sweep(api, world, everybody)

    assert not wrong, "\n".join(wrong)
    assert own >= 10


def test_our_filters_alone_let_nothing_through(
    api: Api, world: World, everybody: list[Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    with _without_policies(monkeypatch):
        wrong, own = _sweep(api, world, everybody)

    assert not wrong, "\n".join(wrong)
    assert own >= 10


def test_without_filters_and_policies_it_would_be_seen(
    api: Api, world: World, everybody: list[Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were really off, the ones and the others: with both off the sweep finds what leaks."""
    curious = [caller for caller in everybody if caller.name == "a client of one site"]

    with _without_policies(monkeypatch), _without_filters(monkeypatch):
        wrong, _ = _sweep(api, world, curious)

    for word in canaries.foreign_to(curious[0]) & set(canaries.OF_SITES.values()):
        assert any(f"{word} in the answer" in text for text in wrong), word


def test_what_one_tenant_did_another_cannot_repeat(
    api: Api, world: World, everybody: list[Caller]
) -> None:
    """Each call of one tenant that worked, sent again by people of the other, and by others of the
    same who do not see the site."""
    cast = {caller.name: caller for caller in everybody}
    theirs = [
        cell
        for cell in cells(world, everybody, _DOORS)
        if cell.caller.name == "a client" and cell.door.about is not About.NOTHING
    ]
    worked = [cell for cell in theirs if _worked(api, world, cell)]
    others = ("a client of the other", "a client of no site", "nobody", "a deactivated client")

    repeated = [
        f"{cell.door.route} by {name}"
        for cell in worked
        for name in others
        if _worked(api, world, Cell(cell.door, cast[name], cell.place, cell.ids))
    ]

    assert len(worked) >= 8
    assert repeated == []


def test_a_letter_holds_no_other_tenants_words(
    api: Api, world: World, everybody: list[Caller], post: PostOffice
) -> None:
    """Letters to people of both clients, asked for by whoever may."""
    people = {About.USER: world.things[About.USER], About.CLIENT: world.things[About.CLIENT]}
    admin = next(caller for caller in everybody if caller.name == "an admin")
    words = {"ours": canaries.OF_BAKERY, "theirs": canaries.OF_GARAGE}
    post.deliver()  # what setting the stage brought

    for place, own in words.items():
        client_id = people[About.CLIENT][place]["client_id"]
        invitation = {"email": f"{place}@example.com", "role": "client", "client_id": client_id}
        invited = api.post("invitations", headers=dict(admin.headers), body=invitation)
        assert invited.status == 201, invited.body
        forgotten = {"email": f"person-of-{place}@example.com"}
        assert api.post("auth/password/forgot", body=forgotten).status == 202
        letters = post.deliver()

        written = [f"{letter.recipient} {letter.subject} {letter.text}" for letter in letters]
        assert {letter.recipient for letter in letters} == {
            invitation["email"],
            forgotten["email"],
        }
        assert all(own in text for text in written), written
        for word in canaries.EVERY_WORD - {own}:
            assert not any(word in f"{letter.text}{letter.html}" for letter in letters)


def _worked(api: Api, world: World, cell: Cell) -> bool:
    answer = cell.ask(api)
    if answer.status < 400:
        world.put_back()
        return True
    assert not world.changes(), str(cell)
    return False


def _sweep(api: Api, world: World, everybody: list[Caller]) -> tuple[list[str], int]:
    """What is wrong, in words; and how often somebody saw a word of their own."""
    wrong, own = [], 0
    for cell in cells(world, everybody, _DOORS):
        heard = canaries.heard(cell, api)
        wrong += heard.foreign
        own += heard.has_own
        wrong += judged(world, cell, heard.answer)
    return wrong, own


@contextmanager
def _without_filters(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every repository gets the scope of everything; the database alone hears who is asking."""
    asking: dict[str, Any] = {}
    actor_of, unit_of_work = authentication.actor_of, bootstrap.unit_of_work

    def remembered(*arguments: Any, **options: Any) -> Actor:
        actor = actor_of(*arguments, **options)
        asking.update(client_id=actor.client_id, site_ids=actor.site_ids)
        return actor

    def opened(role: DatabaseRole, **_: Any) -> Any:
        return unit_of_work(role, **(asking if role is DatabaseRole.CLIENT else {}))

    with patch.context() as without:
        without.setattr(Actor, "scope", property(lambda _: ClientScope.everything()))
        without.setattr(authentication, "actor_of", remembered)
        without.setattr(bootstrap, "unit_of_work", opened)
        yield


@contextmanager
def _without_policies(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Clients come as a role that sees every row; our filters alone stand before them."""
    unit_of_work = bootstrap.unit_of_work

    def opened(role: DatabaseRole, **_: Any) -> Any:
        return unit_of_work(DatabaseRole.WORKER if role is DatabaseRole.CLIENT else role)

    with patch.context() as without:
        without.setattr(bootstrap, "unit_of_work", opened)
        yield
