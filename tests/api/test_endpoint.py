"""What all routes have in common: limits, refusals, headers, errors."""

import gzip
import json

import psycopg
import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api.routes import clients as client_routes
from tests.api.conftest import Api
from tests.conftest import Cast

_BODIES = [
    (b"", 400, "malformed_json"),
    (b"{", 400, "malformed_json"),
    (b'{"name": NaN}', 400, "malformed_json"),
    (b'{"name": "\xff"}', 400, "invalid_encoding"),
    (b'{"name": "a\\u0000b"}', 400, "invalid_encoding"),
    (b'{"name": "\\ud800"}', 400, "invalid_encoding"),
    (b"[" * 50_000, 400, "too_deep"),
    (b'{"name":' * 40 + b"1" + b"}" * 40, 400, "too_deep"),
    (b"[]", 422, "invalid_body"),
    (b"{}", 422, "invalid_body"),
    (b'{"name": 7}', 422, "invalid_body"),
    (b'{"name": ""}', 422, "invalid_body"),
    (b'{"name": "\\u200b \\t"}', 422, "invalid_body"),
    (b'{"name": "x", "id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"}', 422, "invalid_body"),
    (b'{"name": "x", "contact_email": "no address"}', 422, "invalid_body"),
    (b'{"name": "' + b"x" * 201 + b'"}', 422, "invalid_body"),
    (b'{"name": "' + b"x" * 1_000_000 + b'"}', 413, "body_too_large"),
    (gzip.compress(b'{"name": "' + b"x" * 2_000_000 + b'"}'), 413, "body_too_large"),
    (gzip.compress(b'{"name": "x"}')[:-9], 400, "invalid_encoding"),
    (gzip.compress(b'{"name": "x"}') + b"tail", 400, "invalid_encoding"),
]


@pytest.mark.parametrize(("body", "status", "code"), _BODIES, ids=range(len(_BODIES)))
def test_a_bad_body_gets_its_own_problem(
    api: Api, cast: Cast, body: bytes, status: int, code: str
) -> None:
    answer = api.post("clients", by=cast.alice, body=body)

    assert (answer.status, answer.code) == (status, code)
    assert len(api.get("clients", by=cast.alice).json["data"]) == 2


def test_gzip_is_taken(api: Api, cast: Cast) -> None:
    packed = gzip.compress(json.dumps({"name": "Packed"}).encode())

    answer = api.post("clients", by=cast.alice, body=packed, headers={"Content-Encoding": "gzip"})

    assert answer.json["name"] == "Packed"


def test_only_json_is_taken(api: Api, cast: Cast) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = api.post(
            "clients", by=cast.alice, body=b'{"name": "x"}', headers={"Content-Type": kind}
        )
        assert answer.code == "unsupported_media_type"


def test_errors_point_at_what_is_wrong(api: Api, cast: Cast) -> None:
    answer = api.post("clients", by=cast.alice, body={"name": "", "nam": 1, "a/b~c": 2})

    pointers = {error["pointer"] for error in answer.json["errors"]}
    # A name that is no plain name may be a secret in the wrong place: it is not repeated.
    assert pointers == {"/body/name", "/body/nam", "/body"}
    assert answer.json["instance"] == "/api/v1/clients"


@pytest.mark.parametrize(
    "query",
    [
        {"nonsense": "1"},
        {"limit": "0"},
        {"limit": "1001"},
        {"limit": "x"},
        {"limit": ["1", "2"]},
        {"q": "\0"},
        {"cursor": "nonsense"},
        {"cursor": "WzEsMl0"},
        {"cursor": "WyJhIiwibm90IGFuIGlkIl0"},
        {"cursor": "WyJhXHUwMDAwIiwiMDE5OWMyYTQtMWIxZS03YzU1LThmMGEtMmI3ZDZjMWU0YTkwIl0"},
    ],
    ids=str,
)
def test_a_bad_parameter_is_refused(api: Api, cast: Cast, query: dict[str, str]) -> None:
    answer = api.get("clients", by=cast.alice, **query)

    assert answer.status == 400
    assert answer.code in {"invalid_parameter", "invalid_cursor"}


def test_routes_without_parameters_refuse_all(api: Api, cast: Cast) -> None:
    assert api.get("auth/me", by=cast.alice, verbose="1").code == "invalid_parameter"


