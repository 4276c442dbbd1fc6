"""Every lexicon row fires in its ``yes`` examples and in none of its ``no`` examples."""

import re
from collections.abc import Callable

import pytest

from onrecord.casework.reading import read_reports
from onrecord.language.parser import Parser
from onrecord.lexicon import load_lexicon
from onrecord.lexicon.load import TABLES
from onrecord.lexicon.patterns import pattern_rows
from onrecord.lexicon.rows import Row
from onrecord.model import Reading, Report
from onrecord.statements.stance import shifts

LEXICON = load_lexicon()
ROWS = [(table, row) for table in TABLES for row in LEXICON.rows(table)]
READ = frozenset(
    ("agency", "outlet", "state", "organization", "good", "unit", "verb_cue", "noun_cue", "adjective_cue", "adverb_cue", "phrase_cue",
     "idiom_cue", "transfer_frame", "transfer_role", "magnitude", "number_word", "fraction", "vague", "bound")
)  # fmt: skip
"""Tables whose rows are tried by reading the example; the others are patterns or plain words."""


@pytest.fixture(scope="module")
def readings(parser: Parser) -> dict[str, Reading]:
    """Each example of the tables in ``READ`` as a report of its own, read."""
    examples = sorted({text for table, row in ROWS if table in READ for text in (*row.yes, *row.no)})
    reports = [Report(id=f"r_{n}", original="", path=f"{n}.txt", text=text, published="2024-05-14") for n, text in enumerate(examples)]
    read = read_reports([(report, ()) for report in reports], LEXICON, parser, batch=256)
    return {reading.report.text: reading for reading in read}


def rules(reading: Reading) -> set[str]:
    """``table:row`` of everything a reading rests on."""
    traces = [r.trace for r in reading.statements] + [r.trace for r in reading.mentions] + [r.trace for r in reading.transfers]
    also = {rule for t in reading.transfers if t.trace for rule in re.findall(r"transfer_\w+:\w+", t.trace.note or "")}
    return also | {trace.rule.partition("/")[0] for trace in traces if trace}


def names_publisher(row: Row, reading: Reading, table: str) -> bool:
    name = getattr(row, "name", "")
    return f"{table}:{row.id}" in rules(reading) or any(c.agency == name for c in reading.credits)


def names_form(row: Row, text: str) -> bool:
    return any(named.row == row.id for _, found in LEXICON.names.find(text) for named in found)


def figure_units(reading: Reading) -> set[str | None]:
    return {f.unit for f in reading.figures}


def fires(table: str, row: Row, text: str, readings: dict[str, Reading]) -> bool:
    """Whether the row fires in ``text``; how, depends on its table."""
    words: tuple[str, ...] = tuple(getattr(row, "words", ())) + tuple(getattr(row, "female", ())) + tuple(getattr(row, "male", ()))
    if table in ("agency", "outlet"):
        return names_publisher(row, readings[text], table) or (text in row.yes and names_form(row, text))
    if table == "state":
        return f"state:{row.id}" in rules(readings[text]) or (text in row.yes and names_form(row, text))
    if table in ("segment_pattern", "credit_pattern"):
        pattern = next(pattern for r, pattern in pattern_rows(LEXICON, table) if r.id == row.id)
        found = pattern.match(text) if getattr(row, "whole_line", True) and table == "segment_pattern" else pattern.search(text)
        named = [g for g in found.groups() if g and LEXICON.names.lookup(g.split(" ")[0], "agency", "outlet")] if found else []
        named += [g for g in found.groups() if g and LEXICON.names.lookup(g, "agency", "outlet")] if found else []
        return bool(found) and (table == "segment_pattern" or bool(named))
    if table == "stance_shift":
        return any(bool(content.search(text)) for r, content, _ in shifts(LEXICON) if r.id == row.id)
    if table == "fraction":
        return "percent" in figure_units(readings[text])
    if table == "unit":
        return getattr(row, "name", "") in figure_units(readings[text])
    if table in ("magnitude", "number_word", "vague", "bound"):
        return bool(readings[text].figures)
    if table in READ:
        return f"{table}:{row.id}" in rules(readings[text])
    return any(word.lower() in text.lower() for word in words)


def _cases(pick: Callable[[Row], tuple[str, ...]], tables: frozenset[str] | None = None) -> list[object]:
    return [
        pytest.param(table, row, text, id=f"{table}-{row.id}-{n}")
        for table, row in ROWS
        if tables is None or table in tables
        for n, text in enumerate(pick(row))
    ]


@pytest.mark.parametrize(("table", "row", "text"), _cases(lambda row: row.yes))
def test_row_fires_in_its_yes_examples(table: str, row: Row, text: str, readings: dict[str, Reading]) -> None:
    assert fires(table, row, text, readings)


_TRIED_NO = READ - {"magnitude", "number_word", "vague", "bound"} | {"segment_pattern", "credit_pattern", "stance_shift"}


@pytest.mark.parametrize(("table", "row", "text"), _cases(lambda row: row.no, frozenset(_TRIED_NO)))
def test_row_stays_silent_in_its_no_examples(table: str, row: Row, text: str, readings: dict[str, Reading]) -> None:
    assert not fires(table, row, text, readings)


def test_every_row_says_why_it_stands_there() -> None:
    assert [f"{table}:{row.id}" for table, row in ROWS if not row.reason.strip()] == []


def test_every_row_of_goods_names_its_source() -> None:
    assert [row.id for row in LEXICON.rows("good") if not row.source.strip()] == []


def test_a_source_names_the_headings_of_the_public_lists() -> None:
    assert [r.id for r in LEXICON.rows("good") if r.ml and f"EU Common Military List, {r.ml}" not in r.source] == []
    assert [r.id for r in LEXICON.rows("good") if r.un and "UN Register of Conventional Arms" not in r.source] == []


def test_every_cue_pattern_and_frame_has_a_yes_example() -> None:
    wanted = (
        "verb_cue",
        "noun_cue",
        "adjective_cue",
        "adverb_cue",
        "phrase_cue",
        "idiom_cue",
        "stance_shift",
        "segment_pattern",
        "credit_pattern",
        "transfer_frame",
        "transfer_role",
    )
    assert [f"{table}:{row.id}" for table, row in ROWS if table in wanted and not row.yes] == []


def test_there_are_enough_agencies_and_outlets() -> None:
    assert len(LEXICON.rows("agency")) >= 60
    assert len(LEXICON.rows("outlet")) >= 150
