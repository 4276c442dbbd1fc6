"""Where the sentences of a text stand, as far as full stops tell."""

import re
from collections.abc import Iterable, Iterator

from onrecord.model import Span

_STOP = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|No|Inc|Ltd|Co|Corp|vs|approx|ca|e\.g|i\.e|a\.m|p\.m))\.$"
)
_BEGINS = re.compile(r"\s+[“\"‘'(\[]*[A-Z0-9]")


def sentences(text: str, within: Iterable[Span]) -> Iterator[Span]:
    """The sentences of each of the paragraphs ``within``, in order. A stop after an initial or a title ends none."""
    for paragraph in within:
        start = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            if _ABBREVIATION.search(text, start, stop.end()) or not _BEGINS.match(text, stop.end()):
                continue
            yield Span(start, stop.end())
            start = stop.end() + len(text[stop.end() : paragraph.end]) - len(text[stop.end() : paragraph.end].lstrip())
        if start < paragraph.end:
            yield Span(start, paragraph.end)
