"""Builds what Lambda runs into build/: functions.zip, api.zip, layer.zip, api-swagger.json.

    python -m infra.packaging --platform lambda   # Linux on ARM, what AWS runs
    python -m infra.packaging --platform host     # this machine, for the local stack

Needs no CDK and no Docker. The zips are reproducible: the same sources give the same bytes, so
nothing is deployed again that has not changed. The dependency layer is cached by its requirements.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LAMBDA_PYTHON = "3.13"
# psycopg's newer wheels exist as manylinux_2_28 only; Lambda's Amazon Linux 2023 has glibc 2.34.
# ARM costs a fifth less per second, and most seconds of ours are spent waiting (decision 34).
LAMBDA_PLATFORM = "aarch64-manylinux_2_28"
PLATFORMS = ("lambda", "host")

# Lambda brings boto3 and its parts; the rest belongs to Chalice's command line.
NOT_SHIPPED = frozenset(
    {"boto3", "botocore", "jmespath", "s3transfer"}
    | {"blessed", "click", "editor", "inquirer", "jinxed", "pip", "pyyaml", "readchar", "runs"}
    | {"setuptools", "wheel", "wcwidth", "xmod"}
)
_LEAVE_OUT = frozenset({"__pycache__", ".DS_Store"})
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold
_CERTIFICATES = ROOT / "infra" / "certificates" / "rds-global-bundle.pem"


@dataclass(frozen=True, slots=True)
class Packages:
    """The built files."""

    functions: Path
    layer: Path
    api: Path
    swagger: Path

    @property
    def digest(self) -> str:
        """Changes when, and only when, one of the zips has changed."""
        together = hashlib.sha256()
        for path in (self.functions, self.layer, self.api):
            together.update(hashlib.sha256(path.read_bytes()).digest())
        return together.hexdigest()[:16]


def build(platform: str, *, out: Path = BUILD) -> Packages:
    """Build everything for `platform` ("lambda" or "host") into `out`."""
    if platform not in PLATFORMS:
        raise ValueError(f"platform is {platform!r}; it must be one of {PLATFORMS}")
    out.mkdir(parents=True, exist_ok=True)
    packages = Packages(
        functions=out / "functions.zip",
        layer=out / "layer.zip",
        api=out / "api.zip",
        swagger=out / "api-swagger.json",
    )
    _write_zip(packages.functions, _function_sources())
    _write_zip(packages.api, _api_sources())
    cache = out / "cache"
    _install(cached_layer(platform, cache=cache), packages.layer)
    _install(_cached_swagger(packages.api, cache=cache), packages.swagger)
    return packages


def _function_sources() -> Iterator[tuple[str, Path]]:
    """functions/ and chalicelib/ without its HTTP door, which no function imports."""
    for folder in ("functions", "chalicelib"):
        for name, path in _files(folder):
            if not name.startswith("chalicelib/api/"):
                yield name, path


def _api_sources() -> Iterator[tuple[str, Path]]:
    yield "app.py", ROOT / "app.py"
    yield from _files("chalicelib")
    if (ROOT / ".chalice" / "config.json").exists():
        yield ".chalice/config.json", ROOT / ".chalice" / "config.json"


def _files(folder: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and not _LEAVE_OUT & set(path.parts):
            yield path.relative_to(ROOT).as_posix(), path


def _write_zip(target: Path, sources: Iterable[tuple[str, Path]]) -> None:
    """A zip that depends on names and contents only: sorted, without times, owners or modes."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / target.name
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, path in sorted(sources):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
        _install(fresh, target)


def _install(source: Path, target: Path) -> None:
    _write_when_changed(target, source.read_bytes())


def _write_when_changed(target: Path, content: bytes) -> None:
    """Leave an equal file alone; replace another one at once, so that no reader sees half of it."""
    if target.exists() and target.read_bytes() == content:
        return
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as fresh:
        fresh.write(content)
    Path(fresh.name).chmod(0o644)
    Path(fresh.name).replace(target)


