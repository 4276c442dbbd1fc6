"""Counts and sums in what is said that cannot both be right: told against each other, or of one thing in one report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from onrecord.lexicon import Lexicon
from onrecord.model import Bound, Figure, FigureKind, Quantity, Span, Value
from onrecord.stories.amounts import apart, spread
from onrecord.stories.goods import any_alike
from onrecord.stories.sayings import Saying
from onrecord.text.folding import fold
from onrecord.text.stems import stem

_KINDS = frozenset((FigureKind.COUNT, FigureKind.MASS, FigureKind.VOLUME, FigureKind.MONEY))
_BETWEEN = 70
_MOST_TIMES = 12
"""Amounts further apart than so many times are a whole and its part."""

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
    def number(self) -> tuple[float | None, float | None]:
        """The bare numbers."""
        return (self.figure.low, self.figure.high)


Torn = tuple[tuple[Counted, ...], tuple[Counted, ...]]
"""Two sides: every place of the one amount, and every place of the other."""


def torn_counts(sayings: Sequence[Sequence[Saying]], lexicon: Lexicon) -> Iterator[Torn]:
    """Amounts that are told against each other, each pair of amounts once."""
    counted = [Counted(f, s) for report in sayings for s in report for f in s.figures if _counts(f)]
    by_number: dict[tuple[float | None, float | None], list[Counted]] = {}
    for one in counted:
        by_number.setdefault(one.number, []).append(one)
    seen: set[frozenset[object]] = set()
    for one, other in (*_contrasted(sayings, lexicon), *_within_reports(sayings, lexicon)):
        sides = tuple(tuple(c for c in by_number.get(side.number, ()) if _same_thing(c, side)) or (side,) for side in (one, other))
        key: frozenset[object] = frozenset(((one.number, _unit(one)), (other.number, _unit(other))))
        if key not in seen and len(key) > 1:
            seen.add(key)
            yield sides[0], sides[1]


def _contrasted(sayings: Iterable[Sequence[Saying]], lexicon: Lexicon) -> Iterator[tuple[Counted, Counted]]:
    """Two amounts in one sentence, the second put aside: "350, not 200 as was announced"; and an amount that is called wrong."""
    words = sorted(lexicon.words("instead"), key=len, reverse=True)
    instead = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for report in sayings:
        for said in report:
            figures = [f for f in said.figures if _counts(f)]
            for one, other in zip(figures, figures[1:], strict=False):
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
        for n, one in enumerate(told):
            for other in told[n + 1 :]:
                if not (one.said.who & other.said.who) and _unit(one) and _unit(one) == _unit(other) and _unlike(one, other):
                    if not (one.said.goods and other.said.goods) or any_alike(one.said.goods, other.said.goods):
                        yield one, other


def _unlike(a: Counted, b: Counted) -> bool:
    """Whether both amounts cannot be right, and are near enough to be of one thing."""
    if not _comparable_units(a, b) or not apart(a.amount, b.amount):
        return False
    one, other = sorted((spread(a.amount), spread(b.amount)))
    return one.high != inf and (not one.high or other.low / one.high <= _MOST_TIMES)


def _comparable_units(a: Counted, b: Counted) -> bool:
    same_kind = a.figure.kind == b.figure.kind
    return same_kind and (not _unit(a) or not _unit(b) or _unit(a) == _unit(b))


def _same_thing(a: Counted, b: Counted) -> bool:
    """Whether two places tell the same amount of the same thing."""
    alike = not (a.said.goods and b.said.goods) or any_alike(a.said.goods, b.said.goods)
    return alike and a.figure.bound == b.figure.bound and _comparable_units(a, b)


def _unit(one: Counted) -> str:
    words = fold(one.figure.unit or "").split()
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
