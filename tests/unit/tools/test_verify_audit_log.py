"""The stand-alone verifier: another reading of the same description, without any of our code."""

import ast
import base64
import csv
import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.signer import LocalSigner
from chalicelib.audit import anchoring, exporting
from chalicelib.audit import service as audit
from chalicelib.audit.anchors import AnchorStore
from chalicelib.audit.model import AuditFilter
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tools import verify_audit_log

TOOL = Path(verify_audit_log.__file__)
SIGNER = LocalSigner(bytes(range(32)))
PUBLIC_KEY = base64.b64encode(SIGNER.public_key()).decode()
ODD = [
    "plain",
    'quotes " and \\ backslash',
    "line\nbreak\r\nand\ttab",
    "\x01\x08\x0c\x1e\x7f control",
    "Ünïcödé \u2028 \u202e 💥",
    "=formula",
    "'quoted",
    "-",
    '{"json": [1, 2.50, 1e22]}',
]


@pytest.fixture
def exported(database: Database, tmp_path: Path) -> Path:
    """An export of a log with everything that is hard to write down."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        for text in ODD:
            audit.record(
                uow,
                None,
                action=text,
                object_kind=text,
                object_id=text,
                before={text: text},
                after={"list": [text, None, True, 1.5, 1e22, -0.0, 2**63, {"b": 1, "a": 2}]},
            )
        audit.record(uow, None, action="empty", object_kind="x", object_id="", before={})
        uow.commit()
        path = tmp_path / "audit-log.csv"
        export = exporting.export_log(uow, AuditFilter(), after_seq=0)
        path.write_text(export.text, newline="")
    return path


@pytest.fixture
def anchor(database: Database, exported: Path, tmp_path: Path) -> Path:
    objects = InMemoryObjectStore()
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        anchoring.anchor_head(uow, AnchorStore(objects), deployment="https://x", signer=SIGNER)
    path = tmp_path / "anchor.json"
    path.write_bytes(*objects.objects.values())
    return path


def rewritten(path: Path, change: Callable[[list[list[str]]], object]) -> Path:
    header, *rows = csv.reader(io.StringIO(path.read_text(newline=""), newline=""))
    change(rows)
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(TOOL.read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names


def test_a_whole_export_passes_whatever_its_texts(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_audit_log.main([str(exported)]) == 0
    assert capsys.readouterr().out.startswith(f"✓ {len(ODD) + 1} entries")


def test_it_runs_on_its_own_without_our_packages(exported: Path, anchor: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            TOOL,
            exported,
            "--anchor",
            anchor,
            "--public-key",
            PUBLIC_KEY,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=exported.parent,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "1 anchors agree" in done.stdout


def test_parts_follow_one_another(exported: Path, tmp_path: Path) -> None:
    header, *rows = csv.reader(io.StringIO(exported.read_text(newline=""), newline=""))
    parts = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for part, some in zip(parts, (rows[:4], rows[4:]), strict=True):
        with part.open("w", newline="") as file:
            csv.writer(file).writerows([header, *some])

    assert verify_audit_log.main([str(part) for part in parts]) == 0
    assert verify_audit_log.main([str(part) for part in reversed(parts)]) == 1


def test_a_copy_by_psql_passes_as_it_is(database: Database, exported: Path) -> None:
    """The statement in its help really gives what it reads."""
    start = verify_audit_log.__doc__.index("(select link.seq") + 1
    query = verify_audit_log.__doc__[start : verify_audit_log.__doc__.index(") to log.csv")]
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        copy = f"copy ({query}) to stdout csv header"
        with uow.connection.cursor().copy(copy.encode()) as chunks:
            exported.write_bytes(b"".join(chunks))

    assert verify_audit_log.main(["--raw", str(exported)]) == 0


@pytest.mark.parametrize("column", range(len(verify_audit_log.COLUMNS)))
def test_a_change_of_any_cell_is_found_where_it_is(
    exported: Path, capsys: pytest.CaptureFixture[str], column: int
) -> None:
    def change(rows: list[list[str]]) -> None:
        rows[4][column] = "00" * 32 if column == 13 else rows[4][column] + "0"

    assert verify_audit_log.main([str(rewritten(exported, change))]) == 1
    assert capsys.readouterr().out.startswith("✗ entry 5: ")


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (lambda rows: rows.pop(2), 3),
        (lambda rows: rows.insert(2, list(rows[6])), 3),
        (lambda rows: rows.insert(4, list(rows[2])), 5),
        (lambda rows: rows.insert(2, rows.pop(5)), 3),
        (lambda rows: rows.insert(3, ["nonsense"]), 4),
        (lambda rows: rows.insert(3, []), 4),
        (lambda rows: rows.pop(0), 1),
    ],
    ids=["taken out", "added", "twice", "moved", "nonsense", "empty", "beginning cut"],
)
def test_a_row_too_few_too_many_or_elsewhere_is_found(
    exported: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[list[list[str]]], object],
    first: int,
) -> None:
    assert verify_audit_log.main([str(rewritten(exported, change))]) == 1
    assert capsys.readouterr().out.startswith(f"✗ entry {first}: ")


def test_a_cut_end_needs_an_anchor_to_be_found(
    exported: Path, anchor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten(exported, lambda rows: rows.pop())

    assert verify_audit_log.main([str(exported)]) == 0
    assert verify_audit_log.main([str(exported), "--anchor", str(anchor)]) == 1
    assert f"✗ entry {len(ODD) + 1}: the log is cut off" in capsys.readouterr().out


def test_a_log_written_anew_needs_an_anchor_to_be_found(
    exported: Path, anchor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def forge(rows: list[list[str]]) -> None:
        rows[3][3] = "mallory"
        before = bytes(32)
        for row in rows:
            cells = [cell[1:] if cell[:1] == "'" else cell for cell in row[:-1]]
            before = hashlib.sha256(before + "\x1f".join(cells).encode()).digest()
            row[-1] = before.hex()

    rewritten(exported, forge)

    assert verify_audit_log.main([str(exported)]) == 0
    assert verify_audit_log.main([str(exported), "--anchor", str(anchor)]) == 1
    assert "the log was written anew" in capsys.readouterr().out


def test_an_anchor_of_another_key_is_refused(exported: Path, anchor: Path) -> None:
    other = base64.b64encode(LocalSigner(bytes(32)).public_key()).decode()

    command = [str(exported), "--anchor", str(anchor), "--public-key"]
    assert verify_audit_log.main([*command, PUBLIC_KEY]) == 0
    assert verify_audit_log.main([*command, other]) == 2
    assert verify_audit_log.main([*command, "no base64"]) == 2


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")

    assert verify_audit_log.main([str(path)]) == 2
    assert verify_audit_log.main([str(tmp_path / "missing.csv")]) == 2


def test_its_signatures_are_those_of_everybody() -> None:
    for number in range(20):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        public, message = key.public_key().public_bytes_raw(), bytes(range(number))
        signature = key.sign(message)

        assert verify_audit_log.is_signed(public, message, signature)
        assert not verify_audit_log.is_signed(public, message + b"x", signature)
        flipped = bytes([signature[0] ^ 1, *signature[1:]])
        assert not verify_audit_log.is_signed(public, message, flipped)


def test_nobody_anchors_an_empty_log(database: Database) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert (
            anchoring.anchor_head(
                uow,
                bootstrap.audit_anchors(),
                deployment="https://x",
                signer=bootstrap.anchor_signer(),
            )
            is None
        )
