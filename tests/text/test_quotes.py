"""Quotations: the outermost quoted stretch, with its marks, at its own offset."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.paragraphs import paragraphs
from onrecord.text.quotes import Quotation, quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We sold none,” Rezhak said.", ["“We sold none,”"]),
        ('"We sold none," Rezhak said.', ['"We sold none,"']),
        ("‘We sold none,’ Rezhak said.", ["‘We sold none,’"]),
        ("'We sold none,' Rezhak said.", ["'We sold none,'"]),
        ("«We sold none», Rezhak said.", ["«We sold none»"]),
        ("„We sold none”, Rezhak said.", ["„We sold none”"]),
        ("„We sold none“, Rezhak said.", ["„We sold none“"]),
        ("‹We sold none›, Rezhak said.", ["‹We sold none›"]),
        ("He spoke of “alarm” and of “bewilderment”.", ["“alarm”", "“bewilderment”"]),
        ('He called it "a novel".', ['"a novel"']),
        ("”We sold none,” Rezhak said.", ["”We sold none,”"]),
        ("''We sold none,'' Rezhak said, and ''no more''.", ["''We sold none,''", "''no more''"]),
        ("``We sold none,'' Rezhak said.", ["``We sold none,''"]),
        ('“We sold none," Rezhak said, and no more.', ['“We sold none,"']),
        ('"We sold none,” Rezhak said, and no more.', ['"We sold none,”']),
        ("''The guards' van isn't ours,'' Rezhak said.", ["''The guards' van isn't ours,''"]),
    ],
)
def test_marks_of_every_custom_make_a_quotation(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "“He said ‘not one screw’ and left,” Harak said.",
        "«He said “not one screw” and left», Harak said.",
        "“He said “not one screw, ” Harak said.",
    ],
)
def test_a_quotation_inside_another_is_part_of_the_outer_one(text: str) -> None:
    assert len(quoted(text)) == 1
    assert "not one screw" in quoted(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "It isn't Kestovia's rocket, and the Draunians' note isn't either.",
        "It isn’t Kestovia’s rocket, and the Draunians’ note isn’t either.",
        "A gate of 6' 4\" was opened.",
        "Brenik denied it.",
    ],
)
def test_apostrophes_and_inches_are_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_does_not_end_single_quotes() -> None:
    assert quoted("‘We don’t know the Draunians’ plans,’ Sorn said.") == ["‘We don’t know the Draunians’ plans,’"]


def test_a_mark_that_opens_a_paragraph_and_never_closes_runs_to_its_end() -> None:
    text = "“We sold none.\n\n“We never will,” Rezhak said."
    first, second = quotations(text, paragraphs(text))
    assert (text[first.start : first.end], first.closed) == ("“We sold none.", False)
    assert (text[second.start : second.end], second.closed) == ("“We never will,”", True)


@pytest.mark.parametrize("mark", ["“", '"', "«", "„"])
def test_a_mark_that_opens_later_and_never_closes_runs_to_the_end_of_its_sentence(mark: str) -> None:
    text = f"Rezhak said {mark}we sold none. The guild denied it."
    [only] = quotations(text, paragraphs(text))
    assert (text[only.start : only.end], only.closed) == (f"{mark}we sold none.", False)


def test_speech_that_opens_later_goes_on_in_the_next_paragraph_that_opens_with_a_mark() -> None:
    text = "Rezhak said: “We sold none. Not one.\n\n“We never will.”"
    assert quoted(text) == ["“We sold none. Not one.", "“We never will.”"]


def test_a_quotation_never_crosses_a_paragraph() -> None:
    assert quoted("Rezhak said “we sold\n\nnone”.") == ["“we sold"]


def test_the_inner_stretch_has_no_marks() -> None:
    assert Quotation(4, 10).inner == Span(5, 9)
    assert Quotation(4, 10, closed=False).inner == Span(5, 10)


@pytest.mark.parametrize("mark", ["'a ", '"a ', "“a ", "‘a "])
def test_a_long_text_of_opening_marks_alone_is_read_through(mark: str) -> None:
    assert len(quoted("He said " + mark * 60_000)) <= 1


MARKED = st.text(st.sampled_from("“”‘’«»„‹›\"' \nas.ž🚀"), max_size=40)


@given(st.one_of(MARKED, st.text()))
def test_quotations_begin_with_a_mark_and_lie_in_order_inside_one_paragraph(text: str) -> None:
    lines = paragraphs(text)
    found = quotations(text, lines)
    assert all(text[q.start] in "“”‘«„‹\"'" for q in found)
    assert all(any(line.start <= q.start < q.end <= line.end for line in lines) for q in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.one_of(MARKED, st.text()))
def test_a_closed_quotation_ends_with_a_mark(text: str) -> None:
    assert all(text[q.end - 1] in "”’»“›\"'" and q.end - q.start >= 2 for q in quotations(text, paragraphs(text)) if q.closed)
