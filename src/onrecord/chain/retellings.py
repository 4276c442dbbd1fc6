"""Reports that tell the news of another in words of their own: the same figures and names, hardly a phrase."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.chain.candidates import Reach, candidates
from onrecord.chain.facts import Facts, covered, own_speakers, telling
from onrecord.chain.told import DAY, Told, earlier

LIKE = 0.5
"""From this likeness on one report is a retelling of the other."""

_OTHER_SPEAKER = 0.2
_FEW = 2
_WEIGHT = 1.5
_MOST = 0.7
_SHORT, _BEGINNING = 450, 700
_NEAR = 7 * DAY
_REACH = Reach(near=12, many=48, least=4)
_SAME_DAY = Reach(near=12, many=48, least=2)


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


def flashes(told: Sequence[Told], facts: Sequence[Facts], root: Mapping[int, int]) -> Iterator[Retelling]:
    """Short first reports of an event, each with the account that its publisher gave on the same day: no phrase need be shared.

    Most of the few figures and names of a flash stand at the beginning of the account. The join is by publisher, day
    and fact.
    """
    keys = [_of_the_day(one, rows) for one, rows in zip(told, facts, strict=True)]
    for left, right in candidates(keys, _SAME_DAY).tolist():
        short, account = sorted((left, right), key=lambda p: (len(told[p].text), told[p].id))
        if root[short] == root[account] or len(told[short].text) > _SHORT or len(told[account].text) < 2 * len(told[short].text):
            continue
        rows = facts[account]
        beginning = rows[rows[:, 3] < _BEGINNING]
        (_, many, weight), (_, more, rest) = (covered(facts[short], beginning, figures=which) for which in (True, False))
        held, total = weight + rest, float(facts[short][:, 2].sum()) / 4
        if more and many + more >= _FEW and held >= _MOST * total and not own_speakers(facts[short], rows):
            yield Retelling(account, short, held / total, many, more, "unknown" if _one_moment(told[short], told[account]) else "dated")


def _of_the_day(one: Told, rows: Facts) -> NDArray[np.uint32]:
    """The facts of a report as codes that only reports of the same publisher and day share; none without a day."""
    if one.first is None or one.last is None or one.last - one.first > DAY:
        return np.zeros(0, np.uint32)
    salt = np.uint32(crc32(f"{one.outlet} {int(one.first // DAY)}".encode("utf-8", "surrogatepass")))
    return np.unique(telling(rows) ^ salt)


def _one_moment(one: Told, other: Told) -> bool:
    return not earlier(one, other) and not earlier(other, one)


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
