"""The keys that sign commands to sites: which they are, and the next list of them."""

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.api.endpoint import endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.platform_keys import (
    PlatformKeysOut,
    PlatformKeysPublish,
    SignedListOut,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.sites import platform_keys
    from chalicelib.sites.platform_keys import ShownPlatformKeys
else:
    platform_keys = lazily("chalicelib.sites.platform_keys")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/platform-keys",
    requires=Permission.READ_AUDIT,
    answers=PlatformKeysOut,
    summary="The keys that sign commands, as sites see them",
)
def list_platform_keys(uow: "UnitOfWork", actor: Actor) -> "ShownPlatformKeys":  # noqa: ARG001
    return platform_keys.show(uow, root_public_key=bootstrap.root_public_key())


@endpoint(
    blueprint,
    "POST",
    "/api/v1/platform-keys",
    requires=Permission.MANAGE_SECURITY,
    body=PlatformKeysPublish,
    answers=PlatformKeysOut,
    step_up=True,
    audits="platform_keys.publish",
    summary="Publish the next list of keys, signed by the root key",
)
def publish_platform_keys(
    uow: "UnitOfWork", actor: Actor, form: PlatformKeysPublish
) -> "ShownPlatformKeys":
    root = bootstrap.root_public_key()
    platform_keys.keep_list(uow, actor, form.signed_list.model_dump(), root_public_key=root)
    return platform_keys.show(uow, root_public_key=root)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/wp/key-list",
    # Public halves and their times: whoever reads them knows nothing that sites do not publish.
    requires=Permission.SITE,
    answers=SignedListOut,
    summary="The list of keys for sites, signed by the root key that they have pinned",
)
def get_key_list(uow: "UnitOfWork", incoming: Incoming) -> dict[str, Any]:  # noqa: ARG001
    return platform_keys.get_document(uow, root_public_key=bootstrap.root_public_key())
