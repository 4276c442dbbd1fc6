"""Paragraphs: every visible character is in exactly one, at its own offset."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.paragraphs import paragraphs


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert cut("Brenik denied it.\n\nMorvask asked again.\n") == ["Brenik denied it.", "Morvask asked again."]


def test_a_blank_line_may_hold_spaces() -> None:
    assert cut("Brenik denied it.\n \t \nMorvask asked again.") == ["Brenik denied it.", "Morvask asked again."]


def test_a_line_break_ends_a_paragraph_too() -> None:
    assert cut("Rockets at the front\nBrenik denied it.") == ["Rockets at the front", "Brenik denied it."]


def test_a_hard_wrapped_block_is_one_paragraph() -> None:
    block = (
        "The Dolvar Works said on Monday that it had sold no rockets to\n"
        "Orlava, and that the certificates for every consignment that had\n"
        "left its gate were kept."
    )
    assert cut(f"DOLVAR\n\n{block}\n\nThe end.") == ["DOLVAR", block, "The end."]


def test_short_lines_are_not_taken_for_a_wrapped_block() -> None:
    assert len(cut("Rezhak, minister\nSorn, minister\nKavalen, president")) == 3


def test_offsets_are_code_points() -> None:
    assert paragraphs("🚀🚀\n\nŽóřa") == (Span(0, 2), Span(4, 8))


def test_nothing_has_no_paragraphs() -> None:
    assert paragraphs("") == paragraphs(" \n\t\n\u00a0") == ()


LINES = st.lists(st.one_of(st.text(max_size=30), st.sampled_from(("", " ", "x" * 60, "Brenik denied it."))), max_size=12).map("\n".join)


@given(st.one_of(st.text(), LINES))
def test_paragraphs_lie_in_order_and_never_share_a_character(text: str) -> None:
    found = paragraphs(text)
    assert all(span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.one_of(st.text(), LINES))
def test_what_lies_between_paragraphs_is_white_space(text: str) -> None:
    edges = [0, *(at for span in paragraphs(text) for at in span), len(text)]
    assert all(not text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))


@given(st.one_of(st.text(), LINES))
def test_a_paragraph_begins_and_ends_with_a_visible_character(text: str) -> None:
    assert all(words == words.strip() for words in cut(text))


@pytest.mark.parametrize("text", ["\x00\x00", "\u2028a\u2029", "\u202eabc\u202c", "a\x0bb\x0cc", "\U0001f468\u200d\U0001f469"])
def test_odd_characters_are_text_like_any_other(text: str) -> None:
    assert "".join(cut(text)).split() == text.split()
