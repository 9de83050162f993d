"""What letters about an account say, in the recipient's language. Pure.

Braces are filled in by account_letters; a language lacks nothing that another has (see the tests).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letter:
    """`lines` say what it is about, `notes` what to know besides."""

    subject: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    button: str = ""


@dataclass(frozen=True)
class Words:
    """One language."""

    letters: Mapping[str, Letter]
    notices: Mapping[str, Letter]
    roles: Mapping[str, str]
    facts: Mapping[str, str]
    months: tuple[str, ...]
    moment: str
    greeting: str
    footer: str
    # What stands for a name that is no longer known.
    somebody: str
    not_you: str = field(default="")


_ENGLISH = Words(
    letters={
        "invitation": Letter(
            subject="{agency} invites you to WP Wingman",
            lines=(
                "{invited_by} of {agency} has made you a place in WP Wingman, where {agency} looks"
                " after WordPress sites.",
                "{purpose}",
            ),
            button="Accept the invitation",
            notes=(
                "The link opens once, until {expires}. You choose your own password there.",
                "If you did not expect this letter, do nothing: without the link nobody gets in.",
            ),
        ),
        "password_reset": Letter(
            subject="Choose a new password",
            lines=("Somebody, most likely you, asked to set a new password for WP Wingman.",),
            button="Choose a new password",
            notes=(
                "The link opens once, until {expires}. A second factor is still asked for when you"
                " sign in.",
                "If it was not you, do nothing: your password stays as it is.",
            ),
        ),
        "email_change": Letter(
            subject="Confirm your new e-mail address",
            lines=(
                "You want to sign in to WP Wingman with this address from now on. Please confirm"
                " that it is yours.",
            ),
            button="Confirm this address",
            notes=(
                "The link opens once, until {expires}. Until then your old address stays.",
                "If you know nothing of this, do nothing: then nothing changes.",
            ),
        ),
    },
    notices={
        "password_changed": Letter(
            "Your password was changed",
            ("The password of your account was changed. Every other session has ended.",),
        ),
        "email_changed": Letter(
            "Your e-mail address was changed",
            ("Your account now has another e-mail address; this one no longer opens it.",),
        ),
        "address_in_use": Letter(
            "This address already has an account",
            (
                "Somebody wanted to use this e-mail address for their account. It already belongs"
                " to yours, so nothing was changed.",
            ),
        ),
        "factor_added": Letter(
            "A second factor was added", ("Your account has a new second factor.",)
        ),
        "factor_removed": Letter(
            "A second factor was removed", ("Your account has one second factor less.",)
        ),
        "factors_reset": Letter(
            "Your second factors were reset",
            (
                "An admin has removed every second factor of your account and ended all of your"
                " sessions. Sign in with your password and set up a new one.",
            ),
        ),
        "recovery_codes_renewed": Letter(
            "You have new recovery codes",
            ("New recovery codes were made for your account; the old ones open nothing any more.",),
        ),
        "recovery_code_used": Letter(
            "A recovery code was used",
            ("Somebody signed in to your account with one of your recovery codes.",),
        ),
        "new_device": Letter(
            "A new sign-in to your account",
            ("Your account was opened from a device or a place that we have not seen before.",),
        ),
        "token_added": Letter(
            "An access token was made",
            ("A personal access token was made: a program can now act in your name.",),
        ),
        "approver_added": Letter(
            "A colleague has added a passkey",
            (
                "An admin has added a passkey. From tomorrow on it can approve commands that"
                " destroy something.",
            ),
            notes=(
                "If your colleague knows nothing of it, remove the passkey today: deactivate the"
                " account, and ask who has access to {agency}'s systems.",
            ),
        ),
        "channel_disabled": Letter(
            "An alert channel was switched off",
            (
                "What receives the alerts of this channel refuses them for good: its address is"
                " gone or no longer lets us in. From now on these alerts come to the admins by"
                " e-mail.",
            ),
            notes=(
                "Open Channels in WP Wingman, give the channel a new address and send a test. That"
                " switches it on again.",
            ),
        ),
        "command_stopped": Letter(
            "A destructive command was stopped",
            (
                "The platform refused to sign a command that destroys something. It has not"
                " reached the site.",
            ),
            notes=(
                "If nobody of {agency} asked for it, somebody else did: look into the audit log"
                " now, and end all sessions of whoever stands there.",
            ),
        ),
    },
    roles={
        "admin": "You will be an admin: you can do everything, and invite others.",
        "support": "You will be part of the support: you can see the sites and what they need.",
        "client": "You will see how the websites of {client} are doing.",
    },
    facts={"at": "When", "address": "From the address", "device": "With", "detail": "Name"},
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    moment="{day} {month} {year}, {time} UTC",
    greeting="Hello {name},",
    footer="{agency} looks after WordPress sites with WP Wingman. Letters about your account cannot"
    " be switched off.",
    somebody="An admin",
    not_you="If this was not you: choose a new password now, which ends every session, and tell"
    " {agency}.",
)

_GERMAN = Words(
    letters={
        "invitation": Letter(
            subject="{agency} lädt Sie zu WP Wingman ein",
            lines=(
                "{invited_by} von {agency} hat für Sie einen Zugang zu WP Wingman angelegt. Damit"
                " betreut {agency} WordPress-Websites.",
                "{purpose}",
            ),
            button="Einladung annehmen",
            notes=(
                "Der Link gilt ein einziges Mal, bis zum {expires}. Dort wählen Sie Ihr eigenes"
                " Passwort.",
                "Haben Sie mit dieser Einladung nicht gerechnet, tun Sie einfach nichts: Ohne den"
                " Link kommt niemand hinein.",
            ),
        ),
        "password_reset": Letter(
            subject="Neues Passwort wählen",
            lines=(
                "Jemand, vermutlich Sie selbst, möchte für WP Wingman ein neues Passwort setzen.",
            ),
            button="Neues Passwort wählen",
            notes=(
                "Der Link gilt ein einziges Mal, bis zum {expires}. Nach einem zweiten Faktor wird"
                " bei der Anmeldung weiterhin gefragt.",
                "Waren Sie es nicht, tun Sie einfach nichts: Ihr Passwort bleibt, wie es ist.",
            ),
        ),
        "email_change": Letter(
            subject="Neue E-Mail-Adresse bestätigen",
            lines=(
                "Sie möchten sich künftig mit dieser Adresse bei WP Wingman anmelden. Bitte"
                " bestätigen Sie, dass sie Ihnen gehört.",
            ),
            button="Adresse bestätigen",
            notes=(
                "Der Link gilt ein einziges Mal, bis zum {expires}. Bis dahin bleibt Ihre alte"
                " Adresse.",
                "Wissen Sie nichts davon, tun Sie einfach nichts: Dann ändert sich nichts.",
            ),
        ),
    },
    notices={
        "password_changed": Letter(
            "Ihr Passwort wurde geändert",
            ("Das Passwort Ihres Kontos wurde geändert. Alle anderen Sitzungen wurden beendet.",),
        ),
        "email_changed": Letter(
            "Ihre E-Mail-Adresse wurde geändert",
            (
                "Ihr Konto hat jetzt eine andere E-Mail-Adresse. Mit dieser hier können Sie sich"
                " nicht mehr anmelden.",
            ),
        ),
        "address_in_use": Letter(
            "Diese Adresse hat schon ein Konto",
            (
                "Jemand wollte diese E-Mail-Adresse für sein Konto verwenden. Sie gehört schon zu"
                " Ihrem, deshalb wurde nichts geändert.",
            ),
        ),
        "factor_added": Letter(
            "Ein zweiter Faktor ist dazugekommen",
            ("Ihr Konto hat einen neuen zweiten Faktor.",),
        ),
        "factor_removed": Letter(
            "Ein zweiter Faktor wurde entfernt",
            ("Ihr Konto hat einen zweiten Faktor weniger.",),
        ),
        "factors_reset": Letter(
            "Ihre zweiten Faktoren wurden zurückgesetzt",
            (
                "Ein Admin hat alle zweiten Faktoren Ihres Kontos entfernt und alle Ihre Sitzungen"
                " beendet. Melden Sie sich mit Ihrem Passwort an und richten Sie einen neuen ein.",
            ),
        ),
        "recovery_codes_renewed": Letter(
            "Sie haben neue Wiederherstellungscodes",
            (
                "Für Ihr Konto wurden neue Wiederherstellungscodes erzeugt. Die alten gelten nicht"
                " mehr.",
            ),
        ),
        "recovery_code_used": Letter(
            "Ein Wiederherstellungscode wurde verwendet",
            ("Jemand hat sich mit einem Ihrer Wiederherstellungscodes angemeldet.",),
        ),
        "new_device": Letter(
            "Neue Anmeldung bei Ihrem Konto",
            (
                "Ihr Konto wurde von einem Gerät oder einem Ort aus geöffnet, den wir noch nicht"
                " kennen.",
            ),
        ),
        "token_added": Letter(
            "Ein Zugriffstoken wurde angelegt",
            (
                "Ein persönliches Zugriffstoken wurde angelegt: Ein Programm kann jetzt in Ihrem"
                " Namen handeln.",
            ),
        ),
        "approver_added": Letter(
            "Jemand im Team hat einen Passkey hinzugefügt",
            (
                "Jemand mit Administratorrechten hat einen Passkey hinzugefügt. Ab morgen kann er"
                " Befehle freigeben, die etwas zerstören.",
            ),
            notes=(
                "Weiß die Person nichts davon, entfernen Sie den Passkey noch heute: Deaktivieren"
                " Sie das Konto und klären Sie, wer Zugang zu den Systemen von {agency} hat.",
            ),
        ),
        "channel_disabled": Letter(
            "Ein Alarmkanal wurde abgeschaltet",
            (
                "Die Gegenstelle dieses Kanals nimmt Alarme endgültig nicht mehr an: Ihre Adresse"
                " gibt es nicht mehr, oder sie lässt uns nicht mehr hinein. Diese Alarme gehen ab"
                " jetzt per E-Mail an die Admins.",
            ),
            notes=(
                "Öffnen Sie in WP Wingman die Kanäle, tragen Sie eine neue Adresse ein und senden"
                " Sie einen Test. Damit ist der Kanal wieder eingeschaltet.",
            ),
        ),
        "command_stopped": Letter(
            "Ein zerstörender Befehl wurde gestoppt",
            (
                "Die Plattform hat einen Befehl nicht unterschrieben, der etwas zerstört. Er hat"
                " die Website nicht erreicht.",
            ),
            notes=(
                "Hat ihn niemand von {agency} verlangt, war es jemand anderes: Sehen Sie jetzt im"
                " Protokoll nach und beenden Sie alle Sitzungen der Person, die dort steht.",
            ),
        ),
    },
    roles={
        "admin": "Sie werden Admin: Sie können alles und laden andere ein.",
        "support": "Sie gehören zum Support: Sie sehen die Websites und was sie brauchen.",
        "client": "Sie sehen, wie es den Websites von {client} geht.",
    },
    facts={"at": "Wann", "address": "Von der Adresse", "device": "Mit", "detail": "Name"},
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    moment="{day}. {month} {year}, {time} UTC",
    greeting="Guten Tag {name},",
    footer="{agency} betreut WordPress-Websites mit WP Wingman. Briefe über Ihr Konto lassen sich"
    " nicht abbestellen.",
    somebody="Ein Admin",
    not_you="Waren Sie das nicht? Wählen Sie jetzt ein neues Passwort, das beendet alle Sitzungen,"
    " und sagen Sie {agency} Bescheid.",
)

LANGUAGES: Mapping[str, Words] = {"en": _ENGLISH, "de": _GERMAN}


def words_of(locale: str) -> Words:
    """The words of a language; English where we do not speak it."""
    return LANGUAGES.get(locale.partition("-")[0].lower(), _ENGLISH)
