"""The first admin, and no second first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import first_admin
from chalicelib.identity import service
from chalicelib.identity.errors import AdminExists
from tests import builders
from tests.api.conftest import Api


def test_the_first_admin_can_sign_in_and_there_is_no_second(
    api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    assert first_admin.main(["alice@agency.example", "Alice"]) == 0
    password = capsys.readouterr().out.split()[-1]

    assert first_admin.main(["mallory@agency.example", "Mallory"]) == 1
    form = {"email": "alice@agency.example", "password": password}
    assert api.post("auth/login", body=form).json["user"]["role"] == "admin"


def test_of_many_at_once_one_wins(database: Database) -> None:
    def try_it(number: int) -> bool:
        try:
            with database.unit_of_work(DatabaseRole.WORKER) as uow:
                service.create_first_admin(
                    uow, email=f"a{number}@x.example", name="A", hasher=builders.HASHER
                )
                uow.commit()
        except AdminExists:
            return False
        return True

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(try_it, range(10))) == 1
