"""Pairs of reports that may share a passage: fingerprints grouped by value, joined with themselves, counted.

Nothing here looks at words. Each step is a plain group-by or join over columns of numbers, cut into shares by
value, so that it can run on any engine that has those two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Self

import numpy as np
from numpy.typing import NDArray

from onrecord.text.wordcodes import Codes

Rows = NDArray[np.uint64]

_PART = 21
_SPREAD = np.uint32(0x9E3779B1)


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

    ``shares`` cuts the work into so many parts, which wait on disk for their turn, so that memory does not grow with
    the number of reports; 0 chooses. The result is the same.
    """
    total = sum(map(len, prints))
    parts = shares or 1 + (total >> _PART)
    with Shares(parts) as held, Shares(parts) as met:
        for rows in _batches(prints):
            held.put(rows, (rows >> np.uint64(32)).astype(np.uint32))
        for rows in held.each():
            for keys in _joined(np.sort(rows), reach):
                met.put(keys, (keys ^ (keys >> np.uint64(32))).astype(np.uint32))
        found = [_often(keys, reach.least) for keys in met.each()]
    kept = np.sort(np.concatenate([*found, np.zeros(0, np.uint64)])).astype(np.int64)
    return np.stack((kept >> 32, kept & 0xFFFFFFFF), axis=1)


def _batches(prints: Sequence[Codes]) -> Iterator[Rows]:
    """(code << 32 | place) of all fingerprints, some millions at a time."""
    batch, begin, size = list[Codes](), 0, 0
    for place, codes in enumerate(prints, 1):
        batch.append(codes)
        size += len(codes)
        if size >= 1 << _PART or place == len(prints):
            holders = np.repeat(np.arange(begin, place, dtype=np.uint64), [len(c) for c in batch])
            yield (np.concatenate(batch).astype(np.uint64) << np.uint64(32)) | holders
            batch, begin, size = [], place, 0


def _often(keys: Rows, least: int) -> Rows:
    """The distinct keys that came ``least`` times or more."""
    keys = np.sort(keys)
    if least > 1:
        keys = keys[: len(keys) - least + 1][keys[: len(keys) - least + 1] == keys[least - 1 :]]
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys


class Shares:
    """Numbers in parts, each kept in a temporary file when there are several."""

    def __init__(self, parts: int) -> None:
        """Use as a context manager: the files go away."""
        self._held: list[Rows] = []
        self._files = [TemporaryFile() for _ in range(parts)] if parts > 1 else []  # noqa: SIM115 - closed at the exit

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the files."""
        for file in self._files:
            file.close()

    def put(self, rows: Rows, by: Codes) -> None:
        """Add ``rows`` to the parts that their codes ``by`` say; equal codes go to one part."""
        if not self._files:
            self._held.append(rows)
            return
        part = ((by * _SPREAD) >> np.uint32(16)) % np.uint32(len(self._files))
        order = np.argsort(part.astype(np.uint16), kind="stable")
        ends = np.cumsum(np.bincount(part, minlength=len(self._files)))
        rows = rows[order]
        for file, begin, end in zip(self._files, (0, *ends[:-1]), ends, strict=True):
            file.write(rows[begin:end].tobytes())

    def each(self) -> Iterator[Rows]:
        """The numbers of one part after the other."""
        if not self._files:
            yield np.concatenate([*self._held, np.zeros(0, np.uint64)])
        for file in self._files:
            file.seek(0)
            yield np.frombuffer(file.read(), np.uint64)


def _joined(rows: Rows, reach: Reach) -> Iterator[Rows]:
    """Keys (a << 32 | b) of holders that stand near each other under one fingerprint; ``rows`` are sorted."""
    code = (rows >> np.uint64(32)).astype(np.uint32)
    firsts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1]))) if len(code) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((firsts, [len(code)])))
    several = np.repeat(sizes > 1, sizes)
    code, holder = code[several], rows[several] & np.uint64(0xFFFFFFFF)
    crowded = np.repeat((sizes > reach.many)[sizes > 1], sizes[sizes > 1])
    for step in range(1, reach.near + 1):
        same = code[step:] == code[:-step]
        if step > 1:
            same &= ~crowded[step:]
        yield (holder[:-step][same] << np.uint64(32)) | holder[step:][same]
