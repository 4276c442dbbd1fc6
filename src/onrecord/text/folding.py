"""Forms of a text in which spellings that mean the same compare equal."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")
_SPECIAL = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "ı": "i"})
_POSSESSIVE = re.compile(r"['’`]s?\b")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Lower case, no diacritics, no possessive, words apart by one space: ``Miloš’s`` is ``milos``.

    Decomposes by NFKD; letters that do not decompose (ł, đ, ø, ß) are mapped by hand.
    """
    flat = _POSSESSIVE.sub("", name)
    if not flat.isascii():
        flat = unicodedata.normalize("NFKD", flat.translate(_SPECIAL))
        for mark in {c for c in set(flat) if unicodedata.combining(c)}:
            flat = flat.replace(mark, "")
    return _NOT_WORD.sub(" ", flat).strip().casefold()


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """``fold`` without a leading article: ``The Financial Times`` is ``financial times``."""
    folded = fold(name)
    for article in ("the ", "a ", "an "):
        if folded.startswith(article):
            return folded[len(article) :]
    return folded


@lru_cache(maxsize=65_536)
def is_proper(name: str) -> bool:
    """Whether a capital letter marks ``name`` as somebody's own: ``Dolvar Works``, not ``private trader``."""
    return any(c.isupper() for c in name)


@lru_cache(maxsize=65_536)
def names_agree(a: str | None, b: str | None) -> bool:
    """Whether two names may stand for one: one unknown, equal when folded, or one inside the other."""
    if a is None or b is None:
        return True
    x, y = f" {fold_name(a)} ", f" {fold_name(b)} "
    return x in y or y in x


def squeeze(text: str) -> str:
    """``text`` with every run of white space as one space, none at the ends."""
    return " ".join(text.split())
