"""Limits at the door: who asks too often waits, and whoever guesses waits longer and longer."""

import datetime as dt
import json

import pytest
from botocore.exceptions import EndpointConnectionError
from chalice.app import Response

from chalicelib import bootstrap
from chalicelib.adapters.dynamo_rate_limiter import BucketItem, DynamoRateLimiter
from chalicelib.adapters.rate_limiter import LocalBuckets
from chalicelib.api import endpoint, rates, throttling
from chalicelib.api.incoming import Incoming
from chalicelib.api.rates import RateClass
from chalicelib.api.routes import auth
from chalicelib.identity import attempts
from chalicelib.kit.clock import FixedClock
from chalicelib.kit.gcra import Limit
from tests import builders
from tests.api.conftest import Api
from tests.api.test_two_factor import App, an_app_of, finish, give_password
from tests.conftest import Cast

MINUTE = dt.timedelta(minutes=1)
LOGIN = next(route for route in endpoint.ROUTES if route.name == "login")


@pytest.fixture
def limited(api: Api, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> DynamoRateLimiter:
    """Buckets of three for everything, counted in DynamoDB."""
    limiter = DynamoRateLimiter(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    for rate_class in RateClass:
        monkeypatch.setitem(rates.LIMITS, rate_class, Limit(3, MINUTE, burst=3))
    return limiter


class CountingHasher:
    """Counts how often a password is really compared."""

    def __init__(self) -> None:
        self.compared = 0

    def verify(self, password: str, stored: str | None) -> bool:
        self.compared += 1
        return builders.HASHER.verify(password, stored)

    def hash(self, password: str) -> str:
        return builders.HASHER.hash(password)

    def needs_rehash(self, stored: str) -> bool:
        return builders.HASHER.needs_rehash(stored)


def sign_in(email: str, password: str, *, address: str, device: str = "") -> Response:
    headers = {"content-type": "application/json"}
    if device:
        headers["cookie"] = f"__Host-wingman-device={device}"
    body = json.dumps({"email": email, "password": password}).encode()
    incoming = Incoming(
        "POST", LOGIN.path, headers=headers, sent_body=body, address=address, request_id="r"
    )
    return endpoint.respond(LOGIN, incoming, {})


def device_of(answer: Response) -> str:
    cookies = [text for text in answer.headers["Set-Cookie"] if "-device=" in text]
    return cookies[0].split("=", 1)[1].split(";")[0] if cookies else ""


def test_every_answer_says_what_is_left(api: Api, cast: Cast, limited: DynamoRateLimiter) -> None:
    good = api.get("auth/me", by=cast.alice)
    bad = api.get("auth/me", by=cast.alice, verbose="1")

    assert good.headers["ratelimit-policy"] == '"read";q=3;w=60'
    assert good.headers["ratelimit"] == '"read";r=2;t=20'
    assert bad.headers["ratelimit"] == '"read";r=1;t=40'


def test_who_asks_too_often_is_told_when_to_come_again(
    api: Api, cast: Cast, limited: DynamoRateLimiter, clock: FixedClock
) -> None:
    for _ in range(3):
        assert api.get("auth/me", by=cast.alice).status == 200

    refused = api.get("auth/me", by=cast.alice)
    clock.advance(dt.timedelta(seconds=int(refused.headers["retry-after"])))

    assert (refused.status, refused.code) == (429, "too_many_requests")
    assert refused.headers["ratelimit"].startswith('"read";r=0;')
    assert refused.json["retry_after"] == 20
    assert api.get("auth/me", by=cast.alice).status == 200


def test_each_person_and_each_class_has_a_bucket_of_their_own(
    api: Api, cast: Cast, limited: DynamoRateLimiter
) -> None:
    for _ in range(4):
        last = api.get("auth/me", by=cast.alice)

    assert last.status == 429
    assert api.get("auth/me", by=cast.sam).status == 200
    assert api.post("clients", by=cast.alice, body={"name": "New"}).status == 201


def test_guessing_tokens_is_counted_by_address(api: Api, limited: DynamoRateLimiter) -> None:
    statuses = [
        api.get("auth/me", headers={"Authorization": f"Bearer guess-{turn}"}).status
        for turn in range(5)
    ]

    assert statuses == [401, 401, 401, 429, 429]


def test_neighbours_in_one_ipv6_network_share_a_bucket() -> None:
    one = throttling.address_group("2a01:4f8:1:2::1")

    assert one == throttling.address_group("2a01:4f8:1:2:ffff::9")
    assert one != throttling.address_group("2a01:4f8:1:3::1")
    assert throttling.address_group("198.51.100.7") == "198.51.100.7"


def test_a_sign_in_that_succeeds_costs_the_office_nothing(
    api: Api, cast: Cast, limited: DynamoRateLimiter
) -> None:
    for _ in range(10):
        assert sign_in("alice@example.com", builders.PASSWORD, address="9.9.9.9").status_code == 200

    statuses = [
        sign_in("alice@example.com", "wrong", address="9.9.9.9").status_code for _ in range(4)
    ]

    assert statuses == [401, 401, 401, 429]


@pytest.fixture
def broken_dynamodb(limited: DynamoRateLimiter, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_gone(*_: object, **__: object) -> None:
        from pynamodb.exceptions import UpdateError

        raise UpdateError(cause=EndpointConnectionError(endpoint_url="https://dynamodb"))

    monkeypatch.setattr(BucketItem, "update", is_gone)


def test_without_dynamodb_reading_goes_on_and_nobody_signs_in(
    api: Api, cast: Cast, broken_dynamodb: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = CountingHasher()
    monkeypatch.setattr(auth, "hasher", hasher)

    login = sign_in("alice@example.com", builders.PASSWORD, address="9.9.9.9")

    assert api.get("health").status == 200
    assert (login.status_code, hasher.compared) == (503, 0)
    assert login.headers["Retry-After"] == "5"


def test_ten_failures_are_free_and_then_the_account_waits_longer_each_time(
    api: Api, cast: Cast, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    for turn in range(10):
        clock.advance(dt.timedelta(minutes=2))
        assert sign_in("alice@example.com", "wrong", address=f"9.9.9.{turn}").status_code == 401
    waits = []
    for _ in range(9):
        refused = sign_in("alice@example.com", "wrong", address="8.8.8.8")
        waits.append(int(refused.headers["Retry-After"]))
        clock.advance(dt.timedelta(minutes=2, seconds=waits[-1]))
        assert sign_in("alice@example.com", "wrong", address="8.8.8.8").status_code == 401

    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_ten_thousand_guesses_reach_the_hasher_a_hundred_times_and_the_owner_gets_in(
    api: Api, cast: Cast, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    hasher = CountingHasher()
    monkeypatch.setattr(auth, "hasher", hasher)
    device = device_of(sign_in("alice@example.com", builders.PASSWORD, address="198.51.100.1"))
    hasher.compared = 0
    owners = 0
    for turn in range(10_000):
        sign_in("Alice@Example.com", f"guess {turn}", address=f"203.0.{turn % 500}")
        clock.advance(dt.timedelta(hours=1) / 10_000)
        if turn % 1000 == 999:
            before = hasher.compared
            back = sign_in(
                "alice@example.com",
                builders.PASSWORD,
                address="198.51.100.1",
                device=device,
            )
            assert back.status_code == 200
            owners += hasher.compared - before

    assert owners == 10
    assert 10 <= hasher.compared - owners <= 100


def test_a_known_device_cannot_guess_on_either(
    api: Api, cast: Cast, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    device = device_of(sign_in("alice@example.com", builders.PASSWORD, address="9.9.9.9"))

    statuses = [
        sign_in("alice@example.com", "wrong", address="9.9.9.9", device=device).status_code
        for _ in range(12)
    ]

    assert statuses == [401] * 10 + [429] * 2
    assert sign_in("alice@example.com", builders.PASSWORD, address="9.9.9.9").status_code == 200


def test_a_device_is_known_for_its_own_account_only(
    api: Api, cast: Cast, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    device = device_of(sign_in("sam@example.com", builders.PASSWORD, address="9.9.9.9"))
    for _ in range(10):
        sign_in("alice@example.com", "wrong", address="9.9.9.8")

    by_sam = sign_in("alice@example.com", builders.PASSWORD, address="9.9.9.9", device=device)
    later = clock.now() + attempts.DEVICE_IS_KNOWN_FOR

    assert by_sam.status_code == 429
    assert attempts._is_known(device, "sam@example.com", clock.now())
    assert not attempts._is_known(device, "sam@example.com", later)


def test_an_address_that_nobody_has_is_throttled_like_any_other(
    api: Api, cast: Cast, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)

    known, unknown = (
        [sign_in(email, "wrong", address="9.9.9.9").status_code for _ in range(12)]
        for email in ("alice@example.com", "nobody@agency.example")
    )

    assert known == unknown == [401] * 10 + [429] * 2


@pytest.mark.parametrize(
    ("failures", "seconds"), [(9, 0), (10, 30), (11, 60), (12, 120), (17, 3600), (400, 3600)]
)
def test_the_wait_doubles_up_to_an_hour(failures: int, seconds: int) -> None:
    assert attempts.wait_after(failures).total_seconds() == seconds


@pytest.fixture
def app(api: Api, cast: Cast, clock: FixedClock) -> App:
    return an_app_of(api, cast.alice, clock)


def test_five_wrong_codes_are_free_and_then_even_the_right_one_waits(
    api: Api, cast: Cast, app: App, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    started = give_password(api, cast.alice)

    statuses = [finish(api, started, "000000").status for _ in range(7)]

    assert statuses == [401] * 5 + [429] * 2
    refused = finish(api, started, app.code())
    assert (refused.status, refused.code) == (429, "too_many_requests")
    clock.advance(dt.timedelta(seconds=int(refused.headers["retry-after"])))
    assert finish(api, started, app.code()).status == 200


def test_many_sign_ins_share_the_tries_of_one_account(
    api: Api, cast: Cast, app: App, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)

    statuses = [finish(api, give_password(api, cast.alice), "000000").status for _ in range(7)]

    assert statuses == [401] * 5 + [429] * 2


def test_guessing_outside_does_not_hold_up_who_is_inside(
    api: Api, cast: Cast, app: App, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)
    started = give_password(api, cast.alice)
    for _ in range(6):
        finish(api, started, "000000")

    inside = api.post("auth/step-up", by=cast.alice, body={"code": app.code()})

    assert inside.status == 200


def test_inside_one_may_guess_no_more_often(
    api: Api, cast: Cast, app: App, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = LocalBuckets(clock)
    monkeypatch.setattr(bootstrap, "rate_limiter", lambda: limiter)

    statuses = [
        api.post("auth/step-up", by=cast.alice, body={"code": code}).status
        for code in ("000000", "no-such-code", "000001", "000002", "000003", app.code())
    ]

    assert statuses == [401] * 5 + [429]


def test_the_device_of_a_whole_sign_in_is_known_and_of_half_a_one_is_not(
    api: Api, cast: Cast, app: App
) -> None:
    half = give_password(api, cast.alice)
    whole = finish(api, half, app.code())

    assert half.cookies == []
    assert [text.split("=")[0] for text in whole.cookies] == [
        "__Host-wingman",
        "__Host-wingman-device",
    ]
