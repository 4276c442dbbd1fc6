"""A connection to SQLite whose complaints are worded as ours."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Self

from onrecord.model import BadInput, Refused


def worded(error: sqlite3.Error, path: str) -> Exception:
    """What SQLite complains of as Refused (the system) or BadInput (the file); ``error`` itself when it is neither."""
    said = str(error)
    for words, problem, remedy in _SYSTEM:
        if isinstance(error, sqlite3.OperationalError) and words in said:
            return Refused(path, problem, remedy)
    if isinstance(error, sqlite3.DatabaseError) and ("not a database" in said or "malformed" in said):
        return BadInput(path, "is not an onrecord case, or is damaged", "name another file, or restore a copy")
    return error


_SYSTEM = (
    ("full", "the disk is full", "free some room and run the same command again; nothing is lost"),
    ("readonly", "cannot be written here", "choose a folder that you may write to"),
    ("unable to open", "cannot be written here", "choose a folder that you may write to"),
    ("locked", "another program is writing to it", "wait for it to finish and try again"),
    ("no such table", "was made by an older onrecord", "bring it up to date: onrecord add and the case's name"),
    ("disk I/O", "the disk refuses to read or write", "check its room and health, then run the command again"),
)


class Connection(sqlite3.Connection):
    """A connection that knows which case it is; every cursor of it words its errors."""

    path = ""

    def execute(self, *given: Any) -> "Cursor":
        """As SQLite's."""
        return self.cursor(Cursor).execute(*given)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> "Cursor":
        """As SQLite's."""
        return self.cursor(Cursor).executemany(sql, rows)


class Cursor(sqlite3.Cursor):
    """A cursor whose errors are worded."""

    def _worded(self, error: sqlite3.Error) -> Exception:
        return worded(error, getattr(self.connection, "path", ""))

    def execute(self, *given: Any) -> Self:
        """As SQLite's."""
        try:
            return super().execute(*given)
        except sqlite3.Error as error:
            raise self._worded(error) from None

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Self:
        """As SQLite's."""
        try:
            return super().executemany(sql, rows)
        except sqlite3.Error as error:
            raise self._worded(error) from None

    def fetchone(self) -> Any:
        """As SQLite's."""
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise self._worded(error) from None

    def fetchall(self) -> list[Any]:
        """As SQLite's."""
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise self._worded(error) from None

    def __next__(self) -> Any:
        """As SQLite's."""
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise self._worded(error) from None


def connect(uri: str, path: str, *, busy_seconds: float) -> Connection:
    """A connection without implicit transactions. Raises Refused or BadInput."""
    try:
        made: Connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None, factory=Connection)
    except sqlite3.Error as error:
        raise worded(error, path) from None
    made.path = path
    return made


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Whether a case has a table; one of an older format that was opened for reading may not."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def damage(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own check finds wrong; empty when nothing."""
    try:
        return [str(row[0]) for row in db.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    except BadInput as error:
        return [error.problem]
