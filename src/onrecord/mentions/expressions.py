"""The time expressions that are read: one table of patterns, and what each resolves to."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.mentions.calendar import MONTHS, SEASONS, WEEKDAYS, Anchor
from onrecord.text.sieve import needed

Resolver = Callable[[re.Match[str], Anchor, bool], str | None]
"""From a match, the day to count from and whether the sentence looks ahead, to an EDTF value; None when it cannot be told."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression.

    ``basis`` as in ``When``; ``digits``: it has some; ``needs``: one of these stands in its ``plain`` form (empty: not known);
    both save looking where nothing can be. ``extended``: what ``BEFORE`` finds belongs to it. ``told`` is what it counts
    from: nothing but the report's day (empty), the time told before it in the text (``only``), or that one and else the report's
    day (``first``).
    """

    name: str
    basis: str
    pattern: re.Pattern[str]
    resolve: Resolver
    digits: bool
    needs: frozenset[str]
    extended: bool
    told: str = ""


_SHORT_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>{_SHORT_MONTH})\b\.?"
_MONTH_TO = rf"(?P<month_to>{_SHORT_MONTH})\b\.?"
PLAIN_MONTHS = "January|February|April|June|July|August|September|October|November|December"
"""Months whose names mean nothing else; March and May need a preposition before them."""
_NAMED = rf"spring|summer|autumn|fall|winter|March|May|{PLAIN_MONTHS}"
_BEFORE_MONTH = "in|since|until|by|of|during|early|late|mid|from|for|before|after|between|through|and|to"
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|and|until|till|through)\s+)"
BEFORE = re.compile(
    r"\b(?:(?:the\s+)?(?:start|beginning|middle|end|close|turn)\s+of\s+(?:the\s+)?"
    r"|(?:the\s+)?(?:early|late|mid)[\s-]|(?:the\s+)?(?:earlier|later)\s+"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
"""What belongs to the expression after it: the day of the week, or a part of the period, whose value is the whole that holds it."""
BEFORE_REACH = 28
_WHICH = "last|this|next|past|coming|current"
_STEP = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_PART_OF_DAY = "morning|afternoon|evening|night"
_WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_DAY_TO = r"(?P<day_to>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PART = r"(?:(?:early|late|later|earlier)\s+)?(?:on\s+)?"
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
_COUNTED = {word: number for number, word in enumerate(_SMALL.split(" "), 1)} | {"thirty": 30, "forty": 40, "fifty": 50}
_COUNT = rf"(?<![-\w])(?P<count>\d{{1,3}}|an?|{'|'.join(_COUNTED)})"
_SPAN = "(?P<unit>day|week|fortnight|month|year|decade|century)"
_BESIDE = {"before": -1, "previous": -1, "preceding": -1, "that": 0, "same": 0, "following": 1, "next": 1, "after": 1}
_QUARTER = {"first": 33, "second": 34, "third": 35, "fourth": 36, "last": 36, "1": 33, "2": 34, "3": 35, "4": 36}
_HALF = {"first": "01/{0}-06", "second": "07/{0}-12", "1": "01/{0}-06", "2": "07/{0}-12"}
_CENTURIES = {
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
_OF_YEAR = r"(?:of\s+)?(?P<which>last|this|next)\s+year\b"
_QUARTERS = "first|second|third|fourth|last"
_DECADE_YEARS, _CENTURY_YEARS, _MONTHS_IN_YEAR = 10, 100, 12


def _dated(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001 - one shape for all resolvers
    groups = m.groupdict()
    month = MONTHS[(groups["month"] or groups["month_"]).lower().rstrip(".")]
    day = int(groups["day"]) if groups.get("day") else None
    year = groups.get("year") or (anchor.years_from(_STEP[groups["which"].lower()]) if groups.get("which") else None)
    if year:
        return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    return anchor.date(month, day, ahead=ahead)


def _days(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    first = _dated(m, anchor, ahead)
    return f"{first}/{first[:-2]}{int(m['day_to']):02d}" if first and int(m["day"]) < int(m["day_to"]) else None


def _dates(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
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


def _months(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    """From a month to a month; "from November to February 2022" begins the year before."""
    first, last = (MONTHS[m[name].lower().rstrip(".")] for name in ("month", "month_to"))
    year = m.groupdict().get("year") or (anchor.date(last, None, ahead=ahead) or "")[:4]
    if not year or first == last:
        return None
    begin = year if first < last or not year.isdigit() else f"{int(year) - 1:04d}"
    return f"{begin}-{first:02d}/{year}-{last:02d}"


def _numbered(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    """Day first, but after a slash month first where only that can be; when both can be, no more than the year is told."""
    first, second = int(m["first"]), int(m["second"])
    if m["sep"] != "/" or first > 12:  # noqa: PLR2004 - months
        day, month = first, second
    elif second > 12:  # noqa: PLR2004
        day, month = second, first
    else:
        return f"{m['year']}-{first:02d}-{first:02d}" if first == second else str(m["year"])
    return f"{m['year']}-{month:02d}-{day:02d}"


def _weekday(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    which = (m["which"] or "").lower()
    number = WEEKDAYS[m["weekday"].lower()]
    if m["week"]:
        week = anchor.week(_STEP[m["week"].lower()])
        return Anchor.of(week.partition("/")[0]).days_from(number) if week else None
    return anchor.weekday(number, ahead=which in ("next", "this", "coming") or (ahead and not which), last=which == "last")


def _relative(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
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


def _ago(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return _shifted(m, anchor, -1)


def _half_ago(_m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return anchor.months_from(-_MONTHS_IN_YEAR // 2)


def _before_last(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    unit = m["unit"].lower()
    return anchor.week(-2) if unit == "week" else anchor.months_from(-2) if unit == "month" else anchor.years_from(-2)


def _in_time(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    """Of "in two weeks", where it is to come; else it tells how long something took."""
    return _shifted(m, anchor, 1) if ahead else None


def _weekend(_m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    saturday = anchor.weekday(5, ahead=ahead)
    return f"{saturday}/{Anchor.of(saturday).days_from(1)}" if saturday else None


def _later(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return _shifted(m, anchor, 1 if m["way"].lower() in ("later", "after", "afterwards") else -1)


def _shifted(m: re.Match[str], anchor: Anchor, sign: int) -> str | None:
    written, unit = m["count"].lower(), m["unit"].lower()
    count = sign * (int(written) if written.isdigit() else _COUNTED.get(written, 1))
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if unit == "day":
        return anchor.days_from(count)
    if unit == "week":
        return anchor.days_from(7 * count) if "way" in m.groupdict() else anchor.week(count)
    if unit == "month":
        return anchor.months_from(count)
    return anchor.years_from(count * {"year": 1, "decade": _DECADE_YEARS, "century": _CENTURY_YEARS}[unit])


def _beside(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    """Beside the time told before: "the day before", "the following month", "that year"."""
    step, unit = _BESIDE[m["way"].lower()], m["unit"].lower()
    if unit == "week":
        return anchor.week(step)
    if unit == "month":
        return anchor.months_from(step)
    return anchor.years_from(step) if unit == "year" else anchor.days_from(step)


def _near(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
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


def _clock(_m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return anchor.days_from(0)


def _ending(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    """Of "the end of the month" and "year-end": the whole of it, which holds its end."""
    unit = m["unit"].lower()
    return anchor.week(0) if unit == "week" else anchor.months_from(0) if unit == "month" else anchor.years_from(0)


def _season(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    season, year = SEASONS[m["season"].lower()], m.groupdict().get("year")
    return f"{year}-{season}" if year else anchor.season(season, 1 if ahead else None)


def _year_of(m: re.Match[str], anchor: Anchor) -> str | None:
    groups = m.groupdict()
    return groups.get("year") or anchor.years_from(_STEP[(groups.get("which") or "this").lower()])


def _quarter(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    year = _year_of(m, anchor)
    return f"{year}-{_QUARTER[m['quarter'].lower()]}" if year else None


def _half(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    year = _year_of(m, anchor)
    return f"{year}-" + _HALF[m["half"].lower()].format(year) if year else None


def _interval(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    end = m["end"] or m["end_"]
    end = end if len(end) == len(m["year"]) else m["year"][:2] + end
    return f"{m['year']}/{end}" if end > m["year"] else None


def _century(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    number = int(m["number"]) if m["number"] else _CENTURIES[m["word"].lower()]
    return f"{number - 1:02d}XX"


def _said(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return str(m["said"])


def _said_year(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return str(m["year"])


def _decade(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return f"{m['decade']}X"


def _rule(name: str, basis: str, pattern: str, resolve: Resolver, *, told: str = "") -> Rule:
    compiled = re.compile(pattern, re.IGNORECASE)
    needs = _NEEDS.get(name) or needed(compiled)
    return Rule(name, basis, compiled, resolve, name in _NEED_DIGITS, frozenset(needs), name in _EXTENDED, told)


_NEEDS = {"half_year": (" half ",), "half_of": (" half ",), "ending": (" of the ",), "year_end": (" year end ",), "decade": ("0s ", "0 s ")}
"""Better than what stands in the expression alone."""

_EXTENDED = frozenset(
    ("day_month_year", "month_day_year", "season_year", "month_year", "day_month_of_year", "month_day_of_year", "month_of_year",
     "day_month", "month_day", "relative", "century", "decade", "year", "bare_month")
)  # fmt: skip
_NEED_DIGITS = frozenset(
    ("iso_date", "numbered_date", "days_month", "month_days", "day_month_year", "month_day_year", "fiscal_year", "short_fiscal_year",
     "interval", "between_years", "old_interval", "half_year", "short_half", "season_year", "quarter", "short_quarter", "months_year",
     "month_year",
     "day_month", "month_day", "decade", "year", "old_year")
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    _rule("iso_date", "stated", r"\b(?P<said>(?:19|20)\d\d-[01]\d-[0-3]\d)\b", _said),
    _rule("numbered_date", "stated",
          rf"(?<![\d./-])(?P<first>[0-3]?\d)(?P<sep>[./-])(?P<second>[0-3]?\d)(?P=sep){_YEAR}(?![\d./-]*\d)", _numbered),
    _rule("days_month", "relative", rf"\b(?:(?:from|between)\s+)?{_DAY}{_TO}{_DAY_TO}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?", _days),
    _rule("month_days", "relative", rf"\b(?:(?:from|between)\s+)?{_MONTH}\s+{_DAY}{_TO}{_DAY_TO}(?:,?\s+{_YEAR}\b)?", _days),
    _rule("date_to_date", "relative",
          rf"\b(?:from|between)\s+{_DAY}\s+{_MONTH}\s+(?:to|and|until|till)\s+{_DAY_TO}\s+{_MONTH_TO}(?:,?\s+{_YEAR}\b)?", _dates),
    _rule("month_day_to_day", "relative",
          rf"\b(?:from|between)\s+{_MONTH}\s+{_DAY}\s+(?:to|and|until|till)\s+{_MONTH_TO}\s+{_DAY_TO}(?:,?\s+{_YEAR}\b)?", _dates),
    _rule("day_month_year", "stated", rf"\b{_DAY}(?:\s+(?:of\s+)?{_MONTH},?\s+|-(?P<month_>{_SHORT_MONTH})-){_YEAR}\b", _dated),
    _rule("month_day_year", "stated", rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", _dated),
    _rule("fiscal_year", "stated", r"\b(?:the\s+)?(?:fiscal|financial)\s+(?:year\s+)?(?P<said>20\d\d)\b(?![-/])", _said),
    _rule("short_fiscal_year", "stated", r"\bFY\s?(?P<said>20\d\d)\b(?![-/])", _said),
    _rule("interval", "stated",
          rf"\b(?:from\s+)?{_YEAR}(?:\s?[-–—/]\s?(?P<end>(?:20|19)?\d\d)|\s+(?:to|until|till|through)\s+(?P<end_>(?:20|19)\d\d))"
          r"\b(?![-/]\d)(?!\s?(?:%|per\s?cent))", _interval),
    _rule("between_years", "stated", rf"\bbetween\s+{_YEAR}\s+and\s+(?P<end>(?:20|19)\d\d)\b", _interval),
    _rule("old_interval", "stated", r"\b(?:between|from)\s+(?P<year>1[0-7]\d\d)\s+(?:and|to)\s+(?P<end>[12]\d\d\d)\b", _interval),
    _rule("half_year", "stated", rf"\b(?:the\s+)?(?P<half>first|second)\s+half\s+of\s+{_YEAR}\b", _half),
    _rule("short_half", "stated", rf"\bH(?P<half>[12])\s+(?:of\s+)?{_YEAR}\b", _half),
    _rule("half_of", "relative", rf"\bthe\s+(?P<half>first|second)\s+half\s+of\s+(?:(?P<which>{_WHICH})|the)\s+year\b", _half),
    _rule("season_year", "stated",
          rf"\b(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}(?:[-–/](?:20)?\d\d)?\b", _season),
    _rule("quarter", "stated", rf"\b(?:the\s+)?(?P<quarter>{_QUARTERS})[\s-]quarter\s+(?:of\s+)?{_YEAR}\b", _quarter),
    _rule("short_quarter", "stated", rf"\bQ(?P<quarter>[1-4])\s+(?:of\s+)?{_YEAR}\b", _quarter),
    _rule("bare_quarter", "relative",
          rf"\bthe\s+(?P<quarter>{_QUARTERS})\s+quarter(?:\s+of\s+(?:(?P<which>{_WHICH})|the)\s+year)?\b", _quarter),
    _rule("months_year", "stated", rf"\b(?:(?:between|from)\s+)?{_MONTH}{_TO}{_MONTH_TO},?\s+{_YEAR}\b", _months),
    _rule("months_between", "relative", rf"\bbetween\s+{_MONTH}\s+and\s+{_MONTH_TO}", _months),
    _rule("months_from", "relative", rf"\bfrom\s+{_MONTH}\s+(?:to|until|through)\s+{_MONTH_TO}", _months),
    _rule("month_year", "stated", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _dated),
    _rule("day_month_of_year", "relative", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_OF_YEAR}", _dated),
    _rule("month_day_of_year", "relative", rf"\b{_MONTH}\s+{_DAY},?\s+{_OF_YEAR}", _dated),
    _rule("month_of_year", "relative", rf"\b{_MONTH},?\s+{_OF_YEAR}", _dated),
    _rule("day_month", "relative", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?!\s*\d)", _dated),
    _rule("month_day", "relative", rf"\b{_MONTH}\s+{_DAY}(?![\d,.]*\d)", _dated),
    _rule("near", "relative",
          r"\b(?P<near>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow|overnight"
          r"|last\s+night|this\s+(?:morning|afternoon|evening))\b", _near),
    _rule("weekday", "relative",
          rf"\b{_PART}(?:(?P<which>last|next|this|past|coming)\s+)?{_WEEKDAY}(?:\s+(?:{_PART_OF_DAY}))?(?:\s+(?:of\s+)?(?P<week>last|next)\s+week)?(?!s\b)\b",
          _weekday),
    _rule("relative", "relative", rf"\b(?P<which>{_WHICH})\s+(?P<unit>weekend|week|month|year|decade|{_NAMED})\b", _relative),
    _rule("half_ago", "relative", r"\bhalf\s+a\s+year\s+ago\b", _half_ago),
    _rule("before_last", "relative", r"\bthe\s+(?P<unit>week|month|year)\s+before\s+last\b", _before_last),
    _rule("ago", "relative", rf"{_COUNT}\s+{_SPAN}s?\s+ago\b", _ago),
    _rule("ending", "relative", r"\b(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+the\s+(?P<unit>week|month|year)\b", _ending),
    _rule("within", "relative", r"\b(?:earlier|later)\s+in\s+the\s+(?P<unit>week|month|year)\b", _ending),
    _rule("weekend", "relative", r"\b(?:over|at|during)\s+the\s+weekend\b", _weekend),
    _rule("in_time", "relative", rf"\bin\s+{_COUNT}\s+{_SPAN}s?\b(?!\s+(?:of|or)\b|[’'])", _in_time),
    _rule("year_end", "relative", r"\b(?P<unit>year)-end\b", _ending),
    _rule("century", "stated",
          rf"\b(?:the\s+)?(?:the\s+)?(?:(?P<number>1\d|2[01])(?:st|th)|(?P<word>{'|'.join(_CENTURIES)}))[\s-]centur(?:y|ies)\b",
          _century),
    _rule("decade", "stated", r"\b(?:the\s+)?(?P<decade>(?:1[89]|20)\d)0[’']?s\b", _decade),
    _rule("year", "stated", rf"(?<![\d.,$€£#/])(?<!(?<!mid)-)\b{_YEAR}(?![\d%/]|[.,]\d|[-–]\w)\b", _said_year),
    _rule("old_year", "stated",
          r"\b(?:in|since|until|by|of)\s+(?P<said>1[0-7]\d\d|21\d\d)\b"
          r"(?=[.,;:)]|\s+(?:the|a|an|and|when|to|by|at|in|as|for|after)\b|$)(?![.,]\d)", _said),
    _rule("month", "relative", rf"\b(?:{_BEFORE_MONTH})[ -](?P<month>(?-i:March|May))\b(?=[\s.,;)])", _dated),
    _rule("bare_month", "relative", rf"\b(?P<month>(?-i:{PLAIN_MONTHS}))\b(?=[\s.,;)’'—–-]|$)", _dated),
    _rule("bare_season", "relative",
          r"\b(?:before|until|by|in|over|during|after|through|since|for)\s+(?:the\s+)?(?P<season>spring|summer|autumn|winter)\b(?=[\s.,;:)]*(?:$|[.,;:)])"
          r"|\s+(?:and|but|as|when|to|the|at|with)\b)", _season),
    _rule("later", "relative", rf"{_COUNT}\s+{_SPAN}s?\s+(?P<way>later|afterwards|after(?=[.,;)]|$))", _later, told="only"),
    _rule("earlier", "relative",
          rf"{_COUNT}\s+{_SPAN}s?\s+(?P<way>earlier(?!\s+than|,\s+(?:in|on)\s)|before(?=[.,;)]|$))", _later, told="first"),
    _rule("day_beside", "relative", r"\bthe\s+(?P<unit>day|week|month|year)\s+(?P<way>before|after)(?=[.,;:)]|$)", _beside, told="only"),
    _rule("following", "relative",
          r"\b(?:the\s+)?(?P<way>following|preceding|same|that)\s+(?P<unit>day|night|morning|evening|week|month|year)\b(?!\s+of\b)",
          _beside, told="only"),
    _rule("next_day", "relative", r"\bthe\s+(?P<way>next)\s+(?P<unit>day|night|morning)\b", _beside, told="only"),
    _rule("previous", "relative", r"\bthe\s+(?P<way>previous)\s+(?P<unit>day|night|week|month|year)\b", _beside, told="first"),
    _rule("clock", "relative",
          r"\b(?:at|by|around|about|before|after|until|since|shortly)\s+(?P<clock>\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|midday|noon|midnight|dawn|dusk)",
          _clock, told="first"),
)  # fmt: skip
"""Every rule, the surest first: what one has taken, a later one leaves."""
