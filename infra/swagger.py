"""Prints the routes of app.py as API Gateway wants them, described by Chalice itself.

A program of its own, because it imports the app: whoever builds packages must not have the app's
settings loaded by that.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from chalice.deploy.swagger import CFNSwaggerGenerator

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(ROOT))
    application = importlib.import_module("app").app
    document = CFNSwaggerGenerator().generate_swagger(application)
    print(json.dumps(without_texts(document), indent=1, sort_keys=True))


def without_texts(document: dict[str, Any]) -> dict[str, Any]:
    """Texts are in the OpenAPI document; here, each better word would change the template."""
    for methods in document["paths"].values():
        for operation in methods.values():
            operation.pop("summary", None)
            operation.pop("description", None)
    return document


if __name__ == "__main__":
    main()
