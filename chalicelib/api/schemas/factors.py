"""Second factors and passkeys."""

import uuid
from typing import Annotated

from pydantic import Field

from chalicelib.api.schemas.auth import Code, Credential
from chalicelib.api.schemas.base import In, Instant, Line, Out


class TotpState(Out):
    enabled: bool
    confirmed_at: Instant | None


class RecoveryCodesState(Out):
    left: int


class PasskeyOut(Out):
    id: uuid.UUID
    name: str
    created_at: Instant
    last_used_at: Instant | None


class FactorsOut(Out):
    totp: TotpState
    recovery_codes: RecoveryCodesState
    passkeys: list[PasskeyOut]
    required: bool


class TotpOut(Out):
    """Shown once: what an authenticator app needs, as text, as a link and as a picture."""

    secret: str
    otpauth_uri: str
    qr_svg: str


class TotpConfirm(In):
    code: Code


class RecoveryCodesOut(Out):
    """Shown once."""

    recovery_codes: list[str]


class PasskeyCreate(In):
    name: Line
    credential: Credential


class PasskeyCreatedOut(PasskeyOut):
    recovery_codes: Annotated[
        list[str] | None, Field(description="Shown once, with the first second factor")
    ]


class PasskeyUpdate(In):
    name: Line
