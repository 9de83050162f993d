"""What the API tells a person about their own account, and about links from mails."""

import uuid
from typing import Any

from tests.e2e.screens import admin_data, portal_data
from tests.e2e.screens.admin_data import ago, in_future, page_of, problem
from tests.e2e.screens.browser import Answer

TOKEN = "kT3vU1n0sZ8mQpXb5rWcYd7eFh2jLa9g"
BROKEN = problem(500, "unexpected", "Unexpected")
CODES = [f"7K3M-9QPX-A2WZ-{4000 + 7 * number:04d}" for number in range(10)]
QR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" width="290" height="290">'
    '<path d="M4 4h7v7H4zM18 4h7v7h-7zM4 18h7v7H4zM14 14h2v2h-2zM18 18h3v3h-3z"/></svg>'
)

LOGIN = {"access_token": "t", "expires_at": in_future(hours=12), "user": admin_data.USER}
HALF_LOGIN = {
    "two_factor_token": "hQ2x-two-factor",
    "expires_at": in_future(minutes=5),
    "methods": ["totp", "recovery_code", "passkey"],
}
STEP_UP = {"methods": ["totp", "recovery_code"], "stepped_up_until": None}
STEP_UP_REQUIRED = problem(
    403,
    "step_up_required",
    "Please confirm that it is you",
    methods=["totp", "recovery_code"],
)
THROTTLED = problem(429, "too_many_requests", "Too many requests")
WRONG_CODE = problem(401, "wrong_code", "That code is not right")

PASSKEYS = [
    {
        "id": str(uuid.UUID(int=301)),
        "name": "Chrome, Linux",
        "created_at": ago(days=80),
        "last_used_at": ago(hours=3),
    },
    {
        "id": str(uuid.UUID(int=302)),
        "name": "Security key in the drawer of the desk in the office",
        "created_at": ago(days=12),
        "last_used_at": None,
    },
]
FACTORS = {
    "totp": {"enabled": True, "confirmed_at": ago(days=90)},
    "recovery_codes": {"left": 8},
    "passkeys": PASSKEYS,
    "required": True,
}
NO_FACTORS: dict[str, Any] = {
    "totp": {"enabled": False, "confirmed_at": None},
    "recovery_codes": {"left": 0},
    "passkeys": [],
    "required": False,
}
TOTP = {
    "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "otpauth_uri": "otpauth://totp/Agency:alice@agency.example?secret=JBSWY3DP&issuer=Agency",
    "qr_svg": QR,
}
RECOVERY_CODES = {"recovery_codes": CODES}
NEW_PASSKEY = {**PASSKEYS[0], "name": "Chrome, Linux", "recovery_codes": CODES}

_CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


def session(number: int, device: str, *, is_current: bool = False) -> dict[str, Any]:
    return {
        "id": str(uuid.UUID(int=320 + number)),
        "kind": "two_factor",
        "created_at": ago(hours=2 + 20 * number),
        "last_seen_at": ago(minutes=1 + 300 * number),
        "address": f"203.0.113.{17 + number}",
        "device": device,
        "is_current": is_current,
    }


SESSIONS = [session(1, _IPHONE), session(0, _CHROME, is_current=True), session(2, "curl/8.5.0")]
ACCESS_TOKENS = [
    {
        "id": str(uuid.UUID(int=340)),
        "name": "Nightly report",
        "prefix": "wwt_7hQ2xB",
        "scopes": ["read_sites", "read_analytics"],
        "created_at": ago(days=20),
        "expires_at": in_future(days=70),
        "last_used_at": ago(hours=9),
    },
    {
        "id": str(uuid.UUID(int=341)),
        "name": "Import",
        "prefix": "wwt_Zk94aQ",
        "scopes": ["manage_sites", "manage_clients"],
        "created_at": ago(days=2),
        "expires_at": in_future(days=5),
        "last_used_at": None,
    },
]
NEW_ACCESS_TOKEN = {**ACCESS_TOKENS[1], "token": "wwt_Zk94aQ7fVt2Xn8LrB3yM6sDw1KcPq5Je"}

PEOPLE = [
    {
        "id": portal_data.USER["id"],
        "email": portal_data.USER["email"],
        "name": "Mara Birch",
        "is_active": True,
        "last_login_at": ago(minutes=4),
        "site_ids": None,
    },
    {
        "id": str(uuid.UUID(int=361)),
        "email": "jonas.birch@birch-bakery.example",
        "name": "Jonas Birch",
        "is_active": True,
        "last_login_at": None,
        "site_ids": portal_data.SITE_IDS[:2],
    },
    {
        "id": str(uuid.UUID(int=362)),
        "email": "old@birch-bakery.example",
        "name": "Ada Former",
        "is_active": False,
        "last_login_at": ago(days=200),
        "site_ids": portal_data.SITE_IDS[:1],
    },
]


def link(purpose: str, **changes: Any) -> dict[str, Any]:
    return {
        "purpose": purpose,
        "email": "nora@agency.example",
        "name": "",
        "role": "support",
        "client_name": None,
        "locale": "en",
        "agency_name": "Ackermann & Friends",
        "expires_at": in_future(hours=70),
        **changes,
    }


INVITATION = link("invitation")
CLIENT_INVITATION = link("invitation", role="client", client_name="Birch Bakery")
RESET = link("password_reset", role=None, name="Nora")
EMAIL_CHANGE = link("email_change", role=None, name="Nora", email="nora.new@agency.example")
EXPIRED = problem(410, "link_expired", "This link is too old")
USED = problem(410, "link_used", "This link was used before")

OWN = {
    "GET auth/factors": Answer(FACTORS),
    "GET auth/step-up": Answer(STEP_UP),
    "GET auth/sessions": Answer(page_of(SESSIONS)),
    "GET auth/tokens": Answer(page_of(ACCESS_TOKENS)),
    "GET people": Answer(page_of(PEOPLE)),
    "PATCH auth/me": Answer(admin_data.USER),
    "POST auth/step-up": Answer(LOGIN),
    "POST auth/totp": Answer(TOTP),
    "POST auth/totp/confirm": Answer(RECOVERY_CODES),
    "POST auth/recovery-codes": Answer(RECOVERY_CODES),
    "POST auth/tokens": Answer(NEW_ACCESS_TOKEN, 201),
    "POST auth/sessions/end-all": Answer(None, 204),
    "POST auth/email": Answer(None, 202),
    "PUT auth/password": Answer(None, 204),
}
NOTHING = {
    "GET auth/factors": Answer(NO_FACTORS),
    "GET auth/sessions": Answer(page_of(SESSIONS[1:2])),
    "GET auth/tokens": Answer(page_of([])),
    "GET people": Answer(page_of([])),
}
ALL_BROKEN = dict.fromkeys(
    ("GET auth/factors", "GET auth/sessions", "GET auth/tokens", "GET people"), BROKEN
)
