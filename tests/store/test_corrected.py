"""What stands takes the place of what was read; what was read is kept, and comes back just as it was."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.casework.case import Case
from onrecord.casework.showing import show
from onrecord.model import Reading
from onrecord.store import CaseFile
from onrecord.store.corrected import Rows
from onrecord.store.schema import MIGRATIONS


@pytest.fixture
def file(tmp_path: Path, demo: Path) -> Iterator[CaseFile]:
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    with Case(copy) as case:
        yield case.file


def report_of(file: CaseFile) -> str:
    return next(r.id for r in file.reports() if len(file.as_read.rows(r.id)) > 3)


def without_first(rows: Rows) -> Rows:
    return [(rows[1][0], rows[1][1], rows[1][2].replace('"hedged":false', '"hedged":true')), *rows[2:]]


def test_nothing_is_kept_twice_while_all_stands_as_it_was_read(file: CaseFile) -> None:
    report = report_of(file)
    rows = file.as_read.rows(report)
    with file.transaction():
        assert not file.as_read.put(report, rows, rows)
    assert file.as_read.reports() == []
    assert file._db.execute("SELECT count(*) FROM as_read").fetchone() == (0,)


def test_what_was_read_is_kept_beside_what_stands_and_comes_back(file: CaseFile) -> None:
    report = report_of(file)
    read = file.as_read.rows(report)
    stands = without_first(read)
    with file.transaction():
        assert file.as_read.put(report, read, stands)
    assert file.as_read.standing(report) == stands
    assert file.as_read.rows(report) == read
    assert file.as_read.reports() == [report]
    with file.transaction():
        assert file.as_read.put(report, read, read)
    assert file.as_read.standing(report) == read
    assert file.as_read.reports() == []


def test_a_record_that_no_longer_stands_is_found_by_its_id(file: CaseFile) -> None:
    report = report_of(file)
    read = file.as_read.rows(report)
    kind, key, json = read[0]
    assert file.as_read.find(key[:8]) == []
    with file.transaction():
        file.as_read.put(report, read, without_first(read))
    assert file.as_read.find(key[:8]) == [(kind, key)]
    assert file.as_read.record(key) == (report, json)
    assert file.find(key) == []
    assert file.as_read.find("%") == []


def test_lists_and_views_show_what_stands(file: CaseFile) -> None:
    report = report_of(file)
    read = file.as_read.rows(report)
    with file.transaction():
        file.as_read.put(report, read, without_first(read))
    ids = [row[0] for row in file._db.execute("SELECT id FROM statements WHERE report = ?", (report,))]
    assert read[0][1] not in ids
    assert file._db.execute("SELECT hedged FROM statements WHERE id = ?", (read[1][1],)).fetchone() == (1,)
    listed = {row[0] for row in file._db.execute("SELECT number FROM listed WHERE kind = 'statement'")}
    assert listed == {row[0] for row in file._db.execute("SELECT number FROM derived WHERE kind = 'statement'")}


def test_what_was_read_goes_when_its_report_is_read_anew(file: CaseFile) -> None:
    report = report_of(file)
    read = file.as_read.rows(report)
    with file.transaction():
        file.as_read.put(report, read, without_first(read))
        file.put_reading(Reading(report=file.report(report)), "a newer reader")
    assert file.as_read.rows(report) == []
    assert file.as_read.reports() == []


def test_a_report_of_which_the_machine_reads_nothing_is_told_from_one_that_nobody_corrected(file: CaseFile) -> None:
    report = report_of(file)
    stands = file.as_read.rows(report)[:1]
    with file.transaction():
        file.as_read.put(report, [], stands)
    assert file.as_read.rows(report) == []
    assert file.as_read.standing(report) == stands
    assert file.as_read.find("") == []


def test_an_older_case_that_may_only_be_read_stands_as_it_was_read(tmp_path: Path, demo: Path) -> None:
    copy = tmp_path / "older.case"
    copy.write_bytes(demo.read_bytes())
    db = sqlite3.connect(copy)
    db.execute("DROP TABLE as_read")
    db.execute(f"PRAGMA user_version = {[step.__name__ for step in MIGRATIONS].index('_what_was_read')}")
    db.commit()
    db.close()
    with Case(copy, readonly=True) as case:
        report = report_of(case.file)
        assert case.file.as_read.rows(report) == case.file.as_read.standing(report)
        assert case.file.as_read.reports() == []
        assert show(case, case.file.as_read.rows(report)[0][1]).rejected is False
    with Case(copy) as case:
        assert case.file.as_read.reports() == []
        assert case.file._db.execute("SELECT count(*) FROM as_read").fetchone() == (0,)
