"""Two reports side by side: what stands in both, what was changed on the way, what only one of them has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from onrecord.chain.align import Passage, align
from onrecord.chain.told import Told, counted
from onrecord.model import Span
from onrecord.text.wordcodes import Words

_COMPARED = 1500
"""Longer passages are compared in pieces of so many words."""


class PartKind(StrEnum):
    """What a part of two reports is."""

    SHARED = "shared"
    CHANGED = "changed"
    ONLY_A = "only_a"
    ONLY_B = "only_b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of one report or of both; the other side is None where nothing stands for it."""

    kind: PartKind
    a: Span | None = None
    b: Span | None = None


def compare(a: Told, b: Told) -> tuple[Part, ...]:
    """The parts of two reports in the order of ``a``; what only ``b`` has comes last."""
    one, other = counted([a, b])
    (passages,) = align([(one, other)])
    found: list[Part] = []
    reached = 0
    for passage in passages:
        found += _alone(PartKind.ONLY_A, one, reached, passage.a)
        found += _inside(passage, one, other)
        reached = max(reached, passage.a_end)
    found += _alone(PartKind.ONLY_A, one, reached, len(one))
    reached = 0
    for passage in sorted(passages, key=lambda p: p.b):
        found += _alone(PartKind.ONLY_B, other, reached, passage.b)
        reached = max(reached, passage.b_end)
    return (*found, *_alone(PartKind.ONLY_B, other, reached, len(other)))


def _alone(kind: PartKind, words: Words, first: int, end: int) -> Iterator[Part]:
    span = _span(words, first, end)
    if span:
        yield Part(kind=kind, a=span if kind is PartKind.ONLY_A else None, b=span if kind is PartKind.ONLY_B else None)


def _inside(passage: Passage, one: Words, other: Words) -> Iterator[Part]:
    """The passage in pieces: words that are equal, words that were changed, dropped or added."""
    at, at_b = passage.a, passage.b
    while at < passage.a_end or at_b < passage.b_end:
        end, end_b = min(at + _COMPARED, passage.a_end), min(at_b + _COMPARED, passage.b_end)
        mine, theirs = one.codes[at:end].tolist(), other.codes[at_b:end_b].tolist()
        for what, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
            kind = PartKind.SHARED if what == "equal" else PartKind.CHANGED
            yield Part(kind=kind, a=_span(one, at + i, at + j), b=_span(other, at_b + k, at_b + m))
        at, at_b = end, end_b


def _span(words: Words, first: int, end: int) -> Span | None:
    return Span(int(words.starts[first]), int(words.ends[end - 1])) if first < end else None


def counterpart(parts: Sequence[Part], span: Span) -> Span | None:
    """Where the beginning of a span of ``a`` stands in ``b``: in the first part of it that both have word for word."""
    for part in parts:
        if part.kind is PartKind.SHARED and part.a and part.b and part.a.start < span.end and span.start < part.a.end:
            ahead = max(0, span.start - part.a.start)
            return Span(min(part.b.start + ahead, part.b.end - 1), part.b.end)
    return None
