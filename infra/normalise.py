"""Makes the synthesised local app stack a template that plain CloudFormation deploys.

The CDK names each asset by its hash, in a bucket of its own bootstrap. Here they get stable names
in a bucket that a parameter names, so the committed template changes only when the stack does, and
the local stack starts without the CDK. Standard library only: tests and tools import it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "localstack" / "app.template.json"
STACK = "wingman-local-app"
PACKAGES = ("functions.zip", "layer.zip", "api.zip")

_PARAMETERS = {
    "AssetBucket": {
        "Type": "String",
        "Default": "wingman-local-assets",
        "Description": "Bucket that holds functions.zip, layer.zip and api.zip",
    },
    "AssetPrefix": {
        "Type": "String",
        "Default": "",
        "Description": "What their keys start with; change it to have changed code deployed",
    },
}


class UnknownAsset(Exception):
    """The template uses an asset that is none of our packages."""


def normalised_text(out: Path, build: Path) -> str:
    """The committed file's text for the cloud assembly in `out`, made from `build`."""
    return json.dumps(normalised(out, build), indent=1, sort_keys=True) + "\n"


def normalised(out: Path, build: Path) -> dict[str, Any]:
    """The template of the local app stack with stable asset names."""
    template: dict[str, Any] = json.loads((out / f"{STACK}.template.json").read_text())
    names = _names_by_key(out, build)
    for resource in template["Resources"].values():
        resource.pop("Metadata", None)  # paths of the construct tree and of assets
        _rename_assets(resource["Properties"], names)
    template["Parameters"] = {
        name: parameter
        for name, parameter in template["Parameters"].items()
        if name != "BootstrapVersion"
    } | _PARAMETERS
    template.pop("Rules", None)
    return template


def _names_by_key(out: Path, build: Path) -> dict[str, str]:
    """Our package's name for each object key that the CDK chose, matched by content."""
    packages = {_digest(build / name): name for name in PACKAGES}
    manifest = json.loads((out / f"{STACK}.assets.json").read_text())
    names: dict[str, str] = {}
    for asset in manifest["files"].values():
        source = out / asset["source"]["path"]
        if source.name.endswith(".template.json"):
            continue
        name = packages.get(_digest(source))
        if name is None:
            raise UnknownAsset(source.name)
        for destination in asset["destinations"].values():
            names[destination["objectKey"]] = name
    return names


def _rename_assets(properties: dict[str, Any], names: dict[str, str]) -> None:
    for member in ("Code", "Content"):
        location = properties.get(member)
        if isinstance(location, dict) and "S3Key" in location:
            name = names[location["S3Key"]]
            location["S3Bucket"] = {"Ref": "AssetBucket"}
            location["S3Key"] = {"Fn::Sub": f"${{AssetPrefix}}{name}"}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
