"""Looking after users: who there is, what each may do and see, and who comes in no more.

Whatever is changed here holds on the user's next request: each reads role, client and limits anew.
"""

import dataclasses
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.audit import service as audit
from chalicelib.identity import factors, invitations, links, mails, sessions
from chalicelib.identity.errors import LastAdmin, UserNotFound
from chalicelib.identity.limits import refuse_foreign_sites
from chalicelib.identity.mails import Notice
from chalicelib.identity.model import Actor, ClientScope, Role
from chalicelib.identity.people_store import Colleague, PeopleStore, Person, PersonFilter, Position
from chalicelib.identity.repository import UserRepository
from chalicelib.kit.pagination import Page, as_id, decode_cursor, encode_cursor

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def list_users(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    limit: int,
    cursor: str | None,
    role: Role | None = None,
    client_id: uuid.UUID | None = None,
    q: str | None = None,
    is_active: bool | None = None,
) -> Page[Person]:
    """By name; `q` is looked for in names and addresses."""
    wanted = PersonFilter(role=role, client_id=client_id, q=q, is_active=is_active)
    found = _people(uow, actor).list_after(wanted, after=_position(cursor), limit=limit + 1)
    return _page(found, limit)


def list_colleagues(
    uow: "UnitOfWork", actor: Actor, *, limit: int, cursor: str | None
) -> Page[Colleague]:
    """The people of the actor's own client, by name; of their sites only those the actor sees."""
    found = _people(uow, actor).list_colleagues_after(after=_position(cursor), limit=limit + 1)
    return _page([_as_seen_by(actor, colleague) for colleague in found], limit)


