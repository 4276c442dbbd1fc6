"""Figures and names as they stand among a report's words: what tells one piece of news from another in the same form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.chain.told import Told
from onrecord.text.wordcodes import Codes, Words, code_words

_ONES = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OF_THE_DAY = re.compile(
    r"\b(?:today|yesterday|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this (?:morning|afternoon|evening)|last night|overnight)\b"
)
_PLANE = 0x10000
_SHORTEST = 3
_MIX = np.uint32(0x9E3779B1)
_AFTER = np.array([ord(c) for c in ",;:’'\"”“("], np.uint32)


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands at which word: ``places`` ascending, ``codes`` of the figures and names, ``figure`` telling which."""

    places: NDArray[np.int64]
    codes: Codes
    figure: NDArray[np.bool_]

    def under(self, stretches: Iterable[tuple[int, int]]) -> tuple[frozenset[int], frozenset[int]]:
        """The figures and the names under any of ``stretches``, each (first word, end)."""
        inside = np.zeros(len(self.places), bool)
        for first, end in stretches:
            begin, stop = np.searchsorted(self.places, (first, end))
            inside[begin:stop] = True
        return frozenset(self.codes[inside & self.figure].tolist()), frozenset(self.codes[inside & ~self.figure].tolist())


@lru_cache(maxsize=1)
def _capitals() -> NDArray[np.bool_]:
    return np.array([chr(point).isupper() for point in range(_PLANE)])


@lru_cache(maxsize=1)
def _letters() -> NDArray[np.bool_]:
    return np.array([chr(point).isalnum() for point in range(_PLANE)])


@lru_cache(maxsize=1)
def _known() -> tuple[Codes, Codes, Codes, np.uint32]:
    """(codes of number words, sorted; the codes of their figures; codes of the days; the code of "1")."""
    written = {word: str(value) for value, word in enumerate(_ONES, 2)} | {word: str(30 + 10 * at) for at, word in enumerate(_TENS)}
    words, figures, days, one = code_words([" ".join(written), " ".join(written.values()), " ".join(_DAYS), "1"])
    order = np.argsort(words.codes)
    return words.codes[order], figures.codes[order], days.codes, np.uint32(one.codes[0])


def signs_of(one: Told, words: Words) -> Signs:
    """The figures and names of a report by its words that count. "One" is no figure, a day of the week no name.

    A figure in digits is one whatever stands between its parts ("3,500", "6.4"); number words up to ninety are
    figures too. A name is a word with a capital inside a sentence.
    """
    if not len(words):
        return Signs(np.zeros(0, np.int64), words.codes, np.zeros(0, bool))
    points = np.frombuffer(one.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    spelled, written, days, single = _known()
    first = points[words.starts]
    digit = (first >= ord("0")) & (first <= ord("9"))
    at = np.minimum(np.searchsorted(spelled, words.codes), len(spelled) - 1)
    in_words = spelled[at] == words.codes
    codes = np.where(in_words, written[at], words.codes)
    before = points[np.maximum(words.starts - 2, 0)]
    inside = (points[np.maximum(words.starts - 1, 0)] == ord(" ")) & (_letters().take(before, mode="clip") | np.isin(before, _AFTER))
    name = _capitals().take(first, mode="clip") & (words.ends - words.starts >= _SHORTEST) & inside & ~in_words & ~np.isin(codes, days)
    goes_on = np.zeros(len(words), bool)
    goes_on[1:] = digit[1:] & digit[:-1] & (words.starts[1:] - words.ends[:-1] == 1) & (points[words.ends[:-1]] != ord(" "))
    heads = np.flatnonzero(~goes_on)
    ranks = np.arange(len(words)) - np.repeat(heads, np.diff(np.append(heads, len(words))))
    whole = np.add.reduceat(codes * (np.uint32(1) + _MIX * ranks.astype(np.uint32)), heads)
    kept = (digit | in_words | name)[heads] & (whole != single)
    places = heads[kept]
    return Signs(places, whole[kept], (digit | in_words)[places])


def of_the_day(one: Told, words: Words, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether any of ``stretches`` says that what it tells is of these days: "on Monday", "last night"."""
    return any(_OF_THE_DAY.search(one.text, int(words.starts[first]), int(words.ends[end - 1])) for first, end in stretches if first < end)
