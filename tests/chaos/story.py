"""What 200 sites have to tell in a day: the same story for the same seed."""

import copy
import itertools
import time
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
_FRESH_SECONDS = 200


@dataclass(frozen=True)
class Wire:
    """One message as it travels."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Message:
    """What a site wants to say, and the same in full for when the platform asks for it.

    It is signed when it is first sent; every copy is that one to the byte. Only on a machine so
    slow that it would be refused as stale it is signed anew, as the plugin does it.
    """

    sign: Callable[[int], Wire]
    in_full: "Message | None" = None
    _signed: tuple[int, Wire] | None = None

    def wire(self) -> Wire:
        now = int(time.time())
        signed = self._signed
        if signed is None or now - signed[0] > _FRESH_SECONDS:
            signed = self._signed = (now, self.sign(now))
        return signed[1]


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

    def messages(self, *, ends: int) -> Iterator[list[Message]]:
        """Each site's messages of the day that `ends` then, in order."""
        for number, site in enumerate(self.sites()):
            told = _day(site, Random(f"{self.seed}/{number}"), self.hours)
            began = ends - (self.hours + 1) * 3600
            yield [
                _report(site, seq=1, day="2026-11-21"),
                *(_snapshot(site, hour, began=began) for hour in told),
                _report(site, seq=self.hours * STRIDE + 3, day="2026-11-22"),
            ]

    def chaos(self, *, ends: int, duplicates: float) -> list[Message]:
        """All messages, some of them several times, in no order at all."""
        chance = Random(self.seed + 1)
        all_of_them = list(itertools.chain.from_iterable(self.messages(ends=ends)))
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


def _snapshot(site: PairedSite, told: Told, *, began: int) -> Message:
    def sign(now: int, seq: int, inventory: Any) -> Wire:
        message = site.snapshot(
            seq=seq,
            at=now,
            taken_at=began + told.hour * 3600,
            inventory=inventory,
            inventory_hash=told.inventory_hash,
            vitals=told.vitals,
        )
        return _wire(site, "/api/v1/wp/monitor", envelope.SNAPSHOT, message)

    seq = told.hour * STRIDE
    if told.is_news:
        return Message(lambda now: sign(now, seq, told.inventory))
    again = Message(lambda now: sign(now, seq + 1, told.inventory))
    return Message(lambda now: sign(now, seq, ...), in_full=again)


def _report(site: PairedSite, *, seq: int, day: str) -> Message:
    def sign(now: int) -> Wire:
        message = site.daily_report(seq=seq, at=now, day=day)
        return _wire(site, "/api/v1/wp/daily-report", envelope.DAILY_REPORT, message)

    return Message(sign)


def _wire(site: PairedSite, path: str, kind: str, message: dict[str, Any]) -> Wire:
    body = as_bytes(message)
    return Wire(path, body, site.headers(kind, body))
