"""Becoming a user, new passwords and new addresses: each by a link that works once."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.post_office import PostOffice, secret_in

NEW = "seven quiet otters"


def invited(api: Api, cast: Cast, post: PostOffice, **body: Any) -> str:
    """The secret of a new invitation's link."""
    wanted = {"email": "new@example.com", "role": "support", **body}
    answer = api.post("invitations", by=cast.alice, body=wanted)
    assert answer.status == 201, answer.body
    return post.link()


def register(api: Api, secret: str, **body: Any) -> Answered:
    wanted = {"token": secret, "name": "Nora New", "password": NEW, **body}
    return api.post("auth/register", body=wanted)


def forgotten(api: Api, post: PostOffice, email: str) -> str:
    assert api.post("auth/password/forgot", body={"email": email}).status == 202
    return post.link()


def sign_in(api: Api, email: str, password: str) -> Answered:
    return api.post("auth/login", body={"email": email, "password": password})


def moved(api: Api, actor: Actor, post: PostOffice, email: str) -> str:
    assert api.post("auth/email", by=actor, body={"email": email}).status == 202
    return post.link()


def test_an_invitation_makes_a_user_and_signs_them_in(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    secret = invited(api, cast, post, role="client", client_id=str(cast.bob.client_id))

    shown = api.post("auth/links/check", body={"token": secret}).json
    answer = register(api, secret)

    assert (shown["purpose"], shown["email"], shown["role"]) == (
        "invitation",
        "new@example.com",
        "client",
    )
    assert answer.status == 200, answer.body
    assert answer.json["user"]["client_id"] == str(cast.bob.client_id)
    assert answer.session_cookie
    assert sign_in(api, "new@example.com", NEW).status == 200


def test_an_invitation_works_once(api: Api, cast: Cast, post: PostOffice) -> None:
    secret = invited(api, cast, post)
    assert register(api, secret).status == 200

    assert register(api, secret).code == "link_used"
    assert api.post("auth/links/check", body={"token": secret}).code == "link_used"


def test_an_invitation_lasts_72_hours(
    api: Api, cast: Cast, post: PostOffice, clock: FixedClock
) -> None:
    secret = invited(api, cast, post)
    clock.advance(dt.timedelta(hours=72))

    assert register(api, secret).code == "link_expired"


def test_a_newer_letter_replaces_the_older(api: Api, cast: Cast, post: PostOffice) -> None:
    older = invited(api, cast, post)
    [invitation] = api.get("invitations", by=cast.alice, state="open").json["data"]
    api.post(f"invitations/{invitation['id']}/resend", by=cast.alice)
    newer = post.link()

    assert register(api, older).code == "link_expired"
    assert register(api, newer).status == 200


def test_a_withdrawn_invitation_opens_nothing(api: Api, cast: Cast, post: PostOffice) -> None:
    secret = invited(api, cast, post)
    [invitation] = api.get("invitations", by=cast.alice).json["data"]

    assert api.delete(f"invitations/{invitation['id']}", by=cast.alice).status == 204

    assert register(api, secret).status in {404, 410}


def test_who_is_invited_chooses_neither_role_nor_client(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    secret = invited(api, cast, post)

    for field in ("role", "client_id", "email", "is_active", "site_ids"):
        assert register(api, secret, **{field: "admin"}).code == "invalid_body"


def test_a_link_is_good_for_its_own_purpose_only(api: Api, cast: Cast, post: PostOffice) -> None:
    reset = forgotten(api, post, cast.bob.email)
    invitation = invited(api, cast, post)

    assert register(api, reset).code == "link_unknown"
    wrong = {"token": invitation, "password": NEW}
    assert api.post("auth/password/reset", body=wrong).code == "link_unknown"
    assert api.post("auth/email/confirm", body={"token": reset}).code == "link_unknown"


def test_a_forgotten_password_is_set_anew_and_every_session_ends(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    open_elsewhere = {"Authorization": f"Bearer {api.token_of(cast.bob)}"}
    secret = forgotten(api, post, cast.bob.email)

    answer = api.post("auth/password/reset", body={"token": secret, "password": NEW})

    assert answer.status == 204
    assert "set-cookie" not in answer.headers
    assert sign_in(api, cast.bob.email, builders.PASSWORD).code == "wrong_credentials"
    assert sign_in(api, cast.bob.email, NEW).status == 200
    assert api.get("auth/me", headers=open_elsewhere).code == "session_ended"
    assert [letter.recipient for letter in post.deliver()] == [cast.bob.email]


def test_a_reset_link_lasts_half_an_hour(
    api: Api, cast: Cast, post: PostOffice, clock: FixedClock
) -> None:
    secret = forgotten(api, post, cast.bob.email)
    clock.advance(dt.timedelta(minutes=30))

    answer = api.post("auth/password/reset", body={"token": secret, "password": NEW})
    assert answer.code == "link_expired"


def test_an_address_nobody_has_gets_the_same_answer_and_no_letter(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    known = api.post("auth/password/forgot", body={"email": cast.bob.email})
    unknown = api.post("auth/password/forgot", body={"email": "nobody@example.com"})

    assert (known.status, known.body) == (unknown.status, unknown.body) == (202, "")
    assert [letter.recipient for letter in post.deliver()] == [cast.bob.email]


@pytest.mark.parametrize("weak", ["short", "password1234", "x" * 73, "bob@example.com1", " " * 12])
def test_a_weak_password_is_refused_with_its_reason(
    api: Api, cast: Cast, post: PostOffice, weak: str
) -> None:
    secret = forgotten(api, post, cast.bob.email)

    answer = api.post("auth/password/reset", body={"token": secret, "password": weak})

    assert answer.code == "weak_password"
    assert answer.json["errors"][0]["detail"]
    # The link was not used up by it.
    good = api.post("auth/password/reset", body={"token": secret, "password": NEW})
    assert good.status == 204


def test_changing_the_password_asks_for_the_present_one_and_ends_other_sessions(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    elsewhere = {"Authorization": f"Bearer {api.token_of(cast.bob)}"}
    here = {"Authorization": f"Bearer {api.token_of(cast.bob)}"}
    body = {"current_password": builders.PASSWORD, "new_password": NEW}

    wrong = api.send(
        "PUT", "auth/password", headers=here, body={**body, "current_password": "no no no"}
    )
    done = api.send("PUT", "auth/password", headers=here, body=body)

    assert wrong.code == "wrong_password"
    assert done.status == 204
    assert api.get("auth/me", headers=here).status == 200
    assert api.get("auth/me", headers=elsewhere).code == "session_ended"
    assert [letter.recipient for letter in post.deliver()] == [cast.bob.email]


def test_a_new_address_is_confirmed_where_it_is_and_told_to_the_old_one(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    secret = moved(api, cast.bob, post, "bob@new.example")
    assert sign_in(api, "bob@new.example", builders.PASSWORD).code == "wrong_credentials"

    assert api.post("auth/email/confirm", body={"token": secret}).status == 204

    assert sign_in(api, "bob@new.example", builders.PASSWORD).status == 200
    assert cast.bob.email in {letter.recipient for letter in post.deliver()}


def test_somebody_elses_address_is_not_given_away(api: Api, cast: Cast, post: PostOffice) -> None:
    answer = api.post("auth/email", by=cast.bob, body={"email": cast.charlie.email})

    assert answer.status == 202
    [letter] = post.deliver()
    assert letter.recipient == cast.charlie.email
    assert "#" not in letter.text


def test_who_was_shut_out_comes_in_by_no_letter_of_before(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    secret = forgotten(api, post, cast.bob.email)
    shut_out = api.patch(f"users/{cast.bob.user_id}", by=cast.alice, body={"is_active": False})
    assert shut_out.status == 200, shut_out.body

    answer = api.post("auth/password/reset", body={"token": secret, "password": NEW})
    assert answer.status in {404, 410}


def test_no_link_lies_open_in_the_outbox_or_in_the_database(
    api: Api, cast: Cast, post: PostOffice, database: Database
) -> None:
    api.post("auth/password/forgot", body={"email": cast.bob.email})
    [letter] = post.deliver()

    secret = secret_in(letter)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        stored = uow.connection.execute(
            "select string_agg(o::text, '') || (select string_agg(l::text, '')"
            " from one_time_links l) from outbox o"
        ).fetchone()
    assert stored
    assert secret not in str(stored[0])
    assert not any(secret in message for message in post.outbox)


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("auth/register", "user.register"),
        ("auth/password/forgot", "user.forgot_password"),
        ("auth/password/reset", "user.reset_password"),
        ("auth/password", "user.change_password"),
        ("auth/email", "user.request_email_change"),
        ("auth/email/confirm", "user.change_email"),
    ],
)
def test_each_leaves_the_entry_that_its_route_names(
    api: Api, cast: Cast, post: PostOffice, database: Database, path: str, action: str
) -> None:
    tokens = {
        "auth/register": lambda: invited(api, cast, post),
        "auth/password/reset": lambda: forgotten(api, post, cast.bob.email),
        "auth/email/confirm": lambda: moved(api, cast.bob, post, "bob@new.example"),
    }
    token = tokens[path]() if path in tokens else ""
    passwords = {"current_password": builders.PASSWORD, "new_password": NEW}
    answer = {
        "auth/register": lambda: register(api, token),
        "auth/password/forgot": lambda: api.post(path, body={"email": cast.bob.email}),
        "auth/password/reset": lambda: api.post(path, body={"token": token, "password": NEW}),
        "auth/password": lambda: api.send("PUT", path, by=cast.bob, body=passwords),
        "auth/email": lambda: api.post(path, by=cast.bob, body={"email": "bob@new.example"}),
        "auth/email/confirm": lambda: api.post(path, body={"token": token}),
    }[path]()

    assert answer.status < 300, answer.body
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        found = uow.connection.execute(
            "select action, before::text, after::text from audit_logs where request_id = %s",
            (answer.headers["x-request-id"],),
        ).fetchall()
    assert action in {name for name, *_ in found}
    assert not any(secret in str(found) for secret in (NEW, builders.PASSWORD, token or NEW))
