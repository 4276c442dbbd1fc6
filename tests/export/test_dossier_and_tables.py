"""Exports parse back into the rows that the readings hold, and run nothing in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codec import from_plain, to_plain
from onrecord.demo import STORY
from onrecord.export.dossier import dossier_json
from onrecord.export.tables import tables
from onrecord.model import Mention, MentionKind, Problem, Reading, Report, words_of

TABLES = {"reports", "statements", "figures", "times", "mentions", "credits", "transfers"}


@pytest.fixture(scope="module")
def readings(read: Callable[..., Reading]) -> list[Reading]:
    """Two demo reports, read, one of them with an astral character before it."""
    listed = []
    for name, outlet in (
        ("2017-03-03-brenik-ledger-explanation", "The Brenik Ledger"),
        ("2018-11-23-hourly-lantern-observation-service", None),
    ):
        text = STORY.joinpath("reports", f"{name}.txt").read_text(encoding="utf-8")
        listed.append(read(f"🚀 {text}", outlet=outlet, published=name[:10]))
    return listed


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_dossier_is_one_json_document_that_gives_the_readings_back(readings: list[Reading]) -> None:
    problems = [Problem(report="a.txt", stage="intake", what="is empty")]
    parsed = json.loads(b"".join(dossier_json(readings, problems, "abc123")))
    assert (parsed["onrecord"], parsed["lexicon"]) == (1, "abc123")
    assert [from_plain(Reading, plain) for plain in parsed["readings"]] == readings
    assert [from_plain(Problem, plain) for plain in parsed["problems"]] == problems


def test_an_empty_dossier_is_a_document_too() -> None:
    assert json.loads(b"".join(dossier_json([], [], ""))) == {"onrecord": 1, "lexicon": "", "readings": [], "problems": [], "decisions": []}


def test_a_dossier_comes_a_reading_at_a_time(readings: list[Reading]) -> None:
    pieces = list(dossier_json(iter(readings), [], ""))
    assert len(pieces) == len(readings) + 3


def test_a_dossier_keeps_every_character(readings: list[Reading]) -> None:
    parsed = json.loads(b"".join(dossier_json(readings, [], "")).decode("utf-8"))
    assert [plain["report"]["text"] for plain in parsed["readings"]] == [r.report.text for r in readings]


def test_there_is_a_table_for_each_kind_of_record(readings: list[Reading]) -> None:
    assert set(tables(readings)) == {f"{name}.csv" for name in TABLES}


@pytest.mark.parametrize("name", sorted(TABLES - {"reports"}))
def test_a_table_has_a_row_for_each_record(readings: list[Reading], name: str) -> None:
    found = rows(tables(readings)[f"{name}.csv"])
    expected = [(r.report.id, r.report.outlet or "", r.report.published or "") for r in readings for _ in getattr(r, name)]
    assert [(row["report"], row["outlet"], row["published"]) for row in found] == expected
    assert found


def test_the_reports_table_has_a_row_for_each_report(readings: list[Reading]) -> None:
    found = rows(tables(readings)["reports.csv"])
    assert [(row["report"], int(row["statements"]), int(row["problems"])) for row in found] == [
        (r.report.id, len(r.statements), len(r.problems)) for r in readings
    ]


@pytest.mark.parametrize("name", ["figures", "times", "mentions", "credits"])
def test_offsets_in_a_row_lead_to_its_words(readings: list[Reading], name: str) -> None:
    texts = {r.report.id: r.report.text for r in readings}
    for row in rows(tables(readings)[f"{name}.csv"]):
        assert " ".join(texts[row["report"]][int(row["start"]) : int(row["end"])].split()) == row["words"]


def test_a_statement_row_says_what_the_statement_says(readings: list[Reading]) -> None:
    found = {row["id"]: row for row in rows(tables(readings)["statements.csv"])}
    for reading in readings:
        for statement in reading.statements:
            row = found[statement.id]
            assert row["speaker"] == (statement.speaker.name if statement.speaker else "")
            assert (row["stance"], row["mode"]) == (statement.stance, statement.mode)
            assert row["content"] == " ".join(words_of(reading.report.text, statement.content).split())
            assert row["content_span"] == " ".join(f"{start}-{end}" for start, end in statement.content)


def test_a_transfer_row_says_what_the_transfer_says(readings: list[Reading]) -> None:
    found = {row["id"]: row for row in rows(tables(readings)["transfers.csv"])}
    transfers = [t for r in readings for t in r.transfers]
    assert transfers
    for transfer in transfers:
        row = found[transfer.id]
        assert (row["goods"], row["class"]) == (transfer.goods.name, transfer.goods.class_ or "")
        assert (row["recipient"], row["supplier"]) == (transfer.recipient or "", transfer.supplier or "")
        assert row["via"] == "; ".join(transfer.via)
        assert row["quantity_low"] == ("" if transfer.quantity is None or transfer.quantity.low is None else str(transfer.quantity.low))


def test_tables_of_nothing_have_their_columns() -> None:
    assert all(text.count("\n") == 1 and text.startswith("report,") for text in tables([]).values())


@pytest.mark.parametrize("name", ["=cmd()", "+1+1", "-2", "@sum", "\t=1", "\r=1"])
def test_a_cell_never_runs_as_a_formula(name: str) -> None:
    report = Report(id="r_1", original="", path=name, text="x")
    reading = Reading(report=report, mentions=(Mention(start=0, end=1, kind=MentionKind.PERSON, name=name),))
    assert rows(tables([reading])["mentions.csv"])[0]["name"] == "'" + name.replace("\r", "\n")
    assert rows(tables([reading])["reports.csv"])[0]["path"] == "'" + name.replace("\r", "\n")


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=30), st.text(max_size=20), st.none() | st.text(max_size=10))
def test_any_text_survives_both_ways_out(text: str, name: str, role: str | None) -> None:
    report = Report(id="r_1", original="", path='a,b\n"c".txt', text=text)
    reading = Reading(report=report, mentions=(Mention(start=0, end=1, kind=MentionKind.PERSON, name=name, role=role),))
    plain: Any = json.loads(b"".join(dossier_json([reading], [], "")))
    assert plain["readings"] == [to_plain(reading)]
    (row,) = csv.DictReader(io.StringIO(tables([reading])["mentions.csv"], newline=""))
    assert row["name"].removeprefix("'") == name.removeprefix("'").replace("\r\n", "\n").replace("\r", "\n")
    assert row["path"] == report.path
