"""When two written names of persons may be one: spelled in another way, shortened, or damaged on the way."""

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.text.folding import fold

_ROMANISED = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("y", "i"), ("j", "i"))
"""Letters that systems of romanisation write in two ways, on folded names: Sergey and Sergei, Zelensky and Zelenskiy."""

_DOUBLED = re.compile(r"(.)\1+")
_FIRST_E = re.compile(r"^ie")
_SUFFIXES = ("jr", "sr", "ii", "iii")
_FEWEST = 3
_SURE = 5
"""Letters from which one edit is likely a slip; in shorter names it makes another name: Ann and Jan."""


def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without "Jr" and the like."""
    return tuple(word for word in fold(name).split() if word not in _SUFFIXES)


def romanised(words: Sequence[str]) -> str:
    """One key for what differs in the system of romanisation only; ``words`` are folded."""
    return " ".join(_romanised(word) for word in words)


@lru_cache(maxsize=65_536)
def _romanised(word: str) -> str:
    for written, instead in _ROMANISED:
        word = word.replace(written, instead)
    return _FIRST_E.sub("e", _DOUBLED.sub(r"\1", word))


def shortened(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether ``short`` is ``full`` with initials or without middle names: "M. Vucevic", "Ana Lurk" of "Ana Maria Lurk"."""
    if len(short) < 2 or len(full) < 2 or short == full or romanised(short[-1:]) != romanised(full[-1:]):  # noqa: PLR2004 - two names
        return False
    given, whole = short[0], full[0]
    same_given = romanised((given,)) == romanised((whole,)) or (len(given) == 1 and whole.startswith(given))
    return same_given and len(short) <= len(full)


def slipped(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether all words but one are the same, and that one, of five letters or more, is one edit apart."""
    if len(a) != len(b):
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if _romanised(x) != _romanised(y)]
    return len(differ) == 1 and min(map(len, differ[0])) >= _SURE and one_edit(*differ[0])


def one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed, or two neighbours changing places make ``b`` of ``a``."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) != len(b):
        shorter, longer = sorted((a, b), key=len)
        return shorter[at:] == longer[at + 1 :]
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return a[at + 1 :] == b[at + 1 :] or swapped


def damaged(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` with letters lost, as where a system drops what it cannot write: "Vui" of "Vučević".

    The first letter is there, and the others in their order; three letters at least. Both are folded.
    """
    if not _FEWEST <= len(short) < len(full) or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(letter in rest for letter in short)
