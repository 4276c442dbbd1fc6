"""The time expressions that are read: one table of patterns, and what each resolves to."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.mentions import resolvers as resolve
from onrecord.mentions.calendar import Anchor
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
_STOP = r"\b(?:(?<=jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.|(?<=sept)\.)?"
"""The full stop of a month cut short; that of a sentence that ends with a whole month is not the month's."""
_MONTH = rf"(?P<month>{_SHORT_MONTH}){_STOP}"
_MONTH_TO = rf"(?P<month_to>{_SHORT_MONTH}){_STOP}"
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
_PART_OF_DAY = "morning|afternoon|evening|night"
_WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_DAY_TO = r"(?P<day_to>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_PART = r"(?:(?:early|late|later|earlier)\s+)?(?:on\s+)?"
_COUNT = rf"(?<![-\w])(?P<count>\d{{1,3}}|an?|{'|'.join(resolve.COUNTED)})"
_SPAN = "(?P<unit>day|week|fortnight|month|year|decade|century)"
_OF_YEAR = r"(?:of\s+)?(?P<which>last|this|next)\s+year\b"
_QUARTERS = "first|second|third|fourth|last"
_GOES_ON = "and|but|as|when|to|the|at|with"
_PHRASE_ENDS = r"(?=[\s.,;:)]*(?:$|[.,;:)])|\s+(?:{})\b)"
"""Behind an expression that is no part of a longer name: the end, a mark, or one of some words."""


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
    _rule("iso_date", "stated", r"\b(?P<said>(?:19|20)\d\d-[01]\d-[0-3]\d)\b", resolve.said),
    _rule("numbered_date", "stated",
          rf"(?<![\d./-])(?P<first>[0-3]?\d)(?P<sep>[./-])(?P<second>[0-3]?\d)(?P=sep){_YEAR}(?![\d./-]*\d)", resolve.numbered),
    _rule("days_month", "relative",
          rf"\b(?:(?:from|between)\s+)?{_DAY}{_TO}{_DAY_TO}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?", resolve.days),
    _rule("month_days", "relative", rf"\b(?:(?:from|between)\s+)?{_MONTH}\s+{_DAY}{_TO}{_DAY_TO}(?:,?\s+{_YEAR}\b)?", resolve.days),
    _rule("date_to_date", "relative",
          rf"\b(?:from|between)\s+{_DAY}\s+{_MONTH}\s+(?:to|and|until|till)\s+{_DAY_TO}\s+{_MONTH_TO}(?:,?\s+{_YEAR}\b)?", resolve.dates),
    _rule("month_day_to_day", "relative",
          rf"\b(?:from|between)\s+{_MONTH}\s+{_DAY}\s+(?:to|and|until|till)\s+{_MONTH_TO}\s+{_DAY_TO}(?:,?\s+{_YEAR}\b)?", resolve.dates),
    _rule("day_month_year", "stated", rf"\b{_DAY}(?:\s+(?:of\s+)?{_MONTH},?\s+|-(?P<month_>{_SHORT_MONTH})-){_YEAR}\b", resolve.dated),
    _rule("month_day_year", "stated", rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", resolve.dated),
    _rule("fiscal_year", "stated", r"\b(?:the\s+)?(?:fiscal|financial)\s+(?:year\s+)?(?P<said>20\d\d)\b(?![-/])", resolve.said),
    _rule("short_fiscal_year", "stated", r"\bFY\s?(?P<said>20\d\d)\b(?![-/])", resolve.said),
    _rule("interval", "stated",
          rf"\b(?:from\s+)?{_YEAR}(?:\s?[-–—/]\s?(?P<end>(?:20|19)?\d\d)|\s+(?:to|until|till|through)\s+(?P<end_>(?:20|19)\d\d))"
          r"\b(?![-/]\d)(?!\s?(?:%|per\s?cent))", resolve.interval),
    _rule("between_years", "stated", rf"\bbetween\s+{_YEAR}\s+and\s+(?P<end>(?:20|19)\d\d)\b", resolve.interval),
    _rule("old_interval", "stated", r"\b(?:between|from)\s+(?P<year>1[0-7]\d\d)\s+(?:and|to)\s+(?P<end>[12]\d\d\d)\b", resolve.interval),
    _rule("half_year", "stated", rf"\b(?:the\s+)?(?P<half>first|second)\s+half\s+of\s+{_YEAR}\b", resolve.half),
    _rule("short_half", "stated", rf"\bH(?P<half>[12])\s+(?:of\s+)?{_YEAR}\b", resolve.half),
    _rule("half_of", "relative", rf"\bthe\s+(?P<half>first|second)\s+half\s+of\s+(?:(?P<which>{_WHICH})|the)\s+year\b", resolve.half),
    _rule("season_year", "stated",
          rf"\b(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}(?:[-–/](?:20)?\d\d)?\b", resolve.season),
    _rule("quarter", "stated", rf"\b(?:the\s+)?(?P<quarter>{_QUARTERS})[\s-]quarter\s+(?:of\s+)?{_YEAR}\b", resolve.quarter),
    _rule("short_quarter", "stated", rf"\bQ(?P<quarter>[1-4])\s+(?:of\s+)?{_YEAR}\b", resolve.quarter),
    _rule("bare_quarter", "relative",
          rf"\bthe\s+(?P<quarter>{_QUARTERS})\s+quarter(?:\s+of\s+(?:(?P<which>{_WHICH})|the)\s+year)?\b", resolve.quarter),
    _rule("months_year", "stated", rf"\b(?:(?:between|from)\s+)?{_MONTH}{_TO}{_MONTH_TO},?\s+{_YEAR}\b", resolve.months),
    _rule("months_between", "relative", rf"\bbetween\s+{_MONTH}\s+and\s+{_MONTH_TO}", resolve.months),
    _rule("months_from", "relative", rf"\bfrom\s+{_MONTH}\s+(?:to|until|through)\s+{_MONTH_TO}", resolve.months),
    _rule("month_to_month", "relative",
          rf"\b(?P<month>(?-i:{PLAIN_MONTHS}|March|May))\s?[-–—]\s?(?P<month_to>(?-i:{PLAIN_MONTHS}|March|May))\b(?!\s*\d)",
          resolve.months),
    _rule("month_year", "stated", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", resolve.dated),
    _rule("day_month_of_year", "relative", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_OF_YEAR}", resolve.dated),
    _rule("month_day_of_year", "relative", rf"\b{_MONTH}\s+{_DAY},?\s+{_OF_YEAR}", resolve.dated),
    _rule("month_of_year", "relative", rf"\b{_MONTH},?\s+{_OF_YEAR}", resolve.dated),
    _rule("day_month", "relative", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?!\s*\d)", resolve.dated),
    _rule("month_day", "relative", rf"\b{_MONTH}\s+{_DAY}(?![\d,.]*\d)", resolve.dated),
    _rule("day_of_this_month", "relative",
          rf"\b(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)\s+of\s+(?:(?P<which>{_WHICH})|the)\s+month\b", resolve.month_day_of),
    _rule("feast", "relative",
          rf"(?:{_COUNT}\s+(?P<unit>day|week)s?\s+(?P<side>before|after)\s+)?\b"
          r"(?P<feast>(?-i:Christmas(?:\s(?:Eve|Day))?|Boxing\sDay|New\sYear(?:[’']s(?:\s(?:Eve|Day))?)?))"
          rf"(?:,?\s+{_YEAR}\b|(?<=Eve|Day)(?!\s(?-i:[A-Z]))|{_PHRASE_ENDS.format(_GOES_ON + '|he|she|they|it|a|in|for|by')})",
          resolve.feast),
    _rule("near", "relative",
          r"\b(?P<near>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow|overnight"
          r"|last\s+night|this\s+(?:morning|afternoon|evening))\b", resolve.near),
    _rule("weekday", "relative",
          rf"\b{_PART}(?:(?P<which>last|next|this|past|coming)\s+)?{_WEEKDAY}(?:\s+(?:{_PART_OF_DAY}))?(?:\s+(?:of\s+)?(?P<week>last|next)\s+week)?(?!s\b)\b",
          resolve.weekday),
    _rule("relative", "relative", rf"\b(?P<which>{_WHICH})\s+(?P<unit>weekend|week|month|year|decade|{_NAMED})\b", resolve.relative),
    _rule("half_ago", "relative", r"\bhalf\s+a\s+year\s+ago\b", resolve.half_ago),
    _rule("before_last", "relative", r"\bthe\s+(?P<unit>week|month|year)\s+before\s+last\b", resolve.before_last),
    _rule("ago", "relative", rf"{_COUNT}\s+{_SPAN}s?\s+ago\b", resolve.ago),
    _rule("ending", "relative", r"\b(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+the\s+(?P<unit>week|month|year)\b", resolve.ending),
    _rule("within", "relative", r"\b(?:earlier|later)\s+in\s+the\s+(?P<unit>week|month|year)\b", resolve.ending),
    _rule("weekend", "relative", r"\b(?:over|at|during)\s+the\s+weekend\b", resolve.weekend),
    _rule("in_time", "relative", rf"\bin\s+{_COUNT}\s+{_SPAN}s?\b(?!\s+(?:of|or)\b|[’'])", resolve.in_time),
    _rule("year_end", "relative", r"\b(?P<unit>year)-end\b", resolve.ending),
    _rule("century", "stated",
          rf"\b(?:the\s+)?(?:the\s+)?(?:(?P<number>1\d|2[01])(?:st|th)|(?P<word>{'|'.join(resolve.CENTURIES)}))[\s-]centur(?:y|ies)\b",
          resolve.century),
    _rule("decade", "stated", r"\b(?:the\s+)?(?P<decade>(?:1[89]|20)\d)0[’']?s\b", resolve.decade),
    _rule("year", "stated", rf"(?<![\d.,$€£#/])(?<!(?<!mid)-)\b{_YEAR}(?![\d%/]|[.,]\d|[-–]\w)\b", resolve.said_year),
    _rule("old_year", "stated",
          r"\b(?:in|since|until|by|of)\s+(?P<said>1[0-7]\d\d|21\d\d)\b"
          r"(?=[.,;:)]|\s+(?:the|a|an|and|when|to|by|at|in|as|for|after)\b|$)(?![.,]\d)", resolve.said),
    _rule("month", "relative", rf"\b(?:{_BEFORE_MONTH})[ -](?P<month>(?-i:March|May))\b(?=[\s.,;)])", resolve.dated),
    _rule("bare_month", "relative", rf"\b(?P<month>(?-i:{PLAIN_MONTHS}))\b(?=[\s.,;)’'—–-]|$)", resolve.dated),
    _rule("bare_season", "relative",
          r"\b(?:before|until|by|in|over|during|after|through|since|for)\s+(?:the\s+)?(?P<season>spring|summer|autumn|winter)\b"
          + _PHRASE_ENDS.format(_GOES_ON), resolve.season),
    _rule("later", "relative", rf"{_COUNT}\s+{_SPAN}s?\s+(?P<way>later|afterwards|after(?=[.,;)]|$))", resolve.later, told="only"),
    _rule("earlier", "relative",
          rf"{_COUNT}\s+{_SPAN}s?\s+(?P<way>earlier(?!\s+than|,\s+(?:in|on)\s)|before(?=[.,;)]|$))", resolve.later, told="first"),
    _rule("day_beside", "relative",
          r"\bthe\s+(?P<unit>day|week|month|year)\s+(?P<way>before|after)(?=[.,;:)]|$)", resolve.beside, told="only"),
    _rule("following", "relative",
          r"\b(?:the\s+)?(?P<way>following|preceding|same|that)\s+(?P<unit>day|night|morning|evening|week|month|year)\b(?!\s+of\b)",
          resolve.beside, told="only"),
    _rule("next_day", "relative", r"\bthe\s+(?P<way>next)\s+(?P<unit>day|night|morning)\b", resolve.beside, told="only"),
    _rule("previous", "relative", r"\bthe\s+(?P<way>previous)\s+(?P<unit>day|night|week|month|year)\b", resolve.beside, told="first"),
    _rule("clock", "relative",
          r"\b(?:at|by|around|about|before|after|until|since|shortly)\s+(?P<clock>\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m\b|[ap]\.m\b\.?)|midday|noon|midnight|dawn|dusk)",
          resolve.clock, told="first"),
)  # fmt: skip
"""Every rule, the surest first: what one has taken, a later one leaves."""
