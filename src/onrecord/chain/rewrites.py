"""Reports that name their source and tell its news in words of their own."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.chain.told import DAY, Told
from onrecord.text.folding import fold_name

_TELLING = re.compile(r"(?<=[\w,;:’'\"”“(] )[A-Z][\w’'-]{2,}|\d[\d.,]*\d|\d")
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
    by_name: dict[str, list[int]] = {}
    for place in range(len(told)):
        for name in publishers[place]:
            by_name.setdefault(name, []).append(place)
    asking = [place for place, one in enumerate(told) if one.credited or one.cited]
    pool = sorted(
        {p for place in asking for name in (*told[place].credited, *told[place].cited) for p in by_name.get(name, ())} | set(asking)
    )
    signs = {place: _signs(told[place]) for place in pool}
    held = Counter(sign for found in signs.values() for sign in found)
    weight = {sign: math.log((1 + len(pool)) / many) for sign, many in held.items()}
    for place in asking:
        one = told[place]
        for whole, names in ((True, one.credited), (False, one.cited)):
            near = _NEAR if whole else _CITED_NEAR
            others = sorted({p for name in names for p in by_name.get(name, ()) if root.get(p, p) != root.get(place, place)})
            ranked = [(_likeness(signs[place], signs[p], weight), -p) for p in others if _before(told[p], one, near)]
            if ranked and (best := max(ranked))[0] >= (_REWRITE if whole else _CITE):
                yield Naming(place, -best[1], whole, best[0])


def _signs(one: Told) -> frozenset[str]:
    """The names and figures of a report, folded."""
    spans = one.body or ((0, len(one.text)),)
    return frozenset(fold_name(m.group().rstrip(".,")) for first, end in spans for m in _TELLING.finditer(one.text, first, end))


def _likeness(mine: frozenset[str], theirs: frozenset[str], weight: Mapping[str, float]) -> float:
    total = sum(weight[sign] for sign in mine)
    return sum(weight[sign] for sign in mine & theirs) / total if total else 0.0


def _before(parent: Told, child: Told, by: float) -> bool:
    """Whether ``parent`` may have come out before ``child`` and no more than ``by`` seconds; unknown times are near."""
    if parent.first is None or child.last is None:
        return True
    return parent.first <= child.last and child.last - parent.first <= by + DAY
