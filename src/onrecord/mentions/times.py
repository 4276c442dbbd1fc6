"""Finds time expressions and resolves them to EDTF values."""

import re
from bisect import bisect_left, insort
from collections.abc import Generator, Iterator, Sequence

from onrecord.lexicon import Lexicon
from onrecord.mentions.calendar import Anchor
from onrecord.mentions.expressions import BEFORE, BEFORE_REACH, RULES, Rule
from onrecord.mentions.tense import looks_ahead, sentence_start
from onrecord.model import Report, Role, Segment, Span, Trace, When
from onrecord.model.edtf import is_edtf
from onrecord.text.near import Near
from onrecord.text.sieve import Sieve

_TIMED_ROLES = (Role.BODY, Role.DATELINE, Role.CAPTION, Role.CORRECTION)
_DIGIT = re.compile(r"\d")
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+(?:onwards?|on)\b(?=[\s.,;)])", re.IGNORECASE)
_ROUGHLY = re.compile(r"\b(?:around|about|circa|approximately|roughly|c\.)\s+$", re.IGNORECASE)
_ROUGH = frozenset(("year", "month_year", "season_year", "decade", "day_month_year", "month_day_year"))
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_PLURAL_AFTER = re.compile(r"\s+(?:people\b|(?!(?:was|is|has|does|vs|as|this|its)\b)[a-z]+s\b)")
_TOLD_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|of|for|during|before|after|between|and|late|early|mid|through|throughout|around|about|circa|year"
    r"|the|a|an|its|their|his|her|our|this|that|or|on|than|with)\s+|['’]s\s+|[-–(,.;:“\"]\s*)$|^$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:every(?:\sother)?|each|any|following|previous|preceding|same)\s$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|told|announced|reported|confirmed|added|stated|warned|claimed|denied)\b(?:\s\w+){0,4}\s$", re.IGNORECASE)
_MANY = re.compile(r"\b(?:about|around|than|with|of|and|for|to|some|nearly|almost|over|by)\s+$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z]\w+\s$")
_BEFORE_FEAST = re.compile(r"\b(?:on|before|after|by|until|till|since|at|over|around|of|from|for|last|past)\s+$", re.IGNORECASE)
_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_SIEVE = Sieve((rule, rule.needs) for rule in RULES)
_LAST_DAY = 31
_DAY_FOLLOWS = 4


def find_times(report: Report, *, segments: Sequence[Segment], published: str | None, lexicon: Lexicon) -> Iterator[When]:
    """Time expressions of ``report`` in text order, each resolved as far as ``published`` (EDTF) allows.

    What cannot be resolved at all ("on Thursday" without a known day) is left out, and so is a day that
    no calendar has ("31 April"). A date without a year takes the year that puts it at or before the report's day,
    unless the sentence looks ahead; without a known year it stays ``XXXX``. "Three days later" counts from
    the time told before it in the text.
    """
    anchor, numbered = Anchor.of(published), lexicon.words("numbered")
    told: When | None = None
    for segment in segments:
        if segment.role in _TIMED_ROLES and (worth := _worth_trying(report.text, segment)):
            found = _found(report.text, segment, worth, anchor, numbered)
            told = yield from _with_told(report.text, segment, worth, found, anchor=anchor, told=told)


def day_of_dateline(report: Report, segments: Sequence[Segment]) -> str | None:
    """The day a report's dateline states, as EDTF; the year stays ``XXXX`` when it is not there."""
    for segment in segments:
        if segment.role is Role.DATELINE:
            stated = _found(report.text, segment, _worth_trying(report.text, segment), Anchor.of(None), frozenset())
            if stated:
                return min(stated, key=lambda w: w.start).edtf
    return None


def _worth_trying(text: str, segment: Segment) -> list[Rule]:
    """The rules whose digits and words are there at all."""
    digits = _DIGIT.search(text, segment.start, segment.end) is not None
    return [rule for rule in _SIEVE.within(text[segment.start : segment.end]) if digits or not rule.digits]


def _found(text: str, segment: Segment, worth: Sequence[Rule], anchor: Anchor, numbered: frozenset[str]) -> list[When]:
    """What stands on its own in ``segment``, in no order."""
    taken: Near[Span] = Near()
    found: list[When] = []
    for rule in worth:
        if rule.told:
            continue
        for m in rule.pattern.finditer(text, segment.start, segment.end):
            start, end = m.span("month") if rule.name == "month" else m.span()
            if rule.extended and (before := BEFORE.search(text, max(segment.start, start - BEFORE_REACH), start)):
                start = before.start()
            span = Span(start, end)
            parted = start < m.start() and rule.extended  # "the end of 2022 stocks were low"
            if taken.numbers(span) or not (parted or _stands_alone(text, m, rule.name, numbered)):
                continue
            ahead = looks_ahead(text, segment, m.start(), m.end())
            edtf = rule.resolve(m, anchor, ahead)
            if rule.name == "weekday" and not m["which"] and not m["week"] and (said := _day_said(text, segment, found, m.start())):
                edtf = _beside_said(rule, m, said, edtf, ahead=ahead)
            if edtf is None or not is_edtf(edtf):
                if _is_impossible_day(m):
                    taken.put(span, span)
                continue
            taken.put(span, span)
            found.append(_when(text, segment, rule, span, edtf))
    return found


