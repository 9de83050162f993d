"""A real WordPress without Docker, without a system web server and without a browser."""

from localstack.wordpress.archive import DEFAULT_VERSION, OLDEST_VERSION
from localstack.wordpress.site import WordPressSite

__all__ = ["DEFAULT_VERSION", "OLDEST_VERSION", "WordPressSite"]
