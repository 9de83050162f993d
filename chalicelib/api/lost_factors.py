"""For the only admin who lost the phone and the recovery codes; everyone else asks an admin.

    python -m chalicelib.api.lost_factors alice@agency.example

It speaks to the database that the environment names (see .env.example), takes all second factors
of that person away and ends their sessions. The password stays as it is; the log keeps a trace.
"""

import argparse
import sys

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.identity import factors
from chalicelib.kit.errors import WingmanError


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="lost_factors", description="Take second factors away.")
    parser.add_argument("email")
    wanted = parser.parse_args(arguments)
    try:
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            factors.reset_by_operator(uow, email=wanted.email)
    except WingmanError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1
    sys.stdout.write(f"{wanted.email} can sign in with the password alone\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
