"""Outages become incidents: opened, put together and ended with the status that shows them.

All of it happens in the transaction of the status, after all its sites are locked: `settle` takes
its turn and holds it till the commit, so that what falls together is seen together, and nothing is
opened, told or ended twice.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import AlertedSite
from chalicelib.identity.model import ClientScope
from chalicelib.monitoring import alerts, grouping
from chalicelib.monitoring.errors import IncidentNotFound
from chalicelib.monitoring.grouping import TOGETHER, Fallen, Group
from chalicelib.monitoring.incident import AffectedSite, EventKind, Incident, Outage
from chalicelib.monitoring.incident_store import IncidentStore
from chalicelib.monitoring.model import OpenCondition

type _Near = Sequence[tuple[AffectedSite, str]]

_EVERYTHING = ClientScope.everything()


def settle(uow: UnitOfWork, outages: Sequence[Outage]) -> None:
    """Take over what went down and what came back, in this order for each site.

    Call it last: the caller has locked the state of all these sites. Repeating it is harmless.
    """
    if not outages:
        return
    store = IncidentStore(uow.connection)
    store.take_turn()
    for of_round in _rounds(outages):
        _begin(uow, store, [outage for outage in of_round if not outage.is_over])
        _end(uow, store, [outage for outage in of_round if outage.is_over])


def _rounds(outages: Sequence[Outage]) -> Iterator[list[Outage]]:
    """Each site once per round: late news may bring two changes of one site at a time."""
    rounds: list[dict[tuple[uuid.UUID, uuid.UUID | None], Outage]] = []
    for outage in outages:
        for of_round in rounds:
            if outage.place not in of_round:
                of_round[outage.place] = outage
                break
        else:
            rounds.append({outage.place: outage})
    for of_round in rounds:
        yield list(of_round.values())


def _begin(uow: UnitOfWork, store: IncidentStore, began: Sequence[Outage]) -> None:
    known = store.list_open_hits([outage.site.site_id for outage in began])
    fresh = [outage for outage in began if outage.place not in known]
    if not fresh:
        return
    near = _fallen_near(store, fresh)
    by_site: dict[uuid.UUID, list[Outage]] = {}
    for outage in fresh:
        by_site.setdefault(outage.site.site_id, []).append(outage)
    for group in grouping.group(_as_fallen(fresh, near)):
        of_group = [one for fallen in group.fallen for one in by_site.get(fallen.site_id, ())]
        if of_group:
            _begin_together(uow, store, group, of_group, near)


def _fallen_near(store: IncidentStore, fresh: Sequence[Outage]) -> _Near:
    networks = {outage.sighting.network for outage in fresh} - {""}
    if not networks:
        return []
    earliest = min(outage.at for outage in fresh)
    return store.list_fallen_since(earliest - TOGETHER, networks=networks)


def _as_fallen(fresh: Iterable[Outage], near: _Near) -> list[Fallen]:
    """Each site once, however many of its monitors fell."""
    sites = {hit.site_id: Fallen(hit.site_id, hit.started_at, hit.address) for hit, _ in near}
    for outage in fresh:
        site_id = outage.site.site_id
        sites.setdefault(site_id, Fallen(site_id, outage.at, outage.sighting.address))
    return list(sites.values())


def _begin_together(
    uow: UnitOfWork, store: IncidentStore, group: Group, fresh: Sequence[Outage], near: _Near
) -> None:
    members = {fallen.site_id for fallen in group.fallen}
    in_group = [(hit, shared) for hit, shared in near if hit.site_id in members]
    larger = next((hit.incident_id for hit, shared in in_group if shared), None)
    alone = [hit for hit, shared in in_group if not shared]
    if larger is not None:
        _absorb(uow, store, alone, by=larger)
        _join(uow, store, larger, fresh, shared=group.shared)
    elif group.shared:
        _open_shared(uow, store, group.shared, fresh, alone)
    else:
        for outage in fresh:
            followed = _followed(outage, near)
            if followed is not None:
                _join(uow, store, followed, [outage], shared="")
            else:
                _open(uow, store, outage)


def _followed(outage: Outage, near: _Near) -> uuid.UUID | None:
    """The shared incident that is still going on where this site fell, shortly before it did."""
    places = {outage.sighting.address, outage.sighting.network} - {""}
    return next(
        (
            hit.incident_id
            for hit, shared in near
            if shared in places and abs(outage.at - hit.started_at) <= TOGETHER
        ),
        None,
    )


def _open(uow: UnitOfWork, store: IncidentStore, outage: Outage) -> None:
    site, now = outage.site, uow.clock.now()
    title = alerts.subject_of(outage.problem.kind, site.site_name)
    incident_id = store.open([outage], title=title, shared="", at=now)
    store.hit(incident_id, [outage])
    _note(store, incident_id, EventKind.OPENED, outage, at=outage.at)
    alerts.tell_problem(uow, site, _exact(outage.problem, outage.at), incident_id=incident_id)


def _open_shared(
    uow: UnitOfWork,
    store: IncidentStore,
    shared: str,
    fresh: Sequence[Outage],
    alone: Sequence[AffectedSite],
) -> None:
    now = uow.clock.now()
    incident_id = store.open(fresh, title=_title(shared), shared=shared, at=now)
    store.hit(incident_id, fresh)
    _absorb(uow, store, alone, by=incident_id)
    incident = _get(store, incident_id)
    store.add_event(
        incident_id,
        EventKind.OPENED,
        at=incident.started_at,
        whose=(None, None),
        is_public=True,
    )
    alerts.tell_shared_problem(uow, incident, _told(store, incident_id))


def _absorb(
    uow: UnitOfWork, store: IncidentStore, alone: Sequence[AffectedSite], *, by: uuid.UUID
) -> None:
    """What was told of as one site's trouble turns out to be part of something larger."""
    if alone:
        store.absorb({hit.incident_id for hit in alone}, by=by, at=uow.clock.now())
        larger = _get(store, by)
        since = min(hit.started_at for hit in alone)
        store.widen(by, shared=larger.shared, title=larger.title, since=since)


