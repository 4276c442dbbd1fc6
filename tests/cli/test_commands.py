"""Every command, as a person or a script runs it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.invented import write

Run = Callable[..., Any]
"""``run`` of conftest.py; it returns status, ``out``, ``err`` and ``rows``."""


@pytest.fixture
def demo(run: Run, tmp_path: Path) -> Path:
    """The worked example's case."""
    assert run("demo", tmp_path / "demo.case").status == 0
    return tmp_path / "demo.case"


def one_line(ran: Any) -> str:
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("onrecord: ")
    return str(ran.err)


def test_the_demo_shows_the_brief_and_what_to_do_next(run: Run, tmp_path: Path) -> None:
    first = run("demo", tmp_path / "demo.case")
    assert "WHO ANSWERS, AND HOW" in first.out
    assert "Look closer:" in first.out
    assert run("demo", tmp_path / "demo.case").out == first.out


def test_the_demo_overwrites_nobodys_case(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    assert run("add", tmp_path / "own.case", tmp_path / "a.txt").status == 0
    assert "is a case of your own" in one_line(run("demo", tmp_path / "own.case"))
    assert "is not a case" in one_line(run("demo", tmp_path / "a.txt"))


@pytest.mark.parametrize("command", ["reports", "statements", "transfers", "timeline", "problems"])
def test_lists_are_tables_for_people_and_json_lines_for_programs(command: str, run: Run, demo: Path) -> None:
    shown, rows = run(command, demo), run(command, demo, "--json")
    assert shown.status == rows.status == 0
    assert rows.rows or command == "problems"
    assert shown.out.strip()


def test_every_id_of_the_brief_opens(run: Run, demo: Path) -> None:
    brief = json.loads(run("brief", demo, "--json").out)
    ids = {line["id"] for section in brief["sections"] for line in section["lines"]}
    assert len(ids) > 20
    for record in ids:
        shown = run("show", demo, record[:8])
        assert shown.status == 0, shown.err
        assert record in shown.out


def test_show_marks_the_words_and_gives_the_rule(run: Run, demo: Path) -> None:
    denial = run("statements", demo, "--stance", "denies", "--json").rows[0]
    shown = run("show", demo, denial["id"]).out
    assert "<denied>" in shown
    assert "rule verb_cue:deny" in shown
    assert "saying it is not so" in shown


def test_statements_can_be_narrowed(run: Run, demo: Path) -> None:
    rows = run("statements", demo, "--speaker", "rezhak", "--stance", "denies", "--json").rows
    assert rows
    assert {(row["stance"], row["speaker"]["name"]) for row in rows} == {("denies", "Anton Rezhak")}
    assert "no such stance" in one_line(run("statements", demo, "--stance", "lies"))


def test_search_finds_words_and_phrases(run: Run, demo: Path) -> None:
    assert "Marsano" in run("search", demo, "Marsano").out
    assert run("search", demo, "private trader", "--json").rows
    assert "no report holds" in run("search", demo, "xylophone").out


def test_check_is_quiet_about_a_whole_case(run: Run, demo: Path) -> None:
    checked = run("check", demo, "--json")
    found = json.loads(checked.out)
    assert (checked.status, found["ok"], found["reports"], found["anchors"]["broken"]) == (0, True, 22, 0)
    assert found["journal"] == {"entries": 1, "intact": True, "signatures": {"good": 0, "bad": 0}}


def test_check_fails_on_a_changed_original(run: Run, demo: Path) -> None:
    import sqlite3
    import zlib

    db = sqlite3.connect(demo)
    with db:
        db.execute("UPDATE original SET packed = ? WHERE id = (SELECT min(id) FROM original)", (zlib.compress(b"forged"),))
    db.close()
    checked = run("check", demo)
    assert checked.status == 1
    assert "its bytes are not the ones received" in checked.err
    assert "NOT whole" in checked.out


def test_export_gives_json_and_tables(run: Run, demo: Path, tmp_path: Path) -> None:
    dossier = json.loads(run("export", demo, "--to", "json").out)
    assert len(dossier["readings"]) == 22
    assert run("export", demo, "--to", "csv", "--out", tmp_path / "tables").status == 0
    assert (tmp_path / "tables" / "statements.csv").read_text(encoding="utf-8-sig").startswith("report,")
    assert "name a folder" in one_line(run("export", demo, "--to", "csv"))
    assert "no such format" in one_line(run("export", demo, "--to", "xls"))


def test_read_prints_one_reading_a_report(run: Run, tmp_path: Path) -> None:
    manifest = write(tmp_path / "few", 3)
    rows = run("read", *sorted(manifest.parent.glob("*.txt")), "--manifest", manifest, "--json").rows
    assert [row["report"]["path"].endswith(f"0000{n}.txt") for n, row in enumerate(rows)] == [True] * 3
    assert all(
        {"report", "segments", "credits", "statements", "figures", "times", "mentions", "transfers", "problems"} <= set(row) for row in rows
    )
    plain = run("read", manifest)
    assert "asserts" in plain.out


def test_options_name_what_no_manifest_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said on Monday that the bridge was safe.", encoding="utf-8")
    row = run("read", tmp_path / "a.txt", "--outlet", "Karsk Post", "--published", "2024-05-15", "--json").rows[0]
    assert (row["report"]["outlet"], row["report"]["published"]) == ("Karsk Post", "2024-05-15")
    assert row["times"][0]["edtf"] == "2024-05-13"
    assert "is not a date" in one_line(run("read", tmp_path / "a.txt", "--published", "May 15th"))


BAD_FILES = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)) * 20, "is binary"),
    "zeros.txt": (b"The mayor\x00\x00\x00 said\x00 it.", "is binary"),
    "picture.png": (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
    "bare.html": (b"<html><head><title>x</title></head><body><div></div></body></html>", "has no report text"),
    "line.txt": (b"word " * 1_000_000, "is too large for one report"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_clear_line_and_leaves_nothing(name: str, run: Run, tmp_path: Path) -> None:
    data, told = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    ran = run("add", tmp_path / "story.case", tmp_path / name)
    assert ran.status == 2
    assert [line for line in ran.err.splitlines() if name in line and told in line and ";" in line]
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def test_a_huge_file_is_refused_before_it_is_read(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "dump.txt").open("wb") as file:
        file.truncate(200_000_000)
    ran = run("add", tmp_path / "story.case", tmp_path / "dump.txt")
    assert (ran.status, "is too large for one report (200.0 MB" in ran.err) == (2, True)


def test_a_bad_file_among_good_ones_is_told_and_the_rest_is_taken_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    ran = run("add", tmp_path / "story.case", tmp_path / "bad.txt", tmp_path / "good.txt")
    assert ran.status == 1
    assert "bad.txt: is empty" in ran.err
    assert "1 new, 0 known before, 1 read, 1 refused" in ran.out
    assert run("problems", tmp_path / "story.case", "--json").rows[0]["what"] == "is empty"


def test_bad_rows_of_a_manifest_are_told_and_the_rest_is_taken_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    (tmp_path / "odd.txt").write_text("The guild said it was glad.", encoding="utf-8")
    rows = ['{"path": "gone.txt"}', '{"path": "odd.txt", "published": "last Tuesday"}', "not JSON", '{"path": "good.txt"}']
    (tmp_path / "manifest.jsonl").write_text("\n".join(rows), encoding="utf-8")
    ran = run("add", tmp_path / "story.case", tmp_path)
    assert ran.status == 1
    problems = run("problems", tmp_path / "story.case", "--json").out
    assert all(told in problems and told in ran.err for told in ("gone.txt is missing", "is not a date", "is not JSON"))
    assert len(run("reports", tmp_path / "story.case", "--json").rows) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief", "none.case"), "no such case"),
        (("brief", "text.txt"), "is not an onrecord case"),
        (("add", "text.txt", "text.txt"), "is not an onrecord case"),
        (("add", "story.case", "none.txt"), "no such file or folder"),
        (("add", "story.case", "folder"), "has no reports in it"),
        (("add", "story.case"), "no such case yet"),
        (("add", "none/story.case", "text.txt"), "its folder does not exist"),
        (("add", "story.case", "text.txt", "--lexicon", "text.txt"), "not TOML"),
        (("read", "none.txt"), "no such file or folder"),
        (("nosuch",), "No such command"),
        (("brief",), "Missing argument"),
        (("brief", "story.case", "--nope"), "No such option"),
    ],
)
def test_wrong_use_is_one_line_and_changes_nothing(
    words: tuple[str, ...], told: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    ran = run(*words)
    assert ran.status == 2
    assert told in one_line(ran)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_case_of_a_newer_onrecord_is_left_alone(run: Run, demo: Path) -> None:
    import sqlite3

    db = sqlite3.connect(demo)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = demo.read_bytes()
    assert "was made by a newer onrecord" in one_line(run("brief", demo))
    assert demo.read_bytes() == before


def test_without_words_the_help_is_shown(run: Run) -> None:
    ran = run()
    assert (ran.status, "brief" in ran.out) == (0, True)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("onrecord ")
