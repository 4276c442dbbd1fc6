"""The parser's columns point at the text they were made of."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.language.parsed import Parsed
from onrecord.language.parser import Parser
from onrecord.model import Refused, Span
from onrecord.text.paragraphs import paragraphs

TEXT = (
    "The Žóřa Works, in southern Kestovia, sold 🚀 rockets to Orlava. Rezhak denied it on Thursday.\n\n"
    "“We sold none,” he told parliament. The factory that makes them declined to comment."
)
shared = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def parsed(parser: Parser) -> Parsed:
    """``TEXT``, parsed by paragraph."""
    return parser.parse(TEXT, paragraphs(TEXT))


def holds_together(text: str, found: Parsed) -> None:
    """What must be true of every Parsed."""
    count = len(found)
    columns = (found.starts, found.ends, found.lemmas, found.tags, found.poses, found.deps, found.heads, found.children)
    assert all(len(column) == count for column in columns)
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == list(found.words)
    assert all(end <= start for end, start in zip(found.ends, found.starts[1:], strict=False))
    assert [at for first, stop in found.sentences for at in range(first, stop)] == list(range(count))
    assert [at for first, stop in found.paragraphs for at in range(first, stop)] == list(range(len(found.sentences)))
    assert all(at in found.children[head] for at, head in enumerate(found.heads) if head != at)
    assert sum(map(len, found.children)) == sum(head != at for at, head in enumerate(found.heads))


def test_tokens_map_back_to_the_text(parsed: Parsed) -> None:
    holds_together(TEXT, parsed)
    assert {"Žóřa", "🚀", "Orlava", "parliament"} <= set(parsed.words)


def test_every_visible_character_is_in_a_token(parsed: Parsed) -> None:
    covered = {at for start, end in zip(parsed.starts, parsed.ends, strict=True) for at in range(start, end)}
    assert covered == {at for at, c in enumerate(TEXT) if not c.isspace()}


def test_sentences_and_paragraphs_are_told_apart(parsed: Parsed) -> None:
    assert [TEXT[slice(*parsed.span(first, stop - 1))] for first, stop in parsed.sentences][:2] == [
        "The Žóřa Works, in southern Kestovia, sold 🚀 rockets to Orlava.",
        "Rezhak denied it on Thursday.",
    ]
    assert len(parsed.paragraphs) == 2


def test_a_head_never_lies_in_another_sentence(parsed: Parsed) -> None:
    assert all(parsed.sentence_of(at) == parsed.sentence_of(head) for at, head in enumerate(parsed.heads))


def test_an_offset_finds_its_token_and_a_gap_none(parsed: Parsed) -> None:
    at = TEXT.index("rockets")
    token = parsed.token_at(at + 3)
    assert token is not None
    assert parsed.words[token] == "rockets"
    assert parsed.token_at(at - 1) is None
    assert parsed.token_at(10**6) is None
    assert list(parsed.tokens_in(Span(at, at + 7))) == [token]


def test_a_verb_reaches_its_subject_and_its_object(parsed: Parsed) -> None:
    sold = parsed.words.index("sold")
    subject, obj = parsed.child(sold, "nsubj"), parsed.child(sold, "dobj")
    assert subject is not None
    assert obj is not None
    assert (parsed.words[subject], parsed.words[obj]) == ("Works", "rockets")
    assert sold in parsed.ancestors(obj)
    assert parsed.child(sold, "nosuchlabel") is None


def test_a_subtree_is_in_text_order_and_holds_its_head(parsed: Parsed) -> None:
    works = parsed.words.index("Works")
    tree = parsed.subtree(works)
    assert works in tree
    assert tree == sorted(set(tree))
    assert parsed.noun_phrase(works) == (parsed.words.index("The"), works)


def test_the_same_text_parses_the_same_whatever_stands_beside_it(parser: Parser, parsed: Parsed) -> None:
    again = list(parser.parse_many([("Brenik denied it.", [Span(0, 17)]), (TEXT, paragraphs(TEXT)), ("", [])]))
    assert again[1] == parsed
    assert again[2] == Parsed()


def test_only_the_stretches_asked_for_are_parsed(parser: Parser) -> None:
    text = "Also Read | Crow votes.\n\nBrenik denied it."
    found = parser.parse(text, [Span(25, 42)])
    assert found.starts[0] == 25
    holds_together(text, found)


def test_a_very_long_stretch_is_parsed_in_pieces_without_loss(parser: Parser) -> None:
    text = "Brenik denied it, and Morvask asked again; " * 600
    found = parser.parse(text, [Span(0, len(text))])
    holds_together(text, found)
    assert "".join(found.words) == "".join(text.split())


@shared
@given(st.text(max_size=120))
@example("\x00")
@example("\u202eabc\u202c \u200f.")
@example("a\u0301\u200d\ufeff\U0010ffff\U000e0001")
@example(" \n ")
@example("“" * 50)
def test_any_text_parses(parser: Parser, text: str) -> None:
    holds_together(text, parser.parse(text, paragraphs(text)))


def test_a_model_that_is_not_there_is_refused_with_a_remedy() -> None:
    with pytest.raises(Refused, match="pip install"):
        Parser("en_core_web_nosuch")


def test_the_version_names_pipeline_and_parser(parser: Parser) -> None:
    assert parser.model.startswith("en_core_web_")
    assert "spacy 3" in parser.version


def test_asking_for_a_parser_does_not_load_it() -> None:
    code = "import sys; from onrecord.language.parser import Parser; Parser(); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
