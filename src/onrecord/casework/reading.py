"""Runs the stages over reports, in batches, one bad report never stopping the rest."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any
from unicodedata import name as name_of

from onrecord.casework import crew
from onrecord.casework.stages import run_stages
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon
from onrecord.model import OnrecordError, Problem, Reading, Report, Span, Statement
from onrecord.text.folding import squeeze
from onrecord.text.near import Near
from onrecord.text.paragraphs import paragraphs
from onrecord.text.quotes import quotations

BATCH = 16
"""Reports parsed together, and stored together by a case."""

_MOST_TEXT = 200_000
"""Characters; the parse of so many stands in memory at one time."""

_LONG_SENTENCE = 2_000
_SPOKEN = 4
"""Blanks in a quotation that is likely speech, not a quoted word."""

_FEW = 3
_FOREIGN = 0.1
_TUPLES = ("segments", "credits", "statements", "figures", "times", "mentions", "transfers")

Given = tuple[Report, Collection[str]]
"""A report and the lines of it that its outlet repeats."""


def read_reports(given: Iterable[Given], lexicon: Lexicon, parser: Parser, *, batch: int = BATCH, jobs: int = 1) -> Iterator[Reading]:
    """A reading for each report, in order. A report that a stage refuses gets a reading with a problem.

    With more than one of ``jobs`` and enough to read, so many processes read (casework/crew.py); the readings are the same.
    """
    return crew.readings(
        _chunks(given, batch), partial(_read_chunk, lexicon=lexicon, parser=parser), _reader, (lexicon, parser.model), jobs=jobs
    )


def _reader(lexicon: Lexicon, model: str) -> Callable[[Sequence[Given]], list[Reading]]:
    return partial(_read_chunk, lexicon=lexicon, parser=Parser(model))


def _chunks(given: Iterable[Given], most: int) -> Iterator[list[Given]]:
    """Reports to be held in memory together: at most so many, and no more text than ``_MOST_TEXT`` but for a single report's."""
    chunk: list[Given] = []
    size = 0
    for one in given:
        if chunk and (len(chunk) == most or size + len(one[0].text) > _MOST_TEXT):
            yield chunk
            chunk, size = [], 0
        chunk.append(one)
        size += len(one[0].text)
    if chunk:
        yield chunk


def _read_chunk(chunk: Sequence[Given], lexicon: Lexicon, parser: Parser) -> list[Reading]:
    try:
        boards = run_stages([{"report": report, "house_lines": lines} for report, lines in chunk], lexicon, parser)
    except (OnrecordError, RecursionError, MemoryError) as error:
        if len(chunk) > 1:
            return [reading for one in chunk for reading in _read_chunk([one], lexicon, parser)]
        report = chunk[0][0]
        what = str(error) or type(error).__name__
        return [Reading(report=report, problems=(Problem(report=report.id, stage="read", what=what),))]
    return [_reading(board) for board in boards]


def _reading(board: dict[str, Any]) -> Reading:
    report: Report = replace(board["report"], published=board["published"])
    doubts = (*_doubts(report.id, report.text), *_unspoken(report.id, report.text, board["statements"]))
    return Reading(report=report, problems=doubts, **{name: board[name] for name in _TUPLES})


def _unspoken(report_id: str, text: str, statements: Sequence[Statement]) -> Iterator[Problem]:
    """Quotations that no statement holds, when they are most of a report's."""
    said = Near.under(statements, lambda statement: statement.content)
    quoted = [q for q in quotations(text, paragraphs(text)) if text.count(" ", q.start, q.end) >= _SPOKEN]
    alone = [q for q in quoted if not said.over(Span(q.start, q.end))]
    if len(alone) > max(_FEW, len(quoted) // 2):
        what = f"{len(alone)} of {len(quoted)} quotations name nobody"
        yield Problem(report=report_id, stage="statements", what=what, detail=squeeze(text[alone[0].start : alone[0].start + 60]))


def _doubts(report_id: str, text: str) -> Iterator[Problem]:
    """What in the text makes its reading less sure."""
    lines = paragraphs(text)
    open_marks = [q for q in quotations(text, lines) if not q.closed]
    followed = {line.start for line, nxt in pairwise(lines) if text[nxt.start] in '“"'}
    for quote in open_marks:
        if quote.start not in followed:
            yield Problem(
                report=report_id,
                stage="statements",
                what="a quotation mark never closes",
                detail=squeeze(text[quote.start : quote.start + 60]),
            )
            break
    longest = max((len(part) for part in re.split(r"[.!?\n]", text)), default=0)
    if longest > _LONG_SENTENCE:
        yield Problem(report=report_id, stage="parse", what=f"a sentence of {longest} characters", detail="its statements are less sure")
    letters = sum(map(str.isalpha, text))
    foreign = 0 if text.isascii() else sum(c.isalpha() and not name_of(c, "").startswith("LATIN") for c in text if not c.isascii())
    if foreign > _FOREIGN * letters:
        yield Problem(report=report_id, stage="parse", what="is partly in another script", detail="that part is not read")
    if letters and sum(map(str.isupper, text)) > 0.7 * letters:
        yield Problem(report=report_id, stage="parse", what="is written in capitals", detail="names and sentences are less sure")
