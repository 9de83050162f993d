"""The first admin, made once from a terminal; everyone after is invited.

    python -m chalicelib.api.first_admin alice@agency.example "Alice Miller"

It speaks to the database that the environment names (see .env.example) and prints a random
password. Where an admin exists already it refuses.
"""

import argparse
import sys

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.identity import service as identity
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.kit.errors import WingmanError


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="first_admin", description="Make the first admin.")
    parser.add_argument("email")
    parser.add_argument("name")
    wanted = parser.parse_args(arguments)
    try:
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            user, password = identity.create_first_admin(
                uow, email=wanted.email, name=wanted.name, hasher=BcryptHasher()
            )
    except WingmanError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1
    sys.stdout.write(f"{user.email} can sign in with the password {password}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
