"""Real WordPresses and the real API: pairing with proof of place, rotation, a revoked key.

Nothing is played here but the queues: what they would carry is carried by hand.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.http_fetcher import SafeHttpFetcher
from chalicelib.adapters.signer import key_id
from chalicelib.adapters.site_client import HttpSiteClient
from chalicelib.events.sites import ProofFetched
from chalicelib.kit.clock import SystemClock
from chalicelib.sites import key_list, platform_keys, proving, service, signing
from chalicelib.sites.approving import Terms
from chalicelib.sites.key_list import KeyList, ListedKey
from chalicelib.sites.signing import Authority
from localstack.demo_site import PLUGIN, connect
from localstack.network import free_port
from localstack.wordpress import WordPressSite
from tests.conftest import Cast
from tests.fakes import root_key
from tests.fakes.served_api import served

pytestmark = pytest.mark.e2e
_YEAR = dt.timedelta(days=365)
_PULL = "( new WP_Wingman\\Plugin( '' ) )->command_puller()->pull()"
_REPORT = "( new WP_Wingman\\Plugin( '' ) )->snapshot_sender()->send( 'manual' )->is_delivered"


@dataclass
class Stage:
    database: Database
    cast: Cast
    sites: list[tuple[WordPressSite, uuid.UUID]]

    def rows(self, query: str) -> list[Any]:
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            return uow.connection.execute(query.encode()).fetchall()

    def publish(self, version: int, *signers: Any, revoked: Any = ()) -> None:
        now = SystemClock().now()
        keys = [
            ListedKey(
                key_id(signer.public_key()),
                signer.public_key(),
                now - dt.timedelta(hours=1) + dt.timedelta(minutes=number),
                now + _YEAR,
                now if signer in revoked else None,
            )
            for number, signer in enumerate(signers)
        ]
        document = key_list.sign(KeyList(version, now, keys), root_key.ROOT)
        with self.database.unit_of_work(DatabaseRole.STAFF) as uow:
            platform_keys.keep_list(
                uow, self.cast.alice, document, root_public_key=root_key.PUBLIC_KEY
            )
            uow.commit()

    def ask(self, act: Any) -> None:
        for _, site_id in self.sites:
            with self.database.unit_of_work(DatabaseRole.STAFF) as uow:
                act(uow, self.cast.alice, site_id)
                uow.commit()

    def sign(self, *signers: Any) -> None:
        authority = Authority(signers, root_key.PUBLIC_KEY, Terms("localhost", [], dt.timedelta()))
        for (command_id,) in self.rows("select id from commands where status = 'requested'"):
            with self.database.unit_of_work(DatabaseRole.SIGNER) as uow:
                signing.sign_command(uow, command_id, authority=authority)
                uow.commit()

    def each(self, php: str, times: int = 1) -> list[Any]:
        """What the PHP returns on each site, all sites at once."""
        with ThreadPoolExecutor(4) as pool:
            return list(
                pool.map(lambda site: site[0].wp_json(f"return {php};"), self.sites * times)
            )


@pytest.fixture
def stage(
    database: Database,
    dynamodb: None,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Stage]:
    from app import app

    port = free_port()
    monkeypatch.setenv("WINGMAN_BASE_URL", f"http://127.0.0.1:{port}")
    settings.load.cache_clear()
    database._clock = SystemClock()
    monkeypatch.setattr(bootstrap, "clock", SystemClock)
    wordpresses = [WordPressSite(root=tmp_path / name) for name in ("one", "two")]
    try:
        made = Stage(database, cast, [])
        made.publish(1, root_key.SIGNER)
        with database.unit_of_work(DatabaseRole.OWNER) as uow:
            platform_keys.register(uow, [root_key.SIGNER])
            uow.commit()
        with served(app, port) as origin:
            for wordpress in wordpresses:
                wordpress.start()
                wordpress.install_plugin(PLUGIN)
                made.sites.append((wordpress, _pair(made, wordpress, origin)))
            yield made
    finally:
        for wordpress in wordpresses:
            wordpress.stop()
        settings.load.cache_clear()


def _pair(stage: Stage, wordpress: WordPressSite, origin: str) -> uuid.UUID:
    """As a person does it: a code from the dashboard, pasted in wp-admin; then we come to look."""
    with stage.database.unit_of_work(DatabaseRole.STAFF) as uow:
        site = service.add_site(
            uow,
            stage.cast.alice,
            name="Shop",
            url=wordpress.url,
            client_id=stage.cast.bob.client_id,
            tags=[],
        )
        code = service.issue_pairing_code(uow, stage.cast.alice, site.id, origin=origin)
        uow.commit()
    connect(wordpress, code.connection_string)
    ((body,),) = stage.rows(
        "select body from outbox where queue = 'prove-site-queue' order by id desc limit 1"
    )
    fetcher = SafeHttpFetcher(demo_origins=frozenset({wordpress.url}))
    answer = HttpSiteClient(fetcher).fetch_proof(body["url"], body["challenge"])
    fetched = ProofFetched(
        site_id=site.id,
        challenge=body["challenge"],
        message=answer.message,
        signature=answer.signature,
        problem=answer.problem,
    )
    with stage.database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert proving.take_proof(uow, fetched, platform=origin).is_connected, answer
        uow.commit()
    return site.id


def test_real_sites_prove_where_they_are_change_their_keys_and_drop_a_revoked_one(
    stage: Stage,
) -> None:
    assert {state for (state,) in stage.rows("select connection from sites")} == {"connected"}

    # New keys for all, while reports go on.
    before = dict(stage.rows("select id, public_key from sites"))
    stage.ask(service.request_rotation)
    stage.sign(root_key.SIGNER)
    with ThreadPoolExecutor(2) as pool:
        reports = pool.submit(stage.each, _REPORT, 3)
        assert stage.each(_PULL) == [["succeeded"], ["succeeded"]]
        assert all(reports.result())
    assert all(stage.each(_REPORT))
    after = dict(stage.rows("select id, public_key from sites"))
    assert all(bytes(after[site]) != bytes(before[site]) for site in before)
    confirmed = stage.rows(
        "select count(*) from site_keys where confirmed_at is not null and retires_at is null"
    )
    assert confirmed == [(2,)]

    # A stolen command key: what it signed lies ready when it is revoked.
    stage.ask(service.request_check)
    stage.sign(root_key.SIGNER)
    revoked_at = SystemClock().now()
    stage.publish(2, root_key.SIGNER, root_key.NEXT_SIGNER, revoked=(root_key.SIGNER,))
    assert stage.each(_PULL) == [[], []]
    assert SystemClock().now() - revoked_at < dt.timedelta(seconds=60)
    versions = stage.each(
        "( new WP_Wingman\\Connection\\Key_List_Store("
        " ( new WP_Wingman\\Plugin( '' ) )->connections()->usable()->root_key ) )->version()"
    )
    assert versions == [2, 2]

    # The same commands, signed anew, are not lost.
    stage.sign(root_key.SIGNER, root_key.NEXT_SIGNER)
    assert stage.each(_PULL) == [["succeeded"], ["succeeded"]]

    # The owner leaves in wp-admin, and we hear of it.
    assert stage.each("( new WP_Wingman\\Plugin( '' ) )->client()->say_goodbye()") == [True, True]
    assert {state for (state,) in stage.rows("select connection from sites")} == {"disconnected"}
