"""What the API tells an agency: one ordinary day, an empty start, ten thousand sites."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Route

from chalicelib.status_pages import rendering
from chalicelib.status_pages.document import PageDocument
from chalicelib.status_pages.model import Language
from chalicelib.status_pages.outlook import look_at
from tests.e2e.screens.browser import Answer

type Document = dict[str, Any]

NOW = dt.datetime.now(dt.UTC)
PAGE = 1000
GIGABYTE = 10**9

USER = {
    "id": str(uuid.UUID(int=1)),
    "email": "alice@agency.example",
    "name": "Alice Ackermann",
    "role": "admin",
    "client_id": None,
    "locale": "en",
    "site_ids": None,
    "two_factor": {"enabled": False, "required": False},
    "must_enrol": False,
}
CLIENTS = ["Alder & Sons", "Birch Bakery", "Cedar Clinic", "Dogwood Design", "Elm Estates"]
NAMES = [
    "Alder & Sons", "Alder Shop", "Birch Bakery", "Birch Orders", "Cedar Clinic", "Cedar Careers",
    "Dogwood Design", "Elm Estates", "Elm Rentals", "Elm Magazine",
]  # fmt: skip
STATUSES = ["offline", "degraded", "online", "maintenance", "pending", "paused", "unknown"]

OFFLINE, PENDING = str(uuid.UUID(int=100)), str(uuid.UUID(int=104))
FIRST_CLIENT = str(uuid.UUID(int=50))


def ago(**span: float) -> str:
    return _text(NOW - dt.timedelta(**span))


def in_future(**span: float) -> str:
    return _text(NOW + dt.timedelta(**span))


def _text(at: dt.datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def problem(status: int, code: str, title: str, **members: Any) -> Answer:
    return Answer(
        {"title": title, "status": status, "code": code, "request_id": "req_01JZ7", **members},
        status,
    )


BROKEN = problem(500, "unexpected", "Unexpected")
FORBIDDEN = problem(403, "forbidden", "Forbidden")
NOT_FOUND = problem(404, "not_found", "Not found")
SIGNED_OUT = problem(401, "not_signed_in", "Not signed in")


def site(number: int, *, name: str | None = None, **changes: Any) -> Document:
    """The number decides everything, so that a list of any length is always the same."""
    client = number % len(CLIENTS)
    status = STATUSES[number] if number < len(STATUSES) else _mostly_online(number)
    known = status != "pending"
    label = name or f"{NAMES[number % len(NAMES)]} {number + 1}"
    return {
        "id": str(uuid.UUID(int=100 + number)),
        "client_id": str(uuid.UUID(int=50 + client)),
        "client_name": CLIENTS[client],
        "name": label,
        "url": f"https://site-{number + 1}.example/",
        "status": status,
        "status_reason": {"offline": "database_error", "degraded": "slow"}.get(status, "answered"),
        "status_since": ago(hours=1 + number % 90),
        "wordpress_version": ["6.8.7", "6.9.1", "6.7.2", "6.10"][number % 4] if known else None,
        "php_version": ["8.3.12", "8.2.27", "7.4.33", "8.4.1"][number % 4] if known else None,
        "plugin_version": "0.1.0" if known else None,
        "last_seen_at": ago(minutes=number % 60) if known else None,
        "connected_at": ago(days=30 + number % 300) if known else None,
        "paused_until": None,
        "tags": ["shop"] if number % 7 == 0 else [],
        "updates": {
            "core": int(number % 11 == 0),
            "plugins": number % 5 if known else 0,
            "themes": 0,
            "translations": 1,
        },
        "problems": {
            "critical": int(status == "offline"),
            "warning": int(status == "degraded") + int(number % 13 == 0),
        },
        "response_ms": 120 + (number * 37) % 900 if known and status != "offline" else None,
        "created_at": ago(days=31 + number % 300),
        **changes,
    }


def _mostly_online(number: int) -> str:
    return STATUSES[number % len(STATUSES)] if number % 29 == 0 else "online"


SITES = [site(number) for number in range(60)]
CONDITIONS: list[Document] = [
    {"kind": "site_offline", "severity": "critical", "detail": {"reason": "database_error"}},
    {
        "kind": "disk_low",
        "severity": "critical",
        "detail": {"free_bytes": 1_300_000_000, "total_bytes": 40 * GIGABYTE},
    },
    {"kind": "fatal_errors", "severity": "warning", "detail": {"count_24h": 3, "last": None}},
    {
        "kind": "php_outdated",
        "severity": "warning",
        "detail": {"version": "7.4.33", "ends_on": "2022-11-28"},
    },
    {"kind": "cron_dead", "severity": "warning", "detail": {"overdue_seconds": 9000}},
    {"kind": "updates_waiting", "severity": "info", "detail": {"plugins": 4, "themes": 1}},
]


def conditions() -> list[Document]:
    return [
        {"id": str(uuid.UUID(int=900 + number)), "opened_at": ago(hours=3 + 20 * number), **one}
        for number, one in enumerate(CONDITIONS)
    ]


def detail(of: Document, *, state: str = "connected", reported: bool = True) -> Document:
    return {
        **of,
        "numbers": {
            "disk_free_bytes": 1_300_000_000 if reported else None,
            "disk_total_bytes": 40 * GIGABYTE if reported else None,
            "database_bytes": 214_000_000 if reported else None,
            "uploads_bytes": 6_800_000_000 if reported else None,
            "memory_peak_bytes": 96_000_000 if reported else None,
            "load_ms": 412 if reported else None,
            "users_total": 14 if reported else None,
        },
        "conditions": conditions() if of["problems"]["critical"] else [],
        "snapshot_taken_at": ago(minutes=21) if reported else None,
        "connection": {
            "state": state,
            "key_prefix": "wwk_7hQ2" if state == "connected" else None,
        },
        "maintenance": None,
    }


def in_maintenance(of: Document) -> Document:
    window = {
        "window_id": str(uuid.UUID(int=800)),
        "name": "Move to the new server",
        "since": ago(minutes=12),
        "until": in_future(minutes=48),
    }
    return {**detail(of), "status": "maintenance", "maintenance": window}


TIMELINE: list[Document] = [
    ("status_changed", "critical", {"from": "online", "to": "offline", "reason": "database_error"}),
    ("condition_opened", "critical", {"kind": "site_offline", "reason": "database_error"}),
    ("inventory_changed", "info", {}),
    ("condition_closed", "info", {"kind": "updates_waiting"}),
    ("command_finished", "info", {"command": "refresh"}),
    ("status_changed", "info", {"from": "degraded", "to": "online", "reason": "answered"}),
    ("condition_opened", "warning", {"kind": "fatal_errors", "count_24h": 3}),
    ("connected", "info", {}),
    ("site_added", "info", {}),
]  # type: ignore[assignment]


def timeline() -> list[Document]:
    return [
        {
            "id": str(uuid.UUID(int=700 + number)),
            "at": ago(hours=1 + 9 * number),
            "kind": kind,
            "severity": severity,
            "actor": "Alice Ackermann" if kind in ("site_added", "command_finished") else "",
            "detail": figures,
        }
        for number, (kind, severity, figures) in enumerate(TIMELINE)
    ]


def recent() -> list[Document]:
    return [
        {**entry, "site_id": SITES[number]["id"], "site_name": SITES[number]["name"]}
        for number, entry in enumerate(timeline())
    ]


def snapshots() -> Document:
    days = 30
    return {
        "data": [
            {
                "seq": number + 1,
                "taken_at": ago(days=days - number),
                "until": ago(days=days - number - 0.9) if number < days - 1 else None,
                "disk_free_bytes": (60 - number) * GIGABYTE // 10,
                "database_bytes": 180_000_000 + number * 1_200_000,
                "uploads_bytes": (50 + number) * GIGABYTE // 10,
                "memory_peak_bytes": 90_000_000 + (number % 5) * 3_000_000,
                "load_ms": 320 + (number * 53) % 190,
            }
            for number in range(days)
        ]
    }


def uptime(*, days: int = 90) -> Document:
    """Three outages in as many months, a day in maintenance, and a site that breathes."""
    today = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    down = {12: 240.0, 40: 5400.0, 41: 31.5}
    return {
        "site_id": OFFLINE,
        "since": _text(today - dt.timedelta(days=days - 1)),
        "until": _text(today + dt.timedelta(days=1)),
        "resolution": "day",
        "total": _figures(sum(down.values()) if days else 0.0, days=days),
        "points": [
            {
                "at": _text(today - dt.timedelta(days=number)),
                **_figures(down.get(number, 0.0), p50_ms=180 + number * 37 % 90),
            }
            for number in reversed(range(days))
        ],
    }


def _figures(down: float, *, days: int = 1, p50_ms: int = 220) -> Document:
    whole = 86_400.0 * days
    return {
        "uptime": int(100_000 * (whole - down) / whole) / 1000 if days else None,
        "up_seconds": whole - down,
        "down_seconds": down,
        "unknown_seconds": 0.0,
        "maintenance_seconds": 0.0,
        "checks": 1440 * days,
        "p50_ms": p50_ms,
        "p95_ms": p50_ms * 3,
    }


def inventory() -> Document:
    plugins = [
        ("WooCommerce", "woocommerce", "9.8.1", True, "9.9.0"),
        ("Contact Form 7", "contact-form-7", "6.0.6", True, "6.1"),
        ("Yoast SEO", "wordpress-seo", "25.1", True, None),
        ("WP Super Cache", "wp-super-cache", "2.0.0", True, None),
        ("Redirection", "redirection", "5.5.2", True, None),
        ("Hello Dolly", "hello-dolly", "1.7.2", False, None),
    ]
    return {
        "hash": "a" * 64,
        "taken_at": ago(minutes=21),
        "plugins": [
            {
                "file": f"{slug}/{slug}.php", "slug": slug, "name": name, "version": version,
                "active": active, "network_active": False, "update": update, "auto_update": False,
                "author": "",
            }
            for name, slug, version, active, update in plugins
        ],
        "themes": [
            {
                "slug": slug, "name": name, "version": version, "active": active, "parent": None,
                "update": update, "auto_update": False,
            }
            for slug, name, version, active, update in [
                ("storefront", "Storefront", "4.6.0", True, "4.6.1"),
                ("twentytwentyfive", "Twenty Twenty-Five", "1.2", False, None),
            ]
        ],
    }  # fmt: skip


def overview(sites: list[Document]) -> Document:
    attention = [
        {
            "site_id": SITES[number]["id"],
            "site_name": SITES[number]["name"],
            "client_name": SITES[number]["client_name"],
            "kind": one["kind"],
            "severity": one["severity"],
            "since": ago(hours=2 + 7 * number),
            "detail": one["detail"],
        }
        for number, one in enumerate(CONDITIONS)
    ]
    counts = {status: sum(one["status"] == status for one in sites) for status in STATUSES}
    return {
        "sites": {"total": len(sites), **counts},
        "updates_waiting": sum(sum(one["updates"].values()) for one in sites),
        "attention": attention if sites else [],
        "attention_total": len(attention) if sites else 0,
        "recent": recent() if sites else [],
        "fleet": fleet(sites),
    }


def fleet(sites: list[Document]) -> Document:
    day = 86_400.0 * len(sites)
    known: Document = {"checks": 1440 * len(sites), "p50_ms": 284, "p95_ms": 1130}
    nothing: Document = {"checks": 0, "p50_ms": None, "p95_ms": None}

    def figures(days: int, uptime: float) -> Document:
        down = day * days * (1 - uptime / 100)
        return {
            "uptime": uptime if sites else None,
            "up_seconds": day * days - down,
            "down_seconds": down,
            "unknown_seconds": 0.0,
            "maintenance_seconds": 0.0,
            **(known if sites else nothing),
        }

    return {
        "last_24_hours": figures(1, 99.982),
        "last_7_days": figures(7, 99.951),
        "last_30_days": figures(30, 99.947),
        "worst": [],
    }


def wall(sites: list[Document]) -> list[Document]:
    """Each site with thirty days; some were down now and then."""
    same = ("id", "name", "client_id", "client_name", "tags", "status", "status_reason")
    rows = []
    for number, of in enumerate(sites):
        down: list[int | None] = [0] * 30
        down[number % 30] = [0, 0, 40, 5000][number % 4]
        if of["status"] == "pending":
            down = [None] * 30
        rows.append(
            {name: of[name] for name in (*same, "status_since", "response_ms")}
            | {
                "uptime": None if of["status"] == "pending" else 100 - (number % 4) * 0.047,
                "down_seconds": down,
            }
        )
    return rows


def windows() -> list[Document]:
    def one(number: int, name: str, state: str, **changes: Any) -> Document:
        schedule = {
            "starts_at": "2026-11-29T02:30:00",
            "time_zone": "Europe/Berlin",
            "duration_minutes": 60,
            "recurrence": "once",
            "weekdays": [],
            "month_day": None,
            "month_week": None,
            "until": None,
            **changes.pop("schedule", {}),
        }
        scope = {
            "covers_all": False,
            "client_ids": [],
            "site_ids": [],
            "tags": [],
            **changes.pop("scope", {}),
        }
        return {
            "id": str(uuid.UUID(int=800 + number)),
            "name": name,
            "state": state,
            "schedule": schedule,
            "scope": scope,
            "is_down_expected": False,
            "is_automatic": False,
            "is_announced": True,
            "occurrence": {
                "opens_at": "2027-03-28T01:30:00.000Z",
                "closes_at": "2027-03-28T02:30:00.000Z",
                "clock": "regular",
            },
            "sites_count": 12,
            "created_at": ago(days=3),
            "created_by": "Alice Ackermann",
            **changes,
        }

    now = {"opens_at": ago(minutes=12), "closes_at": in_future(minutes=48), "clock": "regular"}
    skipped = {
        "opens_at": "2027-03-28T01:30:00.000Z",
        "closes_at": "2027-03-28T02:30:00.000Z",
        "clock": "skipped",
    }
    weekly = {"recurrence": "weekly", "weekdays": [7]}
    monthly = {"recurrence": "monthly_by_weekday", "weekdays": [2], "month_week": -1}
    everything = {"covers_all": True}
    return [
        one(
            0,
            "Move to the new server",
            "open",
            occurrence=now,
            is_down_expected=True,
            scope={"site_ids": [OFFLINE]},
            sites_count=1,
        ),
        one(
            1,
            "Sunday nights",
            "upcoming",
            is_announced=False,
            schedule=weekly,
            occurrence=skipped,
            scope=everything,
            sites_count=60,
        ),
        one(
            2,
            "Patch Tuesday",
            "upcoming",
            schedule=monthly,
            scope={"client_ids": [FIRST_CLIENT], "tags": ["shop"]},
        ),
        one(3, "Updating WordPress", "past", is_automatic=True, is_announced=False, sites_count=1),
    ]


PREVIEW: Document = {
    "data": [
        {
            "opens_at": f"2027-03-{27 + day}T01:30:00.000Z",
            "closes_at": f"2027-03-{27 + day}T02:30:00.000Z",
            "clock": "skipped" if day == 1 else "regular",
        }
        for day in range(5)
    ]
}


def clients() -> list[Document]:
    return [
        {
            "id": str(uuid.UUID(int=50 + number)),
            "name": name,
            "contact_email": f"office@{name.split()[0].lower()}.example",
            "notes": "Calls on Mondays.\nInvoices by post." if number == 0 else "",
            "sites_count": 12,
            "created_at": ago(days=400 - number * 50),
        }
        for number, name in enumerate(CLIENTS)
    ]


def jobs() -> list[Document]:
    states = ["running", "queued", "succeeded", "failed"]
    return [
        {
            "id": str(uuid.UUID(int=800 + number)),
            "kind": "site_check",
            "state": state,
            "phase": "",
            "progress": 40 if state == "running" else 0,
            "site_id": SITES[number]["id"],
            "site_name": SITES[number]["name"],
            "created_at": ago(minutes=4 + number),
            "started_at": ago(minutes=3 + number) if state != "queued" else None,
            "finished_at": ago(minutes=1 + number) if number > 1 else None,
            "error": {"code": "timed_out", "message": "The site did not fetch the command"}
            if state == "failed"
            else None,
        }
        for number, state in enumerate(states)
    ]


COLLEAGUE, FRIEND = str(uuid.UUID(int=2)), str(uuid.UUID(int=3))


def users() -> list[Document]:
    """The agency's own people, and one or two of each client."""
    people: list[tuple[str, str, str, int | None, bool]] = [
        ("Alice Ackermann", "alice@agency.example", "admin", None, True),
        ("Ben Baumgartner", "ben@agency.example", "admin", None, True),
        ("Clara Conrad", "clara@birch.example", "client", 1, False),
        ("Dana Devi", "dana@agency.example", "support", None, True),
        ("Emil Ekberg", "emil@alder.example", "client", 0, False),
        ("Fatma Fidan", "fatma@cedar.example", "client", 2, True),
        ("Georg Graf", "georg@dogwood.example", "client", 3, False),
        ("Hana Haas", "hana@elm.example", "client", 4, False),
    ]
    return [
        {
            "id": str(uuid.UUID(int=1 + number)),
            "email": email,
            "name": name,
            "role": role,
            "client_id": None if client is None else str(uuid.UUID(int=50 + client)),
            "client_name": None if client is None else CLIENTS[client],
            "is_active": name != "Georg Graf",
            "two_factor_enabled": two_factor,
            "last_login_at": None if number == 7 else ago(hours=2 + 31 * number),
            "created_at": ago(days=300 - number * 20),
            "site_ids": [SITES[2]["id"]] if name == "Fatma Fidan" else None,
        }
        for number, (name, email, role, client, two_factor) in enumerate(people)
    ]


