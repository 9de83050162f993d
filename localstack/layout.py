"""The local stack of one checkout: its folders, its ports, and what it tells the product."""

import argparse
import base64
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from localstack import root
from localstack.authority import Authority
from localstack.aws import ACCOUNT, USUAL_PORT, MiniStack
from localstack.network import LOOPBACK, free_port, is_free
from localstack.postgres import DATABASE, DevelopmentCluster
from localstack.processes import Service

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "wingman-local-"
AGENCY = "Northlight Web Care"
MAIL_FROM = "wingman@northlight.example"
USUAL_PORTS = {
    "origin": 8000,
    "aws": USUAL_PORT,
    "postgres": 54316,
    "mail": 8625,
    # Where tests put a name server, and a site that speaks TLS; nothing listens there else.
    "names": 8653,
    "https": 8643,
}
# A name that only the demo name server knows.
DEMO_NAME = "shop.wingman.test"
# The fetcher may reach exactly these loopback ports, so they are set aside at the first start.
FIRST_DEMO_PORT = 8600
DEMO_SITES = 6


@dataclass(frozen=True)
class Layout:
    """One local stack below `var`; ports and secrets are chosen at the first start and kept."""

    var: Path = ROOT / "var"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def description(self) -> Path:
        return self.var / "stack.json"

    @property
    def was_ever_started(self) -> bool:
        return self._file("ports.json").exists()

    @cached_property
    def ports(self) -> dict[str, int]:
        """Kept, because paired sites know the origin by its port."""
        kept = self._keep("ports.json", self._choose_ports)
        return {name: int(port) for name, port in kept.items()}

    @cached_property
    def secrets(self) -> dict[str, str]:
        return self._keep("secrets.json", _make_secrets)

    @property
    def base_url(self) -> str:
        """By name: to a bare address no browser binds a passkey."""
        return f"http://localhost:{self.ports['origin']}"

    @property
    def demo_ports(self) -> list[int]:
        return [self.ports[f"demo-{number}"] for number in range(1, DEMO_SITES + 1)]

    @property
    def demo_origins(self) -> list[str]:
        sites = [f"http://{LOOPBACK}:{port}" for port in self.demo_ports]
        return [*sites, self.https_origin, self.base_url]  # the last is where the canary lives

    @property
    def https_origin(self) -> str:
        return f"https://{DEMO_NAME}:{self.ports['https']}"

    @property
    def name_server(self) -> str:
        return f"{LOOPBACK}:{self.ports['names']}"

    @cached_property
    def authority(self) -> Authority:
        """Made at the first start: functions that run already trust it when a test comes."""
        return Authority(self.var / "authority")

    @cached_property
    def postgres(self) -> DevelopmentCluster:
        return DevelopmentCluster(
            self.var / "postgres", port=self.ports["postgres"], log_folder=self.logs
        )

    @cached_property
    def aws(self) -> MiniStack:
        return MiniStack(
            self.var / "aws",
            self.ports["aws"],
            ROOT / ".venv-aws",
            self.logs,
            mail_port=self.ports["mail"],
        )

    @property
    def origin(self) -> Service:
        return Service("origin", self.logs)

    def demo_folder(self, number: int) -> Path:
        return self.var / "wordpress" / f"demo-{number}"

    @property
    def queue_base_url(self) -> str:
        return f"{self.aws.endpoint}/{ACCOUNT}/{PREFIX}"

    @property
    def product_environment(self) -> dict[str, str]:
        """The settings a process of the product gets; see chalicelib/adapters/settings.py."""
        kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        return {
            **kept,
            **self.aws.client_environment,
            "WINGMAN_STAGE": "local",
            "WINGMAN_BASE_URL": self.base_url,
            "WINGMAN_DATABASE_HOST": self.postgres.host,
            "WINGMAN_DATABASE_PORT": str(self.postgres.port),
            "WINGMAN_DATABASE_NAME": DATABASE,
            "WINGMAN_DATABASE_AUTH": "none",
            "WINGMAN_QUEUE_BASE_URL": self.queue_base_url,
            "WINGMAN_TABLE_PREFIX": PREFIX,
            "WINGMAN_BUCKET_PREFIX": f"{PREFIX}{ACCOUNT}-",
            "WINGMAN_MAIL_FROM": MAIL_FROM,
            "WINGMAN_MAIL_CONFIGURATION_SET": f"{PREFIX}mail",
            "WINGMAN_SIGNER": "local",
            "WINGMAN_SIGNER_KEY_ID": self.secrets["signer_seed"],
            "WINGMAN_ROOT_PUBLIC_KEY": root.public_key(self.secrets["root_seed"]),
            "WINGMAN_ANCHOR_KEY_ID": self.secrets["anchor_seed"],
            "WINGMAN_SEAL_KEY_ID": self.secrets["seal_key"],
            "WINGMAN_DEMO_ORIGINS": ",".join(self.demo_origins),
            "WINGMAN_DEMO_NAME_SERVER": self.name_server,
            "WINGMAN_DEMO_AUTHORITY": str(self.authority.root_file()),
            "WINGMAN_AGENCY_NAME": AGENCY,
            "WINGMAN_LOG_LEVEL": "INFO",
        }

    @property
    def template_parameters(self) -> dict[str, str]:
        """The same settings, as the app stack's template takes them."""
        return {
            "BaseUrl": self.base_url,
            "DatabaseHost": self.postgres.host,
            "DatabasePort": str(self.postgres.port),
            "DatabaseName": DATABASE,
            "QueueBaseUrl": self.queue_base_url,
            "MailFrom": MAIL_FROM,
            "AgencyName": AGENCY,
            "SignerKeyId": self.secrets["signer_seed"],
            "RootPublicKey": root.public_key(self.secrets["root_seed"]),
            "AnchorKeyId": self.secrets["anchor_seed"],
            "SealKeyId": self.secrets["seal_key"],
            "DemoOrigins": ",".join(self.demo_origins),
            "DemoNameServer": self.name_server,
            "DemoAuthority": str(self.authority.root_file()),
            "LogLevel": "INFO",
        }

    def leave_taken_ports(self) -> list[str]:
        """Other ports for those parts that do not run and whose port somebody else has taken.

        Answers their names. To be called before anything of this layout is used.
        """
        services = {
            "origin": self.origin,
            "aws": self.aws.service,
            "postgres": self.postgres.service,
        }
        moved = [
            name
            for name, service in services.items()
            if not service.is_running() and not is_free(self.ports[name])
        ]
        if moved:
            ports = self.ports | {name: free_port(self.ports[name] + 1) for name in moved}
            self._file("ports.json").write_text(json.dumps(ports, indent=2) + "\n")
        return moved

    def _choose_ports(self) -> dict[str, str]:
        ports = {name: free_port(usual) for name, usual in USUAL_PORTS.items()}
        port = FIRST_DEMO_PORT - 1
        for number in range(1, DEMO_SITES + 1):
            port = free_port(port + 1)
            ports[f"demo-{number}"] = port
        return {name: str(port) for name, port in ports.items()}

    def _file(self, name: str) -> Path:
        return self.var / name

    def _keep(self, name: str, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        file = self._file(name)
        kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        # A stack of an earlier version lacks what came later.
        whole = {**make(), **kept}
        if whole != kept:
            self.var.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(json.dumps(whole, indent=2) + "\n")
        return whole


def with_var(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Tests run a stack of their own beside the developer's, in another folder."""
    parser.add_argument("--var", type=_folder, default=ROOT / "var", help=argparse.SUPPRESS)
    return parser


def _folder(text: str) -> Path:
    """Absolute: PostgreSQL is started from another folder."""
    return Path(text).resolve()


def _make_secrets() -> dict[str, str]:
    people = ("admin", "support", "client")
    return {
        "signer_seed": base64.b64encode(secrets.token_bytes(32)).decode(),
        "root_seed": base64.b64encode(secrets.token_bytes(32)).decode(),
        "anchor_seed": base64.b64encode(secrets.token_bytes(32)).decode(),
        "seal_key": base64.b64encode(secrets.token_bytes(32)).decode(),
        **{f"{person}_password": secrets.token_urlsafe(12) for person in people},
    }


def _is_ours(name: str) -> bool:
    return name.startswith(("WINGMAN_", "AWS_"))
