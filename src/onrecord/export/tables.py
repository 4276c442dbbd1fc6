"""A case as CSV tables, one a kind of record."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.casework.method import Journaled
from onrecord.codec import to_plain
from onrecord.corrections.telling import decided_told
from onrecord.model import Reading, words_of

Cell = str | float | int | None
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it is written: its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def grids(readings: Sequence[Reading], decided: Iterable[Journaled] | None = None) -> dict[str, Grid]:
    """Name to table: reports, statements, figures, times, mentions, credits, transfers; and decisions, where ``decided`` is given.

    Each row has the report's id, path, outlet and day, and the exact words with their offsets; a decision's row is an entry of the
    journal, and ``state`` says what became of it where it does not hold.
    """
    found = {"reports": Grid(_REPORT, ([r.report.id, r.report.path, r.report.outlet, r.report.published, r.report.title, r.report.url,
                                        len(r.statements), len(r.problems)] for r in readings))}  # fmt: skip
    for name, columns in _COLUMNS.items():
        found[name] = Grid((*_LEAD, *columns), _rows(readings, name, tuple(columns.values())))
    if decided is not None:
        found["decisions"] = Grid(_DECISION, ([getattr(one, name) for name in _DECISION] for one in decided))
    return found


def _rows(readings: Sequence[Reading], name: str, columns: Sequence[Callable[[Reading, Any], Cell]]) -> Iterator[list[Cell]]:
    for reading in readings:
        for record in getattr(reading, name):
            yield [*_of(reading), *(get(reading, record) for get in columns)]


def tables(readings: Sequence[Reading], decided: Iterable[Journaled] | None = None) -> dict[str, str]:
    """File name to CSV text of each table; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    return {f"{name}.csv": csv_of(grid.columns, grid.rows) for name, grid in grids(readings, decided).items()}


_REPORT = ("report", "path", "outlet", "published", "title", "url", "statements", "problems")
_LEAD = ("report", "path", "outlet", "published")
_DECISION = ("entry", "at", "person", "decision", "what", "why", "state")


def _of(reading: Reading) -> list[Cell]:
    report = reading.report
    return [report.id, report.path, report.outlet, report.published]


def _field(*path: str) -> Callable[[Reading, Any], Cell]:
    def get(_reading: Reading, record: Any) -> Cell:
        for name in path:
            record = getattr(record, name, None)
        return _cell(record)

    return get


def _words(name: str) -> Callable[[Reading, Any], Cell]:
    return lambda reading, record: " ".join(words_of(reading.report.text, getattr(record, name)).split())


def _spans(name: str) -> Callable[[Reading, Any], Cell]:
    return lambda _reading, record: " ".join(f"{s}-{e}" for s, e in getattr(record, name))


def _placed(reading: Reading, record: Any) -> Cell:
    return " ".join(reading.report.text[record.start : record.end].split())


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(to_plain(value))


_PLACE: Mapping[str, Callable[[Reading, Any], Cell]] = {"words": _placed, "start": _field("start"), "end": _field("end")}
_COLUMNS: Mapping[str, Mapping[str, Callable[[Reading, Any], Cell]]] = {
    "statements": {
        "id": _field("id"), "speaker": _field("speaker", "name"), "role": _field("speaker", "role"),
        "anonymous": _field("speaker", "anonymous"), "stance": _field("stance"),
        "mode": _field("mode"), "hedged": _field("hedged"), "to": _field("to"), "via": _field("via"), "said_on": _field("said_on"),
        "within": _field("within"), "source": _words("source"), "cue": _words("cue"), "content": _words("content"),
        "content_span": _spans("content"), "rule": _field("trace", "rule"),
        "decided": lambda _reading, record: decided_told(record.decided) or None,
    },
    "figures": {**_PLACE, "low": _field("low"), "high": _field("high"), "bound": _field("bound"), "kind": _field("kind"),
                "unit": _field("unit"), "of": _field("of")},
    "times": {**_PLACE, "edtf": _field("edtf"), "basis": _field("basis")},
    "mentions": {**_PLACE, "kind": _field("kind"), "name": _field("name"), "role": _field("role")},
    "credits": {**_PLACE, "agency": _field("agency"), "kind": _field("kind")},
    "transfers": {
        "id": _field("id"), "goods": _field("goods", "name"), "class": _field("goods", "class_"),
        "caliber_mm": _field("goods", "caliber_mm"), "quantity_low": _field("quantity", "low"), "quantity_high": _field("quantity", "high"),
        "quantity_bound": _field("quantity", "bound"),
        "value_low": _field("value", "low"), "value_high": _field("value", "high"), "currency": _field("value", "currency"),
        "maker": _field("maker"), "supplier": _field("supplier"), "via": _field("via"), "recipient": _field("recipient"),
        "period": _field("period"), "intermediaries": _field("intermediaries"), "end_user_declared": _field("end_user_declared"),
        "end_user_alleged": _field("end_user_alleged"), "licence": _field("licence"), "status": _field("status"),
        "statements": _field("statements"),
    },
}  # fmt: skip


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV text; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: Cell) -> Cell:
    """No formula, and no carriage return: ``csv`` would write it bare, and readers take it for a row's end."""
    if not isinstance(cell, str):
        return cell
    return ("'" + cell if cell.startswith(_RISKY) else cell).replace("\r\n", "\n").replace("\r", "\n")
