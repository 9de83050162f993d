"""One's own account: links from mails, passwords, addresses."""

from typing import Annotated

from pydantic import Field, SecretStr

from chalicelib.api.schemas.base import Email, In, Instant, Line, Out
from chalicelib.api.schemas.users import Locale
from chalicelib.identity.links import LinkPurpose
from chalicelib.identity.model import Role

# Long ones are refused with a reason, by the rules for passwords.
type NewPassword = Annotated[SecretStr, Field(max_length=1000)]
type Password = Annotated[SecretStr, Field(min_length=1, max_length=1000)]
type LinkToken = Annotated[SecretStr, Field(min_length=1, max_length=200)]


class LinkCheck(In):
    token: LinkToken


class LinkOut(Out):
    purpose: LinkPurpose
    email: str
    name: str
    role: Role | None
    client_name: str | None
    locale: str
    agency_name: str
    expires_at: Instant


class Registration(In):
    token: LinkToken
    name: Line
    password: NewPassword
    locale: Locale | None = None


class PasswordForgotten(In):
    email: Email


class PasswordReset(In):
    token: LinkToken
    password: NewPassword


class PasswordChange(In):
    current_password: Password
    new_password: NewPassword


class EmailChange(In):
    email: Email


class EmailConfirmation(In):
    token: LinkToken
