"""Only one way leads outside: nothing else of ours opens a URL or a connection."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What can open a URL or a socket. boto3 and psycopg go where the settings say, never to a URL
# that a user gave.
_OPENERS = frozenset(
    {
        "aiohttp",
        "asyncio.streams",
        "dns.asyncresolver",
        "dns.query",
        "dns.resolver",
        "ftplib",
        "http.client",
        "httpcore",
        "httpx",
        "niquests",
        "pycurl",
        "requests",
        "smtplib",
        "socket",
        "telnetlib",
        "urllib.request",
        "urllib3",
        "websockets",
        "xmlrpc.client",
    }
)
_OPENING_CALLS = frozenset(
    {"open_connection", "create_connection", "connect_ex", "sock_connect", "urlopen"}
)
_THE_WAY_OUT = {"chalicelib/adapters/connections.py"}
# Talks to name servers only, and those come from the system or from settings.
_NAME_LOOKUPS = {"chalicelib/adapters/dns_records.py"}
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("chalicelib", "functions")
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize(
    "file", [name for name in FILES if name not in _THE_WAY_OUT | _NAME_LOOKUPS]
)
def test_nothing_but_one_file_opens_a_connection(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))

    assert set(_imported(tree)) & _OPENERS == set()
    assert set(_called(tree)) & _OPENING_CALLS == set()


def test_that_file_is_where_it_is_said_to_be() -> None:
    assert set(FILES) >= _THE_WAY_OUT | _NAME_LOOKUPS
    for file in _THE_WAY_OUT:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert set(_called(tree)) & _OPENING_CALLS


def _imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, and every package on the way to it."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
