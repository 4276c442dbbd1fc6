"""Families: reports that are mostly one text, and who took it from whom among them."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from onrecord.chain.relations import Relation, common, leads
from onrecord.chain.told import HOUR, Told, earlier
from onrecord.chain.trees import cheapest_tree

MOST = 0.5
"""A report of which this share stands in another tells the other's news."""

ALMOST = 0.75
"""So much of both must be shared when the leads are not."""

SOME = 0.25
"""So much is enough when the headlines agree."""

CREDITED = 0.4
"""So much is enough when one names the other's outlet as its source."""

OUT_OF_ORDER = 2.0
"""What it takes, in nats, to believe that a copy has an earlier day than its source, while nothing is known of the days."""

_SAME_HEADLINE = 0.6
_OVERLAP = 0.3
_AS_MUCH = 0.7
_LOOKED_AT = 12
_CLOCKS = HOUR / 2

Ask = Callable[[int, int], Relation | None]
"""Gives the relation of two reports, None when they share nothing."""


def is_copy(relation: Relation, a: Told, b: Told) -> bool:
    """Whether one of the two is mostly the other's text.

    What two reports share below leads of their own is one text only when it is most of both. A short report inside
    a longer one that opens with other news was lifted, unless it is known to be the later one.
    """
    share = relation.share
    if a.version_of and a.version_of == b.version_of:
        return share >= SOME
    if share >= MOST:
        led = leads(relation)
        if not any(led):
            return min(relation.share_a, relation.share_b) >= ALMOST
        small, large, larger_led = (a, b, led[1]) if relation.share_a > relation.share_b else (b, a, led[0])
        return larger_led or min(relation.share_a, relation.share_b) >= MOST or earlier(large, small)
    if share >= CREDITED and (a.outlet in b.credited or b.outlet in a.credited):
        return True
    return share >= SOME and _same_headline(a.headline, b.headline)


def _same_headline(one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= _SAME_HEADLINE * max(len(a), len(b)) and len(a & b) > 2  # noqa: PLR2004 - three words make a headline


def families(relations: Iterable[Relation], told: Sequence[Told]) -> list[list[int]]:
    """Groups of two reports or more, joined by copying, strongest first.

    A report made of two others' texts does not join them: what joins two groups must be what each has in common.
    """
    strong = [r for r in relations if is_copy(r, told[r.a], told[r.b])]
    strong.sort(key=lambda r: (-min(r.share_a, r.share_b), -r.share, -r.same, told[r.a].id, told[r.b].id))
    group: dict[int, list[int]] = {}
    beside: dict[int, list[Relation]] = {}
    for relation in strong:
        one, other = group.setdefault(relation.a, [relation.a]), group.setdefault(relation.b, [relation.b])
        if one is other:
            _note(beside, relation)
        elif all(_one_text(relation, place, own, beside) for place, own in ((relation.a, one), (relation.b, other))):
            _note(beside, relation)
            large, small = (one, other) if len(one) >= len(other) else (other, one)
            large += small
            for member in small:
                group[member] = large
    return [sorted(found) for found in {id(g): g for g in group.values()}.values() if len(found) > 1]


def _note(beside: dict[int, list[Relation]], relation: Relation) -> None:
    for place in (relation.a, relation.b):
        held = beside.setdefault(place, [])
        if len(held) < _LOOKED_AT:
            held.append(relation)


def _one_text(relation: Relation, place: int, own: Sequence[int], beside: Mapping[int, list[Relation]]) -> bool:
    """Whether what ``place`` shares with the other group is also what it shares with its own, and about as much.

    A short copy of a long text may hold half of its words in a passage that somebody else lifted: that makes the
    two no family, unless the other consists of it.
    """
    if len(own) == 1:
        return True
    held = beside.get(place, ())
    if not held:
        return True
    here = relation.seen_from(place)
    if here.share_a < _AS_MUCH * max(r.seen_from(place).share_a for r in held) and here.share_b < MOST:
        return False
    mine = here.stretches(place)
    length = sum(end - first for first, end in mine)
    return any(common(mine, r.stretches(place)) >= _OVERLAP * length for r in held)


def descent(members: Sequence[int], told: Sequence[Told], ask: Ask, out_of_order: float = OUT_OF_ORDER) -> dict[int, int | None]:
    """The parent of each member; the one with None is where the family's text comes from, as far as its reports tell.

    ``out_of_order`` is what it takes to believe that a copy has an earlier day than its source.
    """
    size = len(members)
    costs = [[math.inf] * size for _ in members]
    for i, j in combinations(range(size), 2):
        relation = ask(members[i], members[j])
        if relation is not None and relation.passages:
            here = relation.seen_from(members[i])
            costs[i][j] = _step(here, told[members[i]], told[members[j]], out_of_order)
            costs[j][i] = _step(relation.seen_from(members[j]), told[members[j]], told[members[i]], out_of_order)
        else:
            costs[i][j] = costs[j][i] = _UNRELATED
    outlets = {told[m].outlet for m in members}
    as_root = [_root(told[m], outlets) for m in members]
    parents = cheapest_tree(costs, as_root, _OFF_ROOT)
    return {m: None if p is None else members[p] for m, p in zip(members, parents, strict=True)}


def trust_in_days(parent: Mapping[int, int | None], told: Sequence[Told]) -> float:
    """What it takes to believe a day out of order, from how seldom the steps of ``parent`` have one: 2 to 6 nats."""
    steps = [(told[child], told[source]) for child, source in parent.items() if source is not None]
    dated = [(child, source) for child, source in steps if child.last is not None and source.first is not None]
    wrong = sum(earlier(child, source) for child, source in dated)
    return min(_MOST_TRUST, max(OUT_OF_ORDER, -math.log((wrong + 1) / (len(dated) + 8))))


_MOST_TRUST = 6.0
_UNRELATED = 60.0
_OFF_ROOT = 2.0
_CORRECTED = 1.5


def _step(relation: Relation, child: Told, parent: Told, out_of_order: float) -> float:
    """What it takes to believe that ``child`` (``a``) was made from ``parent`` (``b``), in nats.

    Words are dropped easily, changed with some work, and added seldom; a copy comes after its source; a credit
    names it.
    """
    added = relation.size_a * (1 - relation.share_a)
    dropped = relation.size_b * (1 - relation.share_b)
    cost = 0.12 * relation.changed
    cost += 0.5 + 0.06 * added if added >= 5 else 0.0  # noqa: PLR2004 - fewer words are a name or a dateline
    cost += 0.3 + 0.004 * dropped if dropped >= 5 else 0.0  # noqa: PLR2004 - as above
    cost += _CORRECTED * (parent.corrected - child.corrected)
    return cost + _order(child, parent, out_of_order) + _credit(child, parent)


def _order(child: Told, parent: Told, out_of_order: float) -> float:
    if child.first is None or parent.first is None:
        return 0.5
    return out_of_order if earlier(child, parent) else 0.0


def _credit(child: Told, parent: Told) -> float:
    """A credit that the child adds should name the parent; those that both have tell nothing."""
    own = [name for name in child.credited if name not in parent.credited and name != child.outlet]
    cost = sum(-3.0 if name == parent.outlet else 1.5 for name in own)
    return cost + 0.7 * sum(name not in child.credited and name != child.outlet for name in parent.credited)


def _root(one: Told, outlets: set[str]) -> float:
    """What it takes to believe that a report is the first, when it names others as its source."""
    return sum(4.0 if name in outlets else 1.0 for name in one.credited if name != one.outlet)