def get_user(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> Person:
    """Raises UserNotFound."""
    found = _people(uow, actor).find(user_id)
    if found is None:
        raise UserNotFound
    return found


def change_user(
    uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID, changes: dict[str, Any]
) -> Person:
    """Change what is given of name, role, client_id, is_active and site_ids.

    The caller has checked that a new client is visible. Becoming staff ends belonging to a client
    and every limit to sites; a limited user who moves to another client sees there what is given.
    Raises UserNotFound, LastAdmin, RoleNeedsClient, SitesNotOfClient.
    """
    people = _people(uow, actor)
    admins = people.lock_active_admins() if _may_take_an_admin(changes) else set()
    before = people.find(user_id, for_update=True)
    if before is None:
        raise UserNotFound
    wanted = _whole(before, changes)
    invitations.refuse_unfit(wanted["role"], wanted["client_id"])
    users = UserRepository(uow.connection, ClientScope.everything())
    refuse_foreign_sites(users, wanted["client_id"], wanted["site_ids"])
    changed = {name: value for name, value in wanted.items() if _facts(before)[name] != value}
    if not changed:
        return before
    if admins == {user_id} and not (wanted["role"] is Role.ADMIN and wanted["is_active"]):
        raise LastAdmin
    _write(people, users, user_id, changed)
    _shut_out(uow, actor, before, wanted)
    _note(
        uow,
        actor,
        before,
        "user.update",
        before=_plain({name: _facts(before)[name] for name in changed}),
        after=_plain(changed),
    )
    return get_user(uow, actor, user_id)


def delete_user(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    """Remove a user with their factors, tokens and limits. Raises UserNotFound, LastAdmin."""
    people = _people(uow, actor)
    admins = people.lock_active_admins()
    user = people.find(user_id, for_update=True)
    if user is None:
        raise UserNotFound
    if admins == {user_id}:
        raise LastAdmin
    invitations.revoke_staff_invitations_by(uow, actor, user_id)
    sessions.end_all(uow, user_id)
    _note(uow, actor, user, "user.delete", before={"email": user.email, **_plain(_facts(user))})
    people.delete(user_id)


def sign_out_everywhere(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    """End every session of a user. Raises UserNotFound."""
    user = get_user(uow, actor, user_id)
    sessions.end_all(uow, user_id)
    _note(uow, actor, user, "user.end_sessions")


def reset_two_factor(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    """Take away every second factor of a user who lost theirs, and end their sessions.

    Raises UserNotFound.
    """
    user = get_user(uow, actor, user_id)
    factors.reset(uow, user_id)
    sessions.end_all(uow, user_id)
    # Their locale is not part of what admins see, so it is read with the user itself.
    told = UserRepository(uow.connection, ClientScope.everything()).find(user_id)
    if told is not None:
        mails.tell(
            uow,
            email=told.email,
            name=told.name,
            locale=told.locale,
            kind=Notice.FACTORS_RESET,
        )
    _note(uow, actor, user, "user.reset_two_factor")


def _may_take_an_admin(changes: dict[str, Any]) -> bool:
    return changes.get("role", Role.ADMIN) is not Role.ADMIN or changes.get("is_active") is False


def _whole(before: Person, changes: dict[str, Any]) -> dict[str, Any]:
    """What the user shall be, with what follows from the changes."""
    wanted = {**_facts(before), **changes}
    if wanted["role"] is not Role.CLIENT:
        wanted = {**wanted, "client_id": changes.get("client_id")}
        wanted = {**wanted, "site_ids": changes.get("site_ids")}
    elif wanted["client_id"] != before.client_id and before.site_ids is not None:
        wanted = {**wanted, "site_ids": changes.get("site_ids", frozenset())}
    return wanted


def _facts(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role,
        "client_id": person.client_id,
        "is_active": person.is_active,
        "site_ids": None if person.site_ids is None else frozenset(person.site_ids),
    }


def _write(
    people: PeopleStore, users: UserRepository, user_id: uuid.UUID, changed: dict[str, Any]
) -> None:
    columns = {name: value for name, value in changed.items() if name != "site_ids"}
    if "role" in changed and changed["role"] is not Role.CLIENT:
        columns["is_limited"] = False  # staff cannot be: the table refuses it in between as well
    if columns:
        people.change(user_id, columns)
    if "site_ids" in changed:
        users.limit_to(user_id, changed["site_ids"])


def _shut_out(uow: "UnitOfWork", actor: Actor, before: Person, wanted: dict[str, Any]) -> None:
    """End what somebody holds who comes in no more, or no more as what they were."""
    if not wanted["is_active"]:
        sessions.end_all(uow, before.id)
        links.revoke_all_of(uow, before.id)
    was_admin = before.role is Role.ADMIN and before.is_active
    if was_admin and not (wanted["role"] is Role.ADMIN and wanted["is_active"]):
        invitations.revoke_staff_invitations_by(uow, actor, before.id)


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """As the audit log keeps it: plain JSON."""
    plain = dict(facts)
    if plain.get("client_id") is not None:
        plain["client_id"] = str(plain["client_id"])
    if plain.get("site_ids") is not None:
        plain["site_ids"] = sorted(map(str, plain["site_ids"]))
    return plain


def _as_seen_by(actor: Actor, colleague: Colleague) -> Colleague:
    if actor.site_ids is None or colleague.site_ids is None:
        return colleague
    seen = [site_id for site_id in colleague.site_ids if site_id in actor.site_ids]
    return dataclasses.replace(colleague, site_ids=seen)


def _note(
    uow: "UnitOfWork",
    actor: Actor,
    person: Person,
    action: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="user",
        object_id=person.id,
        client_id=person.client_id,
        before=before,
        after=after,
    )


def _page[Listed: (Person, Colleague)](found: Sequence[Listed], limit: int) -> Page[Listed]:
    shown = found[:limit]
    if len(found) <= limit:
        return Page(shown, None)
    return Page(shown, encode_cursor(shown[-1].sort_name, str(shown[-1].id)))


def _position(cursor: str | None) -> Position | None:
    if cursor is None:
        return None
    name, user_id = decode_cursor(cursor, str, str)
    return name, as_id(user_id)


def _people(uow: "UnitOfWork", actor: Actor) -> PeopleStore:
    return PeopleStore(uow.connection, actor.scope)
