"""Demo WordPress sites beside the stack; `make demo-site` adds one, with the plugin but not paired.

python -m localstack.demo_site
"""

import argparse
import sys
import time
from pathlib import Path

from localstack.api_client import ApiClient
from localstack.layout import DEMO_SITES, ROOT, Layout, with_var
from localstack.progress import say, step
from localstack.summary import add_to_description
from localstack.wordpress import DEFAULT_VERSION, WordPressSite
from localstack.wordpress.site import php_literal

PLUGIN = ROOT / "wp_plugin" / "wp-wingman"
TITLES = ("Lakeside Bakery", "Harbour Books", "Oak & Iron", "Studio Fern", "Kite School", "Mill")
_PROOF_SECONDS = 60.0


class NoRoomError(RuntimeError):
    """All loopback ports that the stack set aside for demo sites are in use."""


def demo_wordpress(layout: Layout, number: int, *, version: str = DEFAULT_VERSION) -> WordPressSite:
    """Like a site in the wild: visits run its scheduled work, and its errors stay hidden."""
    return WordPressSite(
        root=layout.demo_folder(number),
        version=version,
        port=layout.demo_ports[number - 1],
        title=TITLES[number - 1],
        cron=True,
        debug=False,
    )


def installed_sites(layout: Layout) -> list[WordPressSite]:
    sites = (demo_wordpress(layout, number) for number in range(1, DEMO_SITES + 1))
    return [site for site in sites if site.is_installed()]


def prepare(site: WordPressSite, plugin: Path = PLUGIN) -> None:
    """Start the site with the plugin as this checkout has it."""
    site.start()
    site.install_plugin(plugin)


def known_ids(api: ApiClient) -> dict[str, str]:
    """The dashboard's sites, by their address."""
    page = api.get("sites?limit=1000")
    return {str(site["url"]).rstrip("/"): str(site["id"]) for site in page["data"]}


def pair(site: WordPressSite, api: ApiClient, *, client_id: str, anew: bool = False) -> None:
    """Add the site to the dashboard and connect it with a one-time code, unless that is done."""
    site_id = known_ids(api).get(site.url)
    if site_id is None:
        wish = {"name": site.title, "url": f"{site.url}/", "client_id": client_id, "tags": []}
        site_id = api.post("sites", wish)["id"]
    if anew or api.get(f"sites/{site_id}")["connection"]["state"] in {"none", "waiting"}:
        code = api.post(f"sites/{site_id}/pairing-codes")
        connect(site, code["connection_string"])
        _wait_until_proven(api, site_id)


def _wait_until_proven(api: ApiClient, site_id: str) -> None:
    """The platform looks whether the plugin answers at its address: that takes a few seconds."""
    deadline = time.monotonic() + _PROOF_SECONDS
    while api.get(f"sites/{site_id}")["connection"]["state"] == "waiting_proof":
        if time.monotonic() > deadline:
            problem = api.get(f"sites/{site_id}")["connection"]["problem"]
            raise RuntimeError(f"The site does not answer at its own address: {problem}")
        time.sleep(0.5)


def connect(site: WordPressSite, connection_string: str) -> None:
    """What a click on "Connect" in wp-admin does."""
    site.wp_eval(
        f"""
        $plugin     = new WP_Wingman\\Plugin( WP_PLUGIN_DIR . '/wp-wingman/wp-wingman.php' );
        $invitation = WP_Wingman\\Connection\\Connection_String::parse(
            {php_literal(connection_string)}, '' );
        $plugin->pairing()->pair( $invitation );
        WP_Wingman\\Installation\\Loader_File::install();
        $plugin->snapshot_sender()->send( WP_Wingman\\Reporting\\Snapshot_Sender::PAIRING );
        """
    )


def next_site(layout: Layout, version: str) -> WordPressSite:
    for number in range(1, DEMO_SITES + 1):
        site = demo_wordpress(layout, number, version=version)
        if not site.is_installed():
            return site
    raise NoRoomError(f"there are {DEMO_SITES} demo sites already; `make up FRESH=1` starts clean")


def main(arguments: list[str]) -> int:
    parser = with_var(argparse.ArgumentParser(prog="make demo-site", description=__doc__))
    parser.add_argument("--version", default=DEFAULT_VERSION, help="6.8.7 or 6.1.9")
    wish = parser.parse_args(arguments)
    layout = Layout(wish.var)
    try:
        with step("another WordPress"):
            site = next_site(layout, wish.version)
            prepare(site)
    except RuntimeError as refusal:
        say(str(refusal))
        return 1
    add_to_description(layout, site)
    say(f"\n  {site.url}/\n  {site.admin_url} as {site.admin_user} / {site.admin_password}")
    say("  The plugin is active and waits for a connection string from the dashboard.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
