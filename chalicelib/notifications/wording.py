"""What a condition means, in words for people who have other things to do. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Wording:
    """`means`: what it is. `advice`: what to do first. `ended`: what is true again."""

    means: str
    advice: str
    ended: str


_WORDINGS = {
    "maintenance_lasts": Wording(
        means="Visitors have seen a maintenance page for longer than an update takes.",
        advice="If nobody is working on the site, an update was probably cut off: delete the file "
        ".maintenance in the folder of WordPress, and look whether the update is complete.",
        ended="The maintenance page is gone; visitors see the site again.",
    ),
    "site_offline": Wording(
        means="Visitors cannot use the site at the moment.",
        advice="Open the site yourself. If it stays away, ask its host whether server and "
        "database are running, and look at what was changed last.",
        ended="Visitors can use the site again.",
    ),
    "sites_offline": Wording(
        means="Visitors cannot use these sites at the moment. They went offline together and have "
        "their server or their provider in common, so the cause is most likely there.",
        advice="Ask the host whether the server and its network are running. What was changed on "
        "a single site is less likely to be the reason.",
        ended="Visitors can use all of these sites again.",
    ),
    "connection_moved": Wording(
        means="The plugin finds itself at another address than the one it was paired for. It has "
        "stopped reporting and takes no commands, because this may be a copy of the site.",
        advice="If the site has really moved, pair it again under its new address in wp-admin. "
        "If it is a copy, delete the plugin there.",
        ended="The plugin is connected at its own address again.",
    ),
    "disk_low": Wording(
        means="The disk of the server is nearly full. A full disk stops uploads, updates and "
        "backups, and can damage the database.",
        advice="Remove old backups and logs from the server, or ask the host for more space.",
        ended="There is enough free space on the disk again.",
    ),
    "fatal_errors": Wording(
        means="PHP has crashed many times within a day. Some visitors see an error page.",
        advice="The file in the newest error usually names the plugin or theme to update or to "
        "switch off.",
        ended="The crashes have become rare again.",
    ),
    "heartbeat_overdue": Wording(
        means="The plugin has not reported for more than two hours. The site itself may be fine.",
        advice="Check that the plugin is active and that WP-Cron runs.",
        ended="The plugin reports again.",
    ),
    "cron_dead": Wording(
        means="WordPress no longer runs its scheduled tasks: no scheduled posts, no automatic "
        "updates, no reports.",
        advice="Check DISABLE_WP_CRON in wp-config.php and the cron job of the server.",
        ended="Scheduled tasks run again.",
    ),
    "site_health_critical": Wording(
        means="WordPress' own Site Health screen shows critical issues.",
        advice="Open Tools, Site Health in wp-admin and follow its hints.",
        ended="Site Health shows no critical issue any more.",
    ),
    "php_outdated": Wording(
        means="This version of PHP gets no more security fixes, or will soon get none.",
        advice="Choose a supported version in the hosting panel, after a backup.",
        ended="The site runs a supported version of PHP.",
    ),
    "core_outdated": Wording(
        means="A newer WordPress is available.",
        advice="Update it, after a backup.",
        ended="The site runs a current WordPress.",
    ),
    "updates_waiting": Wording(
        means="Plugins or themes wait for an update.",
        advice="Update them, after a backup.",
        ended="Plugins and themes are up to date.",
    ),
    "slower_than_usual": Wording(
        means="The site answers much slower than it usually does at this hour.",
        advice="Look at what was changed about then: an update, a new plugin, a campaign. If "
        "nothing was, ask the host how busy the server is.",
        ended="The site answers as fast as usual again.",
    ),
    "monitor_http": Wording(
        means="A monitor does not get the answer that it should.",
        advice="Open the address yourself, and compare what comes with the rules of the monitor.",
        ended="The answer is as it should be again.",
    ),
    "monitor_tcp": Wording(
        means="A port that should take connections does not.",
        advice="Check that the service behind it runs, and that no firewall stands before it.",
        ended="The port takes connections again.",
    ),
    "monitor_dns": Wording(
        means="The DNS names other servers than it should. Visitors or mails may end elsewhere.",
        advice="If you have changed it, enter the new records in the monitor. If nobody has, "
        "secure the account at the registrar and the DNS provider at once.",
        ended="The DNS names the right servers again.",
    ),
    "monitor_domain": Wording(
        means="The registration of the domain runs out. Without it neither site nor mail works, "
        "and others may register it.",
        advice="Renew it at its registrar, and see why it was not renewed by itself.",
        ended="The registration has been renewed.",
    ),
    "monitor_heartbeat": Wording(
        means="A job that should report regularly has failed, or has not reported.",
        advice="Look at the log of the job, and at whether its schedule still runs.",
        ended="The job reports as it should again.",
    ),
}
# In the past tense: the letters at the beginning and at the end both quote them.
_OFFLINE_REASONS = {
    "http_error": "The server answered with an error.",
    "database_error": "WordPress could not reach its database.",
    "fatal_error": "PHP crashed while it made the page.",
    "error_page": "WordPress showed an error page instead of the site.",
    "blank_page": "The page was blank.",
    "installer": "WordPress showed its installer instead of the site: its database or its "
    "wp-config.php had gone. Whoever came first could have set it up anew.",
    "name_not_found": "The domain name did not exist.",
    "name_lookup_failed": "The domain name could not be looked up.",
    "connection_failed": "The server took no connection.",
    "tls_invalid": "The certificate of the site was not valid, so browsers refused it.",
    "certificate_expired": "The certificate of the site had run out, so browsers refused it.",
    "certificate_of_others": "The server showed a certificate for other names: the domain may "
    "lead to another server.",
    "timed_out": "The server did not answer in time.",
    "bad_response": "What the server sent was no web page.",
    "too_many_redirects": "The site redirected in circles.",
}

_MOST_SITES = 20


_MONITOR_REASONS = {
    **_OFFLINE_REASONS,
    "status_unexpected": "The status code was not one of those expected.",
    "keyword_missing": "A word that should be there was missing.",
    "keyword_found": "A word that should not be there was found.",
    "json_mismatch": "A value in the answer was not as it should be.",
    "redirected": "There was a redirect where none should be.",
    "not_redirected": "There was no redirect, or it led elsewhere.",
    "certificate_ends": "The certificate had little time left.",
    "dns_changed": "The records had changed.",
    "domain_ends": "The registration had little time left.",
    "domain_ended": "The registration had run out.",
    "heartbeat_missed": "No ping came in time.",
    "heartbeat_failed": "The job said itself that it had failed.",
    "heartbeat_overrun": "The job began and did not end in time.",
}


def wording_of(kind: str) -> Wording:
    return _WORDINGS[kind]


def figures(kind: str, detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts behind a condition, as labelled lines."""
    lines: list[tuple[str, str | None]] = []
    if kind == "site_offline":
        lines = [("Reason", _OFFLINE_REASONS.get(str(detail.get("reason"))))]
    elif kind.startswith("monitor_"):
        lines = [
            ("Monitor", _text(detail.get("monitor"))),
            ("Reason", _MONITOR_REASONS.get(str(detail.get("reason")))),
            ("Seen", _text(detail.get("seen"))),
        ]
    elif kind == "sites_offline":
        lines = [("In common", _place(str(detail.get("shared") or "")))]
    elif kind == "disk_low":
        lines = [("Free space", _share(detail.get("free_bytes"), detail.get("total_bytes")))]
    elif kind == "fatal_errors":
        lines = [
            ("Crashes in 24 hours", _text(detail.get("count_24h"))),
            ("Newest error", _text(detail.get("last"))),
        ]
    elif kind in ("php_outdated", "core_outdated"):
        lines = [
            ("Installed", _text(detail.get("version"))),
            ("Available", _text(detail.get("available"))),
            ("Security fixes end", _text(detail.get("ends_on"))),
        ]
    elif kind == "slower_than_usual":
        lines = [
            ("Usually", _seconds(detail.get("usual_ms"))),
            ("Now", _seconds(detail.get("now_ms"))),
        ]
    return [(label, value) for label, value in lines if value]


