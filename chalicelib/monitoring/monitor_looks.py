"""How monitors are looked at: pages with all other pages, everything else beside them meanwhile."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from chalicelib.adapters.dns_records import DnsRecords, DnsSilent, RecordKind
from chalicelib.adapters.http_fetcher import (
    MAX_BODY_BYTES,
    Credentials,
    Fetch,
    FetchFailed,
    FetchFailure,
    HttpFetcher,
)
from chalicelib.adapters.port_prober import PortCheck, PortProber
from chalicelib.adapters.sealer import SealBroken, SealUnavailable
from chalicelib.events.monitoring import MonitorTarget
from chalicelib.monitoring import domain_expiry
from chalicelib.monitoring.monitor import MonitorKind
from chalicelib.monitoring.monitor_rules import Outcome, RecordsFound, SecretsSealed
from chalicelib.monitoring.monitor_settings import HttpSettings
from chalicelib.monitoring.redirect_rule import RedirectRule

if TYPE_CHECKING:
    from chalicelib.monitoring.monitor_secrets import OpenedSecrets

_AT_ONCE = 32


@dataclass(frozen=True)
class Instruments:
    """What monitors need beside the fetcher."""

    ports: PortProber
    names: DnsRecords
    secrets: "OpenedSecrets"


def is_page(target: MonitorTarget) -> bool:
    return target.kind == MonitorKind.HTTP


def request(
    target: MonitorTarget, instruments: Instruments, *, deadline_seconds: float
) -> Fetch | Outcome:
    """How to ask for its page; or already the outcome, when it cannot be asked."""
    settings = HttpSettings.model_validate(target.settings)
    try:
        secrets = instruments.secrets.of(target)
    except SealBroken:
        return SecretsSealed()
    except SealUnavailable:
        return _not_attempted(target)
    has_credentials = secrets.user or secrets.password
    return Fetch(
        target.address,
        method=settings.method,
        headers={**settings.headers, **secrets.headers},
        credentials=Credentials(secrets.user, secrets.password) if has_credentials else None,
        follow_redirects=RedirectRule(settings.redirects).follow,
        deadline_seconds=deadline_seconds,
        max_body_bytes=MAX_BODY_BYTES,
    )


class OtherLooks:
    """Looks at ports, records and domains, in threads of their own while pages are fetched."""

    def __init__(
        self,
        targets: Sequence[MonitorTarget],
        *,
        fetcher: HttpFetcher,
        instruments: Instruments,
        deadline_seconds: float,
        budget_seconds: float,
    ) -> None:
        self._targets = targets
        self._ends_at = time.monotonic() + budget_seconds
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="looks")
        self._looks: dict[object, Future[Outcome]] = {}
        self._ports = [target for target in targets if target.kind == MonitorKind.TCP]
        self._port_looks = self._threads.submit(
            _look_at_ports, self._ports, instruments.ports, deadline_seconds
        )
        for target in targets:
            look = _look_of(target, fetcher, instruments)
            # Monitors of one name share its answer.
            if look and _question(target) not in self._looks:
                self._looks[_question(target)] = self._threads.submit(look)

    def outcomes(self) -> dict[UUID, Outcome]:
        """What has been found when the budget is over; then the rest is left alone."""
        found: dict[UUID, Outcome] = {}
        for target in self._targets:
            look = self._looks.get(_question(target))
            if look:
                found[target.monitor_id] = self._answer(look) or _not_attempted(target)
        found.update(zip(_ids(self._ports), self._answers_of_ports(), strict=True))
        self._threads.shutdown(wait=False, cancel_futures=True)
        return found

    def _answers_of_ports(self) -> list[Outcome]:
        return self._answer(self._port_looks) or list(map(_not_attempted, self._ports))

    def _answer[T](self, look: Future[T]) -> T | None:
        try:
            return look.result(max(0.0, self._ends_at - time.monotonic()))
        except TimeoutError:
            return None


def _look_of(
    target: MonitorTarget, fetcher: HttpFetcher, instruments: Instruments
) -> Callable[[], Outcome] | None:
    if target.kind == MonitorKind.DNS:
        return partial(_look_up, target, instruments.names)
    if target.kind == MonitorKind.DOMAIN:
        return partial(domain_expiry.look_up, target.address, fetcher)
    return None


def _question(target: MonitorTarget) -> tuple[str, str, str]:
    return target.kind, target.address, str(target.settings.get("record", ""))


def _look_up(target: MonitorTarget, names: DnsRecords) -> Outcome:
    kind = RecordKind(target.settings["record"])
    try:
        return RecordsFound(names.look_up(target.address, [kind])[kind])
    except DnsSilent as error:
        return FetchFailed(target.address, FetchFailure.NAME_LOOKUP_FAILED, f"{error}", 0)


def _look_at_ports(
    targets: Sequence[MonitorTarget], ports: PortProber, deadline_seconds: float
) -> list[Outcome]:
    checks = [PortCheck(target.address, target.port, deadline_seconds) for target in targets]
    return list(ports.probe_all(checks))


def _not_attempted(target: MonitorTarget) -> Outcome:
    return FetchFailed(target.address, FetchFailure.NOT_ATTEMPTED, "out of time", 0)


def _ids(targets: Iterable[MonitorTarget]) -> list[UUID]:
    return [target.monitor_id for target in targets]
