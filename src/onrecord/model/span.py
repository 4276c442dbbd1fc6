"""Half-open ranges of Unicode code points in a report's text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end`` of ``Report.text``."""

    start: int
    end: int


Spans = tuple[Span, ...]


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def covering(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of ``spans``; raises ValueError when there are none."""
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed))


def words_of(text: str, spans: Iterable[Span], *, gap: str = " … ") -> str:
    """The characters under ``spans``, joined by ``gap`` where they are apart."""
    return gap.join(text[start:end] for start, end in spans)
