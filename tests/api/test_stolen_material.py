"""The drill: somebody has stolen something. How many sites can they command?

With a site's database, with the platform's database, with the role of the API function: none. With
a colleague's session: none, and with the unlocked passkey beside it at most the ceiling. Every
attack is carried out, against a real PostgreSQL, by the roles and keys that the thief would have.
"""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import psycopg
import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from psycopg.types.json import Jsonb

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.signer import key_id
from chalicelib.identity.model import Actor
from chalicelib.kit import envelope
from chalicelib.kit.clock import FixedClock, unix
from chalicelib.kit.ids import token, uuid7
from chalicelib.sites import approving, key_list, platform_keys, signing
from chalicelib.sites.approving import Terms
from chalicelib.sites.errors import KeyListInvalid
from chalicelib.sites.signing import Authority
from infra.function_specs import ALL_SPECS, API, DatabaseUser, SigningKeyUse
from localstack.postgres import SUPERUSER, TestCluster
from tests.api.conftest import Api
from tests.conftest import Cast
from tests.contract import command_gate
from tests.fakes import root_key
from tests.fakes.approver import Approver, seen_by_the_signer
from tests.fakes.paired_site import PairedSite, as_bytes

_SITES = 12
_API_ROLES = (DatabaseRole.STAFF, DatabaseRole.WORKER, DatabaseRole.CLIENT)
_DAY = dt.timedelta(days=1)


@dataclass
class Fleet:
    """Paired sites of two clients, and the signer as production runs it: new passkeys wait."""

    database: Database
    clock: FixedClock
    sites: list[PairedSite]
    alice: Approver
    authority: Authority
    attempts: list[str] = field(default_factory=list)

    def run_signer(self, command_id: uuid.UUID) -> None:
        with self.database.unit_of_work(DatabaseRole.SIGNER) as uow:
            signing.sign_command(uow, command_id, authority=self.authority)
            uow.commit()

    def is_commanded(self, site: PairedSite, sealed: Any) -> bool:
        """Whether the plugin on that site would run this."""
        case = {
            "now": unix(self.clock.now()),
            "site": {"site_id": str(site.id), "aud": site.home_url},
            "platform_keys": _pinned(),
            "envelope": sealed,
        }
        return command_gate.accepts(case)

    def commandable(self) -> set[uuid.UUID]:
        """Sites for which something lies ready that their plugin would run, and that destroys."""
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            rows = uow.connection.execute(
                "select envelope from commands where envelope is not null"
            ).fetchall()
        return {
            site.id
            for (sealed,) in rows
            for site in self.sites
            if self.is_commanded(site, sealed) and _payload(sealed)["cap"] == "connection"
        }


@pytest.fixture
def fleet(database: Database, cast: Cast, clock: FixedClock) -> Fleet:
    sites = [
        PairedSite(
            uuid7(),
            cast.bob.client_id if number % 2 else cast.charlie.client_id,
            f"https://shop-{number}.example",
            settings.load().base_url,
        )
        for number in range(_SITES)
    ]
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        for site in sites:
            site.store(uow.connection)
        alice = Approver(cast.alice).enrolled(uow)
        uow.commit()
    seen_by_the_signer(database)
    clock.advance(_DAY)
    terms = Terms("localhost", [settings.load().base_url], _DAY)
    authority = Authority([root_key.SIGNER], root_key.PUBLIC_KEY, terms)
    return Fleet(database, clock, sites, alice, authority)


def _pinned() -> list[dict[str, str]]:
    public_key = root_key.SIGNER.public_key()
    return [{"kid": key_id(public_key), "public_key": base64.b64encode(public_key).decode()}]


def _payload(sealed: dict[str, str]) -> dict[str, Any]:
    return json.loads(base64.b64decode(sealed["payload"]))


