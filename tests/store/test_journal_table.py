"""The journal grows at its end and only there; any change to it is found."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Entry
from onrecord.store import CaseFile, first_break
from onrecord.store.journal import hash_of

DECISIONS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("Klara Vesnik", "grade", {"report": "r_1", "grade": "B2"}),
    ("Dario Fenn", "finding", {"words": "“not one screw”"}),
    ("Klara Vesnik", "sign", {}),
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A case with three decisions in its journal."""
    path = tmp_path / "story.case"
    with CaseFile(path, create=True) as case, case.transaction():
        for person, decision, about in DECISIONS:
            case.decide(person, decision, about)
    return path


@pytest.fixture
def db(story: Path) -> Iterator[sqlite3.Connection]:
    """The case as any SQLite program opens it."""
    with closing(sqlite3.connect(story)) as connection:
        yield connection


def entries(story: Path) -> list[Entry]:
    with CaseFile(story, readonly=True) as case:
        return case.journal()


def test_decisions_come_back_in_the_order_they_were_made(story: Path) -> None:
    listed = entries(story)
    assert [(e.person, e.decision, dict(e.about)) for e in listed] == list(DECISIONS)
    assert [e.sequence for e in listed] == [1, 2, 3]
    assert all(e.at.endswith("Z") for e in listed)


def test_each_entry_is_chained_to_the_one_before(story: Path) -> None:
    first, second, third = entries(story)
    assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
    assert first_break(entries(story)) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET person = 'Nobody'",
        "UPDATE journal SET about = about WHERE sequence = 3",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE sequence = 3",
        "INSERT INTO journal SELECT 2, at, person, decision, about, previous, 'x' FROM journal WHERE sequence = 3",
        "INSERT INTO journal SELECT 9, at, person, decision, about, hash, 'x' FROM journal WHERE sequence = 3",
        "INSERT INTO journal SELECT 4, at, person, decision, about, previous, 'x' FROM journal WHERE sequence = 3",
        "INSERT INTO journal SELECT NULL, at, person, decision, about, '', 'x' FROM journal WHERE sequence = 3",
        "INSERT OR REPLACE INTO journal SELECT 3, at, 'Nobody', decision, about, previous, hash FROM journal WHERE sequence = 3",
        "INSERT OR IGNORE INTO journal SELECT 9, at, person, decision, about, hash, 'x' FROM journal WHERE sequence = 3",
        "REPLACE INTO journal SELECT 4, '', '', '', '{}', b.hash, a.hash FROM journal a, journal b WHERE a.sequence = 1 AND b.sequence = 3",
        "INSERT INTO journal SELECT * FROM journal WHERE sequence = 3 ON CONFLICT (sequence) DO UPDATE SET person = 'Nobody'",
    ],
)
def test_any_program_that_would_change_the_journal_is_refused(story: Path, db: sqlite3.Connection, sql: str) -> None:
    before = entries(story)
    with pytest.raises(sqlite3.IntegrityError, match="journal"):
        db.execute(sql)
    db.rollback()
    assert entries(story) == before


def test_any_program_may_append_the_next_entry(story: Path, db: sqlite3.Connection) -> None:
    last = entries(story)[-1]
    entry = Entry(sequence=4, at="2019-02-08T10:00:00Z", person="Fenn", decision="sign", about={}, previous=last.hash, hash="")
    db.execute("INSERT INTO journal VALUES (4, ?, 'Fenn', 'sign', '{}', ?, ?)", (entry.at, last.hash, hash_of(entry)))
    db.commit()
    assert first_break(entries(story)) is None


def test_the_words_of_a_decision_are_stored_as_json_that_others_can_read(db: sqlite3.Connection) -> None:
    rows = db.execute("SELECT about FROM journal ORDER BY sequence").fetchall()
    assert [json.loads(about) for (about,) in rows] == [about for _, _, about in DECISIONS]


def test_a_change_behind_the_triggers_is_found(story: Path, db: sqlite3.Connection) -> None:
    db.execute("DROP TRIGGER journal_no_update")
    db.execute("UPDATE journal SET person = 'Nobody' WHERE sequence = 2")
    db.commit()
    assert first_break(entries(story)) == 2


WORDS = st.text(max_size=8)
JOURNALS = st.lists(st.tuples(WORDS, WORDS, st.dictionaries(WORDS, WORDS | st.integers(0, 99), max_size=2)), min_size=1, max_size=5)


def chained(decisions: list[tuple[str, str, dict[str, object]]]) -> list[Entry]:
    """A good journal of these decisions."""
    listed: list[Entry] = []
    for number, (person, decision, about) in enumerate(decisions, 1):
        previous = listed[-1].hash if listed else ""
        entry = Entry(sequence=number, at="2019-02-08T10:00:00Z", person=person, decision=decision, about=about, previous=previous, hash="")
        listed.append(replace(entry, hash=hash_of(entry)))
    return listed


@given(JOURNALS)
def test_a_journal_as_it_was_made_has_no_break(decisions: list[tuple[str, str, dict[str, object]]]) -> None:
    assert first_break(chained(decisions)) is None


@given(JOURNALS, st.data())
def test_any_changed_field_is_found_at_its_entry(decisions: list[tuple[str, str, dict[str, object]]], data: st.DataObject) -> None:
    listed = chained(decisions)
    at = data.draw(st.integers(0, len(listed) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Entry)]))
    held = getattr(listed[at], name)
    other: Any = {**held, "added": 1} if isinstance(held, dict) else held + 1 if isinstance(held, int) else held + "x"
    tampered = [*listed[:at], replace(listed[at], **{name: other}), *listed[at + 1 :]]
    broken = first_break(tampered)
    assert broken in {listed[at].sequence, listed[at].sequence + 1}


@given(JOURNALS, st.data())
def test_an_entry_taken_out_before_the_last_is_found(decisions: list[tuple[str, str, dict[str, object]]], data: st.DataObject) -> None:
    listed = chained([*decisions, ("Fenn", "sign", {})])
    at = data.draw(st.integers(0, len(listed) - 2))
    assert first_break([*listed[:at], *listed[at + 1 :]]) is not None
