"""The few EDTF forms onrecord writes (ISO 8601-2:2019, level 1), as ranges of days.

Forms: ``2023``, ``2023-02``, ``2023-02-14``, ``XXXX-03-03``, ``202X``, ``2023-21`` (seasons 21 to 24),
``2023-33`` (quarters 33 to 36), intervals ``A/B`` with ``..`` for an open end, and a trailing ``~``;
a day may carry its time: ``2023-03-03T10:12:00Z``.
"""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(
    r"(?P<year>\d{4}|XXXX|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?[~?%]?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_MONTHS = 12


class Days(NamedTuple):
    """First and last day that an EDTF value can mean; None where it is open or unknown."""

    first: dt.date | None
    last: dt.date | None


def is_edtf(value: str) -> bool:
    """Whether ``value`` is one of the forms above."""
    try:
        days(value)
    except ValueError:
        return False
    return True


def days(value: str) -> Days:
    """The range of days of an EDTF value. Raises ValueError when it is none, or ends before it begins."""
    if "/" in value:
        first, _, last = value.partition("/")
        whole = Days(None if first == ".." else _date(first).first, None if last == ".." else _date(last).last)
        if whole.first and whole.last and whole.first > whole.last:
            message = f"ends before it begins: {value!r}"
            raise ValueError(message)
        return whole
    return _date(value)


@lru_cache(maxsize=65_536)
def _date(value: str) -> Days:
    """The range of days of a value that is no interval."""
    found = _DATE.fullmatch(value)
    if not found:
        message = f"not an EDTF value: {value!r}"
        raise ValueError(message)
    year, month, day = found["year"], found["month"], found["day"]
    if found["time"]:
        dt.datetime.fromisoformat(value.rstrip("~?%"))
    if day:  # also proves month and day where the year is unknown (2024 is a leap year)
        dt.date(int(year) if year.isdigit() else 2024, int(month), int(day))
    elif month and not (1 <= int(month) <= _MONTHS or int(month) in _SEASONS or int(month) in _QUARTERS):
        message = f"no such month, season or quarter: {value!r}"
        raise ValueError(message)
    if year == "XXXX":
        return Days(None, None)
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not month:
        return Days(dt.date(low, 1, 1), dt.date(high, 12, 31))
    if day:
        return Days(dt.date(low, int(month), int(day)), dt.date(high, int(month), int(day)))
    start, end = _SEASONS.get(int(month)) or _QUARTERS.get(int(month)) or (int(month), int(month))
    last_year = high + 1 if end < start else high
    return Days(dt.date(low, start, 1), dt.date(last_year, end, calendar.monthrange(last_year, end)[1]))


def moments(value: str | None) -> tuple[float | None, float | None]:
    """The first and last second since 1970 that a value can mean, in UTC where it names no zone; None where nothing tells."""
    if value is None:
        return None, None
    found = _DATE.fullmatch(value)
    if found and found["time"]:
        at = dt.datetime.fromisoformat(value.rstrip("~?%"))
        second = (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).timestamp()
        return second, second
    first, last = days(value)
    return None if first is None else _second(first), None if last is None else _second(last) + _DAY - 1


_DAY = 86_400.0


def _second(day: dt.date) -> float:
    return (day - dt.date(1970, 1, 1)).days * _DAY


@lru_cache(maxsize=65_536)
def order_key(value: str | None) -> tuple[bool, str, str, str]:
    """A sort key: by first day, then by last; values without any known day come last."""
    if value is None:
        return (True, "", "", "")
    first, last = days(value)
    known = first or last
    return (known is None, (known or dt.date.max).isoformat(), (last or dt.date.max).isoformat(), value)
