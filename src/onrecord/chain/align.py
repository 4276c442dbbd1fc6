"""Finds the passages that two reports share, word for word or lightly edited, wherever they stand in either."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.text.wordcodes import Words, runs

Numbers = NDArray[np.int64]


class Passage(NamedTuple):
    """Words ``a`` to ``a_end`` of one report that stand as ``b`` to ``b_end`` in another; ``same`` of them unchanged."""

    a: int
    a_end: int
    b: int
    b_end: int
    same: int


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What light editing may do: runs of equal words are one passage over a ``gap`` of so many changed words.

    ``shift`` is by how many words an edit may move what follows. Of a passage the part ``dense`` at least is
    unchanged, and ``least`` words.
    """

    gap: int = 14
    shift: int = 14
    dense: float = 0.35
    least: int = 8


SEED = 3
"""Words in a row by which two texts are laid over each other."""

_BATCH = 256
_PLACE, _PAIR_ROOM = 21, 10
_MOST_WORDS = 1 << _PLACE
_REPEATS = 128
_SAME_DIAGONAL = SEED + 5


def align(pairs: Sequence[tuple[Words, Words]], tolerance: Tolerance = Tolerance()) -> Iterator[tuple[Passage, ...]]:
    """The shared passages of each pair, in the order of the first report; they do not overlap there.

    Words after the first two million of a report are not compared.
    """
    for begin in range(0, len(pairs), _BATCH):
        batch = pairs[begin : begin + _BATCH]
        held: list[list[Run]] = [[] for _ in batch]
        for pair, *run in _runs(batch):
            held[pair].append((run[0], run[1], run[2], run[3]))
        for (a, b), found in zip(batch, held, strict=True):
            if len(a) == len(b) and np.array_equal(a.codes, b.codes):
                yield (Passage(0, len(a), 0, len(b), len(a)),) if len(a) else ()
            else:
                yield _apart(_passages(found, tolerance))


def _runs(batch: Sequence[tuple[Words, Words]]) -> Iterator[list[int]]:
    """[pair, first word in a, end in a, first word in b, equal words] of stretches on one diagonal, by pair and place in a."""
    a = _seeds([pair[0] for pair in batch])
    b = _seeds([pair[1] for pair in batch])
    pair, i, j = _matched(a, b)
    if not len(pair):
        return
    place = np.int64(_PLACE)
    keys = np.sort((((pair << (place + 1)) | (i - j + _MOST_WORDS)) << place) | i)
    diagonal, at = keys >> place, keys & (_MOST_WORDS - 1)
    step = np.diff(at)
    fresh = np.concatenate(([True], (diagonal[1:] != diagonal[:-1]) | (step > _SAME_DIAGONAL)))
    equal = np.concatenate(([SEED], np.where(fresh[1:], SEED, np.minimum(step, SEED))))
    firsts = np.flatnonzero(fresh)
    lasts = np.concatenate((firsts[1:], [len(keys)])) - 1
    same = np.add.reduceat(equal, firsts)
    start, end = at[firsts], at[lasts] + SEED
    owner = diagonal[firsts] >> (place + 1)
    shift = (diagonal[firsts] & (2 * _MOST_WORDS - 1)) - _MOST_WORDS
    order = np.lexsort((start, owner))
    owner, start, end, shift, same = owner[order], start[order], end[order], shift[order], same[order]
    alone = same <= SEED
    beside = np.zeros(len(owner), bool)
    for one, other in ((slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None))):
        near = (owner[one] == owner[other]) & (np.abs(shift[one] - shift[other]) <= _SAME_DIAGONAL)
        beside[one] |= near & (np.abs(start[one] - start[other]) <= 2 * _SAME_DIAGONAL + (end - start)[other])
    kept = ~alone | beside
    yield from np.stack((owner, start, end, start - shift, same), axis=1)[kept].tolist()


def _seeds(reports: Sequence[Words]) -> NDArray[np.uint64]:
    """Every run of three words as pair, code and place packed in one number, sorted."""
    packed = []
    for pair, words in enumerate(reports):
        codes = runs(words.codes[:_MOST_WORDS], SEED).astype(np.uint64)
        packed.append(((np.uint64(pair) << np.uint64(32)) | codes) << np.uint64(_PLACE) | np.arange(len(codes), dtype=np.uint64))
    return np.sort(np.concatenate(packed))


