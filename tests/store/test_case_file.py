"""A case is one SQLite file: told from others, refused in clear words, never half written."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onrecord.model import BadInput, OnrecordError, Original, Refused, Report
from onrecord.store import CaseFile, case_file, is_case
from onrecord.store.schema import APPLICATION_ID, MIGRATIONS


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A case with one report in it."""
    path = tmp_path / "story.case"
    with CaseFile(path, create=True) as case:
        put(case, "1")
    return path


def put(case: CaseFile, number: str, size: int = 10) -> None:
    """Keep a report of ``size`` random bytes."""
    with case.transaction():
        original = Original(id=f"sha256:{number}", data=os.urandom(size))
        report = Report(id=f"r_{number}", original=original.id, path=f"{number}.txt", text=f"Report {number} on rockets.")
        case.put_report(original, report, stated=False, lines=(), longest=0)


def raw(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(sql).fetchall()


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user who may not write everywhere, also when the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A folder in which nobody may write, with a case in it."""
    folder = Path(tempfile.mkdtemp())
    with CaseFile(folder / "story.case", create=True) as case:
        put(case, "1")
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def test_other_programs_can_tell_a_case_by_its_ids(story: Path) -> None:
    assert raw(story, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert raw(story, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert story.read_bytes()[68:72] == b"onrc"
    assert is_case(story)


def test_a_closed_case_is_one_file(story: Path) -> None:
    assert [file.name for file in story.parent.iterdir()] == ["story.case"]


def test_a_case_can_be_copied_and_opened_elsewhere(story: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy #1 100%.case"
    copy.write_bytes(story.read_bytes())
    with CaseFile(copy, readonly=True) as case:
        assert case.report_count() == 1


def test_migrations_have_names_of_their_own() -> None:
    names = [migration.__name__ for migration in MIGRATIONS]
    assert "<lambda>" not in names
    assert len(set(names)) == len(names) > 0


def _adds_a_note(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE note (words TEXT)")
    db.execute("INSERT INTO note VALUES ('kept')")


def _breaks_off(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE half (words TEXT)")
    message = "the lights went out"
    raise KeyboardInterrupt(message)


def test_an_older_case_is_brought_up_to_date_once(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_file, "MIGRATIONS", (*MIGRATIONS, _adds_a_note))
    for _ in range(2):
        with CaseFile(story) as case:
            assert case.report_count() == 1
    assert raw(story, "SELECT words FROM note") == [("kept",)]
    assert raw(story, "PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]


def test_a_migration_that_breaks_off_leaves_nothing_behind_but_those_before_it(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_file, "MIGRATIONS", (*MIGRATIONS, _adds_a_note, _breaks_off))
    with pytest.raises(KeyboardInterrupt):
        CaseFile(story)
    assert raw(story, "PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]
    assert raw(story, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == [(0,)]
    assert raw(story, "SELECT count(*) FROM report") == [(1,)]


def test_a_making_that_broke_off_goes_on_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.case"
    with monkeypatch.context() as patch:
        patch.setattr(case_file, "MIGRATIONS", (_breaks_off,))
        with pytest.raises(KeyboardInterrupt):
            CaseFile(path, create=True)
    with CaseFile(path, create=True) as case:
        put(case, "1")
        assert case.report_count() == 1


def test_reading_only_never_migrates(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = story.read_bytes()
    monkeypatch.setattr(case_file, "MIGRATIONS", (*MIGRATIONS, _adds_a_note))
    with CaseFile(story, readonly=True) as case:
        assert case.report_count() == 1
    assert story.read_bytes() == before


@pytest.mark.parametrize("readonly", [True, False])
def test_a_case_of_a_newer_version_is_refused_and_unchanged(story: Path, *, readonly: bool) -> None:
    raw(story, "PRAGMA user_version = 99")
    before = story.read_bytes()
    with pytest.raises(BadInput, match=r"newer onrecord \(format 99.*pip install --upgrade"):
        CaseFile(story, readonly=readonly)
    assert story.read_bytes() == before


def _other_database(path: Path) -> None:
    raw(path, "CREATE TABLE recipe (words TEXT)")


def _damaged_header(path: Path) -> None:
    with CaseFile(path, create=True) as case:
        put(case, "1")
    path.write_bytes(path.read_bytes()[:50] + b"\xff" * 50 + path.read_bytes()[100:])


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text("Brenik denied it."),
        lambda path: path.write_bytes(os.urandom(8192)),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 84),
        _other_database,
        _damaged_header,
    ],
    ids=["text", "random", "stub", "other_database", "damaged_header"],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_case_is_refused_and_unchanged(tmp_path: Path, make: Callable[[Path], object], *, create: bool) -> None:
    path = tmp_path / "story.case"
    make(path)
    before = path.read_bytes()
    with pytest.raises(BadInput) as caught:
        CaseFile(path, create=create)
    assert caught.value.subject == str(path)
    assert "not an onrecord case" in caught.value.problem
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["story.case"]


@pytest.mark.parametrize(
    ("name", "create", "problem"),
    [
        ("gone.case", False, "no such case; make one with: onrecord add"),
        ("empty.case", False, "is not an onrecord case"),
        ("folder", False, "is a folder, not a case"),
        ("folder", True, "is a folder, not a case"),
        ("nowhere/story.case", True, "its folder does not exist; make the folder"),
    ],
)
def test_a_path_that_leads_to_no_case_is_refused_with_a_remedy(tmp_path: Path, name: str, problem: str, *, create: bool) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.case").touch()
    with pytest.raises(BadInput, match=problem):
        CaseFile(tmp_path / name, create=create)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.case", "folder"]


def test_an_empty_file_becomes_a_case_when_asked(tmp_path: Path) -> None:
    (tmp_path / "story.case").touch()
    with CaseFile(tmp_path / "story.case", create=True) as case:
        assert case.report_count() == 0


@pytest.mark.parametrize("data", [None, b"", b"Brenik", b"SQLite format 3\x00" + b"\x00" * 84])
def test_what_is_no_case_is_told_without_opening_it(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "x.case"
    if data is not None:
        path.write_bytes(data)
    assert not is_case(path)
    assert not is_case(tmp_path)


def test_a_damaged_case_is_refused_in_one_line_wherever_it_is_read(story: Path) -> None:
    with CaseFile(story) as case:
        for number in range(2, 30):
            put(case, str(number), 4000)
    data = bytearray(story.read_bytes())
    data[4096 * 5 :] = b"\xab" * (len(data) - 4096 * 5)
    story.write_bytes(data)
    reads: list[Callable[[CaseFile], object]] = [
        lambda case: list(case.reports()), lambda case: case.search("rockets", 5), lambda case: case.original("sha256:9"),
    ]  # fmt: skip
    for look in reads:
        with CaseFile(story, readonly=True) as case, pytest.raises(BadInput, match="damaged; name another file, or restore a copy"):
            look(case)
    with CaseFile(story, readonly=True) as case:
        assert case.damage() != []


def test_a_whole_case_shows_no_damage(story: Path) -> None:
    with CaseFile(story, readonly=True) as case:
        assert case.damage() == []


def test_a_change_that_fails_changes_nothing(story: Path) -> None:
    with CaseFile(story) as case:

        def change() -> None:
            with case.transaction():
                case.set("colour", "red")
                _ = 1 / 0

        with pytest.raises(ZeroDivisionError):
            change()
        assert case.setting("colour") is None
        put(case, "2")
        assert case.report_count() == 2


def test_a_full_disk_keeps_what_was_stored_and_says_so(story: Path) -> None:
    with CaseFile(story) as case:
        pages = case._db.execute("PRAGMA page_count").fetchone()[0]
        case._db.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(Refused, match="the disk is full; free some room and run the same command again"):
            put(case, "2", 200_000)
        assert [r.id for r in case.reports()] == ["r_1"]
        case._db.execute("PRAGMA max_page_count = 100000")
        put(case, "2", 200_000)
    with CaseFile(story, readonly=True) as case:
        assert case.report_count() == 2
        assert case.damage() == []


def test_no_case_is_made_in_a_folder_where_nobody_may_write(sealed: Path) -> None:
    with unprivileged(), pytest.raises(Refused, match="cannot be written here; choose a folder that you may write to"):
        CaseFile(sealed / "new.case", create=True)
    assert [file.name for file in sealed.iterdir()] == ["story.case"]


def test_a_case_in_a_read_only_folder_can_be_read_and_not_changed(sealed: Path) -> None:
    before = (sealed / "story.case").read_bytes()
    with unprivileged():
        with CaseFile(sealed / "story.case", readonly=True) as case:
            assert [r.id for r in case.reports()] == ["r_1"]
        with pytest.raises(Refused, match="cannot be written here"), CaseFile(sealed / "story.case") as case:
            put(case, "2")
    assert (sealed / "story.case").read_bytes() == before


def test_a_case_opened_for_reading_refuses_changes(story: Path) -> None:
    with CaseFile(story, readonly=True) as case, pytest.raises(OnrecordError, match="cannot be written"):
        put(case, "2")


COUNT = "import sys; from pathlib import Path; from onrecord.store import CaseFile; print(CaseFile(Path(sys.argv[1]), {}).report_count())"


@pytest.mark.parametrize("how", ["readonly=True", "create=False"])
def test_a_second_process_reads_while_one_writes(story: Path, how: str) -> None:
    def counted() -> str:
        return subprocess.run(
            [sys.executable, "-c", COUNT.format(how), str(story)], capture_output=True, text=True, check=True
        ).stdout.strip()

    with CaseFile(story) as case:
        with case.transaction():
            original = Original(id="sha256:2", data=b"2")
            report = Report(id="r_2", original=original.id, path="2.txt", text="Report 2")
            case.put_report(original, report, stated=False, lines=(), longest=0)
            assert counted() == "1"
        assert counted() == "2"


def test_a_second_writer_waits_and_then_is_told_why(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_file, "_BUSY_SECONDS", 0)
    with CaseFile(story) as one, CaseFile(story) as other:
        with one.transaction():
            one.set("colour", "red")
            with pytest.raises(Refused, match="another program is writing to it; wait"):
                put(other, "2")
        put(other, "2")
        assert one.report_count() == 2


def test_a_writer_that_dies_leaves_the_case_whole(story: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from onrecord.store import CaseFile\n"
        "case = CaseFile(Path(sys.argv[1]))\n"
        "case._db.execute('BEGIN IMMEDIATE'); case.set('colour', 'red'); os._exit(1)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(story)], check=False).returncode == 1
    with CaseFile(story) as case:
        assert case.setting("colour") is None
        assert case.report_count() == 1
        assert case.damage() == []