def _forged(fleet: Fleet, site: PairedSite, key: Ed25519PrivateKey, kid: str) -> dict[str, str]:
    """A perfect command for the site, signed by a key that is not the platform's."""
    now = unix(fleet.clock.now())
    command_id = str(uuid.uuid4())
    person = {"id": str(uuid.uuid4()), "name": "Mallory"}
    payload = as_bytes(
        {
            "v": 1,
            "aud": site.home_url,
            "site_id": str(site.id),
            "cmd_id": command_id,
            "cmd": "disconnect",
            "args_sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            "iat": now,
            "exp": now + 300,
            "nonce": token(16),
            "seq": 1,
            "cap": "connection",
            "approval": {"at": now, "by": [person], "ticket": str(uuid.uuid4())},
            "reply_to": f"/api/v1/wp/commands/{command_id}/result",
        }
    )
    signature = key.sign(envelope.pre_authentication_encoding(envelope.COMMAND, payload))
    return {
        "payload_type": envelope.COMMAND,
        "payload": base64.b64encode(payload).decode(),
        "keyid": kid,
        "sig": base64.b64encode(signature).decode(),
        "args": base64.b64encode(b"{}").decode(),
    }


def test_the_drill_would_notice_a_command_that_gets_through(fleet: Fleet) -> None:
    """The same forgery, but with the platform's own key: the gate lets it pass."""
    real = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))

    assert fleet.is_commanded(
        fleet.sites[0], _forged(fleet, fleet.sites[0], real, _pinned()[0]["kid"])
    )


# 1. The database of one site, and its wp-config.php beside it: all that this site knows.


def test_with_one_sites_secrets_no_other_site_can_be_commanded(api: Api, fleet: Fleet) -> None:
    stolen, *others = fleet.sites
    reached = set()

    for site in others:
        kids = (_pinned()[0]["kid"], key_id(stolen.private_key.public_key().public_bytes_raw()))
        forged = [_forged(fleet, site, stolen.private_key, kid) for kid in kids]
        if any(fleet.is_commanded(site, sealed) for sealed in forged):
            reached.add(site.id)
        if any(200 <= status < 300 for status in _speak_for(api, fleet, stolen, site)):
            reached.add(site.id)

    assert reached == set()
    print(f"\none site's database and secrets: {len(reached)} of {len(others)} other sites")


def _speak_for(api: Api, fleet: Fleet, thief: PairedSite, victim: PairedSite) -> Iterator[int]:
    """Every message of the protocol in the victim's name, with the thief's key and API key."""
    command_id = _a_command(fleet, victim)
    at = unix(fleet.clock.now())
    named = {"site_id": str(victim.id)}
    farewell = thief.message(at=at, **named)
    result = thief.message(
        at=at, **named, command_id=str(command_id), status="succeeded", progress=100, output={}
    )
    own_result = {**result, "site_id": str(thief.id), "nonce": token(16)}
    for kind, path, message in (
        (envelope.DISCONNECT, "wp/disconnect", farewell),
        (envelope.RESULT, f"wp/commands/{command_id}/result", result),
        (envelope.RESULT, f"wp/commands/{command_id}/result", own_result),
        (envelope.SNAPSHOT, "wp/monitor", thief.snapshot(seq=1, at=at, **named)),
    ):
        body = as_bytes(message)
        yield api.post(path, body=body, headers=thief.headers(kind, body)).status
    pull = as_bytes(thief.message(at=at, **named))
    headers = {
        **thief.headers(envelope.PULL, pull),
        "X-Wingman-Message": base64.b64encode(pull).decode(),
    }
    yield api.get("wp/commands", headers=headers).status


# 2. The whole database of the platform.


def test_with_the_platforms_whole_database_no_site_can_be_commanded(
    api: Api, fleet: Fleet, cluster: TestCluster
) -> None:
    _a_signed_disconnect(fleet, fleet.sites[0])
    fleet.clock.advance(dt.timedelta(minutes=6))  # a command that was under way has run out
    dump = list(_everything_in(cluster))

    keys = [key for value in dump for key in _keys_in(value)]
    reached = {
        site.id
        for site in fleet.sites
        for key in keys
        if fleet.is_commanded(site, _forged(fleet, site, key, _pinned()[0]["kid"]))
    } | fleet.commandable()
    lets_in = [text for text in _texts_in(dump) if _opens_something(api, text)]

    assert len(dump) > 500
    assert len(keys) > 50
    assert reached == set()
    assert lets_in == []
    print(f"\nthe platform's database ({len(dump)} values, {len(keys)} tried as keys): 0 sites")


