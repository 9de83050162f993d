"""A real LocalStack without Docker ("host mode"), for the adapters' contract tests.

Not for `make up`: without Docker it has no Lambda and no DynamoDB. It runs in an environment of its
own, and with `-P`, because this repository's folder `localstack` would hide the package.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from localstack.network import LOOPBACK, is_ready, wait_until
from localstack.processes import Service


@dataclass(frozen=True)
class LocalStackHost:
    """Start and stop; everything it writes lies below `folder`."""

    folder: Path
    port: int
    environment_folder: Path  # the virtual environment it is installed in

    @property
    def service(self) -> Service:
        return Service("localstack", self.folder)

    @property
    def endpoint(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        python = self.environment_folder / "bin" / "python"
        if not python.exists():
            raise FileNotFoundError(f"{python} is missing: run `make setup-localstack`")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.service.start(
            [python, "-P", "-m", "localstack.runtime.main"],
            env=self._environment(),
            cwd=self.folder,
        )
        if not wait_until(self.answers, patience=120, alive=self.service.is_running):
            raise self.service.did_not_start(f"no answer on {self.endpoint}")

    def stop(self) -> bool:
        return self.service.stop()

    def answers(self) -> bool:
        """Its health page; a green one alone is no proof that the services work."""
        return is_ready(f"{self.endpoint}/_localstack/health")

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | {
            "GATEWAY_LISTEN": f"{LOOPBACK}:{self.port}",
            "SKIP_SSL_CERT_DOWNLOAD": "1",
            "DISABLE_EVENTS": "1",
            "S3_SKIP_SIGNATURE_VALIDATION": "0",  # the default accepts forged addresses
            "HOME": str(self.folder),
            "LOCALSTACK_VOLUME_DIR": str(self.folder / "volume"),
        }
