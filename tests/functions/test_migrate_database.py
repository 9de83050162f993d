"""The deployment's own function: the schema, our command key, and the first admin."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.adapters.database import DatabaseRole
from chalicelib.identity.errors import AdminExists, UserNotFound
from chalicelib.kit.clock import SystemClock
from chalicelib.sites import key_list
from chalicelib.sites.errors import KeyListInvalid
from functions.migrate_database.handler import handler
from localstack import root
from tests.fakes import root_key

ALICE = {"first_admin": {"email": "alice@agency.example", "name": "Alice"}}


def rows(database, query):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        return uow.connection.execute(query.encode()).fetchall()


@pytest.mark.parametrize("event", [{}, None])
def test_it_may_run_again_and_without_a_word(database, event):
    assert handler(event, None) == {"revision": "head"}
    assert handler(event, None) == {"revision": "head"}


def test_our_command_key_is_known_afterwards(database):
    handler({}, None)

    assert len(rows(database, "select kid from platform_keys")) == 1


def test_a_deployment_brings_the_first_list_of_keys_and_no_list_twice(database):
    event = {"key_list": root_key.signed_list()}

    handler(event, None)
    handler(event, None)

    assert rows(database, "select version from platform_key_lists") == [(1,)]


def test_a_list_that_the_root_key_did_not_sign_stops_the_deployment(database):
    stranger = Ed25519PrivateKey.generate()

    with pytest.raises(KeyListInvalid):
        handler({"key_list": root_key.signed_list(root=stranger)}, None)

    assert rows(database, "select version from platform_key_lists") == []


def test_the_local_stacks_root_key_signs_a_list_that_its_sites_believe():
    root_seed, signer_seed = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))

    document = root.signed_list(root_seed, signer_seed)

    public_key = base64.b64decode(root.public_key(root_seed))
    listed = key_list.read(document, root_public_key=public_key)
    assert listed.signs_now(SystemClock().now()) is not None


def test_the_first_admin_gets_a_password_that_no_log_has(database, capsys):
    made = handler(ALICE, None)

    assert made["email"] == "alice@agency.example"
    assert len(made["password"]) >= 20
    assert made["password"] not in capsys.readouterr().out
    assert made["password"] not in str(rows(database, "select * from users"))


def test_the_only_admin_who_lost_every_factor_gets_back_in(database):
    handler(ALICE, None)
    epoch = rows(database, "select session_epoch from users")
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(
            "insert into totp_secrets (user_id, sealed, confirmed_at)"
            " select id, 'sealed'::bytea, now() from users"
        )
        uow.commit()

    handler({"lost_factors": {"email": "ALICE@agency.example"}}, None)

    assert rows(database, "select * from totp_secrets") == []
    assert rows(database, "select session_epoch from users") != epoch
    traces = rows(database, "select action, actor from audit_logs")
    assert ("user.reset_two_factor", "system") in traces
    with pytest.raises(UserNotFound):
        handler({"lost_factors": {"email": "nobody@agency.example"}}, None)


def test_there_is_no_second_first_admin(database):
    handler(ALICE, None)

    with pytest.raises(AdminExists):
        handler(ALICE, None)
