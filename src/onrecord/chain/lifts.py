"""Passages that a report took from another's text while the rest is its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.chain.relations import Relation, common, without_furniture, without_quotations
from onrecord.chain.texts import Texts
from onrecord.chain.told import earlier

LEAST = 23
"""Words of the longest passage of a lift, changed ones counted; a sentence is about so long."""

LEAST_SAME = 18
MANY_HOMES = 4
"""A passage in so many families, at home in none, is a form of words that goes round."""

_AT_HOME = 0.6
_A_FAMILY = 3
_LETTERS = 5
_BELONGS = 0.12


@dataclass(frozen=True, slots=True)
class Lift:
    """``relation.a`` holds a passage of ``relation.b``; ``told`` says how that direction is known."""

    relation: Relation
    known: str


def lifts(relations: Iterable[Relation], texts: Texts, group: Mapping[int, Sequence[int]], root: Mapping[int, int]) -> list[Lift]:
    """The lifts among ``relations`` of reports of different families, one for each taker and family taken from.

    ``group`` gives the members of a report's family, ``root`` its first report; a report alone is its own.
    """
    weak = [kept for r in relations if root[r.a] != root[r.b] for kept in _counting(r, texts)]
    spread = _spread(weak, root)
    weak = [kept for r in weak for kept in _at_home(r, spread, group, root)]
    best: dict[tuple[int, int], Relation] = {}
    for relation in weak:
        key = (min(root[relation.a], root[relation.b]), max(root[relation.a], root[relation.b]))
        if key not in best or relation.same > best[key].same:
            best[key] = relation
    return [lift for key, relation in sorted(best.items()) for lift in _directed(relation, texts, group, root)]


def _counting(relation: Relation, texts: Texts) -> list[Relation]:
    """The relation with the passages that are evidence of copying, none when there is too little."""
    if not enough(relation):
        return []
    one, other = texts.told[relation.a], texts.told[relation.b]
    left = without_furniture(relation, one, other)
    left = without_quotations(left, one, texts.words(relation.a)) if enough(left) else left
    return [left] if enough(left) else []


def enough(relation: Relation) -> bool:
    """Whether two reports share more than chance and common forms of words bring together."""
    longest = max((max(p.a_end - p.a, p.b_end - p.b) for p in relation.passages), default=0)
    return longest >= LEAST and min(relation.same, relation.covered) >= LEAST_SAME


def _spread(weak: Iterable[Relation], root: Mapping[int, int]) -> dict[int, list[tuple[int, tuple[int, int], int]]]:
    """For each report its weak passages: (family at the other end, words here, report there)."""
    found: dict[int, list[tuple[int, tuple[int, int], int]]] = {}
    for relation in weak:
        for here, there in ((relation.a, relation.b), (relation.b, relation.a)):
            for stretch in relation.stretches(here):
                found.setdefault(here, []).append((root[there], stretch, there))
    return found


def _at_home(
    relation: Relation, spread: Mapping[int, list[tuple[int, tuple[int, int], int]]], group: Mapping[int, Sequence[int]],
    root: Mapping[int, int],
) -> list[Relation]:  # fmt: skip
    """The relation less what goes round in many families and is at home in neither of the two."""
    kept = []
    for passage in relation.passages:
        homes = {
            other
            for other, (first, end), _ in spread[relation.a]
            if min(end, passage.a_end) - max(first, passage.a) >= (passage.a_end - passage.a) // 2
        }
        if len(homes) < MANY_HOMES or any(
            len(group[place]) >= _A_FAMILY and _at_root(relation, place, root) for place in (relation.a, relation.b)
        ):
            kept.append(passage)
    left = relation.only(kept)
    return [left] if enough(left) else []


def _at_root(relation: Relation, place: int, root: Mapping[int, int]) -> bool:
    return root[place] == place and bool(relation.passages)


def _directed(relation: Relation, texts: Texts, group: Mapping[int, Sequence[int]], root: Mapping[int, int]) -> list[Lift]:
    """The lift between two families, taker first: by a stated credit, by the days, by where the passage belongs."""
    a, b = _source(relation, relation.a, texts, root), _source(relation, relation.b, texts, root)
    relation = _counted_relation(a, b, relation, texts)
    a, b = relation.a, relation.b
    one, other = texts.told[a], texts.told[b]
    belongs = _cohesion(relation, a, texts) - _cohesion(relation, b, texts)
    if other.outlet in one.credited or one.outlet in other.credited:
        known, taker = "stated", a if other.outlet in one.credited else b
    elif earlier(one, other) or earlier(other, one):
        known, taker = "dated", b if earlier(one, other) else a
        if abs(belongs) > 3 * _BELONGS and (belongs > 0) == (taker == a):
            known, taker = "contained", b if taker == a else a
    elif abs(belongs) > _BELONGS:
        known, taker = "contained", b if belongs > 0 else a
    elif max(len(group[a]), len(group[b])) >= _A_FAMILY and len(group[a]) != len(group[b]):
        known, taker = "unknown", a if len(group[a]) < len(group[b]) else b
    else:
        known, taker = "unknown", max(a, b, key=lambda p: texts.told[p].id)
    return [Lift(relation.seen_from(taker), known)]


def _source(relation: Relation, place: int, texts: Texts, root: Mapping[int, int]) -> int:
    """The first report of a family when it has the passage too, else the member that is known to have it."""
    first = root[place]
    if first == place:
        return place
    here = texts.relation(place, first)
    stretches = relation.stretches(place)
    held = common(stretches, here.stretches(place))
    return first if held >= _AT_HOME * sum(end - begin for begin, end in stretches) else place


def _counted_relation(a: int, b: int, fallback: Relation, texts: Texts) -> Relation:
    """The relation of ``a`` and ``b``, or of the reports it was found between when these two share less."""
    if {a, b} == {fallback.a, fallback.b}:
        return fallback
    found = _counting(texts.relation(a, b), texts)
    return found[0] if found and found[0].same >= _AT_HOME * fallback.same else fallback


def _cohesion(relation: Relation, place: int, texts: Texts) -> float:
    """The part of the passage's longer words that come again in the rest of the report: high where it belongs."""
    words = texts.words(place)
    inside = np.zeros(len(words), bool)
    for first, end in relation.stretches(place):
        inside[first:end] = True
    long = (words.ends - words.starts) >= _LETTERS
    mine = np.unique(words.codes[inside & long])
    return float(np.isin(mine, words.codes[~inside & long]).mean()) if len(mine) else 0.0
