"""Sites for people and their programs."""

import uuid
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib.adapters import settings
from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.errors import InvalidBody, InvalidParameter
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.jobs import ApprovedJobOut, JobOut
from chalicelib.api.schemas.sites import (
    LONGEST_HISTORY,
    USUAL_HISTORY,
    ConditionOut,
    ConnectionOut,
    InventoryOut,
    NumbersOut,
    PairingCodeOut,
    SilenceOut,
    SiteCreate,
    SiteDetailOut,
    SiteOut,
    SiteQuery,
    SiteUpdate,
    SnapshotQuery,
    SnapshotsOut,
    TimelineEntryOut,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.jobs.model import Job
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page
from chalicelib.sites.model import Site, SiteFilter, TimelineEntry

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import monitors, silence, watching
    from chalicelib.monitoring import service as monitoring
    from chalicelib.sites import service as sites
    from chalicelib.sites.pairing import PairingCode
else:
    monitoring = lazily("chalicelib.monitoring.service")
    monitors = lazily("chalicelib.monitoring.monitors")
    silence = lazily("chalicelib.monitoring.silence")
    watching = lazily("chalicelib.monitoring.watching")
    sites = lazily("chalicelib.sites.service")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/sites",
    requires=Permission.READ_SITES,
    query=SiteQuery,
    answers=PageOut[SiteOut],
    summary="List sites",
)
def list_sites(uow: "UnitOfWork", actor: Actor, query: SiteQuery) -> Page[Site]:
    wanted = SiteFilter(status=query.status, client_id=query.client_id, q=query.q or None)
    return sites.list_sites(
        uow, actor, wanted, sort=query.sort, limit=query.limit, cursor=query.cursor
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites",
    requires=Permission.MANAGE_SITES,
    body=SiteCreate,
    answers=SiteOut,
    status=201,
    is_idempotent=True,
    audits="site.add",
    summary="Add a site; pair its plugin afterwards",
)
def add_site(uow: "UnitOfWork", actor: Actor, form: SiteCreate) -> Answer:
    site = sites.add_site(
        uow, actor, name=form.name, url=form.url, client_id=form.client_id, tags=form.tags
    )
    return Answer(site, headers={"Location": f"/api/v1/sites/{site.id}"})


