"""A narrow copy of what records are listed by, kept by triggers."""

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
_DROP = "BEGIN DELETE FROM listed WHERE number = OLD.number;"
_OUT = f"CREATE TRIGGER listed_out AFTER DELETE ON derived WHEN OLD.{_WANTED} {_DROP} END"
_OVER = f"CREATE TRIGGER listed_over AFTER UPDATE ON derived {_DROP} INSERT INTO listed SELECT {_columns('NEW')} WHERE NEW.{_WANTED}; END"


def make(connection: sqlite3.Connection) -> None:
    """Make and fill the table."""
    for statement in filter(str.strip, _NARROW.split(";\n")):
        connection.execute(statement)
    for trigger in (_IN, _OUT, _OVER):
        connection.execute(trigger)
    connection.execute(f"INSERT INTO listed SELECT {_columns('derived')} FROM derived WHERE {_WANTED}")  # noqa: S608 - our own words
