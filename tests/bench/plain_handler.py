"""The reference: what one writes first. Every snapshot is stored, a row for each thing it lists,
and the site's row says when it was last seen and what it runs, because the list of sites shows it.

It stands behind the same door as ours (routing, signature, strict JSON, schema, freshness) and
does its work well: one transaction, one kept connection, one bulk insert per table. Only the idea
is plain: it does not ask whether anything has changed. It judges nothing and alerts nobody.
"""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from chalice import Chalice
from chalice.app import Blueprint
from sqlalchemy import DateTime, ForeignKey, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from chalicelib.api.endpoint import endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.routes import wp
from chalicelib.api.schemas.wp import Accepted, SnapshotMessage
from chalicelib.identity.model import Permission
from chalicelib.kit import envelope
from chalicelib.kit.clock import from_unix
from chalicelib.kit.ids import uuid7

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

PATH = "/api/v1/plain/monitor"


class Base(DeclarativeBase):
    metadata = MetaData()
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(),
    }


class PlainSite(Base):
    __tablename__ = "plain_sites"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    last_seen_at: Mapped[dt.datetime | None]
    wordpress_version: Mapped[str | None]
    php_version: Mapped[str | None]
    updates_waiting: Mapped[int] = mapped_column(default=0)


class PlainSnapshot(Base):
    __tablename__ = "plain_snapshots"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    site_id: Mapped[uuid.UUID] = mapped_column(index=True)
    taken_at: Mapped[dt.datetime] = mapped_column(index=True)
    wordpress_version: Mapped[str | None]
    php_version: Mapped[str | None]
    vitals: Mapped[dict[str, Any]]
    plugins: Mapped[list["PlainPlugin"]] = relationship()
    themes: Mapped[list["PlainTheme"]] = relationship()
    updates: Mapped[list["PlainUpdate"]] = relationship()


class PlainPlugin(Base):
    __tablename__ = "plain_plugins"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    snapshot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plain_snapshots.id"), index=True)
    file: Mapped[str]
    name: Mapped[str]
    version: Mapped[str]
    active: Mapped[bool]
    update: Mapped[str | None]


class PlainTheme(Base):
    __tablename__ = "plain_themes"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    snapshot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plain_snapshots.id"), index=True)
    slug: Mapped[str]
    name: Mapped[str]
    version: Mapped[str]
    active: Mapped[bool]
    update: Mapped[str | None]


class PlainUpdate(Base):
    __tablename__ = "plain_updates"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)
    snapshot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plain_snapshots.id"), index=True)
    name: Mapped[str]
    from_version: Mapped[str]
    to_version: Mapped[str]


def a_plain_app() -> Chalice:
    blueprint = Blueprint(__name__)

    @endpoint(
        blueprint,
        "POST",
        PATH,
        requires=Permission.SITE,
        reads=SnapshotMessage,
        answers=Accepted,
        status=202,
        summary="Store a snapshot, whatever it says",
    )
    def store_snapshot(uow: "UnitOfWork", incoming: Incoming) -> Accepted:
        body = wp._json_body(incoming)
        site = wp._signer(uow, incoming, envelope.SNAPSHOT, body)
        message, sent = wp._read_from(uow, site, SnapshotMessage, body)
        store(uow.session, site.id, from_unix(message.taken_at), sent)
        return Accepted()

    app = Chalice(app_name="plain")
    app.register_blueprint(blueprint)
    return app


def store(
    session: Session, site_id: uuid.UUID, taken_at: dt.datetime, sent: dict[str, Any]
) -> None:
    inventory = sent["inventory"]
    waiting = [thing for thing in inventory["plugins"] + inventory["themes"] if thing["update"]]
    site = session.get_one(PlainSite, site_id)
    site.last_seen_at = taken_at
    site.wordpress_version = inventory["core"]["version"]
    site.php_version = inventory["php"]["version"]
    site.updates_waiting = len(waiting)
    session.add(
        PlainSnapshot(
            site_id=site_id,
            taken_at=taken_at,
            wordpress_version=site.wordpress_version,
            php_version=site.php_version,
            vitals=sent["vitals"],
            plugins=[_plugin(plugin) for plugin in inventory["plugins"]],
            themes=[_theme(theme) for theme in inventory["themes"]],
            updates=[
                PlainUpdate(
                    name=thing["name"],
                    from_version=thing["version"],
                    to_version=thing["update"],
                )
                for thing in waiting
            ],
        )
    )
    session.flush()


def _plugin(plugin: dict[str, Any]) -> PlainPlugin:
    names = ("file", "name", "version", "active", "update")
    return PlainPlugin(**{name: plugin[name] for name in names})


def _theme(theme: dict[str, Any]) -> PlainTheme:
    names = ("slug", "name", "version", "active", "update")
    return PlainTheme(**{name: theme[name] for name in names})
