"""Later steps of an alert: escalation to a channel that waits for others to answer, and reminders.

A step waits in the outbox and comes back as the alert itself. Whether it is still true is asked
when its time has come, under locks that its end and its acknowledgement take as well: so whichever
of them is first is heeded, and nothing has to be called back.
"""

import datetime as dt
from typing import TYPE_CHECKING

from chalicelib.events.monitoring import AlertRaised, AlertStep
from chalicelib.identity import service as identity
from chalicelib.monitoring import silence, unanswered
from chalicelib.notifications.alert_store import AlertStore
from chalicelib.notifications.channel import Route, SealedChannel
from chalicelib.notifications.channel_store import ChannelStore
from chalicelib.notifications.routing import Telling, hold, rule_of
from chalicelib.notifications.several import clients_of, narrowed
from chalicelib.notifications.telling import tell_addresses, tell_channel
from chalicelib.sites import status
from chalicelib.sites.model import Severity

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

MOST_REMINDERS = 24


def plan_escalation(uow: "UnitOfWork", alert: AlertRaised, telling: Telling) -> None:
    step = AlertStep(channel_id=telling.channel_id)
    _plan(uow, alert, step, at=uow.clock.now() + telling.after)


def plan_reminders(
    uow: "UnitOfWork", alert: AlertRaised, telling: Telling, *, told_at: dt.datetime
) -> None:
    """Only what can be acknowledged is repeated: nobody could end anything else."""
    if telling.repeats_every is not None and alert.incident_id is not None:
        step = AlertStep(channel_id=telling.channel_id, number=1)
        _plan(uow, alert, step, at=told_at + telling.repeats_every)


def take(uow: "UnitOfWork", alert: AlertRaised, step: AlertStep) -> None:
    """Tell it if it is still true and nobody has answered. Doing it again tells nobody twice."""
    since = _unanswered_since(uow, alert)
    watched = _still_watched(uow, alert)
    if since is None or watched is None:
        return
    sealed = ChannelStore(uow.connection).find(step.channel_id)
    if sealed is None or not sealed.channel.is_enabled:
        _tell_admins_instead(uow, watched, step, since=since)
        return
    rule = _rule_today(sealed, watched)
    if rule is None:
        return  # somebody has taken it out since
    held_until = _held_until(uow, watched, rule)
    if held_until is not None:
        _plan(uow, alert, step, at=held_until)
    elif step.number == 0:
        _escalate(uow, watched, sealed, rule, since=since)
    else:
        _remind(uow, watched, sealed, rule, step, since=since)


def _unanswered_since(uow: "UnitOfWork", alert: AlertRaised) -> dt.datetime | None:
    since = AlertStore(uow.connection).lock_open(alert.subject_key)
    if since is None or alert.incident_id is None:
        return since
    return since if unanswered.lock(uow, alert.incident_id) else None


def _tell_admins_instead(
    uow: "UnitOfWork", alert: AlertRaised, step: AlertStep, *, since: dt.datetime
) -> None:
    """A channel that is off or gone loses no escalation; a reminder ends with it."""
    if step.number > 0:
        return
    told = tell_addresses(uow, _escalated(uow, alert, since), identity.list_admin_emails(uow))
    if told and alert.incident_id is not None:
        unanswered.note_escalation(uow, alert.incident_id, to="")


def _escalate(
    uow: "UnitOfWork",
    alert: AlertRaised,
    sealed: SealedChannel,
    rule: Route,
    *,
    since: dt.datetime,
) -> None:
    channel = sealed.channel
    if tell_channel(uow, _escalated(uow, alert, since), sealed):
        if alert.incident_id is not None:
            unanswered.note_escalation(uow, alert.incident_id, to=channel.name)
        telling = Telling(channel.id, repeats_every=rule.repeats_every)
        plan_reminders(uow, alert, telling, told_at=uow.clock.now())


def _remind(
    uow: "UnitOfWork",
    alert: AlertRaised,
    sealed: SealedChannel,
    rule: Route,
    step: AlertStep,
    *,
    since: dt.datetime,
) -> None:
    if rule.repeats_every is None or alert.incident_id is None:
        return
    number, now = step.number, uow.clock.now()
    is_last = number >= MOST_REMINDERS
    about = {
        "kind": "reminder",
        "number": number,
        "is_last": is_last,
        "since": since.isoformat(),
        "at": now.isoformat(),
    }
    told = alert.model_copy(
        update={
            "subject_key": f"{alert.subject_key}:reminder:{number}",
            "subject": f"Reminder: {alert.subject}",
            "context": {**alert.context, "step": about},
        }
    )
    if tell_channel(uow, told, sealed):
        unanswered.note_reminder(uow, alert.incident_id, to=sealed.channel.name)
        if not is_last:
            following = step.model_copy(update={"number": number + 1})
            _plan(uow, alert, following, at=now + rule.repeats_every)


def _escalated(uow: "UnitOfWork", alert: AlertRaised, since: dt.datetime) -> AlertRaised:
    """Under the same key: so its end is told to whoever hears of it now."""
    now = uow.clock.now()
    about = {
        "kind": "escalation",
        "asked": AlertStore(uow.connection).list_asked(alert.subject_key, at=now),
        "since": since.isoformat(),
        "at": now.isoformat(),
    }
    return alert.model_copy(
        update={
            "subject": f"Escalation: {alert.subject}",
            "context": {**alert.context, "step": about},
        }
    )


def _plan(uow: "UnitOfWork", alert: AlertRaised, step: AlertStep, *, at: dt.datetime) -> None:
    uow.publish_later(alert.model_copy(update={"step": step}), not_before=at)


def _still_watched(uow: "UnitOfWork", alert: AlertRaised) -> AlertRaised | None:
    """What was removed or paused since worries nobody any more."""
    if alert.sites:
        watched = {w.site_id for w in status.list_watched(uow, [s.site_id for s in alert.sites])}
        sites = [site for site in alert.sites if site.site_id in watched]
        left = alert.model_copy(update={"sites": sites})
        return narrowed(left, clients_of(left)) if sites else None
    if alert.site_id is None or status.list_watched(uow, [alert.site_id]):
        return alert
    return None


def _rule_today(sealed: SealedChannel, alert: AlertRaised) -> Route | None:
    severity = Severity(alert.severity)
    rules = (rule_of(sealed.channel, client_id, severity) for client_id in clients_of(alert))
    return next((rule for rule in rules if rule is not None and rule.digest is None), None)


def _held_until(uow: "UnitOfWork", alert: AlertRaised, rule: Route) -> dt.datetime | None:
    """As a first notice would be: by quiet hours, and while all its sites are in maintenance."""
    now = uow.clock.now()
    quiet_until = hold(rule, severity=Severity(alert.severity), now=now)
    if quiet_until is not None and quiet_until > now:
        return quiet_until
    site_ids = [alert.site_id, *(site.site_id for site in alert.sites)]
    silences = [silence.find_silence(uow, site_id) for site_id in site_ids if site_id is not None]
    known = [one.until for one in silences if one is not None]
    return min(known) if known and len(known) == len(silences) else None
