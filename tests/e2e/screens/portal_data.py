"""What the API tells a client of the agency: one day in the life of four websites."""

import datetime as dt
import uuid
from typing import Any

from tests.e2e.screens.admin_data import fleet, in_future, uptime
from tests.e2e.screens.browser import Answer

NOW = dt.datetime.now(dt.UTC)
CLIENT_ID = str(uuid.UUID(int=1))
SITE_IDS = [str(uuid.UUID(int=10 + number)) for number in range(4)]
OVEN, SHOP, BLOG, STUDIO = SITE_IDS

USER = {
    "id": str(uuid.UUID(int=2)),
    "email": "mara@birch-bakery.example",
    "name": "Mara Birch",
    "role": "client",
    "client_id": CLIENT_ID,
    "locale": "en",
    "site_ids": None,
    "two_factor": {"enabled": False, "required": False},
    "must_enrol": False,
}
SIGNED_IN = {"GET auth/me": Answer(USER)}
SIGNED_OUT = {"GET auth/me": Answer({"code": "not_signed_in", "title": "Not signed in"}, 401)}
BROKEN = Answer({"code": "unexpected", "title": "Unexpected", "request_id": "req_01HX"}, 500)


def ago(**span: float) -> str:
    return (NOW - dt.timedelta(**span)).isoformat().replace("+00:00", "Z")


def site(
    number: int, name: str, url: str, status: str = "online", **changes: Any
) -> dict[str, Any]:
    return {
        "id": SITE_IDS[number],
        "client_id": CLIENT_ID,
        "client_name": "Birch Bakery",
        "name": name,
        "url": url,
        "status": status,
        "status_reason": "",
        "status_since": ago(days=3),
        "wordpress_version": "6.8.7",
        "php_version": "8.3.12",
        "plugin_version": "0.1.0",
        "last_seen_at": ago(minutes=12),
        "connected_at": ago(days=40),
        "paused_until": None,
        "tags": [],
        "updates": {"core": 0, "plugins": 0, "themes": 0, "translations": 0},
        "problems": {"critical": 0, "warning": 0},
        "response_ms": 214,
        "created_at": ago(days=41),
        **changes,
    }


SITES = [
    site(0, "Birch Bakery", "https://birch-bakery.example/"),
    site(
        1,
        "Birch Shop",
        "https://shop.birch-bakery.example/",
        "offline",
        status_reason="database_error",
        status_since=ago(minutes=9),
        problems={"critical": 1, "warning": 1},
        response_ms=1840,
        updates={"core": 1, "plugins": 3, "themes": 1, "translations": 2},
    ),
    site(
        2,
        "Sourdough Stories",
        "https://stories.birch-bakery.example/",
        updates={"core": 0, "plugins": 2, "themes": 0, "translations": 0},
    ),
    site(
        3,
        "Baking Studio",
        "https://studio.birch-bakery.example/",
        "pending",
        last_seen_at=None,
        connected_at=None,
        response_ms=None,
    ),
]


def condition(
    number: int, kind: str, severity: str, opened_at: str, /, **detail: Any
) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=100 + number)),
        "kind": kind,
        "severity": severity,
        "opened_at": opened_at,
        "detail": detail,
    }


def event(
    number: int, kind: str, at: str, severity: str = "info", /, **detail: Any
) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=200 + number)),
        "at": at,
        "kind": kind,
        "severity": severity,
        "actor": "",
        "detail": detail,
    }


TIMELINE = [
    event(0, "condition_opened", ago(minutes=9), "critical", kind="site_offline"),
    event(
        1,
        "status_changed",
        ago(minutes=9),
        "critical",
        **{"from": "online", "to": "offline", "reason": "database_error"},
    ),
    event(2, "condition_opened", ago(hours=5), "info", kind="updates_waiting", plugins=3, themes=1),
    event(3, "inventory_changed", ago(days=2)),
    event(4, "condition_closed", ago(days=3), kind="disk_low"),
    event(5, "connected", ago(days=40)),
    event(6, "site_added", ago(days=41)),
]


def page_of(items: list[Any], next_cursor: str | None = None) -> dict[str, Any]:
    return {"data": items, "next_cursor": next_cursor, "has_more": next_cursor is not None}


def overview(recent: list[dict[str, Any]]) -> dict[str, Any]:
    statuses = ("online", "degraded", "offline", "maintenance", "unknown", "pending", "paused")
    return {
        "sites": {"total": len(SITES), **dict.fromkeys(statuses, 0), "online": 2, "offline": 1},
        "updates_waiting": 7,
        "attention": [],
        "attention_total": 0,
        "fleet": fleet([]),
        "recent": recent,
    }


