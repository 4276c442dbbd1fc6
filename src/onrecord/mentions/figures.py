"""Finds quantities: how many, how much, how long, with their bounds and units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.language.parsed import Parsed
from onrecord.lexicon import Lexicon
from onrecord.mentions.counted import Counted, counted, inside_goods, is_goods, names_something, noun_after, per_what, worth_of
from onrecord.mentions.labels import Labels
from onrecord.mentions.numerals import Amount, Form, Numerals, numerals_of
from onrecord.model import Bound, Figure, FigureKind, Report, Role, Segment, Span, Trace, When
from onrecord.text.near import Near

_FIGURED_ROLES = (Role.BODY, Role.CAPTION, Role.CORRECTION)
_FIGURE_KINDS = frozenset(kind.value for kind in FigureKind)
_JOIN = re.compile(r"[-‑]?\s(?P<word>to|or|and)(?:\s|\s?[-‑](?=\d))|\s?(?P<dash>[-–—‑])\s?", re.IGNORECASE)
_FOR_EACH = re.compile(r"(?:\sU\.?S\.?)?(?:\s(?:per|an?|each)\s[a-z]+)?(?:\s(?:combined|overall|net|gross|on\saverage))?", re.IGNORECASE)
_DASH = re.compile(r"[-–‑]\d")
_HUNG = re.compile(r"[-‑](?:,\s(?:(?:and|or)\s)?|\s(?:and|or)\s)")
_OPENS_RANGE = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_WORDS = re.compile(r"[<>≈±≤≥~]=?|[^\s<>≈±≤≥~]+")
_LONGEST_BOUND, _BOUND_REACH = 5, 56
_NAME_MARK = re.compile(r"(?:(?<!\d)(?<!\bsub)[-‑]|[/:#@_])$", re.IGNORECASE)
_UNDER = re.compile(r"\bsub[-‑]$", re.IGNORECASE)
_ZERO_FIRST = re.compile(r"0\d")
_NAME_AFTER = re.compile(r"[-‑\s](?=[^\W\d_a-z])")
_ADDRESS_AFTER = re.compile(
    r"\s+(?:[A-Z]\w*\.?\s+){1,3}(?:Street|Road|Avenue|Lane|Square|Place|Drive|Boulevard|Way|St|Ave|Rd|Blvd)\b|\s+(?:Ave|Avenue|Rue|Via|Calle)\s"
    r"|\s+[NSEW]\s\d"
)
_GOES_ON = re.compile(r"[:/]\d|(?:st|nd|rd|th)\b|\s?[ap]\.?m\b|\so[’']clock\b|[-‑](?:\d|[A-Z])|[A-Za-z]")
_HYPHENED = re.compile(r"[-‑](?P<word>[a-z]+)")
_SCORED = re.compile(r"[-–‑]\d")
_STRONG = re.compile(r"[-‑]strong\b")
_OLD = re.compile(r"[-‑\s](?P<unit>year|month|week|day)s?[-‑\s]olds?\b", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged?|(?:over|under) the age of|the age of|(?:child|boy|girl|man|woman|son|daughter|widow|pensioner) of)\s$", re.IGNORECASE
)
_SOMEBODY = ("he", "she", "i", "who", "you")
_ASIDE = re.compile(r",\s$"), re.compile(r"\s?[,.)—–―]")
_OLDEST = 120
_YEAR_LIKE = re.compile(r"(?:1[89]|20)\d\d")
_TIMED = re.compile(r"\b(?:for|took|takes?|taking|within|over|lasted|lasts|about|almost|nearly|than|in|after)\s$", re.IGNORECASE)
_UNTIMED_AFTER = re.compile(r"\s(?:ago|earlier|later|before|after|old)\b")
_PICKS = re.compile(r"\s(?:of|another)\b|\s[\d$€£]")
_SUPERLATIVES = ("JJS", "RBS")
_ALSO_ORDINAL = ("second", "quarter")
_LONG_SPANS = ("decade", "century")
_DURING = re.compile(r"\bover\b", re.IGNORECASE)
_MILLION, _METRE = 1_000_000, "metre"
_CLOSE = 2.0
"""How far the second number of "10 or 15" may be above the first, as a factor, for the two to be one range."""


@dataclass(frozen=True)
class _Bounds:
    """The lexicon's bounds by place, and the word lists of this stage."""

    before: dict[str, str]
    after: re.Pattern[str]
    after_names: dict[str, str]
    fillers: frozenset[str]
    numbered: frozenset[str]
    idle: frozenset[str]
    few: frozenset[str]
    changing: frozenset[str]
    joined: frozenset[str]
    each: frozenset[str]
    plain: frozenset[str]
    boxed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the stage looks: a report's text, its parse, the lexicon compiled."""

    text: str
    stop: int
    parsed: Parsed
    times: Near[When]
    numerals: Numerals
    bounds: _Bounds
    lexicon: Lexicon


