"""Signing in and out."""

import uuid
from typing import Annotated

from pydantic import Field, SecretStr

from chalicelib.api.schemas.base import Email, In, Instant, Out
from chalicelib.identity.model import Role


class Login(In):
    email: Email
    password: Annotated[SecretStr, Field(min_length=1, max_length=1000)]


class UserOut(Out):
    id: uuid.UUID
    email: str
    name: str
    role: Role
    client_id: uuid.UUID | None
    locale: str


class LoginOut(Out):
    access_token: str
    expires_at: Instant
    user: UserOut
