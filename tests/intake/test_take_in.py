"""Bytes to a report: one for the same bytes, with its original, and a clear word when there is none."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.intake import decoding
from onrecord.intake.arrivals import Arrival, Said
from onrecord.intake.reports import from_bytes, looks_english, take_in
from onrecord.model import BadInput, Refused

TEXT = "Brenik denied on Thursday that it had sold rockets to Orlava. The ministry said that it was the end of the matter."
DATA = TEXT.encode()


def arrival(file: Path, said: Said | None = None) -> Arrival:
    return Arrival(file, str(file), said or Said())


def test_the_same_bytes_are_one_report() -> None:
    one, other = from_bytes(DATA, "a.txt", Said()).report, from_bytes(DATA, "elsewhere/b.txt", Said(published="2017-03-03")).report
    assert one.id == other.id


def test_other_bytes_are_another_report() -> None:
    assert from_bytes(DATA, "a.txt", Said()).report.id != from_bytes(DATA + b" ", "a.txt", Said()).report.id


def test_the_same_bytes_from_two_named_outlets_are_two_reports_of_one_original() -> None:
    one, other = (from_bytes(DATA, "a.txt", Said(outlet=name)) for name in ("The Brenik Ledger", "Radio Lanto"))
    assert one.report.id != other.report.id
    assert one.original == other.original


def test_spelling_of_the_outlet_does_not_make_another_report() -> None:
    assert from_bytes(DATA, "a", Said(outlet="Radio Lanto")).report.id == from_bytes(DATA, "a", Said(outlet="RADIO  LANTO")).report.id


def test_the_original_is_the_bytes_as_received_under_their_digest() -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace(". ", ".\r\n").encode()
    taken = from_bytes(data, "a.txt", Said())
    assert taken.original.data == data
    assert taken.original.id == taken.report.original == "sha256:" + hashlib.sha256(data).hexdigest()


def test_nothing_invents_a_day_or_an_outlet() -> None:
    report = from_bytes(b"On 3 March 2017 the Brenik Ledger wrote of it. " + DATA, "2017-03-03-brenik-ledger.txt", Said()).report
    assert (report.published, report.outlet, report.url, report.title) == (None, None, None, None)


def test_it_is_stated_only_what_a_person_said() -> None:
    assert not from_bytes(DATA, "a.txt", Said(published="2017-03-03")).stated
    assert from_bytes(DATA, "a.txt", Said(outlet="Radio Lanto")).stated
    assert from_bytes(DATA, "a.txt", Said(url="https://radiolanto.example/1")).stated


def test_a_person_is_believed_over_the_page() -> None:
    head = '<meta property="og:site_name" content="Radio Lanto">'
    page = f"<html><head>{head}</head><body><article><p>{TEXT}</p><p>{TEXT[::-1]}</p></article></body>"
    assert from_bytes(page.encode(), "a.html", Said()).report.outlet == "Radio Lanto"
    assert from_bytes(page.encode(), "a.html", Said(outlet="The Brenik Ledger")).report.outlet == "The Brenik Ledger"


def test_broken_utf8_is_taken_in_with_a_recorded_problem() -> None:
    taken = from_bytes("Café in Brenik – closed, the ministry said. ".encode() * 4 + b"\xff", "a.txt", Said())
    assert [(p.stage, p.what) for p in taken.problems] == [("intake", "1 place cannot be decoded (utf-8)")]
    assert taken.problems[0].report == taken.report.id


def test_a_text_in_another_tongue_is_taken_in_with_a_recorded_problem() -> None:
    taken = from_bytes(b"Brenik hat am Donnerstag bestritten, Raketen verkauft zu haben.", "a.txt", Said())
    assert [p.what for p in taken.problems] == ["does not look like English"]
    assert taken.report.lang is None


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\n \n", "is empty"),
        ("a.bin", bytes(range(256)) * 4, "is binary"),
        ("a.txt", b"Brenik \x00 denied \x00 it", "NUL"),
        ("a.txt", b"--- *** ... !!!", "has no words"),
        ("a.md", b"---\ntitle: T\n---\n", "has no words"),
        ("a.html", b"<html><body></body></html>", "no report text"),
        ("a.txt", b"%PDF-1.7", "is a PDF"),
    ],
)
def test_bytes_without_a_report_are_refused_by_name_with_a_remedy(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(BadInput, match=problem) as caught:
        take_in(arrival(file))
    assert caught.value.subject == str(file)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_an_over_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dump.txt"
    with file.open("wb") as sparse:
        sparse.truncate(200_000_000)

    def never(path: Path) -> bytes:
        message = f"{path} was read"
        raise AssertionError(message)

    monkeypatch.setattr(Path, "read_bytes", never)
    with pytest.raises(BadInput, match=r"too large .*200.* MB.*split it"):
        take_in(arrival(file))


def test_a_single_line_of_five_megabytes_is_refused_with_one_line(tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    file.write_bytes(b"rocket " * 720_000)
    with pytest.raises(BadInput, match=r"too large .*5.* MB.*split it"):
        take_in(arrival(file))


def test_the_limit_is_the_largest_that_is_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", len(DATA))
    file = tmp_path / "a.txt"
    file.write_bytes(DATA)
    assert take_in(arrival(file)).report.text == TEXT
    file.write_bytes(DATA + b".")
    with pytest.raises(BadInput, match="too large"):
        take_in(arrival(file))


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(DATA)

    def denied(path: Path) -> bytes:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(Refused, match="may not be read; change its permissions"):
        take_in(arrival(file))


def test_a_failing_disk_is_refused_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(DATA)

    def failing(path: Path) -> bytes:
        raise OSError(5, os.strerror(5), str(path))

    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(Refused, match=r"cannot be read \(Input/output error\)"):
        take_in(arrival(file))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)), st.sampled_from(("a.txt", "a.md", "a.html", "a")))
@example(b"<p>\x00", "a.txt")
@example(b"\x1b[31m<html>", "a")
def test_any_bytes_are_a_report_or_bad_input(data: bytes, name: str) -> None:
    try:
        taken = from_bytes(data, name, Said())
    except BadInput:
        return
    assert taken.original.data == data
    assert any(c.isalnum() for c in taken.report.text)
    assert all(p.report == taken.report.id for p in taken.problems)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (TEXT, True),
        ("Brenik hat es am Donnerstag bestritten.", False),
        ("3500 122 2017", False),
        ("", False),
        ("Бреник опроверг это.", False),
    ],
)
def test_english_is_known_by_its_small_words(text: str, *, answer: bool) -> None:
    assert looks_english(text) is answer