def find_figures(
    report: Report, *, segments: Sequence[Segment], parsed: Parsed, times: Sequence[When], lexicon: Lexicon
) -> Iterator[Figure]:
    """Quantities of ``report`` in text order; never inside a time expression, a designation or an address."""
    text, numerals, bounds = report.text, numerals_of(lexicon), _bounds(lexicon)
    told = Near((when.span, when) for when in times)
    for segment in segments:
        if segment.role not in _FIGURED_ROLES:
            continue
        place = _Place(text, segment.end, parsed, told, numerals, bounds, lexicon)
        labels = Labels.of(text, segment.start, segment.end)
        done, last = segment.start, None
        for at in numerals.begins(text, segment.start, segment.end):
            if at < done or labels.hold(at):
                continue
            amount = numerals.amount(text, at, segment.end)
            if amount is None or told.numbers(Span(amount.number, amount.number_end)):
                continue
            done = amount.number_end
            figure = _figure(place, amount) if _is_quantity(place, amount) else None
            if figure is None:
                continue
            if last is not None and figure.start > last.start:
                yield last
            last = _of_the_same(text, last, figure)  # in place of a word of its bound: the "many" of "as many as 40"
            done = max(figure.end, done)
        if last is not None:
            yield last


def _of_the_same(text: str, last: Figure | None, figure: Figure) -> Figure:
    """A conversion in brackets, or a second one there, has the bound of what it converts: "more than 20 km (12 miles)"."""
    converts = (
        last is not None
        and last.kind is figure.kind is not FigureKind.COUNT
        and figure.bound is Bound.EXACT
        and last.bound in (Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST)
        and text[last.end : figure.start].strip() in ("(", "/")
    )
    if not converts or last is None:
        return figure
    low, high = _bounded(last.bound, figure.low, figure.high)
    return replace(figure, bound=last.bound, low=low, high=high)


def _is_quantity(place: _Place, amount: Amount) -> bool:
    text, start, end = place.text, amount.number, amount.number_end
    before, after = text[max(0, amount.start - 24) : amount.start], text[end : end + 40]
    part_of_name = before[-1:].isalnum() or (_NAME_MARK.search(before) and not _OLD.match(text, end))
    if not amount.signed and amount.low is not None and amount.low >= 0 and part_of_name:
        return False
    if amount.form is Form.ARTICLE:
        plain = amount.unit is not None and amount.unit.name not in _ALSO_ORDINAL
        return plain and bool(_TIMED.search(before)) and not _UNTIMED_AFTER.match(text, amount.end)
    if _ZERO_FIRST.match(text, start) or _is_title(place, amount):
        return False
    if amount.form is Form.DIGITS and amount.unit is None and amount.factor == 1 and _GOES_ON.match(after) and not _goes_on(place, end):
        return False
    if _SCORED.match(after) and _join(place, amount) is None:
        return False
    if re.search(r"\d[-–‑]$", before) or inside_goods(text, start, place.lexicon):
        return False
    named = before.rstrip().rpartition(" ")[2].lower().rstrip(".")
    counts = named == "top" and amount.form is Form.WORDS and amount.number_end == amount.end  # "the top three seeds"
    return (counts or named not in place.bounds.numbered) and not _ADDRESS_AFTER.match(after)


def _is_title(place: _Place, amount: Amount) -> bool:
    """Whether a capitalised number word belongs to a name, as in "the Five Eyes" and "the Six-Day War"; not first in its sentence."""
    text, parsed = place.text, place.parsed
    written = text[amount.number : amount.number_end]
    if amount.form is not Form.WORDS or not written[0].isupper() or written.isupper() or not _NAME_AFTER.match(text, amount.number_end):
        return False
    at = parsed.token_at(amount.number)
    return at is not None and parsed.sentences[parsed.sentence_of(at)][0] != at


