"""What a status page says, in its language."""

import datetime as dt

from chalicelib.status_pages.model import ComponentState, Language, PostState

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

OVERALL = {
    Language.ENGLISH: {
        ComponentState.OPERATIONAL: "Everything works",
        ComponentState.UNKNOWN: "We cannot tell at the moment",
        ComponentState.MAINTENANCE: "Maintenance is under way",
        ComponentState.DEGRADED: "Something does not work as it should",
        ComponentState.PARTIAL_OUTAGE: "Something is not available",
        ComponentState.OUTAGE: "Nothing is available",
    },
    Language.GERMAN: {
        ComponentState.OPERATIONAL: "Alles funktioniert",
        ComponentState.UNKNOWN: "Zurzeit wissen wir es nicht",
        ComponentState.MAINTENANCE: "Es wird gewartet",
        ComponentState.DEGRADED: "Etwas funktioniert nicht wie sonst",
        ComponentState.PARTIAL_OUTAGE: "Etwas ist nicht erreichbar",
        ComponentState.OUTAGE: "Nichts ist erreichbar",
    },
}
STATES = {
    Language.ENGLISH: {
        ComponentState.OPERATIONAL: "Works",
        ComponentState.UNKNOWN: "Not known",
        ComponentState.MAINTENANCE: "Maintenance",
        ComponentState.DEGRADED: "Impaired",
        ComponentState.PARTIAL_OUTAGE: "Partly out",
        ComponentState.OUTAGE: "Not available",
    },
    Language.GERMAN: {
        ComponentState.OPERATIONAL: "Funktioniert",
        ComponentState.UNKNOWN: "Nicht bekannt",
        ComponentState.MAINTENANCE: "Wartung",
        ComponentState.DEGRADED: "Beeinträchtigt",
        ComponentState.PARTIAL_OUTAGE: "Teilweise gestört",
        ComponentState.OUTAGE: "Nicht erreichbar",
    },
}
POSTS = {
    Language.ENGLISH: {
        PostState.ANNOUNCEMENT: "Announcement",
        PostState.INVESTIGATING: "Investigating",
        PostState.IDENTIFIED: "Cause found",
        PostState.MONITORING: "Being watched",
        PostState.RESOLVED: "Resolved",
        PostState.MAINTENANCE: "Maintenance",
    },
    Language.GERMAN: {
        PostState.ANNOUNCEMENT: "Mitteilung",
        PostState.INVESTIGATING: "Wird untersucht",
        PostState.IDENTIFIED: "Ursache gefunden",
        PostState.MONITORING: "Wird beobachtet",
        PostState.RESOLVED: "Behoben",
        PostState.MAINTENANCE: "Wartung",
    },
}
_ENGLISH = {
    "as_of": "As of",
    "skip": "To the state of the services",
    "components": "Services",
    "current": "What is going on",
    "planned": "Planned maintenance",
    "announcements": "Announcements",
    "past": "Of the last 30 days",
    "nothing_past": "Nothing was reported in the last 30 days.",
    "affects": "Affects",
    "from": "From",
    "until": "until",
    "days": "Uptime of the last 90 days",
    "today": "Today",
    "days_ago": "90 days ago",
    "no_data": "no data",
    "minutes_down": "minutes not available",
    "bad_days": "Days with outages",
    "no_bad_days": "No day with an outage is known.",
    "subscribe": "News by e-mail",
    "feed": "News as RSS",
    "data": "As data (JSON)",
    "by": "This page is kept by",
    "stale": "This page has not been renewed for some minutes. What it says may be out of date."
    " Last renewed:",
    "no_script": "This page is renewed at least every ten minutes. If the time above is older than"
    " that, what it says may be out of date.",
    "gone_title": "This status page is no more",
    "gone": "Whoever kept it has taken it down. It says nothing about any service.",
    "email": "Your e-mail address",
    "subscribe_button": "Send me a letter to confirm",
    "subscribe_intro": "You hear of every post on this page, and can end it with one click.",
    "subscribe_tells": "You also hear when a service stops or starts to work.",
    "subscribe_done": "If this address can be used, a letter is on its way. Please confirm with the"
    " link in it; it holds for a day.",
    "subscribe_invalid": "This is no e-mail address that we can write to.",
    "subscribe_many": "That were many tries. Please wait a while.",
    "subscribe_down": "Subscriptions cannot be taken at the moment, because the service behind this"
    " form does not answer. The status page itself does not need it and stays right. Please try"
    " again later, or use the RSS feed.",
    "subscribe_script": "This form needs JavaScript. The RSS feed does not.",
    "confirming": "One moment …",
    "confirm_button": "Confirm the subscription",
    "confirmed": "Your subscription is confirmed.",
    "unsubscribe_button": "End the subscription",
    "unsubscribed": "Your subscription has ended. Nothing is kept of it.",
    "link_dead": "This link is used up or too old. Please subscribe anew.",
    "back": "Back to the status page",
    "manage": "Your subscription",
}
_GERMAN = {
    "as_of": "Stand",
    "skip": "Zum Zustand der Dienste",
    "components": "Dienste",
    "current": "Was gerade los ist",
    "planned": "Geplante Wartung",
    "announcements": "Mitteilungen",
    "past": "Aus den letzten 30 Tagen",
    "nothing_past": "In den letzten 30 Tagen wurde nichts gemeldet.",
    "affects": "Betrifft",
    "from": "Von",
    "until": "bis",
    "days": "Verfügbarkeit der letzten 90 Tage",
    "today": "Heute",
    "days_ago": "Vor 90 Tagen",
    "no_data": "keine Daten",
    "minutes_down": "Minuten nicht erreichbar",
    "bad_days": "Tage mit Ausfällen",
    "no_bad_days": "Es ist kein Tag mit einem Ausfall bekannt.",
    "subscribe": "Neues per E-Mail",
    "feed": "Neues als RSS",
    "data": "Als Daten (JSON)",
    "by": "Diese Seite führt",
    "stale": "Diese Seite wurde seit einigen Minuten nicht erneuert. Was sie sagt, kann veraltet"
    " sein. Zuletzt erneuert:",
    "no_script": "Diese Seite wird mindestens alle zehn Minuten erneuert. Ist die Zeit oben älter,"
    " kann veraltet sein, was sie sagt.",
    "gone_title": "Diese Statusseite gibt es nicht mehr",
    "gone": "Wer sie geführt hat, hat sie geschlossen. Sie sagt nichts über irgendeinen Dienst.",
    "email": "Ihre E-Mail-Adresse",
    "subscribe_button": "Brief zum Bestätigen schicken",
    "subscribe_intro": "Sie hören von jedem Beitrag auf dieser Seite und können es mit einem Klick"
    " beenden.",
    "subscribe_tells": "Sie hören auch, wenn ein Dienst ausfällt oder wieder läuft.",
    "subscribe_done": "Wenn die Adresse brauchbar ist, ist ein Brief unterwegs. Bitte bestätigen"
    " Sie mit dem Link darin; er gilt einen Tag.",
    "subscribe_invalid": "An diese E-Mail-Adresse können wir nicht schreiben.",
    "subscribe_many": "Das waren viele Versuche. Bitte warten Sie eine Weile.",
    "subscribe_down": "Zurzeit können wir keine Anmeldung annehmen, weil der Dienst hinter diesem"
    " Formular nicht antwortet. Die Statusseite selbst braucht ihn nicht und bleibt richtig. Bitte"
    " versuchen Sie es später, oder nehmen Sie den RSS-Feed.",
    "subscribe_script": "Dieses Formular braucht JavaScript. Der RSS-Feed nicht.",
    "confirming": "Einen Moment …",
    "confirm_button": "Anmeldung bestätigen",
    "confirmed": "Ihre Anmeldung ist bestätigt.",
    "unsubscribe_button": "Anmeldung beenden",
    "unsubscribed": "Ihre Anmeldung ist beendet. Davon wird nichts aufbewahrt.",
    "link_dead": "Dieser Link ist verbraucht oder zu alt. Bitte melden Sie sich neu an.",
    "back": "Zurück zur Statusseite",
    "manage": "Ihre Anmeldung",
}
PAGE = {Language.ENGLISH: _ENGLISH, Language.GERMAN: _GERMAN}


def moment(at: dt.datetime, language: Language) -> str:
    utc = at.astimezone(dt.UTC)
    return f"{date(utc.date(), language)}, {utc:%H:%M} UTC"


def date(day: dt.date, language: Language) -> str:
    if language is Language.GERMAN:
        return f"{day:%d.%m.%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def per_cent(uptime: float | None, language: Language) -> str:
    """To three decimals, as everywhere; a dash where nothing is known."""
    if uptime is None:
        return "–"
    text = f"{uptime:.3f} %"
    return text.replace(".", ",") if language is Language.GERMAN else text
