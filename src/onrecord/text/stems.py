"""The stem of an English word, so that forms of one word compare equal."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_SHORT = 3
_VOWELS = frozenset("aeiouy")
_KEPT_DOUBLE = frozenset("lsz")
_ENDINGS = ("ment", "ing", "ed")


def stem(word: str, irregular: Mapping[str, str] = MappingProxyType({})) -> str:
    """The stem of ``word``, a folded word: "shipments", "shipped" and "shipping" are one.

    ``irregular`` maps forms that no ending tells to the word they are of. Stems are for comparing and no words themselves.
    """
    return _cut(irregular.get(word, word))


@lru_cache(maxsize=65_536)
def _cut(word: str) -> str:
    if len(word) <= _SHORT or not word.isalpha():
        return word
    word = _singular(word)
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORT and not _VOWELS.isdisjoint(base):
            word = _undoubled(base)
            break
    return word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def _undoubled(base: str) -> str:
    return base[:-1] if base[-1] == base[-2] and base[-1] not in _KEPT_DOUBLE else base