@endpoint(
    blueprint,
    "GET",
    "/api/v1/sites/{site_id}",
    requires=Permission.READ_SITES,
    answers=SiteDetailOut,
    summary="Show a site with its numbers, its open conditions and its connection",
)
def get_site(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> SiteDetailOut:
    return _detail(uow, actor, site_id)


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/sites/{site_id}",
    requires=Permission.MANAGE_SITES,
    body=SiteUpdate,
    answers=SiteDetailOut,
    audits="site.update",
    summary="Change, pause or resume a site",
)
def update_site(
    uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID, form: SiteUpdate
) -> SiteDetailOut:
    changes = form.sent()
    if form.paused_until is not None and form.paused_until <= uow.clock.now():
        raise InvalidBody(
            errors=[{"pointer": "/body/paused_until", "detail": "A pause must end later than now."}]
        )
    sites.update_site(uow, actor, site_id, **changes)
    if changes.get("is_paused") or form.paused_until is not None:
        watching.close_conditions(uow, site_id)
    if "tags" in changes:
        # A window may cover it no more, or from now on.
        silence.judge_sites_anew(uow, [site_id])
    watching.watch_sites(uow, [site_id])
    return _detail(uow, actor, site_id)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/sites/{site_id}",
    requires=Permission.MANAGE_SITES,
    status=204,
    audits="site.delete",
    summary="Remove a site with everything known of it",
)
def delete_site(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> None:
    monitors.forget_monitors(uow, site_ids=[site_id])
    # Or an incident of several sites would wait for ever for the one that is gone.
    watching.close_conditions(uow, site_id)
    sites.delete_site(uow, actor, site_id)
    watching.watch_sites(uow, [site_id])


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites/{site_id}/pairing-codes",
    requires=Permission.MANAGE_SITES,
    answers=PairingCodeOut,
    status=201,
    audits="site.issue_pairing_code",
    summary="Make a one-time code to pair the site's plugin with",
)
def issue_pairing_code(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> "PairingCode":
    return sites.issue_pairing_code(uow, actor, site_id, origin=settings.load().base_url)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites/{site_id}/check",
    requires=Permission.MANAGE_SITES,
    answers=JobOut,
    status=202,
    is_idempotent=True,
    audits="site.refresh",
    summary="Look at the site now: fetch its page, and ask it for a fresh snapshot",
)
def check_site(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> Answer:
    job = sites.request_check(uow, actor, site_id)
    watching.probe_now(uow, site_id)
    return _accepted(job)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites/{site_id}/disconnect",
    requires=Permission.MANAGE_SITES,
    answers=ApprovedJobOut,
    status=202,
    is_idempotent=True,
    step_up=True,
    audits="site.disconnect",
    summary="Ask the site's plugin to forget this platform, once people have approved it",
)
def disconnect_site(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> Answer:
    job, approval_id = sites.request_disconnect(uow, actor, site_id)
    shown = {**JobOut.model_validate(job).model_dump(), "approval_id": approval_id}
    return Answer(shown, headers={"Location": f"/api/v1/jobs/{job.id}"})


@endpoint(
    blueprint,
    "POST",
    "/api/v1/sites/{site_id}/prove",
    requires=Permission.MANAGE_SITES,
    answers=ConnectionOut,
    status=202,
    audits="site.prove",
    summary="Look once more whether the plugin answers at the site's address",
)
def prove_site(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> ConnectionOut:
    sites.request_proof(uow, actor, site_id)
    return _detail(uow, actor, site_id).connection


@endpoint(
    blueprint,
    "GET",
    "/api/v1/sites/{site_id}/inventory",
    requires=Permission.READ_SITES,
    answers=InventoryOut,
    summary="What is installed on the site",
)
def get_inventory(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> dict[str, Any]:
    inventory = sites.get_inventory(uow, actor, site_id)
    return {**inventory.document, "hash": inventory.hash, "taken_at": inventory.taken_at}


@endpoint(
    blueprint,
    "GET",
    "/api/v1/sites/{site_id}/snapshots",
    requires=Permission.READ_SITES,
    query=SnapshotQuery,
    answers=SnapshotsOut,
    summary="The history of the site's numbers, the last 30 days if not said otherwise",
)
def list_snapshots(
    uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID, query: SnapshotQuery
) -> dict[str, Any]:
    until = query.to or uow.clock.now()
    since = query.from_ or until - USUAL_HISTORY
    if not since < until or until - since > LONGEST_HISTORY:
        raise InvalidParameter(
            errors=[{"pointer": "/query/from", "detail": "Ask for up to 366 days before `to`."}]
        )
    return {"data": sites.list_runs(uow, actor, site_id, since=since, until=until)}


@endpoint(
    blueprint,
    "GET",
    "/api/v1/sites/{site_id}/timeline",
    requires=Permission.READ_SITES,
    query=PageQuery,
    answers=PageOut[TimelineEntryOut],
    summary="What happened to the site, newest first",
)
def list_timeline(
    uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID, query: PageQuery
) -> Page[TimelineEntry]:
    return sites.list_timeline(uow, actor, site_id, limit=query.limit, cursor=query.cursor)


def _detail(uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID) -> SiteDetailOut:
    detail = sites.get_site(uow, actor, site_id)
    conditions = monitoring.list_conditions(uow, site_id)
    is_client = actor.client_id is not None
    in_maintenance = monitoring.find_silence(uow, site_id, only_announced=is_client)
    return SiteDetailOut(
        **SiteOut.model_validate(detail.site).model_dump(),
        numbers=NumbersOut.model_validate(_whole_numbers(detail.vitals)),
        conditions=[ConditionOut.model_validate(condition) for condition in conditions],
        snapshot_taken_at=detail.snapshot_taken_at,
        connection=ConnectionOut.model_validate(
            {
                "state": detail.site.connection,
                "key_prefix": detail.key_prefix,
                "problem": detail.proof_problem,
            }
        ),
        maintenance=SilenceOut.model_validate(in_maintenance) if in_maintenance else None,
    )


def _whole_numbers(vitals: dict[str, Any]) -> dict[str, int]:
    """What a site says of itself may have any form: only whole numbers are shown."""
    return {name: value for name, value in vitals.items() if type(value) is int}


def _accepted(job: Job) -> Answer:
    return Answer(job, headers={"Location": f"/api/v1/jobs/{job.id}"})