INVITATION = str(uuid.UUID(int=600))


def invitations() -> list[Document]:
    states = ["open", "open", "used", "expired", "revoked"]
    return [
        {
            "id": str(uuid.UUID(int=600 + number)),
            "email": f"{name}@{'agency' if number == 1 else 'cedar'}.example",
            "role": "support" if number == 1 else "client",
            "client_id": None if number == 1 else str(uuid.UUID(int=52)),
            "client_name": None if number == 1 else CLIENTS[2],
            "site_ids": [SITES[2]["id"], SITES[7]["id"]] if number == 0 else None,
            "invited_by": "Alice Ackermann" if number < 4 else None,
            "created_at": ago(days=1 + 9 * number),
            "expires_at": in_future(days=2) if state == "open" else ago(days=number),
            "state": state,
        }
        for number, (name, state) in enumerate(
            zip(["ines", "jonas", "kai", "lea", "mona"], states, strict=True)
        )
    ]


SITE_KEY, LAST_KEY = str(uuid.UUID(int=500)), str(uuid.UUID(int=501))


INCIDENT, SHARED_INCIDENT = str(uuid.UUID(int=900)), str(uuid.UUID(int=901))
STATUS_PAGE = str(uuid.UUID(int=740))
CHANNEL, HOOK = str(uuid.UUID(int=700)), str(uuid.UUID(int=704))
_ALL_CRITICAL = {
    "client_id": None,
    "minimum_severity": "critical",
    "quiet_hours": None,
    "after_minutes": None,
    "repeat_minutes": None,
    "digest": None,
}
_WEEKLY = {"hour": 8, "weekday": 1, "time_zone": "Europe/Berlin"}
_NIGHTS = {
    "starts": "22:00",
    "ends": "06:30",
    "time_zone": "Europe/Berlin",
    "wakes_for_critical": True,
}


