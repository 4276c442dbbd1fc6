"""The reporting chain of many reports: links with their reasons, and origins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.chain.candidates import Reach, candidates
from onrecord.chain.facts import Facts
from onrecord.chain.families import descent, families
from onrecord.chain.freshness import background
from onrecord.chain.lifts import Lift, lifts
from onrecord.chain.relations import Relation, other_news
from onrecord.chain.retellings import Retelling, flashes, retellings
from onrecord.chain.rewrites import Naming, namings
from onrecord.chain.texts import Aligned, Texts
from onrecord.chain.told import Told, earlier
from onrecord.model import Direction, Link, LinkKind, Span
from onrecord.text.wordcodes import Codes

if TYPE_CHECKING:
    from onrecord.chain.align import Passage

WHOLE = 0.9
"""A report of which this share stands in another, or of another in it, counts as whole."""

_UNTOUCHED = 0.03
_CLEARLY = 0.2
_HUBS = 40
_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Woven:
    """``links``, and for each report the first of its family: itself when it comes from no other."""

    links: tuple[Link, ...]
    root: Mapping[str, str]


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
    standing = {(r.a, r.b) for r in same if background(r, texts)}
    same = [r for r in same if (r.a, r.b) not in standing]
    parent: dict[int, int | None] = {}
    group: dict[int, Sequence[int]] = {}
    for members in families(same, told):
        group.update(dict.fromkeys(members, members))
        parent.update(_descent(members, texts))
    for relation in relations:
        for place in (relation.a, relation.b):
            group.setdefault(place, (place,))
            parent.setdefault(place, None)
    root = {place: _first(place, parent) for place in parent}
    outlets = frozenset(one.outlet for one in told)
    links = [_copied(texts.relation(child, source), texts, outlets) for child, source in sorted(parent.items()) if source is not None]
    lifted = lifts(same, texts, group, root)
    links += [_lifted(lift, texts) for lift in lifted]
    root = {place: root.get(place, place) for place in range(len(told))}
    for naming in _taken(namings(told, root, _publishers(told, root)), parent):
        links.append(_named(naming, told))
        if naming.whole:
            root = {place: root[naming.parent] if first == naming.child else first for place, first in root.items()}
    shared = {frozenset((root[lift.relation.a], root[lift.relation.b])) for lift in lifted}
    for retelling in (*retellings(told, facts, root), *flashes(told, facts, root)) if facts else ():
        if frozenset((root[retelling.child], root[retelling.parent])) in shared:
            continue  # their figures stand in the passage
        if root[retelling.child] == retelling.child and root[retelling.parent] != retelling.child:
            links.append(_retold(retelling, told))
            root = {place: root[retelling.parent] if first == retelling.child else first for place, first in root.items()}
    return Woven(tuple(links), {one.id: told[root[place]].id for place, one in enumerate(told)})


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


def _named(naming: Naming, told: Sequence[Told]) -> Link:
    child, parent = told[naming.child], told[naming.parent]
    why = f"it names its source and has {naming.likeness:.0%} of its names and figures (weighed by how rare they are) from there"
    return Link(child=child.id, parent=parent.id, kind=LinkKind.CREDITS if naming.whole else LinkKind.CITES, share=0.0,
                direction=Direction.STATED, why=why)  # fmt: skip


def _retold(retelling: Retelling, told: Sequence[Told]) -> Link:
    why = (
        f"it tells the same in other words: {retelling.figures} figures and {retelling.names} names in common, "
        f"{retelling.likeness:.0%} of what both have; {_REASONS[Direction(retelling.known)]}"
    )
    child, parent = told[retelling.child], told[retelling.parent]
    return Link(child=child.id, parent=parent.id, kind=LinkKind.EDITS, share=0.0, direction=Direction(retelling.known), why=why)


def _form(relation: Relation, texts: Texts) -> bool:
    a, b = relation.a, relation.b
    return other_news(relation, texts.signs(a), texts.signs(b))


def _first(place: int, parent: Mapping[int, int | None]) -> int:
    while (above := parent[place]) is not None:
        place = above
    return place


def _descent(members: Sequence[int], texts: Texts) -> dict[int, int | None]:
    """Who took from whom in a family. Of a large one, the most central texts make the tree and the rest hang on it."""
    if len(members) <= _HUBS:
        _ready(((a, b) for at, a in enumerate(members) for b in members[at + 1 :]), texts)
        return descent(members, texts.told, texts.relation)
    twins = texts.twins(members)
    twins.sort(key=lambda same: (-len(same), min(_moment(p, texts) for p in same)))
    most = max(4, min(_HUBS, _STEPS // len(members)))
    hubs = [min(same, key=lambda p: _moment(p, texts)) for same in twins[:most]]
    _ready(((a, b) for at, a in enumerate(hubs) for b in hubs[at + 1 :]), texts)
    found = descent(hubs, texts.told, texts.relation)
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


def _copied(relation: Relation, texts: Texts, outlets: frozenset[str]) -> Link:
    child, parent = texts.told[relation.a], texts.told[relation.b]
    outside = [name for name in child.whole if name in parent.whole and name not in outlets]
    touched = relation.changed > _UNTOUCHED * max(1, relation.same)
    if not touched and relation.share_a >= WHOLE:
        kind = LinkKind.REPUBLISHES if relation.share_b >= WHOLE else LinkKind.TRIMS
    else:
        kind = LinkKind.EDITS
    reasons = [f"{relation.share_a:.0%} of its words stand in the other"]
    if child.version_of and child.version_of == parent.version_of:
        reasons.insert(0, "a later version at the same address")
    if relation.share_b < WHOLE <= relation.share_a:
        reasons.append("which says more")
    if relation.changed:
        reasons.append(f"{relation.changed} words changed")
    if outside:
        reasons.append(f"both name {', '.join(outside)}, whose own text is not here")
    return _link(relation, texts, kind, Direction.UNKNOWN if outside else _known(relation, child, parent), reasons)


def _known(relation: Relation, child: Told, parent: Told) -> Direction:
    """How it is known that ``child`` took from ``parent``: what it says, the days, what only one of them has."""
    if parent.outlet and parent.outlet in child.credited:
        return Direction.STATED
    if earlier(parent, child):
        return Direction.DATED
    if relation.share_a - relation.share_b >= _CLEARLY or any(name not in parent.credited for name in child.credited):
        return Direction.CONTAINED
    return Direction.UNKNOWN


def _lifted(lift: Lift, texts: Texts) -> Link:
    relation = lift.relation
    words = sum(p.a_end - p.a for p in relation.passages)
    return _link(relation, texts, LinkKind.LIFTS, Direction(lift.known), [f"{words} words in {len(relation.passages)} passages"])


_REASONS = {
    Direction.STATED: "it names the other as its source",
    Direction.DATED: "the other is earlier",
    Direction.CONTAINED: "the days do not tell, the texts do",
    Direction.UNKNOWN: "nothing tells who was first",
}


def _link(relation: Relation, texts: Texts, kind: LinkKind, known: Direction, reasons: Sequence[str]) -> Link:
    a, b = texts.words(relation.a), texts.words(relation.b)
    spans = tuple(
        (Span(int(a.starts[p.a]), int(a.ends[p.a_end - 1])), Span(int(b.starts[p.b]), int(b.ends[p.b_end - 1]))) for p in relation.passages
    )
    return Link(
        child=texts.told[relation.a].id, parent=texts.told[relation.b].id, kind=kind, share=round(min(1.0, relation.share_a), 4),
        direction=known, spans=spans, why="; ".join([*reasons, _REASONS[known]]),
    )  # fmt: skip
