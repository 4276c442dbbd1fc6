"""Records are frozen, without a dict, and compare by content; errors carry their parts."""

import dataclasses
import pickle

import pytest

import onrecord.model as nouns
from onrecord.model import BadInput, BadLexicon, OnrecordError, Refused, Report, Role, Segment, Span

RECORDS = [value for name in nouns.__all__ if dataclasses.is_dataclass(value := getattr(nouns, name)) and isinstance(value, type)]


def test_the_nouns_are_all_there() -> None:
    names = {kind.__name__ for kind in RECORDS}
    assert names >= {"Report", "Original", "Segment", "Credit", "Statement", "Speaker", "Figure", "When", "Mention", "Transfer", "Entry"}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_is_frozen(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_has_slots_and_no_dict(kind: type) -> None:
    assert set(kind.__slots__) == {field.name for field in dataclasses.fields(kind)}  # type: ignore[attr-defined]
    assert "__dict__" not in dir(kind)


def test_a_record_cannot_be_changed() -> None:
    segment = Segment(Role.BODY, 0, 4)
    with pytest.raises(dataclasses.FrozenInstanceError):
        segment.end = 9  # type: ignore[misc]


def test_records_of_the_same_content_are_equal_and_one_key() -> None:
    assert Segment(Role.BODY, 0, 4) == Segment(Role.BODY, 0, 4)
    assert len({Segment(Role.BODY, 0, 4), Segment(Role.BODY, 0, 4), Segment(Role.BODY, 0, 5)}) == 2


def test_a_placed_record_tells_its_span() -> None:
    assert Segment(Role.BODY, 3, 4).span == Span(3, 4)


def test_a_report_knows_no_day_until_told() -> None:
    assert Report(id="r_1", original="", path="a.txt", text="Brenik denied it.").published is None


@pytest.mark.parametrize("kind", [BadInput, BadLexicon, Refused])
def test_an_error_names_its_input_and_says_what_to_do(kind: type[OnrecordError]) -> None:
    error = kind("story.case", "the disk is full", "free some room")
    assert str(error) == "story.case: the disk is full; free some room"
    assert (error.subject, error.problem, error.remedy) == ("story.case", "the disk is full", "free some room")


def test_an_error_travels_between_processes_whole() -> None:
    error = pickle.loads(pickle.dumps(BadLexicon("row 3", "unknown field", "remove it")))  # noqa: S301 - our own bytes
    assert isinstance(error, BadLexicon)
    assert (error.subject, error.problem, error.remedy) == ("row 3", "unknown field", "remove it")
