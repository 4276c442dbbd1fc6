"""The brief tells what is new; lists in the terminal are narrowed by what pages narrow them by."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_the_brief_tells_what_is_new_and_every_line_opens(run: Run, grown: Path) -> None:
    shown, told = run("brief", grown, "--since", "last"), json.loads(run("brief", grown, "--since", "last", "--json").out)
    assert shown.status == 0
    assert told["heading"] in shown.out
    assert [intake["reports"] for intake in told["intakes"]] == [17, 5]
    for section in told["sections"]:
        assert section["title"].upper() in shown.out
        for line in section["lines"]:
            assert run("show", grown, line["id"][:8]).status == 0


def test_the_brief_without_a_moment_is_as_it_was(run: Run, grown: Path) -> None:
    assert json.loads(run("brief", grown, "--json").out).keys() == {"heading", "sections"}


@pytest.mark.parametrize("moment", ["lately", "intake:9", "-"])
def test_what_names_no_moment_is_one_clear_line(run: Run, grown: Path, moment: str) -> None:
    for command in ("brief", "reports", "statements"):
        ran = run(command, grown, "--since", moment)
        assert ran.status == 2
        assert ran.out == ""
        assert ran.err.count("\n") == 1


def test_reports_that_came_in_since_are_those_of_the_second_intake(run: Run, grown: Path) -> None:
    rows = run("reports", grown, "--since", "intake:1", "--json").rows
    assert [row["published"][:4] for row in rows] == ["2019"] * 5
    assert len(run("reports", grown, "--since", "2000", "--json").rows) == 22


def test_statements_of_one_origin(run: Run, grown: Path) -> None:
    every = run("statements", grown, "--json").rows
    norvane = [row for row in every if "Norvane" in row["origin"]]
    assert norvane
    assert run("statements", grown, "--origin", "norvane", "--json").rows == norvane
    one = norvane[0]["origin"]
    assert run("statements", grown, "--origin", one, "--json").rows == [row for row in every if row["origin"] == one]
    assert run("statements", grown, "--origin", "nobody's", "--json").rows == []


def test_what_narrows_goes_together(run: Run, grown: Path) -> None:
    reports = {row["id"]: row for row in run("reports", grown, "--json").rows}
    asked = ("--outlet", "the brenik ledger", "--from", "2017-03-06", "--to", "2017", "--stance", "denies")
    rows = run("statements", grown, *asked, "--json").rows
    wanted = [
        row for row in run("statements", grown, "--stance", "denies", "--json").rows
        if reports[row["report"]]["outlet"] == "The Brenik Ledger" and "2017-03-06" <= reports[row["report"]]["published"] < "2018"
    ]  # fmt: skip
    assert rows == wanted
    assert rows
    assert run("reports", grown, "--from", "last week").status == 2