def monitor(number: int, kind: str = "http", status: str = "online", **values: Any) -> Document:
    addresses = {"http": "https://shop.example/basket", "tcp": "mail.shop.example"}
    return {
        "id": str(uuid.UUID(int=700 + number)),
        "client_id": FIRST_CLIENT,
        "client_name": CLIENTS[0],
        "site_id": OFFLINE,
        "site_name": SITES[0]["name"],
        "name": f"Monitor {number}",
        "kind": kind,
        "interval_seconds": 60,
        "address": addresses.get(kind, "" if kind == "heartbeat" else "shop.example"),
        "port": 993 if kind == "tcp" else 0,
        "settings": {},
        "secret_names": [],
        "has_ping_url": False,
        "is_paused": status == "paused",
        "status": status,
        "status_reason": "answered",
        "status_detail": "",
        "status_since": ago(hours=5 + number),
        "checked_at": ago(minutes=2),
        "facts": {},
        "created_at": ago(days=30),
        **values,
    }


def monitors() -> list[Document]:
    """One of each kind, and each in another state."""
    return [
        monitor(
            1,
            status="offline",
            name="Basket",
            status_reason="keyword_missing",
            status_detail="Checkout",
            settings={"keyword": "Checkout"},
            secret_names=["X-Api-Key", "basic_auth"],
        ),
        monitor(2, "tcp", name="Mail"),
        monitor(
            3,
            "dns",
            "offline",
            name="Name servers",
            site_id=None,
            site_name=None,
            status_reason="dns_changed",
            status_detail="NS -ns1.dns.example +ns1.elsewhere.example",
        ),
        monitor(
            4,
            "domain",
            "degraded",
            name="shop.example",
            interval_seconds=86_400,
            status_reason="domain_ends",
            status_detail="2026-12-12",
            facts={"domain": "shop.example", "ends_at": in_future(days=21)},
        ),
        monitor(5, "heartbeat", "pending", name="Nightly backup", interval_seconds=3600),
        monitor(6, status="paused", name="Feed"),
    ]


