"""Status pages: what is public of some sites, under names of its own."""

import base64
import binascii
import re
import uuid
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    SecretStr,
    StrictBool,
    StringConstraints,
    model_validator,
)

from chalicelib.api.schemas.base import Changes, Email, In, Instant, Line, Out, Query
from chalicelib.kit.text import is_storable
from chalicelib.status_pages.model import (
    MOST_COMPONENTS,
    MOST_SITES_OF_A_COMPONENT,
    Language,
    PostState,
)

_MOST_LOGO_BYTES = 48 * 1024
# No SVG: it may hold scripts, and this picture is shown to everybody.
_PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
}
_LOGO = re.compile(r"data:(image/(?:png|jpeg|webp));base64,([A-Za-z0-9+/]+={0,2})")
# What stands beside the pages' folders.
_TAKEN = frozenset({"assets", "page", "alive"})


def _a_small_picture(text: str) -> str:
    if not text:
        return ""
    found = _LOGO.fullmatch(text)
    if not found:
        raise ValueError("must be a data: address of a PNG, JPEG or WebP picture")
    try:
        picture = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        raise ValueError("must be valid base64") from None
    if not picture.startswith(_PICTURES[found[1]]):
        raise ValueError("is not the kind of picture that it says")
    if len(picture) > _MOST_LOGO_BYTES:
        raise ValueError("must not be larger than 48 KB")
    return text


def _free(slug: str) -> str:
    if slug in _TAKEN:
        raise ValueError("is a word of our own")
    return slug


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("holds characters that cannot be kept")
    return text.strip()


Slug = Annotated[
    str,
    StringConstraints(max_length=60, pattern=r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$"),
    AfterValidator(_free),
    Field(description="The last part of the page's address: /status/{slug}/"),
]
Accent = Annotated[
    str,
    StringConstraints(max_length=7, pattern=r"^#[0-9a-f]{6}$"),
    Field(description="The header's colour; the text on it is black or white, as it reads better"),
]
Logo = Annotated[str, StringConstraints(max_length=70_000), AfterValidator(_a_small_picture)]
Domain = Annotated[
    str,
    StringConstraints(
        max_length=253, pattern=r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$"
    ),
    Field(description="Where the page is shown as well; see docs/operations/status-pages.md"),
]
Text = Annotated[str, StringConstraints(max_length=5000), AfterValidator(_storable)]


class ComponentIn(In):
    id: Annotated[
        uuid.UUID | None, Field(description="Of a component that is there already; null: a new one")
    ] = None
    name: Line
    site_ids: Annotated[list[uuid.UUID], Field(max_length=MOST_SITES_OF_A_COMPONENT)]


Components = Annotated[list[ComponentIn], Field(max_length=MOST_COMPONENTS)]


class StatusPageCreate(In):
    client_id: Annotated[uuid.UUID | None, Field(description="null: the agency's own page")] = None
    slug: Slug
    title: Line
    language: Language = Language.ENGLISH
    accent: Accent = "#1f4e79"
    logo: Logo = ""
    domain: Domain | None = None
    components: Components = []  # noqa: RUF012 - pydantic copies defaults
    is_published: StrictBool = False
    shows_degraded: Annotated[
        StrictBool,
        Field(description="Also show slow sites, and those whose certificate ends soon"),
    ] = False
    tells_changes: Annotated[
        StrictBool, Field(description="Tell subscribers when a component stops or works again")
    ] = False


class StatusPageUpdate(Changes):
    slug: Slug = "-"
    title: Line = ""
    language: Language = Language.ENGLISH
    accent: Accent = ""
    logo: Logo = ""
    domain: Domain | None = None
    components: Components = []  # noqa: RUF012 - pydantic copies defaults
    is_published: StrictBool = False
    shows_degraded: StrictBool = False
    tells_changes: StrictBool = False


class StatusPagePreview(StatusPageCreate):
    """A draft, with the posts of the page it is a draft of."""

    page_id: uuid.UUID | None = None


class ComponentOut(Out):
    id: uuid.UUID
    name: str
    site_ids: list[uuid.UUID]


class StatusPageOut(Out):
    id: uuid.UUID
    client_id: uuid.UUID | None
    slug: str
    url: str
    title: str
    language: Language
    accent: str
    logo: str
    domain: str | None
    components: list[ComponentOut]
    is_published: bool
    shows_degraded: bool
    tells_changes: bool
    described_at: Annotated[
        Instant | None, Field(description="When the publisher was last given what stands here")
    ]
    created_at: Instant
    updated_at: Instant


class SubscribersOut(Out):
    confirmed: int


class StatusPagePreviewOut(Out):
    html: str


class PostCreate(In):
    state: PostState
    title: Line
    text: Text
    component_ids: Annotated[list[uuid.UUID], Field(max_length=MOST_COMPONENTS)] = []  # noqa: RUF012
    thread_id: Annotated[
        uuid.UUID | None, Field(description="The first post about the same; null: this is it")
    ] = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _a_maintenance_has_its_time(self) -> Self:
        begins = self.state is PostState.MAINTENANCE and self.thread_id is None
        if begins != (self.starts_at is not None) or begins != (self.ends_at is not None):
            raise ValueError("a new maintenance, and nothing else, needs starts_at and ends_at")
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValueError("a maintenance ends after it starts")
        return self


class PostOut(Out):
    id: uuid.UUID
    page_id: uuid.UUID
    thread_id: uuid.UUID
    state: PostState
    title: str
    text: str
    component_ids: list[uuid.UUID]
    at: Instant
    starts_at: Instant | None
    ends_at: Instant | None


class SubscriptionCreate(In):
    slug: Annotated[str, StringConstraints(max_length=60)]
    email: Email


Token = Annotated[SecretStr, Field(min_length=1, max_length=100)]


class SubscriptionToken(In):
    token: Token


class OneClickQuery(Query):
    token: Token
