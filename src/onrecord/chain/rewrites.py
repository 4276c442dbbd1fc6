"""Reports that name their source and tell its news in words of their own."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.chain.signs import signs_of
from onrecord.chain.told import DAY, Told, counted
from onrecord.text.wordcodes import Codes

_BATCH = 128
_LOOKED_AT = 400
_NEAR = 7 * DAY
_CITED_NEAR = 60 * DAY
_REWRITE = 0.28
_CITE = 0.12


@dataclass(frozen=True, slots=True)
class Naming:
    """Report ``child`` names ``parent``'s outlet, or the agency whose copy ``parent`` is; ``whole`` when all of it is from there."""

    child: int
    parent: int
    whole: bool
    likeness: float


def namings(told: Sequence[Told], root: Mapping[int, int], publishers: Mapping[int, frozenset[str]]) -> Iterator[Naming]:
    """For each report that credits or cites a publisher of other reports the one it most likely means, if any is like it.

    ``root`` is the first report of a report's family, ``publishers`` the folded names under which a report's text
    may be named. Likeness is the weight of the names and figures of the child that the parent has too: rare ones
    weigh more (Sparck Jones 1972).
    """
    by_name: dict[str, list[tuple[float, int]]] = {}
    for place, one in enumerate(told):
        for name in publishers[place]:
            by_name.setdefault(name, []).append((-math.inf if one.first is None else one.first, place))
    for listed in by_name.values():
        listed.sort()
    asked = [
        (place, whole, others)
        for place, one in enumerate(told)
        for whole, names in ((True, one.credited), (False, one.cited))
        if (others := _meant(place, names, told, by_name, root, near=_NEAR if whole else _CITED_NEAR))
    ]
    pool = sorted({p for place, _, others in asked for p in (place, *others)})
    signs = dict(zip(pool, _signs([told[p] for p in pool]), strict=True))
    codes, many = np.unique(np.concatenate([*signs.values(), np.zeros(0, np.uint32)]), return_counts=True)
    weights = np.log((1 + len(pool)) / np.maximum(many, 1))
    weight = {place: weights[np.searchsorted(codes, found)] for place, found in signs.items()}
    for place, whole, others in asked:
        likeness, other = max((_likeness(signs[place], signs[p], weight[place]), -p) for p in others)
        if likeness >= (_REWRITE if whole else _CITE):
            yield Naming(place, -other, whole, likeness)


def _meant(
    place: int, names: Iterable[str], told: Sequence[Told], by_name: Mapping[str, list[tuple[float, int]]], root: Mapping[int, int], *,
    near: float,
) -> list[int]:  # fmt: skip
    """The reports of publishers with ``names`` that may have come out before, and no more than ``near`` seconds; of many the latest."""
    one, found = told[place], set[int]()
    for name in names:
        listed = by_name.get(name, [])
        end = len(listed) if one.last is None else bisect_right(listed, (one.last, len(told)))
        begin = max(0, end - _LOOKED_AT)
        undated = bisect_right(listed, (-math.inf, len(told)))
        found |= {p for _, p in (*listed[: min(undated, _LOOKED_AT)], *listed[begin:end])}
    here = root.get(place, place)
    return sorted(p for p in found if root.get(p, p) != here and _before(told[p], one, near))


def _signs(reports: Sequence[Told]) -> Iterator[Codes]:
    """The codes of the names and figures of each report, sorted, each once."""
    for at in range(0, len(reports), _BATCH):
        batch = reports[at : at + _BATCH]
        yield from (np.unique(signs_of(one, words).codes) for one, words in zip(batch, counted(batch), strict=True))


def _likeness(mine: Codes, theirs: Codes, weights: NDArray[np.float64]) -> float:
    total = float(weights.sum())
    return float(weights[np.isin(mine, theirs, assume_unique=True)].sum()) / total if total else 0.0


def _before(parent: Told, child: Told, by: float) -> bool:
    """Whether ``parent`` may have come out before ``child`` and no more than ``by`` seconds; unknown times are near."""
    if parent.first is None or child.last is None:
        return True
    return parent.first <= child.last and child.last - parent.first <= by + DAY
