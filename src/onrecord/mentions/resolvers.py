"""What each time expression resolves to: from a match and the day to count from, to an EDTF value."""

# ruff: noqa: FBT001 - one shape for all resolvers: match, day to count from, whether the sentence looks ahead

import re

from onrecord.mentions.calendar import MONTHS, SEASONS, WEEKDAYS, Anchor

_STEP = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
COUNTED = {word: number for number, word in enumerate(_SMALL.split(" "), 1)} | {"thirty": 30, "forty": 40, "fifty": 50}
_BESIDE = {"before": -1, "previous": -1, "preceding": -1, "that": 0, "same": 0, "following": 1, "next": 1, "after": 1}
_QUARTER = {"first": 33, "second": 34, "third": 35, "fourth": 36, "last": 36, "1": 33, "2": 34, "3": 35, "4": 36}
_HALF = {"first": "01/{0}-06", "second": "07/{0}-12", "1": "01/{0}-06", "2": "07/{0}-12"}
CENTURIES = {
    word: number
    for number, word in enumerate(
        [
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        10,
    )
} | {"twenty-first": 21}
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
}
"""Feasts that fall on the same day every year; a day that follows the moon stays untold."""
_DECADE_YEARS, _CENTURY_YEARS, _MONTHS_IN_YEAR, _DAYS_IN_WEEK = 10, 100, 12, 7


