"""What a case tells as a whole: kept and read back it is just what was worked out, and it is worked out anew when anything changed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.casework import actors as deciding
from onrecord.casework import correcting
from onrecord.casework import together as telling
from onrecord.casework.case import Case, Progress
from onrecord.casework.checking import check
from onrecord.casework.standing import Standing
from onrecord.casework.together import STEPS, Together, brief_together, together
from onrecord.model import Problem, Refused
from onrecord.store import CaseFile

RATES = "day,currency,per,rate\n2017-03-03,EUR,USD,1.06\n"


@pytest.fixture
def path(tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo, small as it is, in which what it tells is kept."""
    monkeypatch.setattr(telling, "KEPT_FROM", 1)
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    return copy


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case(path) as opened:
        yield opened


def was_kept(case: Case) -> bool:
    """Whether nothing had to be worked out."""
    return together(case).readings is None


def same(one: Together, other: Together) -> bool:
    """Equal to the order of every mapping and the type of every value."""
    held = [(t.actors.listed, list(t.actors.by_face.items()), t.stories, t.conflicts, t.claims) for t in (one, other)]
    return held[0] == held[1] and repr(held[0]) == repr(held[1])


def test_what_is_kept_is_what_was_worked_out(case: Case) -> None:
    made, kept = together(case), together(case)
    assert made.stories
    assert made.conflicts
    assert made.claims
    assert (made.readings is None, kept.readings is None) == (False, True)
    assert same(made, kept)
    assert list(kept.actors.in_(case.readings())) == made.readings


