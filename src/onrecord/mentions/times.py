"""Finds time expressions and resolves them to EDTF values."""

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.mentions.calendar import MONTHS, SEASONS, WEEKDAYS, Anchor
from onrecord.model import Report, Role, Segment, Span, Trace, When
from onrecord.model.edtf import is_edtf

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PLAIN_MONTHS = "January|February|April|June|July|August|September|October|November|December"
"""Months whose names mean nothing else; March and May need a preposition before them."""
_SPANS_NAMED = rf"weekend|week|month|year|spring|summer|autumn|fall|winter|March|May|{_PLAIN_MONTHS}"
_BEFORE_MONTH = "in|since|until|by|of|during|early|late|mid|from|for|before|after|between|through|and|to"
_TO = "(?:[-–—]|to|and|until|through)"
_ROUGHLY = "(?:earlier|later|late|early)"
_WHICH = "last|this|next|previous|past|coming"
_PART_OF_DAY = "morning|afternoon|evening|night"
_WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PART = r"(?:(?:early|late|later|earlier)\s+)?(?:on\s+)?"
_NUMBER = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few)"
_COUNTS = {
    word: number
    for number, words in enumerate(
        (("zero",), ("one", "a", "an"), ("two",), ("three",), ("four",), ("five",), ("six",), ("seven",), ("eight",),
         ("nine",), ("ten",), ("eleven",), ("twelve",))
    )
    for word in words
}  # fmt: skip
_QUARTER = {"first": 33, "second": 34, "third": 35, "fourth": 36, "last": 36}
_QUARTERS = "|".join(_QUARTER)
_AHEAD = re.compile(r"\b(?:will|shall|due|scheduled|set to|is to|are to|upcoming)\b", re.IGNORECASE)
_JUST_AHEAD = re.compile(
    r"\b(?:(?:by|until|before)\s+(?:the\s+end\s+of\s+)?"
    r"|(?:next|expected|plans?|planned|hopes?|(?:promis|agre|vow|pledg)\w+ to)\b[\w\s]{0,30})$",
    re.IGNORECASE,
)
_PAST_PERFECT = re.compile(r"\bhad\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|nt|ld|ght|ached)\b")
_TIMED_ROLES = (Role.BODY, Role.DATELINE, Role.CAPTION, Role.CORRECTION)

Resolver = Callable[[re.Match[str], Anchor, bool], str | None]


