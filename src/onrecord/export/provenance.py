"""The reporting chain as PROV-JSON (W3C Member Submission of 2013).

Lost: the passages themselves, shares, and why. A link whose direction is unknown is an alternate, not a derivation.
"""

from typing import Any

from onrecord.casework.looking import Whole
from onrecord.model import Direction, Link, LinkKind, Report

_PREFIX = {"onrecord": "urn:onrecord:", "prov": "http://www.w3.org/ns/prov#"}
_TYPES = {
    LinkKind.REPUBLISHES: "prov:PrimarySource", LinkKind.TRIMS: "prov:Revision", LinkKind.EDITS: "prov:Revision",
    LinkKind.LIFTS: "prov:Quotation", LinkKind.CITES: "prov:Quotation", LinkKind.CREDITS: "prov:PrimarySource",
}  # fmt: skip


def provenance(whole: Whole) -> dict[str, Any]:
    """Reports and originals as entities, outlets as agents, links as derivations, origins as collections with their members."""
    made: dict[str, Any] = {"prefix": _PREFIX, "entity": {}, "agent": {}}
    for report in whole.reports.values():
        _report(made, report)
    for link in whole.ties.chain.links:
        _link(made, link)
    for origin in whole.ties.chain.origins:
        made["entity"][_id(origin.id)] = {"prov:type": {"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"}, "prov:label": origin.name}
        for report_id in origin.reports:
            made.setdefault("hadMember", {})[f"_:m_{report_id}"] = {"prov:collection": _id(origin.id), "prov:entity": _id(report_id)}
    return made


def _report(made: dict[str, Any], report: Report) -> None:
    entity: dict[str, Any] = {"prov:label": report.title or report.path, "onrecord:original": report.original}
    if report.url:
        entity["onrecord:url"] = report.url
    if report.published:
        entity["onrecord:published"] = report.published
    made["entity"][_id(report.id)] = entity
    if report.outlet:
        agent = "onrecord:outlet/" + "".join(c if c.isalnum() else "_" for c in report.outlet)
        made["agent"][agent] = {"prov:type": {"$": "prov:Organization", "type": "prov:QUALIFIED_NAME"}, "prov:label": report.outlet}
        attributed = {"prov:entity": _id(report.id), "prov:agent": agent}
        made.setdefault("wasAttributedTo", {})[f"_:a_{report.id}"] = attributed


def _link(made: dict[str, Any], link: Link) -> None:
    name = f"_:l_{link.child}_{link.parent}_{link.kind.value}"
    if link.direction is Direction.UNKNOWN:
        made.setdefault("alternateOf", {})[name] = {"prov:alternate1": _id(link.child), "prov:alternate2": _id(link.parent)}
        return
    made.setdefault("wasDerivedFrom", {})[name] = {
        "prov:generatedEntity": _id(link.child),
        "prov:usedEntity": _id(link.parent),
        "prov:type": {"$": _TYPES[link.kind], "type": "prov:QUALIFIED_NAME"},
        "onrecord:kind": link.kind.value,
        "onrecord:direction": link.direction.value,
        **({"onrecord:decidedBy": link.decided.person, "onrecord:decidedAt": link.decided.at} if link.decided else {}),
    }


def _id(record: str) -> str:
    return f"onrecord:{record}"