def _join(
    uow: UnitOfWork,
    store: IncidentStore,
    incident_id: uuid.UUID,
    fresh: Sequence[Outage],
    *,
    shared: str,
) -> None:
    store.hit(incident_id, fresh)
    incident = _get(store, incident_id)
    is_wider = bool(shared) and shared != incident.shared and "/" in shared
    place = shared if is_wider else incident.shared
    since = min(outage.at for outage in fresh)
    store.widen(incident_id, shared=place, title=_title(place), since=since)
    for outage in fresh:
        _note(store, incident_id, EventKind.JOINED, outage, at=outage.at)
    new = {outage.site.site_id for outage in fresh}
    told = [site for site in _told(store, incident_id) if site.site_id in new]
    alerts.tell_shared_problem(uow, _get(store, incident_id), told)


def _end(uow: UnitOfWork, store: IncidentStore, ended: Sequence[Outage]) -> None:
    known = store.list_open_hits([outage.site.site_id for outage in ended])
    by_incident: dict[uuid.UUID, list[Outage]] = {}
    for outage in ended:
        incident_id = known.get(outage.place)
        if incident_id is not None:
            by_incident.setdefault(incident_id, []).append(outage)
        elif not outage.is_quiet:
            # It began before there were incidents.
            alerts.tell_all_clear(uow, outage.site, outage.problem, closed_at=outage.at)
    for incident_id, outages in by_incident.items():
        _recover(uow, store, _get(store, incident_id), outages)


def _recover(
    uow: UnitOfWork, store: IncidentStore, incident: Incident, outages: Sequence[Outage]
) -> None:
    for outage in outages:
        back_at = store.is_back(
            incident.id, site_id=outage.site.site_id, monitor_id=outage.monitor_id, at=outage.at
        )
        if incident.shared:
            _note(store, incident.id, EventKind.RECOVERED, outage, at=back_at)
    over_at = store.resolve_if_over(incident.id, at=uow.clock.now())
    if over_at is None:
        return
    if incident.shared:
        store.add_event(
            incident.id,
            EventKind.RESOLVED,
            at=over_at,
            whose=(None, None),
            is_public=True,
        )
        _tell_shared_end(uow, store, incident, over_at)
        return
    (outage,) = outages
    _note(store, incident.id, EventKind.RESOLVED, outage, at=over_at)
    if not outage.is_quiet:
        problem = _exact(outage.problem, incident.started_at)
        alerts.tell_all_clear(uow, outage.site, problem, incident_id=incident.id, closed_at=over_at)


def _tell_shared_end(
    uow: UnitOfWork, store: IncidentStore, incident: Incident, over_at: dt.datetime
) -> None:
    hits = store.list_sites(incident.id, _EVERYTHING)
    alerts.tell_shared_all_clear(
        uow,
        incident,
        _told(store, incident.id),
        told_as=dict.fromkeys(hit.alert_key for hit in hits),
        closed_at=over_at,
    )


def _note(
    store: IncidentStore,
    incident_id: uuid.UUID,
    kind: EventKind,
    outage: Outage,
    *,
    at: dt.datetime,
) -> None:
    detail: Mapping[str, str] = {"cause": outage.cause} if outage.cause else {}
    store.add_event(
        incident_id,
        kind,
        at=at,
        whose=(outage.site.client_id, outage.site.site_id),
        is_public=True,
        detail=detail,
    )


def _told(store: IncidentStore, incident_id: uuid.UUID) -> list[AlertedSite]:
    """Each site once, as alerts name it."""
    sites = {
        hit.site_id: AlertedSite(
            site_id=hit.site_id,
            client_id=hit.client_id,
            site_name=hit.site_name,
            site_url=hit.site_url,
            client_name=hit.client_name,
        )
        for hit in store.list_sites(incident_id, _EVERYTHING)
    }
    return list(sites.values())


def _get(store: IncidentStore, incident_id: uuid.UUID) -> Incident:
    found = store.find(incident_id, _EVERYTHING)
    if found is None:
        raise IncidentNotFound
    return found


def _title(shared: str) -> str:
    return f"Several sites on {shared} are offline"


def _exact(problem: OpenCondition, since: dt.datetime) -> OpenCondition:
    """People hear since when it is down, not since when we know."""
    return replace(problem, opened_at=since)
