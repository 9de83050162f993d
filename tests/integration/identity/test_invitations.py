"""Invitations: who is asked in, by a link that opens once and is kept by nobody."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.events.identity import LinkRequested
from chalicelib.identity import invitations, links
from chalicelib.identity.errors import (
    EmailTaken,
    InvitationClosed,
    InvitationNotFound,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    RoleNeedsClient,
    SitesNotOfClient,
)
from chalicelib.identity.invitation import Invitation, InvitationState
from chalicelib.identity.links import LinkPurpose
from chalicelib.identity.model import Role
from chalicelib.kit.clock import FixedClock
from chalicelib.kit.ids import digest
from tests import builders
from tests.conftest import Cast
from tests.fakes.post_office import PostOffice

type Do = Callable[..., Any]


@pytest.fixture
def do(database: Database) -> Do:
    """Does something in a unit of work of its own, and commits it."""

    def run(use_case: Callable[..., Any], *values: Any, **options: Any) -> Any:
        with bootstrap.unit_of_work(DatabaseRole.STAFF) as uow:
            return use_case(uow, *values, **options)

    return run


def invite(do: Do, cast: Cast, email: str = "new@example.com", **options: Any) -> Invitation:
    wanted = {"role": Role.SUPPORT, "client_id": None, "site_ids": None, "locale": "en"}
    invited: Invitation = do(invitations.invite, cast.alice, email=email, **{**wanted, **options})
    return invited


def test_the_letter_carries_the_only_copy_of_the_link(
    do: Do, cast: Cast, post: PostOffice, database: Database
) -> None:
    invited = invite(do, cast)

    secret = post.link()

    assert do(links.look_at, secret).invitation_id == invited.id
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        [(kept,)] = uow.connection.execute("select digest from one_time_links").fetchall()
        dump = uow.connection.execute(
            "select coalesce(string_agg(t::text, ' '), '') from ("
            " select to_jsonb(o)::text as t from outbox o union all"
            " select to_jsonb(l)::text from one_time_links l union all"
            " select to_jsonb(i)::text from invitations i union all"
            " select to_jsonb(a)::text from audit_logs a) all_of_it"
        ).fetchone()
    assert kept == digest(secret)
    assert dump is not None
    assert "sealed_token" in dump[0]
    assert secret not in dump[0]
    assert len(secret) == 43  # 256 bits


def test_looking_at_a_link_uses_nothing_up(do: Do, cast: Cast, post: PostOffice) -> None:
    invite(do, cast)
    secret = post.link()

    for _ in range(3):
        assert do(links.look_at, secret).purpose is LinkPurpose.INVITATION


def test_a_used_link_is_used(do: Do, cast: Cast, post: PostOffice) -> None:
    invite(do, cast)
    secret = post.link()
    do(lambda uow: links.use(uow, links.look_at(uow, secret)))

    with pytest.raises(LinkUsed):
        do(links.look_at, secret)


def test_a_link_of_one_kind_opens_nothing_of_another(do: Do, cast: Cast, post: PostOffice) -> None:
    invite(do, cast)
    secret = post.link()

    for purpose in (LinkPurpose.PASSWORD_RESET, LinkPurpose.EMAIL_CHANGE):
        with pytest.raises(LinkUnknown):
            do(links.look_at, secret, purpose)


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "x" * 10_000])
def test_an_invented_link_is_unknown(do: Do, secret: str) -> None:
    with pytest.raises(LinkUnknown):
        do(links.look_at, secret)


def test_an_invitation_is_good_for_three_days(
    do: Do, cast: Cast, post: PostOffice, clock: FixedClock
) -> None:
    invited = invite(do, cast)
    secret = post.link()

    clock.advance(dt.timedelta(hours=72) - dt.timedelta(seconds=1))
    do(links.look_at, secret)
    clock.advance(dt.timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        do(links.look_at, secret)
    assert invited.state(clock.now()) is InvitationState.EXPIRED


def test_a_newer_invitation_takes_the_place_of_the_older(
    do: Do, cast: Cast, post: PostOffice, clock: FixedClock
) -> None:
    first = invite(do, cast)
    first_secret = post.link()
    second = invite(do, cast, "NEW@example.com", role=Role.ADMIN)
    second_secret = post.link()

    with pytest.raises(LinkExpired, match="replaced"):
        do(links.look_at, first_secret)
    assert do(links.look_at, second_secret).invitation_id == second.id
    page = do(invitations.list_invitations, cast.alice, state=None, limit=10, cursor=None)
    assert [(one.id, one.state(clock.now())) for one in page.items] == [
        (second.id, InvitationState.OPEN),
        (first.id, InvitationState.REVOKED),
    ]


def test_sending_again_makes_a_new_link_and_kills_the_old(
    do: Do, cast: Cast, post: PostOffice, clock: FixedClock
) -> None:
    invited = invite(do, cast)
    old = post.link()
    clock.advance(dt.timedelta(hours=100))

    do(invitations.resend, cast.alice, invited.id)
    new = post.link()

    with pytest.raises(LinkExpired):
        do(links.look_at, old)
    assert do(links.look_at, new).expires_at == clock.now() + dt.timedelta(hours=72)


def test_a_withdrawn_invitation_opens_nothing_and_cannot_be_revived(
    do: Do, cast: Cast, post: PostOffice
) -> None:
    invited = invite(do, cast)
    secret = post.link()

    do(invitations.revoke, cast.alice, invited.id)

    with pytest.raises(LinkExpired):
        do(links.look_at, secret)
    for use_case in (invitations.resend, invitations.revoke):
        with pytest.raises(InvitationClosed):
            do(use_case, cast.alice, invited.id)


def test_a_letter_that_is_overtaken_by_a_withdrawal_is_never_written(
    do: Do, cast: Cast, post: PostOffice
) -> None:
    invited = invite(do, cast)
    do(invitations.revoke, cast.alice, invited.id)

    assert post.deliver() == []


def test_a_message_that_comes_twice_is_one_letter_with_a_living_link(
    do: Do, cast: Cast, post: PostOffice
) -> None:
    from chalicelib.identity.issuing import issue_link

    invited = invite(do, cast)
    [body] = [body for body in _waiting(do) if "invitation_id" in body]
    message = LinkRequested.model_validate(body)
    secret = post.link()

    again = do(issue_link, message, sealer=bootstrap.sealer())

    assert not again
    assert post.deliver() == []
    assert do(links.look_at, secret).invitation_id == invited.id


def test_nobody_fills_a_mailbox(do: Do, cast: Cast, post: PostOffice) -> None:
    invited = invite(do, cast)
    for _ in range(8):
        do(invitations.resend, cast.alice, invited.id)

    assert len(post.deliver()) == 5


def test_who_is_a_user_already_is_not_invited(do: Do, cast: Cast) -> None:
    with pytest.raises(EmailTaken):
        invite(do, cast, "BOB@example.com")


def test_exactly_the_users_of_a_client_belong_to_one(do: Do, cast: Cast) -> None:
    with pytest.raises(RoleNeedsClient):
        invite(do, cast, role=Role.CLIENT)
    with pytest.raises(RoleNeedsClient):
        invite(do, cast, role=Role.ADMIN, client_id=cast.bob.client_id)


def test_a_user_is_limited_only_to_sites_of_their_own_client(
    do: Do, cast: Cast, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert cast.bob.client_id
        assert cast.charlie.client_id
        own = builders.a_site(uow, client_id=cast.bob.client_id)
        foreign = builders.a_site(uow, client_id=cast.charlie.client_id)
        uow.commit()
    of_bobs = {"role": Role.CLIENT, "client_id": cast.bob.client_id}

    for sites in ({own, foreign}, {uuid.uuid4()}):
        with pytest.raises(SitesNotOfClient):
            invite(do, cast, site_ids=frozenset(sites), **of_bobs)
    with pytest.raises(SitesNotOfClient):
        invite(do, cast, site_ids=frozenset({own}))
    assert invite(do, cast, site_ids=frozenset({own}), **of_bobs).site_ids == {own}


def test_an_unknown_invitation_is_not_found(do: Do, cast: Cast) -> None:
    for use_case in (invitations.resend, invitations.revoke):
        with pytest.raises(InvitationNotFound):
            do(use_case, cast.alice, uuid.uuid4())


def test_the_list_pages_and_knows_states(
    do: Do, cast: Cast, post: PostOffice, clock: FixedClock
) -> None:
    for number in range(5):
        invite(do, cast, f"n{number}@example.com")
        clock.advance(dt.timedelta(minutes=1))
    withdrawn = do(
        invitations.list_invitations, cast.alice, state=None, limit=1, cursor=None
    ).items[0]
    do(invitations.revoke, cast.alice, withdrawn.id)

    seen, cursor = [], None
    while True:
        page = do(
            invitations.list_invitations,
            cast.alice,
            state=InvitationState.OPEN,
            limit=2,
            cursor=cursor,
        )
        seen += [one.email for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert seen == [f"n{number}@example.com" for number in (3, 2, 1, 0)]
    assert [
        one.email
        for one in do(
            invitations.list_invitations,
            cast.alice,
            state=InvitationState.REVOKED,
            limit=9,
            cursor=None,
        ).items
    ] == ["n4@example.com"]


def _waiting(do: Do) -> list[dict[str, Any]]:
    rows = do(lambda uow: uow.connection.execute("select body from outbox").fetchall())
    return [body for (body,) in rows]
