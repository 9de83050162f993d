"""What is left when the dust has settled, without what may differ: times of arrival and row ids."""

from typing import Any

import psycopg

from tests.chaos.story import STRIDE

# `seq / stride`: a snapshot that had to be sent again in full came under the next number.
_QUESTIONS = {
    "state": f"select site_id, status, status_reason, snapshot_seq / {STRIDE}, snapshot_taken_at,"
    " inventory_hash, fingerprint, vitals, wordpress_version, php_version, plugin_version,"
    " updates_core, updates_plugins, updates_themes, updates_translations, problems_critical,"
    " problems_warning from site_state order by site_id",
    "runs": f"select site_id, seq / {STRIDE}, fingerprint from site_monitors order by site_id, seq",
    "inventories": "select site_id, hash, document from site_inventories order by site_id, hash",
    "reports": "select site_id, day, seq, counts from site_daily_reports order by site_id, day",
    "conditions": "select site_id, kind, severity, detail from site_conditions"
    " where closed_at is null order by site_id, kind",
    "updates": "select site_id, kind, slug, name, from_version, to_version from updates"
    " where status = 'available' order by site_id, kind, slug",
}


def final_state(connection: psycopg.Connection[Any]) -> dict[str, list[Any]]:
    return {
        name: connection.execute(question.encode()).fetchall()
        for name, question in _QUESTIONS.items()
    }


def differences(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> list[str]:
    """A line for each fact that only one side knows; the first few of each kind."""
    lines = []
    for name in one:
        for sign, left, right in (("-", one, other), ("+", other, one)):
            known = set(map(repr, right[name]))
            missing = [row for row in map(repr, left[name]) if row not in known]
            lines += [f"{sign} {name}: {row[:300]}" for row in missing[:5]]
    return lines
