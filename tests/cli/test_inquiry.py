"""The commands of a joint inquiry, as a person runs them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.invented import write

Run = Callable[..., Any]


@pytest.fixture
def case(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of three reports whose inquiry has begun."""
    monkeypatch.setenv("ONRECORD_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("ONRECORD_PASSPHRASE", "correct horse")
    path = tmp_path / "story.case"
    run("add", path, write(tmp_path / "clippings", 3).parent)
    begun = run("inquiry", path, "init", "--party", "North", "--question", "Who sold the pumps?", "--name", "Ann")
    assert begun.out.startswith("inquiry ")
    return path


def test_status_tells_who_takes_part_and_what_waits(run: Run, case: Path) -> None:
    report = run("reports", case, "--json").rows[0]["id"]
    exhibit = run("inquiry", case, "exhibit", report).out.strip()
    finding = run("inquiry", case, "finding", "The pumps left.", "--exhibit", exhibit).out.strip()
    shown = run("inquiry", case, "status").out
    assert "Who sold the pumps?" in shown
    assert f"North: sign or dissent: The pumps left.  {finding}" in shown
    run("inquiry", case, "sign", finding)
    state = json.loads(run("inquiry", case, "status", "--json").out)
    assert [f["state"] for f in state["findings"]] == ["adopted"]


def test_the_matrix_counts_what_does_not_fit(run: Run, case: Path) -> None:
    report = run("reports", case, "--json").rows[0]["id"]
    exhibit = run("inquiry", case, "exhibit", report, "--words", "the first report").out.strip()
    sold = run("inquiry", case, "hypothesis", "The works sold them.").out.strip()
    run("inquiry", case, "hypothesis", "A trader sold them.")
    run("inquiry", case, "bear", exhibit, sold, "inconsistent", "--why", "It says otherwise.")
    shown = run("inquiry", case, "matrix").out
    assert "the first report" in shown
    assert json.loads(run("inquiry", case, "matrix", "--json").out)["inconsistency"][sold] == 1


def test_the_journal_is_listed_and_checked(run: Run, case: Path) -> None:
    run("inquiry", case, "hypothesis", "The works sold them.")
    assert [row["decision"] for row in run("inquiry", case, "journal", "--json").rows] == ["founds", "hypothesis"]
    assert [row["decision"] for row in run("inquiry", case, "journal", "--decision", "founds", "--json").rows] == ["founds"]
    checked = json.loads(run("check", case, "--json").out)
    assert checked["journal"] == {"entries": 2, "intact": True, "signatures": {"good": 2, "bad": 0}}


def test_a_bundle_goes_to_another_copy(run: Run, case: Path, tmp_path: Path) -> None:
    assert run("inquiry", case, "pack", "--out", tmp_path / "north.bundle").status == 0
    taken = run("inquiry", tmp_path / "other.case", "take", tmp_path / "north.bundle")
    assert taken.out == "1 new entries, 0 new reports\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bear", "x_1", "h_1", "perhaps"), "is no bearing"),
        (("sign", "f_none"), "fits no finding"),
        (("grade", "source", "The Ledger", "Q"), "is no grade of a source"),
        (("finding", "It is so.", "--exhibit", "x_none"), "fits no exhibit"),
        (("admit", "abcd"), "is not the beginning of one key"),
        (("take", "no.bundle"), "cannot be read"),
        (("init", "--party", "South", "--question", "?"), "has an inquiry already"),
        (("status", "--as", "North"), "No such option"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(words: tuple[str, ...], told: str, run: Run, case: Path) -> None:
    ran = run("inquiry", case, *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert told in ran.err


def test_a_wrong_passphrase_is_one_clear_line(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_PASSPHRASE", "wrong horse")
    ran = run("inquiry", case, "hypothesis", "The works sold them.")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "does not open the key" in ran.err
