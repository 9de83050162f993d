"""Takes the pictures of the landing page: the built admin app on an ordinary day, light and dark.

    python -m tools.portrait

Run it when Home has changed its looks; the pictures are committed.
"""

import base64
import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from chalicelib.kit.clock import SystemClock
from tests.e2e.screens.browser import SCHEMES, Answer, built_origin, chromium, opened

PICTURES = Path(__file__).resolve().parents[1] / "frontend" / "apps" / "landing" / "public"
WIDTH, HEIGHT = 1120, 700
# Twice as sharp for good screens, once for plain ones, and small for phones.
PICTURE_WIDTHS = (2 * WIDTH, WIDTH, 720)
QUALITY = 0.74

NOW = SystemClock().now()
USER = {
    "id": str(uuid.UUID(int=1)),
    "email": "ada@agency.example",
    "name": "Ada Alder",
    "role": "admin",
    "client_id": None,
    "locale": "en",
}
COUNTS = {
    "online": 137,
    "degraded": 1,
    "offline": 1,
    "maintenance": 2,
    "unknown": 0,
    "pending": 1,
    "paused": 2,
}


def ago(**span: float) -> str:
    return (NOW - dt.timedelta(**span)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def needs(
    number: int, site: str, client: str, kind: str, severity: str, since: str, /, **detail: Any
) -> dict[str, Any]:
    return {
        "site_id": str(uuid.UUID(int=100 + number)),
        "site_name": site,
        "client_name": client,
        "kind": kind,
        "severity": severity,
        "since": since,
        "detail": detail,
    }


def happened(
    number: int, site: str, kind: str, severity: str, at: str, /, **detail: Any
) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=200 + number)),
        "site_id": str(uuid.UUID(int=100 + number)),
        "site_name": site,
        "at": at,
        "kind": kind,
        "severity": severity,
        "actor": "",
        "detail": detail,
    }


ATTENTION = [
    needs(0, "Birch Shop", "Birch Bakery", "site_offline", "critical", ago(minutes=4),
          reason="database_error"),
    needs(1, "Cedar Clinic", "Cedar Clinic", "disk_low", "warning", ago(hours=3),
          free_bytes=3_100_000_000, total_bytes=40_000_000_000),
    needs(2, "Elm Magazine", "Elm Estates", "fatal_errors", "warning", ago(hours=6), count_24h=3),
    needs(3, "Dogwood Design", "Dogwood Design", "php_outdated", "warning", ago(days=12),
          version="8.1.29", ends_on="2025-12-31"),
]  # fmt: skip
CHANGED = {"from": "online", "to": "offline", "reason": "database_error"}
BACK = {"from": "offline", "to": "online", "reason": "answered"}
RECENT = [
    happened(0, "Birch Shop", "status_changed", "critical", ago(minutes=4), **CHANGED),
    happened(4, "Alder & Sons", "connected", "info", ago(minutes=38)),
    happened(5, "Elm Rentals", "status_changed", "info", ago(hours=2), **BACK),
    happened(6, "Harbour Hotel", "condition_closed", "info", ago(hours=4), kind="updates_waiting"),
    happened(7, "Cedar Careers", "inventory_changed", "info", ago(hours=5)),
]


def home() -> dict[str, Answer]:
    overview = {
        "sites": {"total": sum(COUNTS.values()), **COUNTS},
        "updates_waiting": 23,
        "attention": ATTENTION,
        "attention_total": len(ATTENTION),
        "recent": RECENT,
    }
    nothing = {"data": [], "next_cursor": None, "has_more": False}
    return {
        "GET auth/me": Answer(USER),
        "GET analytics/overview": Answer(overview),
        **{f"GET {path}": Answer(nothing) for path in ("sites", "jobs", "clients")},
    }


def take(browser: Browser, origin: str, scheme: str) -> bytes:
    with opened(
        browser, f"{origin}/app/", answers=home(), scheme=scheme, device_scale_factor=2
    ) as shown:
        shown.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        shown.page.get_by_text("Birch Shop").first.wait_for()
        shown.page.wait_for_timeout(500)
        return shown.page.screenshot()


def as_webp(page: Page, png: bytes, width: int) -> bytes:
    """The browser itself scales and writes WebP, so that no image library is needed."""
    url = page.evaluate(
        """async ([png, width, quality]) => {
          const picture = await createImageBitmap(await (await fetch(png)).blob())
          const height = Math.round((picture.height * width) / picture.width)
          const small = await createImageBitmap(picture,
            { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })
          const canvas = Object.assign(document.createElement('canvas'), { width, height })
          canvas.getContext('2d').drawImage(small, 0, 0)
          return canvas.toDataURL('image/webp', quality)
        }""",
        [f"data:image/png;base64,{base64.b64encode(png).decode()}", width, QUALITY],
    )
    return base64.b64decode(url.partition(",")[2])


def main() -> None:
    with built_origin() as origin, chromium() as browser:
        darkroom = browser.new_page()
        for scheme in SCHEMES:
            png = take(browser, origin, scheme)
            for width in PICTURE_WIDTHS:
                webp = as_webp(darkroom, png, width)
                (PICTURES / f"home-{scheme}-{width}.webp").write_bytes(webp)


if __name__ == "__main__":
    main()
