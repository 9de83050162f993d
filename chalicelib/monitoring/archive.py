"""Every probe of an hour or a day, site by site, at little more than a byte each. Pure.

Kept 25 months. One object holds all sites; its index says where a site's blob lies, so that one
site can be read without the others.

Version 1, numbers big-endian:

    4 bytes  "WPWA"
    1        version
    8        start of the period, seconds since 1970
    1        number of regions, then each: 1 byte length, name in ASCII
    4        number of sites
    then per site, in order of its id: 16 bytes id, 8 bytes offset, 4 bytes length
    then the blobs: zlib of 4 bytes number of probes n and five columns

        4 n  seconds since the probe before (the first: since the start), in four planes of n bytes
        n    region, its place in the list
        n    verdict, as in measurements.py
        2 n  status code, two planes
        2 n  response time in ms, two planes

A plane holds one byte of each number. All but the low bytes of the response times hardly ever
change, so next to nothing remains of them; what is left is the noise of the network.
"""

import datetime as dt
import struct
import uuid
import zlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chalicelib.kit.clock import from_unix, unix
from chalicelib.monitoring.measurements import UnreadableHistory, inflate

_MAGIC = b"WPWA"
_VERSION = 1
_HEAD = struct.Struct(">4sBqB")
_COUNT = struct.Struct(">I")
_PLACE = struct.Struct(">16sQI")
_BYTES_PER_PROBE = 4 + 1 + 1 + 2 + 2
# A day of one site probed every 30 seconds from ten regions stays far below.
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(slots=True)
class Series:
    """The probes of one site in order of time, column by column."""

    seconds: array[int] = field(default_factory=lambda: array("I"))  # since the period's start
    regions: array[int] = field(default_factory=lambda: array("B"))
    verdicts: array[int] = field(default_factory=lambda: array("B"))
    codes: array[int] = field(default_factory=lambda: array("H"))
    response_ms: array[int] = field(default_factory=lambda: array("H"))

    def __len__(self) -> int:
        return len(self.seconds)


@dataclass(frozen=True)
class Archive:
    starts_at: dt.datetime
    regions: tuple[str, ...]
    by_site: Mapping[uuid.UUID, Series]


def encode(archive: Archive) -> bytes:
    head = [_HEAD.pack(_MAGIC, _VERSION, unix(archive.starts_at), len(archive.regions))]
    for region in archive.regions:
        name = region.encode("ascii")
        head.append(bytes([len(name)]) + name)
    sites = sorted(archive.by_site.items())
    head.append(_COUNT.pack(len(sites)))
    blobs = [_pack(series) for _, series in sites]
    offset = sum(map(len, head)) + _PLACE.size * len(sites)
    for (site_id, _), blob in zip(sites, blobs, strict=True):
        head.append(_PLACE.pack(site_id.bytes, offset, len(blob)))
        offset += len(blob)
    return b"".join([*head, *blobs])


def decode(content: bytes) -> Archive:
    """Raises UnreadableHistory."""
    try:
        magic, version, start, regions = _HEAD.unpack_from(content)
        if (magic, version) != (_MAGIC, _VERSION):
            raise UnreadableHistory(f"not an archive of version {_VERSION}")
        names, offset = _names(content, regions)
        found = {
            uuid.UUID(bytes=site_id): _unpack(content[begin : begin + length])
            for site_id, begin, length in _places(content, offset)
        }
        return Archive(from_unix(start), names, found)
    except (struct.error, ValueError, IndexError, OverflowError, OSError) as error:
        raise UnreadableHistory("a damaged archive") from error


def join(starts_at: dt.datetime, parts: list[Archive]) -> Archive:
    """One archive of several that follow one another, such as the hours of a day."""
    regions = tuple(sorted({region for part in parts for region in part.regions}))
    joined: dict[uuid.UUID, Series] = {}
    for part in sorted(parts, key=lambda part: part.starts_at):
        later = unix(part.starts_at) - unix(starts_at)
        number_of = bytes(regions.index(region) for region in part.regions)
        for site_id, series in part.by_site.items():
            whole = joined.setdefault(site_id, Series())
            whole.seconds.extend(array("I", [later + second for second in series.seconds]))
            whole.regions.extend(array("B", [number_of[region] for region in series.regions]))
            whole.verdicts.extend(series.verdicts)
            whole.codes.extend(series.codes)
            whole.response_ms.extend(series.response_ms)
    return Archive(starts_at, regions, joined)


def _pack(series: Series) -> bytes:
    before = array("I", [0]) + series.seconds[:-1]
    gaps = [second - last for second, last in zip(series.seconds, before, strict=False)]
    columns = (
        _COUNT.pack(len(series)),
        _planes(struct.pack(f">{len(gaps)}I", *gaps), 4),
        series.regions.tobytes(),
        series.verdicts.tobytes(),
        _planes(struct.pack(f">{len(series)}H", *series.codes), 2),
        _planes(struct.pack(f">{len(series)}H", *series.response_ms), 2),
    )
    return zlib.compress(b"".join(columns), 9)


def _unpack(blob: bytes) -> Series:
    plain = inflate(blob, _MOST_BYTES)
    (count,) = _COUNT.unpack_from(plain)
    if len(plain) != _COUNT.size + count * _BYTES_PER_PROBE:
        raise UnreadableHistory("a blob with columns of unequal length")
    columns = [
        plain[_COUNT.size + begin * count : _COUNT.size + end * count]
        for begin, end in ((0, 4), (4, 5), (5, 6), (6, 8), (8, 10))
    ]
    series = Series(
        regions=array("B", columns[1]),
        verdicts=array("B", columns[2]),
        codes=array("H", struct.unpack(f">{count}H", _numbers(columns[3], 2))),
        response_ms=array("H", struct.unpack(f">{count}H", _numbers(columns[4], 2))),
    )
    second = 0
    for gap in struct.unpack(f">{count}I", _numbers(columns[0], 4)):
        second += gap
        series.seconds.append(second)
    return series


def _planes(numbers: bytes, size: int) -> bytes:
    return b"".join(numbers[place::size] for place in range(size))


def _numbers(planes: bytes, size: int) -> bytes:
    count = len(planes) // size
    numbers = bytearray(len(planes))
    for place in range(size):
        numbers[place::size] = planes[place * count : (place + 1) * count]
    return bytes(numbers)


def _names(content: bytes, regions: int) -> tuple[tuple[str, ...], int]:
    names, offset = [], _HEAD.size
    for _ in range(regions):
        end = offset + 1 + content[offset]
        names.append(content[offset + 1 : end].decode("ascii"))
        offset = end
    return tuple(names), offset


def _places(content: bytes, offset: int) -> Iterator[tuple[bytes, int, int]]:
    (count,) = _COUNT.unpack_from(content, offset)
    for number in range(count):
        yield _PLACE.unpack_from(content, offset + _COUNT.size + number * _PLACE.size)
