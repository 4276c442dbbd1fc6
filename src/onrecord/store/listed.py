"""A narrow copy of what records are listed by, kept by triggers, and the answers of a whole case, kept until what they rest on changes."""

import sqlite3

_NARROW = """
CREATE TABLE listed (                   -- by what the records of lists are narrowed and sorted; made of derived, by triggers
    number INTEGER PRIMARY KEY,         -- of the derived record
    report INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT,                         -- the stance of a statement, the kind of a figure or name
    term TEXT,                          -- the speaker, the name, or the time
    low REAL                            -- the least that a figure says
) STRICT;
CREATE INDEX listed_by_label ON listed(kind, label, report);
CREATE INDEX listed_by_term ON listed(kind, term, report);
CREATE INDEX listed_by_low ON listed(low, report) WHERE kind = 'figure';
CREATE INDEX derived_by_speaker ON derived(json_extract(record, '$.speaker.actor')) WHERE kind = 'statement';
"""

KINDS = ("statement", "figure", "time", "mention")
"""The kinds that have rows there."""


def _columns(row: str) -> str:
    def held(name: str) -> str:
        return f"json_extract({row}.record, '$.{name}')"

    return (
        f"{row}.number, {row}.report, {row}.kind, "
        f"CASE {row}.kind WHEN 'statement' THEN {held('stance')} WHEN 'time' THEN NULL ELSE {held('kind')} END, "
        f"CASE {row}.kind WHEN 'statement' THEN {held('speaker.name')} WHEN 'mention' THEN {held('name')} "
        f"WHEN 'time' THEN {held('edtf')} END, "
        f"CASE {row}.kind WHEN 'figure' THEN CAST({held('low')} AS REAL) END"
    )


_WANTED = "kind IN ({})".format(", ".join(f"'{kind}'" for kind in KINDS))
_IN = f"CREATE TRIGGER listed_in AFTER INSERT ON derived WHEN NEW.{_WANTED} BEGIN INSERT INTO listed SELECT {_columns('NEW')}; END"
_OUT = f"CREATE TRIGGER listed_out AFTER DELETE ON derived WHEN OLD.{_WANTED} BEGIN DELETE FROM listed WHERE number = OLD.number; END"
_OVER = (
    "CREATE TRIGGER listed_over AFTER UPDATE ON derived BEGIN DELETE FROM listed WHERE number = OLD.number; "
    f"INSERT INTO listed SELECT {_columns('NEW')} WHERE NEW.{_WANTED}; END"  # noqa: S608 - our own words
)

_WHOLE = """
CREATE TABLE whole (                    -- what the case tells as a whole, part by part; can be thrown away and made again
    part TEXT PRIMARY KEY,
    made_by TEXT NOT NULL,              -- digest of everything that it rests on
    packed BLOB NOT NULL                -- JSON, zlib-compressed
) STRICT;
"""


def make(connection: sqlite3.Connection) -> None:
    """Make and fill the tables."""
    for script in (_NARROW, _WHOLE):
        for statement in script.split(";\n"):
            if statement.strip():
                connection.execute(statement)
    for trigger in (_IN, _OUT, _OVER):
        connection.execute(trigger)
    connection.execute(f"INSERT INTO listed SELECT {_columns('derived')} FROM derived WHERE {_WANTED}")  # noqa: S608 - our own words


def kept(db: sqlite3.Connection, part: str, made_by: str) -> bytes | None:
    """A part of the whole, packed, when it was made by just that."""
    row = db.execute("SELECT packed FROM whole WHERE part = ? AND made_by = ?", (part, made_by)).fetchone()
    return bytes(row[0]) if row else None


def keep(db: sqlite3.Connection, part: str, made_by: str, packed: bytes) -> None:
    """Keep a part of the whole in place of an older one."""
    db.execute("INSERT OR REPLACE INTO whole VALUES (?, ?, ?)", (part, made_by, packed))
