"""MiniStack as the local AWS: one process in an environment of its own, open to this machine only.

The product never hears of it: every process is told `AWS_ENDPOINT_URL`, and real AWS or LocalStack
can take its place.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from localstack.network import LOOPBACK, is_ready, wait_until
from localstack.processes import Service

ACCOUNT = "000000000000"
REGION = "us-east-1"
USUAL_PORT = 4566


@dataclass(frozen=True)
class MiniStack:
    """Start, stop and forget; state below `folder` survives an orderly stop."""

    folder: Path
    port: int
    environment_folder: Path  # the virtual environment it is installed in
    log_folder: Path
    mail_port: int | None = None
    """Where letters go on to, by SMTP."""

    @property
    def service(self) -> Service:
        return Service("ministack", self.log_folder)

    @property
    def endpoint(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def client_environment(self) -> dict[str, str]:
        """What a process needs to take this for AWS."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCOUNT,  # MiniStack takes a key of twelve digits for the account
            "AWS_SECRET_ACCESS_KEY": "test",
        }

    def start(self) -> None:
        program = self.environment_folder / "bin" / "ministack"
        if not program.exists():
            raise FileNotFoundError(f"{program} is missing: run `make setup-aws`")
        self._forget_unpacked()
        self._unpacked.mkdir(parents=True, exist_ok=True)
        self.service.start([program], env=self._environment(), cwd=self.folder)
        if not wait_until(self.answers, patience=60, alive=self.service.is_running):
            raise self.service.did_not_start(f"no answer on {self.endpoint}")

    def stop(self) -> bool:
        """Politely: MiniStack writes its state only when it is asked to end."""
        stopped = self.service.stop(patience=30)
        self._forget_unpacked()
        return stopped

    def answers(self) -> bool:
        return is_ready(f"{self.endpoint}/_ministack/ready")

    def forget(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _forget_unpacked(self) -> None:
        """MiniStack unpacks each copy of a Lambda, 95 MB, and leaves what it is killed over."""
        if not self.service.is_running():
            shutil.rmtree(self._unpacked, ignore_errors=True)

    @property
    def _unpacked(self) -> Path:
        return self.folder / "tmp"

    def _environment(self) -> Mapping[str, str]:
        ours = {
            "BIND_HOST": LOOPBACK,  # the default is every interface
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_HOST": LOOPBACK,
            "IOT_MTLS_ENABLED": "0",  # would open another port on every interface
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.folder / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.folder / "s3"),
            "TMPDIR": str(self._unpacked),
        }
        if self.mail_port is not None:
            ours["SMTP_HOST"] = f"{LOOPBACK}:{self.mail_port}"
        # Real credentials or another endpoint of the developer must not leak into the Lambdas.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return kept | ours
