"""What an intruder who owns the database may do to the log, each told with where it must be found.

On rows in memory (thousands of tries), and as statements in PostgreSQL itself.
"""

import hashlib
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from chalicelib.audit.chain import GENESIS
from tests.integration.audit.long_log import ANCHORED_EVERY, Row, as_row

type Rows = list[Row]
_TEXT_COLUMNS = range(1, 13)


@dataclass(frozen=True)
class Tampered:
    """What was left of the log, and where the first thing to be found is."""

    rows: Rows
    between: tuple[int, int]

    def is_found_by(self, first_problem: int) -> bool:
        return self.between[0] <= first_problem <= self.between[1]


def _at(rows: Rows, seq: int) -> Tampered:
    return Tampered(rows, (seq, seq))


def _anywhere(rows: Rows, chance: random.Random) -> int:
    return chance.randint(1, len(rows))


def _since_anchor(seq: int) -> int:
    """The first entry after the last anchor before this one."""
    return (seq - 1) // ANCHORED_EVERY * ANCHORED_EVERY + 1


def _edited(text: str, chance: random.Random) -> str:
    """Another text: a character more, less, or another one."""
    place = chance.randrange(len(text)) if text else 0
    return chance.choice(
        [
            text[:place] + chance.choice("aä =") + text[place:],
            text[:place] + chance.choice("#~") + text[place + 1 :],
            *([text[:place] + text[place + 1 :]] if text else []),
        ]
    )


def _renumbered(rows: Rows, first: int) -> Rows:
    """The rows from number `first` on, numbered as if nothing had happened."""
    return rows[: first - 1] + [
        row.numbered(seq) for seq, row in enumerate(rows[first - 1 :], first)
    ]


def _chained_anew(rows: Rows, first: int) -> Rows:
    """The rows from number `first` on, with hashes that fit."""
    before = rows[first - 2].hash if first > 1 else GENESIS
    fitting = []
    for row in rows[first - 1 :]:
        before = hashlib.sha256(before + row.entry).digest()
        fitting.append(row._replace(hash=before))
    return rows[: first - 1] + fitting


def _forged(seq: int, like: Row, before: bytes) -> Row:
    """An entry that was never written, and fits what comes before it."""
    row = as_row((str(seq), str(uuid.uuid4()), like.texts[2], "mallory", *like.texts[4:]), b"")
    return row._replace(hash=hashlib.sha256(before + row.entry).digest())


def change_a_text(rows: Rows, chance: random.Random) -> Tampered:
    seq, column = _anywhere(rows, chance), chance.choice(_TEXT_COLUMNS)
    texts, digest = list(rows[seq - 1].texts), rows[seq - 1].hash
    texts[column] = _edited(texts[column], chance)
    rows[seq - 1] = as_row(tuple(texts), digest)
    return _at(rows, seq)


def change_a_hash(rows: Rows, chance: random.Random) -> Tampered:
    seq = _anywhere(rows, chance)
    digest = bytearray(rows[seq - 1].hash)
    digest[chance.randrange(32)] ^= 1 << chance.randrange(8)
    rows[seq - 1] = rows[seq - 1]._replace(hash=bytes(digest))
    return _at(rows, seq)


def change_and_chain_anew(rows: Rows, chance: random.Random) -> Tampered:
    seq = change_a_text(rows, chance).between[0]
    return Tampered(_chained_anew(rows, seq), (_since_anchor(seq), seq))


def delete_some(rows: Rows, chance: random.Random) -> Tampered:
    seq = chance.randint(1, len(rows) - 1)
    count = min(chance.choice([1, 1, 1, 7, 500]), len(rows) - seq)
    del rows[seq - 1 : seq - 1 + count]
    return _at(rows, seq)


def delete_and_close_the_gap(rows: Rows, chance: random.Random) -> Tampered:
    seq = chance.randint(1, len(rows) - 1)
    del rows[seq - 1]
    return _at(_renumbered(rows, seq), seq)


def insert_in_between(rows: Rows, chance: random.Random) -> Tampered:
    """The forged entry fits the one before; what comes after cannot fit it."""
    seq = chance.randint(2, len(rows))
    rows.insert(seq - 1, _forged(seq, rows[seq - 1], rows[seq - 2].hash))
    return Tampered(_renumbered(rows, seq + 1), (seq, seq + 1))


def insert_and_chain_anew(rows: Rows, chance: random.Random) -> Tampered:
    seq = insert_in_between(rows, chance).between[0]
    return Tampered(_chained_anew(_renumbered(rows, seq + 1), seq), (_since_anchor(seq), seq))


def reorder_neighbours(rows: Rows, chance: random.Random) -> Tampered:
    seq = chance.randint(1, len(rows) - 1)
    return _swapped(rows, seq, seq + 1)


