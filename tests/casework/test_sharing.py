"""What a party corrected in its copy is its own signed word: it reaches the others, overrules nobody, and can be put into force by them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.inquiry.story import DRAUNIA, KESTOVIA, meet, two_copies
from onrecord.casework import actors, correcting, sharing
from onrecord.casework.correcting import Wanted
from onrecord.casework.inquiring import JointInquiry
from onrecord.inquiry.fold import RULES
from onrecord.model import BadInput, Statement


@pytest.fixture
def desks(tmp_path: Path, demo: Path) -> Iterator[tuple[JointInquiry, JointInquiry]]:
    with two_copies(tmp_path, demo) as both:
        yield both


def denial(joint: JointInquiry) -> Statement:
    return next(s for _, s in joint.case.statements() if s.stance == "denies" and s.speaker and s.speaker.name == "Anton Rezhak")


def standing(joint: JointInquiry, key: str) -> Statement | None:
    return next((s for _, s in joint.case.statements() if s.id == key), None)


def said(joint: JointInquiry) -> list[tuple[str, str, bool]]:
    return [(one.party, one.value, one.in_force) for one in sharing.words(joint.case.file, sharing.standing_in(joint))]


def test_a_correction_reaches_the_other_copy_as_a_word_and_changes_nothing_there(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, draunia = desks
    key = denial(kestovia).id
    correcting.edit(kestovia.case, key, Wanted(stance="doubts"), why="He only wonders.", person="Pia Montelar")
    assert sharing.sign(kestovia) == sharing.Signed(made=1, withdrawn=0, held_back=0)
    assert sharing.sign(kestovia).made == 0
    meet(kestovia, draunia)
    assert said(kestovia) == [(KESTOVIA, "the stance is doubts", True)]
    assert said(draunia) == [(KESTOVIA, "the stance is doubts", False)]
    there = standing(draunia, key)
    assert there is not None
    assert there.stance == "denies"


def test_put_into_force_it_reads_the_same_in_both_copies_and_is_signed_by_both(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, draunia = desks
    key = denial(kestovia).id
    correcting.edit(kestovia.case, key, Wanted(stance="doubts"), why="He only wonders.", person="Pia Montelar")
    sharing.sign(kestovia)
    meet(kestovia, draunia)
    (word,) = sharing.words(draunia.case.file, sharing.standing_in(draunia))
    made = sharing.put_into_force(draunia, word.entry[:12], person="Nadira Holvek")
    there = standing(draunia, key)
    assert there is not None
    assert there.stance == "doubts"
    assert "He only wonders." in str(made.about["why"])
    with pytest.raises(BadInput, match="is in force"):
        sharing.put_into_force(draunia, word.entry[:12], person="Nadira Holvek")
    sharing.sign(draunia)
    meet(kestovia, draunia)
    both = [(DRAUNIA, "the stance is doubts", True), (KESTOVIA, "the stance is doubts", True)]
    assert said(kestovia) == said(draunia) == both
    assert not [m for m in kestovia.state().disagreements if m.kind == "reading"]


def test_contrary_corrections_stand_side_by_side_as_a_disagreement(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, draunia = desks
    key = denial(kestovia).id
    correcting.reject(kestovia.case, key, why="Nobody said it.", person="Pia Montelar")
    correcting.accept(draunia.case, key, why="It stands there.", person="Nadira Holvek")
    for joint in desks:
        sharing.sign(joint)
    meet(kestovia, draunia)
    assert said(kestovia) == [(DRAUNIA, "read right", False), (KESTOVIA, "taken out", True)]
    assert said(draunia) == [(DRAUNIA, "read right", True), (KESTOVIA, "taken out", False)]
    assert [m.kind for m in kestovia.state().disagreements] == ["reading"]
    assert kestovia.state().matters == draunia.state().matters


def test_links_and_actors_travel_too(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, draunia = desks
    link = kestovia.case.chain().links[0]
    correcting.detach(kestovia.case, link.child, link.parent, why="Both were there.", person="Pia Montelar")
    one, other = actors.actors_of(kestovia.case).listed[:2]
    actors.merge(kestovia.case, one.id, other.id, why="They sign as one.", person="Pia Montelar")
    assert sharing.sign(kestovia).made == 2
    meet(kestovia, draunia)
    for word in sharing.words(draunia.case.file, sharing.standing_in(draunia)):
        sharing.put_into_force(draunia, word.entry, person="Nadira Holvek")
    assert not any({link.child, link.parent} == {x.child, x.parent} for x in draunia.case.chain().links)
    assert any({one.name, other.name} <= set(a.names) for a in actors.actors_of(draunia.case).listed)


def test_what_was_taken_back_is_withdrawn_and_of_several_on_one_matter_the_last_is_signed(
    desks: tuple[JointInquiry, JointInquiry],
) -> None:
    kestovia, _ = desks
    key = denial(kestovia).id
    first = correcting.accept(kestovia.case, key, why="So it stands.", person="Pia Montelar")
    sharing.sign(kestovia)
    second = correcting.edit(kestovia.case, key, Wanted(stance="doubts"), why="He only wonders.", person="Pia Montelar")
    assert sharing.sign(kestovia) == sharing.Signed(made=1, withdrawn=0, held_back=0)
    assert sharing.sign(kestovia).made == 0
    for entry in (second, first):
        correcting.undo(kestovia.case, entry.sequence, why="Wait for the tape.", person="Pia Montelar")
    assert sharing.sign(kestovia).withdrawn == 1
    assert said(kestovia) == []


def test_what_rests_on_a_withheld_report_is_held_back_or_stays_at_home(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, draunia = desks
    report, statement = next((r, s) for r, s in kestovia.case.statements() if s.speaker)
    kestovia.withhold(report)
    correcting.accept(kestovia.case, statement.id, why="So it stands.", person="Pia Montelar")
    assert sharing.sign(kestovia) == sharing.Signed(made=0, withdrawn=0, held_back=1)
    assert sharing.sign(kestovia, private=True).made == 1
    meet(kestovia, draunia)
    assert [party for party, _, _ in said(kestovia)] == [KESTOVIA]
    assert said(draunia) == []


def test_a_word_that_carries_something_else_than_it_says_is_not_put_into_force(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, draunia = desks
    key = denial(kestovia).id
    correcting.accept(kestovia.case, key, why="So it stands.", person="Pia Montelar")
    sharing.sign(kestovia)
    honest = next(e for e in kestovia.case.file.signed() if e.decision == RULES)
    forgeries: tuple[dict[str, object], ...] = (
        {"value": "read right, all of it"}, {"decision": "reject_statement"}, {"decision": "lexicon"}, {"told": {}}, {"told": 3}
    )  # fmt: skip
    for forged in forgeries:
        kestovia.decide(RULES, {**honest.about, **forged})
        meet(kestovia, draunia)
        (word,) = sharing.words(draunia.case.file, sharing.standing_in(draunia))
        with pytest.raises(BadInput, match="carries something else"):
            sharing.put_into_force(draunia, word.entry, person="Nadira Holvek")
    assert [e for e in draunia.case.file.journal() if e.person == "Nadira Holvek"] == []


@pytest.mark.parametrize(
    "made", [None, {}, {"stance": "sings"}, {"speaker": {"name": "Ana Roe", "kind": "person", "actor": "a_aaaaaaaaaaaa"}}]
)
def test_an_edit_that_says_nothing_or_means_another_is_refused(desks: tuple[JointInquiry, JointInquiry], made: object) -> None:
    kestovia, draunia = desks
    entry = correcting.edit(kestovia.case, denial(kestovia).id, Wanted(stance="doubts"), why="He wonders.", person="Pia Montelar")
    with pytest.raises(BadInput):
        correcting.adopt(draunia.case, replace(entry, about={**entry.about, "edit": made}), why="x", person="y")
    assert not [e for e in draunia.case.file.journal() if e.decision == "edit_statement"]


def test_a_case_without_the_report_says_so(desks: tuple[JointInquiry, JointInquiry]) -> None:
    kestovia, _ = desks
    entry = correcting.accept(kestovia.case, denial(kestovia).id, why="So it stands.", person="Pia Montelar")
    subject = {**dict(entry.about["subject"]), "report": "r_aaaaaaaaaaaa", "original": "0" * 64}  # type: ignore[call-overload]
    with pytest.raises(BadInput, match="no report of this case"):
        correcting.adopt(kestovia.case, replace(entry, about={**entry.about, "subject": subject}), why="x", person="y")
