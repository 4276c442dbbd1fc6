"""A case keeps with which intake each report came, and when; a moment is found by its number, its day or as the last."""

import sqlite3
from pathlib import Path

import pytest

from onrecord.model import BadInput, Original, Report
from onrecord.store import CaseFile, intakes
from onrecord.store.schema import MIGRATIONS


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of three intakes, on three days: reports a and b, report c, report d."""
    path = tmp_path / "story.case"
    for day, names in (("03", "ab"), ("06", "c"), ("07", "d")):
        monkeypatch.setattr(intakes, "now", lambda day=day: f"2017-03-{day}T10:12:00Z")
        with CaseFile(path, create=True) as file:
            for name in names:
                keep(file, name)
    return path


def keep(file: CaseFile, name: str, *, data: str = "", stated: bool = False) -> bool:
    report = Report(id=f"r_{name}", original=f"sha256:{data or name}", path=f"{name}.txt", text=f"Report {name}.")
    with file.transaction():
        return file.put_report(Original(id=report.original, data=name.encode()), report, stated=stated, lines=(), longest=0)


def since(path: Path, asked: str) -> set[str]:
    with CaseFile(path, readonly=True) as file:
        return file.intakes.since(file.intakes.moment(asked))


def test_every_intake_is_listed_with_its_time_and_its_reports(path: Path) -> None:
    with CaseFile(path, readonly=True) as file:
        assert [(one.number, one.at[:10], one.reports) for one in file.intakes.listed()] == [
            (1, "2017-03-03", 2), (2, "2017-03-06", 1), (3, "2017-03-07", 1),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "came"),
    [
        ("last", "d"), ("intake:1", "cd"), ("intake:2", "d"), ("intake:3", ""), ("2017-03-06", "cd"), ("2017-03-07", "d"),
        ("2017-03-06T10:12:00Z", "cd"), ("2017-03-06T10:12:01Z", "d"), ("2017-03-06T12:12:00+02:00", "cd"),
        ("2017-03", "abcd"), ("2017", "abcd"), ("2018", ""),
    ],
)  # fmt: skip
def test_a_moment_parts_the_reports(path: Path, asked: str, came: str) -> None:
    assert since(path, asked) == {f"r_{name}" for name in came}


@pytest.mark.parametrize("asked", ["", "yesterday", "intake:0", "intake:4", "intake:", "XXXX-03-03", "../2017", "3"])
def test_what_names_no_moment_is_refused(path: Path, asked: str) -> None:
    with pytest.raises(BadInput):
        since(path, asked)


def test_an_add_that_brings_nothing_new_is_no_intake(path: Path) -> None:
    with CaseFile(path) as file:
        assert keep(file, "a") is False
        assert len(file.intakes.listed()) == 3


def test_one_opening_may_hold_several_intakes(path: Path) -> None:
    with CaseFile(path) as file:
        keep(file, "e")
        file.intakes.begin()
        keep(file, "f")
    assert since(path, "last") == {"r_f"}
    assert since(path, "intake:3") == {"r_e", "r_f"}


def test_an_intake_that_is_undone_leaves_no_trace(path: Path) -> None:
    with CaseFile(path) as file:
        with pytest.raises(sqlite3.IntegrityError), file.transaction():
            file.intakes.put(99, file.intakes.now())
        assert len(file.intakes.listed()) == 3
        assert keep(file, "e")
    assert since(path, "last") == {"r_e"}


def test_a_report_that_comes_again_with_its_outlet_is_not_new(path: Path) -> None:
    with CaseFile(path) as file:
        keep(file, "e")
        assert keep(file, "again", data="a", stated=True)
        assert not file.has_report("r_a")
    assert since(path, "intake:1") == {"r_c", "r_d", "r_e"}


def _as_before(path: Path) -> None:
    """Make a case one of the format before intakes were kept."""
    db = sqlite3.connect(path)
    before = [step.__name__ for step in MIGRATIONS].index("_when_reports_came_in")
    db.executescript(f"DROP TABLE taken_in; DROP TABLE intake; PRAGMA user_version = {before};")
    db.close()


def test_reports_of_an_older_case_came_before_all_others(path: Path) -> None:
    _as_before(path)
    with CaseFile(path) as file:
        with pytest.raises(BadInput, match="was not kept"):
            file.intakes.moment("last")
        keep(file, "e")
    assert since(path, "last") == since(path, "2000") == {"r_e"}


def test_an_older_case_that_may_only_be_read_tells_that_it_does_not_know(path: Path) -> None:
    _as_before(path)
    with pytest.raises(BadInput, match="was not kept"):
        since(path, "last")