def _day_said(text: str, segment: Segment, found: Sequence[When], at: int) -> str | None:
    """The day on which the same sentence says, before ``at``, that something was said: "Police said on Sunday that"."""
    begin = sentence_start(text, segment, at)
    days = [w for w in found if begin <= w.start < at and w.trace and w.trace.rule == "time:weekday" and _SAID.search(text, begin, w.start)]
    return max(days, key=lambda w: w.start).edtf if days else None


def _beside_said(rule: Rule, m: re.Match[str], said: str, edtf: str | None, *, ahead: bool) -> str | None:
    """A weekday told by somebody on the day ``said``: what is past was before that day, what would be is after it."""
    if ahead or (edtf and edtf > said):
        return rule.resolve(m, Anchor.of(said), ahead)
    return edtf


def _when(text: str, segment: Segment, rule: Rule, span: Span, edtf: str) -> When:
    """With the open end or the tilde that the words around the expression give its value."""
    start, end = span
    since = _SINCE.search(text, max(segment.start, start - 12), start)
    onwards = _ONWARDS.match(text, end, segment.end)
    if since or (onwards and _FROM.search(text, max(segment.start, start - 6), start)):
        start, end = since.start() if since else start, onwards.end() if onwards and not since else end
        edtf = edtf.partition("/")[0] + "/.."
    elif rule.name in _ROUGH and "/" not in edtf:
        roughly = _ROUGHLY.search(text, max(segment.start, start - 16), start)
        edtf, start = (edtf + "~", roughly.start()) if roughly else (edtf, start)
    basis = "dateline" if segment.role is Role.DATELINE else rule.basis
    if basis == "relative" and edtf[:4].isdigit() and edtf[:4] in text[start:end]:
        basis = "stated"
    return When(start=start, end=end, edtf=edtf, basis=basis, trace=Trace(f"time:{rule.name}", (span,)))


def _with_told(
    text: str, segment: Segment, worth: Sequence[Rule], found: list[When], *, anchor: Anchor, told: When | None
) -> Generator[When, None, When | None]:
    """``found`` and what counts from a time told before it, in text order; returns the last time told."""
    later = sorted(
        ((m, rule) for rule in worth if rule.told for m in rule.pattern.finditer(text, segment.start, segment.end)),
        key=lambda pair: pair[0].start(),
    )
    times = sorted(found, key=_start)
    taken = Near((t.span, t) for t in times)
    for m, rule in later:
        if taken.numbers(Span(*m.span())):
            continue
        at = bisect_left(times, m.start(), key=_start)
        if rule.name == "clock" and any(t.start <= m.end() + _DAY_FOLLOWS for t in times[at : at + 1]):
            continue  # "at 6 p.m. on Saturday"
        base = times[at - 1] if at else told if rule.told == "only" else None
        edtf = rule.resolve(m, Anchor.of(_day_in(base)), False) if base else None  # noqa: FBT003 - one shape for all resolvers
        if edtf is None and rule.told == "first":
            edtf = rule.resolve(m, anchor, False)  # noqa: FBT003
        if edtf is not None and is_edtf(edtf):
            when = _when(text, segment, rule, Span(*m.span()), edtf)
            insort(times, when, key=_start)
            taken.put(when, when.span)
    yield from times
    return times[-1] if times else told


def _start(when: When) -> int:
    return when.start


def _day_in(when: When | None) -> str | None:
    """The day, month or year that a later expression counts from: the end of an interval, the start of an open one."""
    if when is None:
        return None
    first, _, last = when.edtf.rstrip("~").partition("/")
    return last if last and last != ".." else first


def _is_impossible_day(m: re.Match[str]) -> bool:
    """Whether a day was meant that no month has: "31 April" is no April either; "June 35" may be a month and a number."""
    groups = m.groupdict()
    return bool(groups.get("day")) and not groups.get("day_to") and int(groups["day"]) <= _LAST_DAY


def _stands_alone(text: str, m: re.Match[str], name: str, numbered: frozenset[str]) -> bool:
    """Not "May" the verb, not a count or a number of something that looks like a year or a day."""
    before = text[max(0, m.start() - 24) : m.start()]
    if name in ("weekday", "bare_month") and _AGAIN.search(before):
        return False
    if name in ("month_day", "day_month") and m["month"] == "may":
        return False
    if name == "feast" and not m["count"]:
        return bool(_BEFORE_FEAST.search(before))
    if name == "near" and m.group()[0].isupper():
        return not _NAME_BEFORE.search(before)  # a paper or a channel called Today
    if name == "month_day" and _IN.search(before):
        return not _PLURAL_AFTER.match(text, m.end())  # "in June 12 people"
    if name not in ("year", "old_year"):
        return True
    named = before.rstrip().rpartition(" ")[2].rstrip(".").lower()
    if named in numbered:
        return False
    return not _PLURAL_AFTER.match(text, m.end()) or (bool(_TOLD_YEAR.search(before)) and not _MANY.search(before))
