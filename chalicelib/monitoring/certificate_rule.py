"""A certificate that will run out soon: time enough to renew it, late enough to be true.

Let's Encrypt renews 30 days before the end; at 14 days a renewal has failed more than once.
"""

import datetime as dt

from chalicelib.adapters.connections import Certificate

WARN_BEFORE = dt.timedelta(days=14)


def ends_soon(certificate: Certificate | None, *, at: dt.datetime) -> bool:
    return certificate is not None and certificate.not_after - at <= WARN_BEFORE


def named(certificate: Certificate) -> str:
    """The end as a date: "in 13 days" is wrong tomorrow."""
    return f"{certificate.not_after:%Y-%m-%d}, {certificate.issuer}"