def _everything_in(cluster: TestCluster) -> Iterator[Any]:
    with psycopg.connect(cluster.url(SUPERUSER)) as connection:
        tables = connection.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'p')"
        ).fetchall()
        for (table,) in tables:
            for row in connection.execute(f'select * from "{table}"'.encode()).fetchall():
                yield from row


def _keys_in(value: Any) -> Iterator[Ed25519PrivateKey]:
    """Whatever might be a private key, in bytes, hex or base64."""
    candidates = [bytes(value)] if isinstance(value, bytes | memoryview) else []
    if isinstance(value, str):
        candidates += [value.encode()[:32]]
        for decode in (bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode):
            try:
                candidates.append(decode(value))
            except ValueError:
                continue
    for raw in candidates:
        if len(raw) >= 32:
            yield Ed25519PrivateKey.from_private_bytes(raw[:32])


def _texts_in(dump: list[Any]) -> set[str]:
    texts = {value for value in dump if isinstance(value, str) and len(value) >= 12}
    return {text for text in texts if text.isascii() and text.isprintable()}


def _opens_something(api: Api, text: str) -> bool:
    as_bearer = {"Authorization": f"Bearer {text}"}
    pull = {**as_bearer, "X-Wingman-Message": "e30="}
    answers = [api.get("auth/me", headers=as_bearer), api.get("wp/commands", headers=pull)]
    # Judged each time, and not merely sent away for asking too often.
    assert all(answer.status in {200, 401} for answer in answers), [a.status for a in answers]
    return any(answer.status == 200 for answer in answers)


# 3. The role of the API function: what IAM lets it do, and its roles in PostgreSQL.


def test_the_api_may_neither_sign_nor_speak_to_the_database_as_the_signer() -> None:
    may_sign = {spec.name for spec in ALL_SPECS if SigningKeyUse.SIGN in spec.signing_key}
    as_signer = {spec.name for spec in ALL_SPECS if DatabaseUser.SIGNER in spec.database}

    assert may_sign == {"sign_command"}
    assert as_signer == {"sign_command", "note_passkeys"}
    assert not API.signing_key


def test_kms_refuses_the_apis_role(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)

    with mock_aws():
        assert _signs_with_the_role_of("api") is False
        assert _signs_with_the_role_of("sign_command") is True


@set_initial_no_auth_action_count(5)
def _signs_with_the_role_of(name: str) -> bool:
    """Take on the function's role, with the policy that its row asks for, and try to sign."""
    spec = next(spec for spec in ALL_SPECS if spec.name == name)
    kms = boto3.client("kms", region_name="us-east-1")
    # moto knows no Ed25519; who may sign is the same question for every kind of key.
    key = kms.create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]
    iam = boto3.client("iam", region_name="us-east-1")
    role = iam.create_role(RoleName=f"{name}-{token(4)}", AssumeRolePolicyDocument="{}")["Role"]
    iam.put_role_policy(
        RoleName=role["RoleName"],
        PolicyName="row",
        PolicyDocument=json.dumps(_policy_of(spec)),
    )
    sts = boto3.client("sts", region_name="us-east-1")
    taken = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="thief")["Credentials"]
    as_role = boto3.client(
        "kms",
        region_name="us-east-1",
        aws_access_key_id=taken["AccessKeyId"],
        aws_secret_access_key=taken["SecretAccessKey"],
        aws_session_token=taken["SessionToken"],
    )
    kms.describe_key(KeyId=key["KeyId"])  # the fifth call: from here on permissions count
    try:
        as_role.sign(KeyId=key["KeyId"], Message=b"x", SigningAlgorithm="ECDSA_SHA_256")
    except ClientError as error:
        if "not authorized to perform: kms:Sign" in str(error):
            return False
        raise
    return True


