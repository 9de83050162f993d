"""The API does what its description says, whatever is sent and whoever sends it.

schemathesis makes up valid and invalid calls of each operation from the OpenAPI document; each is
sent by nobody, a client, support, and an admin with and without a fresh second factor. No 5xx, no
status and no body that is not described, and nothing invalid that is accepted.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from chalicelib.adapters.database import Database
from tests.api.conftest import Api
from tests.authorisation import callers
from tests.authorisation.callers import Caller
from tests.authorisation.world import World
from tests.fuzz.wsgi import BY_THE_GATEWAY, ChaliceByWsgi

_OTHERS = (
    "nobody",
    "an admin of ten minutes ago",
    "an admin without a second factor",
    "support",
    "a client",
)
_CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
_CONFIG = {"generation": {"with-security-parameters": False, "deterministic": True}}


@dataclass
class Trial:
    """What was sent, and what came of it."""

    world: World
    admin: Caller
    others: Sequence[Caller]
    by_all: bool  # or each by the admin, who gets furthest, and by one of the others in turn
    cases: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)

    def send(self, case: Case) -> None:
        """The same case by several people. Raises FailureGroup for the first that goes wrong."""
        self.cases[case.operation.label] += 1
        number = self.cases[case.operation.label]
        if _is_valid(case) and number % 2:
            self._speak_of_what_there_is(case)
        others = self.others if self.by_all else [self.others[number % len(self.others)]]
        for caller in (self.admin, *others):
            response = case.call(headers=dict(caller.headers))
            self.statuses[response.status_code] += 1
            if BY_THE_GATEWAY.lower() not in response.headers:
                case.validate_response(response, checks=_CHECKS)
            if case.method != "GET" and response.status_code < 400:
                self.world.put_back()

    def _speak_of_what_there_is(self, case: Case) -> None:
        """Every second valid call is about something real: random ids only ever find nothing."""
        real: dict[str, str] = {}
        for places in self.world.things.values():
            real |= places.get("ours", {})
        for name in set(case.path_parameters) & set(real):
            case.path_parameters[name] = real[name]
        if isinstance(case.body, dict):
            case.body.update({name: real[name] for name in case.body if name in real})


def _is_valid(case: Case) -> bool:
    return case.meta is not None and case.meta.generation.mode.is_positive


def _tried(operation: APIOperation[Any, Any, Any, Any], trial: Trial, examples: int) -> list[str]:
    """What went wrong with this operation, in words."""
    found = []
    for mode, count in (
        (GenerationMode.POSITIVE, examples // 2),
        (GenerationMode.NEGATIVE, examples // 2),
    ):
        try:
            _each(operation, mode, count, trial.send)
        except Unsatisfiable:
            continue  # nothing about it can be invalid: it takes neither parameters nor a body
        except FailureGroup as failures:
            found += [f"{operation.label}: {failure}" for failure in failures.exceptions]
    return found


def _each(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    examples: int,
    send: Callable[[Case], None],
) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def run(case: Case) -> None:
        send(case)

    run()


def _prove(api: Api, world: World, database: Database, *, examples: int, by_all: bool) -> Trial:
    everybody = {caller.name: caller for caller in callers.come(world, database)}
    world.keep()
    others = [everybody[name] for name in _OTHERS]
    trial = Trial(world, everybody["an admin"], others, by_all=by_all)
    schema = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json",
        ChaliceByWsgi(api.client),
        config=SchemathesisConfig.from_dict(_CONFIG),
    )
    wrong = []
    for result in schema.get_all_operations():
        wrong += _tried(result.ok(), trial, examples)
    assert wrong == [], "\n\n".join(wrong)
    return trial


def test_no_call_surprises_whoever_read_the_description(
    api: Api, world: World, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    trial = _prove(api, world, database, examples=10, by_all=False)

    with capsys.disabled():
        print(
            f"\ndescription: {trial.cases.total()} cases of {len(trial.cases)} operations,"
            f" answered {dict(sorted(trial.statuses.items()))}"
        )
    assert trial.statuses[200] > 0


@pytest.mark.slow
def test_no_call_surprises_whoever_read_it_at_length(
    api: Api, world: World, database: Database
) -> None:
    _prove(api, world, database, examples=100, by_all=True)
