"""Links that people attached or detached, and the families that follow from them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from onrecord.model import Link, LinkKind

JOINING = (LinkKind.REPUBLISHES, LinkKind.TRIMS, LinkKind.EDITS, LinkKind.CREDITS)
"""The kinds of links that make two reports one source."""

Pair = frozenset[str]


def relinked(links: Iterable[Link], attached: Mapping[Pair, Link], detached: Collection[Pair]) -> tuple[Link, ...]:
    """The links without those that people detached, and with those that they attached in place of the machine's.

    An attached link keeps the passages and the share that were found between its two reports.
    """
    found: list[Link] = []
    left = dict(attached)
    for link in links:
        pair = frozenset((link.child, link.parent))
        if pair in left:
            found.append(_with_passages(left.pop(pair), link))
        elif pair not in detached and pair not in attached:
            found.append(link)
    return (*found, *left.values())


def _with_passages(decided: Link, found: Link) -> Link:
    turned = decided.child != found.child
    spans = tuple((b, a) for a, b in found.spans) if turned else found.spans
    return Link(
        child=decided.child, parent=decided.parent, kind=decided.kind, share=0.0 if turned else found.share, direction=decided.direction,
        spans=spans, why=decided.why, decided=decided.decided,
    )  # fmt: skip


def roots(members: Sequence[str], links: Iterable[Link]) -> dict[str, str]:
    """The first report of the family of each of ``members``, which stand in the order of their days.

    A family is what joining links hold together; its first report took from no other, the earliest where there are several.
    """
    inside = set(members)
    above: dict[str, list[str]] = {}
    beside: dict[str, set[str]] = {one: set() for one in members}
    for link in links:
        if link.kind in JOINING and link.child in inside and link.parent in inside:
            above.setdefault(link.child, []).append(link.parent)
            beside[link.child].add(link.parent)
            beside[link.parent].add(link.child)
    found: dict[str, str] = {}
    for one in members:
        if one not in found:
            family = set(_reached(one, beside))
            tops = [m for m in members if m in family and m not in above]
            found |= dict.fromkeys(family, tops[0] if tops else one)
    return found


def leads_up(start: str, wanted: str, links: Iterable[Link]) -> bool:
    """Whether the way up from ``start`` by joining links comes to ``wanted``: then it cannot be taken from there as well."""
    above: dict[str, set[str]] = {}
    for link in links:
        if link.kind in JOINING:
            above.setdefault(link.child, set()).add(link.parent)
    return wanted in _reached(start, above)


def _reached(start: str, ways: Mapping[str, Iterable[str]]) -> Iterator[str]:
    todo, seen = [start], {start}
    while todo:
        one = todo.pop()
        yield one
        for further in ways.get(one, ()):
            if further not in seen:
                seen.add(further)
                todo.append(further)
