"""Who may do what: the reviewed answer, written by hand and not read from the product.

One line per route of the API. A route that is not here fails the matrix, and so does a line whose
route is gone. To add a route: say who may call it, what its ids are about, and what it answers to
those who may. Everything else (401, 403, 404 for whom) follows from `expected` below.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class About(StrEnum):
    """What the ids in a path or a body name."""

    NOTHING = "nothing"
    SITE = "site"
    JOB = "job"
    CLIENT = "client"
    CHANNEL = "channel"
    MONITOR = "monitor"
    TRY = "try"
    PING = "ping"
    WINDOW = "window"
    COMMAND = "command"
    SITE_KEY = "site_key"
    USER = "user"
    INVITATION = "invitation"
    STATUS_PAGE = "page"
    STATUS_POST = "post"
    APPROVAL = "approval"
    INCIDENT = "incident"
    # Of one person alone:
    SESSION = "session"
    PASSKEY = "passkey"
    TOKEN = "token"


PERSONAL = frozenset({About.SESSION, About.PASSKEY, About.TOKEN})


@dataclass(frozen=True)
class Who:
    """The class of people a route is for."""

    roles: frozenset[str]
    scope: str = ""  # what a personal token must have been given; empty: no token gets in
    any_token: bool = False
    asks: bool = True  # whether anybody's credentials are looked at
    by_form: bool = False  # pages of ours send it without credentials: no foreign one may
    before_enrolment: bool = False  # also while the second factor that a role needs is missing


_ALL = frozenset({"admin", "support", "client"})
ANYBODY = Who(_ALL, asks=False)
A_PERSON_UNKNOWN = Who(_ALL, asks=False, by_form=True)
THE_PLUGIN = Who(_ALL, asks=False)  # a site's signature, and nobody here has one
SIGNED_IN = Who(_ALL, any_token=True, before_enrolment=True)
ONESELF = Who(_ALL, scope="self", before_enrolment=True)
ONESELF_BY_SESSION = Who(_ALL, before_enrolment=True)


def everyone(scope: str) -> Who:
    return Who(_ALL, scope)


def staff(scope: str) -> Who:
    return Who(frozenset({"admin", "support"}), scope)


def admins(scope: str) -> Who:
    return Who(frozenset({"admin"}), scope)


def clients(scope: str) -> Who:
    return Who(frozenset({"client"}), scope)


@dataclass(frozen=True)
class Door:
    """A route as it should be: `done` is its answer to whoever may, about what they may see."""

    route: str
    who: Who
    about: About = About.NOTHING
    step_up: bool = False
    done: int = 200
    code: str | None = None  # of the problem, where what is sent here is never enough
    leaves_a_trace: bool = False  # reading so much is worth an entry in the audit log
    without_factor: int | None = None  # the answer to who has no second factor, if it differs
    # Ids in braces are those of the thing that the cell is about.
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return self.route.split()[0]

    @property
    def path(self) -> str:
        return self.route.split()[1]

    @property
    def about_something(self) -> bool:
        return self.about is not About.NOTHING

    @property
    def writes(self) -> bool:
        return self.method not in {"GET", "HEAD"}


_LOGIN = {"email": "alice@example.com", "password": "wrong horse battery"}
_HALF_WAY = {"two_factor_token": "nobodys"}
_CODE = {"code": "000000"}
_CREDENTIAL = {
    "credential": {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": {"clientDataJSON": "AAAA", "attestationObject": "AAAA"},
    }
}
_TOKEN = {"name": "Backup", "scopes": ["read_sites"], "expires_in_days": 30}
_RULES = {"destructive_commands_per_hour": 100}
_KEY_LIST = {"signed_list": {"payload_type": "x", "payload": "AAAA", "keyid": "x", "sig": "AAAA"}}
_AUTH = "/api/v1/auth"
_APPROVALS = "{} /api/v1/approvals/{{approval_id}}{}"
_LINK = {"token": "nobodys"}
_SITES = "/api/v1/sites/{site_id}"
_USERS = "/api/v1/users/{user_id}"
_INVITATIONS = "/api/v1/invitations/{invitation_id}"
_CLIENTS = "/api/v1/clients/{client_id}"
_CHANNELS = "/api/v1/channels/{channel_id}"
_MONITORS = "/api/v1/monitors/{monitor_id}"
_MONITOR = {"name": "New", "kind": "http", "address": "https://new.example/"}
_PING = "/api/v1/ping/{token}"
_INCIDENTS = "/api/v1/incidents/{incident_id}"
_NOTE = {"text": "We are looking."}
_WINDOWS = "/api/v1/maintenance-windows/{window_id}"
_TIMES = {"starts_at": "2026-12-01T02:30:00", "time_zone": "UTC", "duration_minutes": 60}
_WINDOW = {"name": "New", "schedule": _TIMES, "scope": {"covers_all": True}}
_START = {"name": "New", "scope": {"covers_all": True}}
_PAGES = "/api/v1/status-pages/{page_id}"
_PAGE = {"slug": "new", "title": "New"}
_POST = {"state": "announcement", "title": "New", "text": "All is well."}
_SUBSCRIPTIONS = "/api/v1/status-subscriptions"
_CHANNEL = {"kind": "email", "name": "New", "target": "on-call@agency.example"}

DOORS = (
    # Open to everyone
    Door("GET /api/v1/health", ANYBODY),
    Door("GET /api/v1/canary", ANYBODY),
    Door("GET /api/v1/openapi.json", ANYBODY),
    Door("GET /api/v1/docs", ANYBODY),
    Door("GET /api/v1/docs/docs.css", ANYBODY),
    Door("GET /api/v1/docs/docs.js", ANYBODY),
    # Signing in
    Door(f"POST {_AUTH}/login", A_PERSON_UNKNOWN, body=_LOGIN, done=401, code="wrong_credentials"),
    Door(
        f"POST {_AUTH}/two-factor",
        A_PERSON_UNKNOWN,
        body={**_HALF_WAY, **_CODE},
        done=401,
        code="two_factor_expired",
    ),
    Door(
        f"POST {_AUTH}/two-factor/passkey-options",
        A_PERSON_UNKNOWN,
        body=_HALF_WAY,
        done=401,
        code="two_factor_expired",
    ),
    Door(
        f"POST {_AUTH}/two-factor/passkey",
        A_PERSON_UNKNOWN,
        body={**_HALF_WAY, **_CREDENTIAL},
        done=401,
        code="two_factor_expired",
    ),
    Door(f"POST {_AUTH}/passkey-options", A_PERSON_UNKNOWN),
    Door(
        f"POST {_AUTH}/passkey-login",
        A_PERSON_UNKNOWN,
        body=_CREDENTIAL,
        done=401,
        code="passkey_refused",
    ),
    # What mailed links open, and what asks for one
    Door(f"POST {_AUTH}/links/check", A_PERSON_UNKNOWN, body=_LINK, done=404, code="link_unknown"),
    Door(
        f"POST {_AUTH}/register",
        A_PERSON_UNKNOWN,
        body={**_LINK, "name": "New", "password": "seven quiet otters"},
        done=404,
        code="link_unknown",
    ),
    Door(
        f"POST {_AUTH}/password/forgot",
        A_PERSON_UNKNOWN,
        body={"email": "alice@example.com"},
        done=202,
    ),
    Door(
        f"POST {_AUTH}/password/reset",
        A_PERSON_UNKNOWN,
        body={**_LINK, "password": "seven quiet otters"},
        done=404,
        code="link_unknown",
    ),
    Door(
        f"POST {_AUTH}/email/confirm", A_PERSON_UNKNOWN, body=_LINK, done=404, code="link_unknown"
    ),
    # The plugin on a site
    Door("POST /api/v1/wp/connect", THE_PLUGIN, done=422),
    Door("POST /api/v1/wp/monitor", THE_PLUGIN, done=401),
    Door("POST /api/v1/wp/daily-report", THE_PLUGIN, done=401),
    Door("GET /api/v1/wp/commands", THE_PLUGIN, done=401),
    Door("GET /api/v1/wp/key-list", THE_PLUGIN, done=404),
    Door("POST /api/v1/wp/disconnect", THE_PLUGIN, done=401),
    Door("POST /api/v1/wp/commands/{command_id}/result", THE_PLUGIN, About.COMMAND, done=401),
    # One's own
    Door(f"GET {_AUTH}/me", SIGNED_IN),
    Door(f"PATCH {_AUTH}/me", ONESELF, body={"name": "Other"}),
    Door(f"POST {_AUTH}/logout", SIGNED_IN, done=204),
    Door(f"POST {_AUTH}/refresh", ONESELF_BY_SESSION),
    Door(f"GET {_AUTH}/step-up", ONESELF_BY_SESSION),
    Door(f"POST {_AUTH}/step-up", ONESELF_BY_SESSION, body=_CODE, done=401, code="wrong_code"),
    Door(f"POST {_AUTH}/step-up/passkey-options", ONESELF_BY_SESSION),
    Door(
        f"POST {_AUTH}/step-up/passkey",
        ONESELF_BY_SESSION,
        body=_CREDENTIAL,
        done=401,
        code="passkey_refused",
    ),
    Door(
        f"PUT {_AUTH}/password",
        ONESELF_BY_SESSION,
        body={"current_password": "wrong", "new_password": "seven quiet otters"},
        done=422,
        code="wrong_password",
    ),
    Door(
        f"POST {_AUTH}/email",
        ONESELF_BY_SESSION,
        step_up=True,
        body={"email": "elsewhere@example.com"},
        done=202,
    ),
    Door(f"GET {_AUTH}/factors", ONESELF_BY_SESSION),
    Door(f"POST {_AUTH}/totp", ONESELF_BY_SESSION, step_up=True),
    Door(
        f"POST {_AUTH}/totp/confirm",
        ONESELF_BY_SESSION,
        body=_CODE,
        done=409,
        code="totp_not_started",
    ),
    Door(f"DELETE {_AUTH}/totp", ONESELF_BY_SESSION, step_up=True, done=204, without_factor=404),
    Door(f"POST {_AUTH}/recovery-codes", ONESELF_BY_SESSION, step_up=True, without_factor=409),
    Door(f"POST {_AUTH}/passkeys/options", ONESELF_BY_SESSION, step_up=True),
    Door(
        f"POST {_AUTH}/passkeys",
        ONESELF_BY_SESSION,
        body={"name": "Key", **_CREDENTIAL},
        done=401,
        code="passkey_refused",
    ),
    Door(
        f"PATCH {_AUTH}/passkeys/{{passkey_id}}",
        ONESELF_BY_SESSION,
        About.PASSKEY,
        body={"name": "Other"},
    ),
    Door(
        f"DELETE {_AUTH}/passkeys/{{passkey_id}}",
        ONESELF_BY_SESSION,
        About.PASSKEY,
        step_up=True,
        done=204,
    ),
    Door(f"GET {_AUTH}/sessions", ONESELF_BY_SESSION),
    Door(f"DELETE {_AUTH}/sessions/{{session_id}}", ONESELF_BY_SESSION, About.SESSION, done=204),
    Door(
        f"POST {_AUTH}/sessions/end-all", ONESELF_BY_SESSION, body={"keep_current": True}, done=204
    ),
    Door(f"GET {_AUTH}/tokens", ONESELF_BY_SESSION),
    Door(
        f"POST {_AUTH}/tokens",
        ONESELF_BY_SESSION,
        step_up=True,
        body=_TOKEN,
        done=201,
        without_factor=422,
    ),
    Door(f"DELETE {_AUTH}/tokens/{{token_id}}", ONESELF_BY_SESSION, About.TOKEN, done=204),
    # Destructive commands, and the keys that sign them
    Door("GET /api/v1/approvals", admins("approve_commands")),
    Door(_APPROVALS.format("GET", ""), admins("approve_commands"), About.APPROVAL),
    Door(
        _APPROVALS.format("POST", "/approve/options"),
        admins("approve_commands"),
        About.APPROVAL,
        step_up=True,
    ),
    Door(
        _APPROVALS.format("POST", "/approve"),
        admins("approve_commands"),
        About.APPROVAL,
        step_up=True,
        body=_CREDENTIAL,
        done=422,
    ),
    Door(_APPROVALS.format("POST", "/reject"), admins("approve_commands"), About.APPROVAL),
    Door("GET /api/v1/platform-keys", admins("read_audit")),
    Door(
        "POST /api/v1/platform-keys",
        admins("manage_security"),
        step_up=True,
        body=_KEY_LIST,
        done=422,
    ),
    # People
    Door("GET /api/v1/people", clients("read_people")),
    Door("GET /api/v1/users", admins("read_users")),
    Door(f"GET {_USERS}", admins("read_users"), About.USER),
    Door(
        f"PATCH {_USERS}", admins("manage_users"), About.USER, step_up=True, body={"name": "Other"}
    ),
    Door(f"DELETE {_USERS}", admins("manage_users"), About.USER, step_up=True, done=204),
    Door(f"POST {_USERS}/sign-out", admins("manage_users"), About.USER, done=204),
    Door(
        f"POST {_USERS}/reset-two-factor",
        admins("manage_users"),
        About.USER,
        step_up=True,
        done=204,
    ),
    Door("GET /api/v1/invitations", admins("read_users")),
    Door(
        "POST /api/v1/invitations",
        admins("manage_users"),
        About.CLIENT,
        step_up=True,
        body={"email": "new@example.com", "role": "client", "client_id": "{client_id}"},
        done=201,
    ),
    Door(f"DELETE {_INVITATIONS}", admins("manage_users"), About.INVITATION, done=204),
    Door(f"POST {_INVITATIONS}/resend", admins("manage_users"), About.INVITATION, done=202),
    # The agency's rules
    Door("GET /api/v1/settings/security", admins("manage_security")),
    Door("PATCH /api/v1/settings/security", admins("manage_security"), step_up=True, body=_RULES),
    # Clients
    Door("GET /api/v1/clients", staff("read_clients")),
    Door("POST /api/v1/clients", admins("manage_clients"), body={"name": "New"}, done=201),
    Door(f"GET {_CLIENTS}", staff("read_clients"), About.CLIENT),
    Door(f"PATCH {_CLIENTS}", admins("manage_clients"), About.CLIENT, body={"name": "Other"}),
    Door(f"DELETE {_CLIENTS}", admins("manage_clients"), About.CLIENT, done=409),
    # Alert channels: the agency's own
    Door("GET /api/v1/metrics", staff("read_metrics")),
    Door("GET /api/v1/channels", staff("read_channels")),
    Door("POST /api/v1/channels", admins("manage_channels"), body=_CHANNEL, done=201),
    Door(f"GET {_CHANNELS}", staff("read_channels"), About.CHANNEL),
    Door(f"PATCH {_CHANNELS}", admins("manage_channels"), About.CHANNEL, body={"name": "Other"}),
    Door(f"DELETE {_CHANNELS}", admins("manage_channels"), About.CHANNEL, done=204),
    Door(f"POST {_CHANNELS}/test", admins("manage_channels"), About.CHANNEL, done=202),
    Door(f"POST {_CHANNELS}/signing-secret", admins("manage_channels"), About.CHANNEL),
    Door(f"GET {_CHANNELS}/deliveries", staff("read_channels"), About.CHANNEL),
    # Monitors, and where jobs report
    Door("GET /api/v1/monitors", everyone("read_monitors")),
    Door(
        "POST /api/v1/monitors",
        admins("manage_monitors"),
        About.SITE,
        body={**_MONITOR, "site_id": "{site_id}"},
        done=201,
    ),
    Door(
        "POST /api/v1/monitors/try",
        admins("manage_monitors"),
        body={"kind": "http", "address": "https://new.example/"},
        done=202,
    ),
    Door("GET /api/v1/monitors/tries/{try_id}", everyone("read_monitors"), About.TRY),
    Door(f"GET {_MONITORS}", everyone("read_monitors"), About.MONITOR),
    Door(f"PATCH {_MONITORS}", admins("manage_monitors"), About.MONITOR, body={"name": "Other"}),
    Door(f"DELETE {_MONITORS}", admins("manage_monitors"), About.MONITOR, done=204),
    Door(f"POST {_MONITORS}/pause", admins("manage_monitors"), About.MONITOR),
    Door(f"POST {_MONITORS}/resume", admins("manage_monitors"), About.MONITOR),
    Door(
        f"POST {_MONITORS}/ping-url",
        admins("manage_monitors"),
        About.MONITOR,
        done=409,
        code="not_a_heartbeat",
    ),
    *(
        Door(f"{method} {_PING}{said}", A_PERSON_UNKNOWN, About.PING, done=404)
        for method in ("GET", "POST", "HEAD")
        for said in ("", "/start", "/fail")
    ),
    # Maintenance windows: a client sees those that touch its sites
    Door("GET /api/v1/maintenance-windows", everyone("read_sites")),
    Door("POST /api/v1/maintenance-windows", admins("manage_sites"), body=_WINDOW, done=201),
    Door("POST /api/v1/maintenance-windows/start", admins("manage_sites"), body=_START, done=201),
    Door("POST /api/v1/maintenance-windows/preview", admins("manage_sites"), body=_TIMES),
    Door(f"GET {_WINDOWS}", everyone("read_sites"), About.WINDOW),
    Door(f"PATCH {_WINDOWS}", admins("manage_sites"), About.WINDOW, body={"name": "Other"}),
    Door(f"DELETE {_WINDOWS}", admins("manage_sites"), About.WINDOW, done=204),
    Door(f"POST {_WINDOWS}/end", admins("manage_sites"), About.WINDOW),
    Door("GET /api/v1/planned-maintenance", everyone("read_sites")),
    # Status pages: a client's people read their client's
    Door("GET /api/v1/status-pages", everyone("read_status_pages")),
    Door("POST /api/v1/status-pages", admins("manage_status_pages"), body=_PAGE, done=201),
    Door("POST /api/v1/status-pages/preview", admins("manage_status_pages"), body=_PAGE),
    Door(f"GET {_PAGES}", everyone("read_status_pages"), About.STATUS_PAGE),
    Door(
        f"PATCH {_PAGES}", admins("manage_status_pages"), About.STATUS_PAGE, body={"title": "Other"}
    ),
    Door(f"DELETE {_PAGES}", admins("manage_status_pages"), About.STATUS_PAGE, done=204),
    Door(f"GET {_PAGES}/subscribers", staff("read_channels"), About.STATUS_PAGE),
    Door(f"GET {_PAGES}/posts", everyone("read_status_pages"), About.STATUS_PAGE),
    Door(
        f"POST {_PAGES}/posts",
        admins("manage_status_pages"),
        About.STATUS_PAGE,
        body=_POST,
        done=201,
    ),
    Door(
        f"DELETE {_PAGES}/posts/{{post_id}}",
        admins("manage_status_pages"),
        About.STATUS_POST,
        done=204,
    ),
    Door(
        f"POST {_SUBSCRIPTIONS}",
        A_PERSON_UNKNOWN,
        body={"slug": "nobodys", "email": "nobody@example.com"},
        done=404,
        code="status_page_not_found",
    ),
    Door(
        f"POST {_SUBSCRIPTIONS}/confirm",
        A_PERSON_UNKNOWN,
        body=_LINK,
        done=404,
        code="subscription_not_found",
    ),
    Door(
        f"POST {_SUBSCRIPTIONS}/unsubscribe",
        A_PERSON_UNKNOWN,
        body=_LINK,
        done=404,
        code="subscription_not_found",
    ),
    # Without its query: the token stands there.
    Door(f"POST {_SUBSCRIPTIONS}/one-click", A_PERSON_UNKNOWN, done=400),
    # Sites
    Door("GET /api/v1/sites", everyone("read_sites")),
    Door(
        "POST /api/v1/sites",
        admins("manage_sites"),
        About.CLIENT,
        body={"name": "New", "url": "https://new.example", "client_id": "{client_id}"},
        done=201,
    ),
    Door(f"GET {_SITES}", everyone("read_sites"), About.SITE),
    Door(f"PATCH {_SITES}", admins("manage_sites"), About.SITE, body={"name": "Other"}),
    Door(f"DELETE {_SITES}", admins("manage_sites"), About.SITE, done=204),
    Door(f"POST {_SITES}/pairing-codes", admins("manage_sites"), About.SITE, done=201),
    Door(f"POST {_SITES}/check", admins("manage_sites"), About.SITE, done=202),
    Door(f"POST {_SITES}/disconnect", admins("manage_sites"), About.SITE, step_up=True, done=202),
    Door(f"POST {_SITES}/prove", admins("manage_sites"), About.SITE, done=409),
    Door(f"GET {_SITES}/keys", staff("read_clients"), About.SITE),
    Door(
        f"POST {_SITES}/keys/rotate",
        admins("manage_site_keys"),
        About.SITE,
        step_up=True,
        done=202,
    ),
    Door(
        f"POST {_SITES}/keys/{{key_id}}/revoke",
        admins("manage_site_keys"),
        About.SITE_KEY,
        step_up=True,
        done=204,
    ),
    Door(f"GET {_SITES}/inventory", everyone("read_sites"), About.SITE),
    Door(f"GET {_SITES}/snapshots", everyone("read_sites"), About.SITE),
    Door(f"GET {_SITES}/timeline", everyone("read_sites"), About.SITE),
    # Incidents, and the links in the messages that tell of them
    Door("GET /api/v1/incidents", everyone("read_sites")),
    Door(f"GET {_INCIDENTS}", everyone("read_sites"), About.INCIDENT),
    Door(f"POST {_INCIDENTS}/acknowledge", staff("manage_incidents"), About.INCIDENT),
    Door(
        f"POST {_INCIDENTS}/updates",
        staff("manage_incidents"),
        About.INCIDENT,
        body=_NOTE,
        done=201,
    ),
    Door(f"PUT {_INCIDENTS}/post-mortem", staff("manage_incidents"), About.INCIDENT, body=_NOTE),
    Door("GET /api/v1/outages", everyone("read_sites")),
    Door(
        "POST /api/v1/incident-links/check",
        A_PERSON_UNKNOWN,
        body=_LINK,
        done=404,
        code="incident_link_unknown",
    ),
    Door(
        "POST /api/v1/incident-links/acknowledge",
        A_PERSON_UNKNOWN,
        body=_LINK,
        done=404,
        code="incident_link_unknown",
    ),
    # The audit log
    Door("GET /api/v1/audit-log", admins("read_audit")),
    Door("GET /api/v1/audit-log/actions", admins("read_audit")),
    Door("GET /api/v1/audit-log/export", admins("read_audit"), leaves_a_trace=True),
    Door("POST /api/v1/audit-log/verify", admins("read_audit")),
    # Jobs, and the whole at a glance
    Door("GET /api/v1/jobs", everyone("read_jobs")),
    Door("GET /api/v1/jobs/{job_id}", everyone("read_jobs"), About.JOB),
    Door("GET /api/v1/analytics/overview", everyone("read_analytics")),
    Door("GET /api/v1/analytics/uptime-wall", everyone("read_analytics")),
    Door("GET /api/v1/analytics/sites/{site_id}", everyone("read_analytics"), About.SITE),
    Door("GET /api/v1/analytics/performance", everyone("read_analytics")),
)