def try_report(**values: Any) -> Document:
    return {
        "status": "offline",
        "reason": "keyword_missing",
        "detail": "Checkout",
        "failed_rule": "keyword",
        "url": "https://shop.example/basket",
        "address": "203.0.113.9",
        "status_code": 200,
        "response_ms": 184,
        "phases": {
            "dns_ms": 12,
            "connect_ms": 21,
            "tls_ms": 44,
            "first_byte_ms": 107,
            "total_ms": 230,
        },
        "certificate": {
            "ends_at": in_future(days=61),
            "issuer": "Let's Encrypt",
            "names": ["shop.example"],
        },
        "headers": {"content-type": "text/html; charset=UTF-8", "server": "nginx"},
        "body": "<!doctype html><title>Basket</title>",
        "is_cut": True,
        "facts": {},
        **values,
    }


def channels() -> list[Document]:
    def one(number: int, kind: str, name: str, hint: str, **changes: Any) -> Document:
        return {
            "id": str(uuid.UUID(int=700 + number)),
            "kind": kind,
            "name": name,
            "hint": hint,
            "is_enabled": True,
            "disabled_at": None,
            "disabled_reason": None,
            "created_at": ago(days=30 + number),
            "last_delivered_at": ago(hours=3 + number),
            "routes": [_ALL_CRITICAL],
            **changes,
        }

    cedar = {
        **_ALL_CRITICAL,
        "client_id": FIRST_CLIENT,
        "minimum_severity": "warning",
        "quiet_hours": _NIGHTS,
    }
    boss = {**_ALL_CRITICAL, "after_minutes": 15, "repeat_minutes": 60}
    weekly = {**_ALL_CRITICAL, "minimum_severity": "info", "digest": _WEEKLY}
    off = {"is_enabled": False, "disabled_at": ago(days=1), "disabled_reason": "HTTP 404"}
    return [
        one(0, "slack", "#on-call", "hooks.slack.com", routes=[cedar, _ALL_CRITICAL]),
        one(1, "teams", "Service desk", "prod-12.westeurope.logic.azure.com", **off),
        one(2, "sms", "Phone of the week", "+49…67", last_delivered_at=None, routes=[boss]),
        one(3, "email", "Everybody", "o…@agency.example", is_enabled=False, routes=[]),
        one(
            4, "webhook", "Ticket system", "tickets.agency.example", routes=[_ALL_CRITICAL, weekly]
        ),
    ]


