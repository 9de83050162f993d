"""Everybody who may come to the API: by their name, and by how they say who they are."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import pyotp
from psycopg.types.json import Jsonb

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.identity import factors, personal_tokens, sessions
from chalicelib.identity.model import Actor, Permission, Role
from chalicelib.identity.sessions import Device, Session
from tests import builders
from tests.authorisation.doors import PERSONAL, About, Door
from tests.authorisation.world import World

_NOW = builders.NOW
_LONG_AGO = _NOW - dt.timedelta(hours=13)
_A_WHILE_AGO = _NOW - dt.timedelta(minutes=10)

_UNSIGNED = "eyJhbGciOiJub25lIn0.e30."  # pragma: allowlist secret


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
    # Their own session, passkey and token, which nobody else may touch.
    own: Mapping[About, Mapping[str, str]] = field(default_factory=dict)
    is_elsewhere: bool = False  # a browser, on somebody else's page
    lacks_our_header: bool = False  # a browser that a form made send this

    def expected(self, door: Door, place: str) -> tuple[int, str | None]:
        """The status, and the code of the problem where there must be a certain one."""
        who = door.who
        refusals = [
            (self._is_forged(door), 403, "forged_request"),
            (who.asks and self.role is None, 401, None),
            (who.asks and self._must_enrol_first(door), 403, "two_factor_enrolment_required"),
            (who.asks and self.role not in who.roles, 403, "forbidden"),
            (who.asks and not self._token_reaches(door), 403, "forbidden"),
            (door.step_up and not self.has_stepped_up, 403, "step_up_required"),
            (who.asks and not self.sees_place(door, place), 404, None),
        ]
        for is_refused, status, code in refusals:
            if is_refused:
                return status, code
        if self.must_enrol and door.without_factor is not None:
            return door.without_factor, None
        return door.done, door.code

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
        if door.about in PERSONAL:
            return place == "own"
        if door.about is About.CLIENT and self.role == "client":
            return place in self.sees - {"sibling"}
        return place in self.sees

    def _must_enrol_first(self, door: Door) -> bool:
        return self.must_enrol and not door.who.before_enrolment

    def _token_reaches(self, door: Door) -> bool:
        if self.scopes is None or door.who.any_token:
            return True
        return door.who.scope in self.scopes


_EVERYWHERE = frozenset({"ours", "sibling", "theirs"})
_BAKERY = frozenset({"ours", "sibling"})
_ROLES = ("admin", "support", "client")


def come(world: World, database: Database) -> list[Caller]:
    """All of them, stored and signed in."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        people = _People(world, uow)
        everybody = people.everybody()
        # From now on nobody without a second factor gets further than setting one up.
        uow.connection.execute(
            "insert into security_settings (two_factor_required) values (%s)", (Jsonb(_ROLES),)
        )
        uow.commit()
    return everybody


