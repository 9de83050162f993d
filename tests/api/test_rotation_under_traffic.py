"""A thousand sites change their keys while they talk, and lose nothing; a revoked key is dead.

The sites are told to rotate while they report and pull. Answers get lost, are repeated, and sites
crash at every step of the change; each keeps to what it has written down, as the plugin does.
"""

import base64
import datetime as dt
import json
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.signer import key_id
from chalicelib.kit import envelope
from chalicelib.kit.clock import FixedClock, unix
from chalicelib.kit.ids import uuid7
from chalicelib.sites import key_list, platform_keys, policy, rotation, signing
from chalicelib.sites.approving import Terms
from chalicelib.sites.key_list import KeyList
from chalicelib.sites.signing import Authority
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.contract import command_gate
from tests.fakes import root_key
from tests.fakes.paired_site import PairedSite, as_bytes

_SITES = 1000
_SOME = 50
_TERMS = Terms("localhost", [], dt.timedelta(0))


@dataclass
class Plugin:
    """What a site has written down, and how it goes by it, as the plugin does."""

    site: PairedSite
    clock: FixedClock
    root: bytes | None = root_key.PUBLIC_KEY
    seq: int = 0
    staged: Ed25519PrivateKey | None = None
    site_keys: list[str] = field(default_factory=list)
    pending: list[dict[str, Any]] = field(default_factory=list)
    keys: KeyList | None = None
    ran: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.site_keys = [self.site.site_key]
        self.key = self.site.private_key

    def report(self, api: Api) -> Answered:
        self.seq += 1
        at = unix(self.clock.now())
        body = as_bytes(self.site.snapshot(seq=self.seq, at=at))
        return self._send(api, "POST", "wp/monitor", envelope.SNAPSHOT, body)

    def pull(self, api: Api, loses: str = "") -> None:
        """Fetch commands and run them; `loses` names the step at which this site crashes."""
        for message in list(self.pending):
            self._result(api, message, loses="")
        version = self.keys.version if self.keys else 0
        root_kid = key_id(self.root) if self.root else None
        message = self.site.message(
            at=unix(self.clock.now()), key_list_version=version, root_kid=root_kid
        )
        body = as_bytes(message)
        answer = self._send(api, "GET", "wp/commands", envelope.PULL, body).json
        if answer["key_list"]:
            self.keys = key_list.read(answer["key_list"], root_public_key=root_key.PUBLIC_KEY)
        for sealed in answer["commands"]:
            self._run(api, sealed, loses)

    def accepts(self, sealed: dict[str, str]) -> bool:
        now = self.clock.now()
        good = [key for key in (self.keys.keys if self.keys else ()) if key.is_good(now)]
        case = {
            "now": unix(now),
            "site": {"site_id": str(self.site.id), "aud": self.site.home_url},
            "platform_keys": [
                {"kid": k.kid, "public_key": base64.b64encode(k.public_key).decode()} for k in good
            ],
            "envelope": sealed,
        }
        return command_gate.accepts(case)

    def _run(self, api: Api, sealed: dict[str, str], loses: str) -> None:
        payload = json.loads(base64.b64decode(sealed["payload"]))
        if payload["nonce"] in self.ran:
            return
        if not self.accepts(sealed):
            self.refused.append(payload["cmd_id"])
            return
        self.ran.append(payload["nonce"])
        output = {}
        if payload["cmd"] == "rotate_keys":
            self.staged = Ed25519PrivateKey.generate()
            public = self.staged.public_key().public_bytes_raw()
            output = {"new_public_key": base64.b64encode(public).decode()}
        result = {"command_id": payload["cmd_id"], "status": "succeeded", "output": output}
        self.pending.append(result)
        self._result(api, result, loses)

    def _result(self, api: Api, result: dict[str, Any], loses: str) -> None:
        if loses == "the way there":
            return
        message = self.site.message(at=unix(self.clock.now()), progress=100, **result)
        path = f"wp/commands/{result['command_id']}/result"
        answer = self._send(api, "POST", path, envelope.RESULT, as_bytes(message))
        if loses == "the way back":
            return
        assert answer.status == 200 or answer.code == "duplicate"
        self.pending.remove(result)
        if not result["output"] or loses == "the moment before it is written":
            return
        self.key = self.staged or self.key
        self.site_keys.insert(0, answer.json.get("site_key") or self.site_keys[0])

    def _send(self, api: Api, method: str, path: str, kind: str, body: bytes) -> Answered:
        answer = None
        for site_key in dict.fromkeys(self.site_keys):
            speaker = PairedSite(
                self.site.id,
                self.site.client_id,
                self.site.home_url,
                self.site.platform,
                site_key,
                self.key,
            )
            headers = speaker.headers(kind, body)
            if method == "GET":
                headers["X-Wingman-Message"] = base64.b64encode(body).decode()
                body_sent = None
            else:
                body_sent = body
            answer = api.send(method, path, body=body_sent, headers=headers)
            if answer.status != 401 or not answer.code.startswith("site_key_"):
                break
        assert answer is not None
        return answer