def _policy_of(spec: Any) -> dict[str, Any]:
    tables = [
        {"Effect": "Allow", "Action": [f"dynamodb:{a}" for a in actions], "Resource": "*"}
        for _, actions in spec.tables
    ]
    keys = [f"kms:{use}" for use in spec.signing_key]
    # moto asks for actions only, not for which key.
    signing_key = [{"Effect": "Allow", "Action": keys, "Resource": "*"}] if keys else []
    queues = [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]
    return {"Version": "2012-10-17", "Statement": [*tables, *signing_key, *queues]}


type Attack = Callable[[Fleet, PairedSite, psycopg.Connection[Any]], uuid.UUID | None]
ATTACKS: dict[str, Attack] = {}


def attack(act: Attack) -> Attack:
    """One way that somebody with the API's roles in PostgreSQL might try."""
    ATTACKS[act.__name__] = act
    return act


@attack
def asks_without_approval(fleet, site, connection):
    return _insert_command(connection, site, fleet.alice.actor)


@attack
def asks_in_the_platforms_name(fleet, site, connection):
    return _insert_command(connection, site, None)


@attack
def writes_an_approval_down(fleet, site, connection):
    command_id = _insert_command(connection, site, fleet.alice.actor)
    _insert_approval(connection, fleet, site, command_id)
    return command_id


@attack
def writes_a_vote_with_an_invented_proof(fleet, site, connection):
    command_id = _insert_command(connection, site, fleet.alice.actor)
    approval_id = _insert_approval(connection, fleet, site, command_id)
    _insert_vote(connection, fleet.alice.actor, fleet.alice.key.credential_id, approval_id, {})
    return command_id


@attack
def enrols_a_passkey_for_alice(fleet, site, connection):
    """A true assertion, by a key that nobody has known for a day."""
    mallory = Approver(fleet.alice.actor)
    connection.execute(
        "insert into passkeys (id, user_id, name, credential_id, public_key, sign_count,"
        " created_at) values (%s, %s, 'x', %s, %s, 0, '2020-01-01')",
        (
            uuid7(),
            fleet.alice.actor.user_id,
            mallory.key.credential_id,
            mallory.key._public_key(),
        ),
    )
    return _approved_by(fleet, site, connection, mallory)


@attack
def puts_another_key_behind_alices_passkey(fleet, site, connection):
    connection.execute(
        "update passkeys set public_key = %s where user_id = %s",
        (Approver(fleet.alice.actor).key._public_key(), fleet.alice.actor.user_id),
    )


@attack
def replaces_alices_passkey_under_the_same_name(fleet, site, connection):
    mallory = Approver(fleet.alice.actor)
    mallory.key.credential_id = fleet.alice.key.credential_id
    connection.execute("delete from passkeys where user_id = %s", (fleet.alice.actor.user_id,))
    connection.execute(
        "insert into passkeys (id, user_id, name, credential_id, public_key, sign_count,"
        " created_at) values (%s, %s, 'x', %s, %s, 0, '2020-01-01')",
        (
            uuid7(),
            fleet.alice.actor.user_id,
            mallory.key.credential_id,
            mallory.key._public_key(),
        ),
    )
    return _approved_by(fleet, site, connection, mallory)


@attack
def writes_into_the_signers_book_of_passkeys(fleet, site, connection):
    connection.execute(
        "insert into approver_keys (credential_id, user_id, public_key, first_seen_at)"
        " values ('x', %s, 'x', '2020-01-01')",
        (fleet.alice.actor.user_id,),
    )


@attack
def makes_a_known_passkey_older(fleet, site, connection):
    connection.execute("update approver_keys set first_seen_at = '2020-01-01'")


@attack
def strikes_out_what_was_signed(fleet, site, connection):
    connection.execute("delete from command_signatures")


@attack
def becomes_the_signer(fleet, site, connection):
    connection.execute("set role wingman_signer")


