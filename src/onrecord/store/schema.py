"""The tables of a case file and the migrations that make them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from onrecord.store import corrected, intakes, listed, standing

APPLICATION_ID = 0x6F6E7263
"""``onrc``, so that ``file`` and SQLite browsers can tell a case from another database."""

_KEPT = """
CREATE TABLE original (
    id TEXT PRIMARY KEY,                -- sha256:<hex> of the bytes as received
    size INTEGER NOT NULL,
    packed BLOB NOT NULL                -- the bytes, zlib-compressed
) STRICT;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    original TEXT NOT NULL REFERENCES original(id),
    path TEXT NOT NULL,
    outlet TEXT, published TEXT, title TEXT, url TEXT, lang TEXT,
    stated INTEGER NOT NULL,            -- 1 when a person or manifest named outlet or address
    text TEXT NOT NULL,
    longest INTEGER NOT NULL            -- digest of its longest paragraph: copies of one text share it
) STRICT;
CREATE INDEX report_by_original ON report(original);
CREATE INDEX report_by_outlet ON report(outlet);

CREATE TABLE line (                     -- short lines, to find those that an outlet repeats
    report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
    digest INTEGER NOT NULL,
    PRIMARY KEY (report, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_by_digest ON line(digest);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""

_DERIVED = """
CREATE TABLE reading (                  -- which readings are there, and what made them
    report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    published TEXT
) STRICT;

CREATE TABLE derived (                  -- everything the stages found; can be thrown away and made again
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    record TEXT NOT NULL                -- JSON as in contract.md
) STRICT;
CREATE INDEX derived_by_report ON derived(report, kind);
CREATE INDEX derived_by_id ON derived(id);
CREATE INDEX derived_by_kind ON derived(kind);

CREATE TABLE problem (
    report TEXT NOT NULL,               -- a report's id, or the path of what never became one
    stage TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY (report, stage, what)
) STRICT, WITHOUT ROWID;
"""

_JOURNAL = """
CREATE TABLE journal (                  -- decisions of people; grows at its end, and only there
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL, person TEXT NOT NULL, decision TEXT NOT NULL,
    about TEXT NOT NULL,                -- JSON
    previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TRIGGER journal_in_sequence BEFORE INSERT ON journal
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM journal)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1), '')
  OR EXISTS (SELECT 1 FROM journal WHERE hash = NEW.hash)  -- OR REPLACE would take the older entry away
BEGIN SELECT RAISE(ABORT, 'a journal entry goes after the last one'); END;
"""

_SEARCH = """
CREATE VIRTUAL TABLE words USING fts5(
    title, text, content='report', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER words_in AFTER INSERT ON report
BEGIN INSERT INTO words(rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text); END;
CREATE TRIGGER words_out AFTER DELETE ON report
BEGIN INSERT INTO words(words, rowid, title, text) VALUES ('delete', OLD.number, OLD.title, OLD.text); END;
CREATE TRIGGER words_over AFTER UPDATE OF title, text ON report
BEGIN
    INSERT INTO words(words, rowid, title, text) VALUES ('delete', OLD.number, OLD.title, OLD.text);
    INSERT INTO words(rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
END;
"""


def _words_under(field: str) -> str:
    """SQL for the words of a report's text under the spans that a record keeps in ``field``."""
    return (
        "(SELECT group_concat(substr(report.text, json_extract(s.value, '$[0]') + 1,"  # noqa: S608 - our own field names
        f" json_extract(s.value, '$[1]') - json_extract(s.value, '$[0]')), ' … ') FROM json_each(record, '$.{field}') AS s)"
    )


def _place_words() -> str:
    return "substr(report.text, json_extract(record, '$.start') + 1, json_extract(record, '$.end') - json_extract(record, '$.start'))"


def _view(name: str, kind: str, columns: str) -> str:
    return (
        f"CREATE VIEW {name} AS SELECT derived.id AS id, report.id AS report, report.outlet AS outlet, {columns} "  # noqa: S608 - our own words
        f"FROM derived JOIN report ON report.number = derived.report WHERE derived.kind = '{kind}';\n"
    )


def _fields(*names: str) -> str:
    return ", ".join(f"json_extract(record, '$.{name}') AS \"{name.replace('.', '_')}\"" for name in names)


_VIEWS = "".join(
    (
        _view(
            "statements",
            "statement",
            _fields("speaker.name", "speaker.role", "stance", "mode", "hedged", "said_on", "via", "within")
            + f", {_words_under('source')} AS source, {_words_under('cue')} AS cue, {_words_under('content')} AS content",
        ),
        _view("figures", "figure", f"{_place_words()} AS words, " + _fields("low", "high", "bound", "kind", "unit", "of")),
        _view("times", "time", f"{_place_words()} AS words, " + _fields("edtf", "basis")),
        _view("names", "mention", f"{_place_words()} AS words, " + _fields("kind", "name", "role", "actor")),
        _view("segments", "segment", f"{_fields('role')}, {_place_words()} AS words"),
        _view("credits", "credit", f"{_fields('agency', 'kind')}, {_place_words()} AS words"),
        _view(
            "transfers",
            "transfer",
            _fields("goods.name", "goods.class", "quantity.low", "quantity.high", "quantity.bound", "value.low", "value.high",
                    "value.currency", "maker", "supplier", "via", "recipient", "period"),
        ),
    )
)  # fmt: skip


_CHAIN = """
CREATE TABLE print (                    -- fingerprints by which reports that share a passage find each other
    report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
    codes BLOB NOT NULL                 -- 32 bits each, little-endian, sorted
) STRICT;

CREATE TABLE aligned (                  -- passages of two reports that were compared: five numbers each, 32 bits
    a INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
    places BLOB NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX aligned_by_other ON aligned(b);

CREATE TABLE chain (                    -- links and origins of the whole case
    made_by TEXT PRIMARY KEY,
    record TEXT NOT NULL                -- JSON as in contract.md
) STRICT;
"""

_FACTS = """
CREATE TABLE fact (                     -- figures and names by which a retelling is known again
    report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
    codes BLOB NOT NULL                 -- rows of four numbers: code, kind, weight, place; 32 bits each, little-endian
) STRICT;
"""


_INQUIRY = """
CREATE TABLE signed (                   -- the journal of a joint inquiry: entries of all its parties
    number INTEGER PRIMARY KEY,         -- in the order in which they came into this copy
    inquiry TEXT NOT NULL,              -- hash of the entry that founded it; empty in that entry
    chain TEXT NOT NULL,                -- the public key that signs; /private behind it when the entry stays in this copy
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL, party TEXT NOT NULL, person TEXT NOT NULL, decision TEXT NOT NULL,
    about TEXT NOT NULL,                -- JSON
    previous TEXT NOT NULL,
    seen TEXT NOT NULL,                 -- JSON: of each other chain the last entry known, as sequence:hash
    hash TEXT NOT NULL UNIQUE, signature TEXT NOT NULL,
    UNIQUE (chain, sequence)
) STRICT;
CREATE INDEX signed_founding ON signed(inquiry) WHERE inquiry = '';
CREATE INDEX signed_revoking ON signed(decision) WHERE decision = 'revokes';
CREATE TRIGGER signed_no_update BEFORE UPDATE ON signed
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER signed_no_delete BEFORE DELETE ON signed
BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE TRIGGER signed_in_sequence BEFORE INSERT ON signed
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM signed WHERE chain = NEW.chain)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM signed WHERE chain = NEW.chain ORDER BY sequence DESC LIMIT 1), '')
  OR EXISTS (SELECT 1 FROM signed WHERE hash = NEW.hash OR number = NEW.number)  -- OR REPLACE would take the older entry away
  OR (NEW.inquiry = '' AND EXISTS (SELECT 1 FROM signed WHERE inquiry = ''))
BEGIN SELECT RAISE(ABORT, 'a journal entry goes after the last one of its chain'); END;
"""


def _first_schema(connection: sqlite3.Connection) -> None:
    for script in (_KEPT, _DERIVED, _JOURNAL, _SEARCH, _VIEWS):
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _reporting_chain(connection: sqlite3.Connection) -> None:
    for statement in _statements(_CHAIN):
        connection.execute(statement)


def _facts_of_reports(connection: sqlite3.Connection) -> None:
    for statement in _statements(_FACTS):
        connection.execute(statement)


def _joint_inquiry(connection: sqlite3.Connection) -> None:
    for statement in _statements(_INQUIRY):
        connection.execute(statement)


def _narrow_lists(connection: sqlite3.Connection) -> None:
    listed.make(connection)


def _signed_by_decision(connection: sqlite3.Connection) -> None:
    """So that looking for one kind of decision costs as much as there are of it, however long the journal is."""
    connection.execute("CREATE INDEX signed_by_decision ON signed(decision, chain, sequence)")


def _what_was_read(connection: sqlite3.Connection) -> None:
    corrected.make(connection)


def _what_is_told_together(connection: sqlite3.Connection) -> None:
    standing.make(connection)


def _when_reports_came_in(connection: sqlite3.Connection) -> None:
    intakes.make(connection)


def _statements(script: str) -> list[str]:
    """The statements of a script; ``executescript`` would commit behind our back."""
    found, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _first_schema,
    _reporting_chain,
    _facts_of_reports,
    _joint_inquiry,
    _narrow_lists,
    _signed_by_decision,
    _what_was_read,
    _what_is_told_together,
    _when_reports_came_in,
)
"""Each takes a case from ``user_version`` n to n + 1, in one transaction. Never edit one that was released."""


def is_case(path: Path) -> bool:
    """Whether the file at ``path`` is an onrecord case; nothing is opened for writing."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and int.from_bytes(head[68:72], "big") == APPLICATION_ID
