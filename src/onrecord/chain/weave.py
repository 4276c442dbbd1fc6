"""The reporting chain of many reports: links with their reasons, and origins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.chain.candidates import Reach, candidates
from onrecord.chain.facts import Facts
from onrecord.chain.families import OUT_OF_ORDER, descent, families, trust_in_days
from onrecord.chain.freshness import background
from onrecord.chain.lifts import enough, lifts
from onrecord.chain.reasons import copied, in_turn, lifted_link, named, retold, standing_text
from onrecord.chain.relations import Relation, other_news
from onrecord.chain.retellings import flashes, retellings
from onrecord.chain.rewrites import Naming, namings
from onrecord.chain.texts import Aligned, Texts
from onrecord.chain.told import Told
from onrecord.model import Background, Link
from onrecord.text.wordcodes import Codes

if TYPE_CHECKING:
    from onrecord.chain.align import Passage

_CLEARLY = 0.2
_HUBS = 40
_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Woven:
    """``links``, for each report the first of its family, itself when it comes from no other, and what is background."""

    links: tuple[Link, ...]
    root: Mapping[str, str]
    background: tuple[Background, ...] = ()


def weave(
    told: Sequence[Told],
    prints: Sequence[Codes],
    aligned: Aligned | None = None,
    reach: Reach = Reach(),  # noqa: B008
    *,
    facts: Sequence[Facts] = (),
) -> Woven:
    """The chain of ``told``, whose fingerprints are ``prints``. The order of reports does not matter.

    ``facts`` are those of each report; without them no retelling is found but those that name their source.

    Passages of pairs that ``aligned`` has are taken from there; those newly found are added to it.
    """
    order = sorted(range(len(told)), key=lambda p: told[p].id)
    told, prints, facts = [told[p] for p in order], [prints[p] for p in order], [facts[p] for p in order] if facts else ()
    kept: dict[tuple[str, str], tuple[Passage, ...]] = {}
    texts = Texts(told, kept if aligned is None else aligned)
    pairs = [(int(a), int(b)) for a, b in candidates(prints, reach)]
    relations = [r for r in texts.relations(pairs) if r.passages]
    same = [r for r in relations if not (r.changed and r.share >= _CLEARLY and _form(r, texts))]
    standing = [r for r in same if background(r, texts)]
    apart = {(r.a, r.b) for r in standing}
    same = [r for r in same if (r.a, r.b) not in apart]
    parent: dict[int, int | None] = {}
    group: dict[int, Sequence[int]] = {}
    found = families(same, told)
    for members in found:
        group.update(dict.fromkeys(members, members))
        parent.update(_descent(members, texts, OUT_OF_ORDER))
    trust = trust_in_days(parent, told)
    for members in found if trust > OUT_OF_ORDER else ():
        parent.update(_descent(members, texts, trust))
    for relation in relations:
        for place in (relation.a, relation.b):
            group.setdefault(place, (place,))
            parent.setdefault(place, None)
    root = {place: _first(place, parent) for place in parent}
    outlets = frozenset(one.outlet for one in told)
    links = [
        copied(texts.relation(child, source), texts, outlets, root[child]) for child, source in sorted(parent.items()) if source is not None
    ]
    lifted = lifts(same, texts, group, root)
    links += [lifted_link(lift, texts) for lift in lifted]
    root = {place: root.get(place, place) for place in range(len(told))}
    joined: dict[int, int] = {}
    for naming in _taken(namings(told, root, _publishers(told, root)), parent):
        links.append(named(naming, told))
        if naming.whole:
            joined[_end(root[naming.child], joined)] = _end(root[naming.parent], joined)
    links += _retold(told, facts, root, joined, {(root[x.relation.a], root[x.relation.b]) for x in lifted}) if facts else []
    firsts = {one.id: told[_end(root[place], joined)].id for place, one in enumerate(told)}
    return Woven(tuple(in_turn(links)), firsts, tuple(standing_text(r, texts) for r in standing if enough(r)))


def _retold(
    told: Sequence[Told], facts: Sequence[Facts], root: Mapping[int, int], joined: dict[int, int], lifted: AbstractSet[tuple[int, int]]
) -> Iterator[Link]:
    """Links to what was told anew, families joined on the way in ``joined``; not where the figures stand in a lifted passage."""
    for one in (*retellings(told, facts, root), *flashes(told, facts, root)):
        child, source = root[one.child], root[one.parent]
        if (child, source) in lifted or (source, child) in lifted or child != one.child or child in joined:
            continue
        if (end := _end(source, joined)) != child:
            joined[child] = end
            yield retold(one, told)


def _end(first: int, joined: Mapping[int, int]) -> int:
    """The first report of the family that a family was joined to, at last."""
    while first in joined:
        first = joined[first]
    return first


def _publishers(told: Sequence[Told], root: Mapping[int, int]) -> dict[int, frozenset[str]]:
    """Under which names the text of each report may be credited: its outlet's, and whose text it says it is.

    The first report of a family stands for the others.
    """
    return {
        place: frozenset(filter(None, (one.outlet, *one.whole))) if root[place] == place else frozenset() for place, one in enumerate(told)
    }


def _taken(found: Iterable[Naming], parent: Mapping[int, int | None]) -> list[Naming]:
    """The namings that may stand: a report that has its text from another rewrites nobody, and nobody goes round in a ring."""
    above: dict[int, int] = {}
    kept = []
    for naming in sorted(found, key=lambda n: (not n.whole, -n.likeness, n.child)):
        if naming.whole:
            at: int | None = naming.parent
            while at is not None and at != naming.child:
                at = above.get(at)
            if parent.get(naming.child) is not None or naming.child in above or at == naming.child:
                continue
            above[naming.child] = naming.parent
        elif above.get(naming.child) == naming.parent:
            continue
        kept.append(naming)
    return kept


def _form(relation: Relation, texts: Texts) -> bool:
    a, b = relation.a, relation.b
    return other_news(relation, texts.signs(a), texts.signs(b))


def _first(place: int, parent: Mapping[int, int | None]) -> int:
    while (above := parent[place]) is not None:
        place = above
    return place


def _descent(members: Sequence[int], texts: Texts, out_of_order: float) -> dict[int, int | None]:
    """Who took from whom in a family. Of a large one, the most central texts make the tree and the rest hang on it."""
    if len(members) <= _HUBS:
        _ready(((a, b) for at, a in enumerate(members) for b in members[at + 1 :]), texts)
        return descent(members, texts.told, texts.relation, out_of_order)
    twins = texts.twins(members)
    twins.sort(key=lambda same: (-len(same), min(_moment(p, texts) for p in same)))
    most = max(4, min(_HUBS, _STEPS // len(members)))
    hubs = [min(same, key=lambda p: _moment(p, texts)) for same in twins[:most]]
    _ready(((a, b) for at, a in enumerate(hubs) for b in hubs[at + 1 :]), texts)
    found = descent(hubs, texts.told, texts.relation, out_of_order)
    for same, hub in zip(twins, hubs, strict=False):
        found.update((p, hub) for p in same if p != hub)
    for same in twins[most:]:
        _ready(((same[0], hub) for hub in hubs), texts)
        found[same[0]] = max(hubs, key=lambda hub: (texts.relation(same[0], hub).same, -hub))
        found.update((p, same[0]) for p in same[1:])
    return found


def _ready(pairs: Iterable[tuple[int, int]], texts: Texts) -> None:
    texts.relations(list(pairs))


def _moment(place: int, texts: Texts) -> tuple[int, bool, float, str]:
    one = texts.told[place]
    return len(one.credited), one.first is None, one.first or 0.0, one.id
