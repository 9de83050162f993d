"""WordPress trees from Debian's archive: downloaded and unpacked, never installed.

Debian keeps one WordPress series per release, so each release is a lane of our version matrix. The
mirror is the one this machine's own apt uses, or `WPW_DEBIAN_MIRROR`. A machine without either (an
Ubuntu) takes the WordPress of its own archive instead, whatever version that is.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from localstack.cache import cache_folder, cached_tree

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
APT_SOURCES = Path("/etc/apt")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
COMMON_PACKAGES = (
    "wordpress",
    "php-getid3",
    "libjs-cropper",
    "libjs-underscore",
    "libjs-prototype",
    "libjs-scriptaculous",
)


@dataclass(frozen=True)
class Lane:
    """A Debian release and what its WordPress package needs beside itself."""

    suite: str
    series: str
    extra_packages: tuple[str, ...]


LANES = (
    Lane("bookworm", "6.1", ("wordpress-theme-twentytwentythree",)),
    Lane("trixie", "6.8", ("libjs-lodash", "wordpress-theme-twentytwentyfive")),
)
DEFAULT_VERSION = "6.8.7"
OLDEST_VERSION = "6.1.9"


class NoSuchWordPressError(RuntimeError):
    """No archive in reach carries the WordPress that was asked for."""


def wordpress_tree(version: str) -> Path:
    """A pristine WordPress tree in the cache; fetched when this machine never had it."""
    lane = lane_of(version)
    mirror = debian_mirror()
    if mirror is None:
        return cached_tree("wordpress-of-this-machine", _build_from_own_archive)
    return cached_tree(f"wordpress-{lane.suite}", partial(_build, lane, mirror))


def lane_of(version: str) -> Lane:
    """Point releases move on in the archive: the series decides, not the last digit."""
    for lane in LANES:
        if version == lane.series or version.startswith(f"{lane.series}."):
            return lane
    known = ", ".join(lane.series for lane in LANES)
    raise NoSuchWordPressError(f"WordPress {version} is in no known Debian release (have: {known})")


def version_of(tree: Path) -> str:
    text = (tree / "wp-includes" / "version.php").read_text()
    found = re.search(r"\$wp_version\s*=\s*'([^']+)'", text)
    if found is None:
        raise NoSuchWordPressError(f"{tree} is no WordPress")
    return found.group(1)


def _build(lane: Lane, mirror: str, target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        work = Path(folder)
        options = _lists_of_our_own(lane, mirror, work)
        names = [f"{name}/{lane.suite}" for name in COMMON_PACKAGES + lane.extra_packages]
        _run("apt-get", *options, "update")
        _download_and_unpack(names, options, work, target)


def _build_from_own_archive(target: Path) -> None:
    listing = _run("apt-cache", "depends", "wordpress")
    needed = re.findall(
        r"(?:Depends|Recommends): ((?:libjs-|php-getid3|wordpress-theme)\S*)", listing
    )
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        _download_and_unpack(["wordpress", *needed], [], Path(folder), target)


def _download_and_unpack(names: list[str], options: list[str], work: Path, target: Path) -> None:
    debs = work / "debs"
    debs.mkdir()
    _run("apt-get", *options, "-qq", "-oAPT::Sandbox::User=root", "download", *names, cwd=debs)
    _unpack(debs, work / "root")
    _flatten(work / "root", target)


def _lists_of_our_own(lane: Lane, mirror: str, work: Path) -> list[str]:
    """Package lists beside the machine's, so that its apt stays as it is."""
    if not KEYRING.exists():
        raise NoSuchWordPressError(f"{KEYRING} is missing: install debian-archive-keyring")
    for folder in ("lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True)
    sources = work / "sources.list"
    sources.write_text(f"deb [signed-by={KEYRING}] {mirror} {lane.suite} main\n")
    return [
        f"-oDir::Etc::sourcelist={sources}",
        "-oDir::Etc::sourceparts=/dev/null",
        f"-oDir::State::lists={work / 'lists'}",
        f"-oDir::Cache={work / 'cache'}",
        "-oDir::State::status=/dev/null",
        "-oAcquire::Languages=none",
        "-oAcquire::Retries=3",
        "-oAPT::Sandbox::User=root",
        "-qq",
    ]


def debian_mirror() -> str | None:
    """`WPW_DEBIAN_MIRROR`, or the first Debian archive among the apt sources (either format)."""
    chosen = os.environ.get("WPW_DEBIAN_MIRROR")
    if chosen:
        return chosen
    files = [APT_SOURCES / "sources.list", *sorted((APT_SOURCES / "sources.list.d").glob("*"))]
    for file in (file for file in files if file.is_file()):
        for address in re.findall(r"\b(https?://[^\s\]]+)", _without_comments(file.read_text())):
            if address.rstrip("/").endswith("/debian"):
                return str(address)
    return None


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def _unpack(debs: Path, root: Path) -> None:
    for deb in sorted(debs.glob("*.deb")):
        _run("dpkg-deb", "-x", str(deb), str(root))
    for link in (path for path in root.rglob("*") if path.is_symlink()):
        aim = link.readlink()
        if aim.is_absolute():  # Debian links between packages; keep the links inside our folder
            link.unlink()
            link.symlink_to(root / aim.relative_to("/"))


def _flatten(root: Path, target: Path) -> None:
    """One plain tree without links, as any other host would have it."""
    _copy_following_links(root / "usr/share/wordpress", target)
    content = root / "var/lib/wordpress/wp-content"
    if content.is_dir():
        _copy_following_links(content, target / "wp-content")
    (target / "wp-config.php").unlink(missing_ok=True)  # Debian's own, it looks for a file per host
    for name in ("uploads", "plugins", "mu-plugins"):
        (target / "wp-content" / name).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(CERTIFICATES, target / "wp-includes/certificates/ca-bundle.crt")


def _copy_following_links(source: Path, target: Path) -> None:
    shutil.copytree(source, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()[-1500:]}")
    return done.stdout
