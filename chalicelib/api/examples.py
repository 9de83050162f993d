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
    "paused_until": None,
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

_ROUTE = {
    "client_id": None,
    "minimum_severity": "critical",
    "quiet_hours": {
        "starts": "22:00",
        "ends": "06:30",
        "time_zone": "Europe/Berlin",
        "wakes_for_critical": True,
    },
    "after_minutes": None,
    "repeat_minutes": 60,
    "digest": None,
}
_CHANNEL = {
    "id": _JOB_ID,
    "kind": "slack",
    "name": "#on-call",
    "hint": "hooks.slack.com",
    "is_enabled": True,
    "disabled_at": None,
    "disabled_reason": None,
    "created_at": _AT,
    "last_delivered_at": _AT,
    "routes": [_ROUTE],
}
_SCHEDULE = {
    "starts_at": "2026-11-29T02:30:00",
    "time_zone": "Europe/Berlin",
    "duration_minutes": 60,
    "recurrence": "weekly",
    "weekdays": [7],
    "month_day": None,
    "month_week": None,
    "until": None,
}
_SCOPE = {"covers_all": False, "client_ids": [_CLIENT_ID], "site_ids": [], "tags": ["shop"]}
_WINDOW = {
    "id": _JOB_ID,
    "name": "Sunday nights",
    "state": "upcoming",
    "schedule": _SCHEDULE,
    "scope": _SCOPE,
    "is_down_expected": False,
    "is_automatic": False,
    "is_announced": True,
    "occurrence": {
        "opens_at": "2026-11-29T01:30:00.000Z",
        "closes_at": "2026-11-29T02:30:00.000Z",
        "clock": "regular",
    },
    "sites_count": 12,
    "created_at": _AT,
    "created_by": "Alice",
}
_DELIVERY = {
    "id": _SITE_ID,
    "channel_id": _JOB_ID,
    "site_id": _SITE_ID,
    "subject": "Shop is offline",
    "is_test": False,
    "outcome": "delivered",
    "attempts": 1,
    "receipt": "HTTP 200",
    "reason": "",
    "requested_at": _AT,
    "held_until": None,
    "tried_at": _AT,
}
_MONITOR = {
    "id": _JOB_ID,
    "client_id": _CLIENT_ID,
    "client_name": "Hofbäckerei Lang",
    "site_id": _SITE_ID,
    "site_name": "Shop",
    "name": "Basket",
    "kind": "http",
    "interval_seconds": 60,
    "address": "https://shop.lang.example/basket",
    "port": 0,
    "settings": {
        "method": "GET",
        "headers": {},
        "expected_status": "200-299",
        "keyword": "Checkout",
        "keyword_wanted": "present",
        "json_path": "",
        "json_compare": "exists",
        "json_expected": "",
        "redirects": "followed",
        "redirect_to": "",
        "warns_of_certificate": True,
    },
    "secret_names": ["basic_auth"],
    "has_ping_url": False,
    "is_paused": False,
    "status": "offline",
    "status_reason": "keyword_missing",
    "status_detail": "Checkout",
    "status_since": _AT,
    "checked_at": _AT,
    "facts": {},
    "created_at": _AT,
}
_TRY = {
    "id": _JOB_ID,
    "report": {
        "status": "offline",
        "reason": "keyword_missing",
        "detail": "Checkout",
        "failed_rule": "keyword",
        "url": "https://shop.lang.example/basket",
        "address": "203.0.113.9",
        "status_code": 200,
        "response_ms": 184,
        "phases": {
            "dns_ms": 12,
            "connect_ms": 21,
            "tls_ms": 44,
            "first_byte_ms": 107,
            "total_ms": 190,
        },
        "certificate": {"ends_at": _AT, "issuer": "Let's Encrypt", "names": ["shop.lang.example"]},
        "headers": {"content-type": "text/html; charset=UTF-8"},
        "body": "<!doctype html>…",
        "is_cut": True,
        "facts": {},
    },
}
_COMPONENT = {"id": _JOB_ID, "name": "Online shop", "site_ids": [_SITE_ID]}
_STATUS_PAGE_DRAFT = {
    "client_id": _CLIENT_ID,
    "slug": "lang",
    "title": "Hofbäckerei Lang",
    "language": "de",
    "accent": "#8a3b12",
    "logo": "",
    "domain": "status.lang.example",
    "components": [_COMPONENT],
    "is_published": True,
    "shows_degraded": False,
    "tells_changes": True,
}
_STATUS_PAGE = {
    **_STATUS_PAGE_DRAFT,
    "id": _JOB_ID,
    "url": "https://wingman.agency.example/status/lang/",
    "described_at": _AT,
    "created_at": _AT,
    "updated_at": _AT,
}
_POST = {
    "state": "maintenance",
    "title": "A new server",
    "text": "The shop moves. Orders are taken again after that.",
    "component_ids": [_JOB_ID],
    "thread_id": None,
    "starts_at": "2026-11-24T22:00:00.000Z",
    "ends_at": "2026-11-24T23:00:00.000Z",
}
_POST_OUT = {**_POST, "id": _SITE_ID, "page_id": _JOB_ID, "thread_id": _SITE_ID, "at": _AT}
_CREDENTIAL = {
    "id": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
    "rawId": "w4mJ0W5xEMrrXAoA8Ac_xzdEs8hY4KsV3slcL_1vKL0",
    "type": "public-key",
    "response": {
        "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoi4oCmIn0",
        "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ",
        "signature": "MEUCIQDTGVxhrHnOlc0OO0c4YfWG8Q",
        "userHandle": "AZnCo3d3e82eDxIjRWeJqw",
    },
}
_TWO_FACTOR_TOKEN = "Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"  # noqa: S105 - an example
_PASSKEY = {"id": _SITE_ID, "name": "Laptop", "created_at": _AT, "last_used_at": None}
_RECOVERY_CODES = ["7Q2M-9FXA-K3TD-0RWE", "5HZB-8CNP-V4JS-6GYM"]
_TOKEN = {
    "id": _JOB_ID,
    "name": "Nightly export",
    "prefix": "wwt_Zl0wq7",
    "scopes": ["read_sites"],
    "created_at": _AT,
    "expires_at": _AT,
    "last_used_at": None,
}
_SESSION = {
    "id": _JOB_ID,
    "kind": "two_factor",
    "created_at": _AT,
    "last_seen_at": _AT,
    "address": "203.0.113.9",
    "device": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "is_current": True,
}

