"""Codes of an authenticator app (TOTP, RFC 6238): six digits, a new one each 30 seconds."""

import datetime as dt
import hmac
import io
from typing import TYPE_CHECKING

from chalicelib.kit.clock import unix
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    import pyotp
    import segno
else:
    pyotp = lazily("pyotp")
    segno = lazily("segno")

STEP_SECONDS = 30
# A clock that is a step off, and a code typed at the last moment.
_STEPS_OFF = (0, -1, 1)
_SECRET_CHARACTERS = 32  # of 5 bits: 160 bits, as RFC 4226 asks


def new_secret() -> str:
    """160 random bits in base 32, as authenticator apps take them."""
    return pyotp.random_base32(_SECRET_CHARACTERS)


def matching_step(secret: str, code: str, now: dt.datetime) -> int | None:
    """The time step that this code belongs to: the present one, the one before or after."""
    present = unix(now) // STEP_SECONDS
    app = pyotp.TOTP(secret)
    for off in _STEPS_OFF:
        if hmac.compare_digest(app.generate_otp(present + off).encode(), code.encode()):
            return present + off
    return None


def uri(secret: str, *, email: str, issuer: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def qr_svg(text: str) -> str:
    """A QR code as an SVG of its own, black on white in dark themes too."""
    image = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        image, kind="svg", scale=4, border=4, light="#fff", xmldecl=False, svgns=True, nl=False
    )
    return image.getvalue().decode()
