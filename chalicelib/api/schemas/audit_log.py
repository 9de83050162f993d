"""The audit log as screens and programs see it."""

import uuid
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Instant, Out, Query, Search
from chalicelib.api.schemas.sites import PresentDay
from chalicelib.audit.chain import ProblemKind

type Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
type Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class _Wanted(Query):
    """Which entries; what is left out does not matter."""

    from_: Annotated[PresentDay | None, Field(alias="from")] = None
    to: PresentDay | None = None
    actor: Search | None = None
    action: Word | None = None
    object_kind: Word | None = None
    object_id: Word | None = None
    client_id: uuid.UUID | None = None


class AuditQuery(_Wanted, PageQuery):
    """A page of the log, newest first."""


class ExportQuery(_Wanted):
    """A part of the log, oldest first."""

    after_seq: Annotated[Number, Field(description="Where the part before this one ended")] = 0


class VerifyQuery(Query):
    after_seq: Annotated[
        Number, Field(description="`resume_after_seq` of the part before this one")
    ] = 0


class AuditEntryOut(Out):
    """Who did what to which object. `seq` has no gaps; `hash` covers the entry and all before."""

    id: uuid.UUID
    seq: int
    at: Instant
    actor: str
    user_id: uuid.UUID | None
    client_id: uuid.UUID | None
    action: str
    object_kind: str
    object_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    address: str | None
    request_id: str | None
    hash: str


class ActionsOut(Out):
    """Every action that an entry can name."""

    actions: list[str]


class HeadOut(Out):
    seq: int
    hash: str


class AnchorOut(Out):
    """The newest anchor; `ok` when our key has signed it."""

    seq: int
    at: Instant
    ok: bool


class AuditProblemOut(Out):
    """What is wrong, and the first entry concerned."""

    seq: int
    kind: ProblemKind
    detail: str


class VerificationOut(Out):
    """`ok` speaks of the part that was checked; go on after `resume_after_seq` if there is one."""

    ok: bool
    checked: int
    head: HeadOut
    anchor: AnchorOut | None
    problems: list[AuditProblemOut]
    complete: bool
    resume_after_seq: int | None
    took_ms: int
