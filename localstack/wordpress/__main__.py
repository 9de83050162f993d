"""Drive one WordPress by hand: `python -m localstack.wordpress start var/wordpress/mine`."""

import argparse
import sys
from pathlib import Path

from localstack.system_packages import PackagesMissingError
from localstack.wordpress import DEFAULT_VERSION, WordPressSite


def main(arguments: list[str]) -> int:
    wish = _parser().parse_args(arguments)
    site = WordPressSite(root=wish.root, version=wish.version, port=wish.port, cron=wish.cron)
    try:
        _obey(site, wish)
    except PackagesMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m localstack.wordpress", description=__doc__)
    parser.add_argument(
        "action",
        choices=[
            "start",
            "stop",
            "start-database",
            "stop-database",
            "reset",
            "plugin",
            "eval",
            "show",
        ],
    )
    parser.add_argument("root", type=Path, help="folder of the site")
    parser.add_argument("what", nargs="?", help="plugin: folder or zip; eval: PHP code")
    parser.add_argument("--version", default=DEFAULT_VERSION, help="6.1.9 or 6.8.7")
    parser.add_argument("--port", type=int)
    parser.add_argument("--cron", action="store_true", help="let visits run scheduled work")
    return parser


def _obey(site: WordPressSite, wish: argparse.Namespace) -> None:
    match wish.action:
        case "plugin":
            sys.stdout.write(f"{site.install_plugin(Path(wish.what))}\n")
        case "eval":
            sys.stdout.write(site.wp_eval(wish.what))
        case "show":
            pass
        case action:
            getattr(site, action.replace("-", "_"))()
    if wish.action in {"start", "show"}:
        state = "running" if site.is_running() else "stopped"
        sys.stdout.write(
            f"WordPress {site.version} {state} at {site.url}/ · {site.admin_url} "
            f"as {site.admin_user} / {site.admin_password}\n"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
