"""Everybody who may come to the API: by their name, and by how they say who they are."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity import sessions
from chalicelib.identity.model import Actor, Role
from chalicelib.identity.sessions import Device
from tests import builders
from tests.authorisation.doors import About, Door
from tests.authorisation.world import World

_NOW = builders.NOW
_LONG_AGO = _NOW - dt.timedelta(hours=13)
_A_WHILE_AGO = _NOW - dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Caller:
    """Who comes, and what is true of them; `headers` are their credentials."""

    name: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    role: str | None = None  # None: we do not know them
    sees: frozenset[str] = frozenset()  # the places, where things belong to a client
    has_stepped_up: bool = True
    must_enrol: bool = False
    scopes: frozenset[str] | None = None  # of a personal token
    is_elsewhere: bool = False  # a browser, on somebody else's page
    lacks_our_header: bool = False  # a browser that a form made send this
    user_id: str = ""

    def expected(self, door: Door, place: str) -> tuple[int, str | None]:
        """The status, and the code of the problem where there must be a certain one."""
        who = door.who
        refusals = [
            (self._is_forged(door), 403, "forged_request"),
            (who.asks and self.role is None, 401, None),
            (who.asks and self.role not in who.roles, 403, "forbidden"),
            (who.asks and not self._token_reaches(door), 403, "forbidden"),
            (self.must_enrol and not who.before_enrolment, 403, "two_factor_enrolment_required"),
            (door.step_up and not self.has_stepped_up, 403, "step_up_required"),
            (who.asks and not self.sees_place(door, place), 404, None),
        ]
        for is_refused, status, code in refusals:
            if is_refused:
                return status, code
        return door.done, None

    def _is_forged(self, door: Door) -> bool:
        """A browser sends its cookie for whoever asks it to: changes need more than that."""
        if not door.writes:
            return False
        if door.who.asks:
            return self.is_elsewhere or self.lacks_our_header
        return self.is_elsewhere and door.who.by_form

    def sees_place(self, door: Door, place: str) -> bool:
        if door.about is About.NOTHING:
            return True
        if door.about is About.CLIENT and self.role == "client":
            return place in self.sees - {"sibling"}
        return place in self.sees

    def _token_reaches(self, door: Door) -> bool:
        if self.scopes is None or door.who.any_token:
            return True
        return door.who.scope in self.scopes


_EVERYWHERE = frozenset({"ours", "sibling", "theirs"})
_BAKERY = frozenset({"ours", "sibling"})


def come(world: World, database: Database) -> list[Caller]:
    """All of them, stored and signed in."""
    bakery, garage = world.bakery, world.garage
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        alice = builders.an_actor(uow, "alice", Role.ADMIN)
        sam = builders.an_actor(uow, "sam", Role.SUPPORT)
        bob = builders.an_actor(uow, "bob", Role.CLIENT, client_id=bakery)
        charlie = builders.an_actor(uow, "charlie", Role.CLIENT, client_id=garage)
        lena = builders.an_actor(
            uow, "lena", Role.CLIENT, client_id=bakery, site_ids=[world.sites["ours"]]
        )
        nora = builders.an_actor(uow, "nora", Role.CLIENT, client_id=bakery, site_ids=[])
        dora = builders.an_actor(uow, "dora", Role.ADMIN)
        carl = builders.an_actor(uow, "carl", Role.CLIENT, client_id=bakery)
        for gone in (dora, carl):
            uow.connection.execute(
                "update users set is_active = false where id = %s", (gone.user_id,)
            )
        uow.commit()
    admin = _person("an admin", alice, _EVERYWHERE)
    support = _person("support", sam, _EVERYWHERE)
    client = _person("a client", bob, _BAKERY)
    return [
        Caller("nobody"),
        Caller("somebody who made a token up", _bearer("eyJhbGciOiJub25lIn0.e30.")),
        admin,
        support,
        client,
        _person("a client of the other", charlie, frozenset({"theirs"})),
        _person("a client of one site", lena, frozenset({"ours"})),
        _person("a client of no site", nora, frozenset()),
        _stale(admin, alice),
        _stale(client, bob),
        dataclasses.replace(_person("a deactivated admin", dora, frozenset()), role=None),
        dataclasses.replace(_person("a deactivated client", carl, frozenset()), role=None),
        Caller("an admin of yesterday", _session(alice, _LONG_AGO)),
        dataclasses.replace(
            admin,
            name="an admin on a foreign page",
            headers=_in_a_browser(alice, origin="https://evil.example"),
            is_elsewhere=True,
        ),
        dataclasses.replace(
            client,
            name="a client on a page without our header",
            headers=_in_a_browser(bob, origin=""),
            lacks_our_header=True,
        ),
    ]


def _person(name: str, actor: Actor, sees: frozenset[str]) -> Caller:
    return Caller(
        name,
        _session(actor, _NOW),
        role=actor.role.value,
        sees=sees,
        user_id=str(actor.user_id),
    )


def _stale(caller: Caller, actor: Actor) -> Caller:
    """Signed in ten minutes ago, and nothing proved since."""
    return dataclasses.replace(
        caller,
        name=f"{caller.name} of ten minutes ago",
        headers=_session(actor, _A_WHILE_AGO),
        has_stepped_up=False,
    )


def _session(actor: Actor, at: dt.datetime) -> dict[str, str]:
    return _bearer(_token(actor, at))


def _in_a_browser(actor: Actor, *, origin: str) -> dict[str, str]:
    cookie = {"Cookie": f"__Host-wingman={_token(actor, _NOW)}"}
    return {**cookie, "Origin": origin, "X-Wingman-Request": "1"} if origin else cookie


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _token(actor: Actor, at: dt.datetime) -> str:
    session = sessions.start(actor.user_id, actor.role, Device("", "test"), now=at)
    return sessions.as_token(session, issuer=settings.load().base_url, now=at)
