"""Modules that load when they are first used: a cold start pays only for what it does."""

from importlib import import_module
from typing import Any


class _LazyModule:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


def lazily(name: str) -> Any:
    """Stands for the module of that name. Pair it with a real import under TYPE_CHECKING."""
    return _LazyModule(name)
