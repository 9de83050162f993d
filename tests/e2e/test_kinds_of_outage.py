"""A real WordPress behind HTTPS and a name of its own breaks in five ways: each is called by its
name in the dashboard and in one e-mail, and each ends by itself."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from localstack.demo_site import connect
from localstack.layout import DEMO_NAME
from localstack.network import LOOPBACK
from localstack.wordpress import WordPressSite
from localstack.wordpress.site import php_literal
from tests.e2e.conftest import eventually
from tests.e2e.tls_front import TlsFront, tls_front
from tests.fakes.name_server import name_server

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

TWO_MINUTES = 120
# Five minutes of grace, and the look every five minutes that finds it over.
A_LONG_MAINTENANCE = 13 * 60
# What a host's proxy tells PHP.
BEHIND_HTTPS = "$_SERVER['HTTPS'] = 'on';"
ELSEWHERE = "127.0.0.2"


@dataclass
class Shop:
    """The site, what stands before it, and where its name leads."""

    id: str
    name: str
    wordpress: WordPressSite
    front: TlsFront
    elsewhere: TlsFront
    zone: dict[tuple[str, str], list[str]]
    certificate: Callable[..., Any]

    @property
    def content(self) -> Path:
        return self.wordpress.tree / "wp-content"


@pytest.fixture(scope="module")
def shop(stack: Any, api: Any) -> Iterator[Shop]:
    layout, zone = stack.layout, {(DEMO_NAME, "A"): [LOOPBACK]}
    wordpress = stack.add_wordpress(version="6.8.7")
    server = layout.authority.server
    in_three_months = dt.datetime.now(dt.UTC) + dt.timedelta(days=90)
    php = urlsplit(wordpress.url)
    port = layout.ports["https"]
    with (
        name_server(zone, port=layout.ports["names"]),
        tls_front(
            (LOOPBACK, port),
            behind=(LOOPBACK, php.port or 80),
            context=server(DEMO_NAME, until=in_three_months),
        ) as front,
        tls_front(
            (ELSEWHERE, port),
            behind=(LOOPBACK, php.port or 80),
            context=server("parking.wingman.test", until=in_three_months),
        ) as elsewhere,
    ):
        _move(wordpress, layout.https_origin)
        site_id = _paired(wordpress, api, layout.https_origin)
        shop = Shop(site_id, "The shop", wordpress, front, elsewhere, zone, server)
        _wait_for(api, shop, "online", within=TWO_MINUTES + 60)
        yield shop


@pytest.fixture(scope="module", autouse=True)
def _warnings_are_mailed(api: Any) -> Iterator[None]:
    """A site in maintenance is a warning, which reaches who asked for warnings."""
    channel = api.post(
        "channels",
        {
            "kind": "email",
            "name": "Everything",
            "target": "everything@northlight.example",
            "routes": [{"minimum_severity": "warning"}],
        },
    )
    yield
    api.delete(f"channels/{channel['id']}")


def _stop_database(shop: Shop) -> None:
    shop.wordpress.stop_database()


def _start_database(shop: Shop) -> None:
    shop.wordpress.start_database()


def _break_php(shop: Shop) -> None:
    folder = shop.content / "mu-plugins"
    folder.mkdir(exist_ok=True)
    (folder / "broken.php").write_text("<?php a_function_that_an_update_took_away();\n")


def _mend_php(shop: Shop) -> None:
    (shop.content / "mu-plugins" / "broken.php").unlink()


def _begin_maintenance(shop: Shop) -> None:
    # As an update that hangs: WordPress itself ignores one that began ten minutes ago.
    (shop.wordpress.tree / ".maintenance").write_text("<?php $upgrading = time();\n")


def _end_maintenance(shop: Shop) -> None:
    (shop.wordpress.tree / ".maintenance").unlink()


def _let_certificate_run_out(shop: Shop) -> None:
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    shop.front.context = shop.certificate(DEMO_NAME, until=yesterday)


def _renew_certificate(shop: Shop) -> None:
    in_three_months = dt.datetime.now(dt.UTC) + dt.timedelta(days=90)
    shop.front.context = shop.certificate(DEMO_NAME, until=in_three_months)


def _lead_elsewhere(shop: Shop) -> None:
    shop.zone[DEMO_NAME, "A"] = [ELSEWHERE]


def _lead_back(shop: Shop) -> None:
    shop.zone[DEMO_NAME, "A"] = [LOOPBACK]


@dataclass(frozen=True)
class Kind:
    breaks: Callable[[Shop], None]
    mends: Callable[[Shop], None]
    status: str
    reason: str
    says: str
    all_clear: str = "The shop is online again"
    within: float = TWO_MINUTES


KINDS = {
    "the database is gone": Kind(
        _stop_database,
        _start_database,
        "offline",
        "database_error",
        "WordPress could not reach its database.",
    ),
    "PHP crashes": Kind(
        _break_php,
        _mend_php,
        "offline",
        "fatal_error",
        "PHP crashed while it made the page.",
    ),
    "an update hangs": Kind(
        _begin_maintenance,
        _end_maintenance,
        "maintenance",
        "maintenance",
        "Visitors have seen a maintenance page for longer than an update takes.",
        all_clear="The shop shows no maintenance page any more",
        within=A_LONG_MAINTENANCE,
    ),
    "the certificate has run out": Kind(
        _let_certificate_run_out,
        _renew_certificate,
        "offline",
        "certificate_expired",
        "The certificate of the site had run out",
    ),
    "the name leads elsewhere": Kind(
        _lead_elsewhere,
        _lead_back,
        "offline",
        "certificate_of_others",
        "The server showed a certificate for other names",
    ),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_it_is_called_by_its_name_and_ends_by_itself(
    stack: Any, api: Any, shop: Shop, kind: Kind
) -> None:
    _an_hour_has_passed(stack)
    kind.breaks(shop)
    try:
        _wait_for(api, shop, kind.status, within=TWO_MINUTES)
        seen = api.get(f"sites/{shop.id}")
        eventually(lambda: _letters(stack, kind.says), within=kind.within, what="a letter")
    finally:
        kind.mends(shop)
    _wait_for(api, shop, "online", within=TWO_MINUTES)
    eventually(lambda: _newest(stack) == kind.all_clear, within=60, what="an all-clear")

    [incident] = _incidents(api, shop, kind.reason)
    assert seen["status_reason"] == kind.reason
    assert incident["state"] == "resolved"
    problems = [one for one in _letters(stack, kind.says) if one["subject"] != kind.all_clear]
    assert len(problems) == 1


def _incidents(api: Any, shop: Shop, cause: str) -> list[dict[str, Any]]:
    found = api.get(f"incidents?site_id={shop.id}")["data"]
    return [incident for incident in found if incident["cause"] == cause]


def _letters(stack: Any, says: str) -> list[dict[str, Any]]:
    mails = stack.mails(about="The shop")
    return [mail for mail in mails if says in " ".join(mail["text"].split())]


def _newest(stack: Any) -> str:
    """The subject of the newest letter that is no advice about updates."""
    return str(stack.mails(about="The shop")[0]["subject"])


def _an_hour_has_passed(stack: Any) -> None:
    """Who would be told of one site for the fourth time in an hour hears that it flaps instead."""
    with psycopg.connect(stack.told["database_url"], autocommit=True) as database:
        database.execute("update monitor_beliefs set belief = jsonb_set(belief, '{told}', '[]')")


def _move(wordpress: WordPressSite, origin: str) -> None:
    """To HTTPS and a name, as its owner would in Settings, General."""
    wordpress.set_weather(BEHIND_HTTPS)
    wordpress.wp_eval(
        "foreach ( array( 'home', 'siteurl' ) as $name ) {"
        f" update_option( $name, {php_literal(origin)} ); }}"
    )


def _paired(wordpress: WordPressSite, api: Any, origin: str) -> str:
    client = api.get("clients")["data"][0]["id"]
    wish = {"name": "The shop", "url": f"{origin}/", "client_id": client, "tags": []}
    site_id = api.post("sites", wish)["id"]
    connect(wordpress, api.post(f"sites/{site_id}/pairing-codes")["connection_string"])
    return str(site_id)


def _wait_for(api: Any, shop: Shop, status: str, *, within: float) -> None:
    eventually(
        lambda: api.get(f"sites/{shop.id}")["status"] == status,
        within=within,
        what=f"the shop is {status}",
    )
