"""What tests/races cannot see from outside: that who comes too late has used nothing up, and that
no session escapes the end of all. On a real PostgreSQL and an atomic DynamoDB."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import pyotp
import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole, UnitOfWork
from chalicelib.identity import challenges, factors, sessions, sign_in
from chalicelib.identity.challenges import Kind
from chalicelib.identity.errors import (
    SessionEnded,
    TwoFactorExpired,
)
from chalicelib.identity.model import Actor
from chalicelib.identity.sessions import Device, Session, SessionKind
from chalicelib.identity.sign_in import SecondStep, Visit
from chalicelib.kit.clock import FixedClock, unix
from tests import builders
from tests.conftest import Cast

HOW_MANY = 50
HERE = "http://localhost:8000"
_VISIT = Visit(Device("203.0.113.9", "Firefox"), HERE)

pytestmark = pytest.mark.usefixtures("tables")


def guard(_: object) -> Any:
    """Whether one gets in shall not hang on how often one may try."""
    return nullcontext()


@contextmanager
def a_unit() -> Iterator[UnitOfWork]:
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        yield uow


def at_once(*tries: Callable[[UnitOfWork], object]) -> list[object]:
    """What comes of all these, each in a unit of work of its own, begun at the same moment."""
    gate = threading.Barrier(len(tries))

    def run(attempt: Callable[[UnitOfWork], object]) -> object:
        challenges.find(Kind.SECOND_FACTOR, "warm", now=builders.NOW)  # a client per thread
        gate.wait(timeout=60)
        try:
            with a_unit() as uow:
                return attempt(uow)
        except Exception as error:
            return error
        finally:
            bootstrap.database().close()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(run, tries))


def winners(outcomes: list[object], *refusals: type[Exception]) -> list[object]:
    """Those who got in; everyone else was refused in one of these ways."""
    got_in = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    others = {type(outcome) for outcome in outcomes if isinstance(outcome, Exception)}
    assert others <= set(refusals), others
    return got_in


class Person:
    """alice, with everything that she can prove herself with."""

    def __init__(self, actor: Actor, clock: FixedClock) -> None:
        self.actor, self._clock = actor, clock
        self.recovery_codes: list[str] = []
        self._secret = ""

    def code(self) -> str:
        return pyotp.TOTP(self._secret).generate_otp(unix(self._clock.now()) // 30)

    def start_app(self) -> None:
        with a_unit() as uow:
            new = factors.start_totp(uow, self.actor, sealer=bootstrap.sealer(), issuer="x")
        self._secret = new.secret

    def confirm_app(self, uow: UnitOfWork) -> list[str]:
        sealer = bootstrap.sealer()
        return factors.confirm_totp(uow, self.actor, self.code(), sealer=sealer, guard=guard)

    def give_password(self) -> str:
        with a_unit() as uow:
            step = sign_in.with_password(
                uow,
                email=self.actor.email,
                password=builders.PASSWORD,
                visit=_VISIT,
                hasher=builders.HASHER,
            )
        assert isinstance(step, SecondStep)
        return step.two_factor_token

    def finish(self, shown: str, code: str) -> Callable[[UnitOfWork], object]:
        return lambda uow: sign_in.with_code(
            uow,
            two_factor_token=shown,
            code=code,
            visit=_VISIT,
            sealer=bootstrap.sealer(),
            guard=guard,
        )

    def open_session(self) -> Session:
        with a_unit() as uow:
            signed_in = sign_in.opened(uow, self.actor.user_id, _VISIT, kind=SessionKind.PASSWORD)
        return signed_in.session


@pytest.fixture
def alice(cast: Cast, clock: FixedClock) -> Person:
    """She has an app and ten recovery codes."""
    person = Person(cast.alice, clock)
    person.start_app()
    with a_unit() as uow:
        person.recovery_codes = person.confirm_app(uow)
    clock.advance(dt.timedelta(seconds=30))  # the code that confirmed the app is used
    return person


def test_one_started_sign_in_spends_one_of_many_good_codes(alice: Person) -> None:
    shown = alice.give_password()

    outcomes = at_once(*(alice.finish(shown, code) for code in alice.recovery_codes))

    assert len(winners(outcomes, TwoFactorExpired)) == 1
    with a_unit() as uow:
        assert factors.overview(uow, alice.actor.user_id).recovery_codes_left == 9


def test_of_fifty_who_refresh_one_session_one_gets_it(alice: Person) -> None:
    session = alice.open_session()
    actor = replace(alice.actor, session_id=session.secret_id)

    outcomes = at_once(*[lambda uow: sign_in.refreshed(uow, actor, issuer=HERE)] * HOW_MANY)

    assert len(winners(outcomes, SessionEnded)) == 1
    with a_unit() as uow:
        epoch = builders.epoch_of(alice.actor)
        left = sessions.list_of(
            actor.user_id, actor.role, epoch=epoch, current="", now=uow.clock.now()
        )
    assert [found.id for found in left] == [session.id]


def test_sessions_that_rotate_do_not_escape_the_end_of_all(alice: Person) -> None:
    """Half of them change their id while everything is ended: none is left alive."""
    opened = [alice.open_session() for _ in range(20)]
    now = builders.NOW

    def rotate(session: Session) -> Callable[[UnitOfWork], object]:
        return lambda _: sessions.rotate(session.secret_id, now=now)

    def end_all(uow: UnitOfWork) -> None:
        sessions.end_all(uow, alice.actor.user_id)

    at_once(*(rotate(session) for session in opened), end_all)

    with a_unit() as uow:
        epoch, actor = builders.epoch_of(alice.actor), alice.actor
        left = sessions.list_of(
            actor.user_id, actor.role, epoch=epoch, current="", now=uow.clock.now()
        )
    assert left == []
