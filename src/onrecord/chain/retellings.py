"""Reports that tell the news of another in words of their own: the same figures and names, hardly a phrase."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.chain.candidates import Reach, candidates
from onrecord.chain.facts import Facts, covered, own_speakers, telling
from onrecord.chain.told import DAY, Told, earlier

LIKE = 0.5
"""From this likeness on one report is a retelling of the other."""

_OTHER_SPEAKER = 0.15
_FEW = 2
_WEIGHT = 1.5
_NEAR = 7 * DAY
_REACH = Reach(near=12, many=48, least=4)


@dataclass(frozen=True, slots=True)
class Retelling:
    """Report ``child`` has so many ``figures`` and ``names`` of ``parent``, and little besides; ``known`` as in Direction."""

    child: int
    parent: int
    likeness: float
    figures: int
    names: int
    known: str


def retellings(told: Sequence[Told], facts: Sequence[Facts], root: Mapping[int, int]) -> Iterator[Retelling]:
    """Pairs of reports of different families of which one most likely tells the other anew, most alike first.

    What tells is how much of either's figures and names the other has: reports of two witnesses to one event share
    its main names and a figure or two, and each has its own beside them. Figures count twice, as names belong to
    the event. Reports more than a week apart are not compared. The join is that of fingerprints, in order of time.
    """
    order = sorted(range(len(told)), key=lambda p: (told[p].first is None, told[p].first or 0.0, told[p].id))
    pairs = candidates([telling(facts[p]) for p in order], _REACH)
    found = []
    for left, right in pairs.tolist():
        a, b = order[left], order[right]
        if root[a] == root[b] or _apart(told[a], told[b]):
            continue
        known, child, parent = _directed(a, b, told, facts)
        scored = likeness(facts[child], facts[parent], certain=known != "unknown")
        if scored:
            found.append(Retelling(child, parent, *scored, known))
    found.sort(key=lambda r: (-r.likeness, told[r.child].id, told[r.parent].id))
    yield from found


def likeness(child: Facts, parent: Facts, *, certain: bool = True) -> tuple[float, int, int] | None:
    """(likeness, figures in common, names in common) of a retelling and its source; None for two reports of their own.

    Who tells anew leaves people out, but seldom has somebody else on record. When it is not ``certain`` who told
    first, both sides are looked at.
    """
    (here, figures, weight), (there, _, _) = (covered(x, y, figures=True) for x, y in ((child, parent), (parent, child)))
    (here_n, names, _), (there_n, _, _) = (covered(x, y, figures=False) for x, y in ((child, parent), (parent, child)))
    others = own_speakers(child, parent)
    if not certain:
        others = max(others, own_speakers(parent, child))
    score = (2 * (here + there) + here_n + there_n) / 6 - _OTHER_SPEAKER * others
    if score < LIKE or figures < _FEW or names < _FEW or weight < _WEIGHT:
        return None
    return score, figures, names


def _apart(one: Told, other: Told) -> bool:
    return earlier(one, other, by=_NEAR) or earlier(other, one, by=_NEAR)


def _directed(a: int, b: int, told: Sequence[Told], facts: Sequence[Facts]) -> tuple[str, int, int]:
    """(how it is known, who tells anew, who told first)."""
    one, other = told[a], told[b]
    if other.outlet in (*one.credited, *one.cited) or one.outlet in (*other.credited, *other.cited):
        known, child = "stated", a if other.outlet in (*one.credited, *one.cited) else b
    elif earlier(one, other) or earlier(other, one):
        known, child = "dated", b if earlier(one, other) else a
    else:
        known, child = "unknown", min(a, b, key=lambda p: (bool(told[p].whole), len(facts[p]), told[p].id))
    return known, child, b if child == a else a
