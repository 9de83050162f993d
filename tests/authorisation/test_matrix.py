"""Each route, asked by everybody, about everything: always the answer that was reviewed.

And what is refused changes nothing: after each refusal, and after each read, every row, item and
message is compared with what was there before.
"""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.adapters.database import Database
from chalicelib.api import endpoint, openapi
from tests.api.conftest import Answered, Api
from tests.authorisation import callers
from tests.authorisation.callers import Caller
from tests.authorisation.doors import DOORS, PERSONAL, Door
from tests.authorisation.world import Ids, World

openapi.load_routes()


def test_every_route_is_in_the_reviewed_table() -> None:
    """A new route fails here until somebody has said, in doors.py, who may call it."""
    known = {f"{route.method} {route.path}" for route in endpoint.ROUTES}
    reviewed = Counter(door.route for door in DOORS)

    assert known - set(reviewed) == set(), "routes that nobody reviewed"
    assert set(reviewed) - known == set(), "reviewed routes that are gone"
    assert max(reviewed.values()) == 1


def test_the_table_and_the_routes_name_the_same_ids() -> None:
    for door in DOORS:
        assert bool(re.search(r"\{\w+\}", f"{door.path}{door.body}")) == bool(door.about_something)


def test_every_cell_of_the_matrix(
    api: Api, world: World, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    everybody = callers.come(world, database)
    world.keep()

    cells, wrong = 0, []
    for door in DOORS:
        for caller, place, ids in _cells(world, everybody, door):
            cells += 1
            wrong += _judged(api, world, door, caller, place, ids)

    with capsys.disabled():
        print(f"\nauthorisation: {cells} cells, {len(wrong)} wrong")
    assert cells >= 2000
    assert not wrong, "\n".join(wrong)


def _cells(world: World, everybody: list[Caller], door: Door) -> Iterator[tuple[Caller, str, Ids]]:
    for caller in everybody:
        for place, ids in _places(world, everybody, door, caller).items():
            yield caller, place, ids


def _places(world: World, everybody: list[Caller], door: Door, caller: Caller) -> dict[str, Ids]:
    """What this caller may speak of here: the world's things, or those of persons."""
    if door.about not in PERSONAL:
        return world.things[door.about]
    of_others = next(
        other.own[door.about]
        for other in everybody
        if door.about in other.own and other.own[door.about] != caller.own.get(door.about)
    )
    name = next(iter(of_others))
    places = {"another's": dict(of_others), "absent": {name: str(uuid.uuid4())}}
    if door.about in caller.own:
        places["own"] = dict(caller.own[door.about])
    return places


def _judged(api: Api, world: World, door: Door, caller: Caller, place: str, ids: Ids) -> list[str]:
    """What is wrong with this cell, in words."""
    cell = f"{door.route}, {caller.name}, about {place}"
    status, code = caller.expected(door, place)
    answer = _ask(api, door, caller, ids)
    found = []
    if answer.status != status:
        found.append(f"{cell}: {answer.status} instead of {status}: {answer.body[:200]}")
    elif code is not None and answer.code != code:
        found.append(f"{cell}: {answer.code} instead of {code}")
    may_change = (door.writes or door.leaves_a_trace) and answer.status < 400
    if may_change:
        world.put_back()
    elif world.has_changed():
        found.append(f"{cell}: was answered {answer.status}, and something changed")
        world.put_back()
    return found


def _ask(api: Api, door: Door, caller: Caller, ids: Ids) -> Answered:
    path = door.path.format(**ids).removeprefix("/api/v1/")
    body = _filled(door.body, ids) if door.writes else None
    return api.send(door.method, path, headers=dict(caller.headers), body=body)


def _filled(body: Any, ids: Ids) -> Any:
    text = json.dumps(dict(body))
    for name, value in ids.items():
        text = text.replace(f"{{{name}}}", value)
    return json.loads(text)
