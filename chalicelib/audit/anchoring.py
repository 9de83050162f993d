"""Anchoring: where the chain ends now is signed and put where nobody can change it."""

from typing import TYPE_CHECKING

from chalicelib.adapters.signer import Signer
from chalicelib.audit.anchors import Anchor, AnchorStore
from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.chain import START

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def anchor_head(
    uow: "UnitOfWork", anchors: AnchorStore, *, deployment: str, signer: Signer
) -> Anchor | None:
    """Anchor the head of the log; also when nothing was added, for that is worth knowing too.

    None when the log is still empty.
    """
    head = AuditStore(uow.connection).head()
    if head == START:
        return None
    anchor = Anchor(head, uow.clock.now().replace(microsecond=0))
    anchors.keep(anchor, deployment=deployment, signer=signer)
    return anchor