def cached_layer(platform: str, *, cache: Path) -> Path:
    """The layer's zip, built once for each state of the requirements."""
    requirements = shipped_requirements((ROOT / "requirements.txt").read_text())
    key = hashlib.sha256()
    for part in (requirements, _target_name(platform), _CERTIFICATES.read_text()):
        key.update(part.encode() + b"\0")
    finished = cache / f"layer-{platform}-{key.hexdigest()[:16]}.zip"
    if finished.exists():
        return finished
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        _install_requirements(requirements, Path(folder) / "python", platform)
        sources = [*_layer_sources(Path(folder)), ("rds/global-bundle.pem", _CERTIFICATES)]
        _write_zip(finished, sources)
    return finished


def shipped_requirements(text: str) -> str:
    """The requirements without what Lambda brings or no Lambda runs; each with its hashes."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    kept = [block for block in blocks if _project_name(block) not in NOT_SHIPPED]
    return "\n".join(kept) + "\n"


def _project_name(block: str) -> str:
    name = re.split(r"[^A-Za-z0-9._-]", block, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def _target_name(platform: str) -> str:
    if platform == "lambda":
        return f"{LAMBDA_PLATFORM} {LAMBDA_PYTHON}"
    version = sys.version_info
    return f"{sysconfig.get_platform()} {version.major}.{version.minor}"


def _install_requirements(requirements: str, target: Path, platform: str) -> None:
    """Put the packages into `target`, for another platform by wheels only."""
    listing = target.parent / "requirements.txt"
    listing.write_text(requirements)
    uv = _uv()
    command = [uv, "pip", "install"] if uv else [sys.executable, "-m", "pip", "install"]
    command += ["--quiet", "--target", str(target), "-r", str(listing)]
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if platform == "lambda":
        command += _for_lambda(by_uv=uv is not None)
    elif uv:
        command += ["--python", sys.executable]
    subprocess.run(command, check=True, cwd=ROOT)


def _uv() -> str | None:
    """uv installs in a second what takes pip ten; `make setup` puts it into .venv."""
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv")


def _for_lambda(*, by_uv: bool) -> list[str]:
    if by_uv:
        return ["--python-platform", LAMBDA_PLATFORM, "--python-version", LAMBDA_PYTHON]
    tags = ("manylinux_2_28_aarch64", "manylinux2014_aarch64", "manylinux_2_17_aarch64")
    return ["--python-version", LAMBDA_PYTHON, *(f"--platform={tag}" for tag in tags)]


def _layer_sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """The installed packages without caches, scripts and the installer's own notes."""
    for path in sorted((folder / "python").rglob("*")):
        relative = path.relative_to(folder)
        if not path.is_file() or _LEAVE_OUT & set(relative.parts):
            continue
        # RECORD and friends name the machine they were made on: they would change the bytes.
        is_note = path.parent.suffix == ".dist-info" and path.name != "METADATA"
        is_needed_note = path.name in {"entry_points.txt", "top_level.txt"}
        if relative.parts[1] in {"bin", ".lock"} or (is_note and not is_needed_note):
            continue
        yield relative.as_posix(), path


def _cached_swagger(api: Path, *, cache: Path) -> Path:
    """The routes for API Gateway, asked for again only when the API has changed."""
    key = hashlib.sha256()
    for source in (api, ROOT / "requirements.txt", ROOT / "infra" / "swagger.py"):
        key.update(hashlib.sha256(source.read_bytes()).digest())
    finished = cache / f"api-swagger-{key.hexdigest()[:16]}.json"
    if not finished.exists():
        told = subprocess.run(
            [sys.executable, "-m", "infra.swagger"], cwd=ROOT, check=True, stdout=subprocess.PIPE
        )
        _write_when_changed(finished, told.stdout)
    return finished


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--platform", choices=PLATFORMS, default="lambda")
    packages = build(parser.parse_args().platform)
    for path in (packages.functions, packages.api, packages.layer):
        print(f"{os.path.relpath(path):24} {path.stat().st_size:>12,} bytes")


if __name__ == "__main__":
    main()
