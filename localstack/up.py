"""Start WP Wingman on this machine: no Docker, no account.

python -m localstack.up [--detach] [--fresh]
"""

import argparse
import fcntl
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra import packaging
from localstack import demo_site, root, seed
from localstack.api_client import ApiClient
from localstack.demo_site import demo_wordpress, installed_sites
from localstack.deploy import ASSET_BUCKET, Cloud, deploy, upload_assets
from localstack.down import stop_everything
from localstack.layout import MAIL_FROM, PREFIX, ROOT, Layout, with_var
from localstack.network import is_ready, wait_until
from localstack.progress import say, step
from localstack.status import parts
from localstack.summary import describe, print_summary
from localstack.web_build import built_web_apps
from localstack.wordpress import WordPressSite

STACK = f"{PREFIX}app"
TEMPLATE = ROOT / "localstack" / "app.template.json"


@dataclass
class Start:
    """One run of `make up`, step after step."""

    layout: Layout
    has_moved: bool = False  # sites that were paired before know another origin
    background: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2))

    def run(self) -> None:
        # npm and the first WordPress take longest and need nothing of the rest.
        web: Future[Path] = self.background.submit(self._web_apps)
        wordpress: Future[list[WordPressSite]] = self.background.submit(self._wordpress)
        with step("PostgreSQL 16"):
            self.layout.postgres.start()
        with step("local AWS"):
            self.layout.aws.start()
        with step("packing the functions"):
            packages = packaging.build("host")
        with step("app stack"):
            self._deploy(packages)
        with step("migrations"):
            self._migrate()
        with step("people"):
            self._seed()
        with step("web apps"):
            web_root = web.result()
        with step("origin"):
            self._start_origin(web_root)
        sites = self._wait_for_wordpress(wordpress)
        describe(self.layout, sites, self._pair(sites))

    def _web_apps(self) -> Path:
        subprocess.run(
            [sys.executable, ROOT / "wp_plugin" / "build_zip.py"],
            check=True,
            capture_output=True,
        )
        return built_web_apps(ROOT / "frontend", base_url=self.layout.base_url)

    def _wordpress(self) -> list[WordPressSite]:
        """The first demo site, and those that were added later."""
        sites = installed_sites(self.layout) or [demo_wordpress(self.layout, 1)]
        for site in sites:
            demo_site.prepare(site)
        return sites

    def _wait_for_wordpress(self, wordpress: Future[list[WordPressSite]]) -> list[WordPressSite]:
        with step("WordPress"):
            try:
                return wordpress.result()
            except (RuntimeError, OSError) as missing:
                reason = missing
        say(f"  No WordPress here, everything else runs: {reason}")
        return []

    def _deploy(self, packages: packaging.Packages) -> None:
        cloud = Cloud(self.layout.aws)
        prefix = f"{packages.digest}/"
        upload_assets(
            cloud,
            assets={
                "functions.zip": packages.functions,
                "layer.zip": packages.layer,
                "api.zip": packages.api,
            },
            prefix=prefix,
        )
        parameters = {
            **self.layout.template_parameters,
            "AssetBucket": ASSET_BUCKET,
            "AssetPrefix": prefix,
        }
        deploy(cloud, stack=STACK, template=TEMPLATE, parameters=parameters)
        cloud.client("ses").verify_email_identity(EmailAddress=MAIL_FROM)

    def _migrate(self) -> None:
        """By the same function that a deployment to AWS calls."""
        function: Any = Cloud(self.layout.aws).client("lambda")
        secrets = self.layout.secrets
        event = {"key_list": root.signed_list(secrets["root_seed"], secrets["signer_seed"])}
        answer = function.invoke(
            FunctionName=f"{PREFIX}migrate-database", Payload=json.dumps(event).encode()
        )
        if "FunctionError" in answer:
            raise RuntimeError(f"migrations failed: {answer['Payload'].read().decode()}")

    def _seed(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "localstack.seed"],
            input=json.dumps(self.layout.secrets),
            env=self.layout.product_environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"the seed failed: {done.stderr.strip()[-2000:]}")

    def _start_origin(self, web_root: Path) -> None:
        """Anew each time, so that it runs the code as it is now."""
        origin, layout = self.layout.origin, self.layout
        origin.stop()
        command = [sys.executable, "-m", "localstack.origin"]
        command += ["--port", str(layout.ports["origin"]), "--web", str(web_root)]
        command += ["--mail-port", str(layout.ports["mail"])]
        origin.start(command, env=layout.product_environment, cwd=ROOT)
        healthy = f"{layout.base_url}/api/v1/health"
        if not wait_until(lambda: is_ready(healthy), patience=60, alive=origin.is_running):
            raise origin.did_not_start(f"{healthy} does not answer 200")

    def _pair(self, sites: list[WordPressSite]) -> dict[str, str]:
        """Pair the first site once; answers the ids of all by address."""
        api = ApiClient(self.layout.base_url)
        with step("pairing"):
            api.login(seed.ADMIN, self.layout.secrets["admin_password"])
            if sites:
                client = api.get("clients")["data"][0]
                demo_site.pair(sites[0], api, client_id=client["id"], anew=self.has_moved)
            return demo_site.known_ids(api)


def main(arguments: list[str]) -> int:
    wish = _parser().parse_args(arguments)
    layout = Layout(wish.var)
    try:
        with _alone(layout):
            _start(_forget(layout) if wish.fresh else layout)
            layout = Layout(wish.var)
    except KeyboardInterrupt:
        say("")
        stop_everything(layout)
        return 130
    except RuntimeError as failure:  # everything that a step may complain about
        say(f"\n{failure}\n\nWhat runs already was left running; `make down` stops it.")
        return 1
    if not wish.detach:
        _stay(layout)
    return 0


def _start(layout: Layout) -> None:
    say("Starting WP Wingman")
    started = time.monotonic()
    moved = layout.leave_taken_ports()
    if "origin" in moved:
        say("  Its port is taken: the origin moves, and the first site is paired with it anew.")
    Start(Layout(layout.var), has_moved="origin" in moved).run()
    say(f"  ready after {time.monotonic() - started:.0f} s\n")
    print_summary(layout)


def _parser() -> argparse.ArgumentParser:
    parser = with_var(argparse.ArgumentParser(prog="make up", description=__doc__))
    parser.add_argument("--detach", action="store_true", help="return when everything is ready")
    parser.add_argument("--fresh", action="store_true", help="forget all data first")
    return parser


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """Two starts at once would undo each other's work."""
    layout.var.mkdir(parents=True, exist_ok=True)
    with (layout.var / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget(layout: Layout) -> Layout:
    with step("forgetting the old data"):
        stop_everything(layout, quiet=True)
        layout.postgres.remove()
        layout.aws.forget()
        shutil.rmtree(layout.var / "wordpress", ignore_errors=True)
        for name in ("stack.json", "ports.json", "secrets.json"):
            (layout.var / name).unlink(missing_ok=True)
    return Layout(layout.var)


def _stay(layout: Layout) -> None:
    """Until Ctrl-C. A part that ends is only told of: somebody may have stopped it on purpose."""
    say("\nCtrl-C stops everything.")
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    ended: set[str] = set()
    try:
        while True:
            time.sleep(1)
            gone = {part.name for part in parts(layout) if not part.runs()}
            for name in sorted(gone - ended):
                say(f"{name} has ended; its log is in {layout.logs}")
            ended = gone
    except KeyboardInterrupt:
        say("")
        stop_everything(layout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
