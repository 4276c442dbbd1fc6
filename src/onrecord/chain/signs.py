"""Figures, names and words of the day as they stand in a report's words: what tells one piece of news from another in the same form."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from onrecord.chain.told import Told
from onrecord.text.wordcodes import Words

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS: Mapping[str, str] = MappingProxyType(
    {word: str(value) for value, word in enumerate(_ONES)} | {word: str(30 + 10 * at) for at, word in enumerate(_TENS)}
)
_ONE = "1"
_SPELLED = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SIGN = re.compile(rf"(?P<figure>\d[\d.,:]*\d|\d)|\b(?P<spelled>(?i:{_SPELLED}))\b|(?<=[\w,;:’'\"”“(] )(?P<name>[A-Z][\w-]{{2,}})")
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_OF_THE_DAY = re.compile(
    r"\b(?:today|yesterday|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this (?:morning|afternoon|evening)|last night|overnight)\b"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands at which word: ``places`` ascending, and for each the figure or name, ``figure`` telling which."""

    places: tuple[int, ...]
    values: tuple[str, ...]
    figure: tuple[bool, ...]

    def under(self, stretches: Iterable[tuple[int, int]]) -> tuple[frozenset[str], frozenset[str]]:
        """The figures and the names under any of ``stretches``, each (first word, end)."""
        found: tuple[set[str], set[str]] = (set(), set())
        for first, end in stretches:
            for at in range(*np.searchsorted(self.places, (first, end)).tolist()):
                found[not self.figure[at]].add(self.values[at])
        return frozenset(found[0]), frozenset(found[1])


def signs_of(one: Told, words: Words) -> Signs:
    """The figures and names of a report by the words that count; "one" is no figure, a day of the week no name."""
    rows = []
    for match in _SIGN.finditer(one.text):
        value = match["figure"] or _NUMBERS.get((match["spelled"] or "").lower(), "") or match["name"]
        if value == _ONE or value in _DAYS:
            continue
        at = int(np.searchsorted(words.starts, match.start()))
        if at < len(words) and words.starts[at] == match.start():
            rows.append((at, value, not match["name"]))
    return Signs(tuple(r[0] for r in rows), tuple(r[1] for r in rows), tuple(r[2] for r in rows))


def of_the_day(one: Told, words: Words, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether any of ``stretches`` says that what it tells is of these days: "on Monday", "last night"."""
    return any(_OF_THE_DAY.search(one.text, int(words.starts[first]), int(words.ends[end - 1])) for first, end in stretches if first < end)
