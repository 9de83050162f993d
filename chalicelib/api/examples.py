"""Examples in the API's description; a test holds each against its schema."""

from typing import Any

_SITE_ID = "0199c2a4-6f6e-7a31-9c42-5d1f7a0c9e11"
_CLIENT_ID = "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"
_JOB_ID = "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22"
_AT = "2026-11-23T10:00:00.000Z"

_CLIENT = {
    "id": _CLIENT_ID,
    "name": "Hofbäckerei Lang",
    "contact_email": "post@lang.example",
    "notes": "",
    "sites_count": 1,
    "created_at": _AT,
}
_SITE = {
    "id": _SITE_ID,
    "client_id": _CLIENT_ID,
    "client_name": "Hofbäckerei Lang",
    "name": "Shop",
    "url": "https://shop.lang.example",
    "status": "online",
    "status_reason": "",
    "status_since": _AT,
    "wordpress_version": "6.8.7",
    "php_version": "8.3.12",
    "plugin_version": "0.1.0",
    "last_seen_at": _AT,
    "connected_at": _AT,
    "tags": ["shop"],
    "updates": {"core": 0, "plugins": 2, "themes": 0, "translations": 1},
    "problems": {"critical": 0, "warning": 1},
    "response_ms": 240,
    "created_at": _AT,
}
_JOB = {
    "id": _JOB_ID,
    "kind": "site_check",
    "state": "queued",
    "phase": "",
    "progress": 0,
    "site_id": _SITE_ID,
    "site_name": "Shop",
    "created_at": _AT,
    "started_at": None,
    "finished_at": None,
    "error": None,
}
_USER = {
    "id": "0199c2a3-7777-7bcd-9e0f-123456789abc",
    "email": "alice@agency.example",
    "name": "Alice",
    "role": "admin",
    "client_id": None,
    "locale": "en",
    "site_ids": None,
    "two_factor": {"enabled": True, "required": True},
    "must_enrol": False,
}


def _page(item: dict[str, Any]) -> dict[str, Any]:
    return {"data": [item], "next_cursor": None, "has_more": False}


# By the name of a schema.
EXAMPLES: dict[str, Any] = {
    "Login": {"email": "alice@agency.example", "password": "correct horse battery"},
    "LoginOut": {"access_token": "eyJhbGciOi…", "expires_at": _AT, "user": _USER},
    "UserOut": _USER,
    "ClientCreate": {"name": "Hofbäckerei Lang", "contact_email": "post@lang.example"},
    "ClientUpdate": {"notes": "Prefers calls in the morning."},
    "ClientOut": _CLIENT,
    "PageOut_ClientOut_": _page(_CLIENT),
    "SiteCreate": {
        "name": "Shop",
        "url": "https://shop.lang.example",
        "client_id": _CLIENT_ID,
        "tags": ["shop"],
    },
    "SiteUpdate": {"is_paused": True},
    "SiteOut": _SITE,
    "PageOut_SiteOut_": _page(_SITE),
    "PairingCodeOut": {
        "code": "7Q2M-9FXA-K3TD-0RWE-5HZB-8CNP-V4JS-6GYM",
        "connection_string": (
            "https://wingman.agency.example#7Q2M-9FXA-K3TD-0RWE-5HZB-8CNP-V4JS-6GYM"
        ),
        "expires_at": _AT,
    },
    "JobOut": _JOB,
    "Approve": {
        "credential": {
            "id": "mD3yGkpWQ8eJ",
            "rawId": "mD3yGkpWQ8eJ",
            "type": "public-key",
            "response": {
                "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
                "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
                "signature": "MEUCIQDPt9g",
            },
        }
    },
    "Reject": {"reason": "The client has changed their mind."},
    "PlatformKeysPublish": {
        "signed_list": {
            "payload_type": "application/vnd.wpwingman.key-list+json",
            "payload": "eyJ2IjoxLCJ2ZXJzaW9uIjoyfQ==",
            "keyid": "1f0c9a52b7e84d36",
            "sig": "bm8gcmVhbCBzaWduYXR1cmU=",
        }
    },
    "PageOut_JobOut_": _page(_JOB),
    "HealthOut": {
        "status": "ok",
        "database": "ok",
        "schema_version": "0002",
        "schema_expected": "0002",
        "oldest_unsent_seconds": 0,
    },
}
