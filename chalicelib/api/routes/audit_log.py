"""The audit log: read, exported and verified; nobody writes it here."""

import datetime as dt
import time
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api import endpoint as table
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.pagination import PageOut, next_link
from chalicelib.api.schemas.audit_log import (
    ActionsOut,
    AuditEntryOut,
    AuditQuery,
    ExportQuery,
    HeadOut,
    VerificationOut,
    VerifyQuery,
)
from chalicelib.audit import service as audit
from chalicelib.audit.model import PLATFORM_ACTIONS, AuditEntry, AuditFilter
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.audit import exporting, verifying
else:
    exporting = lazily("chalicelib.audit.exporting")
    verifying = lazily("chalicelib.audit.verifying")

blueprint = Blueprint(__name__)

_EXPORT = "/api/v1/audit-log/export"
# The gateway waits 29 seconds; a last batch and the answer take part of one.
_PATIENCE = dt.timedelta(seconds=20)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/audit-log",
    requires=Permission.READ_AUDIT,
    query=AuditQuery,
    answers=PageOut[AuditEntryOut],
    summary="Who did what, newest first",
)
def list_audit_log(
    uow: "UnitOfWork",
    actor: Actor,  # noqa: ARG001
    query: AuditQuery,
) -> Page[AuditEntry]:
    return audit.list_entries(uow, _wanted(query), limit=query.limit, cursor=query.cursor)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/audit-log/actions",
    requires=Permission.READ_AUDIT,
    answers=ActionsOut,
    summary="Every action that an entry can name",
)
def list_audit_actions(uow: "UnitOfWork", actor: Actor) -> ActionsOut:  # noqa: ARG001
    by_routes = {route.audits for route in table.ROUTES if route.audits}
    return ActionsOut(actions=sorted(by_routes | PLATFORM_ACTIONS))


@endpoint(
    blueprint,
    "GET",
    _EXPORT,
    requires=Permission.READ_AUDIT,
    query=ExportQuery,
    content_type="text/csv; charset=utf-8",
    rate=RateClass.EXPENSIVE,
    audits="audit.export",
    summary="The log as CSV, oldest first; a long one in parts, each named by the Link header",
)
def export_audit_log(uow: "UnitOfWork", actor: Actor, query: ExportQuery) -> Answer:
    export = exporting.export_log(uow, _wanted(query), after_seq=query.after_seq)
    sent = query.model_dump(mode="json", by_alias=True, exclude_none=True)
    audit.record(
        uow, actor, action="audit.export", object_kind="audit_log", object_id="-", after=sent
    )
    headers = {"Content-Disposition": 'attachment; filename="audit-log.csv"'}
    if export.next_after_seq is not None:
        rest = {name: str(value) for name, value in sent.items() if name != "after_seq"}
        headers["Link"] = next_link(_EXPORT, rest, "after_seq", str(export.next_after_seq))
    return Answer(export.text, headers=headers)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/audit-log/verify",
    requires=Permission.READ_AUDIT,
    query=VerifyQuery,
    answers=VerificationOut,
    rate=RateClass.EXPENSIVE,
    audits="audit.verify",
    summary="Follow the chain of the log and compare it with its anchors, for up to 20 seconds",
)
def verify_audit_log(uow: "UnitOfWork", actor: Actor, query: VerifyQuery) -> VerificationOut:
    started = time.monotonic()
    anchorage = verifying.Anchorage(
        bootstrap.audit_anchors(), settings.load().base_url, bootstrap.anchor_signer().public_key()
    )
    found = verifying.verify_log(uow, anchorage, after_seq=query.after_seq, patience=_PATIENCE)
    audit.record(
        uow,
        actor,
        action="audit.verify",
        object_kind="audit_log",
        object_id="-",
        after={"ok": found.ok, "after_seq": query.after_seq, "head_seq": found.head.seq},
    )
    return VerificationOut(
        ok=found.ok,
        checked=found.checked,
        head=HeadOut(seq=found.head.seq, hash=found.head.hash.hex()),
        anchor=found.anchor,
        problems=found.problems,
        complete=found.complete,
        resume_after_seq=found.resume_after_seq,
        took_ms=round((time.monotonic() - started) * 1000),
    )


def _wanted(query: AuditQuery | ExportQuery) -> AuditFilter:
    return AuditFilter(
        since=query.from_,
        until=query.to,
        actor=query.actor or None,
        action=query.action,
        object_kind=query.object_kind,
        object_id=query.object_id,
        client_id=query.client_id,
    )
