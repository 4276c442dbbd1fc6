"""Fingerprints of a report: few numbers by which reports that share a passage find each other.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of every four neighbouring runs of five words the one with the
smallest code is kept, so that two texts with eight words in a row in common have a fingerprint in common.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.text.wordcodes import Codes, Words, runs

RUN = 5
"""Words in a fingerprinted run."""

WINDOW = 4
"""Of so many neighbouring runs one is kept."""

FEW = 3
"""A report with fewer fingerprints has some of its whole text besides."""

SHORT = 8
"""Texts of fewer words are no evidence of anything."""

_NONE = np.uint32(0xFFFFFFFF)


def prints_of(reports: Sequence[Words]) -> Iterator[Codes]:
    """The fingerprints of each report, sorted, each once. A report of fewer than five words has none."""
    if not reports:
        return
    codes = np.concatenate([words.codes for words in reports])
    lengths = np.array([len(words) for words in reports])
    ends = np.cumsum(lengths)
    found = np.full(len(codes), _NONE, np.uint32)
    whole = runs(codes, RUN)
    found[: len(whole)] = np.minimum(whole, _NONE - np.uint32(1))
    for back in range(1, RUN):  # runs that would reach into the next report
        found[np.maximum(ends - back, ends - lengths)[lengths > 0]] = _NONE
    padded = np.concatenate((np.full(WINDOW - 1, _NONE, np.uint32), found, np.full(WINDOW - 1, _NONE, np.uint32)))
    least = padded[: len(padded) - WINDOW + 1]
    for step in range(1, WINDOW):
        least = np.minimum(least, padded[step : len(padded) - WINDOW + 1 + step])
    kept = np.zeros(len(found), bool)
    for step in range(WINDOW):
        kept |= found == least[step : step + len(found)]
    kept &= found != _NONE
    for words, begin, end in zip(reports, ends - lengths, ends, strict=True):
        own = np.unique(found[begin:end][kept[begin:end]])
        yield own if len(own) >= FEW or len(words) < SHORT else np.union1d(own, _whole(words))


def _whole(words: Words) -> Codes:
    """Fingerprints of a text as a whole, for one that has too few of its own: a flash, or the same word again and again."""
    sums = np.cumsum(words.codes, dtype=np.uint32)
    return runs(np.array([sums[-1], sums.sum(dtype=np.uint32), len(words), 1, 2], np.uint32), FEW)
