"""A site to talk as: paired for real, with its own key."""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.adapters.signer import LocalSigner
from chalicelib.events.base import Message
from chalicelib.events.sites import ProofFetched, ProofRequested
from chalicelib.identity.model import Actor
from chalicelib.kit import envelope
from chalicelib.sites import pairing, proving, service, signing
from chalicelib.sites.approving import Terms
from chalicelib.sites.model import ConnectedSite, Connection
from chalicelib.sites.signing import Authority
from chalicelib.sites.snapshot import Snapshot
from tests import builders

ORIGIN = "https://wingman.example"
URL = "https://shop.example"


@dataclass(frozen=True)
class PairedSite:
    site: ConnectedSite
    site_key: str
    private_key: Ed25519PrivateKey
    code: str


@pytest.fixture
def alice(uow: UnitOfWork) -> Actor:
    return builders.an_actor(uow)


@pytest.fixture
def site_id(uow: UnitOfWork, alice: Actor) -> uuid.UUID:
    client_id = builders.a_client(uow)
    site = service.add_site(uow, alice, name="Shop", url=URL, client_id=client_id, tags=[])
    return site.id


@pytest.fixture
def pair(uow: UnitOfWork, alice: Actor, site_id: uuid.UUID) -> Callable[[], PairedSite]:
    """Pairs the site (once more at each call)."""

    def paired() -> PairedSite:
        code = service.issue_pairing_code(uow, alice, site_id, origin=ORIGIN).code
        private_key = Ed25519PrivateKey.generate()
        public_key = private_key.public_key().public_bytes_raw()
        welcome = pairing.connect(uow, introduction(code, public_key))
        row = uow.connection.execute(
            "select client_id from sites where id = %s", (site_id,)
        ).fetchone()
        site = ConnectedSite(welcome.site_id, row[0], public_key, URL, Connection.CONNECTED)
        prove(uow, site, private_key)
        return PairedSite(site, welcome.site_key, private_key, code)

    return paired


@pytest.fixture
def paired(pair: Callable[[], PairedSite]) -> PairedSite:
    return pair()


@pytest.fixture
def signer() -> LocalSigner:
    return LocalSigner(bytes(range(32)))


@pytest.fixture
def authority(signer: LocalSigner) -> Authority:
    """What the signer knows by itself: its key, no root key, and passkeys that need not wait."""
    return Authority([signer], None, Terms("wingman.example", [ORIGIN], dt.timedelta(0)))


@pytest.fixture
def sign(uow: UnitOfWork, database: Database, authority: Authority):
    """The signer at work, in its own transaction and with its own role; returns what it tells."""

    def signed(command_id: uuid.UUID, authority: Authority = authority) -> list[Message]:
        uow.commit()
        uow.connection.commit()
        with database.unit_of_work(DatabaseRole.SIGNER) as own:
            signing.sign_command(own, command_id, authority=authority)
            own.commit()
            return own._messages

    return signed


def prove(uow: UnitOfWork, site: ConnectedSite, private_key: Ed25519PrivateKey, **lies):
    """The site's address answers our challenge, with its key; `lies` are other members."""
    asked = [message for message in uow._messages if isinstance(message, ProofRequested)][-1]
    told = {
        "v": 1,
        "aud": ORIGIN,
        "site_id": str(site.id),
        "home_url": asked.url,
        "challenge": asked.challenge,
        **lies,
    }
    body = json.dumps(told).encode()
    signed = private_key.sign(envelope.pre_authentication_encoding(envelope.PROOF, body))
    fetched = ProofFetched(
        site_id=site.id,
        challenge=asked.challenge,
        message=base64.b64encode(body).decode(),
        signature=base64.b64encode(signed).decode(),
    )
    return proving.take_proof(uow, fetched, platform=ORIGIN)


def introduction(code: str, public_key: bytes = bytes(32), home_url: str = URL):
    return pairing.Introduction(
        code=code,
        home_url=home_url,
        public_key=public_key,
        plugin_version="0.1.0",
        wordpress_version="6.8.7",
        php_version="8.3.12",
    )


def a_snapshot(seq: int, *, load_ms: int = 100, **changes) -> Snapshot:
    snapshot = Snapshot(
        seq=seq,
        taken_at=builders.NOW + dt.timedelta(hours=seq),
        reason="schedule",
        plugin_version="0.1.0",
        inventory_hash="a" * 64,
        inventory={"core": {"version": "6.8.7", "update": "6.9"}, "php": {"version": "8.3.12"}},
        vitals={"load_ms": load_ms},
        raw={},
    )
    return replace(snapshot, **changes)