def _goes_on(place: _Place, end: int) -> bool:
    """Whether a second number or a small-letter word joins the digits, as in "100-200" and "12-member"."""
    return bool(re.match(r"[-‑](?:\d|[a-z])", place.text[end : end + 2]))


def _figure(place: _Place, amount: Amount) -> Figure | None:
    text, bound = place.text, Bound.VAGUE if amount.form is Form.VAGUE else Bound.EXACT
    low, high = amount.low, amount.high
    joined = _join(place, amount)
    start, last = amount.start, amount if joined else _hung_on(place, amount)
    if joined:
        first, last = joined
        if _ADDRESS_AFTER.match(text, last.number_end):
            return None
        low, high, bound = first.low, last.high, Bound.RANGE
        opened = _OPENS_RANGE.search(text, max(0, start - 9), start)
        start = opened.start() if opened else start
    else:
        stated, start, end = _stated(place, amount, vague=bound is Bound.VAGUE)
        if stated and bound is Bound.EXACT:
            bound = stated
            low, high = _bounded(bound, low, high)
        if stated and amount.unit is None and end > amount.end:
            last = amount = place.numerals.measured(text, amount, place.stop, end)  # "20 or more tonnes"
    what = _counted(place, last.number_end)
    if what.noun is None and not joined and end > last.end:
        what = _counted(place, end)  # "1,000+ chips"
    kind, unit, past = _measured(place, amount if amount.unit and not last.unit else last, what, start)
    end = max(past, last.end) if joined else past if last is amount else amount.number_end
    if unit == _METRE and last.factor == _MILLION:
        low, high = (None if v is None else v / _MILLION for v in (low, high))
    if not joined:
        end = max(end, _after(place, end)[1])
    if kind is FigureKind.COUNT and _is_bare(place, amount, unit, bound, what):
        return None
    if kind is FigureKind.DURATION and _is_background(place, amount, unit):
        return None
    measured = kind is not FigureKind.COUNT or amount.unit is not None
    past = end if measured or what.token is None else place.parsed.ends[what.token]
    each = place.bounds.each
    per = per_what(text, past, each) or (per_what(text, amount.end, each) if joined else None)
    return Figure(
        start=start, end=end, low=low, high=high, bound=bound, kind=kind, unit=unit,
        of=worth_of(text, past, place.parsed) if measured or what.noun in place.bounds.boxed else None, per=per,
        trace=Trace("figure", (Span(amount.number, amount.number_end),)),
    )  # fmt: skip


def _hung_on(place: _Place, amount: Amount) -> Amount:
    """The last number of "four-, five- and six-seat cars", on whose noun or unit the others hang; mostly ``amount`` itself."""
    while hung := _HUNG.match(place.text, amount.number_end, place.stop):
        after = place.numerals.second(place.text, hung.end(), place.stop)
        if after is None:
            break
        amount = after
    return amount


def _counted(place: _Place, end: int) -> Counted:
    """The noun counted; never one that tells the time: "2.1 last year"."""
    what = counted(place.text, end, place.parsed, place.bounds.plain)
    at = None if what.token is None else place.parsed.starts[what.token]
    return Counted() if at is not None and place.times.numbers(Span(at, at + 1)) else what


def _join(place: _Place, first: Amount) -> tuple[Amount, Amount] | None:
    """The two ends of a range that begins with ``first``: "100-200", "from 5 to 7 million", "three or four"."""
    text = place.text
    opened = _OPENS_RANGE.search(text, max(0, first.start - 9), first.start)
    each = _FOR_EACH.match(text, first.end, place.stop) if opened else None  # "from $75 a barrel to $46"
    link = _JOIN.match(text, each.end() if each else first.end, place.stop)
    if link is None or first.form not in (Form.DIGITS, Form.WORDS) or first.low is None:
        return None
    second = place.numerals.second(text, link.end(), place.stop)
    if second and opened and _DASH.match(text, second.end, place.stop) and (further := _join(place, second)):
        second = further[1]  # "from 24 to 33-35 million"
    if second is None or second.form not in (Form.DIGITS, Form.WORDS) or second.low is None:
        return None
    if (first.unit is None or first.signed) and first.factor == 1 and second.factor > 1 and first.low < second.low / second.factor:
        first = first.scaled(second.factor)
    if first.unit and second.unit and first.unit is not second.unit:
        return None
    if first.low is None or second.low is None or first.low == second.low:
        return None
    return _ordered(place, first, second, (link["word"] or "").lower(), opened.group().strip().lower() if opened else "")


