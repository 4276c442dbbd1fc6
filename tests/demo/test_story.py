"""The worked example, kept whole: what its screens say, word for word.

``just bless`` writes the golden files anew and shows what changed.
"""

import difflib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.casework.case import Case
from onrecord.casework.listing import brief_of_case, report_rows, statement_rows, timeline_rows, transfer_rows
from onrecord.casework.worked_example import build
from onrecord.cli import render
from onrecord.model import Role

GOLDEN = Path(__file__).parent / "golden"
BLESS = bool(os.environ.get("ONRECORD_BLESS"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The demo case, built once."""
    with build(tmp_path_factory.mktemp("demo") / "demo.case") as built:
        yield built


def brief(case: Case) -> str:
    out = io.StringIO()
    render.brief(brief_of_case(case), "demo.case", Console(file=out, width=120, color_system=None))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _rows(list_rows: Callable[[Case], Iterator[object]], *columns: str) -> Callable[[Case], str]:
    def text(case: Case) -> str:
        return "".join(" | ".join(row.cells.get(c, "") for c in columns) + "\n" for row in list_rows(case))  # type: ignore[attr-defined]

    return text


SCREENS: dict[str, Callable[[Case], str]] = {
    "brief": brief,
    "reports": _rows(report_rows, "published", "outlet", "origin", "statements", "path"),
    "statements": _rows(statement_rows, "said", "speaker", "stance", "words"),
    "transfers": _rows(transfer_rows, "goods", "quantity", "value", "supplier", "via", "recipient", "period", "origins"),
    "timeline": _rows(timeline_rows, "when", "kind", "actors", "what"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_says_what_it_said(name: str, case: Case) -> None:
    path, now = GOLDEN / f"{name}.txt", SCREENS[name](case)
    if BLESS:
        path.write_text(now, encoding="utf-8")
    held = path.read_text(encoding="utf-8")
    changed = "\n".join(difflib.unified_diff(held.splitlines(), now.splitlines(), "blessed", "now", lineterm="", n=1))
    assert held == now, f"{changed}\n\njust bless, when this is meant"


def test_the_story_is_as_large_as_it_promises(case: Case) -> None:
    reports = case.reports()
    agencies = {credit.agency for reading in case.readings() for credit in reading.credits} & {"Norvane", "Kestag"}
    assert len(reports) >= 14
    assert len({r.outlet for r in reports}) >= 8
    assert len(agencies) == 2
    assert {(r.published or "")[:4] for r in reports} >= {"2017", "2018", "2019"}


def test_a_day_that_nothing_tells_stays_unknown(case: Case) -> None:
    undated = [r for r in case.reports() if (r.published or "").startswith("XXXX")]
    assert [(r.outlet, r.published) for r in undated] == [("The Selvaro Tide", "XXXX-03-03")]


def test_no_statement_stands_in_a_promo_or_a_disclaimer(case: Case) -> None:
    spoken = {Role.HEADLINE, Role.BODY, Role.CAPTION, Role.CORRECTION}
    for reading in case.readings():
        silent = [s for s in reading.segments if s.role not in spoken]
        for statement in reading.statements:
            assert not any(s.start < c.end and c.start < s.end for s in silent for c in statement.content)


def test_the_denial_the_open_door_and_the_partial_admission_are_on_record(case: Case) -> None:
    held = {(s.speaker.name, s.stance.value) for _, s in case.statements() if s.speaker}
    assert {("Anton Rezhak", "denies"), ("Anton Rezhak", "leaves_open"), ("Anton Rezhak", "acknowledges")} <= held
