"""Each route, asked by everybody, about everything: always the answer that was reviewed.

And what is refused changes nothing: after each refusal, and after each read, every row, item and
message is compared with what was there before. No answer and no log line holds another tenant's
words.
"""

import dataclasses
import re
from collections import Counter
from typing import Any

import pytest

from chalicelib.adapters.database import Database
from chalicelib.api import endpoint, openapi
from tests.api.conftest import Api
from tests.authorisation import callers, canaries
from tests.authorisation.cells import cells, judged
from tests.authorisation.doors import DOORS
from tests.authorisation.world import World

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
    canaries.plant(world)
    world.keep()

    count, own, wrong = 0, 0, []
    for cell in cells(world, everybody, DOORS):
        count += 1
        heard = canaries.heard(cell, api)
        own += heard.has_own
        wrong += [*heard.foreign, *judged(world, cell, heard.answer)]

    with capsys.disabled():
        print(f"\nauthorisation: {count} cells, {len(wrong)} wrong")
    assert count >= 2000
    # The words were there to be seen: whoever may see them does, in many places.
    assert own >= 50
    assert not wrong, "\n".join(wrong)


def test_no_body_takes_more_than_it_says(api: Api, world: World, database: Database) -> None:
    """A role, a client or an approval slipped into a body is refused, and nothing changes."""
    everybody = callers.come(world, database)
    world.keep()
    schemas = {f"{route.method} {route.path}": route.body for route in endpoint.ROUTES}
    doors = [door for door in DOORS if door.body]

    for cell in cells(world, everybody, doors):
        if cell.caller.name != "an admin":
            continue
        schema = schemas[cell.door.route]
        assert schema is not None
        for name in _SLIPPED_IN.keys() - schema.model_fields.keys():
            body = {**cell.door.body, name: _SLIPPED_IN[name]}
            door = dataclasses.replace(cell.door, body=body)
            answer = dataclasses.replace(cell, door=door).ask(api)
            assert answer.code == "invalid_body", (str(cell), name, answer.body)
    assert world.changes() == []


_SLIPPED_IN: dict[str, Any] = {
    "role": "admin",
    "client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
    "is_active": True,
    "is_staff": True,
    "approved_by": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
    "site_ids": [],
    "must_enrol": False,
}
