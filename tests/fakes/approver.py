"""An admin with a passkey in hand, who says yes to what destroys."""

from dataclasses import dataclass, field
from typing import Any

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.identity import approvers
from chalicelib.identity.model import Actor
from chalicelib.kit.ids import uuid7
from chalicelib.sites import approving
from chalicelib.sites.approving import ShownApproval, Terms
from tests.fakes.soft_passkey import SoftPasskey


@dataclass
class Approver:
    """`enrolled` puts the passkey where enrolment would have put it."""

    actor: Actor
    key: SoftPasskey = field(default_factory=SoftPasskey)

    def enrolled(self, uow: UnitOfWork) -> "Approver":
        uow.connection.execute(
            "insert into passkeys (id, user_id, name, credential_id, public_key, sign_count,"
            " created_at) values (%s, %s, 'laptop', %s, %s, 0, %s)",
            (
                uuid7(),
                self.actor.user_id,
                self.key.credential_id,
                self.key._public_key(),
                uow.clock.now(),
            ),
        )
        return self

    def yes(self, challenge: bytes, terms: Terms) -> dict[str, Any]:
        options = approvers.request_options(challenge, [self.key.credential_id], rp_id=terms.rp_id)
        return self.key.prove(options, origin=terms.origins[0])

    def approve(self, uow: UnitOfWork, approval_id: Any, terms: Terms) -> ShownApproval:
        challenge, _ = approving.prepare(uow, self.actor, approval_id, terms=terms)
        return approving.approve(
            uow,
            self.actor,
            approval_id,
            assertion=self.yes(challenge, terms),
            credential_id=self.key.credential_id,
            terms=terms,
        )


def seen_by_the_signer(database: Database) -> None:
    """The signer writes new passkeys into its book."""
    with database.unit_of_work(DatabaseRole.SIGNER) as uow:
        approvers.note_passkeys(uow)
        uow.commit()
