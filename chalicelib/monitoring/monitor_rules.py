"""From what a look at a monitor brought to what we believe of it. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.adapters.http_fetcher import Fetched, FetchFailed
from chalicelib.adapters.port_prober import PortOpen
from chalicelib.events.monitoring import MonitorTarget
from chalicelib.monitoring import dns_change, probes
from chalicelib.monitoring.domain_expiry import DomainProblem, Registration
from chalicelib.monitoring.json_rule import JsonRule, parse_json_path
from chalicelib.monitoring.keyword_rule import KeywordRule, Wanted
from chalicelib.monitoring.monitor import MonitorKind
from chalicelib.monitoring.monitor_settings import (
    DnsSettings,
    DomainSettings,
    HttpSettings,
    read_settings,
)
from chalicelib.monitoring.probes import Reason, Verdict
from chalicelib.monitoring.redirect_rule import RedirectRule, Redirects
from chalicelib.monitoring.status_rule import parse_status_rule
from chalicelib.sites.model import SiteStatus


@dataclass(frozen=True)
class SecretsSealed:
    """The monitor's secrets do not open: sealed for another address, or with a key that is gone."""


@dataclass(frozen=True)
class RecordsFound:
    """The records of one kind that a name has."""

    records: frozenset[str]


type Outcome = (
    Fetched | FetchFailed | PortOpen | RecordsFound | Registration | DomainProblem | SecretsSealed
)


@dataclass(frozen=True)
class Finding:
    """What an outcome says; `facts` are to be kept, for the next looks to compare with."""

    verdict: Verdict | None
    facts: Mapping[str, Any] = field(default_factory=dict)


def judge(target: MonitorTarget, outcome: Outcome, *, at: dt.datetime) -> Finding:
    """No verdict where the look never took place, or says nothing about the monitor."""
    if isinstance(outcome, FetchFailed):
        return Finding(probes.with_evidence(probes.judge_failure(outcome), outcome))
    if isinstance(outcome, SecretsSealed):
        return Finding(Verdict(SiteStatus.UNKNOWN, Reason.SECRETS_SEALED))
    settings = read_settings(MonitorKind(target.kind), target.settings)
    if isinstance(outcome, Fetched) and isinstance(settings, HttpSettings):
        verdict = _judge_page(settings, outcome, at)
        # What only secrets open is nobody's to read beside those who have them.
        return Finding(verdict if target.sealed_secrets else probes.with_evidence(verdict, outcome))
    if isinstance(outcome, PortOpen):
        return Finding(_judge_port(outcome))
    if isinstance(outcome, RecordsFound) and isinstance(settings, DnsSettings):
        return _judge_records(target, settings, outcome.records)
    if not isinstance(settings, DomainSettings):
        raise TypeError(f"a monitor of kind {target.kind} is not looked at like this")
    return _judge_domain(target, settings, outcome, at)


def _judge_port(found: PortOpen) -> Verdict:
    took = found.dns_ms + found.connect_ms
    return Verdict(SiteStatus.ONLINE, Reason.ANSWERED, response_ms=took)


def _judge_page(settings: HttpSettings, page: Fetched, at: dt.datetime) -> Verdict:
    for reason, is_broken, detail in (
        _redirect_fault(settings, page),
        _status_fault(settings, page),
    ):
        if is_broken:
            said = probes.last_words(page)
            if said and said[0] is SiteStatus.MAINTENANCE:
                return probes.verdict_on(page, *said)
            return probes.verdict_on(page, SiteStatus.OFFLINE, reason, detail)
    if said := probes.last_words(page):
        return probes.verdict_on(page, *said)
    for reason, is_broken, detail in (_keyword_fault(settings, page), _json_fault(settings, page)):
        if is_broken:
            return probes.verdict_on(page, SiteStatus.OFFLINE, reason, detail)
    ending = probes.certificate_ending(page, at=at) if settings.warns_of_certificate else None
    return ending or probes.verdict_on(page, SiteStatus.ONLINE, Reason.ANSWERED)