def incident(number: int, state: str = "resolved", **changes: Any) -> Document:
    """A quarter of an hour on one site; the newest has the lowest number."""
    is_over, began = state == "resolved", hours_ago(number * 20 + 1)
    return {
        "id": str(uuid.UUID(int=900 + number)),
        "title": "Alder & Sons is offline",
        "kind": "site_offline",
        "cause": "database_error",
        "severity": "critical",
        "state": state,
        "shared": "",
        "site_id": OFFLINE,
        "site_name": "Alder & Sons",
        "client_id": FIRST_CLIENT,
        "client_name": "Alder & Sons",
        "monitor_id": None,
        "site_count": 1,
        "started_at": began,
        "acknowledged_at": None if state == "open" else hours_ago(number * 20 + 0.95),
        "acknowledged_by": "" if state == "open" else "Bruno Bauer",
        "resolved_at": hours_ago(number * 20 + 0.75) if is_over else None,
        "duration_seconds": 900.0 if is_over else None,
        **changes,
    }


def incidents() -> list[Document]:
    several = {
        "title": "Several sites on 203.0.113.9 are offline",
        "shared": "203.0.113.9",
        "cause": "connection_failed",
        "site_count": 14,
        **dict.fromkeys(("site_id", "site_name", "client_id", "client_name")),
    }
    return [
        incident(0, "open"),
        incident(1, "acknowledged", **several),
        incident(
            2,
            kind="monitor_http",
            cause="keyword_missing",
            title="Alder & Sons: Basket is failing",
            duration_seconds=9180.0,
        ),
        incident(
            3,
            "open",
            kind="monitor_tcp",
            cause="connection_failed",
            title="Alder & Sons: Mail takes no connections",
        ),
    ]


def affected_site(number: int = 0, **changes: Any) -> Document:
    one = SITES[number]
    return {
        "site_id": one["id"],
        "site_name": one["name"],
        "site_url": one["url"],
        "client_id": one["client_id"],
        "client_name": one["client_name"],
        "monitor_id": None,
        "cause": "database_error",
        "started_at": hours_ago(1),
        "resolved_at": None,
        "duration_seconds": None,
        "address": "203.0.113.9",
        "evidence": {
            "url": one["url"],
            "status_code": 500,
            "detail": "",
            "headers": {"server": "nginx", "content-type": "text/html; charset=UTF-8"},
            "body": "<h1>Error establishing a database connection</h1>\n<script>alert(1)</script>",
            "elapsed_ms": 412,
            "phases": {"dns": 12, "connect": 31, "tls": 48, "first_byte": 310, "total": 412},
            "seen_at": hours_ago(1),
            "seen_from": "eu-central-1",
            "regions": ["eu-central-1", "us-east-1"],
        },
        **changes,
    }