def detail(number: int, *conditions: dict[str, Any]) -> dict[str, Any]:
    numbers = ("disk_free_bytes", "disk_total_bytes", "database_bytes", "uploads_bytes")
    connected = SITES[number]["connected_at"] is not None
    return {
        **SITES[number],
        "numbers": dict.fromkeys((*numbers, "memory_peak_bytes", "load_ms", "users_total")),
        "conditions": list(conditions),
        "snapshot_taken_at": SITES[number]["last_seen_at"],
        "connection": {"state": "connected" if connected else "waiting", "key_prefix": None},
        "maintenance": None,
    }


def outage(number: int, noticed: str, *, since: str, until: str | None = None) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=300 + number)),
        "incident_id": str(uuid.UUID(int=320 + number)),
        "site_id": SHOP,
        "site_name": "Birch Shop",
        "noticed": noticed,
        "started_at": since,
        "resolved_at": until,
        "duration_seconds": _seconds(since, until) if until else None,
        "is_looked_after": True,
        "words": [],
    }


def _seconds(since: str, until: str) -> float:
    return (dt.datetime.fromisoformat(until) - dt.datetime.fromisoformat(since)).total_seconds()


def said(text: str, at: str, *, is_report: bool = False) -> dict[str, Any]:
    return {"at": at, "text": text, "is_report": is_report}


OUTAGES = [
    {
        **outage(0, "error_page", since=ago(minutes=9)),
        "words": [said("We have found it. The shop is back within the hour.", ago(minutes=4))],
    },
    {
        **outage(1, "not_reachable", since=ago(days=20, minutes=95), until=ago(days=20)),
        "words": [
            said("Our provider is repairing a router.", ago(days=20, minutes=70)),
            said(
                "A router had failed.\nThe shop now has a second way to the world.",
                ago(days=19),
                is_report=True,
            ),
        ],
    },
    outage(2, "nothing", since=ago(days=31, hours=3), until=ago(days=31)),
]


def planned(number: int, name: str, opens: str, closes: str, *sites: int) -> dict[str, Any]:
    return {
        "window_id": str(uuid.UUID(int=400 + number)),
        "name": name,
        "opens_at": opens,
        "closes_at": closes,
        "sites": [{"id": SITE_IDS[one], "name": SITES[one]["name"]} for one in sites],
        "sites_count": len(sites),
    }


PLANNED = [
    planned(0, "New pictures", ago(minutes=10), in_future(hours=1), 2),
    planned(1, "A faster server", in_future(days=2), in_future(days=2, hours=1), 0, 1, 2, 3),
]

NAMED = [{**entry, "site_id": SHOP, "site_name": "Birch Shop"} for entry in TIMELINE]
TROUBLES = (
    condition(0, "site_offline", "critical", ago(minutes=9), reason="database_error"),
    condition(1, "php_outdated", "warning", ago(days=12), version="8.1.2"),
    condition(2, "updates_waiting", "info", ago(hours=5), plugins=3, themes=1),
)

LOADED = {
    **SIGNED_IN,
    "GET sites": Answer(page_of(SITES)),
    "GET analytics/overview": Answer(overview(NAMED)),
    "GET planned-maintenance": Answer(page_of(PLANNED)),
    "GET outages": Answer(page_of(OUTAGES, "older")),
    f"GET analytics/sites/{SHOP}": Answer(uptime()),
    f"GET sites/{SHOP}": Answer(detail(1, *TROUBLES)),
    f"GET sites/{SHOP}/timeline": Answer(page_of(TIMELINE, "older")),
    f"GET analytics/sites/{OVEN}": Answer(uptime()),
    f"GET sites/{OVEN}": Answer(detail(0)),
    f"GET sites/{OVEN}/timeline": Answer(page_of(TIMELINE[4:])),
    f"GET analytics/sites/{STUDIO}": Answer(uptime(days=0)),
    f"GET sites/{STUDIO}": Answer(detail(3)),
    f"GET sites/{STUDIO}/timeline": Answer(page_of([])),
}
EMPTY = {
    **SIGNED_IN,
    "GET sites": Answer(page_of([])),
    "GET planned-maintenance": Answer(page_of([])),
    "GET analytics/overview": Answer(overview([])),
    "GET outages": Answer(page_of([])),
}
FAILING = {
    **SIGNED_IN,
    "GET sites": BROKEN,
    "GET analytics/overview": BROKEN,
    "GET planned-maintenance": BROKEN,
    "GET outages": BROKEN,
    f"GET sites/{SHOP}": BROKEN,
    f"GET sites/{SHOP}/timeline": BROKEN,
}
