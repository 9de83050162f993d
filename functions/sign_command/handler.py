"""The one function that may sign: reads a command again from the database, signs it, wakes the
site. The message that calls it names a command and decides nothing."""

from typing import TYPE_CHECKING

from chalicelib import bootstrap
from chalicelib.consumer import consumes_with_database
from chalicelib.events.sites import CommandRequested
from chalicelib.sites import commanding

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@consumes_with_database(CommandRequested)
def handler(uow: "UnitOfWork", message: CommandRequested) -> None:
    commanding.sign_command(uow, message.command_id, signer=bootstrap.signer())
