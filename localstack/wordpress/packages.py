"""The system packages a WordPress needs, installed only when missing and only when we may."""

import os
import shutil
import subprocess

# mariadb-server-core and not mariadb-server: the latter brings a service and a system data folder.
PACKAGES = (
    "php-cli",
    "php-mysql",
    "php-xml",
    "php-mbstring",
    "php-curl",
    "php-zip",
    "php-gd",
    "php-intl",
    "mariadb-server-core",
    "mariadb-client",
)
PROGRAMS = (
    "php",
    "mariadbd",
    "mariadb-install-db",
    "mariadb",
    "mariadb-dump",
    "dpkg-deb",
    "apt-get",
)
EXTENSIONS = ("mysqli", "dom", "mbstring", "curl", "zip", "gd", "intl")


class WordPressUnavailableError(RuntimeError):
    """This machine cannot run a WordPress; the message says what is missing."""


def require_packages() -> None:
    """Install what is missing, or say it in one line."""
    missing = missing_pieces()
    if missing and _may_install():
        _install()
        missing = missing_pieces()
    if missing:
        raise WordPressUnavailableError(
            f"missing for WordPress: {', '.join(missing)} (Debian or Ubuntu, as root: "
            f"apt-get install --no-install-recommends {' '.join(PACKAGES)})"
        )


def missing_pieces() -> list[str]:
    programs = [name for name in PROGRAMS if _program(name) is None]
    if "php" in programs:
        return programs
    listing = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout
    loaded = set(listing.lower().split())
    return programs + [f"php extension {name}" for name in EXTENSIONS if name not in loaded]


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install() -> None:
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], check=True, env=quiet, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *PACKAGES],
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )
