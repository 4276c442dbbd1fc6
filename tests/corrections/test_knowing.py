"""A statement is known again by its exact words, its cue and its place, and never by its id."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corrections.knowing import beside, find_again, stretches, subject_of
from onrecord.model import Mode, Report, Span, Stance, Statement

TEXT = "Dorvek denied that the mill was sold. Later Dorvek denied that the mill was sold. Lurk asked whether the mill was sold."
REPORT = Report(id="r_a", original="sha256:1", path="a.txt", text=TEXT)


def said(words: str, cue: str, nth: int = 0, key: str = "s_x") -> Statement:
    at = cue_at = -1
    for _ in range(nth + 1):
        cue_at = TEXT.index(cue, cue_at + 1)
        at = TEXT.index(words, cue_at)
    return Statement(
        id=key, speaker=None, source=(), cue=(Span(cue_at, cue_at + len(cue)),), content=(Span(at, at + len(words)),),
        mode=Mode.INDIRECT, stance=Stance.DENIES,
    )  # fmt: skip


FIRST, SECOND, ASKED = said("the mill was sold", "denied"), said("the mill was sold", "denied", 1), said("the mill was sold", "asked")


@pytest.mark.parametrize("wanted", [FIRST, SECOND, ASKED])
def test_of_the_same_words_the_statement_at_the_same_place_is_meant(wanted: Statement) -> None:
    anew = [replace(one, id=f"s_{n}") for n, one in enumerate((FIRST, SECOND, ASKED))]
    subject = subject_of(wanted, REPORT)
    spans = stretches(TEXT, subject.words, subject.at)
    assert spans == wanted.content
    found, exact = find_again(subject, spans, TEXT, anew)
    assert found
    assert exact
    assert found.content == wanted.content


def test_words_read_with_other_bounds_are_known_but_not_as_exact() -> None:
    longer = replace(FIRST, id="s_new", content=(Span(FIRST.content[0].start - len("that "), FIRST.content[0].end),))
    found, exact = find_again(subject_of(FIRST, REPORT), FIRST.content, TEXT, [longer])
    assert found == longer
    assert not exact


def test_a_statement_that_hangs_on_another_verb_is_another_when_its_bounds_differ() -> None:
    longer = replace(ASKED, content=(Span(ASKED.content[0].start - len("whether "), ASKED.content[0].end),))
    assert find_again(subject_of(replace(ASKED, cue=FIRST.cue), REPORT), ASKED.content, TEXT, [longer]) == (None, False)


def test_words_that_are_gone_are_not_made_up() -> None:
    assert stretches("Nobody said so.", ("the mill was sold",), (Span(3, 20),)) is None
    assert stretches(TEXT, ("",)) is None
    assert stretches(TEXT, ()) is None


def test_words_stand_as_whole_words_and_white_space_may_differ() -> None:
    assert stretches("resold, sold", ("sold",)) == (Span(8, 12),)
    assert stretches("the mill\n  was sold", ("the mill was sold",)) == (Span(0, 19),)


@given(st.text("ab \n", max_size=30), st.integers(0, 29), st.integers(1, 12))
def test_what_stands_in_a_text_is_found_where_it_stood(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    found = stretches(text, (words,), (Span(start, start + length),)) if words.split() else None
    if words.split():
        assert found is not None
        assert text[slice(*found[0])].split() == words.split()
        assert found == (Span(start, start + length),)


def test_records_on_most_of_the_same_characters_are_one() -> None:
    one, other = subject_of(FIRST, REPORT), subject_of(replace(FIRST, id="s_n", content=(Span(19, 30),)), REPORT)
    assert beside(one, subject_of(replace(FIRST, content=(Span(18, 36),)), REPORT))
    assert not beside(one, subject_of(SECOND, REPORT))
    assert beside(one, other) == (11 / 17 >= 0.5)
