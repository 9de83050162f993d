"""What runs where: `var/stack.json` for programs, a few lines for people."""

import json
from typing import Any

from localstack import seed
from localstack.layout import Layout
from localstack.progress import say
from localstack.wordpress import WordPressSite


def describe(layout: Layout, sites: list[WordPressSite], site_ids: dict[str, str]) -> None:
    """Write var/stack.json; its members are fixed, tools rely on them."""
    people = {"admin": seed.ADMIN, "support": seed.SUPPORT, "client": seed.CLIENT}
    description = {
        "base_url": layout.base_url,
        "api_url": f"{layout.base_url}/api/v1",
        "mailbox_url": f"{layout.base_url}/mailbox",
        "aws_endpoint_url": layout.aws.endpoint,
        "database_url": layout.postgres.url(),
        "logins": {
            role: {"email": email, "password": layout.secrets[f"{role}_password"]}
            for role, email in people.items()
        },
        "wordpress": [_entry(site, site_ids.get(site.url)) for site in sites],
    }
    _write(layout, description)


def _write(layout: Layout, description: dict[str, Any]) -> None:
    layout.description.touch(mode=0o600)
    layout.description.write_text(json.dumps(description, indent=2) + "\n")


def _entry(site: WordPressSite, site_id: str | None) -> dict[str, Any]:
    return {
        "url": f"{site.url}/",
        "admin_url": site.admin_url,
        "admin_user": site.admin_user,
        "admin_password": site.admin_password,
        "root": str(site.tree),
        "database": site.database.url,
        "site_id": site_id,
        "version": site.version,
        "folder": str(site.root),
    }


def add_to_description(layout: Layout, site: WordPressSite) -> None:
    """A site that came after the start; it is not paired yet."""
    told = read_description(layout)
    if told:
        told["wordpress"].append(_entry(site, None))
        _write(layout, told)


def read_description(layout: Layout) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(layout.description.read_text())
    except FileNotFoundError:
        return {}
    return found


def print_summary(layout: Layout) -> None:
    told = read_description(layout)
    if not told:
        return
    for title, address in (
        ("Dashboard", f"{told['base_url']}/app/"),
        ("Portal", f"{told['base_url']}/portal/"),
        ("Landing page", f"{told['base_url']}/"),
        ("API", f"{told['api_url']}/docs"),
        ("Mailbox", told["mailbox_url"]),
    ):
        say(f"  {title:<13}{address}")
    for role, login in told["logins"].items():
        say(f"  {role:<13}{login['email']} / {login['password']}")
    for site in told["wordpress"]:
        login = f"{site['admin_user']} / {site['admin_password']}"
        say(f"  {'WordPress':<13}{site['url']} · {site['admin_url']} {login}")
