"""Answers of regions in memory."""

import datetime as dt
import uuid

from chalicelib.events.monitoring import CheckResult


class InMemoryVotes:
    def __init__(self) -> None:
        self._asked: dict[uuid.UUID, dt.datetime] = {}
        self._answers: dict[uuid.UUID, dict[str, CheckResult]] = {}

    def add(self, answer: CheckResult) -> list[CheckResult]:
        asked = answer.asked_at or answer.checked_at
        newest = self._asked.get(answer.site_id)
        if newest is not None and asked < newest:
            return []
        if newest != asked:
            self._asked[answer.site_id] = asked
            self._answers[answer.site_id] = {}
        self._answers[answer.site_id][answer.region] = answer
        return list(self._answers[answer.site_id].values())
