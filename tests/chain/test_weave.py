"""Families, lifts, credited rewrites: who took what from whom, and what joins nobody."""

import random
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from bench.chain.made import sentences
from onrecord.chain.prints import prints_of
from onrecord.chain.told import Told, counted
from onrecord.chain.weave import Woven, weave
from onrecord.model import Direction, Link, LinkKind

if TYPE_CHECKING:
    from onrecord.chain.align import Passage

HOUR = 3600.0
WIRE = "\n\n".join(sentences(12, 1))


def told(name: str, text: str, hours: float | None = 0.0, *, outlet: str = "", headline: str = "", whole: tuple[str, ...] = ()) -> Told:
    at = None if hours is None else hours * HOUR
    return Told(
        id=name, text=text, first=at, last=at, outlet=outlet or f"outlet of {name}", headline=headline, credited=whole, whole=whole,
        shown=outlet or name,
    )  # fmt: skip


def woven(*reports: Told) -> Woven:
    return weave(reports, list(prints_of(counted(reports))))


def only(links: Iterable[Link]) -> Link:
    (link,) = links
    return link


def own(seed: int, count: int = 14) -> str:
    return "\n\n".join(sentences(count, 1000 + seed))


def edited(text: str, seed: int) -> str:
    draw = random.Random(seed)  # noqa: S311 - not a secret
    return " ".join(f"changed{draw.randrange(99)}" if draw.random() < 0.08 else word for word in text.split(" "))


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (WIRE, LinkKind.REPUBLISHES),
        ("\n\n".join(WIRE.split("\n\n")[:5]), LinkKind.TRIMS),
        (edited(WIRE, 3), LinkKind.EDITS),
        (f"{own(1, 2)}\n\n{WIRE}", LinkKind.EDITS),
    ],
)
def test_a_later_copy_is_linked_to_the_earlier_text(copy: str, kind: LinkKind) -> None:
    found = woven(told("wire", WIRE, 0), told("copy", copy, 5), told("other", own(5), 2))
    link = only(found.links)
    assert (link.child, link.parent, link.kind, link.direction) == ("copy", "wire", kind, Direction.DATED)
    assert found.root == {"wire": "wire", "copy": "wire", "other": "other"}


def test_every_span_of_a_link_stands_in_its_report() -> None:
    child = edited(WIRE, 5)
    link = only(woven(told("wire", WIRE, 0), told("copy", child, 5)).links)
    assert link.spans
    for (start, end), (at, stop) in link.spans:
        assert child[start:end].split()[0] == WIRE[at:stop].split()[0]


def test_a_part_cannot_be_the_source_of_the_whole_whatever_the_days_say() -> None:
    part = "\n\n".join(WIRE.split("\n\n")[:4])
    link = only(woven(told("part", part, 0), told("whole", WIRE, 5)).links)
    assert (link.child, link.parent, link.direction) == ("part", "whole", Direction.CONTAINED)


def test_without_days_a_stated_credit_tells_who_was_first() -> None:
    link = only(woven(told("a", WIRE, None, outlet="karsk post"), told("b", WIRE, None, whole=("karsk post",))).links)
    assert (link.child, link.parent, link.direction) == ("b", "a", Direction.STATED)


def test_two_equal_texts_of_one_moment_have_no_known_direction() -> None:
    assert only(woven(told("a", WIRE, 0), told("b", WIRE, 0)).links).direction is Direction.UNKNOWN


def test_copies_of_one_agency_that_is_not_here_have_no_known_direction() -> None:
    found = woven(told("a", WIRE, 0, whole=("norvane",)), told("b", WIRE, 5, whole=("norvane",)))
    link = only(found.links)
    assert link.direction is Direction.UNKNOWN
    assert "norvane" in link.why


def test_the_text_that_all_copies_come_from_is_the_root_though_its_day_is_wrong() -> None:
    copies = [told(f"c{n}", edited(WIRE, n), 10 + n) for n in range(5)]
    found = woven(told("wire", WIRE, 12), *copies)
    assert set(found.root.values()) == {"wire"}


def test_an_edit_that_a_copy_inherits_shows_which_copy_it_was_taken_from() -> None:
    middle = edited(WIRE, 7)
    found = woven(told("wire", WIRE, 0), told("middle", middle, 5), told("last", edited(middle, 8), 9), told("other", edited(WIRE, 9), 6))
    parents = {link.child: link.parent for link in found.links}
    assert parents == {"middle": "wire", "last": "middle", "other": "wire"}


def test_a_lifted_passage_links_two_reports_and_joins_no_origins() -> None:
    passage = "\n\n".join(WIRE.split("\n\n")[4:7])
    host = f"{own(2, 8)}\n\n{passage}\n\n{own(3, 8)}"
    found = woven(told("wire", WIRE, 0), told("host", host, 9))
    link = only(found.links)
    assert (link.child, link.parent, link.kind) == ("host", "wire", LinkKind.LIFTS)
    assert link.share == pytest.approx(3 / 19, abs=0.05)
    assert found.root == {"wire": "wire", "host": "host"}


