"""The books of a storm: conditions, notifications and letters must balance."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psycopg

from chalicelib.monitoring import alerts
from chalicelib.monitoring.model import ConditionKind
from tests.chaos.rig import Rig


@dataclass(frozen=True)
class Account:
    letters: int
    """That were owed; every one of them left."""
    duplicates: int
    interrupted: int
    """Letters whose worker died between claiming one and noting that it left."""


def account(rig: Rig, connection: psycopg.Connection[Any]) -> Account:
    """Every alert is told, and twice only where a worker died with the letter in its hands."""
    owed = Counter(_letters_owed(connection))
    noted = Counter(
        row
        for row in connection.execute(
            "select n.recipient, n.subject_key from notifications n"
        ).fetchall()
    )
    assert noted == Counter((recipient, key) for recipient, key, _ in owed)

    sent = Counter((letter["To"][0], letter["Subject"]) for letter in rig.letters())
    wanted = Counter((recipient, subject) for recipient, _, subject in owed.elements())
    assert wanted - sent == Counter(), "letters that never left"
    # Only a worker that dies between sending a letter and noting it leaves a doubt.
    claims = Counter(rig.journal.read_text().split())
    interrupted = sum(count - 1 for count in claims.values())
    duplicates = sum((sent - wanted).values())
    assert duplicates <= interrupted
    return Account(sum(wanted.values()), duplicates, interrupted)


def _letters_owed(connection: psycopg.Connection[Any]) -> Iterable[tuple[str, str, str]]:
    """One per admin for each condition that became critical, one for its end."""
    rows = connection.execute(
        "select c.id, c.kind, s.name, c.closed_at is not null from site_conditions c"
        " join sites s on s.id = c.site_id where exists (select from site_events e"
        " where e.kind = 'condition_opened' and e.severity = 'critical'"
        " and e.detail ->> 'condition_id' = c.id::text)"
    ).fetchall()
    admins = connection.execute("select email from users where role = 'admin'").fetchall()
    for condition_id, kind, site, has_ended in rows:
        for (recipient,) in admins:
            subject = alerts._PROBLEM_SUBJECTS[ConditionKind(kind)].format(site=site)
            yield recipient, f"condition:{condition_id}:problem", subject
            if has_ended:
                subject = alerts._ALL_CLEAR_SUBJECTS[ConditionKind(kind)].format(site=site)
                yield recipient, f"condition:{condition_id}:all_clear", subject
