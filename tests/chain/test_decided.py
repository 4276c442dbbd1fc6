"""What people attach and detach makes families anew, and leaves all others as they were."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.chain.decided import leads_up, relinked, roots
from onrecord.model import Direction, Link, LinkKind, Span


def link(child: str, parent: str, kind: LinkKind = LinkKind.EDITS, share: float = 0.5) -> Link:
    spans = ((Span(0, 4), Span(2, 6)),)
    return Link(child=child, parent=parent, kind=kind, share=share, direction=Direction.DATED, spans=spans)


def decided(child: str, parent: str) -> Link:
    return Link(child=child, parent=parent, kind=LinkKind.REPUBLISHES, share=0.0, direction=Direction.DECIDED, why="Mara attached it")


CHAIN = [link("b", "a"), link("c", "b"), link("d", "b"), link("e", "a", LinkKind.LIFTS)]


def test_a_detached_link_is_gone_in_whichever_direction_it_was() -> None:
    assert relinked(CHAIN, {}, {frozenset("ab")}) == tuple(CHAIN[1:])
    assert relinked(CHAIN, {}, {frozenset("xy")}) == tuple(CHAIN)


def test_an_attached_link_takes_the_place_of_the_machines_and_keeps_its_passages() -> None:
    made = relinked(CHAIN, {frozenset("ab"): decided("b", "a")}, set())
    assert (made[0].kind, made[0].direction, made[0].share, made[0].spans) == (LinkKind.REPUBLISHES, Direction.DECIDED, 0.5, CHAIN[0].spans)
    turned = relinked(CHAIN, {frozenset("ab"): decided("a", "b")}, set())[0]
    assert (turned.child, turned.parent, turned.spans) == ("a", "b", ((Span(2, 6), Span(0, 4)),))
    assert relinked(CHAIN, {frozenset("xy"): decided("x", "y")}, set())[-1] == decided("x", "y")


def test_families_are_what_joining_links_hold_together() -> None:
    assert roots("abcde", CHAIN) == {"a": "a", "b": "a", "c": "a", "d": "a", "e": "e"}
    assert roots("abcde", CHAIN[1:]) == {"a": "a", "b": "b", "c": "b", "d": "b", "e": "e"}
    assert roots("ab", CHAIN[1:]) == {"a": "a", "b": "b"}


def test_the_first_of_several_without_a_source_gives_the_family_its_name() -> None:
    assert set(roots("abc", [link("c", "a"), link("c", "b")]).values()) == {"a"}


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_a_ring_has_a_first_all_the_same(order: tuple[str, ...]) -> None:
    ring = [link("a", "b"), link("b", "c"), link("c", "a")]
    assert set(roots(order, ring).values()) == {order[0]}


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_every_report_is_in_one_family_with_all_that_it_is_joined_to(pairs: list[tuple[str, str]]) -> None:
    links = [link(a, b) for a, b in pairs if a != b]
    root = roots("abcdef", links)
    assert root.keys() == set("abcdef")
    assert all(root[x.child] == root[x.parent] for x in links)
    assert all(root[first] == first for first in root.values())


def test_a_ring_is_seen_before_it_is_made() -> None:
    assert leads_up("c", "a", CHAIN)
    assert not leads_up("a", "c", CHAIN)
    assert not leads_up("e", "a", CHAIN)
