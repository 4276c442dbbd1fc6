"""The chain: families of reports over time, each report below the one that it was taken from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.drawings.scale import Scale
from onrecord.drawings.svg import Link as Address
from onrecord.drawings.svg import Picture, element, fitted, linked, text, width_of
from onrecord.model import Direction, Link, LinkKind, Origin
from onrecord.model.dates_in_words import in_words
from onrecord.model.edtf import order_key

_WIDTH = 1080.0
_ROW = 21.0
_SMALL_ROW = 7.0
_STRIP = 24.0
_INDENT = 40.0
_NAMED = 24
"""In a family of more reports than this only the first rows have names."""

_FIRST_NAMED = 8
_TREES = 14
_STRIPS = 46
_WITHIN = (LinkKind.REPUBLISHES, LinkKind.TRIMS, LinkKind.EDITS, LinkKind.CREDITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report in the picture."""

    id: str
    name: str
    when: str | None


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float


def chain(
    origins: Sequence[Origin],
    links: Iterable[Link],
    nodes: Mapping[str, Node],
    *,
    title: str,
    link: Address | None = None,
    width: float = _WIDTH,
) -> Picture:
    """Families with the most reports first: the first as trees, more as strips, reports of their own together, the rest counted."""
    held = list(links)
    home = {report: origin.id for origin in origins for report in origin.reports}
    ranked = sorted(origins, key=lambda o: (-len(o.reports), order_key(_first(o, nodes)), o.name))
    families = [o for o in ranked if len(o.reports) > 1 or o.root is None]
    single = [o for o in ranked if len(o.reports) == 1 and o.root is not None]
    scale = Scale.over((node.when for node in nodes.values()), 16, width - 250)
    above = {one.child: one for one in held if one.kind in _WITHIN and home.get(one.child) == home.get(one.parent)}
    spots: dict[str, _Spot] = {}
    y, drawn = 14.0, []
    for origin in families[:_TREES]:
        body, y = _tree(origin, above, nodes, scale, spots, y, link, width)
        drawn.append(body)
    for origin in families[_TREES : _TREES + _STRIPS]:
        drawn.append(
            _strip(
                f"{origin.name}: {len(origin.reports)} report{'' if len(origin.reports) == 1 else 's'}",
                origin.reports,
                nodes,
                scale,
                spots,
                y,
                link,
                width,
            )
        )
        y += _STRIP
    if single:
        drawn.append(_strip(f"{len(single)} of their own", [o.reports[0] for o in single], nodes, scale, spots, y + 4, link, width))
        y += _STRIP + 4
    hidden = len(families) - _TREES - _STRIPS
    if hidden > 0:
        drawn.append(text(16, y + 14, f"… and {hidden} smaller families in the list of origins", class_="small"))
        y += _STRIP
    crossing = "".join(_edge(one, spots, across=True) for one in held if above.get(one.child) is not one)
    bottom = y + 6
    axis = scale.axis(4, bottom) if scale else ""
    count = sum(len(o.reports) for o in origins)
    about = f"{len(origins)} origins, {count} reports, {count - len(origins)} of them echoes. A thicker line stands for more shared words."
    return Picture(width=width, height=bottom + 46, title=title, about=about, body=axis + crossing + "".join(drawn) + _legend(bottom + 34))


def _first(origin: Origin, nodes: Mapping[str, Node]) -> str | None:
    days = [nodes[r].when for r in origin.reports if r in nodes]
    return min(days, key=order_key) if days else None


def _tree(
    origin: Origin, above: Mapping[str, Link], nodes: Mapping[str, Node], scale: Scale | None, spots: dict[str, _Spot], top: float,
    link: Address | None, width: float,
) -> tuple[str, float]:  # fmt: skip
    """The family drawn from ``top`` down, and where it ends."""
    below: dict[str, list[str]] = defaultdict(list)
    tops = []
    for report in sorted((r for r in origin.reports if r in nodes), key=lambda r: (order_key(nodes[r].when), nodes[r].name, r)):
        below[above[report].parent].append(report) if report in above else tops.append(report)
    y = top + 14
    drawn = [element("rect", x=0, y=top, width=width, height=1, class_="rule-box")]
    found: list[str] = []
    order = list(reversed(tops))
    small = len(origin.reports) > _NAMED
    ghost = None
    if origin.root is None:
        first = _first(origin, nodes)
        ghost = _Spot(max(16.0, (_x(first, scale) or 16.0) - _INDENT), y)
        drawn.append(element("circle", cx=ghost.x, cy=y, r=6, class_="node ghost"))
        drawn.append(text(ghost.x + 12, y + 4, f"{origin.name}: its own text is not here", class_="name ghost"))
        y += _ROW
    edges = []
    while order:
        report = order.pop()
        node = nodes[report]
        parent = above.get(report)
        from_spot = spots.get(parent.parent) if parent else ghost
        least = from_spot.x + _INDENT if from_spot else 16.0
        x = max(_x(node.when, scale) or least, least)
        spots[report] = _Spot(min(x, width - 120), y)
        if parent:
            edges.append(_edge(parent, spots))
        elif ghost:
            edges.append(_curve(ghost, spots[report], "edge kind-credits", 1.4, "credits"))
        named = not small or len(found) < _FIRST_NAMED
        found.append(_node(node, spots[report], link, named=named, width=width, root=report == origin.root))
        y += _ROW if named else _SMALL_ROW
        order += reversed(below[report])
    return "".join((*drawn, *edges, *found)), y - _ROW / 2 + 10


