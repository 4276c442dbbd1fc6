"""A parsed text as columns of tokens, free of the parser that made it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.model import Span

Change = tuple[int, int, str]
"""A token, its new head, its new label."""


@dataclass(frozen=True)
class Parsed:
    """The tokens of the parsed stretches of one report, in text order.

    Columns have one item a token. ``starts`` and ``ends`` are code points of the report's text; ``lemmas`` are in small
    letters, but those of names are as they are written; ``heads`` are token indices (a root is its own head);
    ``tags`` are Penn Treebank tags, ``poses`` Universal POS, ``deps`` ClearNLP labels. ``sentences`` are half-open ranges of token indices,
    ``paragraphs`` half-open ranges of sentence indices. What several rules look up again and again is made at the first
    look and kept: words in small letters, where each lemma and each part of speech stands.
    """

    words: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    lemmas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    poses: tuple[str, ...] = ()
    deps: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.words)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(map(str.lower, self.words))

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """The tokens that are verbs, auxiliaries among them, in order."""
        return tuple(sorted((*self.of_pos.get("VERB", ()), *self.of_pos.get("AUX", ()))))

    @cached_property
    def of_pos(self) -> Mapping[str, tuple[int, ...]]:
        """Part of speech to its tokens, in order."""
        return _places(self.poses)

    @cached_property
    def of_lemma(self) -> Mapping[str, tuple[int, ...]]:
        """Lemma to its tokens, in order."""
        return _places(self.lemmas)

    @cached_property
    def of_word(self) -> Mapping[str, tuple[int, ...]]:
        """Word in small letters to its tokens, in order."""
        return _places(self.lowered)

    @cached_property
    def _sentence_numbers(self) -> tuple[int, ...]:
        return tuple(number for number, (first, stop) in enumerate(self.sentences) for _ in range(first, stop))

    def tokens_of(self, words: Mapping[str, object]) -> list[int]:
        """The tokens that are one of ``words``, which are in small letters, in order."""
        return sorted(at for word in self.of_word.keys() & words.keys() for at in self.of_word[word])

    def span(self, first: int, last: int) -> Span:
        """The characters from token ``first`` through token ``last``."""
        return Span(self.starts[first], self.ends[last])

    def tokens_in(self, span: Span) -> range:
        """The tokens that begin inside ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def token_at(self, offset: int) -> int | None:
        """The token that covers the character at ``offset``, or None between tokens."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 and offset < self.ends[at] else None

    def sentence_of(self, token: int) -> int:
        """The index of the sentence that holds ``token``."""
        return self._sentence_numbers[token]

    def subtree(self, token: int) -> list[int]:
        """``token`` and everything below it, in order."""
        found = [token]
        for at in found:  # grows as it is read
            found += self.children[at]
        found.sort()
        return found

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of ``token`` with one of the labels ``deps``, or None."""
        labels = self.deps
        for c in self.children[token]:
            if labels[c] in deps:
                return c
        return None

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above ``token``, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """First and last token of the base noun phrase of ``head``: its left modifiers and itself."""
        first = head
        for c in self.children[head]:
            if c < head and self.deps[c] in _LEFT_OF_NOUN:
                first = min(first, self.subtree(c)[0])
        return first, head

    def rehung(self, changes: Iterable[Change]) -> "Parsed":
        """The same tokens, some of them hung elsewhere."""
        heads, deps, below = list(self.heads), list(self.deps), list(self.children)
        for token, head, label in changes:
            below[heads[token]] = tuple(t for t in below[heads[token]] if t != token)
            if head != token:
                below[head] = tuple(sorted((*below[head], token)))
            heads[token], deps[token] = head, label
        other = replace(self, heads=tuple(heads), deps=tuple(deps), children=tuple(below))
        other.__dict__.update((name, self.__dict__[name]) for name in _OF_WORDS if name in self.__dict__)
        return other


_OF_WORDS = ("lowered", "verbs", "of_pos", "of_lemma", "of_word", "_sentence_numbers")
"""Looked up in what no change of heads touches."""


_LEFT_OF_NOUN = frozenset(
    ("det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "npadvmod", "punct", "neg", "preconj"),
)


def _places(column: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """What stands in ``column`` to where it stands."""
    found: dict[str, list[int]] = {}
    for at, value in enumerate(column):
        found.setdefault(value, []).append(at)
    return {value: tuple(places) for value, places in found.items()}
