"""The response headers of the web: what CloudFront adds in AWS and the local origin sends.

One source for both, so that a page which breaks under the policy breaks on a developer's machine.
"""

from collections.abc import Mapping

APP_PREFIXES = ("/app/", "/portal/")
STATUS_PREFIX = "/status/"

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

# Status pages are whole without a script, ask nobody but their own host, and post nothing.
_STATUS_CSP = {**_CSP, "font-src": "'none'", "form-action": "'none'"}

HSTS_SECONDS = 365 * 24 * 3600
REFERRER_POLICY = "strict-origin-when-cross-origin"
OTHER_HEADERS: Mapping[str, str] = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def content_security_policy(path: str) -> str:
    """The policy for pages below `path`."""
    if path.startswith(STATUS_PREFIX):
        return _joined(_STATUS_CSP)
    directives = _CSP if path.startswith(APP_PREFIXES) else _LANDING_CSP
    return _joined(directives)


def other_headers(path: str) -> Mapping[str, str]:
    """A status page's badge stands on other pages, and what is new on it is to be seen at once."""
    if not path.startswith(STATUS_PREFIX):
        return OTHER_HEADERS
    shared = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return {**OTHER_HEADERS, **shared, "Cache-Control": "public,max-age=15"}


def headers_for(path: str) -> dict[str, str]:
    """All headers for `path`. Without HSTS: a browser ignores it over plain http."""
    return {
        "Content-Security-Policy": content_security_policy(path),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": REFERRER_POLICY,
        **other_headers(path),
    }


def _joined(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