def incident_detail(number: int = 0) -> Document:
    """The first is of one site and open; the second hits fourteen."""
    shown = incidents()[number]
    sites = [affected_site(n) for n in range(1 if number == 0 else 14)]
    return {
        **shown,
        "sites": sites,
        "timeline": [
            incident_event(0, "opened", site_id=OFFLINE, site_name="Alder & Sons"),
            incident_event(4, "escalated", text="Phone of the week"),
            incident_event(5, "reminded", text="#on-call"),
            incident_event(1, "acknowledged", author="Bruno Bauer"),
            incident_event(2, "note", author="Bruno Bauer", text="The host restarts the database."),
        ],
        "changes": [
            {
                "site_id": OFFLINE,
                "site_name": "Alder & Sons",
                "kind": "updated",
                "software": "plugin",
                "name": "WooCommerce",
                "before_version": "9.8.1",
                "version": "9.9.0",
                "seen_at": hours_ago(2),
                "after": hours_ago(3),
            }
        ]
        if number == 0
        else [],
        "post_mortem": None
        if number == 0
        else incident_event(3, "post_mortem", author="Bruno Bauer", text="The disk was full."),
    }


def incident_event(number: int, kind: str, **changes: Any) -> Document:
    return {
        "id": str(uuid.UUID(int=950 + number)),
        "kind": kind,
        "at": hours_ago(1 - number * 0.1),
        "author": "",
        "text": "",
        "site_id": None,
        "site_name": None,
        "is_public": kind != "note",
        **changes,
    }


def hours_ago(hours: float) -> str:
    return ago(minutes=round(hours * 60))


def status_pages() -> list[Document]:
    def one(number: int, slug: str, title: str, **changes: Any) -> Document:
        return {
            "id": str(uuid.UUID(int=740 + number)),
            "client_id": None,
            "slug": slug,
            "url": f"https://wingman.agency.example/status/{slug}/",
            "title": title,
            "language": "en",
            "accent": "#1f4e79",
            "logo": "",
            "domain": None,
            "components": [
                {"id": str(uuid.UUID(int=750)), "name": "Online shop", "site_ids": [OFFLINE]},
                {"id": str(uuid.UUID(int=751)), "name": "Blog", "site_ids": [PENDING]},
            ],
            "is_published": True,
            "shows_degraded": False,
            "tells_changes": True,
            "described_at": ago(minutes=3),
            "created_at": ago(days=30),
            "updated_at": ago(days=2),
            **changes,
        }

    cedar = {"client_id": FIRST_CLIENT, "domain": "status.cedar.example"}
    return [
        one(0, "cedar", "Cedar Bakery", **cedar),
        one(1, "all", "Everything we look after", is_published=False, components=[]),
    ]


def status_page_posts() -> list[Document]:
    def one(number: int, state: str, title: str, text: str, **changes: Any) -> Document:
        return {
            "id": str(uuid.UUID(int=760 + number)),
            "page_id": STATUS_PAGE,
            "thread_id": str(uuid.UUID(int=760 + number)),
            "state": state,
            "title": title,
            "text": text,
            "component_ids": [str(uuid.UUID(int=750))],
            "at": ago(hours=number + 1),
            "starts_at": None,
            "ends_at": None,
            **changes,
        }

    planned = {"starts_at": in_future(hours=20), "ends_at": in_future(hours=21)}
    return [
        one(0, "investigating", "Orders fail", "Some orders cannot be paid. We look into it."),
        one(1, "maintenance", "A new server", "The shop moves to a faster server.", **planned),
    ]


def status_page_preview() -> Document:
    """As the publisher's own renderer draws it."""
    document = PageDocument(
        slug="cedar",
        title="Cedar Bakery",
        language=Language.ENGLISH,
        accent="#1f4e79",
        home="",
        agency_name="Northlight Web Care",
        described_at=NOW,
    )
    outlook = look_at(document, {}, now=NOW)
    return {"html": rendering.page(document, outlook, as_of=NOW, assets=rendering.ABSOLUTE)}


def delivery(number: int, outcome: str, **changes: Any) -> Document:
    return {
        "id": str(uuid.UUID(int=720 + number)),
        "channel_id": CHANNEL,
        "site_id": OFFLINE,
        "subject": "Alder & Sons is offline",
        "is_test": False,
        "outcome": outcome,
        "attempts": 1,
        "receipt": "",
        "reason": "",
        "requested_at": ago(hours=number + 3),
        "held_until": None,
        "tried_at": ago(hours=number + 3),
        **changes,
    }


def deliveries() -> list[Document]:
    held = {"attempts": 0, "tried_at": None, "held_until": in_future(hours=5)}
    return [
        delivery(1, "waiting", subject="Birch Orders has updates waiting", **held),
        delivery(2, "delivered", receipt="a1b2c3d4e5f60718293a4b5c6d7e8f90"),
        delivery(3, "retrying", attempts=2, reason="HTTP 429"),
        delivery(4, "failed", attempts=5, reason="timed_out: no answer in time"),
        delivery(5, "withdrawn", attempts=0, tried_at=None),
    ]


def site_keys() -> Document:
    rows = [
        ("wwk_9fK2QpX7", "active", 3, None, None),
        ("wwk_7hQ2LmNe", "retiring", 93, in_future(hours=20), None),
        ("wwk_Zr8sTt1a", "revoked", 183, ago(days=90), ago(days=91)),
    ]
    return {
        "keys": [
            {
                "id": str(uuid.UUID(int=500 + number)),
                "prefix": prefix,
                "created_at": ago(days=days),
                "last_used_at": ago(minutes=12 + 4000 * number) if number < 2 else None,
                "retires_at": retires_at,
                "revoked_at": revoked_at,
                "state": state,
            }
            for number, (prefix, state, days, retires_at, revoked_at) in enumerate(rows)
        ],
        "public_key": {"fingerprint": "3b7e91c2a04d5f68", "since": ago(days=3)},
        "next_rotation_at": in_future(days=87),
        "rotation_every_days": 90,
    }