@pytest.fixture
def plugins(
    database: Database, cast: Cast, clock: FixedClock, request: pytest.FixtureRequest
) -> list[Plugin]:
    count = _SITES if request.node.get_closest_marker("slow") else _SOME
    made = [
        Plugin(
            PairedSite(
                uuid7(), cast.bob.client_id, f"https://s{number}.example", settings.load().base_url
            ),
            clock,
        )
        for number in range(count)
    ]
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        for plugin in made:
            plugin.site.store(uow.connection)
        # The database dates them by its own clock, and the test's stands still.
        now = clock.now()
        uow.connection.execute(
            "update site_keys set created_at = %s, confirmed_at = %s", (now, now)
        )
        uow.commit()
    _publish(database, cast)
    return made


def _publish(database: Database, cast: Cast, *keys: Any, version: int = 1) -> None:
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        document = root_key.signed_list(*keys, version=version)
        platform_keys.keep_list(uow, cast.alice, document, root_public_key=root_key.PUBLIC_KEY)
        uow.commit()


def _sign_all(database: Database, *signers: Any) -> int:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        waiting = uow.connection.execute(
            "select id from commands where status = 'requested'"
        ).fetchall()
    authority = Authority(signers, root_key.PUBLIC_KEY, _TERMS)
    for (command_id,) in waiting:
        with database.unit_of_work(DatabaseRole.SIGNER) as uow:
            signing.sign_command(uow, command_id, authority=authority)
            uow.commit()
    return len(waiting)


def _ask_all(database: Database, name: str) -> None:
    from chalicelib.sites.commanding import request_command

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        sites = uow.connection.execute("select id, client_id from sites order by id").fetchall()
        (by,) = uow.connection.execute("select id from users where role = 'admin'").fetchone()
        for site_id, client_id in sites:
            request_command(uow, site_id=site_id, client_id=client_id, name=name, requested_by=by)
        uow._messages.clear()
        uow.commit()


def _rotate_everybody(database: Database) -> int:
    asked = 0
    while True:
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            now = rotation.rotate_due_keys(uow)
            uow._messages.clear()
            uow.commit()
        if not now:
            return asked
        asked += now


@pytest.mark.slow
def test_a_thousand_sites_change_their_keys_under_traffic_and_none_is_lost(
    api: Api, database: Database, plugins: list[Plugin], clock: FixedClock
) -> None:
    chance = random.Random(11)
    clock.advance(policy.SITE_KEY_ROTATION)
    before = {plugin.site.id: (plugin.site_keys[0], plugin.key) for plugin in plugins}

    asked = _rotate_everybody(database)
    _sign_all(database, root_key.SIGNER)
    crashes = ("", "", "the way there", "the way back", "the moment before it is written")
    for plugin in plugins:
        assert plugin.report(api).status == 202
        plugin.pull(api, loses=chance.choice(crashes))
        assert plugin.report(api).status == 202
    clock.advance(dt.timedelta(hours=1))
    for plugin in plugins:
        plugin.pull(api)
        assert plugin.report(api).status == 202

    # Old keys have run out by now, where new ones were used.
    clock.advance(policy.SITE_KEY_OVERLAP + dt.timedelta(minutes=1))
    lost = [plugin.site.id for plugin in plugins if plugin.report(api).status != 202]
    renewed = [p for p in plugins if (p.site_keys[0], p.key) != before[p.site.id]]
    print(f"\n{asked} sites asked, {len(renewed)} renewed, {len(lost)} lost")
    assert asked == _SITES
    assert lost == []
    # Who forgot the answer for good is asked again the day after, and has new keys then.
    _rotate_everybody(database)
    _sign_all(database, root_key.SIGNER)
    for plugin in plugins:
        plugin.pull(api)
        assert plugin.report(api).status == 202
    assert all((p.site_keys[0], p.key) != before[p.site.id] for p in plugins)


