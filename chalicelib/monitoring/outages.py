"""Outages as the owner of a website is told of them: what visitors noticed, from when to when, and
what the agency wrote for them. Nothing here was seen by a probe or said among colleagues.
"""

import datetime as dt
import uuid
from collections import defaultdict
from typing import TYPE_CHECKING

from chalicelib.identity.model import Actor
from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor
from chalicelib.monitoring.incident import EventKind, IncidentState
from chalicelib.monitoring.incident_store import IncidentStore, PublicNote
from chalicelib.monitoring.noticed import noticed_by_visitors
from chalicelib.monitoring.plain_outage import PlainOutage, Word

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def list_outages(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    site_id: uuid.UUID | None,
    since: dt.datetime | None,
    limit: int,
    cursor: str | None,
) -> Page[PlainOutage]:
    """Those that were not over by `since`, the newest first."""
    before = None
    if cursor:
        at, last_id = decode_cursor(cursor, str, str)
        before = (as_instant(at), as_id(last_id))
    store = IncidentStore(uow.connection)
    found = store.list_outages(
        actor.scope, site_id=site_id, since=since, before=before, limit=limit + 1
    )
    shown, more = found[:limit], len(found) > limit
    following = encode_cursor(shown[-1].started_at.isoformat(), str(shown[-1].id)) if more else None
    notes: dict[uuid.UUID, list[PublicNote]] = defaultdict(list)
    for note in store.list_public_notes({one.incident_id for one in shown}, actor.scope):
        notes[note.incident_id].append(note)
    return Page(
        [
            PlainOutage(
                id=hit.id,
                incident_id=hit.incident_id,
                site_id=hit.site_id,
                site_name=hit.site_name,
                noticed=noticed_by_visitors(hit.kind, hit.cause),
                started_at=hit.started_at,
                resolved_at=hit.resolved_at,
                is_looked_after=hit.state != IncidentState.OPEN,
                words=tuple(
                    Word(note.at, note.text, is_report=note.kind == EventKind.POST_MORTEM)
                    for note in notes[hit.incident_id]
                    if note.site_id in (None, hit.site_id)
                ),
            )
            for hit in shown
        ],
        following,
    )