def step_note(step: Mapping[str, Any] | None, *, can_be_answered: bool) -> str:
    """Why somebody hears of a problem later than others, or again; empty for a first notice."""
    if step is None:
        return ""
    lasted = span(step["since"], step["at"])
    silence = "Nobody has answered" if can_be_answered else "It has lasted"
    if step["kind"] == "reminder":
        last = " This is the last reminder of this incident." if step["is_last"] else ""
        return f"{silence} for {lasted}. This is reminder {step['number']}.{last}"
    asked = ", ".join(name or "the admins by e-mail" for name in step["asked"])
    told = f" Told so far: {asked}." if asked else ""
    return f"{silence} for {lasted}.{told}"


def moment(iso: str) -> str:
    """An instant as people read it, always in UTC, always saying so."""
    at = dt.datetime.fromisoformat(iso).astimezone(dt.UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def span(start_iso: str, end_iso: str) -> str:
    """How long something lasted, as exactly as anybody cares."""
    lasted = dt.datetime.fromisoformat(end_iso) - dt.datetime.fromisoformat(start_iso)
    minutes = max(1, round(lasted.total_seconds() / 60))
    if minutes < 120:  # noqa: PLR2004
        return _plural(minutes, "minute")
    hours = round(minutes / 60)
    return _plural(hours, "hour") if hours < 48 else _plural(round(hours / 24), "day")  # noqa: PLR2004


def site_lines(sites: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each site with its client; of very many the first, and how many there are."""
    shown = [("Site", f"{site['name']} ({site['client_name']})") for site in sites[:_MOST_SITES]]
    more = len(sites) - len(shown)
    return [*shown, ("And", f"{more} more")] if more > 0 else shown


def site_names(sites: Sequence[Mapping[str, Any]]) -> str:
    """The same in one line."""
    names = [str(site["name"]) for site in sites[:_MOST_SITES]]
    more = len(sites) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _place(shared: str) -> str:
    return f"{shared} (one network)" if "/" in shared else f"{shared} (one server)"


def _share(free: Any, total: Any) -> str | None:
    if not isinstance(free, int) or not isinstance(total, int) or total <= 0:
        return None
    return f"{free / 1024**3:.1f} GB of {total / 1024**3:.0f} GB ({free / total:.0%})"


def _seconds(milliseconds: Any) -> str | None:
    return f"{milliseconds / 1000:.2f} s" if isinstance(milliseconds, int) else None


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "") else None


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
