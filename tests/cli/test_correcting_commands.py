"""The commands by which people overrule the machine, as typed: they say what was kept, refuse what makes no sense, and print JSON."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SALE = "Norria's Defence Minister Ilan Dorvek denied that the mill had sold 400 rockets to Belmar."
TEXTS = {"a.txt": f"{SALE} Petra Lurk, a lawyer, said that the papers were forged.", "b.txt": f"{SALE} More is to follow in the evening."}


@pytest.fixture
def case(tmp_path: Path, run: Callable[..., Any]) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("add", tmp_path / "story.case", *(tmp_path / name for name in TEXTS)).status == 0
    return tmp_path / "story.case"


def ids(run: Callable[..., Any], case: Path, speaker: str) -> list[str]:
    return [row["id"] for row in run("statements", case, "--speaker", speaker, "--json").rows]


def test_a_statement_is_edited_shown_and_taken_back(run: Callable[..., Any], case: Path) -> None:
    key = ids(run, case, "Dorvek")[0]
    done = run("edit", case, key[:10], "--speaker", "Petra Lurk", "--stance", "doubts", "--words", "the mill had sold", "--why", "she asks")
    assert done.status == 0
    assert "journal entry 1; corrected: Ilan Dorvek denies" in done.out
    shown = run("show", case, key).out
    for words in ("edited by", "she asks", "speaker: Ilan Dorvek", "the machine read", "denies → doubts"):
        assert words in shown
    (row,) = run("statements", case, "--stance", "doubts", "--json").rows
    assert (row["id"], row["speaker"]["name"], row["decided"][0]["why"]) == (key, "Petra Lurk", "she asks")
    assert run("undo", case, 1, "--why", "a slip").status == 0
    assert run("statements", case, "--stance", "doubts").out == "nothing to list\n"
    assert [row["state"] for row in run("journal", case, "--json").rows] == ["taken back by entry 2", ""]
    assert "taken back by entry 2" in run("journal", case).out


def test_rejecting_with_echoes_takes_out_every_copy(run: Callable[..., Any], case: Path) -> None:
    first, second = ids(run, case, "Dorvek")
    done = run("reject", case, first, "--why", "a caption", "--echoes")
    assert done.out.count("journal entry") == 2
    assert ids(run, case, "Dorvek") == []
    assert "REJECTED" in run("show", case, second).out
    assert run("check", case).status == 0


def test_the_review_asks_for_what_waits(run: Callable[..., Any], case: Path) -> None:
    waiting = [row["id"] for row in run("review", case, "--json").rows]
    key = ids(run, case, "Lurk")[0]
    assert key in waiting
    assert run("accept", case, key, "--why", "heard her").status == 0
    assert key not in [row["id"] for row in run("review", case, "--json").rows]
    run("flag", case, key, "--why", "or was it him?")
    first = run("review", case, "--json").rows[0]
    assert (first["id"], first["why"][0]) == (key, "flagged: or was it him?")
    assert "1 more: onrecord review" in run("review", case, "--most", 1).out


def test_links_and_notes(run: Callable[..., Any], case: Path) -> None:
    a, b = (row["id"] for row in run("reports", case, "--json").rows)
    assert run("detach", case, a, b, "--why", "both were there").status == 0
    assert len({row["origin"] for row in run("reports", case, "--json").rows}) == 2
    assert run("attach", case, b, a, "--kind", "republishes", "--why", "after all").status == 0
    assert len({row["origin"] for row in run("reports", case, "--json").rows}) == 1
    assert "attached it: after all" in run("chain", case, "--json").out
    assert run("note", case, a, "ask the desk").status == 0
    (written,) = run("show", case, a, "--json").rows[0]["written"]
    assert (written["entry"], written["what"], written["text"]) == (3, "note", "ask the desk")


def test_what_makes_no_sense_is_refused_in_one_line(run: Callable[..., Any], case: Path) -> None:
    key = ids(run, case, "Lurk")[0]
    for words in (
        ("edit", case, key, "--why", "x"),
        ("edit", case, key, "--words", "words that stand nowhere", "--why", "x"),
        ("edit", case, key, "--stance", "mutters", "--why", "x"),
        ("accept", case, key, "--why", " "),
        ("undo", case, 9, "--why", "x"),
        ("reject", case, "s_none", "--why", "x"),
    ):
        done = run(*words)
        assert (done.status, done.err.count("\n")) == (2, 1), words
    assert run("journal", case).out == "nothing to list\n"


def test_what_people_decided_goes_along_into_exports(run: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    import json

    key, gone = ids(run, case, "Lurk")[0], ids(run, case, "Dorvek")[1]
    run("edit", case, key, "--stance", "alleges", "--why", "she has no proof")
    run("reject", case, gone, "--why", "a caption")
    whole = json.loads(run("export", case, "--to", "json").out)
    held = {s["id"]: s for reading in whole["readings"] for s in reading["statements"]}
    assert gone not in held
    assert [(c["field"], c["now"]) for c in held[key]["decided"][0]["changes"]] == [("stance", "alleges")]
    assert [one["decision"] for one in whole["decisions"]] == ["edit_statement", "reject_statement"]
    assert whole["decisions"][1]["about"]["record"]["id"] == gone
    dossier = run("export", case, "--to", "markdown").out
    assert "Corrected by" in dossier
    assert "she has no proof" in dossier
    assert "because a caption" in dossier
    run("export", case, "--to", "csv", "--out", tmp_path / "tables")
    assert "she has no proof" in (tmp_path / "tables" / "statements.csv").read_text(encoding="utf-8-sig")
    assert "a caption" in (tmp_path / "tables" / "decisions.csv").read_text(encoding="utf-8-sig")
    notes = json.loads(run("export", case, "--to", "annotations").out)["first"]["items"]
    assert [one["creator"]["type"] for one in notes if "creator" in one] == ["Person"]
    page = run("export", case, "--to", "html").out
    assert "Corrected by" in page
