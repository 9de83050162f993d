"""Quiet hours: when a channel holds what can wait until the morning. Pure."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class QuietHours:
    """From one time of the day to another, over midnight if the second is the earlier one."""

    starts: dt.time
    ends: dt.time
    time_zone: str
    wakes_for_critical: bool = True

    def hold_until(self, now: dt.datetime, *, is_critical: bool) -> dt.datetime | None:
        """When the quiet hours that hold `now` end; None when nothing is held.

        Times are the wall clock's: where it is put forward or back the hours shift with it.
        """
        if is_critical and self.wakes_for_critical:
            return None
        local = now.astimezone(ZoneInfo(self.time_zone))
        if not self._holds(local.time()):
            return None
        end = dt.datetime.combine(local.date(), self.ends, local.tzinfo)
        if self.ends <= local.time():
            end = dt.datetime.combine(local.date() + dt.timedelta(days=1), self.ends, local.tzinfo)
        # An hour that the clock jumps over, or shows twice, may lie before now.
        return max(end.astimezone(dt.UTC), now)

    def _holds(self, time: dt.time) -> bool:
        if self.starts <= self.ends:
            return self.starts <= time < self.ends
        return time >= self.starts or time < self.ends


def as_minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def from_minutes(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes % _DAY_MINUTES, 60))
