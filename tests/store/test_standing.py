"""What a case tells as a whole is kept under what it was made by, and never comes back changed, damaged or out of date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.model import BadInput
from onrecord.store import CaseFile
from onrecord.store.schema import MIGRATIONS

PARTS = {"claims": b'["a long list of claims"]', "actors": b"[[],[]]"}


@pytest.fixture
def file(tmp_path: Path, demo: Path) -> Iterator[CaseFile]:
    path = tmp_path / "copy.case"
    path.write_bytes(demo.read_bytes())
    with CaseFile(path) as opened:
        with opened.transaction():
            opened.standing.put("these readings", PARTS)
        yield opened


def test_a_part_comes_back_under_its_name_and_what_it_was_made_by_only(file: CaseFile) -> None:
    assert {name: file.standing.part(name, "these readings") for name in PARTS} == PARTS
    assert file.standing.part("claims", "other readings") is None
    assert file.standing.part("stories", "these readings") is None
    assert file.standing.holds("claims", "these readings")
    assert not file.standing.holds("claims", "other readings")


def test_what_is_made_anew_takes_the_place_of_what_was_kept(file: CaseFile) -> None:
    with file.transaction():
        file.standing.put("newer readings", {"claims": b"[]"})
    assert file.standing.part("claims", "newer readings") == b"[]"
    assert file.standing.part("claims", "these readings") is None


@pytest.mark.parametrize(
    "damage",
    [
        "packed = substr(packed, 1, length(packed) - 1)",
        "packed = (SELECT packed FROM standing WHERE part = 'actors')",
        "digest = zeroblob(32)",
        "digest = x''",
        "packed = x''",
        "made_by = 'these readings', packed = CAST('[]' AS BLOB)",
    ],
)
def test_what_is_damaged_is_not_read(file: CaseFile, damage: str) -> None:
    with closing(sqlite3.connect(file.path)) as db:
        db.execute(f"UPDATE standing SET {damage} WHERE part = 'claims'")  # noqa: S608 - our own words
        db.commit()
    assert file.standing.part("claims", "these readings") is None
    assert file.standing.part("actors", "these readings") == PARTS["actors"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE report SET title = 'another' WHERE number = 1",
        "DELETE FROM report WHERE number = 1",
        "UPDATE reading SET published = '2019' WHERE report = 1",
        "DELETE FROM reading WHERE report = 1",
        "INSERT OR REPLACE INTO reading VALUES (1, 'a newer reader', NULL)",
        "UPDATE derived SET record = record WHERE number = 1",
        "DELETE FROM derived WHERE number = 1",
        "INSERT INTO derived (report, kind, id, record) SELECT report, kind, 'x', record FROM derived WHERE number = 1",
        "INSERT OR REPLACE INTO setting VALUES ('rates', 'none')",
        "DELETE FROM setting",
    ],
)
def test_any_change_of_what_it_rests_on_forgets_it_whoever_makes_it(file: CaseFile, change: str) -> None:
    with closing(sqlite3.connect(file.path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        assert db.execute(change).rowcount
        db.commit()
    assert [file.standing.part(name, "these readings") for name in PARTS] == [None, None]


def _refused(file: CaseFile) -> None:
    file.set("rates", "none")
    raise BadInput("rates", "cannot be meant")


def test_a_change_that_is_not_made_after_all_forgets_nothing(file: CaseFile) -> None:
    with pytest.raises(BadInput), file.transaction():
        _refused(file)
    assert file.standing.part("claims", "these readings") == PARTS["claims"]


def test_a_number_tells_that_others_wrote(file: CaseFile) -> None:
    before = file.standing.others_wrote()
    with file.transaction():
        file.set("rates", "ours")
    assert file.standing.others_wrote() == before
    with CaseFile(file.path) as other, other.transaction():
        other.set("rates", "theirs")
    assert file.standing.others_wrote() != before


def test_an_older_case_keeps_nothing_while_it_may_only_be_read_and_everything_once_it_is_opened(tmp_path: Path, demo: Path) -> None:
    path = tmp_path / "older.case"
    path.write_bytes(demo.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'standing%'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TABLE standing")
        db.execute(f"PRAGMA user_version = {[step.__name__ for step in MIGRATIONS].index('_what_is_told_together')}")
        db.commit()
    with CaseFile(path, readonly=True) as older:
        assert not older.standing.can_keep
        assert older.standing.part("claims", "these readings") is None
        assert not older.standing.holds("claims", "these readings")
    with CaseFile(path) as newer:
        assert newer.standing.can_keep
        with newer.transaction():
            newer.standing.put("these readings", PARTS)
        with newer.transaction():
            newer.set("rates", "none")
        assert newer.standing.part("claims", "these readings") is None
