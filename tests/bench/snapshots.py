"""CPU per snapshot: ours against a plain handler that stores everything, behind the same door."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import psycopg

from chalicelib.kit import envelope
from chalicelib.kit.ids import uuid7
from localstack.postgres import SUPERUSER
from tests.bench.ratio import Ratio, compare
from tests.bench.stage import NoQueue, Stage, a_stage, event_of
from tests.fakes.paired_site import PairedSite, as_bytes, inventory_hash, inventory_of, vitals

PROMISE = 0.2  # an unchanged snapshot costs at most a fifth of the plain handler's
_MONITOR = "/api/v1/wp/monitor"
_MILLISECONDS = 1000


@dataclass
class Kind:
    """One kind of request, its samples per block: CPU of the API, and with PostgreSQL's."""

    app: Any
    events: Iterator[dict[str, Any]]
    api: list[float] = field(default_factory=list)
    in_all: list[float] = field(default_factory=list)


def measure(*, blocks: int = 12, block: int = 40) -> list[Ratio]:
    with a_stage() as stage:
        kinds = _kinds(stage)
        for kind in kinds.values():
            _run(stage, kind, block)  # connections, caches and prepared plans
            kind.api.clear()
            kind.in_all.clear()
        for _ in range(blocks):
            for kind in kinds.values():
                _run(stage, kind, block)
    plain = kinds.pop("plain")
    return [
        ratio
        for name, kind in kinds.items()
        for ratio in (
            compare(
                f"snapshot, {name}: API",
                kind.api,
                plain.api,
                unit="ms CPU",
                at_most=PROMISE if name == "unchanged" else None,
            ),
            compare(
                f"snapshot, {name}: API and PostgreSQL",
                kind.in_all,
                plain.in_all,
                unit="ms CPU",
                at_most=PROMISE if name == "unchanged" else None,
            ),
        )
    ]


def _kinds(stage: Stage) -> dict[str, Kind]:
    from app import app
    from chalicelib import bootstrap
    from tests.bench.plain_handler import PATH, a_plain_app

    bootstrap.queue = NoQueue  # type: ignore[assignment]
    sites = _prepare(stage)
    return {
        "unchanged": Kind(app, _events(sites[0], _MONITOR, _unchanged)),
        "unchanged but sent in full": Kind(app, _events(sites[1], _MONITOR, _in_full)),
        "changed in a figure": Kind(app, _events(sites[2], _MONITOR, _other_figure)),
        "changed in its inventory": Kind(app, _events(sites[3], _MONITOR, _other_inventory)),
        # A plain plugin knows no hash: it sends what it has.
        "plain": Kind(a_plain_app(), _events(sites[4], PATH, _in_full)),
    }


def _prepare(stage: Stage) -> list[PairedSite]:
    from sqlalchemy import create_engine, insert, text

    from chalicelib.adapters import settings
    from tests.bench.plain_handler import Base, PlainSite

    client_id = uuid7()
    with psycopg.connect(stage.cluster.url(SUPERUSER)) as connection:
        connection.execute("insert into clients (id, name) values (%s, 'Client')", (client_id,))
        sites = [
            PairedSite(
                uuid7(), client_id, f"https://shop-{number}.example", settings.load().base_url
            ).store(connection)
            for number in range(5)
        ]
    url = stage.cluster.url(SUPERUSER)
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url))
    with engine.begin() as alchemy:
        Base.metadata.create_all(alchemy)
        alchemy.execute(insert(PlainSite), [{"id": site.id} for site in sites])
        alchemy.execute(text("grant all on all tables in schema public to wingman_worker"))
    engine.dispose()
    return sites


def _events(
    site: PairedSite, path: str, said: Callable[[int], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for seq in count(1):
        now = int(time.time())
        members = said(seq)
        body = as_bytes(site.snapshot(seq=seq, at=now, **members))
        headers = site.headers(envelope.SNAPSHOT, body)
        yield event_of("POST", path, body=body, headers=headers)


def _a_shop(**members: Any) -> dict[str, Any]:
    """Thirty plugins, three of which wait for an update."""
    inventory = inventory_of("https://shop.example", **members)
    for plugin in inventory["plugins"][:3]:
        plugin["update"] = "99.0"
    return inventory


_SHOP = _a_shop()
_SHOP_HASH = inventory_hash(_SHOP)


def _in_full(_: int) -> dict[str, Any]:
    return {"inventory": _SHOP}


def _unchanged(seq: int) -> dict[str, Any]:
    """In full the first time, by its hash from then on, as the plugin does it."""
    return {"inventory": _SHOP if seq == 1 else ..., "inventory_hash": _SHOP_HASH}


def _other_figure(seq: int) -> dict[str, Any]:
    return {**_unchanged(seq), "vitals": vitals(database_bytes=seq * 1024**2)}


def _other_inventory(seq: int) -> dict[str, Any]:
    return {"inventory": _a_shop(translation_updates=seq % 9999)}


def _run(stage: Stage, kind: Kind, block: int) -> None:
    """One block of requests. They are written and signed before the clock starts."""
    events = [next(kind.events) for _ in range(block)]
    database = stage.database_cpu_seconds()
    started = time.process_time()
    answers = [kind.app(event, None) for event in events]
    api = time.process_time() - started
    database = stage.database_cpu_seconds() - database
    assert {answer["statusCode"] for answer in answers} == {202}, answers[0]
    kind.api.append(api / block * _MILLISECONDS)
    kind.in_all.append((api + database) / block * _MILLISECONDS)
