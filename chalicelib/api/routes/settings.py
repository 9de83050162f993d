"""The agency's own rules."""

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.schemas.settings import (
    SecuritySettingsOut,
    SecuritySettingsUpdate,
    TwoFactorRequired,
    TwoFactorRequiredOut,
)
from chalicelib.identity import security_settings
from chalicelib.identity.model import Actor, Permission, Role
from chalicelib.identity.security_settings import SecuritySettings

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/settings/security",
    requires=Permission.MANAGE_SECURITY,
    answers=SecuritySettingsOut,
    summary="Who must have a second factor, and what destroying things takes",
)
def get_security_settings(uow: "UnitOfWork", _: Actor) -> SecuritySettingsOut:
    return _shown(security_settings.get(uow))


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/settings/security",
    requires=Permission.MANAGE_SECURITY,
    step_up=True,
    audits="security_settings.update",
    body=SecuritySettingsUpdate,
    answers=SecuritySettingsOut,
    summary="Change them; they hold from the next request on",
)
def change_security_settings(
    uow: "UnitOfWork", actor: Actor, form: SecuritySettingsUpdate
) -> SecuritySettingsOut:
    return _shown(security_settings.change(uow, actor, **_changes(form)))


def _changes(form: SecuritySettingsUpdate) -> dict[str, Any]:
    changes = form.sent()
    required = changes.get("two_factor_required")
    if isinstance(required, TwoFactorRequired):
        chosen = {role for role in Role if getattr(required, role.value)}
        changes["two_factor_required"] = frozenset(chosen)
    return changes


def _shown(found: SecuritySettings) -> SecuritySettingsOut:
    roles = {role.value: role in found.two_factor_required for role in Role}
    return SecuritySettingsOut(
        two_factor_required=TwoFactorRequiredOut(**roles),
        two_person_approval=found.two_person_approval,
        destructive_commands_per_hour=found.destructive_commands_per_hour,
    )
