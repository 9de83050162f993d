"""When a digest is told: at an hour of the wall clock, each day or on one day of the week. Pure."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_WEEK = 7


@dataclass(frozen=True)
class DigestTime:
    hour: int
    time_zone: str
    weekday: int | None = None  # Monday is 1; None: every day

    def next_after(self, now: dt.datetime) -> dt.datetime:
        """An hour that the clock jumps over is told right after it, one shown twice the first."""
        zone = ZoneInfo(self.time_zone)
        today = now.astimezone(zone).date()
        return next(
            at
            for days in range(_WEEK + 1)
            if self._is_wanted(day := today + dt.timedelta(days=days))
            and (at := self._on(day, zone)) > now
        )

    def _is_wanted(self, day: dt.date) -> bool:
        return self.weekday is None or day.isoweekday() == self.weekday

    def _on(self, day: dt.date, zone: ZoneInfo) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(self.hour), zone).astimezone(dt.UTC)
