"""Counts and sums in what is said that cannot both be right: told against each other, or of one thing in one report."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf

from onrecord.lexicon import Lexicon
from onrecord.model import Bound, Figure, FigureKind, Quantity, Reading, Span, Value
from onrecord.stories.amounts import apart, spread
from onrecord.stories.goods import any_alike
from onrecord.stories.sayings import Saying
from onrecord.stories.wordings import MOVE, wordings_of
from onrecord.text.folding import fold
from onrecord.text.stems import stem

Number = tuple[float | None, float | None]
_KINDS = frozenset((FigureKind.COUNT, FigureKind.MASS, FigureKind.VOLUME, FigureKind.MONEY))
_BETWEEN = 70
_MOST_TIMES = 12
"""Amounts further apart than so many times are a whole and its part."""

_MOST_ACROSS = 3
"""Two reports' amounts further apart than so many times may be of two loads."""

_CROWD = 60
"""So many amounts in one unit and place are set against each other."""

_PRICES = frozenset(("price", "cost", "sum", "value", "bill"))
_NUMBER_AT = re.compile(
    r"\b(number|figure|toll|total|count|quantity|amount|load|loss|losses|damage|price|cost|sum|value|bill) (?:\w+ ){0,3}(?:at|is|was|to) "
)
_THERE = re.compile(r"\W*[Tt]here (?:were|was|are|had been) ")
_PART = re.compile(r"(?: \w+){0,4} of (?:the |its |his |their |all |those |these |our )?")
_STANDS_IN = frozenset(("machin", "instrument", "item", "unit", "piec", "devic"))
"""Stems of units that stand for any goods."""

_SMALL = 3
"""Counts up to this are of persons or papers that happen to be named, not of what is disputed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and the saying that it stands in."""

    figure: Figure
    said: Saying

    @property
    def amount(self) -> Quantity | Value:
        """What the figure says, to be compared."""
        f = self.figure
        if f.kind is FigureKind.MONEY:
            return Value(low=f.low, high=f.high, bound=f.bound, currency=f.unit)
        return Quantity(low=f.low, high=f.high, bound=f.bound, unit=f.unit)

    @property
    def number(self) -> "Number":
        """The bare numbers."""
        return (self.figure.low, self.figure.high)


@dataclass(frozen=True, slots=True)
class Amount:
    """One side: the sayings that tell the amount, and where else it is written."""

    told: tuple[Counted, ...]
    also: tuple[tuple[str, Span], ...]


Torn = tuple[Amount, Amount]


def torn_counts(sayings: Sequence[Sequence[Saying]], readings: Sequence[Reading], lexicon: Lexicon) -> Iterator[Torn]:
    """Amounts that are told against each other, each pair of amounts once."""
    told: dict[Number, list[Counted]] = {}
    written: dict[Number, list[tuple[str, Figure]]] = {}
    for one in (Counted(f, s) for report in sayings for s in report for f in s.figures if _counts(f)):
        told.setdefault(one.number, []).append(one)
    for reading in readings:
        for figure in reading.figures:
            if _counts(figure):
                written.setdefault((figure.low, figure.high), []).append((reading.report.id, figure))
    seen: set[frozenset[object]] = set()
    parts = parts_told(readings)
    across = _across_reports(sayings, lexicon)
    for one, other in (*_contrasted(sayings, wordings_of(lexicon).instead), *_within_reports(sayings, lexicon), *across):
        if frozenset((one.number, other.number)) in parts:
            continue
        key: frozenset[object] = frozenset(((one.number, _unit(one.figure)), (other.number, _unit(other.figure))))
        if key not in seen and len(key) > 1:
            seen.add(key)
            unit = _unit(one.figure) or _unit(other.figure)
            yield _side(one, told, written, unit), _side(other, told, written, unit)


def _side(one: Counted, told: Mapping[Number, list[Counted]], written: Mapping[Number, list[tuple[str, Figure]]], unit: str) -> Amount:
    same = tuple(c for c in told.get(one.number, ()) if _same_thing(c, one))
    also = tuple((report, f.span) for report, f in written.get(one.number, ()) if f.kind == one.figure.kind and _unit(f) == unit)
    return Amount(same or (one,), also)


