"""What a site itself changes leaves its entry too; which routes those are, the table says."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.adapters.database import Database
from chalicelib.api import endpoint, openapi
from chalicelib.api.endpoint import Route
from chalicelib.identity.model import Permission
from chalicelib.kit import envelope
from tests.api.conftest import Api
from tests.api.test_audit import SILENT, entries_of
from tests.api.test_plugin_traffic import NOW, Request, Scene, _send, scene
from tests.fakes.paired_site import as_bytes

openapi.load_routes()
__all__ = ["scene"]  # a fixture

CHANGING = [
    route
    for route in endpoint.ROUTES
    if route.requires is Permission.SITE and route.method != "GET" and route.name not in SILENT
]


def _farewell(scene: Scene) -> Request:
    message = as_bytes(scene.site.message(at=NOW, seq=11))
    return scene.signed(message, path="wp/disconnect", kind=envelope.DISCONNECT)


STORIES: dict[str, tuple[Callable[[Scene], Request], str]] = {
    "connect": (lambda scene: scene.connect(), "site:https://new.example"),
    "take_result": (lambda scene: scene.result(), "site:https://shop.example"),
    "take_farewell": (_farewell, "site:https://shop.example"),
}


def test_every_such_route_names_its_entry_and_has_its_story() -> None:
    assert {route.name for route in CHANGING} == set(STORIES)
    assert [route.name for route in CHANGING if route.audits is None] == []


@pytest.mark.parametrize("route", CHANGING, ids=lambda route: route.name)
def test_what_a_site_changes_leaves_its_entry(
    api: Api, scene: Scene, database: Database, route: Route
) -> None:
    make, speaker = STORIES[route.name]

    answer = _send(api, make(scene))

    assert answer.status == route.status, answer.body
    entries: list[tuple[Any, ...]] = entries_of(database, answer)
    assert (route.audits, speaker, None, "127.0.0.1") in entries
