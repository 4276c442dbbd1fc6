"""Decisions are laid over a reading without changing it, hold when it is read anew, and say so where they do not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from onrecord.codec import to_plain
from onrecord.corrections.applying import Corrected, corrected
from onrecord.corrections.knowing import subject_of
from onrecord.corrections.ledger import ACCEPT, EDIT, REJECT, Ruling, rulings
from onrecord.model import (
    Bound,
    Entry,
    Fate,
    Goods,
    Mode,
    Quantity,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Transfer,
    Verdict,
)

TEXT = (
    "Norria's Defence Minister Ilan Dorvek denied that the mill had sold rockets to Belmar. "
    "Petra Lurk, a lawyer, said: “The papers were forged by the mill.” Dorvek asked who had seen them."
)


@pytest.fixture(scope="module")
def reading(read: Callable[..., Reading]) -> Reading:
    made = read(TEXT)
    assert len(made.statements) == 3
    return made


def decide(reading: Reading, *decided: tuple[str, Statement, dict[str, Any]]) -> tuple[Ruling, ...]:
    """Rulings on statements as journal entries keep them."""
    entries = [
        Entry(
            sequence=n, at=f"2019-01-0{n}T00:00:00Z", person="Mara", decision=decision, previous="", hash=f"h{n}",
            about={"subject": to_plain(subject_of(s, reading.report)), "record": to_plain(s), "why": f"reason {n}", **about},
        )
        for n, (decision, s, about) in enumerate(decided, 1)
    ]  # fmt: skip
    return rulings(entries)


def fates(made: Corrected) -> list[Fate]:
    return [one.fate for one in made.outcomes]


def spans(text: str, words: str) -> list[list[int]]:
    at = text.index(words)
    return [[at, at + len(words)]]


def test_without_decisions_a_reading_is_itself(reading: Reading) -> None:
    assert corrected(reading, ()).reading is reading


def test_what_the_machine_read_is_never_changed(reading: Reading) -> None:
    before = to_plain(reading)
    corrected(reading, decide(reading, (REJECT, reading.statements[0], {}), (EDIT, reading.statements[1], {"edit": {"stance": "doubts"}})))
    assert to_plain(reading) == before


def test_accepting_changes_nothing_but_says_who_did(reading: Reading) -> None:
    made = corrected(reading, decide(reading, (ACCEPT, reading.statements[0], {}))).reading.statements
    assert made[0].decided[0].verdict is Verdict.ACCEPTED
    assert (made[0].decided[0].person, made[0].decided[0].why) == ("Mara", "reason 1")
    assert tuple(replace(s, decided=()) for s in made) == reading.statements


def test_an_edit_sets_what_it_names_and_keeps_the_rest(reading: Reading) -> None:
    s = reading.statements[1]
    speaker = {"name": "Ilan Dorvek", "kind": "person", "actor": "a_x"}
    words = "The papers were forged"
    edit = {"speaker": speaker, "stance": "alleges", "words": [words], "at": spans(TEXT, words)}
    made = corrected(reading, decide(reading, (EDIT, s, {"edit": edit}))).reading.statements[1]
    assert made.speaker == Speaker(name="Ilan Dorvek", kind=SpeakerKind.PERSON, actor="a_x")
    assert made.stance is Stance.ALLEGES
    assert [TEXT[a:b] for a, b in made.content] == [words]
    assert made.mode is Mode.DIRECT
    assert (made.id, made.source, made.cue, made.trace) == (s.id, s.source, s.cue, s.trace)
    changed = {c.field: (c.was, c.now) for c in made.decided[0].changes}
    assert changed.keys() == {"speaker", "stance", "words"}
    assert changed["stance"] == (s.stance.value, "alleges")


def test_edits_add_up_and_the_last_word_on_a_field_holds(reading: Reading) -> None:
    s = reading.statements[0]
    listed = decide(
        reading, (EDIT, s, {"edit": {"stance": "doubts"}}), (EDIT, s, {"edit": {"nobody": True}}), (EDIT, s, {"edit": {"stance": "asks"}})
    )
    made = corrected(reading, listed).reading.statements[0]
    assert (made.speaker, made.stance) == (None, Stance.ASKS)
    assert [c.was for d in made.decided for c in d.changes if c.field == "stance"] == ["denies", "doubts"]


def test_a_rejected_statement_stands_nowhere_and_leaves_nothing_hanging(reading: Reading) -> None:
    outer, inner = reading.statements[0], replace(reading.statements[1], within=reading.statements[0].id)
    goods = Transfer(
        id="t_x", goods=Goods(name="rockets"), quantity=Quantity(low=1, high=1, bound=Bound.EXACT), statements=(outer.id, inner.id)
    )
    nested = replace(reading, statements=(outer, inner, reading.statements[2]), transfers=(goods,))
    made = corrected(nested, decide(nested, (REJECT, outer, {})))
    assert [s.id for s in made.reading.statements] == [inner.id, reading.statements[2].id]
    assert made.reading.statements[0].within is None
    assert made.reading.transfers[0].statements == (inner.id,)
    assert [s.id for s in made.rejected] == [outer.id]


def test_accepting_or_editing_after_rejecting_takes_a_statement_back_in(reading: Reading) -> None:
    s = reading.statements[0]
    for later in ((ACCEPT, s, {}), (EDIT, s, {"edit": {"stance": "doubts"}})):
        made = corrected(reading, decide(reading, (REJECT, s, {}), later))
        assert s.id in {one.id for one in made.reading.statements}
        assert made.rejected == ()


def test_decisions_hold_when_all_ids_shift(reading: Reading) -> None:
    a, b, c = reading.statements
    listed = decide(reading, (REJECT, a, {}), (EDIT, b, {"edit": {"stance": "alleges"}}), (ACCEPT, c, {}))
    anew = replace(reading, statements=tuple(replace(s, id=f"s_{n}", within=None) for n, s in enumerate(reading.statements)))
    made = corrected(anew, listed)
    assert [(s.id, s.stance) for s in made.reading.statements] == [("s_1", Stance.ALLEGES), ("s_2", c.stance)]
    assert fates(made) == [Fate.HOLDS] * 3


def test_other_bounds_are_told_and_a_rejection_is_not_carried_over(reading: Reading) -> None:
    a, b, c = reading.statements
    listed = decide(reading, (REJECT, a, {}), (EDIT, b, {"edit": {"stance": "alleges"}}))
    moved = tuple(replace(s, id=f"m{s.id}", content=(Span(s.content[0].start, s.content[-1].end - 5),)) for s in (a, b))
    made = corrected(replace(reading, statements=(*moved, c)), listed)
    assert [(s.id, s.stance) for s in made.reading.statements] == [(f"m{a.id}", a.stance), (f"m{b.id}", Stance.ALLEGES), (c.id, c.stance)]
    assert fates(made) == [Fate.MOVED, Fate.MOVED]
    assert all("now reads" in one.told for one in made.outcomes)


def test_what_people_accepted_or_edited_stays_when_the_machine_no_longer_reads_it(reading: Reading) -> None:
    a, b, c = reading.statements
    listed = decide(reading, (ACCEPT, a, {}), (EDIT, b, {"edit": {"stance": "alleges"}}), (REJECT, c, {}))
    made = corrected(replace(reading, statements=()), listed)
    assert [(s.id, s.stance, s.content) for s in made.reading.statements] == [
        (a.id, a.stance, a.content),
        (b.id, Stance.ALLEGES, b.content),
    ]
    assert fates(made) == [Fate.KEPT, Fate.KEPT, Fate.NOTHING_LEFT]
    assert all("no longer reads it" in one.told for one in made.outcomes)


def test_what_was_kept_can_be_decided_on_again(reading: Reading) -> None:
    a = reading.statements[0]
    made = corrected(replace(reading, statements=()), decide(reading, (ACCEPT, a, {}), (EDIT, a, {"edit": {"stance": "doubts"}})))
    assert [(s.id, s.stance) for s in made.reading.statements] == [(a.id, Stance.DOUBTS)]


def test_words_that_are_gone_are_said_and_not_dropped(reading: Reading) -> None:
    listed = decide(reading, *((decision, reading.statements[0], {}) for decision in (ACCEPT, REJECT)))
    other = replace(reading, report=replace(reading.report, text="Something else altogether."), statements=())
    made = corrected(other, listed)
    assert fates(made) == [Fate.LOST, Fate.LOST]
    assert all("no longer found" in one.told for one in made.outcomes)
    assert made.reading.statements == ()


def test_an_edit_whose_new_words_are_gone_keeps_the_rest_and_says_so(reading: Reading) -> None:
    s = reading.statements[0]
    made = corrected(reading, decide(reading, (EDIT, s, {"edit": {"stance": "doubts", "words": ["nowhere to be found"], "at": [[0, 5]]}})))
    assert (made.reading.statements[0].stance, made.reading.statements[0].content) == (Stance.DOUBTS, s.content)
    assert fates(made) == [Fate.MOVED]
    assert "no longer found" in made.outcomes[0].told


def test_applying_is_the_same_each_time_and_for_one_report_only(reading: Reading) -> None:
    listed = decide(reading, (EDIT, reading.statements[0], {"edit": {"stance": "doubts"}}), (REJECT, reading.statements[2], {}))
    assert corrected(reading, listed) == corrected(reading, listed)
