"""TLS that says no more than it must: what probes send is paid for by the byte (decision 34).

It verifies as any other: brief is only what we offer, not what we demand.
"""

import ssl
from collections.abc import Callable

type MakeContext = Callable[[], ssl.SSLContext]
"""Makes a context that verifies; what is offered with it is decided here."""

# Of OpenSSL, without a name in Python. The padding brings every greeting to 512 bytes, for load
# balancers of 2013; encrypt-then-MAC concerns none of the suites that a brief greeting offers.
_PADDED = 1 << 4
_NO_ENCRYPT_THEN_MAC = 1 << 19
# Beside those of TLS 1.3. What has neither is greeted again, in full.
_SUITES = "ECDHE+AESGCM"


class Greetings:
    """The two ways in which we greet a server: in brief, and in full when it does not take that."""

    def __init__(self, make: MakeContext | None) -> None:
        self._make = make or ssl.create_default_context
        self._brief: ssl.SSLContext | None = None
        self._full: ssl.SSLContext | None = None

    # Loading the certificate authorities costs more than a handshake: once per container.

    @property
    def brief(self) -> ssl.SSLContext:
        if self._brief is None:
            self._brief = self._in_full()
            self._brief.set_ciphers(_SUITES)
            self._brief.options |= ssl.OP_NO_TICKET | _NO_ENCRYPT_THEN_MAC
            self._brief.options &= ~_PADDED
        return self._brief

    @property
    def full(self) -> ssl.SSLContext:
        if self._full is None:
            self._full = self._in_full()
        return self._full

    def _in_full(self) -> ssl.SSLContext:
        context = self._make()
        context.set_alpn_protocols(["http/1.1"])
        return context