def _matched(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[Numbers, Numbers, Numbers]:
    """(pair, place in a, place in b) of equal runs. What comes again and again is matched with those of like rank only."""
    place = np.uint64(_PLACE)
    code_a, code_b = a >> place, b >> place
    left = np.searchsorted(code_b, code_a, "left")
    there = (left < len(b)) & (code_b[np.minimum(left, len(b) - 1)] == code_a) if len(b) else np.zeros(len(a), bool)
    a, code_a, left = a[there], code_a[there], left[there]
    if not len(a):
        return (np.zeros(0, np.int64),) * 3
    many = np.searchsorted(code_b, code_a, "right") - left
    firsts = np.flatnonzero(np.concatenate(([True], code_a[1:] != code_a[:-1])))
    sizes = np.diff(np.concatenate((firsts, [len(a)])))
    rank = np.arange(len(a)) - np.repeat(firsts, sizes)
    there_are = many
    many = np.minimum(there_are, np.maximum(1, _REPEATS // np.repeat(sizes, sizes)))
    left = left + np.minimum(rank * (many < there_are), there_are - many)
    whole = np.repeat(a, many)
    within = np.arange(len(whole)) - np.repeat(np.cumsum(many) - many, many)
    other = b[np.repeat(left, many) + within]
    mask = np.uint64(_MOST_WORDS - 1)
    pair = (whole >> np.uint64(32 + _PLACE)).astype(np.int64)
    return pair, (whole & mask).astype(np.int64), (other & mask).astype(np.int64)


Run = tuple[int, int, int, int]
"""(first word in a, end in a, first word in b, equal words) of a stretch on one diagonal."""


def _passages(found: Sequence[Run], tolerance: Tolerance) -> list[Passage]:
    """Runs joined over small gaps, what is too thin left out."""
    held: list[list[Run]] = []
    active: list[int] = []
    gap, shift = tolerance.gap, tolerance.shift
    for run in found:
        start, _, b, _ = run
        best, best_cost = -1, 2 * gap + 1
        still = []
        for index in active:
            first, end, first_b, _ = held[index][-1]
            ahead, ahead_b = start - end, b - (first_b + end - first)
            if ahead > gap:
                continue
            still.append(index)
            if ahead >= -2 and -2 <= ahead_b <= gap and abs(ahead - ahead_b) <= shift and ahead + ahead_b < best_cost:  # noqa: PLR2004
                best, best_cost = index, ahead + ahead_b
        active = still
        if best >= 0:
            held[best].append(run)
        else:
            active.append(len(held))
            held.append([run])
    joined = [_joined(_trimmed(runs)) for runs in held]
    return [p for p in joined if p.same >= tolerance.least and p.same >= tolerance.dense * max(p.a_end - p.a, p.b_end - p.b)]


def _trimmed(held: list[Run]) -> list[Run]:
    """The runs less those at either end with half as many words as the gap beside them or fewer: chance has put them there."""
    first, last = 0, len(held) - 1
    while first < last and 2 * held[first][3] < held[first + 1][0] - held[first][1]:
        first += 1
    while first < last and 2 * held[last][3] < held[last][0] - held[last - 1][1]:
        last -= 1
    return held[first : last + 1]


def _joined(held: Sequence[Run]) -> Passage:
    (a, _, b, same), (first, a_end, first_b, _) = held[0], held[-1]
    for (begin, end, begin_b, _), (start, _, start_b, more) in pairwise(held):
        same += more + min(0, start - end, start_b - (begin_b + end - begin))
    return Passage(a, a_end, b, first_b + a_end - first, same)


def _apart(found: list[Passage]) -> tuple[Passage, ...]:
    """The passages with most in common, none over another in the first report."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (-p.same, p.a, p.b)):
        if all(p.a_end <= passage.a + 1 or passage.a_end <= p.a + 1 for p in kept):
            kept.append(passage)
    return tuple(sorted(kept))
