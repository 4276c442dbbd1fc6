"""What the machine read of the reports in which people corrected something; ``derived`` then holds what stands."""

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.store.connection import has_table
from onrecord.store.derived import Derived

KINDS = (Derived.STATEMENT, Derived.TRANSFER)
"""The kinds of records that corrections change."""

Rows = Sequence[tuple[str, str, str]]
"""(kind, id, JSON) in the order of the reading."""

_MADE = """
CREATE TABLE as_read (                  -- what the machine read, of reports where people decided otherwise
    report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
    place INTEGER NOT NULL,             -- in the order of the reading, from 1; 0 says that the report is here, with no record
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    record TEXT NOT NULL,               -- JSON as in contract.md
    PRIMARY KEY (report, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX as_read_by_id ON as_read(id);
"""


def make(connection: sqlite3.Connection) -> None:
    """Make the table."""
    for statement in filter(str.strip, _MADE.split(";\n")):
        connection.execute(statement)


def forget(db: sqlite3.Connection, number: int) -> None:
    """Forget what the machine read of a report that is read anew."""
    db.execute("DELETE FROM as_read WHERE report = ?", (number,))


class AsRead:
    """The machine's own statements and transfers, whatever people made of them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Of an open case; one of a format without the table, opened for reading, stands as it was read."""
        self._db = db
        self._there = has_table(db, "as_read")

    def rows(self, report_id: str) -> Rows:
        """The statements and transfers of a report as the machine read them."""
        if not self._there:
            return self.standing(report_id)
        held = self._db.execute(
            "SELECT kind, as_read.id, record FROM as_read JOIN report ON number = report WHERE report.id = ? ORDER BY place", (report_id,)
        ).fetchall()
        return held[1:] if held else self.standing(report_id)

    def standing(self, report_id: str) -> Rows:
        """The statements and transfers of a report as they stand."""
        return self._db.execute(
            "SELECT kind, derived.id, record FROM derived JOIN report ON report.number = derived.report "
            "WHERE report.id = ? AND kind IN (?, ?) ORDER BY derived.number",
            (report_id, *(kind.value for kind in KINDS)),
        ).fetchall()

    def put(self, report_id: str, read: Rows, standing: Rows) -> bool:
        """Let ``standing`` stand in a report in place of what the machine ``read``; False when it stood so already."""
        if list(standing) == list(self.standing(report_id)):
            return False
        (number,) = self._db.execute("SELECT number FROM report WHERE id = ?", (report_id,)).fetchone()
        self._db.execute("DELETE FROM derived WHERE report = ? AND kind IN (?, ?)", (number, *(kind.value for kind in KINDS)))
        self._db.executemany("INSERT INTO derived (report, kind, id, record) VALUES (?, ?, ?, ?)", ((number, *row) for row in standing))
        forget(self._db, number)
        if list(standing) != list(read):
            self._db.executemany(
                "INSERT INTO as_read (report, place, kind, id, record) VALUES (?, ?, ?, ?, ?)",
                ((number, place, *row) for place, row in enumerate([("", "", ""), *read])),
            )
        return True

    def find(self, prefix: str) -> list[tuple[str, str]]:
        """(kind, id) of records that begin so and do not stand; at most 20."""
        if not self._there:
            return []
        rows = self._db.execute(
            "SELECT kind, id FROM as_read WHERE place > 0 AND substr(id, 1, length(?1)) = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM derived WHERE derived.id = as_read.id) LIMIT 20",
            (prefix,),
        )
        return rows.fetchall()

    def stands(self, record_id: str) -> bool:
        """Whether there is a derived record with this id, as things stand."""
        return self._db.execute("SELECT 1 FROM derived WHERE id = ?", (record_id,)).fetchone() is not None

    def record(self, record_id: str) -> tuple[str, str] | None:
        """(report id, JSON) of a record as the machine read it, of a report in which people corrected something; else None."""
        if not self._there:
            return None
        found: tuple[str, str] | None = self._db.execute(
            "SELECT report.id, record FROM as_read JOIN report ON number = report WHERE as_read.id = ?", (record_id,)
        ).fetchone()
        return found

    def reports_of(self, originals: Iterable[str]) -> dict[str, str]:
        """Original to a report that came as these bytes."""
        listed = list(dict.fromkeys(originals))
        marks = ", ".join("?" * len(listed))
        rows = self._db.execute(f"SELECT original, min(id) FROM report WHERE original IN ({marks}) GROUP BY 1", listed)  # noqa: S608
        return dict(rows.fetchall())

    def reports(self) -> list[str]:
        """The reports in which something does not stand as the machine read it."""
        if not self._there:
            return []
        return [row[0] for row in self._db.execute("SELECT DISTINCT report.id FROM as_read JOIN report ON number = report ORDER BY 1")]
