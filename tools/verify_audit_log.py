#!/usr/bin/env python3
"""Verifies an export of WP Wingman's audit log. One file, Python's standard library, nothing else.

    python3 verify_audit_log.py audit-log.csv
    python3 verify_audit_log.py part-1.csv part-2.csv --anchor 20261123T100000Z-….json \\
        --public-key <base64 of 32 bytes>

The export must be whole (no filter). Its parts follow one another; each begins with the names of
the columns. Every anchor (an object of the audit bucket) is compared with the log; with
--public-key its Ed25519 signature is checked too, and without one it is believed.

    hash(n) = SHA-256(hash(n-1) || entry(n)), hash(0) = 32 zero bytes
    entry(n) = the cells of the row except its hash, joined by U+001F, in UTF-8; no cell contains it

In the export a cell that begins with one of = + - @ ' or with a tab or line break has a ' before
it, so that no spreadsheet takes it for a formula; --raw reads cells as they are, as from

    \\copy (select link.seq, entry.id, to_char(entry.at at time zone 'utc',
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, entry.actor, entry.user_id, entry.client_id,
      entry.action, entry.object_kind, entry.object_id, entry.before, entry.after, entry.address,
      entry.request_id, encode(link.hash, 'hex') as hash from audit_chain link
      join audit_logs entry on entry.id = link.entry_id order by link.seq) to log.csv csv header

The exit code is 0 when everything fits, 1 when something does not, 2 when it cannot be read.
"""

import argparse
import base64
import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence

COLUMNS = [
    "seq", "id", "at", "actor", "user_id", "client_id", "action", "object_kind", "object_id",
    "before", "after", "address", "request_id", "hash",
]  # fmt: skip
GENESIS = bytes(32)
ANCHOR_TYPE = "application/vnd.wpwingman.audit-anchor+json"
MOST_PROBLEMS = 100
SEPARATOR = "\x1f"
SHA256 = hashlib.sha256

Problem = tuple[int, str]


class Unreadable(Exception):
    """What was given is no export, or no anchor."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exports", nargs="+", metavar="EXPORT.csv")
    parser.add_argument("--anchor", action="append", default=[], metavar="ANCHOR.json")
    parser.add_argument("--public-key", metavar="BASE64")
    parser.add_argument("--raw", action="store_true", help="cells are not protected by a '")
    given = parser.parse_args(arguments)
    try:
        marks = dict(read_anchor(path, given.public_key) for path in given.anchor)
        seq, head, problems = verify(rows_of(given.exports, raw=given.raw), marks)
    except (Unreadable, OSError) as error:
        print(f"✗ {error}")
        return 2
    for number, text in problems:
        print(f"✗ entry {number}: {text}")
    if problems:
        return 1
    print(f"✓ {seq} entries, none changed, taken out, added or moved; {len(marks)} anchors agree")
    print(f"  head {seq} {head.hex()}")
    return 0


def rows_of(paths: Iterable[str], *, raw: bool = False) -> Iterator[list[str]]:
    """The rows of all parts, without the names of the columns."""
    csv.field_size_limit(10_000_000)
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            if next(reader, None) != COLUMNS:
                raise Unreadable(f"{path} does not begin with the columns {','.join(COLUMNS)}")
            if raw:
                yield from reader
            else:
                for row in reader:
                    yield [cell[1:] if cell[:1] == "'" else cell for cell in row]


def verify(
    rows: Iterable[list[str]], marks: dict[int, bytes] | None = None
) -> tuple[int, bytes, list[Problem]]:
    """The number and hash of the last entry, and what does not fit, each with where it is."""
    log = Log(marks or {})
    for row in rows:
        log.take(row)
    if beyond := [number for number in log.marks if number > log.seq]:
        log.problems.append(
            (log.seq + 1, f"the log is cut off here: {max(beyond)} entries were anchored")
        )
    return log.seq, log.hash, sorted(log.problems)[:MOST_PROBLEMS]


class Log:
    """The log up to here. What is damaged is told once: the next row counts on its stored hash."""

    def __init__(self, marks: dict[int, bytes]) -> None:
        self.marks = marks
        self.problems: list[Problem] = []
        self.seq, self.hash = 0, GENESIS
        self.good_mark = 0
        self.true_hash: bytes | None = (
            None  # where the last row is damaged: what its hash should be
        )

    def take(self, row: list[str]) -> None:
        *cells, last = row or [""]
        try:
            number, stored = int(cells[0]), bytes.fromhex(last)
        except (ValueError, IndexError):
            self.problems.append((self.seq + 1, "this row is none of ours"))
            return
        if number == self.seq + 1 and len(row) == len(COLUMNS):
            self.judge(number, SEPARATOR.join(cells).encode(), stored)
        else:
            self.problems.append((self.seq + 1, f"expected {self.seq + 1}, found {number}"))
            self.true_hash = None
            if number <= self.seq:
                return  # twice, or out of order: the number that is expected stays expected
        self.seq, self.hash = number, stored
        if number in self.marks:
            self.compare(number, stored)

    def judge(self, number: int, entry: bytes, stored: bytes) -> None:
        computed = SHA256(self.hash + entry).digest()
        if entry.count(b"\x1f") != len(COLUMNS) - 2:
            self.problems.append((number, "can be read in two ways"))
            self.true_hash = computed
        elif computed == stored:
            self.true_hash = None
        elif self.true_hash and SHA256(self.true_hash + entry).digest() == stored:
            self.true_hash = None  # only the hash before was damaged
        else:
            self.problems.append((number, "is not as it was written"))
            self.true_hash = computed

    def compare(self, number: int, stored: bytes) -> None:
        """Damage that was found since the last anchor explains another hash, and says where."""
        first, self.good_mark = self.good_mark + 1, number
        is_explained = bool(self.problems) and self.problems[-1][0] >= first
        if self.marks[number] != stored and not is_explained:
            self.problems.append((first, f"between {first} and {number} the log was written anew"))


def read_anchor(path: str, public_key: str | None) -> tuple[int, bytes]:
    """What an anchor says: the number of an entry and its hash."""
    try:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        body = base64.b64decode(document["payload"], validate=True)
        signature = base64.b64decode(document["sig"], validate=True)
        said = json.loads(body)
        mark = int(said["seq"]), bytes.fromhex(said["hash"])
        key = base64.b64decode(public_key, validate=True) if public_key else None
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{path} is no anchor: {error}") from error
    if key is not None:
        kind = ANCHOR_TYPE.encode()
        message = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)
        if document.get("payload_type") != ANCHOR_TYPE or not is_signed(key, message, signature):
            raise Unreadable(f"{path} was not signed by this key")
    return mark


# Ed25519 after RFC 8032, section 5.1.7 and appendix A: slow, and enough for a few anchors.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = decompressed(public_key), decompressed(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(hashed, "little") % ORDER
    return is_same(times(scalar, BASE), added(commitment, times(challenge, key)))


def added(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = added(total, point)
        point, scalar = added(point, point), scalar >> 1
    return total


def is_same(one: Point, other: Point) -> bool:
    return not (
        (one[0] * other[2] - other[0] * one[2]) % P or (one[1] * other[2] - other[1] * one[2]) % P
    )


def decompressed(raw: bytes) -> Point | None:
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    x = recovered_x(y, raw[31] >> 7) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def recovered_x(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


_BASE_Y = 4 * pow(5, P - 2, P) % P
_BASE_X = recovered_x(_BASE_Y, 0) or 0
BASE: Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % P)


if __name__ == "__main__":
    sys.exit(main())
