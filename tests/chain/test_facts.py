"""What a report tells as columns: figures as they are rounded, names as they are spelled elsewhere, people on record."""

import numpy as np
import pytest

from onrecord.chain.facts import FactKind, Facts, covered, facts_of, own_speakers, packed, telling, unpacked
from onrecord.model import Bound, Figure, FigureKind, Mode, Speaker, SpeakerKind, Stance, Statement


def figure(value: float, kind: FigureKind = FigureKind.COUNT, at: int = 0) -> Figure:
    return Figure(start=at, end=at + 1, low=value, high=value, bound=Bound.EXACT, kind=kind, unit=None)


def facts(text: str, *figures: Figure, statements: tuple[Statement, ...] = ()) -> Facts:
    return facts_of(text, figures, (), statements, ((0, len(text)),))  # type: ignore[arg-type]


def said(name: str) -> Statement:
    speaker = Speaker(name=name, kind=SpeakerKind.PERSON, actor="a_1")
    return Statement(
        id="s_1", speaker=speaker, source=(), cue=(), content=(), mode=Mode.INDIRECT, stance=Stance.ASSERTS, hedged=False, to=(),
        via=None, said_on=None, within=None,
    )  # fmt: skip


def names(text: str) -> set[int]:
    rows = facts(text)
    return set(rows[rows[:, 1] != FactKind.FIGURE, 0].tolist())


def test_a_figure_and_its_rounding_are_one_fact() -> None:
    assert np.array_equal(telling(facts("x", figure(10390))), telling(facts("x", figure(10400))))
    assert not np.array_equal(telling(facts("x", figure(10390))), telling(facts("x", figure(10500))))


def test_one_to_three_of_something_bring_no_reports_together() -> None:
    assert len(telling(facts("x", figure(2)))) == 0
    assert len(telling(facts("x", figure(212)))) == 1


@pytest.mark.parametrize(("here", "there"), [("Kastel", "Castel"), ("Morav", "Morawa"), ("Ilya", "Ilja"), ("Sophia", "Sofia")])
def test_a_name_is_known_in_another_spelling(here: str, there: str) -> None:
    assert names(f"the mayor {here} spoke") == names(f"the mayor {there} spoke")


def test_names_of_few_consonants_are_told_apart() -> None:
    assert names("the mayor Dahl spoke") != names("the mayor Dole spoke")


def test_days_and_words_that_begin_a_sentence_are_no_names() -> None:
    assert names("Nobody came on Tuesday. Snow fell.") == set()


def test_people_on_record_in_one_report_alone_are_counted() -> None:
    mine = facts("so said Mira Tolvan", statements=(said("Mira Tolvan"),))
    assert own_speakers(mine, facts("so said Olek Brand")) == 1
    assert own_speakers(mine, facts("a word from Tolvan")) == 0


def test_coverage_is_weighed_by_what_a_figure_tells() -> None:
    mine, theirs = facts("xxx", figure(2), figure(340, at=1), figure(9, at=2)), facts("x", figure(340))
    share, many, weight = covered(mine, theirs, figures=True)
    assert (many, weight) == (1, 1.0)
    assert share == pytest.approx(1 / 1.75)


def test_what_is_packed_comes_back() -> None:
    rows = facts("the mayor Kastel spoke", figure(340))
    assert np.array_equal(unpacked(packed(rows)), rows)
