"""How long a site's history is kept."""

import datetime as dt

from chalicelib.adapters.database import UnitOfWork

MONTHS_OF_SNAPSHOTS = 13
MONTHS_AHEAD = 3
_CODES_KEPT = dt.timedelta(days=30)


def maintain_history(uow: UnitOfWork) -> dict[str, int]:
    """Make the partitions to come, drop those past their time, and purge what nothing refers to.

    Returns how many of each were made or removed.
    """
    connection = uow.connection
    made = connection.execute(
        "select ensure_partitions('site_monitors', 0, %s)", (MONTHS_AHEAD,)
    ).fetchone()
    dropped = connection.execute(
        "select drop_partitions('site_monitors', %s)", (MONTHS_OF_SNAPSHOTS,)
    ).fetchone()
    inventories = connection.execute(
        "delete from site_inventories i where not exists (select from site_monitors m"
        " where m.site_id = i.site_id and m.inventory_hash = i.hash)"
        " and not exists (select from site_state t"
        " where t.site_id = i.site_id and t.inventory_hash = i.hash)"
    )
    codes = connection.execute(
        "delete from pairing_codes where expires_at < %s", (uow.clock.now() - _CODES_KEPT,)
    )
    return {
        "partitions_made": made[0] if made else 0,
        "partitions_dropped": dropped[0] if dropped else 0,
        "inventories": inventories.rowcount,
        "pairing_codes": codes.rowcount,
    }
