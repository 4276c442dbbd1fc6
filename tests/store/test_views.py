"""The views of a case say in any SQLite browser what the records say, in the words of the glossary."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.demo import STORY
from onrecord.model import Original, Reading, words_of
from onrecord.store import CaseFile

VIEWS = {"statements", "figures", "times", "names", "segments", "credits", "transfers"}


@pytest.fixture(scope="module")
def reading(read: Callable[..., Reading]) -> Reading:
    """A demo report, read, with astral characters before it so that a wrong offset shows."""
    text = STORY.joinpath("reports", "2017-03-03-brenik-ledger-explanation.txt").read_text(encoding="utf-8")
    return read(f"🚀🚀 {text}", published="2017-03-03", outlet="The Brenik Ledger")


@pytest.fixture
def db(tmp_path: Path, reading: Reading) -> Iterator[sqlite3.Connection]:
    """A case with that reading, as any SQLite program opens it."""
    path = tmp_path / "story.case"
    with CaseFile(path, create=True) as case, case.transaction():
        case.put_report(Original(id="", data=b""), reading.report, stated=True, lines=(), longest=0)
        case.put_reading(reading, "rules")
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def test_the_views_are_named_as_the_glossary_names_them(db: sqlite3.Connection) -> None:
    assert {row["name"] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")} == VIEWS


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_row_leads_to_its_report(db: sqlite3.Connection, reading: Reading, view: str) -> None:
    rows = db.execute(f"SELECT id, report, outlet FROM {view}").fetchall()  # noqa: S608 - our own names
    assert rows
    assert {(row["report"], row["outlet"]) for row in rows} == {(reading.report.id, "The Brenik Ledger")}
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("view", "field"), [("figures", "figures"), ("times", "times"), ("names", "mentions"), ("segments", "segments"), ("credits", "credits")]
)
def test_a_row_shows_the_exact_words(db: sqlite3.Connection, reading: Reading, view: str, field: str) -> None:
    rows = [row["words"] for row in db.execute(f"SELECT words FROM {view} ORDER BY rowid")]  # noqa: S608 - our own names
    assert sorted(rows) == sorted(reading.report.text[r.start : r.end] for r in getattr(reading, field))


def test_a_statement_row_says_who_said_what_how(db: sqlite3.Connection, reading: Reading) -> None:
    rows = {row["id"]: row for row in db.execute("SELECT * FROM statements")}
    assert set(rows) == {s.id for s in reading.statements}
    for statement in reading.statements:
        row, text = rows[statement.id], reading.report.text
        assert row["speaker_name"] == (statement.speaker.name if statement.speaker else None)
        assert (row["stance"], row["mode"], row["said_on"]) == (statement.stance, statement.mode, statement.said_on)
        assert (row["content"] or "") == words_of(text, statement.content)
        assert (row["cue"] or "") == words_of(text, statement.cue)


def test_a_figure_row_says_how_much(db: sqlite3.Connection, reading: Reading) -> None:
    rows = {(row["words"], row["low"], row["high"], row["bound"], row["unit"]) for row in db.execute("SELECT * FROM figures")}
    assert rows == {(reading.report.text[f.start : f.end], f.low, f.high, f.bound, f.unit) for f in reading.figures}


def test_a_transfer_row_says_what_moved(db: sqlite3.Connection, reading: Reading) -> None:
    rows = {row["id"]: row for row in db.execute("SELECT * FROM transfers")}
    assert rows
    for transfer in reading.transfers:
        row = rows[transfer.id]
        assert (row["goods_name"], row["goods_class"]) == (transfer.goods.name, transfer.goods.class_)
        assert (row["supplier"], row["recipient"]) == (transfer.supplier, transfer.recipient)
