"""Keys of a site: shown by prefix and fingerprint, never in clear."""

import uuid

from chalicelib.api.schemas.base import Instant, Out
from chalicelib.sites.site_keys import SiteKeyState


class SiteKeyOut(Out):
    id: uuid.UUID
    prefix: str
    created_at: Instant
    last_used_at: Instant | None
    retires_at: Instant | None
    revoked_at: Instant | None
    state: SiteKeyState


class SigningKeyOut(Out):
    """The public half of the key that the site made for itself; wp-admin shows the same words."""

    fingerprint: str
    since: Instant | None


class SiteKeysOut(Out):
    keys: list[SiteKeyOut]
    public_key: SigningKeyOut | None
    next_rotation_at: Instant | None
    rotation_every_days: int
