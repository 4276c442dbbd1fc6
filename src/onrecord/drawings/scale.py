"""Time as a line: where a day stands, how long an imprecise time is, and where the line is marked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.drawings.svg import element, text
from onrecord.model.edtf import days

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000)
"""Months between marks that may be tried, the closest first."""

_LEAST_APART = 74
_EDGE = 10.0
_MANY = 20
_FAR = 3
"""So many times the length of what the middle of all days spans is far."""

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a time stands: from ``left`` to ``right``; ``open`` says which end is unknown (``left``, ``right`` or nothing)."""

    left: float
    right: float
    open: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days ``first`` to ``last`` laid out from ``left`` to ``right``."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    @classmethod
    def over(cls, values: Iterable[str | None], left: float, right: float) -> "Scale | None":
        """The scale that holds the known days of ``values``, a little room at both ends; None when no day is known.

        A few days that lie far from all others do not press the others together: they stand at the edge.
        """
        known = sorted(day for value in values if value for day in days(value) if day)
        if not known:
            return None
        first, last = known[0], known[-1]
        if len(known) >= _MANY:
            aside = len(known) // _MANY
            low, high = known[aside], known[-1 - aside]
            if (last - first).days > _FAR * max(1, (high - low).days):
                first, last = low, high
        room = max(7, (last - first).days // 40)
        return cls(_back(first, room), _on(last, room), left, right)

    def at(self, day: dt.date) -> float:
        """Where a day stands."""
        whole = (self.last - self.first).days or 1
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first).days / whole

    def stretch(self, value: str | None) -> Stretch | None:
        """Where a time stands; None when no day of it is known."""
        first, last = days(value) if value else (None, None)
        if first is None and last is None:
            return None
        if last and last < self.first:
            return Stretch(self.left, self.left + _EDGE, "left")
        if first and first > self.last:
            return Stretch(self.right - _EDGE, self.right, "right")
        left = self.at(first) if first else self.left
        right = self.at(_on(last, 1)) if last else self.right
        known_left, known_right = first and first >= self.first, last and last <= self.last
        return Stretch(left, right, "" if known_left and known_right else "right" if known_left else "left")

    def marks(self) -> Iterator[tuple[float, str]]:
        """Where the line is marked, and with what: years, or months where there is room."""
        months = (self.last.year - self.first.year) * _YEAR + self.last.month - self.first.month + 1
        room = max(1, int((self.right - self.left) / _LEAST_APART))
        step = next((s for s in _STEPS if months / s <= room), _STEPS[-1])
        at = dt.date(self.first.year, 1, 1)
        while at <= self.last:
            if at >= self.first:
                yield self.at(at), str(at.year) if at.month == 1 or step >= _YEAR else f"{_MONTHS[at.month - 1]} {at.year}"
            ahead = at.month - 1 + step
            at = dt.date(min(at.year + ahead // _YEAR, dt.MAXYEAR), ahead % _YEAR + 1, 1)
            if at.year == dt.MAXYEAR:
                return

    def axis(self, top: float, bottom: float) -> str:
        """The marks drawn as lines from ``top`` to ``bottom`` with words below."""
        return "".join(
            element("line", x1=x, x2=x, y1=top, y2=bottom, class_="grid") + text(x + 3, bottom + 12, words, class_="small")
            for x, words in self.marks()
        )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _back(day: dt.date, number: int) -> dt.date:
    return dt.date.fromordinal(max(1, day.toordinal() - number))


def _on(day: dt.date, number: int) -> dt.date:
    return dt.date.fromordinal(min(dt.date.max.toordinal(), day.toordinal() + number))
