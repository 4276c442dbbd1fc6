"""Decisions about actors: kept in the journal, in force after every new reading, undone by the opposite decision."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.casework import actors as deciding
from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.standing import Standing
from onrecord.language.parser import Parser
from onrecord.model import BadInput

REPORTS = {
    "a.txt": "Norria's Defence Minister Ilan Dorvek denied that the mill had sold rockets.",
    "b.txt": "Dorvek said that the papers were forged.",
    "c.txt": "Petra Lurk, a lawyer, said that the mill was closed.",
}


@pytest.fixture
def case(tmp_path: Path, parser: Parser) -> Iterator[Case]:
    """A case of three reports."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Case(tmp_path / "story.case", create=True, parser=parser) as opened:
        opened.add([tmp_path / name for name in REPORTS])
        yield opened


def names(case: Case) -> set[tuple[str, ...]]:
    return {actor.names for actor in deciding.actors_of(case).listed}


def test_split_and_merge_outlast_a_new_reading(case: Case) -> None:
    assert ("Ilan Dorvek", "Dorvek") in names(case)
    deciding.split(case, "Ilan Dorvek", "Dorvek", why="his brother", person="orla")
    deciding.merge(case, "Dorvek", "Petra Lurk", why="she married", person="orla")
    decided = {("Ilan Dorvek",), ("Petra Lurk", "Dorvek")}
    assert names(case) == decided
    case.lay_over('[[state]]\nid = "norria"\nname = "Norria"\nreason = "invented"\n', "more.toml")
    assert case.read() == len(REPORTS)
    assert names(case) == decided
    assert check(case).ok
    assert [e.decision for e in case.file.journal()] == ["split_actor", "merge_actors", "lexicon"]


def test_the_opposite_decision_undoes_one(case: Case) -> None:
    before = names(case)
    deciding.split(case, "Ilan Dorvek", "Dorvek", why="his brother", person="orla")
    deciding.merge(case, "Dorvek", "Ilan Dorvek", why="no brother", person="orla")
    assert names(case) == before


def test_what_the_case_tells_as_a_whole_names_actors_not_spellings(case: Case) -> None:
    spoken = {s.speaker.name for r in Standing(case).readings for s in r.statements if s.speaker}
    assert spoken == {"Ilan Dorvek", "Petra Lurk"}


def test_an_actor_is_shown_with_its_words(case: Case) -> None:
    shown = deciding.show_actor(case, "Dorvek")
    assert {q.words for q in shown.said} == {"the mill had sold rockets", "the papers were forged"}
    assert deciding.show_actor(case, shown.actor.id[:6]).actor == shown.actor


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (lambda c: deciding.merge(c, "Ilan Dorvek", "Dorvek", why="x", person=""), "already"),
        (lambda c: deciding.merge(c, "Ilan Dorvek", "Nobody", why="x", person=""), "no actor"),
        (lambda c: deciding.merge(c, "Ilan Dorvek", "Petra Lurk", why=" ", person=""), "no reason"),
        (lambda c: deciding.split(c, "Petra Lurk", "Petra Lurk", why="x", person=""), "only name"),
        (lambda c: deciding.split(c, "Petra Lurk", "Dorvek", why="x", person=""), "no name of"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_and_changes_nothing(case: Case, act: object, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        act(case)  # type: ignore[operator]
    assert case.file.journal() == []
