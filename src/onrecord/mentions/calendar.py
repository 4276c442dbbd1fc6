"""Counting days, weeks, months and years from the day a report was published."""

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.model import edtf

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate((("monday",), ("tuesday",), ("wednesday",), ("thursday",), ("friday",), ("saturday",), ("sunday",)))
    for name in names
}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTHS_IN_YEAR, _DAYS_IN_WEEK = 12, 7
_LAST_OF_WINTER = 2  # February
_SOON = 45  # days by which "March 3" may lie ahead of the report and still be this year's


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative expressions count from, as far as it is known.

    ``day`` is set when year, month and day are known; ``year``, ``month`` and ``day_of_month``
    hold what is known otherwise (``XXXX-03-03`` knows the last two).
    """

    day: dt.date | None
    year: int | None
    month: int | None
    day_of_month: int | None

    @classmethod
    def of(cls, published: str | None) -> "Anchor":
        """From an EDTF date; an interval or None knows nothing."""
        found = re.fullmatch(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d)(?:T.*)?)?[~?%]?", published or "")
        if not found:
            return cls(None, None, None, None)
        year, month, day = (int(part) if part and part.isdigit() else None for part in found.groups())
        if not edtf.is_edtf(published or "") or (month and month > _MONTHS_IN_YEAR):
            return cls(None, year, None, None)
        whole = dt.date(year, month, day) if year and month and day else None
        return cls(whole, year, month, day)

    def weekday(self, number: int, *, ahead: bool = False, last: bool = False) -> str | None:
        """The nearest such weekday up to the anchor day; after it with ``ahead``; not itself with ``last``."""
        if not self.day:
            return None
        back = (self.day.weekday() - number) % _DAYS_IN_WEEK
        if ahead:
            return self.days_from(_DAYS_IN_WEEK - back)
        return self.days_from(-_DAYS_IN_WEEK if last and not back else -back)

    def days_from(self, count: int) -> str | None:
        """The day ``count`` days later (earlier when negative); None also where the calendar ends."""
        try:
            return (self.day + dt.timedelta(days=count)).isoformat() if self.day else None
        except OverflowError:
            return None

    def week(self, count: int) -> str | None:
        """Monday to Sunday of the week ``count`` weeks later."""
        if not self.day:
            return None
        back = self.day.weekday()
        monday, sunday = self.days_from(count * _DAYS_IN_WEEK - back), self.days_from(count * _DAYS_IN_WEEK - back + 6)
        return f"{monday}/{sunday}" if monday and sunday else None

    def months_from(self, count: int) -> str | None:
        """The month ``count`` months later; the year stays open when it is not known."""
        if not self.month:
            return None
        years, month = divmod(self.month - 1 + count, _MONTHS_IN_YEAR)
        return f"{self.year + years:04d}-{month + 1:02d}" if self.year else f"XXXX-{month + 1:02d}"

    def years_from(self, count: int) -> str | None:
        """The year ``count`` years later."""
        return f"{self.year + count:04d}" if self.year else None

    def decade(self, step: int) -> str | None:
        """The decade ``step`` decades later: ``202X``."""
        return f"{self.year // 10 + step:03d}X" if self.year else None

    def season(self, code: int, step: int | None) -> str | None:
        """A season (21 spring to 24 winter): the last that is over (-1), this year's (0), the next to end (1), the last begun (None).

        A winter counts to the year in which it begins.
        """
        if not self.year:
            return None
        begins, month = 3 * (code - 20), self.month or _MONTHS_IN_YEAR
        if step == 0:
            year = self.year - 1 if code == SEASONS["winter"] and month <= _LAST_OF_WINTER else self.year
        elif step is None:
            year = self.year if month >= begins else self.year - 1
        else:
            over = (self.year * _MONTHS_IN_YEAR + month - begins - 3) // _MONTHS_IN_YEAR
            year = over if step < 0 else over + 1
        return f"{year:04d}-{code}"

    def date(self, month: int, day: int | None, *, ahead: bool = False) -> str | None:
        """A date whose year is not stated: the last one before the anchor, or soon after it.

        With ``ahead`` the next one. ``XXXX`` when the anchor's year is not known, or has no such day (29 February);
        None when no year has it.
        """
        tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
        unknown = "XXXX" + tail
        if not edtf.is_edtf(unknown):
            return None
        if not self.year or not edtf.is_edtf(f"{self.year:04d}{tail}"):
            return unknown
        here = self.day or dt.date(self.year, self.month or 12, 28)
        year = here.year
        candidate = edtf.days(f"{year:04d}{tail}").first or here
        if (candidate - here).days > (_SOON if not ahead else 400):
            year -= 1
        elif ahead and candidate < here:
            year += 1
        return f"{year:04d}{tail}" if edtf.is_edtf(f"{year:04d}{tail}") else unknown
