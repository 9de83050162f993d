"""For the holders of the root key, on a computer that is not connected to anything.

    python -m tools.root_key make root.pem
    python -m tools.root_key sign root.pem keys.json > list.json
    python -m tools.root_key show list.json --root PUBLIC_KEY

`make` writes a new root key, sealed with a passphrase that it asks for, and prints its public half
for the setting WINGMAN_ROOT_PUBLIC_KEY. `sign` reads which command keys shall count:

    {"version": 2, "keys": [{"public_key": "…", "not_before": "2026-11-23T00:00:00Z",
                             "not_after": "2027-11-30T00:00:00Z", "revoked_at": null}]}

and prints the signed list, to be published at POST /api/v1/platform-keys or by the deployment.
"""

import argparse
import base64
import datetime as dt
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from chalicelib.adapters.signer import key_id
from chalicelib.kit.clock import SystemClock
from chalicelib.sites import key_list
from chalicelib.sites.errors import KeyListInvalid
from chalicelib.sites.key_list import KeyList, ListedKey

_SHORTEST_PASSPHRASE = 12
type Ask = Callable[[str], str]


def main(arguments: list[str], ask: Ask = getpass.getpass) -> int:
    wish = _parser().parse_args(arguments)
    try:
        sys.stdout.write(wish.act(wish, ask) + "\n")
    except (ValueError, OSError, KeyListInvalid) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def make(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """A new root key in a file of its own, which must not be there yet."""
    if len(passphrase) < _SHORTEST_PASSPHRASE:
        raise ValueError(f"The passphrase must have at least {_SHORTEST_PASSPHRASE} characters.")
    root = Ed25519PrivateKey.generate()
    sealed = root.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(sealed)
    return root


def load(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """Raises ValueError for a wrong passphrase or another kind of key."""
    root = load_pem_private_key(path.read_bytes(), passphrase.encode())
    if not isinstance(root, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key.")  # noqa: TRY004 - its contents are wrong
    return root


def signed(wish: dict[str, Any], root: Ed25519PrivateKey, now: dt.datetime) -> dict[str, str]:
    """The list that `wish` describes, signed, and read back as a site would read it."""
    listed = KeyList(wish["version"], now, [_listed(key) for key in wish["keys"]])
    document = key_list.sign(listed, root)
    key_list.read(document, root_public_key=root.public_key().public_bytes_raw())
    return document


def _listed(wish: dict[str, Any]) -> ListedKey:
    public_key = base64.b64decode(wish["public_key"], validate=True)
    revoked_at = wish.get("revoked_at")
    return ListedKey(
        kid=key_id(public_key),
        public_key=public_key,
        not_before=dt.datetime.fromisoformat(wish["not_before"]),
        not_after=dt.datetime.fromisoformat(wish["not_after"]),
        revoked_at=dt.datetime.fromisoformat(revoked_at) if revoked_at else None,
    )


def _make(wish: argparse.Namespace, ask: Ask) -> str:
    passphrase = ask("Passphrase for the new root key: ")
    if ask("Once more: ") != passphrase:
        raise ValueError("These were two different passphrases.")
    return _public_text(make(wish.root, passphrase))


def _sign(wish: argparse.Namespace, ask: Ask) -> str:
    root = load(wish.root, ask("Passphrase of the root key: "))
    described = json.loads(wish.keys.read_text(encoding="utf-8"))
    return json.dumps(signed(described, root, SystemClock().now()), indent=2)


def _show(wish: argparse.Namespace, _: Ask) -> str:
    document = json.loads(wish.list.read_text(encoding="utf-8"))
    listed = key_list.read(document, root_public_key=base64.b64decode(wish.root))
    now = SystemClock().now()
    lines = [
        f"  {key.kid}  {listed.state_of(key, now):9} {key.not_before:%Y-%m-%d} to"
        f" {key.not_after:%Y-%m-%d}"
        for key in listed.keys
    ]
    return "\n".join([f"Version {listed.version}, signed by this root key:", *lines])


def _public_text(root: Ed25519PrivateKey) -> str:
    return base64.b64encode(root.public_key().public_bytes_raw()).decode()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.root_key", description=__doc__)
    acts = parser.add_subparsers(required=True)
    making = acts.add_parser("make", help="write a new root key and print its public half")
    making.add_argument("root", type=Path)
    making.set_defaults(act=_make)
    signing = acts.add_parser("sign", help="sign a list of command keys")
    signing.add_argument("root", type=Path)
    signing.add_argument("keys", type=Path)
    signing.set_defaults(act=_sign)
    showing = acts.add_parser("show", help="check a signed list, and say what it says")
    showing.add_argument("list", type=Path)
    showing.add_argument("--root", required=True, help="the public half of the root key")
    showing.set_defaults(act=_show)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
