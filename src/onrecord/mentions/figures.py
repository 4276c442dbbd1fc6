"""Finds quantities: how many, how much, how long, with their bounds and units."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import Unit
from onrecord.model import Bound, Figure, FigureKind, Report, Role, Segment, Span, Trace, When

_ONE_OF = re.compile(r"\s(?:of|another|day|thing|more)\b")
_COUNTED = re.compile(r"\s[a-z]+(?:\s|[.,;])(?!of\b)")
_HALF = "half"
_SCORED = re.compile(r"[-–]\d")
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURED_ROLES = (Role.BODY, Role.CAPTION, Role.CORRECTION)
_NOT_A_FIGURE_BEFORE = re.compile(
    r"(?:\b(?:resolution|article|section|chapter|paragraph|no|number|flight|highway|route|room|page|level|phase"
    r"|type|model|mark|grade|unit|channel|part|act|rule|clause|division|brigade no)\.?\s*|[#@])$",
    re.IGNORECASE,
)
_STREET_AFTER = re.compile(r"\s+[A-Z]\w+\s+(?:Street|Road|Avenue|Lane|Square|Place|Drive|Boulevard|St|Ave|Rd)\b")
_AGE = re.compile(r"-year-old\b|\s+years?\s+old\b")
_YEAR_LIKE = re.compile(r"(?:1[89]|20)\d\d")
_NOUNS = ("NOUN", "PROPN")
_FIGURE_KINDS = frozenset(kind.value for kind in FigureKind)


@dataclass(frozen=True)
class _Grammar:
    """The lexicon's number words, bounds and units, compiled once."""

    figure: re.Pattern[str]
    numbers: dict[str, float]
    magnitudes: dict[str, float]
    vague: dict[str, tuple[float | None, float | None]]
    before: dict[str, str]
    after: dict[str, str]
    units: dict[str, Unit]
    symbols: dict[str, Unit]
    hyphened: dict[str, Unit]


def find_figures(
    report: Report, *, segments: Sequence[Segment], parsed: Parsed, times: Sequence[When], lexicon: Lexicon
) -> Iterator[Figure]:
    """Quantities of ``report`` in text order; never inside a time expression, a designation or an address."""
    text, grammar = report.text, _grammar(lexicon)
    for segment in segments:
        if segment.role not in _FIGURED_ROLES:
            continue
        for m in grammar.figure.finditer(text, segment.start, segment.end):
            if any(m.start("number") < t.end and t.start < m.end("number") for t in times) or not _is_quantity(text, m):
                continue
            figure = _figure(text, m, parsed, grammar)
            if figure:
                yield figure


def _is_quantity(text: str, m: re.Match[str]) -> bool:
    start, end = m.span("number")
    before, after = text[max(0, start - 24) : start], text[end : end + 40]
    if start and (text[start - 1].isalnum() or re.search(r"[A-Za-z]-$|[/:]$", before)) and not m["currency"]:
        return False
    if m["number"].lower() in ("a", "an") and not (m["magnitude"] and len(m["magnitude"]) > 2) and not _is_duration(before, after):  # noqa: PLR2004 - "a t" is no trillion
        return False
    if not m["number"][0].isdigit() and m["magnitude"] and len(m["magnitude"]) <= 2:  # noqa: PLR2004 - as above
        return False
    if re.match(r"\s?[ap]\.?m\b", after):
        return False
    if re.match(r"[:/]\d|(?:st|nd|rd|th)\b", after) or (re.match(r"-[A-Za-z]", after) and not re.match(r"-\w+", after)):
        return False
    if re.match(r"[A-Za-z]", after) and not m["magnitude"] and not m["unit"]:
        return False
    return not _NOT_A_FIGURE_BEFORE.search(before) and not _STREET_AFTER.match(after)


def _is_duration(before: str, after: str) -> bool:
    """As in "took an hour", "within a week"; not "$10 a day", "twice a week", "a year ago"."""
    timed = re.match(
        r"\s(?:hour|day|week|fortnight|month|year|decade|century|minute)\b(?!\s+(?:ago|earlier|later|before|after|old))", after
    )
    return bool(timed) and bool(
        re.search(r"\b(?:for|took|takes?|taking|within|over|lasted|lasts|about|almost|nearly|than|in|after|than)\s*$", before)
    )


