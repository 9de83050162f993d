"""One alert about several sites, as each of those hears it who is responsible for some. Pure."""

import uuid
from collections.abc import Collection
from typing import Any

from chalicelib.events.monitoring import AlertedSite, AlertRaised

_PROBLEM = "problem"


def clients_of(alert: AlertRaised) -> list[uuid.UUID]:
    """Whose sites it is about, each client once."""
    if not alert.sites:
        return [alert.client_id]
    return list(dict.fromkeys(site.client_id for site in alert.sites))


def narrowed(alert: AlertRaised, client_ids: Collection[uuid.UUID]) -> AlertRaised:
    """The alert as it concerns these clients' sites: nobody reads another client's names."""
    if not alert.sites:
        return alert
    sites = [site for site in alert.sites if site.client_id in client_ids]
    return alert.model_copy(
        update={
            "client_id": sites[0].client_id,
            "site_id": sites[0].site_id if len(sites) == 1 else None,
            "sites": sites,
            "subject": _subject(alert, sites),
            "context": {**alert.context, "sites": [_named(site) for site in sites]},
        }
    )


def _subject(alert: AlertRaised, sites: Collection[AlertedSite]) -> str:
    state = "offline" if alert.template == _PROBLEM else "online again"
    if len(sites) == 1:
        (site,) = sites
        return f"{site.site_name} is {state}"
    return f"{len(sites)} sites on {alert.context['detail']['shared']} are {state}"


def _named(site: AlertedSite) -> dict[str, Any]:
    return {
        "id": str(site.site_id),
        "name": site.site_name,
        "url": site.site_url,
        "client_name": site.client_name,
    }
