"""Spans are half-open ranges of code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, covering, overlap, words_of


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 60))
    return Span(start, draw(st.integers(start, 80)))


def test_the_end_is_not_part_of_a_span() -> None:
    assert words_of("Brenik denied it", [Span(0, 6)]) == "Brenik"
    assert overlap(Span(0, 6), Span(6, 9)) == 0


def test_offsets_count_code_points_not_bytes_or_utf16_units() -> None:
    text = "«🚀» Žóřa"
    assert words_of(text, [Span(1, 2)]) == "🚀"
    assert words_of(text, [Span(4, 8)]) == "Žóřa"


def test_words_that_stand_apart_are_joined_by_a_visible_gap() -> None:
    assert words_of("denied, he said, any sale", [Span(0, 6), Span(17, 25)]) == "denied … any sale"


def test_spans_order_by_start_then_end() -> None:
    assert sorted([Span(4, 9), Span(0, 7), Span(0, 3)]) == [Span(0, 3), Span(0, 7), Span(4, 9)]


@given(spans(), spans())
def test_overlap_is_the_number_of_shared_characters(a: Span, b: Span) -> None:
    assert overlap(a, b) == len(set(range(*a)) & set(range(*b)))


@given(st.lists(spans(), min_size=1))
def test_the_covering_span_holds_every_span_and_nothing_beyond(listed: list[Span]) -> None:
    whole = covering(listed)
    assert whole == (min(s.start for s in listed), max(s.end for s in listed))
    assert all(whole.start <= s.start <= s.end <= whole.end for s in listed)


def test_nothing_has_no_covering_span() -> None:
    with pytest.raises(ValueError, match="empty"):
        covering([])
