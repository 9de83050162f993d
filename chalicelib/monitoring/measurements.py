"""What the probes of one batch measured, as one small object. Pure.

Written once a minute for up to 500 sites, kept three days, read once: when its hour is folded.

Version 1, all numbers big-endian:

    4 bytes  "WPWB"
    1        version
    8        the batch's time, milliseconds since 1970
    1        length of the region's name, then the name in ASCII
    zlib of: 4 bytes number of sites, then column by column
             16 bytes each  site ids
             1 byte each    verdicts (VERDICTS below; 0 is none: the probe could not tell)
             2 bytes each   HTTP status codes, 0 for none
             2 bytes each   response times in ms, 0 for none; 65,535 and more are 65,535
"""

import datetime as dt
import struct
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.sites.model import SiteStatus

LONGEST_MS = 65_535
# The place in this tuple is what is stored: add at the end, never reorder.
VERDICTS: tuple[SiteStatus | None, ...] = (
    None,
    SiteStatus.ONLINE,
    SiteStatus.DEGRADED,
    SiteStatus.OFFLINE,
    SiteStatus.MAINTENANCE,
    SiteStatus.UNKNOWN,
)
_NUMBER_OF = {verdict: number for number, verdict in enumerate(VERDICTS)}

_MAGIC = b"WPWB"
_VERSION = 1
_HEAD = struct.Struct(">4sBqB")
_COUNT = struct.Struct(">I")
_BYTES_PER_SITE = 16 + 1 + 2 + 2
# A batch has 500 sites at most; a damaged one must not unfold to gigabytes.
_MOST_BYTES = 4 * 1024 * 1024
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)


class UnreadableHistory(ValueError):
    """These bytes are not history, or damaged, or of a version newer than this code."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one probe of a site brought."""

    site_id: uuid.UUID
    verdict: SiteStatus | None
    status_code: int | None = None
    response_ms: int | None = None


@dataclass(frozen=True)
class MeasuredBatch:
    """One batch: all its probes count as made at the minute they were due."""

    at: dt.datetime
    region: str
    measurements: Sequence[Measurement]


def encode(batch: MeasuredBatch) -> bytes:
    region = batch.region.encode("ascii")
    head = _HEAD.pack(_MAGIC, _VERSION, (batch.at - _EPOCH) // _MILLISECOND, len(region))
    found = batch.measurements
    columns = (
        _COUNT.pack(len(found)),
        b"".join(one.site_id.bytes for one in found),
        bytes(_NUMBER_OF[one.verdict] for one in found),
        _shorts([one.status_code or 0 for one in found]),
        _shorts([response_number(one.response_ms) for one in found]),
    )
    return head + region + zlib.compress(b"".join(columns))


def decode(content: bytes) -> MeasuredBatch:
    """Raises UnreadableHistory."""
    try:
        magic, version, at_ms, region_length = _HEAD.unpack_from(content)
        if (magic, version) != (_MAGIC, _VERSION):
            raise UnreadableHistory(f"not a batch of version {_VERSION}")
        start = _HEAD.size + region_length
        region = content[_HEAD.size : start].decode("ascii")
        at = _EPOCH + at_ms * _MILLISECOND
        return MeasuredBatch(at, region, _measurements(inflate(content[start:], _MOST_BYTES)))
    except (struct.error, ValueError, IndexError, OverflowError) as error:
        raise UnreadableHistory("a damaged batch") from error


def response_number(response_ms: int | None) -> int:
    """A response time as it is stored: at least 1, because 0 says that there was none."""
    return 0 if response_ms is None else min(max(response_ms, 1), LONGEST_MS)


def inflate(content: bytes, most_bytes: int) -> bytes:
    """Raises UnreadableHistory for what is damaged, cut short or grows beyond measure."""
    unfolding = zlib.decompressobj()
    try:
        plain = unfolding.decompress(content, most_bytes)
    except zlib.error as error:
        raise UnreadableHistory("damaged history") from error
    if not unfolding.eof or unfolding.unused_data:
        raise UnreadableHistory("history that ends too early or too late")
    return plain


def _measurements(columns: bytes) -> list[Measurement]:
    (count,) = _COUNT.unpack_from(columns)
    if len(columns) != _COUNT.size + count * _BYTES_PER_SITE:
        raise UnreadableHistory("a batch with columns of unequal length")
    ids = memoryview(columns)[_COUNT.size :]
    verdicts = ids[16 * count :]
    numbers = struct.unpack(f">{2 * count}H", verdicts[count:])
    return [
        Measurement(
            uuid.UUID(bytes=bytes(ids[16 * place : 16 * place + 16])),
            VERDICTS[verdicts[place]],
            numbers[place] or None,
            numbers[count + place] or None,
        )
        for place in range(count)
    ]


def _shorts(numbers: Sequence[int]) -> bytes:
    return struct.pack(f">{len(numbers)}H", *numbers)
