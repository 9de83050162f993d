"""Proof of place: the key that paired must answer at the address that it claims.

A code can be typed into any WordPress, and any WordPress can claim any address. So before a site
counts as connected we fetch a challenge from its address, through the one safe fetcher, and the
answer must be signed by the very key that paired. The fetching function lives at the edge: it
carries the answer home and judges nothing.
"""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.sites import ProofFetched, ProofRequested
from chalicelib.kit import envelope
from chalicelib.kit.ids import token
from chalicelib.sites.errors import SiteNotWaiting
from chalicelib.sites.model import Connection
from chalicelib.sites.pairing_store import PairingStore, PendingProof

CHALLENGE_LIFETIME = dt.timedelta(minutes=10)
_ASKED_AGAIN_AFTER = dt.timedelta(seconds=60)
_CHALLENGE_BYTES = 16
_LARGEST_BYTES = 4096
_MEMBERS = {"v", "aud", "site_id", "home_url", "challenge"}

# What an admin reads, by what went wrong. `{url}` is the site's own address.
_WORDS = {
    "refused": "{url} is not a public address: we cannot reach the site there.",
    "unreachable": "We could not reach {url}. Is the site online, and open to visitors?",
    "no_answer": "{url} answers, but not the plugin. A cache, a password or a maintenance page may"
    " stand in front of it.",
    "wrong_answer": "The plugin at {url} is not the one that used the code. Is it a copy of the"
    " site, or does the address lead to another one?",
}


@dataclass(frozen=True)
class Proven:
    """What became of an answer: `is_connected` only for the one that completes the pairing."""

    is_connected: bool


def ask_for_proof(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """Send somebody to the site's address with a fresh challenge. Raises SiteNotWaiting."""
    store = PairingStore(uow.connection)
    pending = store.find_proof(site_id)
    if pending is None or not _is_waiting(pending) or pending.home_url is None:
        raise SiteNotWaiting
    challenge = token(_CHALLENGE_BYTES)
    store.ask_for_proof(site_id, challenge, uow.clock.now())
    uow.publish(ProofRequested(site_id=site_id, url=pending.home_url, challenge=challenge))


def ask_again(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """The site has called while we wait for it: look once more, at most once a minute."""
    pending = PairingStore(uow.connection).find_proof(site_id)
    if pending is None or not _is_waiting(pending):
        return
    asked_at = pending.proof_asked_at
    if asked_at is None or uow.clock.now() - asked_at >= _ASKED_AGAIN_AFTER:
        ask_for_proof(uow, site_id)


def take_proof(uow: UnitOfWork, fetched: ProofFetched, *, platform: str) -> Proven:
    """Judge what was found at the site's address. An answer to an older challenge is no answer."""
    store = PairingStore(uow.connection)
    pending = store.find_proof(fetched.site_id)
    if pending is None or not _is_waiting(pending):
        return Proven(is_connected=False)
    if pending.proof_challenge != fetched.challenge or _is_late(pending, uow.clock.now()):
        return Proven(is_connected=False)
    problem = fetched.problem
    if problem is None and not _is_proof(pending, fetched, platform):
        problem = "wrong_answer"
    if problem is not None:
        store.keep_proof_problem(pending.site_id, _explained(problem, pending))
        return Proven(is_connected=False)
    store.complete(pending, uow.clock.now())
    return Proven(is_connected=True)


def _is_waiting(pending: PendingProof) -> bool:
    return pending.connection == Connection.WAITING_PROOF and pending.public_key is not None


def _is_late(pending: PendingProof, now: dt.datetime) -> bool:
    return pending.proof_asked_at is None or now - pending.proof_asked_at > CHALLENGE_LIFETIME


def _is_proof(pending: PendingProof, fetched: ProofFetched, platform: str) -> bool:
    """Signed by the key that paired, for us, about this address, in answer to this challenge."""
    body = envelope.strict_base64(fetched.message)
    if body is None or len(body) > _LARGEST_BYTES or pending.public_key is None:
        return False
    if not envelope.verify(pending.public_key, envelope.PROOF, body, fetched.signature):
        return False
    return _told(body) == {
        "v": 1,
        "aud": platform,
        "site_id": str(pending.site_id),
        "home_url": pending.home_url,
        "challenge": pending.proof_challenge,
    }


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    if not isinstance(told, dict) or set(told) != _MEMBERS or type(told["v"]) is not int:
        return {}
    return told


def _explained(problem: str, pending: PendingProof) -> dict[str, str]:
    words = _WORDS.get(problem, _WORDS["no_answer"])
    return {"code": problem, "detail": words.format(url=pending.home_url)}
