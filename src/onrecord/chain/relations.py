"""What two reports share, measured: passages, shares of either side, and whether it is the same news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.chain.align import Passage
from onrecord.chain.signs import Signs
from onrecord.chain.told import Told, one_sentence, quoted
from onrecord.text.wordcodes import Words

UNQUOTED = 6
"""A passage with fewer words than these outside quotation marks is somebody's speech, which any report may quote."""

SPEECH = 40
"""A longer passage counts even inside quotation marks: two reporters seldom cut so long a piece at the same words."""

FURNITURE = 120
"""An outlet's own words at the foot of its reports have at most so many words."""

LEAD = 30
"""So many words at the beginning of a report tell its news; of a long one, its first quarter."""

_SPOKEN = 3
_FIGURES, _SAME_FIGURES = 4, 0.4
_REPLACED, _RENAMED = 2, 1
_LED = 0.5
_BEGINNING = 12


@dataclass(frozen=True, slots=True)
class Relation:
    """The shared passages of reports ``a`` and ``b`` (places in a list), and the words of either."""

    a: int
    b: int
    passages: tuple[Passage, ...]
    size_a: int
    size_b: int

    @property
    def same(self) -> int:
        """Unchanged words."""
        return sum(p.same for p in self.passages)

    @property
    def covered(self) -> int:
        """Words that stand in both, each once."""
        stretches = [(p.a, p.a_end) for p in self.passages], [(p.b, p.b_end) for p in self.passages]
        return min(_covered(side) for side in stretches)

    @property
    def changed(self) -> int:
        """Words that were changed inside the passages."""
        return sum(max(p.a_end - p.a, p.b_end - p.b) - p.same for p in self.passages)

    @property
    def share_a(self) -> float:
        """The part of ``a`` that stands in ``b``."""
        return _covered((p.a, p.a_end) for p in self.passages) / self.size_a if self.size_a else 0.0

    @property
    def share_b(self) -> float:
        """The part of ``b`` that stands in ``a``."""
        return _covered((p.b, p.b_end) for p in self.passages) / self.size_b if self.size_b else 0.0

    @property
    def share(self) -> float:
        """The larger of the two shares: 1 when one report stands wholly in the other."""
        return max(self.share_a, self.share_b)

    def stretches(self, place: int) -> list[tuple[int, int]]:
        """The shared words of ``a`` or ``b``, as (first, end)."""
        return [(p.a, p.a_end) if place == self.a else (p.b, p.b_end) for p in self.passages]

    def seen_from(self, place: int) -> "Relation":
        """The same with ``place`` as ``a``."""
        if place == self.a:
            return self
        turned = tuple(sorted(Passage(p.b, p.b_end, p.a, p.a_end, p.same) for p in self.passages))
        return Relation(self.b, self.a, turned, self.size_b, self.size_a)

    def only(self, passages: Iterable[Passage]) -> "Relation":
        """The same with these passages alone."""
        return Relation(self.a, self.b, tuple(passages), self.size_a, self.size_b)


def _covered(stretches: Iterable[tuple[int, int]]) -> int:
    """How many words lie under any of ``stretches``."""
    total, reached = 0, 0
    for first, end in sorted(stretches):
        total += max(0, end - max(first, reached))
        reached = max(reached, end)
    return total


def common(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    """How many words lie under both lists of stretches, each of which does not overlap itself."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in one for t, f in other)


def without_quotations(relation: Relation, told: Told, words: Words) -> Relation:
    """The relation less what ``a`` quotes.

    That is: short passages in quotation marks but for a few words, and single sentences with speech in them, which
    come from the speaker's side as they are.
    """
    marks = quoted(told, words)

    def counts(p: Passage) -> bool:
        spoken = int(marks[p.a : p.a_end].sum())
        if p.a_end - p.a >= SPEECH or not spoken:
            return True
        return p.a_end - p.a - spoken >= UNQUOTED and (spoken < _SPOKEN or not one_sentence(told, words, p.a, p.a_end))

    return relation.only(filter(counts, relation.passages))


def without_furniture(relation: Relation, one: Told, other: Told) -> Relation:
    """The relation less what two reports of one outlet share at their very ends: the outlet's own lines."""
    if not one.outlet or one.outlet != other.outlet or relation.share > 0.5:  # noqa: PLR2004 - most of a report is no footer
        return relation
    return relation.only(
        p
        for p in relation.passages
        if p.a_end - p.a > FURNITURE or (p.a_end < relation.size_a - UNQUOTED and p.b_end < relation.size_b - UNQUOTED)
    )


def leads(relation: Relation) -> tuple[bool, bool]:
    """For either report whether its beginning, which tells its news, stands in the other too."""
    found = [
        common([(0, top)], relation.stretches(place)) >= _LED * top
        for place, size in ((relation.a, relation.size_a), (relation.b, relation.size_b))
        for top in (min(size, max(LEAD, size // 4)),)
    ]
    return found[0], found[1]


def other_news(relation: Relation, one: Signs, other: Signs) -> bool:
    """Whether the shared passages are a form filled in anew: most figures in them differ, or figures and names do.

    Market reports and lists of results share nine words in ten, and what they tell is in the tenth; a report of one
    soldier's death has the lines of another's.
    """
    sides = [(signs, sorted(relation.stretches(place))) for place, signs in ((relation.a, one), (relation.b, other))]
    if all(stretches[0][0] <= _BEGINNING for _, stretches in sides):  # what was filled in may be the first words
        sides = [(signs, [(0, stretches[0][1]), *stretches[1:]]) for signs, stretches in sides]
    held = [signs.under(stretches) for signs, stretches in sides]
    (figures_a, names_a), (figures_b, names_b) = held
    same = len(figures_a & figures_b)
    if min(len(figures_a), len(figures_b)) >= _FIGURES and same < _SAME_FIGURES * min(len(figures_a), len(figures_b)):
        return True
    replaced = min(len(figures_a - figures_b), len(figures_b - figures_a))
    renamed = min(len(names_a - names_b), len(names_b - names_a))
    return replaced >= _REPLACED and renamed >= _RENAMED and replaced >= same
