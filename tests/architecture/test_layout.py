"""Rules of the house that no linter knows, read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
_DOORS = {"chalicelib/bootstrap.py", "chalicelib/adapters/database.py"}
_FUNCTION_FILES = {"__init__.py", "handler.py", "event.json"}
# Alembic lives with the one function that runs it.
_MIGRATIONS = {"env.py", "migrations.py", "script.py.mako", "versions"}


def _sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "__pycache__" not in path.parts:
                name = path.relative_to(ROOT).as_posix()
                yield name, ast.parse(path.read_text(encoding="utf-8"), name)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_only_doors_commit() -> None:
    committing = {
        name
        for name, tree in _sources("chalicelib", "functions")
        for call in _calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    }

    # A handler is a door: one whose work has steps may end each of them.
    elsewhere = {name for name in committing if not name.endswith("/handler.py")}
    assert elsewhere == _DOORS


def test_no_route_opens_itself_to_other_origins() -> None:
    open_routes = [
        (name, call.lineno)
        for name, tree in _sources("chalicelib", "functions")
        for call in _calls(tree)
        if any(keyword.arg == "cors" for keyword in call.keywords)
    ]

    assert open_routes == []


def test_routes_are_registered_by_endpoint_alone() -> None:
    """Chalice's own decorator would make a route without permission, transaction or problems."""
    by_chalice = {
        name
        for name, tree in _sources("chalicelib")
        for call in _calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "route"
    }

    assert by_chalice == {"chalicelib/api/endpoint.py"}


def test_only_settings_read_the_environment() -> None:
    readers = {
        name
        for name, tree in _sources("chalicelib", "functions")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }

    assert readers == {"chalicelib/adapters/settings.py"}


def test_rooms_never_ask_bootstrap() -> None:
    """Ports come in as arguments; only doors look for them."""
    asking = {
        name
        for name, tree in _sources("chalicelib", "functions")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "chalicelib"
        and any(alias.name == "bootstrap" for alias in node.names)
    }

    assert {
        name
        for name in asking
        if not name.startswith(("chalicelib/api/", "functions/"))
        and name != "chalicelib/consumer.py"
    } == set()


def test_init_files_are_empty() -> None:
    speaking = {
        path.relative_to(ROOT).as_posix()
        for folder in ("chalicelib", "functions")
        for path in (ROOT / folder).rglob("__init__.py")
        if path.read_text(encoding="utf-8").strip()
    }

    assert speaking <= {"chalicelib/__init__.py"}


def _functions() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "functions").iterdir())
        if path.is_dir() and path.name != "__pycache__"
    ]


@pytest.mark.parametrize("folder", _functions(), ids=lambda folder: folder.name)
def test_a_function_is_a_handler_and_a_sample_of_its_event(folder: Path) -> None:
    found = {path.name for path in folder.iterdir() if path.name != "__pycache__"}
    allowed = _FUNCTION_FILES | (_MIGRATIONS if folder.name == "migrate_database" else set())

    assert found >= _FUNCTION_FILES
    assert found <= allowed


@pytest.mark.parametrize("folder", _functions(), ids=lambda folder: folder.name)
def test_a_handler_is_thin(folder: Path) -> None:
    tree = ast.parse((folder / "handler.py").read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]

    longest = max((node.end_lineno or 0) - node.lineno + 1 for node in functions)
    assert longest <= 40
