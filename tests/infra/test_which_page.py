"""The function at CloudFront's edge, run by Node with CloudFront's events."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "infra" / "cloudfront" / "which_page.js"


def answer_to(uri: str) -> dict:
    node = shutil.which("node")
    assert node, "Node is needed for the front end anyway"
    event = json.dumps({"request": {"uri": uri}})
    program = f"{SOURCE.read_text()}\nconsole.log(JSON.stringify(handler({event})))"
    outcome = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(outcome.stdout)


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("/", "/index.html"),
        ("/de", "/de.html"),
        ("/de/", "/de.html"),
        ("/robots.txt", "/robots.txt"),
        ("/assets/index-3f2a.js", "/assets/index-3f2a.js"),
        ("/app/", "/app/index.html"),
        ("/app/sites/0199/overview", "/app/index.html"),
        ("/app/assets/index-3f2a.js", "/app/assets/index-3f2a.js"),
        ("/portal/", "/portal/index.html"),
        ("/portal/sites", "/portal/index.html"),
        ("/status/lang/", "/status/lang/index.html"),
        ("/status/lang/feed.xml", "/status/lang/feed.xml"),
        ("/status/page.css", "/status/page.css"),
    ],
)
def test_a_path_leads_to_its_file(uri, file):
    assert answer_to(uri)["uri"] == file


@pytest.mark.parametrize("uri", ["/app", "/portal", "/status/lang"])
def test_a_folder_without_its_slash_is_redirected(uri):
    answer = answer_to(uri)

    assert answer["statusCode"] == 301
    assert answer["headers"]["location"]["value"] == f"{uri}/"


@pytest.mark.parametrize("uri", ["/nothing-here", "/application", "/de/else", "/status/"])
def test_an_unknown_page_is_not_found(uri):
    assert answer_to(uri)["statusCode"] == 404