def _contrasted(sayings: Iterable[Sequence[Saying]], instead: re.Pattern[str]) -> Iterator[tuple[Counted, Counted]]:
    """Two amounts in one sentence, the second put aside: "350, not 200 as was announced"; and an amount that is called wrong."""
    for report in sayings:
        for said in report:
            figures = [f for f in said.figures if _counts(f)]
            for one, other in pairwise(figures):
                between = _text_between(said, one, other)
                if between and len(between) <= _BETWEEN and instead.search(between):
                    a, b = Counted(one, said), Counted(other, said)
                    if _unlike(a, b):
                        yield a, b


def _within_reports(sayings: Iterable[Sequence[Saying]], lexicon: Lexicon) -> Iterator[tuple[Counted, Counted]]:
    """Two amounts of one thing in one report, by two voices."""
    asked = lexicon.words("asked_for")
    part = lexicon.words("part_of")
    for report in sayings:
        told = [
            Counted(f, s) for s in report if s.pole and s.voice and asked.isdisjoint(s.stems) and not s.headline
            for f in s.figures if _counts(f) and f.per is None
        ]  # fmt: skip
        told = [c for c in told if part.isdisjoint(fold(c.said.words).split())]
        yield from _numbers_put(told)
        for n, one in enumerate(told):
            for other in told[n + 1 :]:
                if not (one.said.who & other.said.who) and (_unit(one.figure) or _unit(other.figure)) and _of_one_thing(one, other):
                    yield one, other


