"""When a domain's registration ends, as its registry tells by RDAP (RFC 9082, RFC 9083)."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from chalicelib.adapters.http_fetcher import Fetch, Fetched, HttpFetcher

WARN_BEFORE = dt.timedelta(days=30)
_SERVERS = Path(__file__).with_name("rdap_servers.json")
_DEADLINE_SECONDS = 10.0
_MOST_BYTES = 256 * 1024
_NOT_FOUND = 404
# example.com has two labels, example.co.uk three; nobody registers deeper than four.
_FEWEST_LABELS, _MOST_LABELS = 2, 4


class DomainProblem(StrEnum):
    """Why no date is known. None of them says anything about the domain's state."""

    NO_REGISTRY = "no_registry"  # we know of no RDAP server for this top-level domain
    UNREACHABLE = "unreachable"
    NOT_FOUND = "not_found"
    NO_DATE = "no_date"  # some registries keep it to themselves


@dataclass(frozen=True)
class Registration:
    domain: str
    ends_at: dt.datetime


def ends_soon(registration: Registration, *, at: dt.datetime) -> bool:
    return registration.ends_at - at <= WARN_BEFORE


def look_up(host: str, fetcher: HttpFetcher) -> Registration | DomainProblem:
    """Ask the registry of this host's domain.

    Which part of the host was registered the registry knows best: it is asked for the shortest name
    first, and says of `co.uk` that there is no such domain.
    """
    labels = host.lower().rstrip(".").split(".")
    server = servers().get(labels[-1])
    if server is None:
        return DomainProblem.NO_REGISTRY
    for count in range(_FEWEST_LABELS, min(len(labels), _MOST_LABELS) + 1):
        domain = ".".join(labels[-count:])
        answer = _ask(f"{server.rstrip('/')}/domain/{domain}", fetcher)
        if answer is None:
            return DomainProblem.UNREACHABLE
        if answer.status_code != _NOT_FOUND:
            ends_at = read_end(answer.body)
            return Registration(domain, ends_at) if ends_at else DomainProblem.NO_DATE
    return DomainProblem.NOT_FOUND


def servers() -> Mapping[str, str]:
    """The RDAP server for each top-level domain that we know of one."""
    told = json.loads(_SERVERS.read_text(encoding="utf-8"))
    return {name: urls[0] for names, urls in told["services"] for name in names}


def read_end(body: bytes) -> dt.datetime | None:
    """The moment at which a registration ends; None when the answer names none."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    events = told.get("events") if isinstance(told, dict) else None
    moments = [_end_of(event) for event in events] if isinstance(events, list) else []
    # A registrar's own date may stand beside the registry's: the later one is the renewal.
    return max((moment for moment in moments if moment), default=None)


def _end_of(event: Any) -> dt.datetime | None:
    if not isinstance(event, dict) or event.get("eventAction") != "expiration":
        return None
    try:
        moment = dt.datetime.fromisoformat(str(event.get("eventDate")))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _ask(url: str, fetcher: HttpFetcher) -> Fetched | None:
    answer = fetcher.fetch(
        Fetch(
            url,
            headers={"Accept": "application/rdap+json"},
            deadline_seconds=_DEADLINE_SECONDS,
            max_body_bytes=_MOST_BYTES,
        )
    )
    if isinstance(answer, Fetched) and answer.status_code in {200, _NOT_FOUND}:
        return answer
    return None
