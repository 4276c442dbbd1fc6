"""The chain of a case: right in the worked example and the seeds' patterns, kept, and made anew only as far as it must be."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from onrecord.casework import chaining
from onrecord.casework.case import Case
from onrecord.casework.tracing import chain_json, chain_tree
from onrecord.casework.worked_example import build
from onrecord.chain.told import Told
from onrecord.intake.arrivals import Said
from onrecord.language.parser import Parser
from onrecord.model import Direction, LinkKind

Add = Callable[..., Case]
LEAD = "Ovania has asked Tarsia to explain how some 3,500 rockets of 122 mm came to Lurn, its foreign ministry said on Thursday."
REST = (
    "The rockets were made at the Velm Works. The defence minister of Tarsia denied that his country had sold them, and left open who did."
)
OWN = "Snow closed the pass above Mesk for a third day, and no convoy left the valley before the weekend, the road service said."


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The demo case, built once."""
    with build(tmp_path_factory.mktemp("chain") / "demo.case") as built:
        yield built


@pytest.fixture
def add(tmp_path: Path, parser: Parser) -> Iterator[Add]:
    """``add(name, text, outlet, published)`` adds a report to one case and returns the case."""
    with Case(tmp_path / "story.case", create=True, parser=parser) as case:

        def add_one(name: str, text: str, outlet: str, published: str | None = None) -> Case:
            (tmp_path / name).write_text(text, encoding="utf-8")
            case.add([tmp_path / name], said=Said(outlet=outlet, published=published))
            return case

        yield add_one


def named(case: Case) -> dict[str, str]:
    return {r.id: Path(r.path).stem.removeprefix("reports/") for r in case.reports()}


def test_the_demos_links_are_right_in_every_one(demo: Case) -> None:
    names = named(demo)
    held = {(names[link.child], link.kind.value, names[link.parent]) for link in demo.chain().links}
    note, document = "2017-03-03-brenik-ledger-explanation", "2017-10-12-grensholm-courier-document"
    assert held == {
        ("2017-03-03-hourly-lantern-explanation", "trims", note),
        ("2017-03-04-zavrin-evening-post-thousands", "edits", note),
        ("selvaro-tide-explanation", "edits", note),
        ("2017-03-05-radio-lanto-friend", "credits", note),
        ("2017-10-13-radio-lanto-document", "credits", document),
        ("2017-10-16-brenik-ledger-forgery", "cites", document),
        ("2018-06-08-hourly-lantern-value", "cites", "2018-06-07-grensholm-courier-crowns"),
        ("2019-01-18-ashkuvar-line-wagons", "cites", "2019-01-17-brenik-ledger-rezhak"),
        ("2019-02-09-radio-lanto-two-clocks", "credits", "2019-02-08-brenik-ledger-working-group"),
    }


def test_the_demos_origins_are_counted_right(demo: Case) -> None:
    found = {origin.name: len(origin.reports) for origin in demo.chain().origins}
    assert len(found) == 16
    assert {name: n for name, n in found.items() if n > 1} == {
        "Norvane 2017-03-03": 5,
        "Grensholm Courier 2017-10-12": 2,
        "Norvane 2019-02-08": 2,
    }
    assert sum(found.values()) == 22


def test_every_span_of_a_link_lies_in_its_reports(demo: Case) -> None:
    texts = {r.id: r.text for r in demo.reports()}
    for link in demo.chain().links:
        for (start, end), (at, stop) in link.spans:
            assert 0 <= start < end <= len(texts[link.child])
            assert 0 <= at < stop <= len(texts[link.parent])


def test_an_agency_and_its_carrier_are_a_chain_of_credits(add: Add) -> None:
    carrier = "(Text supplied by the Press Trust of India (PTI); the Oru Courier takes no responsibility for it. All rights reserved.)"
    case = add("a.txt", f"Halvek, Mar 3 (AP) {LEAD}\n\n{REST} (AP)\n\n{carrier}", "Oru Courier", "2023-03-03")
    add("b.txt", f"Tarsia under fire\n\n{OWN}\n\nSource: Aljazeera", "Radio Velm", "2025-05-30")
    chain = case.chain()
    assert [(o.name, o.root, o.publisher) for o in chain.origins] == [
        ("AP 2023-03-03", None, "AP"),
        ("Al Jazeera 2025-05-30", None, "Al Jazeera"),
    ]
    whole = [c.agency for c in chain.credits if c.covers == "whole"]
    assert set(whole) == {"AP", "PTI", "Al Jazeera"}
    assert [twig.words for twig in chain_tree(case) if twig.depth] == ["Oru Courier 3 Mar 2023, through PTI", "Radio Velm 30 May 2025"]


def test_an_outlet_of_the_case_may_be_credited_though_no_lexicon_knows_it(add: Add) -> None:
    add("a.txt", f"{LEAD}\n\n{REST}\n\n{OWN}", "Brod Lamp", "2023-03-03")
    case = add("b.txt", f"(Brod Lamp) — {LEAD}\n\n{REST}\n\n{OWN}", "Tiska Bell")
    (link,) = case.chain().links
    assert (named(case)[link.child], link.direction) == ("b", Direction.STATED)
    assert link.kind is LinkKind.REPUBLISHES


def test_adding_a_report_aligns_only_what_is_new(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"{LEAD}\n\n{REST}\n\n{OWN}"
    add("a.txt", body, "Brod Lamp", "2023-03-03")
    case = add("b.txt", f"{body}\n\nIt was cold.", "Tiska Bell", "2023-03-04")
    printed: list[int] = []
    held = chaining._printed

    def noted(told: Sequence[Told]) -> dict[str, bytes]:
        printed.append(len(told))
        return held(told)

    monkeypatch.setattr(chaining, "_printed", noted)
    before = set(case.file.passages())
    add("c.txt", f"{body}\n\nIt was hot.", "Velm Post", "2023-03-05")
    assert printed == [1]
    assert len(before) == 1
    assert before < set(case.file.passages())
    assert len(case.chain().origins) == 1


def test_a_case_may_be_read_without_being_written(add: Add) -> None:
    case = add("a.txt", LEAD, "Brod Lamp")
    made = case.chain()
    with Case(case.file.path, readonly=True) as opened:
        assert opened.chain() == made


def test_the_time_of_day_tells_who_was_first(add: Add) -> None:
    body = f"{LEAD}\n\n{REST}\n\n{OWN}"
    add("a.txt", body, "Brod Lamp", "2023-03-03T10:00:00Z")
    case = add("b.txt", body + " ", "Tiska Bell", "2023-03-03T09:00:00Z")
    (link,) = case.chain().links
    assert (named(case)[link.parent], link.direction) == ("b", Direction.DATED)


def test_the_json_is_that_of_the_contract(demo: Case) -> None:
    plain = json.loads(chain_json(demo))
    assert {"child", "parent", "kind", "share", "direction", "spans", "why"} <= set(plain["links"][0])
    assert {"id", "name", "root", "reports"} <= set(plain["origins"][0])


def test_the_tree_shows_every_report_once(demo: Case) -> None:
    twigs = chain_tree(demo)
    shown = [twig.id for twig in twigs if twig.depth and " cites " not in twig.words]
    assert sorted(shown) == sorted(r.id for r in demo.reports())
    assert [twig.words for twig in twigs[:1]] == ["Norvane 2017-03-03, 4 echoes"]
