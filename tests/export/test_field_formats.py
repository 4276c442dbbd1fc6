"""A case in the field's formats: well-formed, the same each time, every reference answered; checked by the formats' own libraries."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from bench.inquiry.histories import signed_finding
from onrecord.casework.case import Case
from onrecord.casework.looking import Ties, Whole
from onrecord.export.annotations import annotations
from onrecord.export.claimreview import claim_reviews
from onrecord.export.followthemoney import entities
from onrecord.export.graphs import gexf, graph_of, graphml
from onrecord.export.provenance import provenance
from onrecord.export.routes import routes
from onrecord.export.stix import stix
from onrecord.export.timelinejs import timelinejs
from onrecord.inquiry.fold import fold


@pytest.fixture(scope="module")
def whole(demo: Path) -> Whole:
    """The demo, joined."""
    with Case(demo, readonly=True) as case:
        return Whole(case, Ties(case.chain()))


def test_an_annotation_quotes_the_very_words(whole: Whole) -> None:
    found = annotations(whole)
    items = found["first"]["items"]
    assert len(items) == found["total"] == len(whole.said)
    for item in items:
        report = whole.said[item["id"].removeprefix("urn:onrecord:")].report
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for quote, place in (target["selector"] for target in targets):
            assert report.text[place["start"] : place["end"]] == quote["exact"]
            assert report.text[: place["start"]].endswith(quote["prefix"])
            assert report.text[place["end"] :].startswith(quote["suffix"])


def test_provenance_derives_only_where_the_direction_is_known(whole: Whole) -> None:
    found = provenance(whole)
    unknown = [link for link in whole.ties.chain.links if link.direction == "unknown"]
    assert len(found.get("alternateOf", {})) == len(unknown)
    assert len(found["wasDerivedFrom"]) == len(whole.ties.chain.links) - len(unknown)
    for derived in found["wasDerivedFrom"].values():
        assert {derived["prov:generatedEntity"], derived["prov:usedEntity"]} <= set(found["entity"])


def test_every_edge_of_the_graph_has_its_nodes(whole: Whole) -> None:
    nodes, edges = graph_of(whole)
    ids = {node.id for node in nodes}
    assert len(ids) == len(nodes)
    assert all({edge.source, edge.target} <= ids for edge in edges)
    for data, names in ((graphml(whole), "{http://graphml.graphdrawing.org/xmlns}"), (gexf(whole), "{http://gexf.net/1.3}")):
        root = ET.fromstring(data)  # noqa: S314 - our own
        assert len(root.findall(f".//{names}node")) == len(nodes)
        assert len(root.findall(f".//{names}edge")) == len(edges)


def test_the_timeline_has_every_moment_whose_day_is_known(whole: Whole) -> None:
    events = timelinejs(whole)["events"]
    assert {event["group"] for event in events} == {"event", "statement", "publication"}
    assert all(set(event["start_date"]) == {"year", "month", "day"} for event in events)


def test_routes_name_their_stops_and_claim_no_place(whole: Whole) -> None:
    found = routes(whole)["features"]
    assert all(feature["geometry"] is None and feature["properties"]["alleged"] for feature in found)
    assert any(feature["properties"]["via"] for feature in found)


def test_findings_become_claim_reviews_without_a_number(whole: Whole) -> None:
    (review,) = claim_reviews(fold(signed_finding()))
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "likely"}
    assert [author["name"] for author in review["author"]] == ["North", "South"]
    assert whole


@pytest.mark.parametrize("make", [annotations, provenance, stix, timelinejs, routes, lambda whole: list(entities(whole))])
def test_the_same_case_gives_the_same_bytes(make: Any, whole: Whole) -> None:
    assert json.dumps(make(whole)) == json.dumps(make(whole))


def test_followthemoney_takes_every_value_as_it_is(whole: Whole) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason="pip install followthemoney")
    for entity in entities(whole):
        schema = followthemoney.model.get(entity["schema"])
        schema.validate(entity)
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        assert {name: sorted(proxy.get(name)) for name in entity["properties"]} == {
            name: sorted(set(values)) for name, values in entity["properties"].items()
        }


def test_stix_takes_the_bundle(whole: Whole) -> None:
    stix2 = pytest.importorskip("stix2", reason="pip install stix2")
    bundle = stix2.parse(json.dumps(stix(whole)))
    ids = {one.id for one in bundle.objects}
    assert len(ids) == len(bundle.objects)
    assert all(set(one.get("object_refs", ())) <= ids for one in bundle.objects)


def test_prov_takes_the_chain(whole: Whole) -> None:
    model = pytest.importorskip("prov.model", reason="pip install prov")
    assert model.ProvDocument.deserialize(content=json.dumps(provenance(whole)), format="json").get_records()