def _figure(text: str, m: re.Match[str], parsed: Parsed, grammar: _Grammar) -> Figure | None:
    number = _value(m["number"], None if _is_metre(m) else m["magnitude"], grammar)
    if number is None:
        return None
    low: float | None
    high: float | None
    low, high = number
    bound = Bound.VAGUE if m["number"].lower() in grammar.vague else Bound.EXACT
    if m["second"]:
        second = _value(m["second"], m["magnitude2"], grammar)
        first = _value(m["number"], m["magnitude"] or m["magnitude2"], grammar)
        if second and first and second[0] is not None and first[0] is not None and second[0] > first[0]:
            low, high, bound = first[0], second[1], Bound.RANGE
    stated = m["before"] or m["after"]
    if stated and bound is Bound.EXACT:
        name = (grammar.before if m["before"] else grammar.after)[" ".join(stated.lower().split())]
        bound = Bound(name)
        low, high = (low, None) if bound is Bound.AT_LEAST else (None, high) if bound is Bound.AT_MOST else (low, high)
    kind, unit, of = _measured(text, m, parsed, grammar)
    if kind is FigureKind.COUNT and bound in (Bound.EXACT, Bound.AT_MOST, Bound.AT_LEAST) and _is_bare(text, m, unit):
        return None
    start, end = _extent(text, m, kind)
    return Figure(start=start, end=end, low=low, high=high, bound=bound, kind=kind, unit=unit, of=of,
                  trace=Trace("figure", (Span(*m.span("number")),)))  # fmt: skip


def _extent(text: str, m: re.Match[str], kind: FigureKind) -> Span:
    """The words that state the figure: with its bound and its unit of measure, without the thing counted."""
    start, end = m.span()
    while text[end - 1].isspace():
        end -= 1
    age = _AGE.match(text, m.end("number"))
    return Span(start, age.end() if age and kind is FigureKind.AGE else end)


def _is_bare(text: str, m: re.Match[str], unit: str | None) -> bool:
    """A number that counts nothing: a lone "one", a year, a list mark, a score."""
    word = m["number"]
    if unit is None and (not word[0].isdigit() or _YEAR_LIKE.fullmatch(word)):
        return True
    after = text[m.end("number") :]
    if word.lower() == "one" and (_ONE_OF.match(after) or not _COUNTED.match(after)):
        return True
    return unit is None and bool(_SCORED.match(after))


def _value(word: str, magnitude: str | None, grammar: _Grammar) -> tuple[float | None, float | None] | None:
    flat = " ".join(word.lower().replace("-", " ").split())
    flat = _HALF if flat in (f"{_HALF} a", f"{_HALF} an") else flat
    factor = grammar.magnitudes[magnitude.lower()] if magnitude else 1.0
    if flat in grammar.vague:
        low, high = grammar.vague[flat]
        return (low * factor if low is not None else None, high * factor if high is not None else None)
    if flat[0].isdigit():
        number = float(flat.replace(",", ""))
    elif flat in grammar.numbers:
        number = grammar.numbers[flat]
    else:
        parts = [grammar.numbers.get(part) for part in flat.replace(" and a half", "").split()]
        if not parts or any(p is None for p in parts):
            return None
        number = sum(p for p in parts if p is not None) + (0.5 if flat.endswith("and a half") else 0.0)
    value = number * factor
    return (value, value) if math.isfinite(value) else None


def _measured(text: str, m: re.Match[str], parsed: Parsed, grammar: _Grammar) -> tuple[FigureKind, str | None, str | None]:
    """What the number measures: its kind, its unit, and what that is of."""
    if _AGE.match(text, m.end("number")):
        return FigureKind.AGE, "year", None
    counted = _counted(parsed, m)
    if m["currency"]:
        unit = grammar.symbols[m["currency"]]
        return FigureKind(unit.kind), unit.name, _worth_of(text, m.end(), parsed)
    if m["unit"] or _is_metre(m):
        hyphened = text[m.start("unit") - 1] == "-" if m["unit"] else False
        unit = (grammar.hyphened if hyphened else grammar.units).get(m["unit"] or "m") or grammar.units[m["unit"] or "m"]
        if unit.kind in _FIGURE_KINDS:
            return FigureKind(unit.kind), unit.name, _worth_of(text, m.end(), parsed)
    return FigureKind.COUNT, counted, None


def _is_metre(m: re.Match[str]) -> bool:
    """Whether "9 m" is nine metres: apart from the number and without a currency it is no million."""
    return m["magnitude"] == "m" and not m["currency"] and m.start("magnitude") > m.end("number")