NO_SITE_KEYS: Document = {
    "keys": [],
    "public_key": None,
    "next_rotation_at": None,
    "rotation_every_days": 90,
}
APPROVAL = str(uuid.UUID(int=400))


def approvals(state: str = "waiting") -> list[Document]:
    def one(number: int, **changes: Any) -> Document:
        return {
            "id": str(uuid.UUID(int=400 + number)),
            "command": "disconnect",
            "command_id": str(uuid.UUID(int=450 + number)),
            "site_id": SITES[number]["id"],
            "site_name": SITES[number]["name"],
            "requested_by": {"id": USER["id"], "name": USER["name"]},
            "requested_at": ago(minutes=9 + 60 * number),
            "expires_at": in_future(minutes=50),
            "state": state,
            "approvals_needed": 2,
            "approvals": [],
            "decided_by": None,
            "decided_at": None,
            "reason": None,
            "can_approve": True,
            **changes,
        }

    ben = {"id": COLLEAGUE, "name": "Ben Baumgartner"}
    if state == "waiting":
        vote = {"user_id": USER["id"], "name": USER["name"], "at": ago(minutes=5)}
        return [one(0), one(6, requested_by=ben, approvals=[vote], can_approve=False)]
    if state == "expired":
        return []
    decided = {"decided_by": ben, "decided_at": ago(days=2), "can_approve": False}
    return [one(3, **decided, reason="Wrong site." if state == "rejected" else None)]


SECURITY: Document = {
    "two_factor_required": {"admin": True, "support": True, "client": False},
    "two_person_approval": False,
    "destructive_commands_per_hour": 20,
}


def platform_keys(*, signed: bool = True) -> Document:
    return {
        "version": 4 if signed else 0,
        "keys": [
            {
                "kid": f"{word}a41f09c2d7b35e8",
                "state": state,
                "not_before": ago(days=days) if signed else None,
                "not_after": in_future(days=400 - days) if signed else None,
            }
            for word, state, days in [("5f", "active", 20), ("c0", "retiring", 380)]
        ],
        "signed_by_root": signed,
    }


_CHANGES: list[tuple[str, str, str, Document | None, Document | None]] = [
    (
        "user.update",
        "user",
        FRIEND,
        {"role": "support"},
        {"role": "client", "name": "Clara Conrad"},
    ),
    ("site.rotate_keys", "site", OFFLINE, None, {"name": "Alder & Sons 1"}),
    ("invitation.add", "invitation", INVITATION, None, {"email": "ines@cedar.example"}),
    (
        "security_settings.update",
        "security_settings",
        "-",
        {"destructive_commands_per_hour": 50},
        {"destructive_commands_per_hour": 20},
    ),
    ("command.expire", "command", str(uuid.UUID(int=450)), None, {"command": "refresh"}),
    ("user.sign_in", "user", USER["id"], None, None),
    ("client.delete", "client", str(uuid.UUID(int=99)), {"name": "Fir & Sons"}, None),
]


def audit_log(*, count: int = 60) -> list[Document]:
    """Newest first, as the API tells them."""
    return [
        {
            "id": str(uuid.UUID(int=2000 + number)),
            "seq": 1000 - number,
            "at": ago(hours=1 + 5 * number),
            "actor": "system" if action == "command.expire" else USER["email"],
            "user_id": None if action == "command.expire" else USER["id"],
            "client_id": None,
            "action": action,
            "object_kind": kind,
            "object_id": about,
            "before": before,
            "after": after,
            "address": None if action == "command.expire" else "203.0.113.7",
            "request_id": f"req_{number:04d}",
            "hash": f"{number:064x}",
        }
        for number in range(count)
        for action, kind, about, before, after in [_CHANGES[number % len(_CHANGES)]]
    ]


AUDIT_ACTIONS: Document = {
    "actions": sorted({action for action, *_rest in _CHANGES} | {"thing.happen"})
}


def verification(**changes: Any) -> Document:
    return {
        "ok": True,
        "checked": 1000,
        "head": {"seq": 1000, "hash": "ab12" * 16},
        "anchor": {"seq": 992, "at": ago(minutes=31), "ok": True},
        "problems": [],
        "complete": True,
        "resume_after_seq": None,
        "took_ms": 41,
        **changes,
    }


TAMPERED = verification(
    ok=False,
    problems=[
        {"seq": 17, "kind": "changed", "detail": "The entry does not fit its link."},
        {"seq": 400, "kind": "missing", "detail": "Three entries are missing."},
    ],
)


PAIRING_CODE = {
    "code": "7K3M9QPXA2WZ4B6T8N5RJ1CFGH0DVYES",
    "connection_string": "https://wingman.agency.example#7K3M-9QPX-A2WZ-4B6T-8N5R-J1CF-GH0D-VYES",
    "expires_at": in_future(minutes=15),
}


def page_of(items: list[Document]) -> Document:
    return {"data": items, "next_cursor": None, "has_more": False}


