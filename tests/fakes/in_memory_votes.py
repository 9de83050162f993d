"""Answers of regions in memory."""

import datetime as dt
import uuid
from typing import Any

from chalicelib.events.monitoring import Result


class InMemoryVotes:
    def __init__(self) -> None:
        self._asked: dict[uuid.UUID, dt.datetime] = {}
        self._answers: dict[uuid.UUID, dict[str, Any]] = {}

    def add[R: Result](self, answer: R) -> list[R]:
        asked = answer.asked_at or answer.checked_at
        newest = self._asked.get(answer.key)
        if newest is not None and asked < newest:
            return []
        if newest != asked:
            self._asked[answer.key] = asked
            self._answers[answer.key] = {}
        self._answers[answer.key][answer.region] = answer
        return list(self._answers[answer.key].values())
