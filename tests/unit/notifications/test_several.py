"""One alert about several sites: whose names each channel reads, and in which words."""

import uuid

from chalicelib.events.monitoring import AlertedSite, AlertRaised
from chalicelib.notifications.composing import compose
from chalicelib.notifications.kinds import discord, slack, teams, webhook
from chalicelib.notifications.several import clients_of, narrowed
from tests.unit.notifications.alerts import AT, LETTERHEAD, a_message, an_alert

BAKERY, GARAGE = uuid.uuid4(), uuid.uuid4()
INCIDENT = "019ab0a0-0000-7000-8000-000000000001"
SECRET = "s3cret-of-this-link"


def an_alert_of(*names: str, template: str = "problem") -> AlertRaised:
    sites = [
        AlertedSite(
            site_id=uuid.uuid4(),
            client_id=GARAGE if name.startswith("Garage") else BAKERY,
            site_name=name,
            site_url=f"https://{name.lower()}.example",
            client_name="Wolff" if name.startswith("Garage") else "Lang",
        )
        for name in names
    ]
    return AlertRaised(
        client_id=BAKERY,
        site_id=None,
        sites=sites,
        subject_key="incident:1:problem",
        template=template,
        severity="critical",
        subject="Several sites on 203.0.113.9 are offline",
        context={
            "kind": "sites_offline",
            "severity": "critical",
            "opened_at": AT.isoformat(),
            "closed_at": None if template == "problem" else AT.isoformat(),
            "detail": {"shared": "203.0.113.9"},
            "incident_id": INCIDENT,
        },
    )


def test_a_channel_of_one_client_reads_no_other_clients_names() -> None:
    alert = an_alert_of("Shop", "Garage", "Blog")

    of_bakery = narrowed(alert, [BAKERY])

    assert clients_of(alert) == [BAKERY, GARAGE]
    assert of_bakery.subject == "2 sites on 203.0.113.9 are offline"
    assert [site["name"] for site in of_bakery.context["sites"]] == ["Shop", "Blog"]
    assert "Garage" not in of_bakery.model_dump_json()


def test_one_site_of_several_is_told_by_its_name() -> None:
    alert = an_alert_of("Shop", "Garage", template="all_clear")

    of_garage = narrowed(alert, [GARAGE])

    assert of_garage.subject == "Garage is online again"
    assert of_garage.site_id == alert.sites[1].site_id


def test_a_letter_lists_the_sites_and_leads_to_the_incident() -> None:
    alert = narrowed(an_alert_of("Shop", "Blog", "Garage"), [BAKERY, GARAGE])
    message = a_message().model_copy(update={"subject": alert.subject, "context": alert.context})

    letter = compose(message, base_url="https://wingman.example", agency_name="Harbour Web")

    for text in (letter.text, letter.html):
        assert "3 sites on 203.0.113.9 are offline" in text
        assert "Garage (Wolff)" in text
        assert f"https://wingman.example/app/incidents/{INCIDENT}" in text
        assert "203.0.113.9 (one server)" in text
        assert "I am on it" not in text


def test_of_very_many_sites_the_first_are_named() -> None:
    alert = narrowed(an_alert_of(*(f"Shop {n}" for n in range(30))), [BAKERY])
    message = a_message().model_copy(update={"subject": alert.subject, "context": alert.context})

    letter = compose(message, base_url="https://wingman.example", agency_name="Harbour Web")

    assert ("Shop 19" in letter.text, "Shop 20" in letter.text) == (True, False)
    assert "And: 10 more" in letter.text


def test_every_way_of_telling_lets_somebody_say_that_they_are_on_it() -> None:
    alert = an_alert(incident_id=INCIDENT, acknowledge_token=SECRET)
    link = f"{LETTERHEAD.base_url}/app/acknowledge#{SECRET}"
    letter = compose(
        a_message(incident_id=INCIDENT, acknowledge_token=SECRET),
        base_url=LETTERHEAD.base_url,
        agency_name="Harbour Web",
    )

    assert link in letter.text
    assert link in letter.html
    assert f"<{link}|I am on it>" in str(slack.payload(alert))
    assert f"[I am on it]({link})" in str(discord.payload(alert))
    actions = teams.payload(alert)["attachments"][0]["content"]["actions"]
    assert actions[1] == {"type": "Action.OpenUrl", "title": "I am on it", "url": link}


def test_a_program_is_told_which_incident_it_is_and_no_secret() -> None:
    context = a_message(incident_id=INCIDENT, acknowledge_token=SECRET).context
    payload = webhook.payload(an_alert(**context), context)

    assert payload["data"]["incident_id"] == INCIDENT
    assert SECRET not in str(payload)
