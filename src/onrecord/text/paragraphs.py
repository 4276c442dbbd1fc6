"""Where the paragraphs of a text stand."""

import re

from onrecord.model import Span

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_LINE = re.compile(r"[^\n]+")
_WRAP_LINES, _WRAP_SHORTEST, _WRAP_LONGEST = 3, 45, 110


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``, without white space at their ends.

    Blank lines end a paragraph. A single line break does too, unless the block looks
    hard-wrapped: three lines or more, all but the last of them between 45 and 110 characters.
    """
    found: list[Span] = []
    for block in _BLOCK.finditer(text):
        lines = [_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text, block.start(), block.end())]
        lines = [line for line in lines if line.end > line.start]
        if _is_wrapped(lines):
            found.append(Span(lines[0].start, lines[-1].end))
        else:
            found.extend(lines)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_wrapped(lines: list[Span]) -> bool:
    return len(lines) >= _WRAP_LINES and all(_WRAP_SHORTEST <= line.end - line.start <= _WRAP_LONGEST for line in lines[:-1])