def reorder_any(rows: Rows, chance: random.Random) -> Tampered:
    return _swapped(rows, *sorted(chance.sample(range(1, len(rows) + 1), 2)))


def cut(rows: Rows, chance: random.Random) -> Tampered:
    seq = chance.choice([_anywhere(rows, chance), len(rows), len(rows) - chance.randrange(100)])
    return _at(rows[: seq - 1], seq)


def cut_and_grow_again(rows: Rows, chance: random.Random) -> Tampered:
    """As if the end had never been, with newer entries in its place that fit."""
    seq = len(rows) - chance.randrange(200)
    grown = rows[: seq - 1]
    for number in range(seq, len(rows) + 1):
        before = grown[-1].hash if grown else GENESIS
        grown.append(_forged(number, rows[number - 1], before))
    return Tampered(grown, (_since_anchor(seq), seq))


def _swapped(rows: Rows, one: int, other: int) -> Tampered:
    first, second = rows[one - 1], rows[other - 1]
    rows[one - 1] = second.numbered(one)._replace(hash=first.hash)
    rows[other - 1] = first.numbered(other)._replace(hash=second.hash)
    return _at(rows, one)


KINDS: dict[str, tuple[Callable[[Rows, random.Random], Tampered], ...]] = {
    "change": (change_a_text, change_a_text, change_a_text, change_a_hash, change_and_chain_anew),
    "delete": (delete_some, delete_some, delete_and_close_the_gap),
    "insert": (insert_in_between, insert_in_between, insert_and_chain_anew),
    "reorder": (reorder_neighbours, reorder_any),
    "cut": (cut, cut, cut, cut_and_grow_again),
}


def tries(rows: Rows, count: int, seed: int) -> Iterator[tuple[str, Tampered]]:
    """`count` tamperings, each kind as often as the others, each on a log of its own."""
    chance = random.Random(seed)
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        how = chance.choice(KINDS[kind])
        yield how.__name__, how(list(rows), chance)


# In PostgreSQL itself; each for a number `seq`, and `other` where two entries are concerned.
STATEMENTS: dict[str, tuple[str, ...]] = {
    "change": (
        "update audit_logs set actor = actor || '.' where id = (select entry_id from audit_chain"
        " where seq = %(seq)s)",
        "update audit_logs set at = at + interval '1 microsecond' where id ="
        " (select entry_id from audit_chain where seq = %(seq)s)",
        "update audit_logs set after = '{}' where id = (select entry_id from audit_chain"
        " where seq = %(seq)s)",
        "update audit_logs set user_id = null where id = (select entry_id from audit_chain"
        " where seq = %(seq)s)",
        "update audit_chain set hash = sha256(hash) where seq = %(seq)s",
    ),
    "delete": (
        "delete from audit_logs where id = (select entry_id from audit_chain where seq = %(seq)s)",
        "delete from audit_chain where seq = %(seq)s",
        "with gone as (delete from audit_chain where seq = %(seq)s returning entry_id)"
        " delete from audit_logs where id in (select entry_id from gone)",
    ),
    "insert": (
        "update audit_chain set seq = -seq where seq >= %(seq)s;"
        " with entry as (insert into audit_logs (id, at, actor, action, object_kind, object_id)"
        " values (gen_random_uuid(), now(), 'mallory', 'x', 'x', 'x') returning id)"
        " insert into audit_chain select %(seq)s, id, sha256('forged') from entry;"
        " update audit_chain set seq = 1 - seq where seq < 0",
    ),
    "reorder": (
        "update audit_chain link set entry_id = other.entry_id from audit_chain other"
        " where (link.seq, other.seq) in ((%(seq)s, %(other)s), (%(other)s, %(seq)s))",
    ),
    "cut": (
        "with gone as (delete from audit_chain where seq >= %(seq)s returning entry_id)"
        " delete from audit_logs where id in (select entry_id from gone)",
    ),
}


def tampering(
    connection: psycopg.Connection[Any], length: int, count: int, seed: int
) -> Iterator[tuple[str, int]]:
    """`count` tamperings in the database, each taken back when the next is asked for."""
    chance = random.Random(seed)
    connection.execute("set session_replication_role = replica")
    connection.execute("alter table audit_chain drop constraint uq_audit_chain_entry_id")
    connection.commit()
    for number in range(count):
        kind = list(STATEMENTS)[number % len(STATEMENTS)]
        statement = chance.choice(STATEMENTS[kind])
        seq = chance.randint(1, length - 1) if kind != "cut" else length - chance.randrange(50)
        other = chance.randint(seq + 1, length) if seq < length else seq
        for part in statement.split("; "):
            connection.execute(part.encode(), {"seq": seq, "other": other})
        yield statement, seq
        connection.rollback()