def _dated(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001 - one shape for all resolvers
    month = MONTHS[m["month"].lower().rstrip(".")]
    groups = m.groupdict()
    day = int(groups["day"]) if groups.get("day") else None
    year = groups.get("year")
    if year:
        return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    return anchor.date(month, day, ahead=ahead)


def _weekday(m: re.Match[str], anchor: Anchor, ahead: bool) -> str | None:  # noqa: FBT001
    which = (m["which"] or "").lower()
    return anchor.weekday(
        WEEKDAYS[m["weekday"].lower()],
        ahead=which in ("next", "this") or (ahead and not which),
        last=which == "last",
    )


def _relative(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[m["which"].lower()]
    unit = m["unit"].lower()
    if unit == "week":
        return anchor.week(step)
    if unit == "weekend":
        monday = anchor.days_from(0)
        saturday = anchor.weekday(5, ahead=step > 0) if monday else None
        return f"{saturday}/{anchor.weekday(6, ahead=step > 0)}" if saturday else None
    if unit == "month":
        return anchor.months_from(step)
    if unit == "year":
        return anchor.years_from(step)
    if unit in SEASONS and anchor.year:
        return f"{anchor.year + (step or 0):04d}-{SEASONS[unit]}"
    if unit in MONTHS:
        return anchor.date(MONTHS[unit], None, ahead=step > 0)
    return None


def _ago(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    written = m["count"].lower()
    if not written.isdigit() and written not in _COUNTS:
        return None
    count = int(written) if written.isdigit() else _COUNTS[written]
    unit = m["unit"].lower()
    if unit == "day":
        return anchor.days_from(-count)
    if unit == "week":
        return anchor.week(-count)
    if unit == "month":
        return anchor.months_from(-count)
    return anchor.years_from(-count) if unit == "year" else None


def _near(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    if m["near"].lower() == "overnight":
        before, day = anchor.days_from(-1), anchor.days_from(0)
        return f"{before}/{day}" if before else None
    return anchor.days_from({"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[m["near"].lower()])


def _season(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    return f"{m['year']}-{SEASONS[m['season'].lower()]}"


def _quarter(m: re.Match[str], anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    year = m.groupdict().get("year") or (f"{anchor.year:04d}" if anchor.year else None)
    return f"{year}-{_QUARTER[m['quarter'].lower()]}" if year else None


def _interval(m: re.Match[str], _anchor: Anchor, _ahead: bool) -> str | None:  # noqa: FBT001
    end = m["end"] if len(m["end"]) == len(m["year"]) else m["year"][:2] + m["end"]
    return f"{m['year']}/{end}" if end > m["year"] else None


_RULES: tuple[tuple[str, str, re.Pattern[str], Resolver], ...] = tuple(
    (name, basis, re.compile(pattern, re.IGNORECASE), resolve)
    for name, basis, pattern, resolve in (
        ("iso_date", "stated", r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b", lambda m, _a, _f: m["iso"]),
        ("day_month_year", "stated", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _dated),
        ("month_day_year", "stated", rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", _dated),
        ("interval", "stated", rf"\b(?:(?:between|from)\s+)?{_YEAR}\s*{_TO}\s*(?P<end>(?:20|19)?\d\d)\b", _interval),
        ("season_year", "stated", rf"\b(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}\b", _season),
        ("quarter", "stated", rf"\bthe\s+(?P<quarter>{_QUARTERS})\s+quarter\s+of\s+{_YEAR}\b", _quarter),
        ("bare_quarter", "relative", rf"\bthe\s+(?P<quarter>{_QUARTERS})\s+quarter\b", _quarter),
        ("month_year", "stated", rf"\b(?:early\s+|late\s+|mid-)?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _dated),
        ("day_month", "relative", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?!\s*\d)", _dated),
        ("month_day", "relative", rf"\b{_MONTH}\s+{_DAY}(?![\d,.]*\d)", _dated),
        ("near", "relative", r"\b(?P<near>today|tonight|yesterday|tomorrow|overnight)\b", _near),
        ("relative", "relative", rf"\b(?:{_ROUGHLY}\s+)?(?P<which>{_WHICH})\s+(?P<unit>{_SPANS_NAMED})\b", _relative),
        ("ago", "relative", rf"\b{_NUMBER}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b", _ago),
        ("weekday", "relative", rf"\b{_PART}(?:(?P<which>last|next|this|past)\s+)?{_WEEKDAY}(?:\s+(?:{_PART_OF_DAY}))?(?!s\b)\b", _weekday),
        ("decade", "stated", r"\b(?:the\s+)?(?P<decade>(?:1[89]|20)\d)0s\b", lambda m, _a, _f: m["decade"] + "X"),
        ("year", "stated", rf"(?<![\d.,$€£#/-]){_YEAR}(?![\d%/]|[.,]\d|-\w)\b", lambda m, _a, _f: m["year"]),
        ("month", "relative", rf"\b(?:{_BEFORE_MONTH})[ -](?P<month>(?-i:March|May))\b(?!\s+\d)(?=[\s.,;)])", _dated),
        ("bare_month", "relative", rf"\b(?P<month>(?-i:{_PLAIN_MONTHS}))\b(?!\s+\d)(?=[\s.,;)])", _dated),
    )
)  # fmt: skip


def find_times(report: Report, *, segments: Sequence[Segment], published: str | None) -> Iterator[When]:
    """Time expressions of ``report`` in text order, each resolved as far as ``published`` (EDTF) allows.

    What cannot be resolved at all ("on Thursday" without a known day) is left out. A date
    without a year takes the year that puts it at or before the report's day, unless the
    sentence looks ahead; without a known year it stays ``XXXX``.
    """
    text, anchor = report.text, Anchor.of(published)
    for segment in segments:
        if segment.role not in _TIMED_ROLES:
            continue
        taken: list[Span] = []
        found: list[When] = []
        for name, basis, pattern, resolve in _RULES:
            for m in pattern.finditer(text, segment.start, segment.end):
                start, end = m.span("month") if name == "month" else m.span()
                if any(start < t.end and t.start < end for t in taken) or not _stands_alone(text, m, name):
                    continue
                edtf = resolve(m, anchor, _looks_ahead(text, segment, m.start()))
                if edtf is None or not is_edtf(edtf):
                    continue
                taken.append(Span(start, end))
                shown = "dateline" if segment.role is Role.DATELINE else basis
                found.append(When(start=start, end=end, edtf=edtf, basis=shown, trace=Trace(f"time:{name}", (Span(start, end),))))
        yield from sorted(found, key=lambda w: w.start)


def day_of_dateline(report: Report, segments: Sequence[Segment]) -> str | None:
    """The day a report's dateline states, as EDTF; the year stays ``XXXX`` when it is not there."""
    for segment in segments:
        if segment.role is Role.DATELINE:
            for when in find_times(report, segments=[segment], published=None):
                return when.edtf
    return None


def _stands_alone(text: str, m: re.Match[str], name: str) -> bool:
    """Not "May" the verb, not a year that counts things ("2023 rockets" is not caught here)."""
    if name in ("month_day", "day_month") and m["month"] == "may":
        return False
    if name == "year":
        after = text[m.end() : m.end() + 24]
        before = text[max(0, m.start() - 12) : m.start()].lower()
        return not re.match(r"\s+(?:people|troops|soldiers|tons?|tonnes|miles|metres|meters|km|dollars|euros)\b", after) and not re.search(
            r"(?:resolution|no\.|number|article|section|room|flight)\s*$", before
        )
    return True


def _looks_ahead(text: str, segment: Segment, at: int) -> bool:
    """Whether the words before the expression, within its sentence, speak of what is to come."""
    begin = max(*(text.rfind(mark, segment.start, at) + 1 for mark in (". ", "; ", "? ")), segment.start)
    end = min(stop for mark in (". ", "; ", "? ") if (stop := text.find(mark, at, segment.end)) >= 0 or (stop := segment.end))
    just_ahead = _JUST_AHEAD.search(text[max(begin, at - 40) : at]) and not _PAST_PERFECT.search(text, begin, end)
    return bool(_AHEAD.search(text, begin, at)) or bool(just_ahead)
