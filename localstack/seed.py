"""People and a client to begin with. Runs in a process that has the product's settings.

python -m localstack.seed < var/secrets.json
"""

import json
import sys

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole, UnitOfWork
from chalicelib.clients import service as clients
from chalicelib.identity import service as identity
from chalicelib.identity.model import Actor, Role
from chalicelib.identity.passwords import BcryptHasher

ADMIN = "ada@northlight.example"
SUPPORT = "sam@northlight.example"
CLIENT = "carla@lakeside.example"
CLIENT_NAME = "Lakeside Bakery"


def main() -> None:
    passwords = json.load(sys.stdin)
    with bootstrap.unit_of_work(DatabaseRole.STAFF) as uow:
        if not _is_seeded(uow):
            _seed(uow, passwords)


def _is_seeded(uow: UnitOfWork) -> bool:
    return uow.connection.execute("select 1 from users limit 1").fetchone() is not None


def _seed(uow: UnitOfWork, passwords: dict[str, str]) -> None:
    hasher = BcryptHasher()
    admin = identity.create_user(
        uow,
        email=ADMIN,
        name="Ada Admin",
        password=passwords["admin_password"],
        role=Role.ADMIN,
        hasher=hasher,
    )
    identity.create_user(
        uow,
        email=SUPPORT,
        name="Sam Support",
        password=passwords["support_password"],
        role=Role.SUPPORT,
        hasher=hasher,
    )
    actor = Actor(
        user_id=admin.id,
        email=admin.email,
        name=admin.name,
        role=Role.ADMIN,
        client_id=None,
        session_id="",
    )
    client = clients.add_client(uow, actor, name=CLIENT_NAME, contact_email=CLIENT)
    identity.create_user(
        uow,
        email=CLIENT,
        name="Carla Client",
        password=passwords["client_password"],
        role=Role.CLIENT,
        hasher=hasher,
        client_id=client.id,
    )


if __name__ == "__main__":
    main()
