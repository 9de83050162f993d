"""Look at a monitor once, before it is saved, and say all that was seen."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.http_fetcher import Fetched, FetchFailed
from chalicelib.adapters.port_prober import PortOpen
from chalicelib.monitoring import monitor_rules, probing
from chalicelib.monitoring.monitor_rules import Outcome, RecordsFound
from chalicelib.monitoring.probes import Reason
from chalicelib.monitoring.try_report import TriedCertificate, TriedPhases, TryReport
from chalicelib.sites.model import SiteStatus

if TYPE_CHECKING:
    from chalicelib.adapters.http_fetcher import HttpFetcher
    from chalicelib.events.monitoring import MonitorTarget
    from chalicelib.kit.clock import Clock
    from chalicelib.monitoring.monitor_looks import Instruments

_TRY = (30.0, 32.0)
_SHOWN_BYTES = 2048
_MOST_HEADERS, _LONGEST_HEADER = 50, 500
_RULES = {
    Reason.STATUS_UNEXPECTED: "expected_status",
    Reason.KEYWORD_MISSING: "keyword",
    Reason.KEYWORD_FOUND: "keyword",
    Reason.JSON_MISMATCH: "json_path",
    Reason.REDIRECTED: "redirects",
    Reason.NOT_REDIRECTED: "redirects",
    Reason.CERTIFICATE_ENDS: "warns_of_certificate",
    Reason.DNS_CHANGED: "expected",
    Reason.DOMAIN_ENDS: "warn_days",
    Reason.DOMAIN_ENDED: "warn_days",
}


def look_once(
    target: "MonitorTarget",
    *,
    fetcher: "HttpFetcher",
    instruments: "Instruments",
    clock: "Clock",
) -> TryReport:
    outcome = probing.look_once(target, fetcher=fetcher, instruments=instruments, one_try=_TRY)
    return report(target, outcome, at=clock.now())


def report(target: "MonitorTarget", outcome: Outcome, *, at: dt.datetime) -> TryReport:
    finding = monitor_rules.judge(target, outcome, at=at)
    verdict = finding.verdict
    if verdict is None:
        return TryReport(status=SiteStatus.UNKNOWN, reason="not_attempted", **_seen(outcome))
    return TryReport(
        status=verdict.status,
        reason=verdict.reason,
        detail=verdict.detail,
        failed_rule=_RULES.get(verdict.reason, ""),
        status_code=verdict.status_code,
        response_ms=verdict.response_ms,
        facts=_facts(outcome) or finding.facts,
        **_seen(outcome),
    )


def _facts(outcome: Outcome) -> dict[str, Any]:
    """What there is now, also where it is not what it should be."""
    return {"records": sorted(outcome.records)} if isinstance(outcome, RecordsFound) else {}


def _seen(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Fetched):
        return _seen_page(outcome)
    if isinstance(outcome, PortOpen):
        whole = outcome.dns_ms + outcome.connect_ms
        phases = TriedPhases(
            dns_ms=outcome.dns_ms,
            connect_ms=outcome.connect_ms,
            tls_ms=0,
            first_byte_ms=0,
            total_ms=whole,
        )
        return {"url": outcome.url, "address": outcome.address, "phases": phases}
    if isinstance(outcome, FetchFailed):
        return {"url": outcome.url, "address": outcome.address}
    return {}


def _seen_page(page: Fetched) -> dict[str, Any]:
    phases, certificate = page.phases, page.certificate
    return {
        "url": page.url,
        "address": page.address,
        "phases": TriedPhases(
            dns_ms=phases.dns_ms,
            connect_ms=phases.connect_ms,
            tls_ms=phases.tls_ms,
            first_byte_ms=phases.first_byte_ms,
            total_ms=phases.total_ms,
        ),
        "certificate": TriedCertificate(
            ends_at=certificate.not_after,
            issuer=certificate.issuer,
            names=list(certificate.names[:20]),
        )
        if certificate
        else None,
        "headers": {
            name: value[:_LONGEST_HEADER]
            for name, value in list(page.headers.items())[:_MOST_HEADERS]
        },
        # What is no text shows as such; what is cut in the middle of a letter, too.
        "body": page.body[:_SHOWN_BYTES].decode("utf-8", "replace"),
        "is_cut": page.truncated or len(page.body) > _SHOWN_BYTES,
    }
