"""The response headers of the web: what CloudFront adds in AWS and the local origin sends.

One source for both, so that a page which breaks under the policy breaks on a developer's machine.
"""

from collections.abc import Mapping

APP_PREFIXES = ("/app/", "/portal/")

_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
# The landing page is prerendered with its few styles inside the page: one round trip less.
_LANDING_CSP = {**_CSP, "style-src": "'self' 'unsafe-inline'"}

HSTS_SECONDS = 365 * 24 * 3600
REFERRER_POLICY = "strict-origin-when-cross-origin"
OTHER_HEADERS: Mapping[str, str] = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def content_security_policy(path: str) -> str:
    """The policy for pages below `path`."""
    directives = _CSP if path.startswith(APP_PREFIXES) else _LANDING_CSP
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def headers_for(path: str) -> dict[str, str]:
    """All headers for `path`. Without HSTS: a browser ignores it over plain http."""
    return {
        "Content-Security-Policy": content_security_policy(path),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": REFERRER_POLICY,
        **OTHER_HEADERS,
    }