def _ordered(place: _Place, first: Amount, second: Amount, word: str, opened: str) -> tuple[Amount, Amount] | None:
    """The two as least and greatest, or None when the words between and before them make no range of them."""
    low, high = first.low or 0.0, second.low or 0.0
    if low > high:  # "fell from 300 to 200"
        turned = replace(second, unit=second.unit or first.unit), replace(first, end=second.end, number_end=second.number_end)
        return turned if word == "to" and opened == "from" else None
    if word == "and":
        return (first, second) if opened == "between" else None
    if word == "or":
        return None if first.unit or high > _CLOSE * low else (first, second)
    steps = word == "to" and first.unit is not None and not opened and _changes(place, first.start)
    return None if steps else (first, second)


def _changes(place: _Place, start: int) -> bool:
    """Whether a verb of change comes before: "rose $2 to $60" and "rose by $2 to $60" are a step and a level."""
    words = _WORDS.findall(place.text, max(0, start - 24), start)
    return bool(words) and (words[-1].lower() in place.bounds.changing or words[-1].lower() == "by")


def _stated(place: _Place, amount: Amount, *, vague: bool) -> tuple[Bound | None, int, int]:
    """(bound in words, where the figure starts with them, where it ends)."""
    if _UNDER.search(place.text, max(0, amount.start - 4), amount.start):
        return Bound.AT_MOST, amount.start - 4, amount.end
    words = list(_WORDS.finditer(place.text, max(0, amount.start - _BOUND_REACH), amount.start))
    while words and words[-1].group().lower() in place.bounds.fillers:
        words.pop()
    for count in range(min(_LONGEST_BOUND, len(words)), 0, -1):
        name = place.bounds.before.get(" ".join(w.group().lower() for w in words[-count:]))
        if name and not (_DURING.fullmatch(words[-count].group()) and amount.unit and amount.unit.kind == "duration"):
            return Bound(name), words[-count].start(), amount.end
    bound, end = (None, amount.end) if vague else _after(place, amount.end)
    return bound, amount.start, end


def _after(place: _Place, end: int) -> tuple[Bound | None, int]:
    m = place.bounds.after.match(place.text, end, place.stop)
    return (Bound(place.bounds.after_names[" ".join(m["bound"].lower().split())]), m.end()) if m else (None, end)


