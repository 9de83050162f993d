"""The secrets of monitors, opened where they are sent and nowhere else."""

import base64
from typing import TYPE_CHECKING

from chalicelib.adapters.sealer import SealBroken
from chalicelib.monitoring.monitor import SEAL, MonitorKind, seal_owner
from chalicelib.monitoring.monitor_settings import Secrets, origin_of

if TYPE_CHECKING:
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.events.monitoring import MonitorTarget

_MOST_KEPT = 2000


class OpenedSecrets:
    """Opens each once per container: once per minute and monitor KMS would cost more than all
    probes together."""

    def __init__(self, sealer: "Sealer") -> None:
        self._sealer = sealer
        self._opened: dict[tuple[str, str], Secrets] = {}

    def of(self, target: "MonitorTarget") -> Secrets:
        """Raises SealBroken, also for what was sealed for another address, or SealUnavailable."""
        if not target.sealed_secrets:
            return Secrets()
        owner = seal_owner(target.monitor_id, origin_of(MonitorKind(target.kind), target.address))
        key = target.sealed_secrets, owner
        if key not in self._opened:
            if len(self._opened) >= _MOST_KEPT:
                self._opened.clear()
            self._opened[key] = self._open(target.sealed_secrets, owner)
        return self._opened[key]

    def _open(self, sealed: str, owner: str) -> Secrets:
        plain = self._sealer.open(base64.b64decode(sealed), purpose=SEAL, owner=owner)
        try:
            return Secrets.model_validate_json(plain)
        except ValueError:
            raise SealBroken from None
