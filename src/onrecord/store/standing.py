"""What a case tells as a whole, kept in its file part by part; triggers forget it when anything changes that it rests on."""

import hashlib
import sqlite3
import zlib
from collections.abc import Mapping

from onrecord.store.connection import has_table

_MADE = """
CREATE TABLE IF NOT EXISTS standing (   -- what the reports tell together; can be thrown away and made again
    part TEXT PRIMARY KEY,
    made_by TEXT NOT NULL,              -- of which readings, decisions and rules it was made
    digest BLOB NOT NULL,               -- SHA-256 of the three others; what does not fit is never read
    packed BLOB NOT NULL                -- JSON, zlib-compressed
) STRICT
"""

_RESTS_ON = ("report", "reading", "derived", "setting")
_EVENTS = ("INSERT", "DELETE", "UPDATE")


def make(connection: sqlite3.Connection) -> None:
    """Make the table and the triggers that keep it from being out of date, whoever writes to the file."""
    connection.execute(_MADE)
    for table in _RESTS_ON:
        for event in _EVENTS:
            name = f"standing_after_{event.lower()}_{table}"
            connection.execute(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN DELETE FROM standing; END")  # noqa: S608 - our words


class Standing:
    """The parts that are kept, each under what it was made by."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Of an open case; one of a format without the table, opened for reading, keeps nothing."""
        self._db = db
        self.can_keep = has_table(db, "standing")

    def part(self, name: str, made_by: str) -> bytes | None:
        """A part when it was made ``made_by`` just that and is whole, else None."""
        if not self.can_keep:
            return None
        row = self._db.execute("SELECT digest, packed FROM standing WHERE part = ? AND made_by = ?", (name, made_by)).fetchone()
        if row is None or bytes(row[0]) != _digest(name, made_by, row[1]):
            return None
        try:
            return zlib.decompress(row[1])
        except zlib.error:
            return None

    def holds(self, name: str, made_by: str) -> bool:
        """Whether a part that was made ``made_by`` just that is kept; then nothing has changed that it rests on."""
        asked = "SELECT 1 FROM standing WHERE part = ? AND made_by = ?"
        return self.can_keep and self._db.execute(asked, (name, made_by)).fetchone() is not None

    def put(self, made_by: str, parts: Mapping[str, bytes]) -> None:
        """Keep parts in place of those of the same names. To be called inside a transaction."""
        for name, data in parts.items():
            packed = zlib.compress(data, 1)
            self._db.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?)", (name, made_by, _digest(name, made_by, packed), packed))

    def others_wrote(self) -> int:
        """A number that is another one once anybody else has changed the file."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])


def _digest(name: str, made_by: str, packed: bytes) -> bytes:
    return hashlib.sha256(b"\0".join((name.encode(), made_by.encode(), bytes(packed)))).digest()