def _bounded(bound: Bound, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return (low, None) if bound is Bound.AT_LEAST else (None, high) if bound is Bound.AT_MOST else (low, high)


def _measured(place: _Place, amount: Amount, what: Counted, start: int) -> tuple[FigureKind, str | None, int]:
    """(kind, unit, where the figure ends); ``start`` is where the figure begins."""
    text, end = place.text, amount.number_end
    old = _OLD.match(text, end)
    if old:
        return FigureKind.AGE, old["unit"].lower(), old.end()
    if amount.unit and amount.unit.kind in _FIGURE_KINDS:
        return FigureKind(amount.unit.kind), amount.unit.name, amount.end
    if amount.factor == _MILLION and text[end - 1 : end] == "m" and not amount.signed and not _many(place, what):
        return FigureKind.LENGTH, _METRE, end  # not a million of anything
    if _is_age(place, amount, start, what):
        return FigureKind.AGE, "year", end
    strong = _STRONG.match(text, end)
    if strong:
        return FigureKind.COUNT, noun_after(place.parsed, strong.end() + 1), strong.end()
    return FigureKind.COUNT, what.name, end


def _many(place: _Place, what: Counted) -> bool:
    """Whether the noun counted is of many: "5m people"."""
    return what.token is not None and (place.parsed.tags[what.token] in ("NNS", "NNPS") or what.noun == "people")


def _is_age(place: _Place, amount: Amount, start: int, what: Counted) -> bool:
    """As "aged 54", "the minister, 54, said", "he will be 54"."""
    text, parsed, low = place.text, place.parsed, amount.low
    if low is None or not 0 < low <= _OLDEST or amount.factor != 1 or amount.form not in (Form.DIGITS, Form.WORDS):
        return False
    if _AGED.search(text, max(0, start - 24), start):
        return amount.form is Form.DIGITS or what.noun is None
    at = parsed.token_at(amount.number)
    if at is not None and what.noun is None and parsed.deps[at] in ("attr", "acomp") and parsed.lemmas[parsed.heads[at]] in ("be", "turn"):
        subject = parsed.child(parsed.heads[at], "nsubj")
        return subject is not None and parsed.words[subject].lower() in _SOMEBODY
    opens, closes = _ASIDE
    aside = opens.search(text, max(0, amount.start - 2), amount.start) and closes.match(text, amount.end)
    before = parsed.token_at(amount.start - 3) if aside and amount.form is Form.DIGITS else None
    return before is not None and parsed.poses[before] in ("NOUN", "PROPN")


def _is_bare(place: _Place, amount: Amount, unit: str | None, bound: Bound, what: Counted) -> bool:
    """A number that counts nothing: a lone "one", a year, a list mark, a score, part of a name."""
    text, parsed = place.text, place.parsed
    written = text[amount.number : amount.number_end].lower()
    if _STRONG.match(text, amount.number_end):
        return False
    hyphened = _HYPHENED.match(text, amount.number_end)
    if hyphened and hyphened["word"] in place.bounds.joined:
        return True
    named = amount.unit is None and bound is Bound.EXACT
    if named and names_something(text, amount.number, amount.number_end, parsed, what):
        return True
    if written == "one" and (unit is None or what.noun in place.bounds.idle or _PICKS.match(text, amount.number_end)):
        return True
    if written in place.bounds.few:
        return unit is None or not (is_goods(unit, place.lexicon) or is_goods(what.noun or "", place.lexicon))
    if unit is not None:
        return False
    if amount.form is Form.WORDS and amount.factor == 1 and bound in (Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST):
        return not _is_subject(parsed, amount)
    return bool(_YEAR_LIKE.fullmatch(written)) or bool(_SCORED.match(text, amount.number_end))


def _is_subject(parsed: Parsed, amount: Amount) -> bool:
    """Whether people or things are left unsaid: "two were killed"; not "the two agreed"."""
    at = parsed.token_at(amount.number)
    return at is not None and parsed.deps[at].startswith("nsubj") and parsed.child(at, "det", "poss") is None


def _is_background(place: _Place, amount: Amount, unit: str | None) -> bool:
    """A manner of speaking, no amount of time: "a few minutes", "the first in a decade", "the worst for a century"."""
    at = place.parsed.token_at(amount.number)
    if place.text[amount.number : amount.number_end].lower() in place.bounds.few:
        return True
    if amount.form is not Form.ARTICLE or unit not in _LONG_SPANS or at is None:
        return False
    first, _ = place.parsed.sentences[place.parsed.sentence_of(at)]
    return any(place.parsed.tags[t] in _SUPERLATIVES or place.parsed.lemmas[t] in ("first", "only") for t in range(first, at))


@lru_cache(maxsize=4)
def _bounds(lexicon: Lexicon) -> _Bounds:
    before = {w.lower(): row.bound for row in lexicon.rows("bound") if row.place == "before" for w in row.words}
    after = {w.lower(): row.bound for row in lexicon.rows("bound") if row.place == "after" for w in row.words}
    words = "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(after, key=lambda w: (-len(w), w)))
    return _Bounds(
        before=before,
        after=re.compile(rf"\s?(?P<bound>{words})(?!\w)", re.IGNORECASE),
        after_names=after,
        fillers=lexicon.words("number_filler"),
        numbered=lexicon.words("numbered"),
        idle=lexicon.words("idle_one"),
        few=lexicon.words("quantifier"),
        changing=lexicon.words("change"),
        joined=lexicon.words("number_joined"),
        plain=lexicon.words("plain_adjective"),
        boxed=lexicon.words("container"),
        each=lexicon.words("per_each") | {word for row in lexicon.rows("unit") if row.kind != "money" for word in row.words},
    )
