"""A paired WordPress as the platform sees it: it signs what it sends, and never runs PHP."""

import base64
import copy
import hashlib
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.kit import envelope
from chalicelib.kit.ids import digest, token, uuid7

HOUR = 3600
_COUNT_OF_PLUGINS = 30


@dataclass(frozen=True)
class PairedSite:
    id: uuid.UUID
    client_id: uuid.UUID
    home_url: str
    platform: str  # the audience of all it signs
    site_key: str = field(default_factory=lambda: "wwk_" + token())
    private_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    def store(self, connection: psycopg.Connection[Any]) -> "PairedSite":
        """Put the site, its state and its key where pairing would have put them."""
        connection.execute(
            "insert into sites (id, client_id, name, url, home_url, connection, connected_at,"
            " public_key) values (%s, %s, %s, %s, %s, 'connected', now(), %s)",
            (
                self.id,
                self.client_id,
                self.home_url.split("//")[-1],
                self.home_url,
                self.home_url,
                self.private_key.public_key().public_bytes_raw(),
            ),
        )
        connection.execute(
            "insert into site_state (site_id, client_id, status) values (%s, %s, 'online')",
            (self.id, self.client_id),
        )
        connection.execute(
            "insert into site_keys (id, site_id, client_id, key_digest, key_prefix, created_at)"
            " values (%s, %s, %s, %s, %s, now())",
            (uuid7(), self.id, self.client_id, digest(self.site_key), self.site_key[:12]),
        )
        return self

    def message(self, *, at: int, **members: Any) -> dict[str, Any]:
        """What every signed message holds; a member of `...` is left out."""
        base = {
            "v": 1,
            "site_id": str(self.id),
            "aud": self.platform,
            "sent_at": at,
            "nonce": token(16),
        }
        return {name: value for name, value in {**base, **members}.items() if value is not ...}

    def snapshot(self, *, seq: int, at: int, **members: Any) -> dict[str, Any]:
        """With a good hash of its inventory, unless `members` brings another."""
        report = {
            "seq": seq,
            "taken_at": at,
            "reason": "schedule",
            "plugin_version": "0.1.0",
            "vitals": vitals(),
            **members,
        }
        if "inventory" not in members:
            report["inventory"] = inventory_of(self.home_url)
        if "inventory_hash" not in members:
            report["inventory_hash"] = inventory_hash(report["inventory"])
        return self.message(at=at, **report)

    def daily_report(self, *, seq: int, at: int, **members: Any) -> dict[str, Any]:
        report = {
            "seq": seq,
            "taken_at": at,
            "plugin_version": "0.1.0",
            "day": "2026-11-22",
            "counts": {"posts_published": 2, "logins": 5, "failed_logins": 40},
            "changes": [],
        }
        return self.message(at=at, **{**report, **members})

    def headers(self, payload_type: str, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.site_key}",
            "X-Wingman-Signature": self.sign(payload_type, body),
        }

    def sign(self, payload_type: str, body: bytes) -> str:
        message = envelope.pre_authentication_encoding(payload_type, body)
        return base64.b64encode(self.private_key.sign(message)).decode()


def as_bytes(message: Any) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def inventory_hash(inventory: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(inventory, sort_keys=True).encode()).hexdigest()


def inventory_of(home_url: str, **members: Any) -> dict[str, Any]:
    """What an ordinary shop has installed; all of it is up to date."""
    return {**copy.deepcopy(_INVENTORY), "urls": {"home": home_url, "site": home_url}, **members}


def vitals(**members: Any) -> dict[str, Any]:
    return {**copy.deepcopy(_VITALS), **members}


def _plugin(number: int) -> dict[str, Any]:
    return {
        "file": f"plugin-{number:02}/plugin-{number:02}.php",
        "slug": f"plugin-{number:02}",
        "name": f"Plugin number {number}",
        "version": f"{number}.4.1",
        "active": number % 3 > 0,
        "network_active": False,
        "update": None,
        "auto_update": number % 2 == 0,
        "author": "Example & Söhne",
    }


def _theme(number: int) -> dict[str, Any]:
    return {
        "slug": f"theme-{number}",
        "name": f"Theme {number}",
        "version": f"2.{number}",
        "active": number == 0,
        "parent": None,
        "update": None,
        "auto_update": False,
    }


_INVENTORY: dict[str, Any] = {
    "core": {"version": "6.8.7", "locale": "de_DE", "multisite": False, "update": None},
    "php": {
        "version": "8.4.3",
        "sapi": "fpm-fcgi",
        "memory_limit": "256M",
        "max_execution_time": 30,
        "extensions": ["curl", "gd", "intl", "mbstring", "openssl", "sodium", "zip"],
    },
    "database": {"engine": "MariaDB", "version": "10.11.6", "charset": "utf8mb4"},
    "server": {"software": "nginx/1.26", "os": "Linux"},
    "tls": {"https": True},
    "theme": {"slug": "theme-0"},
    "themes": [_theme(number) for number in range(3)],
    "plugins": [_plugin(number) for number in range(_COUNT_OF_PLUGINS)],
    "mu_plugins": [{"file": "wp-wingman-loader.php", "name": "Loader", "version": "0.1.0"}],
    "dropins": [],
    "translation_updates": 0,
    "users_by_role": {"administrator": 2, "editor": 3, "customer": 410},
    "flags": {"debug": False, "force_ssl_admin": True, "environment_type": "production"},
    "site_health": {"good": 18, "recommended": 2, "critical": 0, "issues": []},
    "capabilities": {"refresh": True, "keys": True, "connection": True},
}
_VITALS: dict[str, Any] = {
    "disk_free_bytes": 40 * 1024**3,
    "disk_total_bytes": 100 * 1024**3,
    "database_bytes": 80 * 1024**2,
    "uploads_bytes": 3 * 1024**3,
    "memory_peak_bytes": 64 * 1024**2,
    "memory_limit_bytes": 256 * 1024**2,
    "load_ms": 250,
    "cron": {"enabled": True, "overdue_events": 0, "oldest_overdue_seconds": 0},
    "fatal_errors": {"count_24h": 0, "last": []},
    "last_logins": [{"role": "administrator", "at": 1_795_000_000}],
    "users_total": 415,
    "posts_total": 96,
}