def dated(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of a day or month of a year that is told, or else the year that puts it beside the day to count from."""
    groups = m.groupdict()
    month = MONTHS[(groups["month"] or groups["month_"]).lower().rstrip(".")]
    day = int(groups["day"]) if groups.get("day") else None
    year = groups.get("year") or (anchor.years_from(_STEP[groups["which"].lower()]) if groups.get("which") else None)
    if year:
        return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    return anchor.date(month, day, ahead=ahead)


def days(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of "3 to 9 January"."""
    first = dated(m, anchor, ahead)
    return f"{first}/{first[:-2]}{int(m['day_to']):02d}" if first and int(m["day"]) < int(m["day_to"]) else None


def dates(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """From a day of one month to a day of a later one; of a year that is told, or of the year that the last of them falls in."""
    first, last = (MONTHS[m[name].lower().rstrip(".")] for name in ("month", "month_to"))
    begin, end = int(m["day"]), int(m["day_to"])
    told = m["year"]
    until = f"{told}-{last:02d}-{end:02d}" if told else anchor.date(last, end, ahead=ahead) or anchor.date(first, begin, ahead=ahead)
    year = (until or "")[:4]
    if not year.isdigit() or (first, begin) == (last, end):
        return None
    since = int(year) - ((first, begin) > (last, end))
    return f"{since:04d}-{first:02d}-{begin:02d}/{year}-{last:02d}-{end:02d}"


def months(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """From a month to a month; "from November to February 2022" begins the year before."""
    first, last = (MONTHS[m[name].lower().rstrip(".")] for name in ("month", "month_to"))
    year = m.groupdict().get("year") or (anchor.date(last, None, ahead=ahead) or "")[:4]
    if not year or first == last:
        return None
    begin = year if first < last or not year.isdigit() else f"{int(year) - 1:04d}"
    return f"{begin}-{first:02d}/{year}-{last:02d}"


def month_day_of(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "the 5th of last month": that day, where the month has it."""
    month = anchor.months_from(_STEP[(m["which"] or "this").lower()])
    return f"{month}-{int(m['day']):02d}" if month else None


def feast(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of "Christmas Eve" and "two days before Christmas": the day."""
    month, day = _FEASTS[" ".join(m["feast"].lower().replace("’", "'").split())]
    date = f"{m['year']}-{month:02d}-{day:02d}" if m["year"] else anchor.date(month, day, ahead=ahead)
    if not m["count"]:
        return date
    sign = -1 if m["side"].lower() == "before" else 1
    return Anchor.of(date).days_from(sign * _count_in(m) * (_DAYS_IN_WEEK if m["unit"].lower() == "week" else 1))


def numbered(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:
    """Day first, but after a slash month first where only that can be; when both can be, no more than the year is told."""
    first, second = int(m["first"]), int(m["second"])
    if m["sep"] != "/" or first > 12:  # noqa: PLR2004 - months
        day, month = first, second
    elif second > 12:  # noqa: PLR2004
        day, month = second, first
    else:
        return f"{m['year']}-{first:02d}-{first:02d}" if first == second else str(m["year"])
    return f"{m['year']}-{month:02d}-{day:02d}"


def weekday(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of a day of the week: before the day to count from, after it where the sentence looks ahead, or of a week that is named."""
    which = (m["which"] or "").lower()
    number = WEEKDAYS[m["weekday"].lower()]
    if m["week"]:
        week = anchor.week(_STEP[m["week"].lower()])
        return Anchor.of(week.partition("/")[0]).days_from(number) if week else None
    return anchor.weekday(number, ahead=which in ("next", "this", "coming") or (ahead and not which), last=which == "last")


def relative(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "last month", "next spring", "this decade"."""
    step, unit = _STEP[m["which"].lower()], m["unit"].lower()
    if unit == "week":
        return anchor.week(step)
    if unit == "weekend":
        saturday = anchor.weekday(5, ahead=step > 0)
        return f"{saturday}/{anchor.weekday(6, ahead=step > 0)}" if saturday else None
    if unit == "month":
        return anchor.months_from(step)
    if unit == "year":
        return anchor.years_from(step)
    if unit == "decade":
        return anchor.decade(step)
    if unit in SEASONS:
        return anchor.season(SEASONS[unit], step)
    return anchor.date(MONTHS[unit], None, ahead=step > 0)


def ago(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "three weeks ago"."""
    return _shifted(m, anchor, -1)


def half_ago(_m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "half a year ago"."""
    return anchor.months_from(-_MONTHS_IN_YEAR // 2)


def before_last(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "the week before last"."""
    unit = m["unit"].lower()
    return anchor.week(-2) if unit == "week" else anchor.months_from(-2) if unit == "month" else anchor.years_from(-2)


def in_time(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of "in two weeks", where it is to come; else it tells how long something took."""
    return _shifted(m, anchor, 1) if ahead else None


def weekend(_m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of the weekend before, or to come."""
    saturday = anchor.weekday(5, ahead=ahead)
    return f"{saturday}/{Anchor.of(saturday).days_from(1)}" if saturday else None


def later(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "three days later", from the time told before it."""
    return _shifted(m, anchor, 1 if m["way"].lower() in ("later", "after", "afterwards") else -1)


def _count_in(m: re.Match[str]) -> int:
    """How many days, weeks or years: digits, a word, or one for "a week"."""
    written = m["count"].lower()
    return int(written) if written.isdigit() else COUNTED.get(written, 1)


def _shifted(m: re.Match[str], anchor: Anchor, sign: int) -> str | None:
    unit, count = m["unit"].lower(), sign * _count_in(m)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if unit == "day":
        return anchor.days_from(count)
    if unit == "week":
        return anchor.days_from(7 * count) if "way" in m.groupdict() else anchor.week(count)
    if unit == "month":
        return anchor.months_from(count)
    return anchor.years_from(count * {"year": 1, "decade": _DECADE_YEARS, "century": _CENTURY_YEARS}[unit])


def beside(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Beside the time told before: "the day before", "the following month", "that year"."""
    step, unit = _BESIDE[m["way"].lower()], m["unit"].lower()
    if unit == "week":
        return anchor.week(step)
    if unit == "month":
        return anchor.months_from(step)
    return anchor.years_from(step) if unit == "year" else anchor.days_from(step)


def near(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "yesterday" and the like."""
    near = " ".join(m["near"].lower().split())
    if near == "overnight":
        before, day = anchor.days_from(-1), anchor.days_from(0)
        return f"{before}/{day}" if before else None
    if near.startswith("this "):
        return anchor.days_from(0)
    steps = {
        "today": 0,
        "tonight": 0,
        "last night": -1,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    return anchor.days_from(steps[near])


def clock(_m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of an hour: the day it belongs to."""
    return anchor.days_from(0)


def ending(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of "the end of the month" and "year-end": the whole of it, which holds its end."""
    unit = m["unit"].lower()
    return anchor.week(0) if unit == "week" else anchor.months_from(0) if unit == "month" else anchor.years_from(0)


def season(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:
    """Of a season, with its year or without."""
    season, year = SEASONS[m["season"].lower()], m.groupdict().get("year")
    return f"{year}-{season}" if year else anchor.season(season, 1 if ahead else None)


def _year_of(m: re.Match[str], anchor: Anchor) -> str | None:
    groups = m.groupdict()
    return groups.get("year") or anchor.years_from(_STEP[(groups.get("which") or "this").lower()])


def quarter(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of a quarter of a year, in EDTF's numbers for these."""
    year = _year_of(m, anchor)
    return f"{year}-{_QUARTER[m['quarter'].lower()]}" if year else None


def half(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:
    """Of half a year, as an interval of months."""
    year = _year_of(m, anchor)
    return f"{year}-" + _HALF[m["half"].lower()].format(year) if year else None


def interval(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:
    """Of "2014-16"."""
    end = m["end"] or m["end_"]
    end = end if len(end) == len(m["year"]) else m["year"][:2] + end
    return f"{m['year']}/{end}" if end > m["year"] else None


def century(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:
    """Of a century, by its number or its word."""
    number = int(m["number"]) if m["number"] else CENTURIES[m["word"].lower()]
    return f"{number - 1:02d}XX"


def said(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:
    """The value stands in the text as it is."""
    return str(m["said"])


def said_year(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:
    """The year stands in the text as it is."""
    return str(m["year"])


def decade(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:
    """Of "the 1990s"."""
    return f"{m['decade']}X"