def test_a_request_id_goes_in_and_out(api: Api, cast: Cast) -> None:
    given = api.get("auth/me", by=cast.alice, headers={"X-Request-Id": "my-request-0001"})
    odd = api.get("auth/me", by=cast.alice, headers={"X-Request-Id": "<script>"})
    failed = api.get("auth/me", headers={"X-Request-Id": "my-request-0002"})

    assert given.headers["x-request-id"] == "my-request-0001"
    assert "<" not in odd.headers["x-request-id"]
    assert failed.json["request_id"] == failed.headers["x-request-id"] == "my-request-0002"


def test_an_unchanged_answer_is_not_sent_again(api: Api, cast: Cast) -> None:
    first = api.get("clients", by=cast.alice)
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}

    again = api.get("clients", by=cast.alice, headers=known)
    api.post("clients", by=cast.alice, body={"name": "New"})
    changed = api.get("clients", by=cast.alice, headers=known)

    assert (again.status, again.body) == (304, "")
    assert again.headers["etag"] == first.headers["etag"]
    assert changed.status == 200


def test_every_answer_is_closed_to_the_outside(api: Api, cast: Cast) -> None:
    answers = [
        api.get("clients", by=cast.alice),
        api.get("clients"),
        api.post("clients", by=cast.alice, body=b"{"),
        api.get("health"),
    ]

    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert not any(name.startswith("access-control-") for name in answer.headers)


def test_what_nobody_expected_is_a_problem_without_details(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(client_routes.clients, "add_client", broken)

    answer = api.post("clients", by=cast.alice, body={"name": "x"})

    assert (answer.status, answer.code) == (500, "internal_error")
    assert "secret" not in answer.body


def test_a_failure_after_the_work_leaves_nothing_behind(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = client_routes.clients.add_client

    def adds_and_breaks(*args: object, **values: object) -> None:
        add(*args, **values)  # type: ignore[arg-type]
        raise RuntimeError

    monkeypatch.setattr(client_routes.clients, "add_client", adds_and_breaks)
    api.post("clients", by=cast.alice, body={"name": "Ghost"})

    assert api.get("clients", by=cast.alice, q="ghost").json["data"] == []


def test_a_slow_or_absent_database_is_503(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_slow(*_: object, **__: object) -> None:
        raise psycopg.errors.QueryCanceled("canceling statement due to statement timeout")

    monkeypatch.setattr(client_routes.clients, "list_clients", is_slow)

    answer = api.get("clients", by=cast.alice)

    assert (answer.status, answer.code) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"


def test_without_sessions_nobody_gets_in(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.identity.items import SessionItem

    bearer = {"Authorization": f"Bearer {api.token_of(cast.alice)}"}

    def is_gone(*_: object, **__: object) -> None:
        from pynamodb.exceptions import GetError

        raise GetError(cause=EndpointConnectionError(endpoint_url="https://dynamodb"))

    monkeypatch.setattr(SessionItem, "get", is_gone)

    assert api.get("auth/me", headers=bearer).status == 503


def test_health_tells_the_schema_and_how_long_messages_wait(api: Api, database: Database) -> None:
    well = api.get("health")
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(
            "insert into outbox (id, queue, body, created_at)"
            " values (gen_random_uuid(), 'q', '{}', %s)",
            (uow.clock.now().replace(hour=9),),
        )
        uow.commit()
    late = api.get("health")

    assert (well.status, well.json["status"]) == (200, "ok")
    assert well.json["schema_version"] == well.json["schema_expected"]
    assert (late.json["status"], late.json["oldest_unsent_seconds"]) == ("degraded", 3600)


def test_health_fails_on_another_schema(
    api: Api, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.adapters.health.SCHEMA_REVISION", "9999")

    answer = api.get("health")

    assert (answer.status, answer.json["status"]) == (503, "failing")


def test_outside_of_plain_http_browsers_are_told_to_stay_on_https(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "strict-transport-security" not in api.get("health").headers
    monkeypatch.setenv("WINGMAN_BASE_URL", "https://wingman.example")
    settings.load.cache_clear()

    assert "max-age" in api.get("health").headers["strict-transport-security"]
