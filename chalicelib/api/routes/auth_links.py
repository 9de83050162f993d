"""What a mailed link opens, and what asks for one: an account, a new password, a new address."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.adapters import settings
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.auth import LoginOut
from chalicelib.api.schemas.auth_links import (
    EmailChange,
    EmailConfirmation,
    LinkCheck,
    LinkOut,
    PasswordChange,
    PasswordForgotten,
    PasswordReset,
    Registration,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.identity.sessions import SessionKind
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import authentication, signing_in
    from chalicelib.identity import accounts, sign_in
else:
    authentication = lazily("chalicelib.api.authentication")
    signing_in = lazily("chalicelib.api.signing_in")
    sign_in = lazily("chalicelib.identity.sign_in")
    accounts = lazily("chalicelib.identity.accounts")

blueprint = Blueprint(__name__)
hasher = BcryptHasher()


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/links/check",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    body=LinkCheck,
    answers=LinkOut,
    summary="What a mailed link is for; looking does not use it up",
)
def check_link(uow: "UnitOfWork", _: Incoming, form: LinkCheck) -> LinkOut:
    shown = accounts.look_at_link(uow, form.token.get_secret_value())
    return LinkOut(
        purpose=shown.link.purpose,
        email=shown.link.email,
        name=shown.name,
        role=shown.role,
        client_name=shown.client_name,
        locale=shown.locale,
        agency_name=settings.load().agency_name,
        expires_at=shown.link.expires_at,
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/register",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    audits="user.register",
    body=Registration,
    answers=LoginOut,
    summary="Become a user by the link of an invitation, and be signed in",
)
def register(uow: "UnitOfWork", incoming: Incoming, form: Registration) -> Answer:
    authentication.refuse_forgery(incoming)
    user = accounts.register(
        uow,
        secret=form.token.get_secret_value(),
        name=form.name,
        password=form.password.get_secret_value(),
        locale=form.locale,
        hasher=hasher,
        agency_name=settings.load().agency_name,
        visitor=_visitor(incoming),
    )
    visit = signing_in.visit_of(incoming)
    signed_in = sign_in.opened(uow, user.id, visit, kind=SessionKind.PASSWORD)
    return signing_in.answer_of(uow, signed_in, incoming)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/password/forgot",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    audits="user.forgot_password",
    body=PasswordForgotten,
    status=202,
    summary="Ask for a link to set a new password; the answer is the same for every address",
)
def forget_password(uow: "UnitOfWork", incoming: Incoming, form: PasswordForgotten) -> None:
    accounts.forgot_password(uow, email=form.email, visitor=_visitor(incoming))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/password/reset",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    audits="user.reset_password",
    body=PasswordReset,
    status=204,
    summary="Set a new password by a mailed link; every session ends, and signing in comes next",
)
def reset_password(uow: "UnitOfWork", incoming: Incoming, form: PasswordReset) -> None:
    accounts.reset_password(
        uow,
        secret=form.token.get_secret_value(),
        password=form.password.get_secret_value(),
        hasher=hasher,
        agency_name=settings.load().agency_name,
        visitor=_visitor(incoming),
    )


@endpoint(
    blueprint,
    "PUT",
    "/api/v1/auth/password",
    requires=Permission.SELF_SECURE,
    rate=RateClass.LOGIN,
    audits="user.change_password",
    body=PasswordChange,
    status=204,
    summary="Change one's password; every other session ends",
)
def change_password(uow: "UnitOfWork", actor: Actor, form: PasswordChange) -> None:
    accounts.change_password(
        uow,
        actor,
        current=form.current_password.get_secret_value(),
        new=form.new_password.get_secret_value(),
        hasher=hasher,
        agency_name=settings.load().agency_name,
        guard=signing_in.own_guard(),
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/email",
    requires=Permission.SELF_SECURE,
    rate=RateClass.LINK,
    step_up=True,
    audits="user.request_email_change",
    body=EmailChange,
    status=202,
    summary="Ask for a link at a new address; the old one stays until it is used",
)
def request_email_change(uow: "UnitOfWork", actor: Actor, form: EmailChange) -> None:
    accounts.request_email_change(uow, actor, email=form.email)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/email/confirm",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    audits="user.change_email",
    body=EmailConfirmation,
    status=204,
    summary="Take the new address, by the link that was mailed there",
)
def confirm_email(uow: "UnitOfWork", incoming: Incoming, form: EmailConfirmation) -> None:
    accounts.confirm_email(uow, secret=form.token.get_secret_value(), visitor=_visitor(incoming))


def _visitor(incoming: Incoming) -> "accounts.Visitor":
    return accounts.Visitor(
        incoming.address, incoming.request_id, incoming.header("user-agent") or ""
    )
