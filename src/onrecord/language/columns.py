"""Parses of a text's pieces joined into one set of columns."""

from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from onrecord.language.parsed import Parsed

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

    from onrecord.language.wordforms import WordForms

_READ: list[int | str] = ["IDX", "LENGTH", "IS_SPACE", "TAG", "DEP", "HEAD", "SENT_START"]
_ALL_BITS = (1 << 64) - 1


class Columns:
    """The columns of one text, grown by its pieces; no parse is kept."""

    def __init__(self, text: str, forms: "WordForms", labels: "Labels") -> None:
        """Begin the columns of ``text``."""
        self._text, self._forms, self._labels = text, forms, labels
        self._grown: list[list[Any]] = [[] for _ in range(8)]
        self._begins: list[int] = []
        self._bounds: list[tuple[int, int]] = []

    def paragraph(self, parses: "Iterable[tuple[Doc, int]]") -> None:
        """Add a paragraph: the parses of its pieces, each with the offset in the text at which it begins."""
        first = len(self._begins)
        for doc, offset in parses:
            self._add(doc, offset)
        if len(self._begins) > first:
            self._bounds.append((first, len(self._begins)))

    def _add(self, doc: "Doc", offset: int) -> None:
        """Add one parse, less the tokens that are white space."""
        table = doc.to_array(_READ)
        places, lengths, blank, tag_ids, label_ids, above, begins = table.view("int64").T.tolist() if len(doc) else [[]] * len(_READ)
        base = len(self._grown[0])
        kept = [at for at, space in enumerate(blank) if not space]
        tags, deps = self._labels.of(tag_ids), self._labels.of(label_ids)
        starts = [offset + place for place in places]
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        words = [self._text[start:end] for start, end in zip(starts, ends, strict=True)]
        forms = self._forms.of(doc, list(zip(words, tags, deps, strict=True)))
        number = [base + count - 1 for count in accumulate(not space for space in blank)]
        heads = [number[at if blank[at + above[at]] else at + above[at]] for at in kept]
        sentence = list(accumulate(begin == 1 for begin in begins))
        before = None
        for at in kept:
            if sentence[at] != before:
                self._begins.append(number[at])
                before = sentence[at]
        columns: list[list[Any]] = [words, starts, ends, [lemma for _, lemma in forms], tags, [pos for pos, _ in forms], deps]
        if len(kept) < len(blank):
            columns = [[column[at] for at in kept] for column in columns]
        for grown, more in zip(self._grown, [*columns, heads], strict=True):
            grown.extend(more)

    def done(self) -> Parsed:
        """The columns of the whole text."""
        heads = self._grown[-1]
        below: list[list[int]] = [[] for _ in heads]
        for at, head in enumerate(heads):
            if head != at:
                below[head].append(at)
        sentences = tuple(zip(self._begins, [*self._begins[1:], len(heads)], strict=False))
        words, starts, ends, lemmas, tags, poses, deps, _ = map(tuple, self._grown)
        children = tuple(map(tuple, below))
        return Parsed(words, starts, ends, lemmas, tags, poses, deps, tuple(heads), children, sentences, tuple(self._bounds))


class Labels:
    """The words behind the numbers of tags and arc labels."""

    def __init__(self, strings: "StringStore") -> None:
        """Look them up in ``strings``."""
        self._strings = strings
        self._known: dict[int, str] = {}

    def of(self, numbers: Iterable[int]) -> list[str]:
        """The label of each number, signed as it comes out of a column."""
        numbers = list(numbers)
        for number in set(numbers).difference(self._known):
            self._known[number] = self._strings[number & _ALL_BITS]
        return [self._known[number] for number in numbers]
