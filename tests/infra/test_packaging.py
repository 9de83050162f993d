"""What is packaged is complete, lean and reproducible."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra import packaging
from infra.function_specs import FUNCTION_SPECS

RUNTIME_PACKAGES = ("boto3", "botocore", "s3transfer", "jmespath")  # Lambda brings these itself


@pytest.fixture(scope="module")
def runtime(tmp_path_factory):
    """What AWS puts beside our code: boto3 and its parts, nothing else of this environment."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in RUNTIME_PACKAGES:
        source = Path(__import__(name).__file__).parent
        (folder / name).symlink_to(source)
    return folder


def unpack(archive: Path, target: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(target)
    return target


def import_in_isolation(module: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Import `module` by a Python that knows nothing but `paths`."""
    program = f"import sys; sys.path[:0] = {[str(p) for p in paths]!r}; import {module}"
    environment = {"WINGMAN_STAGE": "local", "AWS_DEFAULT_REGION": "us-east-1", "HOME": "/"}
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def unpacked(packages, tmp_path_factory):
    root = tmp_path_factory.mktemp("unpacked")
    return {
        name: unpack(archive, root / name)
        for name, archive in (
            ("functions", packages.functions),
            ("api", packages.api),
            ("layer", packages.layer),
        )
    }


@pytest.mark.parametrize("name", [spec.name for spec in FUNCTION_SPECS])
def test_every_handler_can_be_imported_from_the_zips_alone(name, unpacked, runtime):
    outcome = import_in_isolation(
        f"functions.{name}.handler", unpacked["functions"], unpacked["layer"] / "python", runtime
    )

    assert outcome.returncode == 0, outcome.stderr


def test_the_api_can_be_imported_from_the_zips_alone(unpacked, runtime):
    outcome = import_in_isolation("app", unpacked["api"], unpacked["layer"] / "python", runtime)

    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize("name", ["webauthn", "segno", "pyotp", "jwt", "pynamodb.models", "bcrypt"])
def test_what_loads_on_first_use_is_in_the_layer_too(name, unpacked, runtime):
    outcome = import_in_isolation(name, unpacked["layer"] / "python", runtime)

    assert outcome.returncode == 0, outcome.stderr


def test_functions_carry_no_http_door(packages):
    names = zipfile.ZipFile(packages.functions).namelist()

    assert "chalicelib/consumer.py" in names
    assert [name for name in names if name.startswith("chalicelib/api/")] == []


def test_the_layer_leaves_out_what_lambda_brings(packages):
    top = {name.split("/")[1] for name in zipfile.ZipFile(packages.layer).namelist()}

    assert {"psycopg", "pydantic", "chalice"} <= top
    assert top & {"boto3", "botocore", "pip", "setuptools"} == set()


def test_the_layer_fits_into_lambda(packages):
    unpacked_bytes = sum(entry.file_size for entry in zipfile.ZipFile(packages.layer).infolist())

    assert unpacked_bytes < 150_000_000  # Lambda allows 250 MB for code and layers together


def test_no_caches_and_no_times_get_into_a_zip(packages):
    for path in (packages.functions, packages.api, packages.layer):
        entries = zipfile.ZipFile(path).infolist()

        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert [e.filename for e in entries if "__pycache__" in e.filename] == []


def test_building_twice_gives_the_same_bytes(packages, tmp_path):
    shutil.copytree(packages.layer.parent / "cache", tmp_path / "cache")

    again = packaging.build("host", out=tmp_path)

    assert again.digest == packages.digest


def test_an_unchanged_file_is_left_alone(packages):
    before = packages.functions.stat().st_mtime_ns

    packaging.build("host", out=packages.functions.parent)

    assert packages.functions.stat().st_mtime_ns == before


def test_hashes_stay_with_their_requirement():
    text = "# by uv\nboto3==1 \\\n    --hash=sha256:aa\npydantic==2 \\\n    --hash=sha256:bb\n"

    assert packaging.shipped_requirements(text) == "pydantic==2 \\\n    --hash=sha256:bb\n"


def test_every_root_certificate_of_rds_in_the_layer_is_valid_for_years(packages):
    from cryptography import x509

    bundle = zipfile.ZipFile(packages.layer).read("rds/global-bundle.pem")
    certificates = x509.load_pem_x509_certificates(bundle)

    assert len(certificates) > 80
    assert min(c.not_valid_after_utc.year for c in certificates) > 2050
    assert all(c.issuer == c.subject for c in certificates)


def test_functions_run_on_what_the_layer_is_built_for():
    template = json.loads((packaging.ROOT / "localstack" / "app.template.json").read_text())
    functions = [
        resource["Properties"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Function" and "Layers" in resource["Properties"]
    ]

    assert len(functions) > len(FUNCTION_SPECS)
    assert {tuple(function["Architectures"]) for function in functions} == {("arm64",)}
    assert packaging.LAMBDA_PLATFORM.startswith("aarch64-")
