"""Where jobs report, as they do to healthchecks.io. Nobody signs in: the address is the secret."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.api.endpoint import RateClass, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.identity.model import Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.monitoring import pinging
else:
    pinging = lazily("chalicelib.monitoring.pinging")

blueprint = Blueprint(__name__)


def ping(incoming: Incoming, token: uuid.UUID) -> str:  # noqa: ARG001
    return _note(token, "ok")


def ping_start(incoming: Incoming, token: uuid.UUID) -> str:  # noqa: ARG001
    return _note(token, "start")


def ping_fail(incoming: Incoming, token: uuid.UUID) -> str:  # noqa: ARG001
    return _note(token, "fail")


def _note(token: uuid.UUID, said: str) -> str:
    pinging.ping(token, said, beats=bootstrap.pings(), now=bootstrap.clock().now())
    return "OK"


# curl asks by GET or POST, some monitors of monitors by HEAD: all mean the same.
for _path, _view, _summary in (
    ("", ping, "A job reports that all is well"),
    ("/start", ping_start, "A job reports that it begins"),
    ("/fail", ping_fail, "A job reports that it has failed"),
):
    for _method in ("GET", "POST", "HEAD"):
        endpoint(
            blueprint,
            _method,
            f"/api/v1/ping/{{token}}{_path}",
            requires=Permission.PUBLIC,
            content_type="text/plain; charset=utf-8",
            rate=RateClass.READ,
            uses_database=False,
            summary=_summary,
        )(_view)
