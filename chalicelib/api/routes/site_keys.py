"""A site's keys: look at them, have them renewed, kill one."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.schemas.jobs import JobOut
from chalicelib.api.schemas.site_keys import SiteKeysOut
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import watching
    from chalicelib.sites import service as sites
    from chalicelib.sites.site_keys import SiteKeys
else:
    watching = lazily("chalicelib.monitoring.watching")
    sites = lazily("chalicelib.sites.service")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/sites/{site_id}/keys",
    # What only staff may read, and support needs when a site has stopped reporting.
    requires=Permission.READ_CLIENTS,
    answers=SiteKeysOut,
    summary="The keys of a site, the newest first",
)
def list_site_keys(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> "SiteKeys":
    return sites.list_keys(uow, actor, site_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites/{site_id}/keys/rotate",
    requires=Permission.MANAGE_SITE_KEYS,
    answers=JobOut,
    status=202,
    is_idempotent=True,
    step_up=True,
    audits="site.rotate_keys",
    summary="Ask the site for a new key pair, and give it a new API key",
)
def rotate_site_keys(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> Answer:
    job = sites.request_rotation(uow, actor, site_id)
    return Answer(job, headers={"Location": f"/api/v1/jobs/{job.id}"})


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites/{site_id}/keys/{key_id}/revoke",
    requires=Permission.MANAGE_SITE_KEYS,
    status=204,
    step_up=True,
    audits="site.revoke_key",
    summary="Kill an API key at once; a site without any must be paired again",
)
def revoke_site_key(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID, key_id: uuid.UUID) -> None:
    if sites.revoke_key(uow, actor, site_id, key_id):
        watching.watch_sites(uow, [site_id])
        watching.close_conditions(uow, site_id)