type _Fault = tuple[Reason, bool, str]


def _redirect_fault(settings: HttpSettings, page: Fetched) -> _Fault:
    rule = RedirectRule(settings.redirects, settings.redirect_to)
    is_required = settings.redirects is Redirects.REQUIRED
    location = page.headers.get("location", "")[:200]
    reason = Reason.NOT_REDIRECTED if is_required else Reason.REDIRECTED
    return reason, not rule.accepts(page), location or f"HTTP {page.status_code}"


def _status_fault(settings: HttpSettings, page: Fetched) -> _Fault:
    is_good = settings.redirects is Redirects.REQUIRED or parse_status_rule(
        settings.expected_status
    ).accepts(page.status_code)
    return Reason.STATUS_UNEXPECTED, not is_good, f"HTTP {page.status_code}"


def _keyword_fault(settings: HttpSettings, page: Fetched) -> _Fault:
    is_missing = settings.keyword_wanted is Wanted.PRESENT
    reason = Reason.KEYWORD_MISSING if is_missing else Reason.KEYWORD_FOUND
    rule = KeywordRule(settings.keyword, settings.keyword_wanted)
    return reason, bool(settings.keyword) and not rule.accepts(page), settings.keyword


def _json_fault(settings: HttpSettings, page: Fetched) -> _Fault:
    rule_text = f"{settings.json_path} {settings.json_compare} {settings.json_expected}".strip()
    if not settings.json_path:
        return Reason.JSON_MISMATCH, False, ""
    steps = parse_json_path(settings.json_path)
    rule = JsonRule(steps, settings.json_compare, settings.json_expected)
    return Reason.JSON_MISMATCH, not rule.accepts(page.body), rule_text


def _judge_records(
    target: MonitorTarget, settings: DnsSettings, records: frozenset[str]
) -> Finding:
    found = frozenset(map(_bare, records))
    known = settings.expected or target.facts.get("records")
    if known is None:
        if not found:
            missing = Verdict(SiteStatus.OFFLINE, Reason.NAME_NOT_FOUND, detail=settings.record)
            return Finding(missing)
        return Finding(_WELL, {"records": sorted(found)})
    kind = settings.record
    wanted = frozenset(map(_bare, known))
    different = dns_change.changes({kind: wanted}, {kind: found})
    if not different:
        return Finding(_WELL)
    [change] = different
    signs = [f"-{gone}" for gone in change.gone] + [f"+{new}" for new in change.new]
    detail = f"{kind} {' '.join(signs)}"[:500]
    return Finding(Verdict(SiteStatus.OFFLINE, Reason.DNS_CHANGED, detail=detail))


_WELL = Verdict(SiteStatus.ONLINE, Reason.ANSWERED)


def _bare(record: str) -> str:
    """A name with its last dot is the same name."""
    return record.lower().rstrip(".")


def _judge_domain(
    target: MonitorTarget, settings: DomainSettings, outcome: Outcome, at: dt.datetime
) -> Finding:
    if not isinstance(outcome, Registration):
        # What the registry keeps to itself says nothing about the domain: what is known stays.
        is_known = target.status not in (SiteStatus.PENDING, SiteStatus.UNKNOWN)
        nothing = Verdict(SiteStatus.UNKNOWN, Reason.DOMAIN_UNKNOWN, detail=f"{outcome}")
        return Finding(None if is_known else nothing)
    facts = {"domain": outcome.domain, "ends_at": outcome.ends_at.isoformat()}
    left = outcome.ends_at - at
    status, reason = SiteStatus.ONLINE, Reason.ANSWERED
    if left <= dt.timedelta(0):
        status, reason = SiteStatus.OFFLINE, Reason.DOMAIN_ENDED
    elif left <= dt.timedelta(days=settings.warn_days):
        status, reason = SiteStatus.DEGRADED, Reason.DOMAIN_ENDS
    detail = f"{outcome.ends_at:%Y-%m-%d}" if reason is not Reason.ANSWERED else ""
    return Finding(Verdict(status, reason, detail=detail), facts)
