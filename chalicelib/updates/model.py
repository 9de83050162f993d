"""Which updates an inventory shows as waiting. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class UpdateKind(StrEnum):
    CORE = "core"
    PLUGIN = "plugin"
    THEME = "theme"


class UpdateStatus(StrEnum):
    AVAILABLE = "available"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class WaitingUpdate:
    kind: UpdateKind
    slug: str
    name: str
    from_version: str
    to_version: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug


def waiting_updates(inventory: dict[str, Any]) -> list[WaitingUpdate]:
    """Every update that the inventory says is available, one per thing."""
    core = inventory.get("core") or {}
    found = [_update(UpdateKind.CORE, {**core, "slug": "wordpress", "name": "WordPress"})]
    found += [_update(UpdateKind.PLUGIN, plugin) for plugin in inventory.get("plugins") or ()]
    found += [_update(UpdateKind.THEME, theme) for theme in inventory.get("themes") or ()]
    return list({update.key: update for update in found if update}.values())


def installed_versions(inventory: dict[str, Any]) -> dict[tuple[str, str], str]:
    """What is installed, by kind and slug."""
    core = inventory.get("core") or {}
    versions = {(UpdateKind.CORE.value, "wordpress"): str(core.get("version") or "")}
    for kind, things in ((UpdateKind.PLUGIN, "plugins"), (UpdateKind.THEME, "themes")):
        for thing in inventory.get(things) or ():
            versions[(kind.value, _slug(thing))] = str(thing.get("version") or "")
    return versions


def _update(kind: UpdateKind, thing: dict[str, Any]) -> WaitingUpdate | None:
    if not thing.get("update"):
        return None
    slug = _slug(thing)
    return WaitingUpdate(
        kind=kind,
        slug=slug,
        name=str(thing.get("name") or slug),
        from_version=str(thing.get("version") or ""),
        to_version=str(thing["update"]),
    )


def _slug(thing: dict[str, Any]) -> str:
    # Two plugins may share a folder; the file tells them apart.
    return str(thing.get("file") or thing.get("slug") or "")
