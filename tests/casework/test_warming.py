"""Something slow is made once for all who ask; who asks too early is told how far it is."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.casework import actors as deciding
from onrecord.casework import correcting, looking, together
from onrecord.casework.case import Case, Progress
from onrecord.casework.looking import Looking
from onrecord.casework.warming import Doing, StillWorking, Warming
from onrecord.model import BadInput

LONG = 60.0


class Slow:
    """Makes a thing when it is let; counts how often it was asked to."""

    def __init__(self) -> None:
        """Not let yet."""
        self.let, self.begun = threading.Event(), threading.Event()
        self.thing: str | None = None
        self.times = 0
        self.fault: Exception | None = None

    def make(self, progress: Progress) -> str:
        self.times += 1
        progress("reading", 3, 12)
        self.begun.set()
        assert self.let.wait(LONG)
        if self.fault:
            raise self.fault
        self.thing = "made"
        return "made"

    def fresh(self) -> str | None:
        return self.thing


@pytest.fixture
def slow() -> Iterator[Slow]:
    held = Slow()
    yield held
    held.let.set()


def test_who_asks_too_early_is_told_how_far_it_is_and_who_asks_later_has_it(slow: Slow) -> None:
    warming = Warming(slow.make, patience=0.0)
    job = warming.begin()
    assert job is not None
    assert slow.begun.wait(LONG)
    with pytest.raises(StillWorking) as told:
        warming.ask(slow.fresh)
    assert told.value.doing == Doing("reading", 3, 12)
    slow.let.set()
    assert job.ended.wait(LONG)
    assert warming.ask(slow.fresh) == "made"
    assert slow.times == 1


def test_it_is_made_once_for_many_who_ask(slow: Slow) -> None:
    warming, found = Warming(slow.make, patience=LONG), []
    asking = [threading.Thread(target=lambda: found.append(warming.ask(slow.fresh))) for _ in range(8)]
    for one in asking:
        one.start()
    assert slow.begun.wait(LONG)
    slow.let.set()
    for one in asking:
        one.join(LONG)
    assert found == ["made"] * 8
    assert slow.times == 1


def test_what_goes_wrong_is_told_to_who_asks_and_tried_again_for_the_next(slow: Slow) -> None:
    warming = Warming(slow.make, patience=LONG)
    slow.fault = BadInput("story.case", "no such case")
    slow.let.set()
    with pytest.raises(BadInput, match="no such case"):
        warming.ask(slow.fresh)
    slow.fault = None
    assert warming.ask(slow.fresh) == "made"


def test_without_patience_to_lose_it_is_made_while_one_waits(slow: Slow) -> None:
    slow.let.set()
    assert Warming(slow.make, patience=None).ask(slow.fresh) == "made"
    assert Warming(slow.make, patience=None).ask(lambda: "there already") == "there already"
    assert slow.times == 1


@pytest.fixture
def path(tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo in which what it tells is kept."""
    monkeypatch.setattr(together, "KEPT_FROM", 1)
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    return copy


def test_the_whole_stays_at_hand_when_it_is_kept_and_when_a_note_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Looking(path)
    whole = held.whole()
    monkeypatch.setattr(looking, "Whole", None)
    with Case(path) as case:
        correcting.note(case, whole.stories[0].transfers[0], text="ask the port", person="orla")
    assert held.at_hand() is whole
    assert held.whole() is whole


def test_the_whole_is_made_anew_after_a_decision_that_changes_it(path: Path) -> None:
    held = Looking(path)
    before = held.whole()
    one, other = [a for a in before.actors.values() if a.kind == "person"][:2]
    with Case(path) as case:
        deciding.merge(case, one.id, other.id, why="one voice on the tape", person="orla")
    assert held.at_hand() is None
    assert len(held.whole().actors) == len(before.actors) - 1


def test_a_second_start_takes_the_whole_from_the_case(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Looking(path).whole()
    monkeypatch.setattr(together, "_made", None)
    second = Looking(path).whole()
    assert (second.stories, second.conflicts, second.claims) == (first.stories, first.conflicts, first.claims)
    assert second.readings == first.readings
    assert dict(second.actors) == dict(first.actors)
