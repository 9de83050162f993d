"""The same stage as the authorisation tests have."""

from tests.authorisation.conftest import _patience, api, world

__all__ = ["_patience", "api", "world"]
