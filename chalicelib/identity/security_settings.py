"""The agency's own rules about who must prove what, and how much may be destroyed in an hour."""

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from psycopg.types.json import Jsonb

from chalicelib.audit import service as audit
from chalicelib.identity.model import Actor, Role

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

HIGHEST_CEILING = 200


@dataclass(frozen=True)
class SecuritySettings:
    """As long as nobody has decided anything, these defaults hold."""

    two_factor_required: frozenset[Role] = frozenset()
    two_person_approval: bool = False
    destructive_commands_per_hour: int = HIGHEST_CEILING


def get(uow: "UnitOfWork") -> SecuritySettings:
    row = uow.connection.execute(
        "select two_factor_required, two_person_approval, destructive_commands_per_hour"
        " from security_settings"
    ).fetchone()
    if row is None:
        return SecuritySettings()
    roles, two_person_approval, ceiling = row
    return SecuritySettings(frozenset(Role(name) for name in roles), two_person_approval, ceiling)


def change(uow: "UnitOfWork", actor: Actor, **changes: Any) -> SecuritySettings:
    """Change what is named; it holds from the next request on."""
    # Of two who change different things at once, the second builds on the first.
    uow.connection.execute("lock table security_settings in share row exclusive mode")
    before = get(uow)
    after = replace(before, **changes)
    uow.connection.execute(
        "insert into security_settings"
        " (id, two_factor_required, two_person_approval, destructive_commands_per_hour, updated_at)"
        " values (true, %s, %s, %s, %s) on conflict (id) do update set"
        " two_factor_required = excluded.two_factor_required,"
        " two_person_approval = excluded.two_person_approval,"
        " destructive_commands_per_hour = excluded.destructive_commands_per_hour,"
        " updated_at = excluded.updated_at",
        (
            Jsonb(sorted(after.two_factor_required)),
            after.two_person_approval,
            after.destructive_commands_per_hour,
            uow.clock.now(),
        ),
    )
    audit.record(
        uow,
        actor,
        action="security_settings.update",
        object_kind="security_settings",
        object_id="agency",
        before=_plain(before),
        after=_plain(after),
    )
    return after


def _plain(settings: SecuritySettings) -> dict[str, Any]:
    return {**asdict(settings), "two_factor_required": sorted(settings.two_factor_required)}
