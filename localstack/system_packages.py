"""Debian or Ubuntu packages this product runs or is tested with; only missing ones are installed.

Servers that `make bench` measures against are unpacked into the cache and not installed: an
installed one would start by itself and serve this machine.

python -m localstack.system_packages --for-tests
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from localstack.cache import cached_tree

SYSTEM_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


@dataclass(frozen=True)
class Need:
    """Some packages, and the programs that prove them installed."""

    packages: tuple[str, ...]
    programs: tuple[str, ...] = ()
    php_extensions: tuple[str, ...] = ()

    def missing(self) -> list[str]:
        programs = [name for name in self.programs if find_program(name) is None]
        if "php" in programs or not self.php_extensions:
            return programs
        loaded = _php_extensions()
        lacking = [name for name in self.php_extensions if name not in loaded]
        return programs + [f"php extension {name}" for name in lacking]


PHP = Need(
    packages=(
        "php-cli",
        "php-mysql",
        "php-xml",
        "php-mbstring",
        "php-curl",
        "php-zip",
        "php-gd",
        "php-intl",
    ),
    programs=("php",),
    php_extensions=("mysqli", "dom", "mbstring", "curl", "zip", "gd", "intl"),
)
# mariadb-server-core and not mariadb-server: the latter brings a service and a system data folder.
MARIADB = Need(
    packages=("mariadb-server-core", "mariadb-client"),
    programs=("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump", "mariadb-admin"),
)
APT = Need(packages=("apt", "dpkg"), programs=("apt-get", "dpkg-deb"))
CHROMIUM = Need(
    packages=("chromium", "fonts-liberation", "fonts-dejavu-core"), programs=("chromium",)
)
PLUGIN_JUDGES = Need(packages=("php-codesniffer", "phpunit"), programs=("phpcs", "phpunit"))
OPENSSL = Need(packages=("openssl", "libpcre2-8-0"), programs=("openssl",))

# The same browser without the windows that nobody sees: two thirds of the CPU. Debian has it.
HEADLESS_SHELL = Need(packages=("chromium-headless-shell",), programs=("chromium-headless-shell",))

FOR_WORDPRESS = (PHP, MARIADB, APT)
FOR_TESTS = (PHP, MARIADB, APT, CHROMIUM, PLUGIN_JUDGES, OPENSSL)


@dataclass(frozen=True)
class Unpacked:
    """A package that is only unpacked, and the program in it."""

    package: str
    program: str

    def path(self) -> Path:
        """Where the program is; the first time, the package is fetched."""
        return cached_tree(f"debian-{self.package}", partial(_unpack, self.package)) / self.program


NGINX = Unpacked("nginx", "usr/sbin/nginx")
BLACKBOX_EXPORTER = Unpacked("prometheus-blackbox-exporter", "usr/bin/prometheus-blackbox-exporter")


class PackagesMissingError(RuntimeError):
    """They cannot be installed from here; the message says which and how."""


def require(needs: Iterable[Need]) -> None:
    """Install what is missing where we may, else say it in one line."""
    lacking = [need for need in needs if need.missing()]
    if lacking and may_install():
        _install([package for need in lacking for package in need.packages])
        lacking = [need for need in lacking if need.missing()]
    if lacking:
        raise PackagesMissingError(_in_one_line(lacking))


def wish(need: Need) -> None:
    """Install what would be nice to have, where it is to be had."""
    with contextlib.suppress(PackagesMissingError):
        require([need])


def find_program(name: str) -> str | None:
    """Debian keeps servers in sbin, which is on root's PATH only."""
    return shutil.which(name, path=SYSTEM_PATH)


def find_browser() -> str | None:
    """The lightest Chromium there is."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return next(filter(None, map(find_program, names)), None)


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: list[str]) -> None:
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    for command in ([*apt, "update"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise PackagesMissingError(f"{' '.join(command)} failed: {done.stderr.strip()[-800:]}")


def _unpack(package: str, target: Path) -> None:
    apt = ["apt-get", "-qq", "-oAPT::Sandbox::User=root", "download", package]
    done = subprocess.run(apt, cwd=target, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise PackagesMissingError(f"{' '.join(apt)} failed: {done.stderr.strip()[-800:]}")
    for archive in target.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(archive), str(target)], check=True)
        archive.unlink()


def _in_one_line(lacking: list[Need]) -> str:
    pieces = [piece for need in lacking for piece in need.missing()]
    packages = " ".join(package for need in lacking for package in need.packages)
    return (
        f"missing: {', '.join(pieces)} (on Debian or Ubuntu, as root: "
        f"apt-get install --no-install-recommends {packages})"
    )


def _php_extensions() -> set[str]:
    listing = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout
    return set(listing.lower().split())


def main(arguments: list[str]) -> int:
    for_tests = "--for-tests" in arguments
    try:
        require(FOR_TESTS if for_tests else FOR_WORDPRESS)
        if for_tests:
            wish(HEADLESS_SHELL)
            for server in (NGINX, BLACKBOX_EXPORTER):
                server.path()
    except PackagesMissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
