"""The reporting chain and who speaks of what as graphs: GraphML and GEXF 1.3.

Lost: words and spans. Nodes are reports, origins, actors and alleged transfers; edges are links, membership and positions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from onrecord.casework.looking import Whole

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_NODE = ("kind", "label", "day")
_EDGE = ("kind", "direction", "day", "share")


@dataclass(frozen=True, slots=True)
class Node:
    """A node; attributes that are not known are left out."""

    id: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from ``source`` to ``target``; ``weight`` is the share of words for a link, else 1."""

    id: str
    source: str
    target: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    weight: float = 1.0


def graph_of(whole: Whole) -> tuple[Sequence[Node], Sequence[Edge]]:
    """The nodes and edges of a case, in a settled order."""
    return list(_nodes(whole)), list(_edges(whole))


def _nodes(whole: Whole) -> Iterator[Node]:
    for report in whole.reports.values():
        yield Node(report.id, _known(kind="report", label=report.outlet or report.path, day=report.published))
    for origin in whole.ties.chain.origins:
        yield Node(origin.id, _known(kind="origin", label=origin.name))
    for story in whole.stories:
        yield Node(story.id, _known(kind="transfer", label=story.title))
    for name in dict.fromkeys(p.actor for story in whole.stories for p in story.positions):
        yield Node(f"actor:{name}", _known(kind="actor", label=name))


def _edges(whole: Whole) -> Iterator[Edge]:
    for n, link in enumerate(whole.ties.chain.links):
        told = _known(kind=link.kind.value, direction=link.direction.value, share=f"{link.share:.3f}")
        yield Edge(f"l{n}", link.child, link.parent, told, link.share)
    for origin in whole.ties.chain.origins:
        for report in origin.reports:
            yield Edge(f"m_{report}", report, origin.id, _known(kind="rests_on"))
    for story in whole.stories:
        for n, p in enumerate(story.positions):
            yield Edge(f"p_{story.id}_{n}", f"actor:{p.actor}", story.id, _known(kind=p.stance.value, day=p.on))


def _known(**attributes: str | None) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}


def graphml(whole: Whole) -> bytes:
    """The graph as GraphML."""
    nodes, edges = graph_of(whole)
    root = ET.Element("graphml", xmlns=_GRAPHML)
    for owner, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            ET.SubElement(root, "key", {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": "string"})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    for node in nodes:
        made = ET.SubElement(graph, "node", id=node.id)
        _data(made, "node", node.attributes)
    for edge in edges:
        made = ET.SubElement(graph, "edge", id=edge.id, source=edge.source, target=edge.target)
        _data(made, "edge", edge.attributes)
    return _bytes(root)


def _data(element: ET.Element, owner: str, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        ET.SubElement(element, "data", key=f"{owner}_{name}").text = _clean(value)


def gexf(whole: Whole) -> bytes:
    """The graph as GEXF 1.3."""
    nodes, edges = graph_of(whole)
    root = ET.Element("gexf", xmlns=_GEXF, version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for owner, names in (("node", _NODE), ("edge", _EDGE)):
        declared = ET.SubElement(graph, "attributes", {"class": owner})
        for name in names:
            ET.SubElement(declared, "attribute", id=name, title=name, type="string")
    held = ET.SubElement(graph, "nodes")
    for node in nodes:
        _values(ET.SubElement(held, "node", id=node.id, label=_clean(node.attributes.get("label", node.id))), node.attributes)
    held = ET.SubElement(graph, "edges")
    for edge in edges:
        told = {"id": edge.id, "source": edge.source, "target": edge.target, "weight": f"{edge.weight:.3f}"}
        _values(ET.SubElement(held, "edge", told), edge.attributes)
    return _bytes(root)


def _values(element: ET.Element, attributes: Mapping[str, str]) -> None:
    if attributes:
        held = ET.SubElement(element, "attvalues")
        for name, value in attributes.items():
            ET.SubElement(held, "attvalue", {"for": name, "value": _clean(value)})


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _clean(words: str) -> str:
    """Without what XML 1.0 has no place for."""
    return "".join(c for c in words if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))
