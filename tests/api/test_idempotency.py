"""Idempotency-Key: the same request twice has one effect and one answer."""

from concurrent.futures import ThreadPoolExecutor

from chalicelib.kit.clock import FixedClock
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

_KEY = {"Idempotency-Key": "4b1c"}


def _add(api: Api, cast: Cast, name: str = "Maier", **headers: str) -> Answered:
    return api.post("clients", by=cast.alice, body={"name": name}, headers={**_KEY, **headers})


def _count(api: Api, cast: Cast) -> int:
    return len(api.get("clients", by=cast.alice, q="maier").json["data"])


def test_the_same_request_again_gets_the_first_answer(api: Api, cast: Cast) -> None:
    first, again = _add(api, cast), _add(api, cast)

    assert (again.status, again.body) == (first.status, first.body) == (201, first.body)
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert _count(api, cast) == 1


def test_another_request_with_the_same_key_is_refused(api: Api, cast: Cast) -> None:
    _add(api, cast)

    assert _add(api, cast, "Maier again").code == "idempotency_key_reused"
    assert _count(api, cast) == 1


def test_other_keys_and_no_keys_are_other_requests(api: Api, cast: Cast) -> None:
    _add(api, cast)
    _add(api, cast, **{"Idempotency-Key": "other"})
    api.post("clients", by=cast.alice, body={"name": "Maier"})

    assert _count(api, cast) == 3


def test_a_refused_request_may_be_repaired(api: Api, cast: Cast) -> None:
    assert _add(api, cast, "").status == 422

    assert _add(api, cast).status == 201


def test_a_failed_request_may_be_repeated(api: Api, cast: Cast, monkeypatch) -> None:
    from chalicelib.api.routes import clients

    with monkeypatch.context() as patch:
        patch.setattr(clients.clients, "add_client", None)
        assert _add(api, cast).status == 500

    assert _add(api, cast).status == 201


def test_a_key_is_forgotten_after_a_day(api: Api, cast: Cast, clock: FixedClock) -> None:
    import datetime as dt

    _add(api, cast)
    clock.advance(dt.timedelta(hours=24))

    assert "idempotency-replayed" not in _add(api, cast).headers
    assert _count(api, cast) == 2


def test_keys_belong_to_their_users(api: Api, cast: Cast) -> None:
    _add(api, cast)

    other = api.post("clients", by=cast.sam, body={"name": "Maier"}, headers=_KEY)

    assert other.code == "forbidden"


def test_ten_at_once_have_one_effect(api: Api, cast: Cast) -> None:
    bearer = {"Authorization": f"Bearer {api.token_of(cast.alice)}"}

    def add(_: int) -> Answered:
        return api.post("clients", body={"name": "Maier"}, headers={**_KEY, **bearer})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(add, range(10)))

    assert {answer.status for answer in answers} <= {201, 409}
    assert len({answer.body for answer in answers if answer.status == 201}) == 1
    assert _count(api, cast) == 1
