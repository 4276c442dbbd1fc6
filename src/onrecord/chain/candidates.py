"""Pairs of reports that may share a passage: fingerprints grouped by value, joined with themselves, counted.

Nothing here looks at words. Each step is a plain group-by or join over columns of numbers, cut into shares by
value, so that it can run on any engine that has those two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.text.wordcodes import Codes

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the join looks, and how much two reports must have in common.

    A fingerprint that many hold says little, and all pairs of its holders would be too many: each holder is joined
    with the ``near`` holders after it, or with the next one alone when there are more than ``many``. Reports that
    truly share a passage share many fingerprints, and so meet again and again in the same order.
    """

    near: int = 6
    many: int = 48
    least: int = 3


def candidates(prints: Sequence[Codes], reach: Reach = Reach(), *, shares: int = 0) -> NDArray[np.int64]:
    """Pairs of places in ``prints`` with ``reach.least`` fingerprints in common or more: rows of (a, b), a < b, sorted.

    ``shares`` cuts the work into so many parts by fingerprint, to bound memory; 0 chooses. The result is the same.
    """
    total = sum(map(len, prints))
    parts = shares or max(1, total >> 21)
    found: Numbers = np.zeros(0, np.int64)
    counts: Numbers = np.zeros(0, np.int64)
    lengths = np.array([len(p) for p in prints], np.int64)
    codes = np.concatenate([*prints, np.zeros(0, np.uint32)])
    holders = np.repeat(np.arange(len(prints), dtype=np.uint64), lengths)
    for part in range(parts):
        mine = (codes % np.uint32(parts) == part) if parts > 1 else np.ones(len(codes), bool)
        rows = (codes[mine].astype(np.uint64) << np.uint64(32)) | holders[mine]
        keys = np.concatenate([*_joined(np.sort(rows), reach), np.zeros(0, np.int64)])
        found, counts = _counted(found, counts, keys)
    kept = found[counts >= reach.least]
    return np.stack((kept >> 32, kept & 0xFFFFFFFF), axis=1)


def _joined(rows: NDArray[np.uint64], reach: Reach) -> Iterator[Numbers]:
    """Keys (a << 32 | b) of holders that stand near each other under one fingerprint; ``rows`` are sorted."""
    code = (rows >> np.uint64(32)).astype(np.uint32)
    firsts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1]))) if len(code) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((firsts, [len(code)])))
    several = np.repeat(sizes > 1, sizes)
    code, holder = code[several], (rows[several] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    crowded = np.repeat((sizes > reach.many)[sizes > 1], sizes[sizes > 1])
    for step in range(1, reach.near + 1):
        same = code[step:] == code[:-step]
        if step > 1:
            same &= ~crowded[step:]
        yield (holder[:-step][same] << 32) | holder[step:][same]


def _counted(found: Numbers, counts: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
    """Distinct keys and how often each came, added to what was counted before."""
    fresh, many = np.unique(keys, return_counts=True)
    if not len(found):
        return fresh, many
    every = np.concatenate((found, fresh))
    order = np.argsort(every, kind="stable")
    every, both = every[order], np.concatenate((counts, many))[order]
    firsts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    return every[firsts], np.add.reduceat(both, firsts)
