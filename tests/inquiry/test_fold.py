"""What follows from a journal: each party's word, disagreements, blind grades, findings."""

import pytest

from bench.inquiry.copies import Copy, group, key
from onrecord.inquiry.fold import fold, sealed_grade
from onrecord.model import Inquiry, Matter


@pytest.fixture
def north() -> Copy:
    return group("North", "South")[0]


@pytest.fixture
def south(north: Copy) -> Copy:
    other = group("North", "South")[1]
    other.take(north.packed())
    return other


def met(one: Copy, other: Copy) -> Inquiry:
    """The inquiry when two copies have heard of each other."""
    one.take(other.packed())
    other.take(one.packed())
    assert fold(one.entries) == fold(other.entries)
    return fold(one.entries)


def values(matter: Matter) -> dict[str, str]:
    return {said.party: said.value for said in matter.held}


def rule(copy: Copy, value: str) -> None:
    copy.decide("rules", {"record": "s_1", "field": "stance", "value": value, "why": "read it"})


def test_contrary_words_said_apart_stand_side_by_side(north: Copy, south: Copy) -> None:
    rule(north, "denies")
    rule(south, "leaves_open")
    (matter,) = met(north, south).disagreements
    assert values(matter) == {"North": "denies", "South": "leaves_open"}


def test_a_later_word_of_another_party_takes_nobodys_place(north: Copy, south: Copy) -> None:
    rule(north, "denies")
    south.take(north.packed())
    rule(south, "leaves_open")
    (matter,) = met(north, south).disagreements
    assert values(matter) == {"North": "denies", "South": "leaves_open"}


def test_a_party_changes_its_own_word(north: Copy, south: Copy) -> None:
    rule(north, "denies")
    rule(north, "refuses")
    rule(south, "refuses")
    state = met(north, south)
    assert not state.disagreements
    assert [values(m) for m in state.matters] == [{"North": "refuses", "South": "refuses"}]


def test_a_word_that_is_withdrawn_does_not_count_and_only_its_party_withdraws_it(north: Copy, south: Copy) -> None:
    note = north.decide("notes", {"record": "s_1", "words": "odd"})
    south.take(north.packed())
    south.decide("withdraws", {"entry": note.hash})
    assert len(met(north, south).notes) == 1
    north.decide("withdraws", {"entry": note.hash})
    state = met(north, south)
    assert state.notes == ()
    assert note in north.entries


def seal(copy: Copy, grade: str) -> str:
    digest = sealed_grade(grade, "salt")
    return copy.decide("grades", {"kind": "source", "subject": "The Ledger", "topic": "", "digest": digest}).hash


def reveal(copy: Copy, entry: str, grade: str, salt: str = "salt") -> None:
    copy.decide("reveals", {"entry": entry, "grade": grade, "salt": salt})


def test_a_grade_is_hidden_until_both_have_graded_and_revealed(north: Copy, south: Copy) -> None:
    ours = seal(north, "B")
    (matter,) = met(north, south).matters
    assert [(said.party, said.value, said.hidden) for said in matter.held] == [("North", "", True)]
    theirs = seal(south, "D")
    reveal(north, ours, "B")
    reveal(south, theirs, "D")
    (matter,) = met(north, south).disagreements
    assert values(matter) == {"North": "B", "South": "D"}


def test_a_grade_revealed_too_early_stays_hidden_from_the_fold(north: Copy, south: Copy) -> None:
    reveal(north, seal(north, "B"), "B")
    assert all(said.hidden for matter in met(north, south).matters for said in matter.held)


@pytest.mark.parametrize(("grade", "salt"), [("A", "salt"), ("B", "other"), ("Z", "salt")])
def test_a_grade_that_is_not_what_was_sealed_does_not_count(grade: str, salt: str, north: Copy, south: Copy) -> None:
    ours = seal(north, "B")
    seal(south, "B")
    reveal(north, ours, grade, salt)
    assert all(said.hidden for matter in met(north, south).matters for said in matter.held)


def finding(copy: Copy) -> str:
    about = {"words": "The works made them.", "exhibits": [], "confidence": "likely", "required": ["North", "South"]}
    return f"f_{copy.decide('finding', about).hash[:12]}"


def test_a_finding_is_adopted_when_all_required_parties_have_signed(north: Copy, south: Copy) -> None:
    found = finding(north)
    north.decide("signs", {"finding": found})
    assert met(north, south).findings[0].state == "open"
    south.decide("signs", {"finding": found})
    assert met(north, south).findings[0].state == "adopted"


def test_a_dissent_holds_a_finding_open_with_its_reason(north: Copy, south: Copy) -> None:
    found = finding(north)
    north.decide("signs", {"finding": found})
    south.take(north.packed())
    south.decide("dissents", {"finding": found, "why": "The stamp proves nothing."})
    state = met(north, south).findings[0]
    assert (state.state, [said.why for said in state.dissents]) == ("open", ["The stamp proves nothing."])


def test_a_withdrawn_finding_is_kept_as_withdrawn(north: Copy, south: Copy) -> None:
    about = {"words": "The works made them.", "exhibits": [], "confidence": "likely", "required": ["North"]}
    entry = north.decide("finding", about)
    north.decide("withdraws", {"entry": entry.hash})
    assert met(north, south).findings[0].state == "withdrawn"


def test_a_party_that_said_two_things_apart_disagrees_with_itself(north: Copy, south: Copy) -> None:
    second = Copy("North", key(4), list(north.entries))
    north.decide("admits", {"key": second.public, "party": "North", "person": "Q"})
    rule(north, "denies")
    rule(second, "refuses")
    south.take(north.packed())
    (matter,) = met(south, second).disagreements
    assert {(said.party, said.value) for said in matter.held} == {("North", "denies"), ("North", "refuses")}


def test_the_same_record_is_one_exhibit_until_nobody_stands_by_it(north: Copy, south: Copy) -> None:
    ours = north.decide("exhibit", {"record": "s_1", "words": ""})
    south.decide("exhibit", {"record": "s_1", "words": ""})
    assert len(met(north, south).exhibits) == 1
    north.decide("withdraws", {"entry": ours.hash})
    assert [x.party for x in met(north, south).exhibits] == ["South"]
