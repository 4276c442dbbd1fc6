"""What stands near a place."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, overlap
from onrecord.text.near import Near

SPANS = st.tuples(st.integers(0, 2000), st.integers(1, 700)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=40), st.lists(SPANS, max_size=3))
def test_just_what_overlaps_is_found_once_and_in_order(placed: list[Span], asked: list[Span]) -> None:
    near = Near((span, span) for span in placed)
    assert near.over(*asked) == [span for span in placed if any(overlap(span, one) for one in asked)]


def test_a_thing_under_several_spans_is_one_thing() -> None:
    near: Near[str] = Near()
    near.put("claim", Span(0, 10), Span(900, 910))
    assert near.over(Span(0, 1000)) == ["claim"]
    assert near.over(Span(905, 906)) == ["claim"]
    assert near.over(Span(100, 900)) == []


def test_a_thing_can_be_changed_in_its_place() -> None:
    near = Near([(Span(0, 5), "a"), (Span(5, 9), "b")])
    near.change(0, "c")
    assert list(near) == ["c", "b"]
    assert len(near) == 2