@attack
def uses_a_true_approval_for_another_site(fleet, site, connection):
    """Alice has said yes to disconnecting one site; her proof is copied to another's command."""
    genuine = _genuine_approval(fleet, fleet.sites[0])
    command_id = _insert_command(connection, site, fleet.alice.actor)
    approval_id = _insert_approval(connection, fleet, site, command_id)
    _insert_vote(
        connection, fleet.alice.actor, fleet.alice.key.credential_id, approval_id, genuine.proof
    )
    return command_id


@attack
def moves_an_approved_command_to_another_site(fleet, site, connection):
    genuine = _genuine_approval(fleet, fleet.sites[0])
    for table in ("commands", "approvals"):
        column = "id" if table == "commands" else "command_id"
        connection.execute(
            f"update {table} set site_id = %s, client_id = %s where {column} = %s".encode(),
            (site.id, site.client_id, genuine.command_id),
        )
    return genuine.command_id


@attack
def revives_a_command_of_yesterday(fleet, site, connection):
    """Approved, signed and run for this very site, a day ago: it must not run once more."""
    genuine = _genuine_approval(fleet, site)
    fleet.run_signer(genuine.command_id)
    fleet.clock.advance(_DAY)
    later = fleet.clock.now() + _DAY
    connection.execute(
        "update commands set status = 'requested', envelope = null, expires_at = %s where id = %s",
        (later, genuine.command_id),
    )
    connection.execute(
        "update approvals set expires_at = %s, decided_at = now() where id = %s",
        (later, genuine.approval_id),
    )
    return genuine.command_id


@attack
def hides_the_command_behind_a_harmless_name(fleet, site, connection):
    command_id = _insert_command(connection, site, fleet.alice.actor, name="refresh")
    connection.execute(
        "update commands set arguments = %s where id = %s",
        (Jsonb({"cmd": "disconnect"}), command_id),
    )
    return command_id


@attack
def brings_its_own_root_key(fleet, site, connection):
    command_id = _insert_command(connection, site, None, name="pin_root")
    own = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    connection.execute(
        "update commands set arguments = %s where id = %s",
        (Jsonb(platform_keys.root_arguments(own)), command_id),
    )
    return command_id


@attack
def brings_its_own_command_key(fleet, site, connection):
    connection.execute(
        "insert into platform_keys (kid, public_key, created_at) values ('x', %s, now())",
        (bytes(32),),
    )


@attack
def lays_a_forged_envelope_ready(fleet, site, connection):
    own = Ed25519PrivateKey.generate()
    command_id = _insert_command(connection, site, fleet.alice.actor)
    sealed = _forged(fleet, site, own, _pinned()[0]["kid"])
    connection.execute(
        "update commands set status = 'signed', envelope = %s where id = %s",
        (Jsonb(sealed), command_id),
    )


@attack
def promotes_somebody_who_was_dismissed(fleet, site, connection):
    """Support with a passkey, and the role to approve only because the thief wrote it there."""
    connection.execute("update users set role = 'admin' where email = 'sam@example.com'")
    command_id = _insert_command(connection, site, fleet.alice.actor)
    _insert_approval(connection, fleet, site, command_id)
    return command_id


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("role", _API_ROLES)
def test_with_the_apis_roles_no_site_can_be_destroyed(
    fleet: Fleet, name: str, role: DatabaseRole
) -> None:
    victim = fleet.sites[-1]

    command_id = None
    with fleet.database.connect(role) as connection:
        connection.execute(
            "select set_config('app.client_id', %s, false)", (str(victim.client_id),)
        )
        try:
            command_id = ATTACKS[name](fleet, victim, connection)
            connection.commit()
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.LockNotAvailable):
            connection.rollback()
    before = fleet.commandable()
    if command_id is not None:
        fleet.run_signer(command_id)

    assert fleet.commandable() <= before
    assert victim.id not in fleet.commandable()


def test_the_attacks_fail_for_the_reason_that_is_tried_and_not_for_another(fleet: Fleet) -> None:
    """The same steps with Alice's own passkey, known for a day: that one is signed."""
    genuine = _genuine_approval(fleet, fleet.sites[-1])

    fleet.run_signer(genuine.command_id)

    assert fleet.commandable() == {fleet.sites[-1].id}


