"""Cells of the matrix: one door, one caller, one thing; how to ask, and what is wrong about it."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.api.conftest import Answered, Api
from tests.authorisation.callers import Caller
from tests.authorisation.doors import PERSONAL, Door
from tests.authorisation.world import Ids, World


@dataclass(frozen=True)
class Cell:
    door: Door
    caller: Caller
    place: str
    ids: Ids

    def __str__(self) -> str:
        return f"{self.door.route}, {self.caller.name}, about {self.place}"

    @property
    def expected(self) -> tuple[int, str | None]:
        return self.caller.expected(self.door, self.place)

    def ask(self, api: Api) -> Answered:
        path = self.door.path.format(**self.ids).removeprefix("/api/v1/")
        body = _filled(self.door.body, self.ids) if self.door.writes else None
        return api.send(self.door.method, path, headers=dict(self.caller.headers), body=body)


def cells(world: World, everybody: list[Caller], doors: Iterable[Door]) -> Iterator[Cell]:
    """Each door, asked by everybody, about everything."""
    for door in doors:
        for caller in everybody:
            for place, ids in _places(world, everybody, door, caller).items():
                yield Cell(door, caller, place, ids)


def judged(world: World, cell: Cell, answer: Answered) -> list[str]:
    """What is wrong with this answer, in words; afterwards all is as it was."""
    status, code = cell.expected
    found = []
    if answer.status != status:
        found.append(f"{cell}: {answer.status} instead of {status}: {answer.body[:200]}")
    elif code is not None and answer.code != code:
        found.append(f"{cell}: {answer.code} instead of {code}")
    if (cell.door.writes or cell.door.leaves_a_trace) and answer.status < 400:
        world.put_back()
    elif changes := world.changes():
        found.append(f"{cell}: was answered {answer.status}, and {changes} changed")
        world.put_back()
    world.forget_tries()
    return found


def _places(world: World, everybody: list[Caller], door: Door, caller: Caller) -> dict[str, Ids]:
    """What this caller may speak of here: the world's things, or those of persons."""
    if door.about not in PERSONAL:
        return world.things[door.about]
    own = caller.own.get(door.about)
    places = {"absent": {f"{door.about.value}_id": str(uuid.uuid4())}}
    of_others = [other.own[door.about] for other in everybody if door.about in other.own]
    for ids in of_others:
        if ids != own:
            places["another's"] = dict(ids)
    if own is not None:
        places["own"] = dict(own)
    return places


def _filled(body: Any, ids: Ids) -> Any:
    text = json.dumps(dict(body))
    for name, value in ids.items():
        text = text.replace(f"{{{name}}}", value)
    return json.loads(text)
