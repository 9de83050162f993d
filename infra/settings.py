"""Every difference between the stages, in one place. Imports nothing: tests and tools read it.

What differs between *agencies* (domain, sender address, name) is no stage setting: those are
parameters of the templates, given at deployment, so nobody has to edit code to deploy.
"""

from dataclasses import dataclass


class BadStage(Exception):
    """A stage is set up in a way that must not be deployed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSettings:
    """One stage: what it costs, how long it keeps things, how it changes versions."""

    name: str
    keeps_data: bool
    """Data outlives the stack: retained tables and buckets, deletion and termination protection."""
    log_retention_days: int
    queue_visibility_multiple: int
    """Visibility timeout as a multiple of the function's; AWS advises six."""
    max_receive_count: int
    """How often a message is tried before it goes to the dead letters."""
    requests_per_second: int
    """Ceiling of the API as a whole; the API's own limits per actor are much lower."""
    aurora_min_acu: float
    aurora_max_acu: float
    aurora_reader: bool
    endpoint_zones: int
    """Availability zones with an interface endpoint; each costs about $7 per endpoint and month."""
    backup_days: int
    restore_testing: bool
    backup_lock_days: int
    """Object lock of the backups bucket: nobody, not even an administrator, shortens it."""
    audit_lock_days: int
    """Object lock of the audit log's anchors; a log is as old as its oldest anchor proves."""
    blue_green: bool
    firewall: bool
    probe_regions: tuple[str, ...] = ()
    """Regions that live in the app stack itself, home first. In AWS each is a stack of its own."""

    def __post_init__(self) -> None:
        if self.queue_visibility_multiple < 1:
            raise BadStage(f"{self.name}: a message would come back while it is still worked on.")
        if self.keeps_data and self.is_local:
            raise BadStage("The local stage is thrown away with its folder; it keeps nothing.")
        if self.probe_regions and not self.is_local:
            raise BadStage(f"{self.name}: in AWS a region of probes is a stack in that region.")
        if not 1 <= self.backup_days <= 35:  # noqa: PLR2004 - the window AWS Backup offers
            raise BadStage(f"{self.name}: continuous backups reach back 1 to 35 days.")

    @property
    def is_local(self) -> bool:
        return self.name == "local"

    @property
    def prefix(self) -> str:
        """Every physical name starts with this."""
        return f"wingman-{self.name}-"


LOCAL = StageSettings(
    name="local",
    keeps_data=False,
    log_retention_days=7,
    # Short, so that a killed worker's messages come back within a test's patience.
    queue_visibility_multiple=1,
    max_receive_count=3,
    requests_per_second=1_000,
    aurora_min_acu=0,
    aurora_max_acu=1,
    aurora_reader=False,
    endpoint_zones=1,
    backup_days=1,
    restore_testing=False,
    backup_lock_days=1,
    audit_lock_days=1,
    blue_green=False,
    firewall=False,
    probe_regions=("north", "east", "south"),
)

DEV = StageSettings(
    name="dev",
    keeps_data=False,
    log_retention_days=7,
    queue_visibility_multiple=6,
    max_receive_count=5,
    requests_per_second=50,
    aurora_min_acu=0,
    aurora_max_acu=2,
    aurora_reader=False,
    endpoint_zones=1,
    backup_days=1,
    restore_testing=False,
    backup_lock_days=1,
    audit_lock_days=1,
    blue_green=False,
    firewall=False,
)

STAGING = StageSettings(
    name="staging",
    keeps_data=False,
    log_retention_days=30,
    queue_visibility_multiple=6,
    max_receive_count=5,
    requests_per_second=100,
    aurora_min_acu=0,
    aurora_max_acu=4,
    aurora_reader=False,
    endpoint_zones=1,
    backup_days=7,
    restore_testing=False,
    backup_lock_days=1,
    audit_lock_days=1,
    blue_green=True,
    firewall=False,
)

PRODUCTION = StageSettings(
    name="production",
    keeps_data=True,
    log_retention_days=90,
    queue_visibility_multiple=6,
    max_receive_count=5,
    requests_per_second=500,
    # Relay and heartbeat check speak to the database every five minutes: it would never pause.
    aurora_min_acu=0.5,
    aurora_max_acu=16,
    aurora_reader=False,
    endpoint_zones=2,
    backup_days=35,
    restore_testing=True,
    backup_lock_days=30,
    audit_lock_days=1095,
    blue_green=True,
    firewall=True,
)

STAGES: dict[str, StageSettings] = {
    stage.name: stage for stage in (LOCAL, DEV, STAGING, PRODUCTION)
}
