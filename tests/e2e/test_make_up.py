"""`make up`, `make status` and `make down`: everything runs, and nothing is forgotten."""

import time
import urllib.error
import urllib.request

import pytest

from localstack.api_client import ApiRefusedError
from tests.e2e.conftest import eventually

pytestmark = pytest.mark.e2e
NAMES = {
    "base_url",
    "api_url",
    "mailbox_url",
    "aws_endpoint_url",
    "database_url",
    "logins",
    "wordpress",
}


def status_of(url):
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def test_everything_is_up_and_described(stack):
    status = stack.run("status")

    assert status.returncode == 0, status.stdout
    assert set(stack.told) == NAMES
    assert set(stack.told["logins"]) == {"admin", "support", "client"}
    assert all(stack.told["wordpress"][0].values())


def test_the_apps_the_api_and_the_mailbox_are_one_origin(stack):
    paths = ["/", "/app/", "/app/sites/any", "/portal/", "/api/v1/health", "/mailbox"]

    assert {path: status_of(stack.base_url + path) for path in paths} == dict.fromkeys(paths, 200)
    assert status_of(f"{stack.base_url}/app/assets/gone-1.js") == 404
    assert status_of(f"{stack.base_url}/api/v1/unheard") == 404


@pytest.mark.parametrize("role", ["admin", "support", "client"])
def test_every_login_works(stack, role):
    assert stack.sign_in(role).get("auth/me")["role"] == role


def test_a_client_sees_only_their_own_site(stack, api):
    other = api.post("clients", {"name": "Somebody else"})
    foreign = api.post(
        "sites", {"name": "Foreign", "url": "https://foreign.example", "client_id": other["id"]}
    )

    carla = stack.sign_in("client")
    seen = carla.get("sites")["data"]
    with pytest.raises(ApiRefusedError) as refusal:
        carla.get(f"sites/{foreign['id']}")
    api.delete(f"sites/{foreign['id']}")

    assert [site["id"] for site in seen] == [stack.told["wordpress"][0]["site_id"]]
    assert refusal.value.status == 404


def test_the_first_site_is_paired_and_watched(stack, api):
    site_id = stack.told["wordpress"][0]["site_id"]

    site = eventually(
        lambda: (found := api.get(f"sites/{site_id}"))["status"] == "online" and found,
        within=180,
        what="the first site is online",
    )

    assert site["connection"]["state"] == "connected"
    assert site["wordpress_version"].startswith("6.8.")


def test_a_second_start_takes_less_than_a_minute_and_keeps_everything(stack, api):
    before = (api.get("sites")["data"], api.get("clients")["data"], stack.told)
    stopped = stack.run("down")
    assert stopped.returncode == 0, stopped.stdout
    assert stack.run("status").returncode == 1

    started = time.monotonic()
    again = stack.run("up", "--detach")
    took = time.monotonic() - started

    assert again.returncode == 0, again.stdout
    assert took < 60
    after = stack.sign_in()
    assert [site["id"] for site in after.get("sites")["data"]] == [s["id"] for s in before[0]]
    assert after.get("clients")["data"] == before[1]
    assert stack.told == before[2]
