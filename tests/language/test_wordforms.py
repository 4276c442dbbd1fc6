"""Parts of speech and lemmas are those of the whole pipeline, although its slow pipes do not run."""

import pytest
import spacy
from spacy.language import Language

from onrecord.language import wordforms
from onrecord.language.parser import MODEL, Parser
from onrecord.model import Span

TEXTS = (
    "The ministers’ envoys met in Karsk on Tuesday; they’d been told that nothing was sold.",
    "There is a factory. There's a dock, and there were ships. Is it theirs?",
    "Let's go, she said. It ain't over; we're gonna see what they gotta do. Y'all come on.",
    "He's lost it. He's a liar, isn't he? What's done is done. That one that won that vote has what others have.",
    "The better ships fell; 3,500 SHELLS WERE SHIPPED, officials saying so had said they couldn't and wouldn't.",
    "I’d do it. I'd done it. To have had it, having been there, does matter: doin' nothin' won't.",
    "Les autorités ont nié. Žóřa 🚀 x--y http://karsk.example/a?b \n \n \t end…",
)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The same model with every pipe that the columns stand for."""
    return spacy.load(MODEL, exclude=["ner", "senter"])


@pytest.mark.parametrize("text", TEXTS)
def test_the_columns_are_those_of_the_whole_pipeline(parser: Parser, pipeline: Language, text: str) -> None:
    found = parser.parse(text, [Span(0, len(text))])
    words = [t for t in pipeline(text) if not t.is_space]
    assert list(found.words) == [t.text for t in words]
    assert list(found.poses) == [t.pos_ for t in words]
    assert list(found.lemmas) == [t.text if t.pos_ == "PROPN" else t.lemma_.lower() for t in words]
    assert list(zip(found.tags, found.deps, strict=True)) == [(t.tag_, t.dep_) for t in words]
    assert [found.starts[head] for head in found.heads] == [t.head.idx for t in words]


def test_what_is_forgotten_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Parser()
    text = "\n".join(TEXTS)
    first = parser.parse(text, [Span(0, len(text))])
    monkeypatch.setattr(wordforms, "_MOST", 0)
    assert parser.parse(text, [Span(0, len(text))]) == first


def test_a_rule_that_reads_more_of_a_word_is_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("attribute_ruler").add(patterns=[[{"LEMMA": "be"}]], attrs={"POS": "AUX"})  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="LEMMA"):
        wordforms.WordForms(nlp)