def _x(when: str | None, scale: Scale | None) -> float | None:
    stretch = scale.stretch(when) if scale else None
    return stretch.left if stretch else None


def _node(node: Node, spot: _Spot, link: Address | None, *, named: bool, width: float, root: bool) -> str:
    dot = element("circle", cx=spot.x, cy=spot.y, r=6 if root else 4.5 if named else 3, class_="node root" if root else "node")
    words = f"{node.name} {in_words(node.when) if node.when else 'no date'}"
    shown = text(spot.x + 11, spot.y + 4, fitted(words, width - spot.x - 16), class_="name") if named else ""
    return linked(dot + shown, link("report", node.id) if link else None, words)


def _strip(
    name: str, reports: Sequence[str], nodes: Mapping[str, Node], scale: Scale | None, spots: dict[str, _Spot], top: float,
    link: Address | None, width: float,
) -> str:  # fmt: skip
    """Reports as points on one line; its name stands at the right."""
    y = top + 12
    drawn = [element("line", x1=16, x2=width - 250, y1=y, y2=y, class_="rule")]
    for report in sorted((r for r in reports if r in nodes), key=lambda r: (order_key(nodes[r].when), r)):
        x = _x(nodes[report].when, scale)
        if x is None:
            continue
        spots[report] = _Spot(x, y)
        dot = element("circle", cx=x, cy=y, r=4, class_="node")
        drawn.append(linked(dot, link("report", report) if link else None, f"{nodes[report].name} {in_words(nodes[report].when or '')}"))
    drawn.append(text(width - 240, y + 4, fitted(name, 238), class_="name"))
    return "".join(drawn)


def _edge(one: Link, spots: Mapping[str, _Spot], *, across: bool = False) -> str:
    if one.child not in spots or one.parent not in spots:
        return ""
    unsure = " unsure" if one.direction is Direction.UNKNOWN else ""
    share = f" {one.share:.0%} of its words" if one.share else ""
    return _curve(
        spots[one.parent], spots[one.child], f"edge kind-{one.kind.value}{unsure}{' across' if across else ''}",
        1.0 + 4.5 * one.share, f"{one.kind.value}{share}",
    )  # fmt: skip


def _curve(a: _Spot, b: _Spot, kind: str, thick: float, told: str) -> str:
    """From the parent down a thin stem, then across to the child in the manner of the link."""
    if b.x <= a.x or "across" in kind:
        bow = min(a.x, b.x) - 14
        d = f"M{a.x:.1f} {a.y:.1f}C{bow:.1f} {a.y:.1f} {bow:.1f} {b.y:.1f} {b.x:.1f} {b.y:.1f}"
        return element("path", element("title", told), d=d, class_=kind, stroke_width=float(thick))
    stem = element("line", x1=a.x, x2=a.x, y1=a.y, y2=b.y, class_="stem")
    return stem + element("line", element("title", told), x1=a.x, x2=b.x, y1=b.y, y2=b.y, class_=kind, stroke_width=float(thick))


def _legend(y: float) -> str:
    x, drawn = 16.0, []
    for kind in LinkKind:
        drawn.append(element("line", x1=x, x2=x + 30, y1=y - 4, y2=y - 4, class_=f"edge kind-{kind.value}", stroke_width=2.5))
        drawn.append(text(x + 36, y, kind.value, class_="small"))
        x += 36 + width_of(kind.value, 11) + 22
    drawn.append(element("line", x1=x, x2=x + 30, y1=y - 4, y2=y - 4, class_="edge unsure", stroke_width=2.5))
    drawn.append(text(x + 36, y, "who was first is not known", class_="small"))
    return "".join(drawn)
