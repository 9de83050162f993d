"""From what a fetch brought to what we believe of a site. Pure, and slow to believe the worst."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

from chalicelib.adapters.http_fetcher import Fetched, FetchFailed, FetchFailure, FetchResult
from chalicelib.events.monitoring import Evidence
from chalicelib.monitoring import certificate_rule
from chalicelib.monitoring.evidence import evidence_of
from chalicelib.sites.model import SiteStatus


class Reason(StrEnum):
    """Why a status was given, for programs; the screens have words for each."""

    ANSWERED = "answered"
    SLOW = "slow"
    CERTIFICATE_ENDS = "certificate_ends"
    ACCESS_DENIED = "access_denied"
    HTTP_ERROR = "http_error"
    DATABASE_ERROR = "database_error"
    FATAL_ERROR = "fatal_error"
    ERROR_PAGE = "error_page"
    BLANK_PAGE = "blank_page"
    INSTALLER = "installer"
    MAINTENANCE = "maintenance"
    NAME_NOT_FOUND = "name_not_found"
    NAME_LOOKUP_FAILED = "name_lookup_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_INVALID = "tls_invalid"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_OF_OTHERS = "certificate_of_others"
    TIMED_OUT = "timed_out"
    BAD_RESPONSE = "bad_response"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ADDRESS_REFUSED = "address_refused"
    PROBE_BLIND = "probe_blind"
    # Of monitors alone:
    STATUS_UNEXPECTED = "status_unexpected"
    KEYWORD_MISSING = "keyword_missing"
    KEYWORD_FOUND = "keyword_found"
    JSON_MISMATCH = "json_mismatch"
    REDIRECTED = "redirected"
    NOT_REDIRECTED = "not_redirected"
    DNS_CHANGED = "dns_changed"
    DOMAIN_ENDS = "domain_ends"
    DOMAIN_ENDED = "domain_ended"
    DOMAIN_UNKNOWN = "domain_unknown"
    HEARTBEAT_MISSED = "heartbeat_missed"
    HEARTBEAT_FAILED = "heartbeat_failed"
    HEARTBEAT_OVERRUN = "heartbeat_overrun"
    SECRETS_SEALED = "secrets_sealed"


@dataclass(frozen=True)
class Verdict:
    """What one fetch says about a site."""

    status: SiteStatus
    reason: Reason
    status_code: int | None = None
    response_ms: int | None = None
    detail: str = ""
    # What was seen, of what is offline; it decides nothing.
    address: str = field(default="", compare=False)
    evidence: Evidence | None = field(default=None, compare=False)


BLIND = Verdict(SiteStatus.UNKNOWN, Reason.PROBE_BLIND)
"""What a look says that failed as it would fail if we could not see."""

# What a visitor sees decides. A first try may take this long; what only the patient second one
# gets is slow, and slow is not offline.
FIRST_TRY_SECONDS = 15.0
SECOND_TRY_SECONDS = 30.0

# With fewer sites than this, all of them failing may well be their own doing.
_ENOUGH_TO_DOUBT_OURSELVES = 5
_NEARLY_ALL = 0.8
_SEVERAL_SERVERS = 3

_DENIED = frozenset({401, 403, 406, 429})
_SERVICE_UNAVAILABLE = 503
_FEW_WORDS = 400
_SMALL_PAGE = 8192
_TAIL = 16 * 1024

# wp_die(), which WordPress uses for its own last words, in every language.
_ERROR_PAGE = re.compile(rb"<body[^>]{0,200}\bid=[\"']error-page[\"']", re.IGNORECASE)
# PHP prints an error where the page should go on; after a real one no page follows.
_PHP_ERROR = re.compile(
    rb"(?:<b>)?(?:Fatal|Parse) error(?:</b>)?:\s.{1,4000}?\son line (?:<b>)?\d+", re.DOTALL
)
# Where WordPress without tables or without wp-config.php sends its visitors, and how it looks there
# in every language: a body class and a stylesheet that no page of a site has together.
_INSTALLER_PATHS = ("/wp-admin/install.php", "/wp-admin/setup-config.php")
_INSTALLER_BODY = re.compile(rb"<body[^>]{0,200}\bclass=[\"'][^\"'>]{0,200}\bwp-core-ui\b")
_INSTALLER_STYLE = re.compile(rb"/wp-admin/css/install(?:-rtl)?(?:\.min)?\.css")
_TAG = re.compile(rb"<[^<>]*>")
_PAGE_END = re.compile(rb"</html\s*>", re.IGNORECASE)

_DATABASE_ERROR = tuple(
    phrase.encode()
    for phrase in (
        "Error establishing a database connection",
        "Fehler beim Aufbau einer Datenbankverbindung",
        "Erreur lors de la connexion à la base de données",
        "Error al establecer una conexión con la base de datos",
        "Errore nello stabilire una connessione al database",
        "Fout bij het maken van een databaseverbinding",
        "Fout bij het maken van een verbinding met de database",
        "Erro ao estabelecer uma conexão com o banco de dados",
        "Erro ao estabelecer uma ligação à base de dados",
        "Błąd nawiązywania połączenia z bazą danych",
        "Ett fel uppstod vid upprättande av en databasanslutning",
        "Chyba při navazování spojení s databází",
    )
)
_CRITICAL_ERROR = tuple(
    phrase.encode()
    for phrase in (
        "There has been a critical error on",
        "Es gab einen kritischen Fehler auf",
        "Il y a eu une erreur critique sur",
        "Ha habido un error crítico en",
        "Si è verificato un errore critico",
        "Er heeft zich een kritieke fout voorgedaan",
        "Er is een kritieke fout opgetreden",
        "Ocorreu um erro crítico",
        "Houve um erro crítico",
        "Wystąpił błąd krytyczny",
    )
)
_MAINTENANCE = tuple(
    phrase.encode()
    for phrase in (
        "maintenance",
        "Briefly unavailable",
        "Wartungsarbeiten",
        "Wartungsmodus",
        "mantenimiento",
        "manutenzione",
        "manutenção",
        "onderhoud",
        "konserwac",
        "underhåll",
        "údržb",
    )
)
_CORE_MAINTENANCE = tuple(
    phrase.encode()
    for phrase in (
        "Briefly unavailable for scheduled maintenance",
        "Wegen Wartungsarbeiten ist diese Website kurzzeitig nicht verfügbar",
    )
)

_FAILURES = {
    FetchFailure.REFUSED: (SiteStatus.UNKNOWN, Reason.ADDRESS_REFUSED),
    FetchFailure.NAME_NOT_FOUND: (SiteStatus.OFFLINE, Reason.NAME_NOT_FOUND),
    FetchFailure.NAME_LOOKUP_FAILED: (SiteStatus.OFFLINE, Reason.NAME_LOOKUP_FAILED),
    FetchFailure.CONNECTION_FAILED: (SiteStatus.OFFLINE, Reason.CONNECTION_FAILED),
    FetchFailure.TLS_INVALID: (SiteStatus.OFFLINE, Reason.TLS_INVALID),
    FetchFailure.CERTIFICATE_EXPIRED: (SiteStatus.OFFLINE, Reason.CERTIFICATE_EXPIRED),
    FetchFailure.CERTIFICATE_OF_OTHERS: (SiteStatus.OFFLINE, Reason.CERTIFICATE_OF_OTHERS),
    FetchFailure.TIMED_OUT: (SiteStatus.OFFLINE, Reason.TIMED_OUT),
    FetchFailure.BAD_RESPONSE: (SiteStatus.OFFLINE, Reason.BAD_RESPONSE),
    FetchFailure.TOO_MANY_REDIRECTS: (SiteStatus.OFFLINE, Reason.TOO_MANY_REDIRECTS),
}
# What our own broken network or resolver would look like.
_COULD_BE_US = frozenset(
    {
        FetchFailure.NAME_NOT_FOUND,
        FetchFailure.NAME_LOOKUP_FAILED,
        FetchFailure.CONNECTION_FAILED,
        FetchFailure.TIMED_OUT,
    }
)


def judge_fetch(result: FetchResult, *, at: dt.datetime) -> Verdict | None:
    """What a fetch at this moment says about its site; None when it never took place."""
    if isinstance(result, FetchFailed):
        verdict = judge_failure(result)
    else:
        verdict = _judge_answer(result, at=at)
    return with_evidence(verdict, result)


def with_evidence(verdict: Verdict | None, result: FetchResult) -> Verdict | None:
    """Bad news with what was seen, for people to judge later."""
    if verdict is None or verdict.status is not SiteStatus.OFFLINE:
        return verdict
    return replace(verdict, address=result.address, evidence=evidence_of(result))


def _judge_answer(result: Fetched, *, at: dt.datetime) -> Verdict:
    status, reason = _judge_page(result)
    if status is SiteStatus.ONLINE and (ending := certificate_ending(result, at=at)):
        return ending
    detail = f"HTTP {result.status_code}" if reason is Reason.HTTP_ERROR else ""
    return verdict_on(result, status, reason, detail)


def verdict_on(page: Fetched, status: SiteStatus, reason: Reason, detail: str = "") -> Verdict:
    return Verdict(
        status=status,
        reason=reason,
        status_code=page.status_code,
        response_ms=page.elapsed_ms,
        detail=detail,
    )


def certificate_ending(page: Fetched, *, at: dt.datetime) -> Verdict | None:
    """What to say of a page that is well, but whose certificate will not be for long."""
    certificate = page.certificate
    if certificate is None or not certificate_rule.ends_soon(certificate, at=at):
        return None
    detail = certificate_rule.named(certificate)
    return verdict_on(page, SiteStatus.DEGRADED, Reason.CERTIFICATE_ENDS, detail)


def last_words(page: Fetched) -> tuple[SiteStatus, Reason] | None:
    """What WordPress or PHP says of itself on a page that is not the one meant."""
    if _is_maintenance(page):
        return SiteStatus.MAINTENANCE, Reason.MAINTENANCE
    broken = _broken_wordpress(page)
    return (SiteStatus.OFFLINE, broken) if broken else None


def needs_second_look(verdict: Verdict | None, known: str) -> bool:
    """Whether this is news bad enough to look again before anybody believes it."""
    return (
        verdict is not None
        and verdict.status not in (SiteStatus.ONLINE, SiteStatus.UNKNOWN)
        and verdict.status != known
    )


def second_opinion(first: Verdict, second: Verdict | None) -> Verdict | None:
    """What to believe after the repeated fetch of a bad first one."""
    if second is None:
        return None
    if first.reason is Reason.TIMED_OUT and second.status is SiteStatus.ONLINE:
        if (second.response_ms or 0) < FIRST_TRY_SECONDS * 1000:
            return second
        return Verdict(SiteStatus.DEGRADED, Reason.SLOW, second.status_code, second.response_ms)
    return second


def are_we_blind(results: Sequence[object]) -> bool:
    """Whether so many unrelated sites failed at once that the trouble must be ours.

    Pass the results of sites that were not known to be offline before.
    """
    failed = [r for r in results if isinstance(r, FetchFailed) and r.failure in _COULD_BE_US]
    # Sites on one server share its fate; without an address each name stands for itself.
    servers = {failure.address or failure.url for failure in failed}
    return (
        len(results) >= _ENOUGH_TO_DOUBT_OURSELVES
        and len(failed) >= _NEARLY_ALL * len(results)
        and len(servers) >= _SEVERAL_SERVERS
    )


def is_witness_blind(controls: Sequence[FetchResult]) -> bool:
    """Whether a region that is asked about others' doubts sees nothing itself.

    Pass its fetches of sites that another region has seen well a moment ago. The sites in doubt
    say nothing about it: they may really be offline, all of them.
    """
    failed = [r for r in controls if could_be_us(r)]
    return 2 * len(failed) > len(controls)


def could_be_us(result: object) -> bool:
    """Whether a look failed in a way in which our own broken network would fail."""
    return isinstance(result, FetchFailed) and result.failure in _COULD_BE_US


def judge_failure(failed: FetchFailed) -> Verdict | None:
    """What it says that nothing came back; None when nobody asked."""
    if failed.failure is FetchFailure.NOT_ATTEMPTED:
        return None
    status, reason = _FAILURES[failed.failure]
    return Verdict(status=status, reason=reason, detail=failed.detail)


def _judge_page(page: Fetched) -> tuple[SiteStatus, Reason]:
    code = page.status_code
    if code in _DENIED or "cf-mitigated" in page.headers:
        # A firewall or a login stops us, not the visitors.
        return SiteStatus.DEGRADED, Reason.ACCESS_DENIED
    if said := last_words(page):
        return said
    if code >= 400:  # noqa: PLR2004
        return SiteStatus.OFFLINE, Reason.HTTP_ERROR
    if not page.body.strip() and not page.truncated:
        return SiteStatus.OFFLINE, Reason.BLANK_PAGE
    return SiteStatus.ONLINE, Reason.ANSWERED


def _is_maintenance(page: Fetched) -> bool:
    if page.status_code == _SERVICE_UNAVAILABLE:
        return _says(page.body.lower(), tuple(phrase.lower() for phrase in _MAINTENANCE))
    return _is_last_word(page.body) and _says(page.body, _CORE_MAINTENANCE)


def _is_installer(page: Fetched) -> bool:
    """WordPress has lost its tables or its configuration, and offers itself to the first comer."""
    if urlsplit(page.url).path.endswith(_INSTALLER_PATHS):
        return True
    return (
        b"wp-core-ui" in page.body  # hardly ever, and at next to no cost
        and _INSTALLER_BODY.search(page.body) is not None
        and _INSTALLER_STYLE.search(page.body) is not None
    )


def _broken_wordpress(page: Fetched) -> Reason | None:
    """Why this is no page of the site but WordPress or PHP giving up, whatever the code says."""
    body = page.body
    if _is_installer(page):
        return Reason.INSTALLER
    if _is_last_word(body):
        if _says(body, _DATABASE_ERROR):
            return Reason.DATABASE_ERROR
        if _says(body, _CRITICAL_ERROR):
            return Reason.FATAL_ERROR
        if _is_wp_die(body):
            return Reason.ERROR_PAGE
    return Reason.FATAL_ERROR if _ends_in_php_error(page) else None


def _ends_in_php_error(page: Fetched) -> bool:
    tail = page.body[-_TAIL:]
    if page.truncated or b" error" not in tail:  # nearly every page, at next to no cost
        return False
    error = _PHP_ERROR.search(tail)
    return error is not None and not _PAGE_END.search(tail, error.end())


def _is_last_word(body: bytes) -> bool:
    # An article about database errors quotes these phrases too, but it says more than that.
    if _is_wp_die(body):
        return True
    return len(body) < _SMALL_PAGE and len(_TAG.sub(b"", body).strip()) < _FEW_WORDS


def _is_wp_die(body: bytes) -> bool:
    return b"error-page" in body and bool(_ERROR_PAGE.search(body))


def _says(body: bytes, phrases: tuple[bytes, ...]) -> bool:
    return any(phrase in body for phrase in phrases)
