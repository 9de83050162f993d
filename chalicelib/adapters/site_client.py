"""The way to a site's plugin. It carries nothing worth stealing: the site fetches its commands."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chalicelib.adapters.http_fetcher import (
    Fetch,
    Fetched,
    FetchFailed,
    FetchFailure,
    HttpFetcher,
)

_WAKE_ROUTE = "?rest_route=/wp-wingman/v1/wake"
_WAKE_SECONDS = 5.0
_ENOUGH_TO_KNOW = 4096
_PROOF_ROUTE = "?rest_route=/wp-wingman/v1/proof"
_PROOF_SECONDS = 8.0
_PROOF_BYTES = 8192
# Our question may be faster than the plugin's hand that writes its new key down.
_PROOF_PAUSES_SECONDS = (0.0, 0.5, 1.5, 4.0)


@dataclass(frozen=True)
class ProofAnswer:
    """The answer as it came; `problem` is a code, when nothing like an answer did."""

    message: str = ""
    signature: str = ""
    problem: str | None = None


class SiteClient(Protocol):
    def wake(self, home_url: str, token: str) -> bool:
        """Ask a site to fetch its commands now; returns whether it heard."""
        ...

    def fetch_proof(self, home_url: str, challenge: str) -> ProofAnswer:
        """What the plugin at this address says to our challenge."""
        ...


class HttpSiteClient:
    def __init__(self, fetcher: HttpFetcher, wait: Callable[[float], None] = time.sleep) -> None:
        self._fetcher = fetcher
        self._wait = wait

    def wake(self, home_url: str, token: str) -> bool:
        answer = self._fetcher.fetch(
            Fetch(
                f"{home_url.rstrip('/')}/{_WAKE_ROUTE}",
                method="POST",
                body=json.dumps({"token": token}).encode(),
                deadline_seconds=_WAKE_SECONDS,
                max_body_bytes=_ENOUGH_TO_KNOW,
            )
        )
        return isinstance(answer, Fetched) and answer.status_code == 202  # noqa: PLR2004

    def fetch_proof(self, home_url: str, challenge: str) -> ProofAnswer:
        answer = ProofAnswer(problem="unreachable")
        for pause in _PROOF_PAUSES_SECONDS:
            self._wait(pause)
            answer = self._ask_for_proof(home_url, challenge)
            if answer.problem in {None, "refused"}:
                break
        return answer

    def _ask_for_proof(self, home_url: str, challenge: str) -> ProofAnswer:
        fetched = self._fetcher.fetch(
            Fetch(
                f"{home_url.rstrip('/')}/{_PROOF_ROUTE}",
                # A POST: no cache in between may answer in the plugin's place.
                method="POST",
                body=json.dumps({"challenge": challenge}).encode(),
                deadline_seconds=_PROOF_SECONDS,
                max_body_bytes=_PROOF_BYTES,
            )
        )
        if isinstance(fetched, FetchFailed):
            is_ours = fetched.failure is FetchFailure.REFUSED
            return ProofAnswer(problem="refused" if is_ours else "unreachable")
        if fetched.status_code != 200:  # noqa: PLR2004
            return ProofAnswer(problem="no_answer")
        return _read_proof(fetched.body)


def _read_proof(body: bytes) -> ProofAnswer:
    """Two texts, and nothing else about them is believed here."""
    try:
        told = json.loads(body)
    except ValueError:
        return ProofAnswer(problem="no_answer")
    if not isinstance(told, dict):
        return ProofAnswer(problem="no_answer")
    message, signature = told.get("message"), told.get("signature")
    if not isinstance(message, str) or not isinstance(signature, str):
        return ProofAnswer(problem="no_answer")
    return ProofAnswer(message, signature)
