"""A cold start pays only for what the request needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# Each of these costs more than all the rest of the API together.
_HEAVY = ("sqlalchemy", "boto3", "botocore.session", "pynamodb", "alembic", "jinja2")


def test_the_api_loads_nothing_heavy_before_a_request_needs_it() -> None:
    listing = f"import app, sys; print([name for name in {_HEAVY!r} if name in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
