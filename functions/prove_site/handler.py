"""Carry a challenge to a site's address and its answer home. Edge zone: it judges nothing."""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.sites import ProofFetched, ProofRequested


@consumes(ProofRequested)
def handler(message: ProofRequested) -> None:
    answer = bootstrap.site_client().fetch_proof(message.url, message.challenge)
    fetched = ProofFetched(
        site_id=message.site_id,
        challenge=message.challenge,
        message=answer.message,
        signature=answer.signature,
        problem=answer.problem,
    )
    bootstrap.queue().send(ProofFetched.queue, fetched.model_dump_json())
    logger.info("proof_fetched", site_id=str(message.site_id), problem=answer.problem)
