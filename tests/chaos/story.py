"""What 200 sites have to tell in a day: the same story for the same seed."""

import copy
import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.kit import envelope
from tests.fakes.paired_site import PairedSite, as_bytes, inventory_hash, inventory_of, vitals

ADMINS = ("alice@example.com", "amira@example.com")
GIGABYTE = 1024**3
_SITES_PER_CLIENT = 25
# A number is left free after each snapshot: the plugin uses it when we ask for the inventory.
STRIDE = 2


@dataclass(frozen=True)
class Wire:
    """One message as it travels, and the same in full for when the platform asks for it."""

    path: str
    body: bytes
    headers: dict[str, str]
    in_full: "Callable[[], Wire] | None" = None


@dataclass(frozen=True)
class Told:
    """What a site is like at one hour."""

    hour: int
    inventory: dict[str, Any]
    inventory_hash: str
    vitals: dict[str, Any]
    is_news: bool  # the inventory differs from the hour before


@dataclass(frozen=True)
class Story:
    seed: int
    platform: str
    count_of_sites: int
    hours: int

    def sites(self) -> list[PairedSite]:
        chance = Random(self.seed)
        clients = [_id(chance) for _ in range(-(-self.count_of_sites // _SITES_PER_CLIENT))]
        return [
            PairedSite(
                id=_id(chance),
                client_id=clients[number // _SITES_PER_CLIENT],
                home_url=f"https://site-{number:03}.example",
                platform=self.platform,
                site_key=f"wwk_{chance.getrandbits(256):064x}",
                private_key=Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)),
            )
            for number in range(self.count_of_sites)
        ]

    def store(self, connection: psycopg.Connection[Any]) -> None:
        """The agency as it is before the day begins."""
        for number, email in enumerate(ADMINS, start=1):
            connection.execute(
                "insert into users (id, email, name, password_hash, role)"
                " values (%s, %s, %s, '', 'admin')",
                (uuid.UUID(int=number), email, email),
            )
        sites = self.sites()
        for client_id in dict.fromkeys(site.client_id for site in sites):
            connection.execute(
                "insert into clients (id, name) values (%s, %s)", (client_id, f"Client {client_id}")
            )
        for site in sites:
            site.store(connection)

    def messages(self, *, now: int) -> Iterator[list[Wire]]:
        """Each site's messages, in order, all of them sent now."""
        for number, site in enumerate(self.sites()):
            told = _day(site, Random(f"{self.seed}/{number}"), self.hours)
            began = now - (self.hours + 1) * 3600
            yield [
                _report(site, seq=1, day="2026-11-21", now=now),
                *(_snapshot(site, hour, began=began, now=now) for hour in told),
                _report(site, seq=self.hours * STRIDE + 3, day="2026-11-22", now=now),
            ]

    def chaos(self, *, now: int, duplicates: float) -> list[Wire]:
        """All messages, some of them several times, in no order at all."""
        chance = Random(self.seed + 1)
        all_of_them = list(itertools.chain.from_iterable(self.messages(now=now)))
        again = chance.choices(all_of_them, k=int(len(all_of_them) * duplicates))
        arriving = [*all_of_them, *again]
        chance.shuffle(arriving)
        return arriving


def _id(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _day(site: PairedSite, chance: Random, hours: int) -> Iterator[Told]:
    inventory, figures = inventory_of(site.home_url), vitals()
    known = ""
    for hour in range(1, hours + 1):
        if hour > 1 and chance.random() < 0.3:
            inventory, figures = copy.deepcopy(inventory), copy.deepcopy(figures)
            chance.choice(_EVENTS)(inventory, figures, chance)
        digest = inventory_hash(inventory)
        yield Told(hour, inventory, digest, figures, is_news=digest != known)
        known = digest


# Figures keep out of the bands in which the former verdict counts (10 to 12 % of a disk, 10 to 19
# fatal errors, half an hour to two hours of overdue cron): there the order would matter, rightly.


def _disk(_: dict[str, Any], figures: dict[str, Any], chance: Random) -> None:
    figures["disk_free_bytes"] = chance.choice([1, 6, 40, 60]) * GIGABYTE


def _fatal_errors(_: dict[str, Any], figures: dict[str, Any], chance: Random) -> None:
    count = chance.choice([0, 0, 3, 25, 40])
    error = {"message": "Uncaught Error", "file": "shop.php", "line": 7, "at": 1_795_000_000}
    figures["fatal_errors"] = {"count_24h": count, "last": [error] if count else []}


def _cron(_: dict[str, Any], figures: dict[str, Any], chance: Random) -> None:
    overdue = chance.choice([0, 3 * 3600])
    figures["cron"] = {"enabled": True, "overdue_events": 1, "oldest_overdue_seconds": overdue}


def _growth(_: dict[str, Any], figures: dict[str, Any], chance: Random) -> None:
    figures["database_bytes"] += chance.randint(1, 5) * 1024**2


def _offer(inventory: dict[str, Any], _: dict[str, Any], chance: Random) -> None:
    plugin = chance.choice(inventory["plugins"])
    plugin["update"] = plugin["update"] or f"{plugin['version']}.{chance.randint(1, 9)}"


def _install(inventory: dict[str, Any], _: dict[str, Any], chance: Random) -> None:
    waiting = [plugin for plugin in inventory["plugins"] if plugin["update"]]
    for plugin in waiting[: chance.randint(1, 3)]:
        plugin["version"], plugin["update"] = plugin["update"], None


def _core(inventory: dict[str, Any], _: dict[str, Any], chance: Random) -> None:
    inventory["core"]["update"] = chance.choice([None, "6.8.8", "7.0"])


def _health(inventory: dict[str, Any], _: dict[str, Any], chance: Random) -> None:
    critical = chance.choice([0, 1])
    issues = [{"test": "x", "label": "Something is off", "status": "critical"}] * critical
    inventory["site_health"] = {"good": 9, "recommended": 1, "critical": critical, "issues": issues}


_EVENTS = [
    _disk,
    _disk,
    _fatal_errors,
    _fatal_errors,
    _cron,
    _growth,
    _offer,
    _install,
    _core,
    _health,
]


def _snapshot(site: PairedSite, told: Told, *, began: int, now: int) -> Wire:
    def wire(seq: int, inventory: Any, in_full: Callable[[], Wire] | None = None) -> Wire:
        message = site.snapshot(
            seq=seq,
            at=now,
            taken_at=began + told.hour * 3600,
            inventory=inventory,
            inventory_hash=told.inventory_hash,
            vitals=told.vitals,
        )
        body = as_bytes(message)
        headers = site.headers(envelope.SNAPSHOT, body)
        return Wire("/api/v1/wp/monitor", body, headers, in_full)

    seq = told.hour * STRIDE
    if told.is_news:
        return wire(seq, told.inventory)
    return wire(seq, ..., lambda: wire(seq + 1, told.inventory))


def _report(site: PairedSite, *, seq: int, day: str, now: int) -> Wire:
    body = as_bytes(site.daily_report(seq=seq, at=now, day=day))
    headers = site.headers(envelope.DAILY_REPORT, body)
    return Wire("/api/v1/wp/daily-report", body, headers)
