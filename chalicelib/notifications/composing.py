"""From a notification to a letter: the same words in HTML and in plain text."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.adapters.mailer import Email
from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications import account_letters, wording

_TEMPLATES = Path(__file__).parent / "templates"


def compose(
    message: NotificationRequested, *, base_url: str, agency_name: str, secret: str = ""
) -> Email:
    """The letter for one notification; everything from a site or a person is escaped.

    `secret` is what the link of an account letter carries, opened by the caller.
    """
    if message.template in account_letters.TEMPLATES:
        values = account_letters.values(
            message, base_url=base_url, agency_name=agency_name, secret=secret
        )
        return _email(message, "account", values)
    values = _of_site(message, base_url=base_url, agency_name=agency_name)
    return _email(message, message.template, values)


def _of_site(message: NotificationRequested, *, base_url: str, agency_name: str) -> dict[str, Any]:
    context = message.context
    words = wording.wording_of(context["kind"])
    return {
        "subject": message.subject,
        "agency_name": agency_name,
        "site_name": context["site_name"],
        "site_url": context["site_url"],
        "client_name": context["client_name"],
        "words": words,
        "figures": wording.figures(context["kind"], context["detail"]),
        "opened": wording.moment(context["opened_at"]),
        "closed": wording.moment(context["closed_at"]) if context["closed_at"] else None,
        "lasted": wording.span(context["opened_at"], context["closed_at"])
        if context["closed_at"]
        else None,
        "link": f"{base_url}/app/sites/{context['site_id']}",
    }


def _email(message: NotificationRequested, template: str, values: dict[str, Any]) -> Email:
    return Email(
        key=str(message.notification_id),
        recipient=message.recipient,
        subject=values["subject"],
        text=_environment().get_template(f"{template}.txt.j2").render(values),
        html=_environment().get_template(f"{template}.html.j2").render(values),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
