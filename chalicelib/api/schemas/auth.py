"""Signing in and out, confirming, and one's own profile."""

import uuid
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)

from chalicelib.api.schemas.base import Changes, Email, In, Instant, Line, Out
from chalicelib.identity.model import Role

type Method = Literal["totp", "recovery_code", "passkey", "password"]
_Base64Url = Annotated[str, StringConstraints(max_length=16_384, pattern=r"^[A-Za-z0-9_-]*={0,2}$")]
TwoFactorToken = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")
]
# Six digits of the app, or a recovery code, with or without its hyphens.
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=40)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1000)]
Locale = Literal["en", "de"]


class Login(In):
    email: Email
    password: Password


class TwoFactorOut(Out):
    """The password was right; now the second factor."""

    two_factor_token: str
    expires_at: Instant
    methods: list[Method]


class TwoFactorCode(In):
    two_factor_token: TwoFactorToken
    code: Code


class TwoFactorStart(In):
    two_factor_token: TwoFactorToken


class CredentialResponse(BaseModel):
    """What the authenticator signed; either of a new passkey, or of one that proves something."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    clientDataJSON: _Base64Url  # noqa: N815 - the browser's own name
    attestationObject: _Base64Url | None = None  # noqa: N815
    authenticatorData: _Base64Url | None = None  # noqa: N815
    signature: _Base64Url | None = None
    userHandle: _Base64Url | None = None  # noqa: N815
    transports: Annotated[list[Annotated[str, Field(max_length=30)]], Field(max_length=10)] = []


class Credential(BaseModel):
    """What `PublicKeyCredential.toJSON()` gives; browsers may add members of their own."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    id: _Base64Url
    rawId: _Base64Url  # noqa: N815
    type: Literal["public-key"]
    response: CredentialResponse

    def as_json(self) -> dict[str, Any]:
        """As the browser sent it, without what it left out."""
        return self.model_dump(exclude_none=True)


class TwoFactorPasskey(In):
    two_factor_token: TwoFactorToken
    credential: Credential


class PasskeyLogin(In):
    credential: Credential


class PasskeyOptionsOut(Out):
    """For `PublicKeyCredential.parseRequestOptionsFromJSON`, or `…CreationOptionsFromJSON`."""

    options: dict[str, Any]


class TwoFactorState(Out):
    enabled: bool
    required: bool


class UserOut(Out):
    id: uuid.UUID
    email: str
    name: str
    role: Role
    client_id: uuid.UUID | None
    locale: str
    site_ids: list[uuid.UUID] | None
    two_factor: TwoFactorState
    must_enrol: bool


class LoginOut(Out):
    access_token: str
    expires_at: Instant
    user: UserOut


class ProfileUpdate(Changes):
    name: Line = ""
    locale: Locale = "en"


class StepUp(In):
    """A code of the app or a recovery code; the password only of who has no second factor."""

    code: Code | None = None
    password: Password | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.code is None) == (self.password is None):
            raise ValueError("send either a code or a password")
        return self


class StepUpOut(Out):
    methods: list[Method]
    stepped_up_until: Instant | None