@pytest.mark.slow
def test_our_command_key_changes_under_traffic_and_every_command_runs_once(
    api: Api, database: Database, cast: Cast, plugins: list[Plugin], clock: FixedClock
) -> None:
    both = (
        root_key.listed(root_key.SIGNER, not_after=clock.now() + dt.timedelta(days=7)),
        root_key.listed(root_key.NEXT_SIGNER, not_before=clock.now()),
    )
    half = len(plugins) // 2

    _ask_all(database, "ping")
    _sign_all(database, root_key.SIGNER)
    for plugin in plugins[:half]:
        plugin.pull(api)
    _publish(database, cast, *both, version=2)
    _ask_all(database, "ping")
    _sign_all(database, root_key.SIGNER, root_key.NEXT_SIGNER)
    for plugin in plugins:
        plugin.pull(api)

    assert [plugin.refused for plugin in plugins if plugin.refused] == []
    assert {len(plugin.ran) for plugin in plugins} == {2}
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        by_key = uow.connection.execute(
            "select envelope ->> 'keyid', count(*) from commands group by 1 order by 2"
        ).fetchall()
        ended = uow.connection.execute(
            "select count(*) from commands where status = 'succeeded'"
        ).fetchone()
    assert dict(by_key) == {
        key_id(root_key.SIGNER.public_key()): _SITES,
        key_id(root_key.NEXT_SIGNER.public_key()): _SITES,
    }
    assert ended == (2 * _SITES,)
    print(f"\n{2 * _SITES} commands under two keys: all ran once, none refused")


def test_a_revoked_key_is_dead_with_the_next_pull(
    api: Api, database: Database, cast: Cast, plugins: list[Plugin], clock: FixedClock
) -> None:
    """Commands that it signed lie ready, a minute old; no site runs them, and none is lost."""
    _ask_all(database, "ping")
    _sign_all(database, root_key.SIGNER)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        stolen = uow.connection.execute("select envelope from commands").fetchall()
    assert all(sealed for (sealed,) in stolen)

    revoked_at = clock.now()
    revoked = root_key.listed(root_key.SIGNER, revoked_at=revoked_at)
    _publish(database, cast, revoked, root_key.listed(root_key.NEXT_SIGNER), version=2)
    clock.advance(dt.timedelta(seconds=30))
    for plugin in plugins:
        plugin.pull(api)
    dead_after = clock.now() - revoked_at

    assert [plugin.ran for plugin in plugins if plugin.ran] == []
    assert not any(plugin.accepts(sealed) for plugin in plugins for (sealed,) in stolen)
    _sign_all(database, root_key.SIGNER, root_key.NEXT_SIGNER)
    for plugin in plugins:
        plugin.pull(api)
    assert {len(plugin.ran) for plugin in plugins} == {1}
    assert dead_after < dt.timedelta(seconds=60)
    print(f"\nrevoked: dead at every site that pulls, here after {dead_after.seconds} s")


def test_the_platform_signs_with_no_key_that_is_not_on_the_list(
    database: Database, cast: Cast, plugins: list[Plugin]
) -> None:
    _publish(database, cast, root_key.listed(root_key.NEXT_SIGNER), version=2)
    _ask_all(database, "ping")

    with pytest.raises(platform_keys.NoSigningKey):
        _sign_all(database, root_key.SIGNER)

    assert bootstrap.root_public_key() == root_key.PUBLIC_KEY
