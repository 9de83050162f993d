"""Structured logs. Events, not prose; no personal data, no secrets."""

from aws_lambda_powertools import Logger

from chalicelib.adapters import settings

logger = Logger(service="wingman", level=settings.load().log_level, utc=True)
