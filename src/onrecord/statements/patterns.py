"""The patterns of fixed expressions by the verb that begins them, and which of them the words behind a verb allow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.rows import Cue

SLOT, LISTENER, REFLEXIVE, GERUND, NUMBER, WITHIN = "_", "@", "oneself", "-ing", "#", "="
"""What stands for no word of its own: any noun phrase, who is told, "himself", a verb in -ing, a number, "look here but leave it"."""

MOST_SKIPPED, LONGEST_SLOT = 4, 14
"""Tokens passed over before a word of a pattern, tokens of what fills a place left open."""

Pattern = tuple[frozenset[str], ...]
"""A fixed expression: for each place the words that may stand there."""


@dataclass(frozen=True, slots=True)
class Expressions:
    """The patterns that one word may begin, in the order in which they are tried.

    ``marks`` has for each word that tells a pattern from others the numbers of the patterns that need it or one like it;
    ``open`` are the numbers of those that need none. No pattern looks further than ``reach`` tokens behind its first word.
    """

    patterns: tuple[tuple[Pattern, Cue], ...]
    marks: Mapping[str, tuple[int, ...]]
    marking: frozenset[str]
    open: tuple[int, ...]
    reach: int

    @classmethod
    def of(cls, patterns: Iterable[tuple[Pattern, Cue]]) -> "Expressions":
        """Patterns of more words come first, then those with fewer places left open."""
        ordered = tuple(sorted(patterns, key=_precision))
        marks: dict[str, list[int]] = {}
        none: list[int] = []
        for number, (elements, _) in enumerate(ordered):
            if mark := _mark(elements):
                for word in mark:
                    marks.setdefault(word, []).append(number)
            else:
                none.append(number)
        reach = max(_reach(elements) for elements, _ in ordered)
        return cls(ordered, {word: tuple(numbers) for word, numbers in marks.items()}, frozenset(marks), tuple(none), reach)

    def among(self, words: set[str]) -> Iterator[tuple[Pattern, Cue]]:
        """The patterns whose words are all among ``words``; those that are left out cannot stand where these words do."""
        marked = {number for word in words & self.marking for number in self.marks[word]}
        for number in sorted(marked.union(self.open)):
            pattern = self.patterns[number]
            if not any(map(words.isdisjoint, pattern[0][1:])):
                yield pattern


def _mark(elements: Sequence[frozenset[str]]) -> frozenset[str]:
    """The place behind the first whose words are longest, and so rarest; empty when all are open."""
    places = [element for element in elements[1:] if not element & {SLOT, LISTENER, REFLEXIVE, GERUND, NUMBER}]
    return max(places, key=lambda element: min(map(len, element - {WITHIN})), default=frozenset())


def _reach(elements: Sequence[frozenset[str]]) -> int:
    return sum(LONGEST_SLOT if element & {SLOT, LISTENER} else MOST_SKIPPED + 1 for element in elements[1:])


def _precision(pattern: tuple[Pattern, Cue]) -> tuple[int, int]:
    open_places = sum(bool(element & {SLOT, LISTENER}) for element in pattern[0])
    return open_places - len(pattern[0]), open_places
