"""Derived records as rows: kind, id, JSON."""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from onrecord.codec import to_json
from onrecord.model import Credit, Figure, Mention, Reading, Segment, Statement, Transfer, When, content_id


class Derived(StrEnum):
    """The kinds of derived records, as the ``derived`` table names them."""

    SEGMENT = "segment"
    CREDIT = "credit"
    STATEMENT = "statement"
    FIGURE = "figure"
    TIME = "time"
    MENTION = "mention"
    TRANSFER = "transfer"


Placed = Segment | Credit | Figure | When | Mention
_LETTERS = {Derived.SEGMENT: "g", Derived.CREDIT: "c", Derived.FIGURE: "f", Derived.TIME: "w", Derived.MENTION: "n"}


def record_id(kind: Derived, report: str, record: Placed | Statement | Transfer) -> str:
    """The id of a derived record: its own, or one made of its kind, report and place."""
    if isinstance(record, Statement | Transfer):
        return record.id
    label = getattr(record, "role", None) or getattr(record, "agency", "")
    return content_id(_LETTERS[kind], report, record.start, record.end, label)


def records_of(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(kind, id, JSON) of everything in a reading."""
    groups: tuple[tuple[Derived, tuple[Placed | Statement | Transfer, ...]], ...] = (
        (Derived.SEGMENT, reading.segments),
        (Derived.CREDIT, reading.credits),
        (Derived.STATEMENT, reading.statements),
        (Derived.FIGURE, reading.figures),
        (Derived.TIME, reading.times),
        (Derived.MENTION, reading.mentions),
        (Derived.TRANSFER, reading.transfers),
    )
    for kind, records in groups:
        for record in records:
            yield kind.value, record_id(kind, reading.report.id, record), to_json(record)


def of_report(db: sqlite3.Connection, report_id: str) -> dict[str, list[str]]:
    """Kind to the derived records of one report as JSON, in the order of the reading."""
    found: dict[str, list[str]] = {}
    rows = db.execute(
        "SELECT kind, record FROM derived WHERE report = (SELECT number FROM report WHERE id = ?) ORDER BY derived.number", (report_id,)
    )
    for kind, record in rows.fetchall():
        found.setdefault(kind, []).append(record)
    return found
