"""The agency's own rules."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from chalicelib.api.schemas.base import Changes, In, Out
from chalicelib.identity.security_settings import HIGHEST_CEILING


class TwoFactorRequired(In):
    """Which roles may do nothing before they have a second factor."""

    admin: StrictBool = False
    support: StrictBool = False
    client: StrictBool = False


class TwoFactorRequiredOut(Out):
    admin: bool
    support: bool
    client: bool


class SecuritySettingsOut(Out):
    two_factor_required: TwoFactorRequiredOut
    two_person_approval: bool
    destructive_commands_per_hour: int


class SecuritySettingsUpdate(Changes):
    two_factor_required: TwoFactorRequired = TwoFactorRequired()
    two_person_approval: StrictBool = False
    destructive_commands_per_hour: Annotated[StrictInt, Field(ge=1, le=HIGHEST_CEILING)] = (
        HIGHEST_CEILING
    )
