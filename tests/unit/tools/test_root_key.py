"""The holders' tool: a key sealed with a passphrase, and lists that a site would believe."""

import base64
import json

import pytest

from chalicelib.sites import key_list
from chalicelib.sites.key_list import KeyState
from tests.builders import NOW
from tests.fakes import root_key
from tools import root_key as tool

PASSPHRASE = "two people know one half each"


def spoken(_: str) -> str:
    return PASSPHRASE


def described(version: int = 1) -> dict:
    public_key = base64.b64encode(root_key.SIGNER.public_key()).decode()
    return {
        "version": version,
        "keys": [
            {
                "public_key": public_key,
                "not_before": "2026-11-01T00:00:00Z",
                "not_after": "2027-12-01T00:00:00Z",
                "revoked_at": None,
            }
        ],
    }


def test_a_list_that_the_tool_signs_is_one_that_a_site_believes(tmp_path, capsys):
    root, wish, signed = (tmp_path / name for name in ("root.pem", "keys.json", "list.json"))
    wish.write_text(json.dumps(described()))

    assert tool.main(["make", str(root)], ask=spoken) == 0
    public = capsys.readouterr().out.strip()
    assert tool.main(["sign", str(root), str(wish)], ask=spoken) == 0
    signed.write_text(capsys.readouterr().out)

    listed = key_list.read(json.loads(signed.read_text()), root_public_key=base64.b64decode(public))
    assert listed.version == 1
    assert listed.state_of(listed.keys[0], NOW) is KeyState.ACTIVE
    assert tool.main(["show", str(signed), "--root", public], ask=spoken) == 0
    assert "Version 1" in capsys.readouterr().out


def test_the_file_is_nobodys_but_its_holders_and_says_nothing_without_the_passphrase(tmp_path):
    path = tmp_path / "root.pem"
    root = tool.make(path, PASSPHRASE)

    assert path.stat().st_mode & 0o077 == 0
    assert root.private_bytes_raw() not in path.read_bytes()
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        tool.load(path, "something else altogether")


def test_a_root_key_is_never_overwritten(tmp_path, capsys):
    path = tmp_path / "root.pem"
    tool.make(path, PASSPHRASE)
    before = path.read_bytes()

    assert tool.main(["make", str(path)], ask=spoken) == 1

    assert path.read_bytes() == before
    assert capsys.readouterr().err


def test_a_short_passphrase_seals_nothing(tmp_path):
    with pytest.raises(ValueError, match="12"):
        tool.make(tmp_path / "root.pem", "short")

    assert not (tmp_path / "root.pem").exists()