_LINK = "Yb0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"
_PASSWORD = "seven quiet otters"  # noqa: S105 - an example
_PERSON = {
    "id": _JOB_ID,
    "email": "erika@lang.example",
    "name": "Erika Lang",
    "role": "client",
    "client_id": _CLIENT_ID,
    "client_name": "Hofbäckerei Lang",
    "is_active": True,
    "two_factor_enabled": False,
    "last_login_at": _AT,
    "created_at": _AT,
    "site_ids": None,
}
_COLLEAGUE = {
    name: _PERSON[name]
    for name in ("id", "email", "name", "is_active", "last_login_at", "site_ids")
}
_INVITATION = {
    "id": _JOB_ID,
    "email": "erika@lang.example",
    "role": "client",
    "client_id": _CLIENT_ID,
    "client_name": "Hofbäckerei Lang",
    "site_ids": None,
    "invited_by": "Alice Miller",
    "created_at": _AT,
    "expires_at": _AT,
    "state": "open",
}


def _page(item: dict[str, Any]) -> dict[str, Any]:
    return {"data": [item], "next_cursor": None, "has_more": False}


# By the name of a schema.
EXAMPLES: dict[str, Any] = {
    "Login": {"email": "alice@agency.example", "password": "correct horse battery"},
    "LoginOut": {"access_token": "eyJhbGciOi…", "expires_at": _AT, "user": _USER},
    "UserOut": _USER,
    "TwoFactorOut": {
        "two_factor_token": _TWO_FACTOR_TOKEN,
        "expires_at": _AT,
        "methods": ["totp", "recovery_code", "passkey"],
    },
    "TwoFactorCode": {"two_factor_token": _TWO_FACTOR_TOKEN, "code": "123456"},
    "TwoFactorStart": {"two_factor_token": _TWO_FACTOR_TOKEN},
    "TwoFactorPasskey": {"two_factor_token": _TWO_FACTOR_TOKEN, "credential": _CREDENTIAL},
    "PasskeyLogin": {"credential": _CREDENTIAL},
    "ProfileUpdate": {"locale": "de"},
    "StepUp": {"code": "123456"},
    "StepUpOut": {"methods": ["totp", "recovery_code"], "stepped_up_until": _AT},
    "FactorsOut": {
        "totp": {"enabled": True, "confirmed_at": _AT},
        "recovery_codes": {"left": 10},
        "passkeys": [_PASSKEY],
        "required": True,
    },
    "TotpConfirm": {"code": "123456"},
    "RecoveryCodesOut": {"recovery_codes": _RECOVERY_CODES},
    "PasskeyCreate": {"name": "Laptop", "credential": _CREDENTIAL},
    "PasskeyCreatedOut": {**_PASSKEY, "recovery_codes": _RECOVERY_CODES},
    "PasskeyUpdate": {"name": "Desk"},
    "PasskeyOut": _PASSKEY,
    "PageOut_SessionOut_": _page(_SESSION),
    "EndAll": {"keep_current": True},
    "TokenCreate": {"name": "Nightly export", "scopes": ["read_sites"], "expires_in_days": 90},
    "TokenCreatedOut": {**_TOKEN, "token": "wwt_Zl0wq7Vh3yqXk2oN3m7m0m3r0b8vT1uYcX9hJmW4tZ8"},
    "PageOut_TokenOut_": _page(_TOKEN),
    "LinkCheck": {"token": _LINK},
    "LinkOut": {
        "purpose": "invitation",
        "email": "erika@lang.example",
        "name": "",
        "role": "client",
        "client_name": "Hofbäckerei Lang",
        "locale": "de",
        "agency_name": "Northlight Web Care",
        "expires_at": _AT,
    },
    "Registration": {"token": _LINK, "name": "Erika Lang", "password": _PASSWORD, "locale": "de"},
    "PasswordForgotten": {"email": "erika@lang.example"},
    "PasswordReset": {"token": _LINK, "password": _PASSWORD},
    "PasswordChange": {"current_password": "correct horse battery", "new_password": _PASSWORD},
    "EmailChange": {"email": "erika@new.example"},
    "EmailConfirmation": {"token": _LINK},
    "AccountOut": _PERSON,
    "PageOut_AccountOut_": _page(_PERSON),
    "UserUpdate": {"is_active": False},
    "PageOut_ColleagueOut_": _page(_COLLEAGUE),
    "InvitationCreate": {
        "email": "erika@lang.example",
        "role": "client",
        "client_id": _CLIENT_ID,
        "locale": "de",
    },
    "InvitationOut": _INVITATION,
    "PageOut_InvitationOut_": _page(_INVITATION),
    "SecuritySettingsUpdate": {"two_factor_required": {"admin": True, "support": True}},
    "SecuritySettingsOut": {
        "two_factor_required": {"admin": True, "support": True, "client": False},
        "two_person_approval": True,
        "destructive_commands_per_hour": 50,
    },
    "ClientCreate": {"name": "Hofbäckerei Lang", "contact_email": "post@lang.example"},
    "ClientUpdate": {"notes": "Prefers calls in the morning."},
    "ClientOut": _CLIENT,
    "PageOut_ClientOut_": _page(_CLIENT),
    "ChannelCreate": {
        "kind": "slack",
        "name": "#on-call",
        "target": "https://hooks.slack.com/services/YOUR/OWN/WEBHOOK",
        "routes": [_ROUTE],
    },
    "ChannelUpdate": {"is_enabled": True},
    "ChannelOut": _CHANNEL,
    "PageOut_ChannelOut_": _page(_CHANNEL),
    "StatusPageCreate": _STATUS_PAGE_DRAFT,
    "StatusPagePreview": {**_STATUS_PAGE_DRAFT, "page_id": _JOB_ID},
    "StatusPageUpdate": {"is_published": True},
    "StatusPageOut": _STATUS_PAGE,
    "PageOut_StatusPageOut_": _page(_STATUS_PAGE),
    "StatusPagePreviewOut": {"html": "<!doctype html>…"},
    "SubscribersOut": {"confirmed": 42},
    "PostCreate": _POST,
    "PostOut": _POST_OUT,
    "PageOut_PostOut_": _page(_POST_OUT),
    "SubscriptionCreate": {"slug": "lang", "email": "guest@example.com"},
    "SubscriptionToken": {"token": "pL4s3cr3tpL4s3cr3tpL4s3cr3tpL4s3cr3tpL4s3c"},
    "SigningSecretOut": {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
    "DeliveryOut": _DELIVERY,
    "PageOut_DeliveryOut_": _page(_DELIVERY),
    "MonitorCreate": {
        "name": "Basket",
        "kind": "http",
        "site_id": _SITE_ID,
        "address": "https://shop.lang.example/basket",
        "interval_seconds": 60,
        "settings": {"keyword": "Checkout", "keyword_wanted": "present"},
        "secrets": {"user": "monitor", "password": "four wet stones"},
    },
    "MonitorUpdate": {"interval_seconds": 300},
    "MonitorTry": {"kind": "tcp", "address": "mail.lang.example", "port": 993},
    "MonitorOut": _MONITOR,
    "PageOut_MonitorOut_": _page(_MONITOR),
    "PingUrlOut": {"url": "https://care.agency.example/api/v1/ping/8f0b4c1e-…"},
    "TryOut": _TRY,
    "ScheduleIn": _SCHEDULE,
    "MaintenanceWindowCreate": {
        "name": "Sunday nights",
        "schedule": _SCHEDULE,
        "scope": _SCOPE,
        "is_down_expected": False,
    },
    "MaintenanceStart": {
        "name": "Moving the shop",
        "scope": {"covers_all": False, "site_ids": [_SITE_ID]},
        "duration_minutes": 30,
        "is_down_expected": True,
    },
    "MaintenanceWindowUpdate": {"schedule": _SCHEDULE},
    "MaintenanceWindowOut": _WINDOW,
    "PageOut_MaintenanceWindowOut_": _page(_WINDOW),
    "PageOut_PlannedMaintenanceOut_": _page(
        {
            "window_id": _WINDOW["id"],
            "name": _WINDOW["name"],
            "opens_at": "2026-11-29T01:30:00.000Z",
            "closes_at": "2026-11-29T02:30:00.000Z",
            "sites": [{"id": _SITE_ID, "name": "Shop"}],
            "sites_count": 1,
        }
    ),
    "PageOut_OutageOut_": _page(
        {
            "id": "019ab0a1-7b00-7a10-8b20-3c4d5e6f7a99",
            "incident_id": "019ab0a1-7b00-7a10-8b20-3c4d5e6f7a98",
            "site_id": _SITE_ID,
            "site_name": "Shop",
            "noticed": "error_page",
            "started_at": "2026-11-23T09:41:00.000Z",
            "resolved_at": "2026-11-23T10:02:30.000Z",
            "duration_seconds": 1290.0,
            "is_looked_after": True,
            "words": [{"at": _AT, "text": "We have repaired the database.", "is_report": False}],
        }
    ),
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
    "IncidentLinkIn": {"token": _LINK},
    "NoteIn": {
        "text": "The host is replacing a disk. We expect it back by noon.",
        "is_public": True,
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
        "loop": [
            {
                "name": "relay_outbox",
                "last_run_at": "2026-11-23T09:40:12.345Z",
                "is_late": False,
            }
        ],
    },
}
