"""A parsed text as columns of tokens, free of the parser that made it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tokens of the parsed stretches of one report, in text order.

    Columns have one item a token. ``starts`` and ``ends`` are code points of the report's text;
    ``heads`` are token indices (a root is its own head); ``tags`` are Penn Treebank tags, ``poses``
    Universal POS, ``deps`` ClearNLP labels. ``sentences`` are half-open ranges of token indices,
    ``paragraphs`` half-open ranges of sentence indices.
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
        return bisect_right(self.sentences, (token, len(self.words) + 1)) - 1

    def subtree(self, token: int) -> list[int]:
        """``token`` and everything below it, in order."""
        found, stack = [token], list(self.children[token])
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of ``token`` with one of the labels ``deps``, or None."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)

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


_LEFT_OF_NOUN = frozenset(
    ("det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "npadvmod", "punct", "neg", "preconj"),
)