QUOTE = "“We will not be told by anybody outside this room what the people of this island have already decided for themselves,” she said."
FOOTER = "\n\n".join(
    f"The desk of this paper can be reached on extension {n} at any hour of the day by readers who have seen something." for n in (1, 2, 3)
)


def test_a_quotation_that_two_reports_share_is_no_link() -> None:
    found = woven(told("a", f"{own(1, 5)}\n\n{QUOTE}\n\n{own(2, 5)}", 0), told("b", f"{own(3, 6)}\n\n{QUOTE}\n\n{own(4, 4)}", 3))
    assert not found.links


def test_the_foot_that_one_outlet_sets_under_its_reports_is_no_link() -> None:
    reports = [told(name, f"{own(n, 9)}\n\n{FOOTER}", n, outlet="oru times") for n, name in enumerate("ab")]
    assert not woven(*reports).links


def test_words_that_go_round_in_many_reports_are_no_link() -> None:
    notice = " ".join(sentences(2, 77))
    assert not woven(*(told(f"r{n}", f"{own(n, 4)}\n\n{notice}\n\n{own(50 + n, 4)}", n) for n in range(7))).links


def test_a_form_filled_in_anew_is_other_news() -> None:
    def prices(seed: int) -> str:
        draw = random.Random(seed)  # noqa: S311 - not a secret
        return " ".join(
            f"On the Oru exchange {goods} closed at {draw.randrange(100, 999)} crowns a ton, after {draw.randrange(100, 999)} before,"
            f" in a trade of {draw.randrange(100, 999)} lots, the exchange said."
            for goods in ("copper", "barley", "tin", "wool", "zinc", "rye")
        )

    assert not woven(told("monday", prices(1), 0), told("tuesday", prices(2), 24)).links


def test_a_report_made_of_two_joins_one_family_and_does_not_join_the_two() -> None:
    other = own(9, 12)
    both = "\n\n".join([*WIRE.split("\n\n")[:7], *other.split("\n\n")[:5]])
    copies = [told("w2", edited(WIRE, 1), 2), told("o2", edited(other, 2), 2)]
    found = woven(told("wire", WIRE, 0), told("other", other, 0), *copies, told("both", both, 9))
    assert found.root["wire"] != found.root["other"]
    assert found.root["both"] == found.root["wire"]
    assert ("both", "other", LinkKind.LIFTS) in {(link.child, link.parent, link.kind) for link in found.links}


def test_a_rewrite_that_names_its_source_joins_it_without_a_shared_phrase() -> None:
    wire = "Officials said that Dana Orlik saw 47 crates in Karsk. The Velm Works of Tiska sent 812 engines there, said Ivo Marn."
    retold = (
        "How did 812 engines get to the town of Karsk? In the yard, Dana Orlik found 47 crates; for Ivo Marn, the Velm Works is to blame."
    )
    apart = "The minister, Lena Brask, opened a bridge of 90 metres in Brod on Monday with Tomas Quell of the town of Oru."
    found = woven(
        told("wire", wire, 0, outlet="norvane"), told("apart", apart, 1, outlet="norvane"), told("radio", retold, 9, whole=("norvane",))
    )
    link = only(found.links)
    assert (link.child, link.parent, link.kind, link.direction) == ("radio", "wire", LinkKind.CREDITS, Direction.STATED)
    assert found.root["radio"] == "wire"


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [told(f"c{n}", edited(WIRE, n), n) for n in range(5)] + [told(f"o{n}", own(n), n) for n in range(3)]
    assert woven(*reports) == woven(*reversed(reports))


def test_passages_found_before_are_not_looked_for_again() -> None:
    reports = [told(f"c{n}", edited(WIRE, n), n) for n in range(4)]
    held: dict[tuple[str, str], tuple[Passage, ...]] = {}
    prints = list(prints_of(counted(reports)))
    first = weave(reports, prints, held)
    assert held
    again: dict[tuple[str, str], tuple[Passage, ...]] = dict.fromkeys(held, ())
    assert weave(reports, prints, again).links == ()
    assert weave(reports, prints, held) == first


def test_very_many_copies_are_one_family() -> None:
    found = woven(*(told(f"c{n:04}", WIRE, n % 50) for n in range(2000)))
    assert set(found.root.values()) == {"c0000"}
    assert len(found.links) == 1999


@pytest.mark.parametrize("text", ["", "One.", "It rained in Oru."])
def test_reports_of_a_sentence_or_less_are_all_alone(text: str) -> None:
    assert set(woven(*(told(f"r{n}", text, n) for n in range(3))).root.values()) == {"r0", "r1", "r2"}
