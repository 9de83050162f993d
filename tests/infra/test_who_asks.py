"""The function before the API at CloudFront's edge, run by Node with CloudFront's events."""

import json
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "infra" / "cloudfront" / "who_asks.js"


def headers_after(sent: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    node = shutil.which("node")
    assert node, "Node is needed for the front end anyway"
    event = {
        "viewer": {"ip": "2001:db8::7"},
        "request": {"uri": "/api/v1/health", "headers": sent},
    }
    program = f"{SOURCE.read_text()}\nconsole.log(JSON.stringify(handler({json.dumps(event)})))"
    outcome = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(outcome.stdout)["headers"]


def test_the_api_hears_who_asks():
    assert headers_after({})["x-wingman-viewer"] == {"value": "2001:db8::7"}


def test_nobody_says_it_for_themselves():
    claimed = {"x-wingman-viewer": {"value": "127.0.0.1"}, "accept": {"value": "*/*"}}

    assert headers_after(claimed) == {
        "x-wingman-viewer": {"value": "2001:db8::7"},
        "accept": {"value": "*/*"},
    }
