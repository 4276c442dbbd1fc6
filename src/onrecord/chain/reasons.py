"""Links with their kind and their reasons, for people to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from onrecord.chain.lifts import Lift
from onrecord.chain.relations import Relation
from onrecord.chain.retellings import Retelling
from onrecord.chain.rewrites import Naming
from onrecord.chain.texts import Texts
from onrecord.chain.told import Told, earlier
from onrecord.model import Background, Direction, Link, LinkKind, Span

WHOLE = 0.9
"""A report of which this share stands in another, or of another in it, counts as whole."""

_UNTOUCHED = 0.03
_CLEARLY = 0.2
_NAMING = (LinkKind.CITES, LinkKind.CREDITS)
_LONG, _SHOWN = 4, 3


def named(naming: Naming, told: Sequence[Told]) -> Link:
    """The link of a report to the one that it names as its source."""
    child, parent = told[naming.child], told[naming.parent]
    why = f"it names its source and has {naming.likeness:.0%} of its names and figures (weighed by how rare they are) from there"
    return Link(child=child.id, parent=parent.id, kind=LinkKind.CREDITS if naming.whole else LinkKind.CITES, share=0.0,
                direction=Direction.STATED, why=why)  # fmt: skip


def retold(retelling: Retelling, told: Sequence[Told]) -> Link:
    """The link of a report to the one whose news it tells in other words."""
    why = (
        f"it tells the same in other words: {retelling.figures} figures and {retelling.names} names in common, "
        f"{retelling.likeness:.0%} of what both have; {_REASONS[Direction(retelling.known)]}"
    )
    child, parent = told[retelling.child], told[retelling.parent]
    return Link(child=child.id, parent=parent.id, kind=LinkKind.EDITS, share=0.0, direction=Direction(retelling.known), why=why)


def copied(relation: Relation, texts: Texts, outlets: frozenset[str], first: int) -> Link:
    """The link of report ``a`` to ``b`` that it was made from, in the family whose first text is ``first``."""
    child, parent = texts.told[relation.a], texts.told[relation.b]
    outside = [name for name in child.whole if name in parent.whole and name not in outlets]
    touched = relation.changed > _UNTOUCHED * max(1, relation.same)
    if not touched and relation.share_a >= WHOLE:
        kind = LinkKind.REPUBLISHES if relation.share_b >= WHOLE else LinkKind.TRIMS
    else:
        kind = LinkKind.EDITS
    reasons = [f"{relation.share_a:.0%} of its words stand in the other"]
    if child.version_of and child.version_of == parent.version_of:
        reasons.insert(0, f"a later version at the same address, {_how_changed(relation, child, parent)}")
    elif child.corrected and not parent.corrected:
        reasons.insert(0, "it has a correction note that the other has not")
    if relation.share_b < WHOLE <= relation.share_a:
        reasons.append("which says more")
    if relation.changed:
        reasons.append(f"{relation.changed} words changed")
    if both := _changed_in_both(relation, first, texts):
        reasons.append(f"both have {both} where the first text has other words")
    if outside:
        reasons.append(f"both name {', '.join(outside)}, whose own text is not here")
    return _link(relation, texts, kind, Direction.UNKNOWN if outside else _known(relation, child, parent), reasons)


def _how_changed(relation: Relation, child: Told, parent: Told) -> str:
    if child.corrected and not parent.corrected:
        return "changed with a correction note"
    return "changed silently" if relation.changed or min(relation.share_a, relation.share_b) < 1 else "unchanged"


def _known(relation: Relation, child: Told, parent: Told) -> Direction:
    """How it is known that ``child`` took from ``parent``: what it says, the days, what only one of them has."""
    if parent.outlet and parent.outlet in child.credited:
        return Direction.STATED
    if earlier(parent, child):
        return Direction.DATED
    if (
        child.corrected > parent.corrected
        or relation.share_a - relation.share_b >= _CLEARLY
        or any(name not in parent.credited for name in child.credited)
    ):
        return Direction.CONTAINED
    return Direction.UNKNOWN


def lifted_link(lift: Lift, texts: Texts) -> Link:
    """The link of a report to the one that it took a passage from."""
    relation = lift.relation
    words = sum(p.a_end - p.a for p in relation.passages)
    return _link(relation, texts, LinkKind.LIFTS, Direction(lift.known), [f"{words} words in {len(relation.passages)} passages"])


def standing_text(relation: Relation, texts: Texts) -> Background:
    """What two reports share as background."""
    words = sum(p.a_end - p.a for p in relation.passages)
    return Background(a=texts.told[relation.a].id, b=texts.told[relation.b].id, words=words, spans=_spans(relation, texts))


def in_turn(links: Sequence[Link]) -> Iterator[Link]:
    """The links; those of reports that name each other in a ring say so."""
    names: dict[str, set[str]] = {}
    for link in links:
        if link.kind in _NAMING:
            names.setdefault(link.child, set()).add(link.parent)
    for link in links:
        if link.kind in _NAMING and _leads_to(link.child, link.parent, names):
            yield replace(link, why=f"{link.why}; the other goes back to it in turn")
        else:
            yield link


def _leads_to(wanted: str, start: str, names: Mapping[str, set[str]]) -> bool:
    todo, seen = [start], {start}
    while todo:
        for further in names.get(todo.pop(), ()):
            if further == wanted:
                return True
            if further not in seen:
                seen.add(further)
                todo.append(further)
    return False


def _changed_in_both(relation: Relation, first: int, texts: Texts) -> str:
    """Words that a report and its source have in passages of the first text which has others there: up to three, quoted."""
    if first in (relation.a, relation.b):
        return ""
    source, held = texts.words(first).codes, []
    for place in (relation.a, relation.b):
        words, inside = texts.words(place), np.zeros(texts.size(place), bool)
        for begin, end in texts.relation(place, first).stretches(place):
            inside[begin:end] = True
        held.append(np.setdiff1d(words.codes[inside & (words.ends - words.starts >= _LONG)], source))
    both = np.intersect1d(held[0], held[1])
    words, text = texts.words(relation.a), texts.told[relation.a].text
    at = np.flatnonzero(np.isin(words.codes, both))[:_SHOWN]
    return ", ".join(dict.fromkeys(f"“{text[words.starts[p] : words.ends[p]]}”" for p in at))


_REASONS = {
    Direction.STATED: "it names the other as its source",
    Direction.DATED: "the other is earlier",
    Direction.CONTAINED: "the days do not tell, the texts do",
    Direction.UNKNOWN: "nothing tells who was first",
}


def _link(relation: Relation, texts: Texts, kind: LinkKind, known: Direction, reasons: Sequence[str]) -> Link:
    return Link(
        child=texts.told[relation.a].id, parent=texts.told[relation.b].id, kind=kind, share=round(min(1.0, relation.share_a), 4),
        direction=known, spans=_spans(relation, texts), why="; ".join([*reasons, _REASONS[known]]),
    )  # fmt: skip


def _spans(relation: Relation, texts: Texts) -> tuple[tuple[Span, Span], ...]:
    a, b = texts.words(relation.a), texts.words(relation.b)
    return tuple(
        (Span(int(a.starts[p.a]), int(a.ends[p.a_end - 1])), Span(int(b.starts[p.b]), int(b.ends[p.b_end - 1]))) for p in relation.passages
    )
