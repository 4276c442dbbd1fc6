"""Which stretches of a text stand in quotation marks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Span

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›"}
_TYPED = ("''", "``")
"""Double marks typed as two strokes, as wire services send them."""

_MISTYPED = {"”": '"', '"': "”"}
"""What closes in place of the right mark, where copy from two keyboards was joined."""

_APOSTROPHES = "'’"
_DOUBLE = '"“«„'
_MARK = re.compile("[" + "".join({*_CLOSERS, *_MISTYPED, *_APOSTROPHES, *_DOUBLE, "`"}) + "]")
"""All that a quotation may open with."""

_STOP = re.compile(r"[.!?…]+(?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks. ``closed`` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True

    @property
    def inner(self) -> Span:
        """The stretch without its marks."""
        return Span(self.start + 1, self.end - 1 if self.closed else self.end)


def quotations(text: str, within: Iterable[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations of each paragraph in ``within``, in order.

    A mark that opens a paragraph, or before a paragraph that opens with a mark again, and never closes
    runs to the paragraph's end: the English custom for speech that goes on in the next paragraph. One that opens
    elsewhere and never closes runs to the end of its sentence, the least that it must cover. Single marks
    count when they cannot be apostrophes, and only when they close.
    """
    found: list[Quotation] = []
    lines = [*within]
    for number, paragraph in enumerate(lines):
        goes_on = number + 1 < len(lines) and text[lines[number + 1].start] in _DOUBLE
        at = paragraph.start
        closed_no_more: set[str] = set()  # marks that do not come again here: looked for once, not from every opening mark
        while mark := _MARK.search(text, at, paragraph.end):
            at = mark.start()
            closer = _closer(text, at, paragraph)
            if not closer:
                at += 1
                continue
            end = None
            for marks in (closer, _MISTYPED.get(closer, "")):
                if marks and end is None and marks not in closed_no_more:
                    end = _find_close(text, at, marks, paragraph)
                    if end is None:
                        closed_no_more.add(marks)
            if end is not None:
                found.append(Quotation(at, end))
                at = end
            elif text[at] in _DOUBLE:
                to_its_end = at == paragraph.start or goes_on
                end = paragraph.end if to_its_end else _sentence_end(text, at, paragraph)
                found.append(Quotation(at, end, closed=False))
                at = end
            else:
                at += 1
    return tuple(found)


def _sentence_end(text: str, at: int, paragraph: Span) -> int:
    stop = _STOP.search(text, at, paragraph.end)
    return stop.end() if stop else paragraph.end


def _closer(text: str, at: int, paragraph: Span) -> str:
    """The marks that may close a quotation opening at ``at``; empty when none opens there."""
    mark = text[at]
    before = text[at - 1] if at > paragraph.start else " "
    width = 2 if text.startswith(_TYPED, at) else 1
    after = text[at + width] if at + width < paragraph.end else " "
    if mark == '"' or width > 1:
        opens = not before.isalnum() and before not in "'`" and not after.isspace()
        return ("''" if width > 1 else '"') if opens else ""
    if mark in "'‘":
        opens = (before.isspace() or before in '([“"—–-') and (after.isalnum() or after in '“"')
        return _APOSTROPHES if opens else ""
    if mark == "”" and before.isspace() and after.isalnum():  # typed with the wrong hand
        return "”"
    return _CLOSERS.get(mark, "") if not after.isspace() else ""


def _find_close(text: str, at: int, closers: str, paragraph: Span) -> int | None:
    """The offset after the mark that closes the quotation opened at ``at``, or None."""
    if closers == "''":
        return _find_typed_close(text, at, paragraph)
    single = closers == _APOSTROPHES
    for i in range(at + 1, paragraph.end):
        if text[i] not in closers:
            continue
        before, after = text[i - 1], text[i + 1] if i + 1 < paragraph.end else " "
        if single and (after.isalnum() or not _ends_phrase(text, i, paragraph, before)):
            continue
        if (
            closers == '"' and before.isspace() and text[i - 2] not in _APOSTROPHES
        ):  # a quotation in the quotation may close before it: '" '
            continue
        return i + 1
    return None


def _find_typed_close(text: str, at: int, paragraph: Span) -> int | None:
    """The offset after the two strokes that close a quotation opened by two strokes; white space never stands before them."""
    close = text.find("''", at + 2, paragraph.end)
    while close > 0 and text[close - 1].isspace():
        close = text.find("''", close + 2, paragraph.end)
    return close + 2 if close > 0 else None


def _ends_phrase(text: str, at: int, paragraph: Span, before: str) -> bool:
    """Whether a single mark closes: not the possessive of a plural with a later mark still to come."""
    if before != "s":
        return True
    later = text.find(text[at], at + 1, paragraph.end)
    return later < 0 or text[later + 1 : later + 2].isalnum()
