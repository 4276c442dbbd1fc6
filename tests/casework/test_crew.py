"""Many processes read what one reads."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench.invented import texts
from onrecord.casework import crew
from onrecord.casework.case import Case, read_files
from onrecord.casework.reading import read_reports
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon
from onrecord.model import Problem, Reading, Report, content_id


def reports(count: int) -> list[Report]:
    return [Report(id=content_id("r", text), original="", path=fields["path"], text=text) for fields, text in texts(count)]


def dies(*_made_of: object) -> crew.ReadChunk:
    def read(_chunk: Sequence[Any]) -> list[Reading]:
        os._exit(1)

    return read


def test_a_few_reports_call_no_crew(parser: Parser, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(crew, "ProcessPoolExecutor", refuse)
    assert len(list(read_reports([(report, ()) for report in reports(3)], lexicon, parser, jobs=8))) == 3


def test_what_a_dead_process_was_to_read_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    chunks = [[(report, ())] for report in reports(6)]
    found = crew.readings(chunks, lambda chunk: [Reading(report=report) for report, _ in chunk], dies, (), jobs=2)
    assert [reading.report for reading in found] == [report for [(report, _)] in chunks]


def test_refused_files_keep_their_place_among_many_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    for name, text in (("a", ""), ("b", "Brenik denied it."), ("c", ""), ("d", "Morvask asked again."), ("e", "")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = list(read_files([tmp_path / f"{name}.txt" for name in "abcde"], jobs=2))
    assert [type(one) for one in found] == [Problem, Reading, Problem, Reading, Problem]


def test_a_case_filled_by_two_processes_holds_the_same(tmp_path: Path, parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").mkdir()
    for report in reports(20):
        (tmp_path / "reports" / report.path).write_text(report.text, encoding="utf-8")
    monkeypatch.setattr(crew, "WORTHWHILE", 0)
    held = []
    for jobs in (1, 2):
        with Case(tmp_path / f"{jobs}.case", create=True, parser=parser) as case:
            assert case.add([tmp_path / "reports"], jobs=jobs).read == 20
            held.append(list(case.readings()))
    assert held[0] == held[1]