def _counted(parsed: Parsed, m: re.Match[str]) -> str | None:
    """The noun that the number counts, in the singular."""
    last = next(part for part in ("magnitude2", "second", "magnitude", "number") if m[part])
    at = parsed.token_at(m.end(last) - 1)
    if at is None:
        return None
    here = at
    while parsed.deps[here] in ("nummod", "quantmod", "compound", "npadvmod", "amod", "advmod") and parsed.heads[here] != here:
        here = parsed.heads[here]
        if parsed.poses[here] in _NOUNS and parsed.deps[here] not in ("compound", "nmod") and here > at:
            break
    if here != at and parsed.poses[here] in _NOUNS and here > at:
        return parsed.lemmas[here].lower()
    of = parsed.child(at, "prep")
    if of is not None and parsed.lemmas[of] == "of":
        noun = parsed.child(of, "pobj")
        if noun is not None:
            return parsed.lemmas[noun].lower()
    nxt = at + 1
    while nxt < len(parsed) and parsed.poses[nxt] in ("ADJ", "NOUN", "PROPN", "NUM") and nxt - at < 5:  # noqa: PLR2004 - a short noun phrase
        if parsed.poses[nxt] == "NOUN" and (nxt + 1 >= len(parsed) or parsed.poses[nxt + 1] not in _NOUNS):
            return parsed.lemmas[nxt].lower()
        nxt += 1
    return None


def _worth_of(text: str, end: int, parsed: Parsed) -> str | None:
    """The goods in "$5 million worth of rockets" or "300 tonnes of grain"."""
    after = re.match(r"[- ](?:worth\s+)?of\s+", text[end : end + 16]) or re.match(r"\s+in\s+", text[end : end + 16])
    at = parsed.token_at(end + after.end()) if after else None
    if at is None:
        return None
    while parsed.heads[at] != at and parsed.poses[at] not in _NOUNS:
        at = parsed.heads[at]
    while parsed.deps[at] == "compound" and parsed.heads[at] > at:
        at = parsed.heads[at]
    return parsed.lemmas[at].lower() if parsed.poses[at] in _NOUNS else None


@lru_cache(maxsize=4)
def _grammar(lexicon: Lexicon) -> _Grammar:
    numbers = {row.word.lower(): row.value for row in lexicon.rows("number_word")}
    magnitudes = {row.word.lower(): row.value for row in lexicon.rows("magnitude")}
    magnitudes |= {short.lower(): row.value for row in lexicon.rows("magnitude") for short in row.short}
    vague = {word.lower(): (row.low, row.high) for row in lexicon.rows("vague") for word in row.words}
    before = {w.lower(): row.bound for row in lexicon.rows("bound") if row.place == "before" for w in row.words}
    after = {w.lower(): row.bound for row in lexicon.rows("bound") if row.place == "after" for w in row.words}
    units: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    hyphened: dict[str, Unit] = {}
    for row in lexicon.rows("unit"):
        units |= {word: row for word in (*row.words, *row.symbols) if word not in units or row.default_currency}
        codes = [w for w in row.words if (row.kind == "money" and w.isupper())]
        signs = row.symbols if row.kind == "money" else ()
        symbols |= {s: row for s in (*signs, *codes) if s not in symbols or row.default_currency}
        if row.kind != "money":
            hyphened |= dict.fromkeys(row.words, row)
    tens = [w for w, v in numbers.items() if 20 <= v <= 90]  # noqa: PLR2004 - twenty to ninety
    ones = [w for w, v in numbers.items() if 1 <= v <= 9]  # noqa: PLR2004 - one to nine
    long, short = ([m for m in magnitudes if (len(m) > 2) is wanted] for wanted in (True, False))  # noqa: PLR2004 - "m", "bn"
    number = "|".join(
        [
            _DIGITS,
            rf"half\s+an?(?=[\s-](?:{_any(long)})\b)",
            rf"(?:{_any(tens)})[- ](?:{_any(ones)})",
            rf"(?:{_any(list(vague))})",
            rf"(?:{_any([w for w in numbers if w != _HALF])})(?:\s+and\s+a\s+half)?",
        ]
    )
    magnitude = f"{_any(long)}|{_any(short)}"
    figure = (
        rf"(?<![\w.])(?:(?P<between>(?i:between|from))\s+)?(?:(?P<before>(?i:{_any(list(before))}))\s+)?(?:(?P<currency>{_any(list(symbols))})\s?)?"
        rf"(?P<number>(?i:{number}))(?![\d])(?:[\s-]?(?P<magnitude>(?i:{magnitude}))\b(?!/))?"
        rf"(?:\s*(?:-|–|to|or|(?(between)and|(?!)))\s*(?:{_any(list(symbols))})?\s?(?P<second>{_DIGITS})(?:[\s-]?(?P<magnitude2>(?i:{magnitude}))\b)?)?"
        rf"(?:[\s-]?(?P<unit>{_any(list(units))})(?![A-Za-z]))?(?:\s+(?P<after>(?i:{_any(list(after))}))(?!\w))?"
    )
    return _Grammar(re.compile(figure), numbers, magnitudes, vague, before, after, units, symbols, hyphened)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
