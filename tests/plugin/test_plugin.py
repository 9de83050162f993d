"""The plugin's own tests, in PHP, inside a real WordPress: our oldest, and the usual one."""

import subprocess
from pathlib import Path

import pytest

from localstack.wordpress import WordPressSite

RUN = Path(__file__).parents[2] / "wp_plugin" / "tests" / "run.sh"
pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("version", ["6.1.9", "6.8.7"])
def test_the_plugins_own_tests_pass_inside_wordpress(version, tmp_path):
    site = WordPressSite(root=tmp_path / "site", version=version)
    site.start()
    try:
        ended = subprocess.run(
            ["sh", RUN, site.tree], capture_output=True, text=True, check=False, timeout=600
        )
    finally:
        site.stop()

    print(ended.stdout[-3000:], ended.stderr[-2000:])
    assert ended.returncode == 0
