"""The one function that may sign: reads a command again from the database, judges it by the policy,
signs it, wakes the site. The message that calls it names a command and decides nothing."""

from typing import TYPE_CHECKING

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.consumer import consumes_with_database
from chalicelib.events.sites import CommandRequested
from chalicelib.sites import signing
from chalicelib.sites.signing import Authority

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@consumes_with_database(CommandRequested, role=DatabaseRole.SIGNER)
def handler(uow: "UnitOfWork", message: CommandRequested) -> None:
    authority = Authority(
        signers=bootstrap.signers(),
        root_public_key=bootstrap.root_public_key(),
        terms=bootstrap.approval_terms(),
    )
    signing.sign_command(uow, message.command_id, authority=authority)