def test_a_list_of_keys_that_the_root_key_did_not_sign_is_none(fleet: Fleet) -> None:
    own = Ed25519PrivateKey.generate()
    forged = root_key.signed_list(root_key.listed(root_key.NEXT_SIGNER), version=9, root=own)

    with fleet.database.connect(DatabaseRole.STAFF) as connection:
        connection.execute(
            "insert into platform_key_lists (version, document, received_at) values (9, %s, now())",
            (Jsonb(forged),),
        )
        connection.commit()

    with fleet.database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert platform_keys.find_current(uow, root_key.PUBLIC_KEY) is None
    with pytest.raises(KeyListInvalid):
        key_list.read(forged, root_public_key=root_key.PUBLIC_KEY)


# 4. The session of a colleague.


def test_with_a_session_alone_nothing_is_destroyed(api: Api, fleet: Fleet) -> None:
    """It has even stepped up; but each approval wants the passkey itself."""
    thief = fleet.alice.actor

    for site in fleet.sites:
        asked = api.post(f"sites/{site.id}/disconnect", by=thief)
        assert asked.status == 202
        approval = f"approvals/{asked.json['approval_id']}/approve"
        challenge = api.post(f"{approval}/options", by=thief).json["options"]
        invented = Approver(thief).key.prove(challenge, origin=settings.load().base_url)
        assert api.post(approval, by=thief, body={"credential": invented}).status == 422
        _run_all(fleet)

    assert fleet.commandable() == set()
    print(f"\na colleague's session: 0 of {len(fleet.sites)} sites")


def test_with_the_unlocked_passkey_beside_it_the_ceiling_stops_by_itself(
    api: Api, fleet: Fleet
) -> None:
    thief, ceiling = fleet.alice.actor, 5
    with fleet.database.unit_of_work(DatabaseRole.STAFF) as uow:
        uow.connection.execute("delete from security_settings")
        uow.connection.execute(
            "insert into security_settings (destructive_commands_per_hour) values (%s)", (ceiling,)
        )
        uow.commit()

    answers = []
    for site in fleet.sites:
        asked = api.post(f"sites/{site.id}/disconnect", by=thief)
        approval = f"approvals/{asked.json['approval_id']}/approve"
        challenge = api.post(f"{approval}/options", by=thief).json["options"]
        proof = fleet.alice.key.prove(challenge, origin=settings.load().base_url)
        answers.append(api.post(approval, by=thief, body={"credential": proof}))
        _run_all(fleet)

    assert [answer.status for answer in answers].count(200) == ceiling
    assert {answer.code for answer in answers if answer.status != 200} == {"ceiling_reached"}
    assert len(fleet.commandable()) == ceiling
    print(f"\nsession and unlocked passkey: {ceiling} of {len(fleet.sites)} sites, the ceiling")


def test_the_signer_counts_for_itself_and_tells_everybody(fleet: Fleet) -> None:
    """Whoever gets past the API's own count, by ten approvals at once, say, stops at the signer."""
    ceiling = 3
    with fleet.database.unit_of_work(DatabaseRole.STAFF) as uow:
        uow.connection.execute("delete from security_settings")
        uow.connection.execute(
            "insert into security_settings (destructive_commands_per_hour) values (%s)", (ceiling,)
        )
        uow.commit()
    approved = [_genuine_approval(fleet, site) for site in fleet.sites[:6]]

    for genuine in approved:
        fleet.run_signer(genuine.command_id)

    assert len(fleet.commandable()) == ceiling
    with fleet.database.unit_of_work(DatabaseRole.WORKER) as uow:
        refused = uow.connection.execute(
            "select count(*) from audit_logs where action = 'command.refuse'"
            " and after ->> 'code' = 'ceiling_reached'"
        ).fetchone()
        mails = uow.connection.execute(
            "select count(*) from outbox where queue = 'send-notification-queue'"
            " and body ->> 'recipient' = 'alice@example.com'"
            " and body -> 'context' ->> 'kind' = 'command_stopped'"
        ).fetchone()
    assert refused == (3,)
    assert mails == (3,)


