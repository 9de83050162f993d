"""What visitors noticed of an outage: what its owner wants to know, and no more. Pure."""

from collections.abc import Mapping

from chalicelib.monitoring.model import ConditionKind
from chalicelib.monitoring.monitor import MonitorKind
from chalicelib.monitoring.plain_outage import Noticed
from chalicelib.monitoring.probes import Reason

_BY_REASON: Mapping[str, Noticed] = {
    Reason.HTTP_ERROR: Noticed.ERROR_PAGE,
    Reason.DATABASE_ERROR: Noticed.ERROR_PAGE,
    Reason.FATAL_ERROR: Noticed.ERROR_PAGE,
    Reason.ERROR_PAGE: Noticed.ERROR_PAGE,
    Reason.BLANK_PAGE: Noticed.ERROR_PAGE,
    Reason.INSTALLER: Noticed.ERROR_PAGE,
    Reason.TLS_INVALID: Noticed.BROWSER_WARNING,
    Reason.CERTIFICATE_EXPIRED: Noticed.BROWSER_WARNING,
    Reason.CERTIFICATE_OF_OTHERS: Noticed.BROWSER_WARNING,
    Reason.ACCESS_DENIED: Noticed.SHUT_OUT,
    Reason.MAINTENANCE: Noticed.MAINTENANCE_PAGE,
}
_BY_KIND: Mapping[str, Noticed] = {
    ConditionKind.MAINTENANCE_LASTS: Noticed.MAINTENANCE_PAGE,
    f"monitor_{MonitorKind.HTTP}": Noticed.A_PART,
    f"monitor_{MonitorKind.TCP}": Noticed.A_PART,
    f"monitor_{MonitorKind.DNS}": Noticed.NOTHING,
    f"monitor_{MonitorKind.DOMAIN}": Noticed.NOTHING,
    f"monitor_{MonitorKind.HEARTBEAT}": Noticed.NOTHING,
}


def noticed_by_visitors(kind: str, cause: str) -> Noticed:
    """Of an incident of this kind; the reason counts where the site itself was out."""
    return _BY_KIND.get(kind) or _BY_REASON.get(cause, Noticed.NOT_REACHABLE)
