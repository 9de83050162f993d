"""From a notification to a letter: the same words in HTML and in plain text."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.adapters.mailer import Email
from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications import wording

_TEMPLATES = Path(__file__).parent / "templates"


def compose(message: NotificationRequested, *, base_url: str, agency_name: str) -> Email:
    """The letter for one notification; everything from a site is escaped."""
    context = message.context
    words = wording.wording_of(context["kind"])
    values = {
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
    return Email(
        key=str(message.notification_id),
        recipient=message.recipient,
        subject=message.subject,
        text=_environment().get_template(f"{message.template}.txt.j2").render(values),
        html=_environment().get_template(f"{message.template}.html.j2").render(values),
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
