"""The same stage as the authorisation tests have."""

from tests.authorisation.conftest import api, world

__all__ = ["api", "world"]
