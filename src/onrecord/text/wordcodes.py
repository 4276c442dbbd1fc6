"""Texts as arrays of word codes, many at once: what comparing texts by the million needs."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Places = NDArray[np.int32]

_PLANE = 0x10000
_STEP = 0x2C1B3C6D
_STEP_BACK = pow(_STEP, -1, 1 << 32)
_MIX = np.uint32(0x9E3779B1)
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text in order: ``codes`` by folded spelling, and where each begins and ends (code points)."""

    codes: Codes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        """How many words."""
        return len(self.codes)


@lru_cache(maxsize=1)
def _folds() -> NDArray[np.uint16]:
    """For each code point of the basic plane its letter without case and diacritics; 0 for what stands in no word."""
    table = np.zeros(_PLANE, np.uint16)
    for point in range(_PLANE):
        char = chr(point)
        if char.isalnum():
            base = unicodedata.normalize("NFKD", char)[0].casefold()[:1] or char
            table[point] = ord(base) if ord(base) < _PLANE else point
    return table


@lru_cache(maxsize=4)
def _powers(step: int, count: int) -> Codes:
    """1, ``step``, ``step`` squared ... modulo 2 to the 32nd."""
    found = np.full(count, step, np.uint32)
    found[0] = 1
    return np.multiply.accumulate(found, dtype=np.uint32)


def code_words(texts: Sequence[str]) -> list[Words]:
    """The words of each of ``texts``: letters and digits in a row, case and diacritics aside.

    Codes are hashes of 32 bits: the same word has the same code on every machine; two words share one by chance
    once in four thousand million. A code is a polynomial of the letters (Karp, Rabin 1987), taken for all words at
    once from running sums.
    """
    points = np.frombuffer(_SEPARATOR.join(["", *texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _folds().take(points, mode="clip")
    inside = folded > 0
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    before, last = edges[0::2], edges[1::2]  # a separator stands at either end, so every word has both edges
    room = 1 << max(12, len(points).bit_length())
    sums = np.cumsum(folded * _powers(_STEP, room)[: len(points)], dtype=np.uint32)
    codes = _mixed((sums[last] - sums[before]) * _powers(_STEP_BACK, room)[before])
    offsets = np.cumsum([1, *(len(text) + 1 for text in texts)])
    cuts = np.searchsorted(before, offsets - 1)
    return [
        Words(codes[a:b], (before[a:b] + 1 - at).astype(np.int32), (last[a:b] + 1 - at).astype(np.int32))
        for a, b, at in zip(cuts[:-1].tolist(), cuts[1:].tolist(), offsets[:-1].tolist(), strict=True)
    ]


def _mixed(codes: Codes) -> Codes:
    """Codes whose every bit depends on every letter."""
    codes = (codes ^ (codes >> np.uint32(15))) * _MIX
    codes = (codes ^ (codes >> np.uint32(13))) * np.uint32(0x85EBCA6B)
    return codes ^ (codes >> np.uint32(16))


def runs(codes: Codes, size: int) -> Codes:
    """A code for every run of ``size`` words; one for each word that begins a run, so ``size - 1`` fewer than words."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint32)
    found = np.zeros(count, np.uint32)
    for place in range(size):
        found = found * np.uint32(0x2C1B3C6D) + codes[place : place + count]
    return _mixed(found)