def paged(items: list[Document]) -> Any:
    """Answers as the API pages: `limit` at a time, an opaque cursor to the next."""

    def answer(route: Route) -> Answer:
        query = parse_qs(urlsplit(route.request.url).query)
        limit = int(query.get("limit", ["50"])[0])
        start = int(query.get("cursor", ["0"])[0])
        wanted = query.get("client_id", [None])[0]
        chosen = [one for one in items if wanted in (None, one.get("client_id"))]
        end = start + limit
        more = end < len(chosen)
        return Answer(
            {
                "data": chosen[start:end],
                "next_cursor": str(end) if more else None,
                "has_more": more,
            }
        )

    return answer


def by_state(route: Route) -> Answer:
    """The approvals that the address asks for."""
    return Answer(page_of(approvals(parse_qs(urlsplit(route.request.url).query)["state"][0])))


def administration() -> dict[str, Any]:
    """What only administrators ask for."""
    return {
        "GET users": Answer(page_of(users())),
        **{f"GET users/{user['id']}": Answer(user) for user in users()},
        "GET invitations": Answer(page_of(invitations())),
        "GET channels": Answer(page_of(channels())),
        f"GET channels/{CHANNEL}/deliveries": Answer(page_of(deliveries())),
        "GET monitors": Answer(page_of(monitors())),
        "GET maintenance-windows": Answer(page_of(windows())),
        "POST maintenance-windows/preview": Answer(PREVIEW),
        "GET status-pages": Answer(page_of(status_pages())),
        **{f"GET status-pages/{page['id']}": Answer(page) for page in status_pages()},
        f"GET status-pages/{STATUS_PAGE}/subscribers": Answer({"confirmed": 42}),
        f"GET status-pages/{STATUS_PAGE}/posts": Answer(page_of(status_page_posts())),
        "POST status-pages/preview": Answer(status_page_preview()),
        "GET approvals": by_state,
        "GET settings/security": Answer(SECURITY),
        "GET platform-keys": Answer(platform_keys()),
        "GET audit-log": paged(audit_log()),
        "GET audit-log/actions": Answer(AUDIT_ACTIONS),
        f"GET sites/{OFFLINE}/keys": Answer(site_keys()),
        f"GET sites/{PENDING}/keys": Answer(NO_SITE_KEYS),
    }


def a_day(sites: list[Document] = SITES) -> dict[str, Any]:
    """Everything the app asks for when things are as they usually are."""
    one, waiting = SITES[0], SITES[4]
    client = clients()[0]
    return {
        **administration(),
        "GET auth/me": Answer(USER),
        "POST auth/logout": Answer(None, 204),
        "GET analytics/overview": Answer(overview(sites)),
        "GET sites": paged(sites),
        "GET analytics/uptime-wall": paged(wall(sites)),
        "GET jobs": Answer(page_of(jobs())),
        "GET clients": Answer(page_of(clients())),
        f"GET clients/{client['id']}": Answer(client),
        f"GET sites/{one['id']}": Answer(detail(one)),
        f"GET sites/{one['id']}/inventory": Answer(inventory()),
        f"GET sites/{one['id']}/snapshots": Answer(snapshots()),
        f"GET analytics/sites/{one['id']}": Answer(uptime()),
        "GET incidents": Answer(page_of(incidents())),
        f"GET incidents/{INCIDENT}": Answer(incident_detail()),
        f"GET incidents/{SHARED_INCIDENT}": Answer(incident_detail(1)),
        f"GET sites/{one['id']}/timeline": Answer(page_of(timeline())),
        f"POST sites/{one['id']}/check": Answer(jobs()[1], 202),
        f"GET sites/{waiting['id']}": Answer(detail(waiting, state="waiting", reported=False)),
        f"GET sites/{waiting['id']}/timeline": Answer(page_of(timeline()[-1:])),
        f"POST sites/{waiting['id']}/pairing-codes": Answer(PAIRING_CODE, 201),
    }


def nothing_yet() -> dict[str, Any]:
    one = site(2)
    return {
        **a_day([]),
        "GET jobs": Answer(page_of([])),
        "GET clients": Answer(page_of([])),
        f"GET clients/{FIRST_CLIENT}": Answer({**clients()[0], "notes": "", "sites_count": 0}),
        f"GET sites/{OFFLINE}": Answer(
            {**detail({**one, "id": OFFLINE, "status": "pending"}, state="none", reported=False)}
        ),
        f"GET sites/{OFFLINE}/timeline": Answer(page_of([])),
        f"GET analytics/sites/{OFFLINE}": Answer(uptime(days=0)),
        f"GET sites/{OFFLINE}/keys": Answer(NO_SITE_KEYS),
        "GET users": Answer(page_of([])),
        "GET invitations": Answer(page_of([])),
        "GET channels": Answer(page_of([])),
        "GET monitors": Answer(page_of([])),
        "GET incidents": Answer(page_of([])),
        f"GET incidents/{INCIDENT}": Answer(
            {**incident_detail(), "sites": [], "timeline": [], "changes": []}
        ),
        "GET maintenance-windows": Answer(page_of([])),
        "GET status-pages": Answer(page_of([])),
        f"GET status-pages/{STATUS_PAGE}/posts": Answer(page_of([])),
        "GET approvals": Answer(page_of([])),
        "GET platform-keys": Answer(platform_keys(signed=False)),
        "GET audit-log": Answer(page_of([])),
    }


def all_fails(answers: Mapping[str, Any], answer: Answer = BROKEN) -> dict[str, Any]:
    """Signed in, and then everything goes wrong."""
    return {name: Answer(USER) if name == "GET auth/me" else answer for name in answers}