class _People:
    """Stores each person with a second factor, a passkey, a token and a session more."""

    def __init__(self, world: World, uow: UnitOfWork) -> None:
        self._world = world
        self._uow = uow

    def everybody(self) -> list[Caller]:
        bakery, garage, ours = self._world.bakery, self._world.garage, self._world.sites["ours"]
        alice = self._actor("alice", Role.ADMIN)
        bob = self._actor("bob", Role.CLIENT, client_id=bakery)
        admin = self._person("an admin", alice, _EVERYWHERE)
        client = self._person("a client", bob, _BAKERY)
        charlie = self._actor("charlie", Role.CLIENT, client_id=garage)
        lena = self._actor("lena", Role.CLIENT, client_id=bakery, site_ids=[ours])
        nora = self._actor("nora", Role.CLIENT, client_id=bakery, site_ids=[])
        sam = self._actor("sam", Role.SUPPORT)
        return [
            Caller("nobody"),
            Caller("somebody who made a token up", _bearer(_UNSIGNED)),
            Caller("somebody who made a key up", _bearer("wwt_" + "a" * 43)),
            admin,
            self._person("support", sam, _EVERYWHERE),
            client,
            self._person("a client of the other", charlie, frozenset({"theirs"})),
            self._person("a client of one site", lena, frozenset({"ours"})),
            self._person("a client of no site", nora, frozenset()),
            self._stale(admin, alice),
            self._stale(client, bob),
            self._unenrolled("an admin without a second factor", Role.ADMIN, _EVERYWHERE),
            self._unenrolled("a client without a second factor", Role.CLIENT, _BAKERY),
            self._deactivated("a deactivated admin", Role.ADMIN),
            self._deactivated("a deactivated client", Role.CLIENT),
            Caller("an admin of yesterday", self._session(alice, _LONG_AGO)),
            self._program("an admin's program", admin, alice, _SCOPES),
            self._program("an admin's program that reads sites", admin, alice, {"read_sites"}),
            self._program("a client's program", client, bob, _CLIENT_SCOPES),
            self._program("a client's program that reads jobs", client, bob, {"read_jobs"}),
            dataclasses.replace(
                admin,
                name="an admin on a foreign page",
                headers=self._in_a_browser(alice, origin="https://evil.example"),
                is_elsewhere=True,
            ),
            dataclasses.replace(
                client,
                name="a client on a page without our header",
                headers=self._in_a_browser(bob, origin=""),
                lacks_our_header=True,
            ),
        ]

    def _actor(self, name: str, role: Role, **options: Any) -> Actor:
        actor = builders.an_actor(self._uow, name, role, **options)
        _enrol(self._uow, actor)
        return actor

    def _person(self, name: str, actor: Actor, sees: frozenset[str]) -> Caller:
        other = self._start(actor, _NOW)
        token = personal_tokens.add(
            self._uow, actor, name="Script", scopes=[Permission.SELF], lives=dt.timedelta(days=1)
        )
        return Caller(
            name,
            self._session(actor, _NOW),
            role=actor.role.value,
            sees=sees,
            own={
                About.SESSION: {"session_id": str(other.id)},
                About.PASSKEY: {"passkey_id": str(_a_passkey(self._uow, actor))},
                About.TOKEN: {"token_id": str(token.token.id)},
            },
        )

    def _stale(self, caller: Caller, actor: Actor) -> Caller:
        """Signed in ten minutes ago, and nothing proved since."""
        return dataclasses.replace(
            caller,
            name=f"{caller.name} of ten minutes ago",
            headers=self._session(actor, _A_WHILE_AGO),
            has_stepped_up=False,
        )

    def _unenrolled(self, name: str, role: Role, sees: frozenset[str]) -> Caller:
        client_id = self._world.bakery if role is Role.CLIENT else None
        login = name.replace(" ", "-")
        actor = builders.an_actor(self._uow, login, role, client_id=client_id)
        caller = Caller(name, self._session(actor, _NOW), role.value, sees, must_enrol=True)
        other = self._start(actor, _NOW)
        return dataclasses.replace(caller, own={About.SESSION: {"session_id": str(other.id)}})

    def _deactivated(self, name: str, role: Role) -> Caller:
        client_id = self._world.bakery if role is Role.CLIENT else None
        actor = self._actor(name.replace(" ", "-"), role, client_id=client_id)
        self._uow.connection.execute(
            "update users set is_active = false where id = %s", (actor.user_id,)
        )
        return Caller(name, self._session(actor, _NOW))

    def _program(self, name: str, owner: Caller, actor: Actor, scopes: Iterable[str]) -> Caller:
        """A personal token: as much as its owner may, and no more than it was given."""
        made = personal_tokens.add(
            self._uow,
            actor,
            name=name,
            scopes=[Permission(scope) for scope in scopes],
            lives=dt.timedelta(days=1),
        )
        return dataclasses.replace(
            owner,
            name=name,
            headers=_bearer(made.text),
            has_stepped_up=False,
            scopes=frozenset(scopes),
        )

    def _in_a_browser(self, actor: Actor, *, origin: str) -> dict[str, str]:
        cookie = {"Cookie": f"__Host-wingman={self._token(actor, _NOW)}"}
        return {**cookie, "Origin": origin, "X-Wingman-Request": "1"} if origin else cookie

    def _session(self, actor: Actor, at: dt.datetime) -> dict[str, str]:
        return _bearer(self._token(actor, at))

    def _token(self, actor: Actor, at: dt.datetime) -> str:
        issuer = settings.load().base_url
        return sessions.as_token(self._start(actor, at), issuer=issuer, now=at)

    def _start(self, actor: Actor, at: dt.datetime) -> Session:
        row = self._uow.connection.execute(
            "select session_epoch::text from users where id = %s", (actor.user_id,)
        ).fetchone()
        assert row
        # The address that all calls of these tests come from: being seen there again is no news.
        device = Device("127.0.0.1", "test")
        return sessions.start(actor.user_id, actor.role, device, epoch=row[0], now=at)


# Written out: a permission that appears in the product appears in no token here by itself.
_CLIENT_SCOPES = frozenset(
    {"self", "read_sites", "read_jobs", "read_analytics", "read_people", "read_status_pages"}
)
_SCOPES = (_CLIENT_SCOPES - {"read_people"}) | {
    "approve_commands",
    "manage_clients",
    "manage_incidents",
    "manage_security",
    "manage_site_keys",
    "manage_sites",
    "manage_users",
    "read_audit",
    "read_clients",
    "read_users",
}


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _enrol(uow: UnitOfWork, actor: Actor) -> None:
    """An authenticator app, set up as its owner would."""
    sealer = bootstrap.sealer()
    started = factors.start_totp(uow, actor, sealer=sealer, issuer="test")
    code = pyotp.TOTP(started.secret).at(_NOW)
    factors.confirm_totp(uow, actor, code, sealer=sealer, guard=lambda _: nullcontext())


def _a_passkey(uow: UnitOfWork, actor: Actor) -> uuid.UUID:
    passkey_id = uuid.uuid4()
    uow.connection.execute(
        "insert into passkeys (id, user_id, name, credential_id, public_key, sign_count,"
        " created_at) values (%s, %s, 'Key', %s, 'x', 0, %s)",
        (passkey_id, actor.user_id, passkey_id.bytes, _NOW),
    )
    return passkey_id
