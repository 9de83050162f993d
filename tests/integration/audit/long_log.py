"""A log of a hundred thousand entries, as an agency has it after years, and what it is read as."""

import datetime as dt
from typing import Any, NamedTuple

import psycopg

from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.chain import Link, Mark
from chalicelib.audit.model import AuditFilter

LENGTH = 100_000
ANCHORED_EVERY = 5_000
# In four transactions: their commits make the links.
_FILL = """
insert into audit_logs
  (id, at, actor, user_id, client_id, action, object_kind, object_id, before, after, address,
   request_id)
select gen_random_uuid(), %(at)s::timestamptz + n * interval '7 seconds',
  'user' || n %% 40 || '@agency.example', gen_random_uuid(),
  case when n %% 3 = 0 then gen_random_uuid() end,
  (array['site.update', 'user.sign_in', 'command.finish', 'client.add'])[1 + n %% 4],
  (array['site', 'user', 'command', 'client'])[1 + n %% 4], gen_random_uuid()::text,
  case when n %% 2 = 0 then json_build_object('name', 'Bäckerei ' || n, 'tags', array['a']) end,
  json_build_object('name', 'Bäckerei ' || n + 1),
  '203.0.113.' || n %% 250, gen_random_uuid()::text
from generate_series(%(first)s::int, %(last)s::int) n
"""


class Row(NamedTuple):
    """An entry as an export holds it, and as it is hashed."""

    texts: tuple[str, ...]
    entry: bytes
    hash: bytes

    @property
    def link(self) -> Link:
        return int(self.texts[0]), self.entry, self.hash

    def numbered(self, seq: int) -> "Row":
        """The same entry under another number."""
        entry = b"%d\x1f%b" % (seq, self.entry.partition(b"\x1f")[2])
        return Row((str(seq), *self.texts[1:]), entry, self.hash)

    @property
    def cells(self) -> list[str]:
        return [*self.texts, self.hash.hex()]


def as_row(texts: tuple[str, ...], digest: bytes) -> Row:
    return Row(texts, "\x1f".join(texts).encode(), digest)


def fill(url: str, length: int = LENGTH) -> None:
    """Write `length` entries through the database's own trigger."""
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    step = max(length // 4, 1)
    with psycopg.connect(url) as connection:
        for first in range(1, length + 1, step):
            last = min(first + step - 1, length)
            connection.execute(_FILL, {"at": start, "first": first, "last": last})
            connection.commit()


def read(connection: psycopg.Connection[Any]) -> list[Row]:
    store, rows = AuditStore(connection), list[Row]()
    while page := store.rows_after(AuditFilter(), len(rows), 10_000):
        rows += [as_row(tuple(texts), bytes.fromhex(digest)) for *texts, digest in page]
    return rows


def anchors_of(rows: list[Row]) -> tuple[Mark, ...]:
    """What was anchored while the log grew: each some thousand entries, and its end."""
    kept = {*range(ANCHORED_EVERY, len(rows) + 1, ANCHORED_EVERY), len(rows)}
    return tuple(Mark(seq, rows[seq - 1].hash) for seq in sorted(kept))
