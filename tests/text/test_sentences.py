"""Sentences, as far as full stops tell."""

from onrecord.model import Span
from onrecord.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, (Span(0, len(text)),))]


def test_a_stop_before_a_capital_ends_a_sentence() -> None:
    assert cut("The ship left. It came back on 3 May! Who saw it?") == ["The ship left.", "It came back on 3 May!", "Who saw it?"]


def test_the_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert cut("“We sold none.” He left.") == ["“We sold none.”", "He left."]


def test_an_initial_a_title_or_a_small_letter_ends_none() -> None:
    text = "Gen. Ado B. Ferrin paid approx. 3 crowns."
    assert cut(text) == [text]


def test_each_paragraph_is_cut_on_its_own() -> None:
    text = "One. Two\n\nThree."
    assert [text[s.start : s.end] for s in sentences(text, (Span(0, 8), Span(10, 16)))] == ["One.", "Two", "Three."]