# Tools of the trade.


@dataclass(frozen=True)
class Genuine:
    command_id: uuid.UUID
    approval_id: uuid.UUID
    proof: dict[str, Any]


def _genuine_approval(fleet: Fleet, site: PairedSite) -> Genuine:
    """Alice says yes to disconnecting this site, with her own passkey."""
    with fleet.database.unit_of_work(DatabaseRole.STAFF) as uow:
        command_id = _insert_command(uow.connection, site, fleet.alice.actor)
        approval_id = approving.ask_for_approval(
            uow,
            command_id=command_id,
            site_id=site.id,
            client_id=site.client_id,
            requested_by=fleet.alice.actor.user_id,
        )
        fleet.alice.approve(uow, approval_id, fleet.authority.terms)
        uow.commit()
        votes = uow.connection.execute(
            "select assertion from approval_votes where approval_id = %s", (approval_id,)
        ).fetchone()
        assert votes is not None
        return Genuine(command_id, approval_id, votes[0])


def _approved_by(fleet, site, connection, mallory):
    """A whole approval with a true assertion of the thief's own passkey."""
    command_id = _insert_command(connection, site, fleet.alice.actor)
    approval_id = _insert_approval(connection, fleet, site, command_id)
    connection.commit()
    with fleet.database.unit_of_work(DatabaseRole.STAFF) as uow:
        approval = approving.get_approval(uow, fleet.alice.actor, approval_id).approval
    proof = mallory.yes(approving.challenge_of(approval), fleet.authority.terms)
    credential_id = mallory.key.credential_id
    _insert_vote(connection, fleet.alice.actor, credential_id, approval_id, proof)
    return command_id


def _insert_command(
    connection: psycopg.Connection[Any],
    site: PairedSite,
    by: Actor | None,
    name: str = "disconnect",
) -> uuid.UUID:
    command_id = uuid7()
    connection.execute(
        "insert into commands (id, site_id, client_id, requested_by, name, seq, expires_at)"
        " select %s, %s, %s, %s, %s, coalesce(max(seq), 0) + 1, '2099-01-01' from commands"
        " where site_id = %s",
        (command_id, site.id, site.client_id, by.user_id if by else None, name, site.id),
    )
    return command_id


def _insert_approval(connection, fleet, site, command_id):
    approval_id = uuid7()
    now = fleet.clock.now()
    connection.execute(
        "insert into approvals (id, client_id, site_id, command_id, requested_by, requested_at,"
        " expires_at, approvals_needed, state, decided_by, decided_at)"
        " values (%s, %s, %s, %s, %s, %s, %s, 1, 'approved', %s, %s)",
        (
            approval_id,
            site.client_id,
            site.id,
            command_id,
            fleet.alice.actor.user_id,
            now,
            now + dt.timedelta(hours=1),
            fleet.alice.actor.user_id,
            now,
        ),
    )
    return approval_id


def _insert_vote(connection, actor, credential_id, approval_id, proof):
    connection.execute(
        "insert into approval_votes (approval_id, user_id, client_id, credential_id, assertion,"
        " at) select id, %s, client_id, %s, %s, requested_at from approvals where id = %s",
        (actor.user_id, credential_id, Jsonb(proof), approval_id),
    )


def _a_command(fleet: Fleet, site: PairedSite) -> uuid.UUID:
    with fleet.database.unit_of_work(DatabaseRole.WORKER) as uow:
        command_id = _insert_command(uow.connection, site, fleet.alice.actor, name="refresh")
        uow.commit()
    return command_id


def _a_signed_disconnect(fleet: Fleet, site: PairedSite) -> None:
    fleet.run_signer(_genuine_approval(fleet, site).command_id)


def _run_all(fleet: Fleet) -> None:
    """The signer takes up everything that waits."""
    with fleet.database.unit_of_work(DatabaseRole.WORKER) as uow:
        waiting = uow.connection.execute(
            "select id from commands where status = 'requested' order by seq"
        ).fetchall()
    for (command_id,) in waiting:
        fleet.run_signer(command_id)
