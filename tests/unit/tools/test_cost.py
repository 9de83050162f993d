"""The document of costs says what its model computes, and the model what was counted."""

import json
from typing import Any

import pytest

from tools import cost


@pytest.fixture
def measured() -> dict[str, Any]:
    return json.loads(cost.MEASURED.read_text())


def test_the_tables_of_the_document_are_those_of_the_model(measured: dict[str, Any]) -> None:
    """After a soak: python -m tools.cost --keep var/soak/minute.json."""
    assert cost.tables(measured) in cost.DOCUMENT.read_text()


def test_more_sites_cost_more_and_each_of_them_less(measured: dict[str, Any]) -> None:
    bills = [cost.listed(cost.bill(measured, sites=n, regions=3)) for n in cost.FLEETS]

    assert bills == sorted(bills)
    each = [dollars / sites for dollars, sites in zip(bills, cost.FLEETS, strict=True)]
    assert each == sorted(each, reverse=True)


def test_nothing_is_free_twice(measured: dict[str, Any]) -> None:
    items = cost.bill(measured, sites=10_000, regions=3)

    free = cost.listed(items) - cost.after_free(items)
    assert 0 < free <= sum(cost.FREE.values())


def test_a_batch_is_paid_for_until_its_last_site_has_answered(measured: dict[str, Any]) -> None:
    """Its work goes on while it waits: who is slow and asked first costs less than asked last."""
    quick, first, last = (
        cost._batch(measured, waits, 500) for waits in ([(0.5, 0.1)], [(0.0, 9.0)], [(0.9, 9.0)])
    )

    assert quick < first < last
    assert cost._batch(measured, [(0.0, 0.0)], 500) <= quick


def test_what_a_soak_counted_is_condensed_to_minutes() -> None:
    report: dict[str, Any] = {
        "sites": 1000,
        "ticks": [{}, {}],
        "rows": {"status_changes": 16},
        "log_bytes": 500,
        "letters": 8,
        "shard_bytes": [900],
        "calls": {"schedule-checks SQS.SendMessage": {"times": 4, "sent": 400, "answered": 8}},
        "runs": {"probe-sites": {"runs": 4, "memory_mb": 512, "every_minutes": None}},
        "cpu_seconds": {"probe-sites": 2.0},
        "waits": [
            {"batch": 0, "sites": 500, "waits": [[0.0, 15.0]]},
            {"batch": 1, "sites": 500, "waits": [[0.4, 1.0]]},
            {"batch": 2, "sites": 1, "waits": [[0.0, 0.2]]},
        ],
    }
    report["calls"]["probe-sites S3.PUT"] = {"times": 4, "sent": 40, "answered": 8}

    kept = cost.condensed(report)

    assert (kept["batch_bytes"], kept["log_bytes"], kept["falls_per_minute"]) == (100, 250, 4.0)
    assert kept["letters_per_minute"] == 4.0
    assert kept["waits"] == {"slow": [[[0.0, 15.0]]], "others": [[[0.4, 1.0]]]}
    assert kept["runs"]["probe-sites"] == {
        "per_minute": 2.0,
        "cpu_seconds": 0.5,
        "calls": 1.0,
        "memory_mb": 512,
        "every_minutes": None,
    }


def test_of_a_long_soak_a_fair_share_of_the_batches_is_kept() -> None:
    waits = [[[0.0, number / 10]] for number in range(600)]

    kept = cost._evenly(waits)

    assert len(kept) == 60
    assert (kept[0], kept[1], kept[-1]) == (waits[0], waits[10], waits[590])
    assert cost._evenly(waits[:3]) == waits[:3]
    assert cost._evenly([]) == []


def test_what_is_kept_is_short_and_says_the_same(measured: dict[str, Any]) -> None:
    text = cost.written(measured)

    assert json.loads(text) == measured
    assert len(text.splitlines()) < 1_000
