"""`.env.example` tells the whole truth about the environment."""

import re
from pathlib import Path

from chalicelib.adapters import settings

ROOT = Path(__file__).parent.parent.parent.parent
_LINE = re.compile(r"^#?\s?(WINGMAN_[A-Z0-9_]+)=(.*)$", re.MULTILINE)


class _Reader(dict[str, str]):
    """Notes what is asked for, and the default that the asker has in mind."""

    def __init__(self) -> None:
        super().__init__()
        self.defaults: dict[str, str] = {}

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        self.defaults[name] = default
        return default


def _documented() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return {name: value.strip().strip('"') for name, value in _LINE.findall(text)}


def test_it_names_exactly_the_variables_that_settings_read_with_their_defaults() -> None:
    reader = _Reader()
    settings.read(reader)

    assert _documented() == reader.defaults


def test_every_variable_is_explained() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()

    for number, line in enumerate(lines):
        if _LINE.match(line):
            assert lines[number - 1].startswith("# "), line


def test_its_values_are_valid_settings() -> None:
    assert settings.read(_documented()).is_local