def test_the_brief_is_kept_too_and_rests_on_the_problems_as_well(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {full: brief_together(case, full=full) for full in (True, False)}
    with monkeypatch.context() as patch:
        patch.setattr(telling, "brief_of", None)
        assert {full: brief_together(case, full=full) for full in (True, False)} == made
    with case.file.transaction():
        case.file.put_problem(Problem(report="x.txt", stage="intake", what="is empty"))
    assert brief_together(case, full=True) != made[True]


def test_a_case_opened_for_reading_keeps_it_all_the_same(path: Path) -> None:
    with Case(path, readonly=True) as opened:
        made = together(opened)
        assert was_kept(opened)
    with Case(path, readonly=True) as opened:
        assert same(made, together(opened))


def test_a_case_that_cannot_be_written_is_told_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> CaseFile:
        raise Refused("x", "cannot be written here", "choose another folder")

    with Case(path, readonly=True) as opened:
        monkeypatch.setattr(telling, "CaseFile", refuse)
        assert same(together(opened), together(opened))
        assert not was_kept(opened)


def test_a_small_case_is_not_written_to(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "small.case"
    copy.write_bytes(demo.read_bytes())
    with Case(copy, readonly=True) as opened:
        assert not was_kept(opened)
        assert not was_kept(opened)
    assert copy.read_bytes() == demo.read_bytes()


def test_a_decision_on_actors_tells_it_anew_and_its_undoing_brings_it_back(case: Case) -> None:
    before = together(case)
    one, other = [a for a in before.actors.listed if a.kind == "person"][:2]
    entry = deciding.merge(case, one.id, other.id, why="one voice on the tape", person="orla")
    after = together(case)
    assert after.readings is not None
    assert len(after.actors.listed) == len(before.actors.listed) - 1
    correcting.undo(case, entry.sequence, why="two voices", person="orla")
    assert same(together(case), before)


def test_a_note_changes_nothing(case: Case) -> None:
    made = together(case)
    correcting.note(case, made.stories[0].transfers[0], text="ask the port", person="orla")
    assert was_kept(case)


def test_a_rejected_statement_tells_it_anew(case: Case) -> None:
    made = together(case)
    statement = made.conflicts[0].sides[0].statements[0]
    correcting.reject(case, statement, why="a joke", person="orla")
    after = together(case)
    assert after.readings is not None
    assert all(statement not in side.statements for one in after.conflicts for side in one.sides)


@pytest.mark.parametrize("change", ["outlet = 'Tiska Times'", "published = '2001-01-01'"])
def test_what_is_known_of_a_report_may_change_though_its_reading_is_made_by_the_same_rules(case: Case, path: Path, change: str) -> None:
    assert was_kept(case) or was_kept(case)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE report SET {change}")  # noqa: S608 - our own words
        db.commit()
    assert not was_kept(case)
    assert was_kept(case)


def test_rates_lexicon_and_rules_tell_it_anew(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    together(case)
    case.set_rates(RATES, "rates.csv")
    assert not was_kept(case)
    assert was_kept(case)
    case.lay_over('[[state]]\nid = "norria"\nname = "Norria"\nreason = "invented"\n', "more.toml")
    assert not was_kept(case)
    assert was_kept(case)
    monkeypatch.setattr(telling, "_rules", lambda: "the rules of a newer onrecord")
    assert not was_kept(case)
    assert was_kept(case)


def test_the_rules_are_known_by_their_own_text() -> None:
    assert len(telling._rules()) == 64
    assert telling._rules() == telling._rules.__wrapped__()


@pytest.mark.parametrize("part", ["actors", "stories", "conflicts", "claims"])
def test_what_is_damaged_is_worked_out_anew_and_kept_again(case: Case, path: Path, part: str) -> None:
    made = together(case)
    with closing(sqlite3.connect(path)) as db:
        ((packed,),) = db.execute("SELECT packed FROM standing WHERE part = ?", (part,)).fetchall()
        middle = len(packed) // 2
        spoilt = packed[:middle] + bytes([packed[middle] ^ 1]) + packed[middle + 1 :]
        db.execute("UPDATE standing SET packed = ? WHERE part = ?", (spoilt, part))
        db.commit()
    again = together(case)
    assert again.readings is not None
    assert same(made, again)
    assert was_kept(case)


@pytest.mark.parametrize("foreign", [b"[[],", b'[{"id":"c_1"}]', b'{"listed":1}', b'[[],[["r_1","person","x",7]]]'])
def test_what_is_whole_but_of_another_make_is_worked_out_anew(case: Case, foreign: bytes) -> None:
    made = together(case)
    for part in ("actors", "stories", "conflicts", "claims"):
        with case.file.transaction():
            case.file.standing.put(telling.made_by_now(case), {part: foreign})
        assert same(made, together(case))
        assert was_kept(case)


def test_what_was_worked_out_while_another_program_wrote_is_not_kept(case: Case, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = telling._made

    def meanwhile(case: Case, progress: Progress) -> Together:
        made = make(case, progress)
        with CaseFile(path) as other, other.transaction():
            other.set("theirs", "yes")
        return made

    with monkeypatch.context() as patch:
        patch.setattr(telling, "_made", meanwhile)
        together(case)
    assert not was_kept(case)
    assert was_kept(case)


def test_every_step_is_told(case: Case) -> None:
    heard: list[tuple[str, int, int | None]] = []
    Standing(case, lambda *told: heard.append(told))
    assert list(dict.fromkeys(what for what, _, _ in heard)) == list(STEPS)
    assert heard[0] == (STEPS[0], 0, len(case.reports()))


KILLED = """
import os, signal, sys
from pathlib import Path
from onrecord.casework import together
from onrecord.casework.case import Case
from onrecord.store.standing import Standing

put = Standing.put
def killed(self, made_by, parts):
    put(self, made_by, dict(list(parts.items())[:2]))
    os.kill(os.getpid(), signal.SIGKILL)
Standing.put = killed
together.KEPT_FROM = 1
with Case(Path(sys.argv[1])) as case:
    together.together(case)
"""


def test_killed_while_it_is_kept_the_case_is_whole_and_keeps_nothing(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    with Case(path) as opened:
        assert opened.file._db.execute("SELECT count(*) FROM standing").fetchone() == (0,)
        assert check(opened).ok
        made = together(opened)
        assert made.readings is not None
        assert same(made, together(opened))
