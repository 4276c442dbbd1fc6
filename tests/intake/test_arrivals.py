"""Files, folders and manifests: what comes in, in which order, and what is said of it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.intake.arrivals import Arrival, Said, arrivals
from onrecord.intake.reports import TakenIn, take_in
from onrecord.model import BadInput

LEDGER = {"path": "a.txt", "outlet": "The Brenik Ledger", "published": "2017-03-03", "url": "https://brenikledger.example/1", "title": "T"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports and a picture."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.txt").write_text("Morvask asked again, the ministry said.")
    (tmp_path / "a.txt").write_text("Brenik denied it, the ministry said.")
    (tmp_path / "deep" / "c.md").write_text("# Zavrin\n\nOrlava declined to comment on the matter.")
    (tmp_path / "ship.png").write_bytes(b"\x89PNG")
    return tmp_path


def names(listed: list[Arrival]) -> list[str]:
    return [one.file.name for one in listed]


def only(listed: list[Arrival]) -> TakenIn:
    (one,) = listed
    return take_in(one)


def refusal(one: Arrival) -> BadInput:
    with pytest.raises(BadInput) as caught:
        take_in(one)
    return caught.value


def test_a_folder_gives_its_readable_files_in_a_fixed_order(folder: Path) -> None:
    assert names(list(arrivals([folder]))) == ["a.txt", "b.txt", "c.md"]


def test_a_file_named_twice_comes_once(folder: Path) -> None:
    assert names(list(arrivals([folder / "a.txt", folder, folder / "deep" / ".." / "a.txt"]))) == ["a.txt", "b.txt", "c.md"]


@pytest.mark.parametrize("direct", [True, False])
def test_a_manifest_in_json_lines_says_what_is_known(folder: Path, *, direct: bool) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text(json.dumps(LEDGER) + "\n\n")
    report = only(list(arrivals([manifest if direct else folder]))).report
    assert (report.outlet, report.published, report.url, report.title) == ("The Brenik Ledger", "2017-03-03", LEDGER["url"], "T")
    assert report.path == "a.txt"


@pytest.mark.parametrize("direct", [True, False])
def test_a_manifest_in_csv_says_the_same(folder: Path, *, direct: bool) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text("path,outlet,published\na.txt,The Brenik Ledger,2017-03-03\nb.txt,,\n", encoding="utf-8-sig")
    first, second = (take_in(one).report for one in arrivals([manifest if direct else folder]))
    assert (first.outlet, first.published) == ("The Brenik Ledger", "2017-03-03")
    assert (second.outlet, second.published) == (None, None)


def test_a_manifest_beside_the_files_speaks_only_of_files_that_are_given(folder: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "elsewhere.jsonl"
    manifest.write_text(json.dumps(LEDGER) + "\n" + json.dumps({"path": "b.txt", "outlet": "Morvask Clarion"}))
    report = only(list(arrivals([folder / "a.txt"], manifest=manifest))).report
    assert report.outlet == "The Brenik Ledger"


def test_a_manifest_of_another_folder_knows_a_file_by_its_name(folder: Path) -> None:
    (folder / "notes").mkdir()
    manifest = folder / "notes" / "known.jsonl"
    manifest.write_text(json.dumps(LEDGER))
    taken = only(list(arrivals([folder / "a.txt"], manifest=manifest)))
    assert taken.report.outlet == "The Brenik Ledger"
    assert taken.problems == ()


def test_options_speak_where_the_manifest_is_silent(folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text('{"path": "a.txt", "outlet": "The Brenik Ledger"}')
    report = only(list(arrivals([manifest], said=Said(outlet="Radio Lanto", published="2017-03-05")))).report
    assert (report.outlet, report.published) == ("The Brenik Ledger", "2017-03-05")


def test_nothing_said_leaves_outlet_and_day_unknown(folder: Path) -> None:
    report = only(list(arrivals([folder / "a.txt"]))).report
    assert (report.outlet, report.published, report.url) == (None, None, None)


def test_a_row_whose_file_is_missing_is_refused_and_the_rest_comes_in(folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text('{"path": "gone.txt"}\n{"path": "a.txt"}')
    gone, there = arrivals([manifest])
    error = refusal(gone)
    assert error.subject == f"{manifest} row 1"
    assert "gone.txt is missing" in error.problem
    assert error.remedy
    assert take_in(there).problems == ()


def test_a_nonsense_date_is_recorded_and_the_day_stays_unknown(folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text('{"path": "a.txt", "published": "last week", "outlet": "The Brenik Ledger"}')
    taken = only(list(arrivals([manifest])))
    assert (taken.report.published, taken.report.outlet) == (None, "The Brenik Ledger")
    (problem,) = taken.problems
    assert "'last week' is not a date" in problem.what
    assert f"{manifest} row 1" in problem.detail


@pytest.mark.parametrize(
    "line",
    ["not JSON", "[1, 2]", '"a.txt"', "{}", '{"path": "  "}', '{"path": null}', '{"path": "a.txt"', "[" * 100_000, "1" * 5000,
     '{"path": "a\\ud800.txt"}'],
    ids=lambda line: line[:16],
)  # fmt: skip
def test_a_malformed_row_is_refused_by_its_number_and_the_manifest_is_no_report(folder: Path, line: str) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text('{"path": "a.txt"}\n' + line)
    good, bad = arrivals([manifest])
    assert take_in(good).report.path == "a.txt"
    assert refusal(bad).subject == f"{manifest} row 2"
    assert refusal(bad).remedy


def test_a_malformed_row_of_a_manifest_beside_the_files_is_refused_too(folder: Path) -> None:
    manifest = folder / "known.jsonl"
    manifest.write_text("not JSON\n" + json.dumps(LEDGER))
    good, bad = arrivals([folder / "a.txt"], manifest=manifest)
    assert take_in(good).report.outlet == "The Brenik Ledger"
    assert refusal(bad).subject == f"{manifest} row 1"


@pytest.mark.parametrize("path", ["a\u0000b.txt", "x" * 5000, ".", "a.txt/b.txt"], ids=lambda path: repr(path)[:12])
def test_a_path_that_no_file_can_have_is_a_missing_file(folder: Path, path: str) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text(json.dumps({"path": path}))
    (one,) = arrivals([manifest])
    assert "is missing" in refusal(one).problem


def test_a_line_separator_inside_a_title_does_not_cut_the_row(folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text(json.dumps({"path": "a.txt", "title": "one\u2028two"}, ensure_ascii=False), encoding="utf-8")
    assert only(list(arrivals([manifest]))).report.title == "one\u2028two"


def test_a_field_that_is_no_text_is_recorded_and_left_out(folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text('{"path": "a.txt", "outlet": ["The Brenik Ledger"], "title": 12}')
    taken = only(list(arrivals([manifest])))
    assert (taken.report.outlet, taken.report.title) == (None, "12")
    assert [p.what for p in taken.problems] == ["outlet is not one text"]


def test_a_table_without_a_path_column_is_refused(folder: Path) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text("file,outlet\na.txt,The Brenik Ledger\n")
    with pytest.raises(BadInput, match="no column named path"):
        list(arrivals([manifest]))


def test_a_table_cell_without_end_is_refused_by_its_row(folder: Path) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text('path,title\na.txt,T\nb.txt,"' + "x" * 200_000)
    good, bad = arrivals([manifest])
    assert take_in(good).report.title == "T"
    assert "is not CSV" in refusal(bad).problem


@pytest.mark.parametrize(
    ("name", "problem"),
    [("nowhere", "no such file or folder"), ("empty", "has no reports in it"), ("blank.jsonl", "is empty")],
)
def test_a_path_that_leads_to_no_report_is_refused_with_a_remedy(folder: Path, name: str, problem: str) -> None:
    (folder / "empty").mkdir()
    (folder / "empty" / "ship.png").write_bytes(b"\x89PNG")
    (folder / "blank.jsonl").write_text("")
    path = folder / name
    with pytest.raises(BadInput, match=problem) as caught:
        list(arrivals([path]))
    assert caught.value.subject == str(path)
    assert caught.value.remedy


def test_a_manifest_option_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(BadInput, match="no such manifest"):
        list(arrivals([folder / "a.txt"], manifest=folder / "gone.jsonl"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=120), st.text(st.sampled_from('{}[]",:path.txt\n1 \\u0'), max_size=60).map(str.encode)), st.booleans())
@example(b'path\n"a\x00', True)  # noqa: FBT003 - hypothesis takes examples in order
def test_any_bytes_are_a_manifest_or_bad_input(folder: Path, data: bytes, table: bool) -> None:  # noqa: FBT001
    manifest = folder / ("m.csv" if table else "m.jsonl")
    manifest.write_bytes(data)
    try:
        listed = list(arrivals([manifest]))
    except BadInput:
        return
    assert all(one.fault or one.file.is_file() for one in listed)
