"""Structured logs. Events, not prose; no personal data, no secrets.

An exception is logged by its type and the places it came through, never by its message: a database
quotes the very value that it refuses.
"""

import copy
import traceback
from collections.abc import Iterator
from logging import LogRecord

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from chalicelib.adapters import settings


class WordlessFormatter(LambdaPowertoolsFormatter):
    """Tells where something went wrong, and not with which words."""

    def format(self, record: LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            # The logger's own way would print the message, the notes and the arguments.
            record = copy.copy(record)
            record.exc_info = None
            record.exception_name = type(error).__name__
            record.exception = "\n".join(_told(error))
        return super().format(record)


def _told(error: BaseException) -> Iterator[str]:
    """The error and what caused it, each with its way, the outermost place first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        # PostgreSQL's five characters say which rule was broken, and by what is not in them.
        state = getattr(current, "sqlstate", None)
        kind = f"{type(current).__module__}.{type(current).__qualname__}"
        yield f"{kind} ({state})" if isinstance(state, str) else kind
        for place in traceback.extract_tb(current.__traceback__):
            yield f"  {place.filename}:{place.lineno} {place.name}"
        current = current.__cause__ or current.__context__


logger = Logger(
    service="wingman",
    level=settings.load().log_level,
    utc=True,
    logger_formatter=WordlessFormatter(utc=True),
)
