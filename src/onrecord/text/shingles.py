"""Runs of words, by which two texts are known to share a passage."""

import re

from onrecord.text.folding import fold

_WORD = re.compile(r"\w+")


def shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Every run of ``size`` words of ``text``, case and diacritics aside (Broder 1997); none when it is shorter."""
    words = _WORD.findall(fold(text))
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
