"""What the reporting chain keeps in a case: fingerprints, passages of pairs, and the chain itself."""

import sqlite3
from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def prints(db: sqlite3.Connection) -> dict[str, bytes]:
    """The fingerprints of each report that has them, by report id."""
    return dict(db.execute("SELECT report.id, codes FROM print JOIN report ON report.number = print.report"))


def put_prints(db: sqlite3.Connection, made: Mapping[str, bytes]) -> None:
    """Keep the fingerprints of reports."""
    db.executemany("INSERT OR REPLACE INTO print SELECT number, ? FROM report WHERE id = ?", ((codes, one) for one, codes in made.items()))


def facts(db: sqlite3.Connection) -> dict[str, bytes]:
    """The facts of each report that has them, by report id."""
    return dict(db.execute("SELECT report.id, codes FROM fact JOIN report ON report.number = fact.report"))


def put_facts(db: sqlite3.Connection, made: Mapping[str, bytes]) -> None:
    """Keep the facts of reports."""
    db.executemany("INSERT OR REPLACE INTO fact SELECT number, ? FROM report WHERE id = ?", ((codes, one) for one, codes in made.items()))


def passages(db: sqlite3.Connection) -> dict[Pair, bytes]:
    """The passages of each pair that was aligned, by the ids of the two reports."""
    rows = db.execute(
        "SELECT one.id, other.id, places FROM aligned JOIN report one ON one.number = a JOIN report other ON other.number = b"
    )
    return {(a, b): places for a, b, places in rows}


def put_passages(db: sqlite3.Connection, made: Mapping[Pair, bytes]) -> None:
    """Keep the passages of pairs."""
    db.executemany(
        "INSERT OR REPLACE INTO aligned SELECT one.number, other.number, ? FROM report one, report other WHERE one.id = ? AND other.id = ?",
        ((places, a, b) for (a, b), places in made.items()),
    )


def forget(db: sqlite3.Connection, number: int) -> None:
    """Forget what was kept of a report that is read anew: which of its words count may have changed."""
    db.execute("DELETE FROM print WHERE report = ?", (number,))
    db.execute("DELETE FROM fact WHERE report = ?", (number,))
    db.execute("DELETE FROM aligned WHERE a = ?1 OR b = ?1", (number,))


def made(db: sqlite3.Connection, by: str) -> str | None:
    """The chain as JSON when it was made ``by`` just these readings and rules."""
    row = db.execute("SELECT record FROM chain WHERE made_by = ?", (by,)).fetchone()
    return str(row[0]) if row else None


def put(db: sqlite3.Connection, by: str, record: str) -> None:
    """Keep the chain in place of the one before."""
    db.execute("DELETE FROM chain")
    db.execute("INSERT INTO chain VALUES (?, ?)", (by, record))


def readings(db: sqlite3.Connection) -> Iterable[tuple[str, str]]:
    """(report id, what its reading was made by), by id."""
    return db.execute("SELECT report.id, fingerprint FROM reading JOIN report ON report.number = reading.report ORDER BY 1")