def _numbers_put(told: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """A bare number that only answers another one told before it: "The ministry put the number at 60", "the price at 1.1 million"."""
    for n, one in enumerate(told):
        put = None if _unit(one.figure) else _NUMBER_AT.search(one.said.words)
        if put:
            kind = FigureKind.MONEY if put.group(1) in _PRICES else one.figure.kind
            before = next((c for c in reversed(told[:n]) if not c.said.who & one.said.who and c.figure.kind == kind), None)
            if before is not None and _numbers_apart(before, one):
                yield before, one


def _numbers_apart(a: Counted, b: Counted) -> bool:
    one, other = sorted((spread(a.amount), spread(b.amount)))
    return one.high < other.low and other.low <= _MOST_TIMES * one.high


def _across_reports(sayings: Iterable[Sequence[Saying]], lexicon: Lexicon) -> Iterator[tuple[Counted, Counted]]:
    """Amounts of one thing by two voices in two reports, which both say that it moved or was there, to or in one place; and two prices."""
    words = _Across.of(lexicon)
    by_place: dict[tuple[str, str], list[Counted]] = {}
    for report in sayings:
        last: dict[str, frozenset[str]] = {}
        for said in report:
            places = said.capitals | said.named or last.get(said.voice, frozenset())  # "There were 40 in the crates"
            last[said.voice] = places
            for one in (Counted(f, said) for f in said.figures if said.pole > 0 and said.voice and not said.headline):
                if _counts(one.figure) and one.figure.per is None and words.tells(one):
                    for place in words.places(one, places):
                        by_place.setdefault((words.thing_of(one), place), []).append(one)
    for (_, place), listed in by_place.items():
        for one, other in combinations(listed[:_CROWD], 2):
            # what a state says of itself may be of any load of its own
            strangers = one.said.origin != other.said.origin and not one.said.who & other.said.who
            if strangers and place not in one.said.who | other.said.who and words.of_one_load(one, other):
                yield one, other


@dataclass(frozen=True, slots=True)
class _Across:
    """The words that decide whether amounts of two reports are of one thing."""

    asked: frozenset[str]
    part: frozenset[str]
    there: frozenset[str]
    months: frozenset[str]
    instead: frozenset[str]
    prices: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "_Across":
        listed = (lexicon.words(name) for name in ("asked_for", "part_of", "showing", "month_name", "stand_in", "price_word"))
        return cls(*listed)

    def tells(self, one: Counted) -> bool:
        """Whether it is told of what moved, was there, or was paid: not of what was wanted, nor of a part."""
        if not self.asked.isdisjoint(one.said.stems) or not self.part.isdisjoint(fold(one.said.words).split()):
            return False
        if one.figure.kind == FigureKind.MONEY:
            return self.priced(one)
        return MOVE in one.said.stems or bool(_THERE.match(one.said.words)) or not self.there.isdisjoint(one.said.stems)

    def of_one_load(self, one: Counted, other: Counted) -> bool:
        """Whether both are of one load that moved, or prices of it."""
        return (MOVE in one.said.stems | other.said.stems or self.priced(one)) and _of_one_load(one, other)

    def priced(self, one: Counted) -> bool:
        """Whether it is what something cost."""
        return one.figure.kind == FigureKind.MONEY and not self.prices.isdisjoint(fold(one.said.words).split())

    def thing_of(self, one: Counted) -> str:
        """What is counted: the unit, or the goods where the unit only stands for them; nothing for what has neither."""
        unit = _unit(one.figure)
        if unit and unit not in self.instead:
            return unit
        goods = {thing[0].split()[-1] for thing in one.said.goods if thing[0]}
        return stem(goods.pop()) if len(goods) == 1 else ""

    def places(self, one: Counted, named: frozenset[str]) -> frozenset[str]:
        """Where it is told to have moved or been; a price needs none."""
        if self.priced(one):
            return frozenset(stem(thing[0].split()[-1]) for thing in one.said.goods | one.said.about if thing[0])
        return named - self.months if self.thing_of(one) else frozenset()


def _of_one_load(a: Counted, b: Counted) -> bool:
    """Whether both amounts are of the same goods, and so near that neither is a part of the other."""
    less, more = sorted((spread(a.amount), spread(b.amount)))
    return _of_one_thing(a, b) and less.low > 0 and more.low / less.low <= _MOST_ACROSS


def parts_told(readings: Iterable[Reading]) -> set[frozenset[Number]]:
    """Pairs of numbers the first of which is told as a part of the second: "two of the six"."""
    found: set[frozenset[Number]] = set()
    for reading in readings:
        for one, other in pairwise(reading.figures):
            if _PART.fullmatch(reading.report.text, one.end, other.start) if other.start > one.end else False:
                found.add(frozenset(((one.low, one.high), (other.low, other.high))))
    return found


def _of_one_thing(a: Counted, b: Counted) -> bool:
    return _unlike(a, b) and (not (a.said.goods and b.said.goods) or any_alike(a.said.goods, b.said.goods))


def _unlike(a: Counted, b: Counted) -> bool:
    """Whether both amounts cannot be right, and are near enough to be of one thing."""
    if not _comparable_units(a, b) or not apart(a.amount, b.amount):
        return False
    less, more = sorted((a, b), key=lambda c: spread(c.amount).low)
    if more.figure.bound is Bound.AT_LEAST and less.figure.bound is not Bound.AT_MOST:
        return False  # a sum over a longer time may hold the lesser one
    one, other = sorted((spread(a.amount), spread(b.amount)))
    return one.high != inf and (not one.high or other.low / one.high <= _MOST_TIMES)


def _comparable_units(a: Counted, b: Counted) -> bool:
    same_kind = a.figure.kind == b.figure.kind
    instead = _STANDS_IN & {_unit(a.figure), _unit(b.figure)} and a.figure.kind == FigureKind.COUNT
    return same_kind and (bool(instead) or not _unit(a.figure) or not _unit(b.figure) or _unit(a.figure) == _unit(b.figure))


def _same_thing(a: Counted, b: Counted) -> bool:
    """Whether two places tell the same amount of the same thing."""
    alike = not (a.said.goods and b.said.goods) or any_alike(a.said.goods, b.said.goods)
    return alike and a.figure.bound == b.figure.bound and _comparable_units(a, b)


def _unit(figure: Figure) -> str:
    words = fold(figure.unit or "").split()
    return stem(words[-1]) if words else ""


def _counts(figure: Figure) -> bool:
    """Whether the figure is an amount that may be disputed."""
    if figure.kind not in _KINDS or (figure.low is None and figure.high is None):
        return False
    return figure.bound is not Bound.VAGUE and (figure.kind is not FigureKind.COUNT or (figure.high or figure.low or 0) > _SMALL)


def _text_between(said: Saying, one: Figure, other: Figure) -> str:
    for span in said.content:
        if span.start <= one.start and other.end <= span.end:
            return said.text_of(Span(one.end, other.start))
    return ""
