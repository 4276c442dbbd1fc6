"""A case: taking in, reading, stopping and going on."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.invented import write
from onrecord.casework.case import Case, read_files
from onrecord.casework.checking import check
from onrecord.codec import to_json
from onrecord.intake.arrivals import Said
from onrecord.language.parser import Parser
from onrecord.model import BadInput, BadLexicon, Problem, Reading

REPORTS = 24


@pytest.fixture(scope="module")
def clippings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of invented reports with a manifest."""
    return write(tmp_path_factory.mktemp("clippings"), REPORTS).parent


def contents(case: Case) -> list[str]:
    return [to_json(reading) for reading in case.readings()]


def filled(path: Path, clippings: Path, parser: Parser) -> list[str]:
    with Case(path, create=True, parser=parser) as case:
        case.add([clippings])
        return contents(case)


def test_a_second_run_over_unchanged_input_parses_nothing(
    tmp_path: Path, clippings: Path, parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled(tmp_path / "story.case", clippings, parser)

    def refuse(*_given: object) -> Iterator[None]:
        pytest.fail("parsed again")

    monkeypatch.setattr(Parser, "parse_many", refuse)
    with Case(tmp_path / "story.case") as case:
        added = case.add([clippings])
        assert (added.new, added.known, added.read) == (0, REPORTS, 0)
        assert contents(case) == before


def test_order_and_portions_of_input_do_not_matter(tmp_path: Path, clippings: Path, parser: Parser) -> None:
    whole = filled(tmp_path / "whole.case", clippings, parser)
    files = sorted(clippings.glob("*.txt"))
    random.Random(3).shuffle(files)  # noqa: S311 - not a secret
    with Case(tmp_path / "piecemeal.case", create=True, parser=parser) as case:
        for at in range(0, len(files), 7):
            case.add(files[at : at + 7], manifest=clippings / "manifest.jsonl")
        piecemeal = contents(case)
    trimmed = [json.loads(line) for line in piecemeal]
    expected = [json.loads(line) for line in whole]
    for reading in (*trimmed, *expected):
        reading["report"]["path"] = Path(reading["report"]["path"]).name
    assert sorted(trimmed, key=lambda r: r["report"]["id"]) == sorted(expected, key=lambda r: r["report"]["id"])


def test_the_same_bytes_are_one_report(tmp_path: Path, parser: Parser) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The mayor said the bridge was safe.", encoding="utf-8")
    with Case(tmp_path / "story.case", create=True, parser=parser) as case:
        added = case.add([tmp_path / "a.txt", tmp_path / "b.txt"])
        assert (added.new, added.known, len(case.reports())) == (1, 1, 1)


def test_what_two_outlets_print_alike_stays_two_reports(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "a.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    with Case(tmp_path / "story.case", create=True, parser=parser) as case:
        case.add([tmp_path / "a.txt"], said=Said(outlet="Karsk Post"))
        case.add([tmp_path / "a.txt"], said=Said(outlet="Oru Times"))
        assert sorted(r.outlet or "" for r in case.reports()) == ["Karsk Post", "Oru Times"]


def test_a_bad_input_is_recorded_and_the_rest_goes_on(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "good.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with Case(tmp_path / "story.case", create=True, parser=parser) as case:
        added = case.add([tmp_path / "empty.txt", tmp_path / "good.txt"])
        assert (added.new, len(added.refused)) == (1, 1)
        assert [p.report for p in case.problems()] == [str(tmp_path / "empty.txt")]
        (tmp_path / "empty.txt").write_text("The guild said it was glad.", encoding="utf-8")
        case.add([tmp_path / "empty.txt"])
        assert case.problems() == []


def test_a_programming_error_stops_the_run(tmp_path: Path, parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")

    def broken(*_given: object) -> Iterator[None]:
        raise ZeroDivisionError

    monkeypatch.setattr(Parser, "parse_many", broken)
    with Case(tmp_path / "story.case", create=True, parser=parser) as case, pytest.raises(ZeroDivisionError):
        case.add([tmp_path / "a.txt"])


def test_stopping_while_reading_keeps_what_is_done_and_goes_on_later(tmp_path: Path, clippings: Path, parser: Parser) -> None:
    whole = filled(tmp_path / "whole.case", clippings, parser)

    def stop(what: str, done: int, _total: int | None) -> None:
        if what == "reading" and done:
            raise KeyboardInterrupt

    with Case(tmp_path / "story.case", create=True, parser=parser) as case:
        with pytest.raises(KeyboardInterrupt):
            case.add([clippings], progress=stop)
        assert len(case.reports()) == REPORTS
        added = case.add([clippings])
        assert 0 < added.read < REPORTS
        assert contents(case) == whole


def test_own_lexicon_rows_change_the_reading_and_stand_in_the_journal(tmp_path: Path, parser: Parser) -> None:
    (tmp_path / "a.txt").write_text("Drovian officials met. Vell said the bridge was safe.", encoding="utf-8")
    rows = '[[state]]\nid = "drovia"\nname = "Drovia"\ncapital = "Vell"\nadjectives = ["Drovian"]\nreason = "invented"\n'
    with Case(tmp_path / "story.case", create=True, parser=parser) as case:
        case.add([tmp_path / "a.txt"])
        assert [s.speaker.name for _, s in case.statements() if s.speaker] != ["Drovia"]
        assert case.lay_over(rows, "own.toml", "Dana")
        assert not case.lay_over(rows, "own.toml", "Dana")
        assert case.read() == 1
        assert [s.speaker.name for _, s in case.statements() if s.speaker] == ["Drovia"]
        assert [(e.person, e.decision) for e in case.file.journal()] == [("Dana", "lexicon")]


def test_a_bad_lexicon_changes_nothing(tmp_path: Path, parser: Parser) -> None:
    with Case(tmp_path / "story.case", create=True, parser=parser) as case:
        with pytest.raises(BadLexicon, match=r"bad\.toml"):
            case.lay_over("[[state]]\nname = 3\n", "bad.toml")
        with pytest.raises(BadLexicon, match="cannot add to this table"):
            case.lay_over('[[verb_cue]]\nid = "x"\nlemmas = ["x"]\nstance = "asserts"\nreason = "x"\n', "bad.toml")
        assert case.file.journal() == []
        assert case.file.setting("lexicon") is None


def test_an_id_is_found_by_its_beginning_and_only_when_it_is_the_only_one(tmp_path: Path, clippings: Path, parser: Parser) -> None:
    filled(tmp_path / "story.case", clippings, parser)
    with Case(tmp_path / "story.case", readonly=True) as case:
        report = case.reports()[0].id
        assert case.resolve(report[:9]) == ("report", report)
        with pytest.raises(BadInput, match="more than one"):
            case.resolve("s_")
        with pytest.raises(BadInput, match="no record"):
            case.resolve("s_nosuchid")


def test_reading_without_a_case_is_the_reading_in_a_case(tmp_path: Path, parser: Parser) -> None:
    manifest = write(tmp_path / "few", 2)
    alone = [one for one in read_files([manifest]) if isinstance(one, Reading)]
    assert sorted(map(to_json, alone)) == sorted(filled(tmp_path / "story.case", manifest.parent, parser))


def test_what_is_no_report_comes_as_a_problem_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said the bridge was safe.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7 ...")
    kinds = [type(one) for one in read_files([tmp_path / "b.txt", tmp_path / "a.txt"])]
    assert kinds == [Problem, Reading]


def onrecord(*words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", "from onrecord.cli.main import run; run()", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_at_any_moment_a_case_stays_whole_and_is_finished_by_the_same_command(
    tmp_path: Path, clippings: Path, parser: Parser
) -> None:
    path = tmp_path / "story.case"
    kept = 0
    for wait in random.Random(5).sample(range(4, 40), 5):  # noqa: S311 - not a secret
        running = onrecord("add", str(path), str(clippings))
        time.sleep(wait / 10)
        running.kill()
        running.communicate()
        if path.exists() and path.stat().st_size:
            with Case(path, create=True, parser=parser) as case:
                assert check(case).ok
                assert len(case.reports()) >= kept
                kept = len(case.reports())
    with Case(path, create=True, parser=parser) as case:
        case.add([clippings])
        assert contents(case) == filled(tmp_path / "whole.case", clippings, parser)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_says_that_the_same_command_goes_on(tmp_path: Path, jobs: str) -> None:
    many = write(tmp_path / "many", 1_000).parent
    path = tmp_path / "story.case"
    running = onrecord("add", str(path), str(many), "--jobs", jobs)
    for _ in range(300):
        if sum(part.stat().st_size for part in tmp_path.glob("story.case*")) > 500_000:  # the file and its log
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    with Case(path, readonly=True) as case:
        assert check(case).ok
        assert case.reports()
