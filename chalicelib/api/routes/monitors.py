"""What is watched beside the home pages of sites. Clients read theirs."""

import uuid
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.monitors import (
    MonitorCreate,
    MonitorOut,
    MonitorQuery,
    MonitorTry,
    MonitorUpdate,
    PingUrlOut,
    TryOut,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page
from chalicelib.monitoring.monitor import Monitor, MonitorFilter

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import monitors
    from chalicelib.monitoring.try_report import Tried
else:
    monitors = lazily("chalicelib.monitoring.monitors")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/monitors",
    requires=Permission.READ_MONITORS,
    query=MonitorQuery,
    answers=PageOut[MonitorOut],
    summary="List monitors, newest first",
)
def list_monitors(uow: "UnitOfWork", actor: Actor, query: MonitorQuery) -> Page[Monitor]:
    wanted = MonitorFilter(
        site_id=query.site_id, client_id=query.client_id, kind=query.kind, status=query.status
    )
    return monitors.list_monitors(uow, actor, wanted, limit=query.limit, cursor=query.cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/monitors",
    requires=Permission.MANAGE_MONITORS,
    body=MonitorCreate,
    answers=MonitorOut,
    status=201,
    is_idempotent=True,
    audits="monitor.add",
    summary="Add a monitor; it is looked at at once",
)
def add_monitor(uow: "UnitOfWork", actor: Actor, form: MonitorCreate) -> Answer:
    draft = monitors.MonitorDraft(
        name=form.name, site_id=form.site_id, client_id=form.client_id, **_asked(form)
    )
    monitor = monitors.add_monitor(uow, actor, draft, _means())
    return Answer(monitor, headers={"Location": f"/api/v1/monitors/{monitor.id}"})


@endpoint(
    blueprint,
    "POST",
    "/api/v1/monitors/try",
    requires=Permission.MANAGE_MONITORS,
    body=MonitorTry,
    answers=TryOut,
    status=202,
    audits="monitor.try",
    rate=RateClass.EXPENSIVE,
    summary="Look once at what is not saved yet; poll for what was seen",
)
def try_monitor(uow: "UnitOfWork", actor: Actor, form: MonitorTry) -> Answer:
    tried = monitors.request_try(
        uow,
        actor,
        monitors.MonitorDraft(name="", **_asked(form)),
        _means(),
        tries=bootstrap.tries(),
        monitor_id=form.monitor_id,
    )
    return Answer(tried, headers={"Location": f"/api/v1/monitors/tries/{tried.id}"})


@endpoint(
    blueprint,
    "GET",
    "/api/v1/monitors/tries/{try_id}",
    requires=Permission.READ_MONITORS,
    answers=TryOut,
    summary="What a try of yours has seen; kept for 15 minutes",
)
def get_try(uow: "UnitOfWork", actor: Actor, try_id: uuid.UUID) -> "Tried":  # noqa: ARG001
    return monitors.get_try(actor, try_id, tries=bootstrap.tries())


@endpoint(
    blueprint,
    "GET",
    "/api/v1/monitors/{monitor_id}",
    requires=Permission.READ_MONITORS,
    answers=MonitorOut,
    summary="Show a monitor; its secrets stay sealed",
)
def get_monitor(uow: "UnitOfWork", actor: Actor, monitor_id: uuid.UUID) -> Monitor:
    return monitors.get_monitor(uow, actor, monitor_id)


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/monitors/{monitor_id}",
    requires=Permission.MANAGE_MONITORS,
    body=MonitorUpdate,
    answers=MonitorOut,
    audits="monitor.update",
    summary="Change a monitor; what asks something else starts over",
)
def change_monitor(
    uow: "UnitOfWork", actor: Actor, monitor_id: uuid.UUID, form: MonitorUpdate
) -> Monitor:
    changes = form.sent()
    if "secrets" in changes:
        changes["secrets"] = form.secrets.revealed()
    return monitors.change_monitor(uow, actor, monitor_id, changes, _means())


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/monitors/{monitor_id}",
    requires=Permission.MANAGE_MONITORS,
    status=204,
    audits="monitor.delete",
    summary="Remove a monitor",
)
def remove_monitor(uow: "UnitOfWork", actor: Actor, monitor_id: uuid.UUID) -> None:
    monitors.remove_monitor(uow, actor, monitor_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/monitors/{monitor_id}/pause",
    requires=Permission.MANAGE_MONITORS,
    answers=MonitorOut,
    audits="monitor.pause",
    summary="Stop looking, and end what is wrong without telling anybody",
)
def pause_monitor(uow: "UnitOfWork", actor: Actor, monitor_id: uuid.UUID) -> Monitor:
    return monitors.pause_monitor(uow, actor, monitor_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/monitors/{monitor_id}/resume",
    requires=Permission.MANAGE_MONITORS,
    answers=MonitorOut,
    audits="monitor.resume",
    summary="Look again",
)
def resume_monitor(uow: "UnitOfWork", actor: Actor, monitor_id: uuid.UUID) -> Monitor:
    return monitors.resume_monitor(uow, actor, monitor_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/monitors/{monitor_id}/ping-url",
    requires=Permission.MANAGE_MONITORS,
    answers=PingUrlOut,
    audits="monitor.renew_ping_url",
    summary="Make a new address to ping for a heartbeat; it is shown this once",
)
def renew_ping_url(uow: "UnitOfWork", actor: Actor, monitor_id: uuid.UUID) -> PingUrlOut:
    token = monitors.renew_ping_address(uow, actor, monitor_id)
    return PingUrlOut(url=f"{settings.load().base_url}/api/v1/ping/{token}")


def _asked(form: MonitorCreate | MonitorTry) -> dict[str, Any]:
    return {
        "kind": form.kind,
        "address": form.address,
        "port": form.port,
        "interval_seconds": form.interval_seconds,
        "settings": form.settings,
        "secrets": form.secrets.revealed(),
    }


def _means() -> "monitors.Means":
    return monitors.Means(bootstrap.sealer(), settings.load().demo_origins)
