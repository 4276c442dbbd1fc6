"""The review asks first for what is flagged, then for what is doubtful and carries much."""

from dataclasses import replace
from typing import Any

import pytest

from onrecord.corrections.measured import measured, precision_of, way_of
from onrecord.corrections.ranking import RULE, Weighed, ranked
from onrecord.model import Mode, Span, Speaker, SpeakerKind, Stance, Statement, Trace

DORVEK = Speaker(name="Ilan Dorvek", kind=SpeakerKind.PERSON, actor="a_d")
PLAIN = Weighed(
    statement=Statement(id="s_plain", speaker=DORVEK, source=(), cue=(), content=(Span(0, 4),), mode=Mode.INDIRECT, stance=Stance.ASSERTS,
                        trace=Trace("verb_cue:say/clause"))
)  # fmt: skip


def named(key: str, **fields: Any) -> Weighed:
    speech = {name: fields.pop(name) for name in ("speaker", "trace") if name in fields}
    return replace(PLAIN, statement=replace(PLAIN.statement, id=key, **speech), **fields)


def order(*listed: Weighed) -> list[str]:
    return [row.weighed.statement.id for row in ranked(listed)]


@pytest.mark.parametrize(
    "heavier",
    [
        {"conflicts": 1}, {"transfers": 1}, {"origins": 3}, {"speaker": None}, {"speaker": replace(DORVEK, anonymous=True)},
        {"trace": Trace("phrase_cue:according_to")}, {"flagged": "who?"}, {"unsettled": "the machine now reads more"},
    ],
)  # fmt: skip
def test_each_reason_brings_a_statement_forward(heavier: dict[str, Any]) -> None:
    assert order(PLAIN, named("s_other", **heavier)) == ["s_other", "s_plain"]
    assert order(named("s_other", **heavier), PLAIN) == ["s_other", "s_plain"]


def test_flags_come_before_everything_and_what_no_longer_fits_before_points() -> None:
    heavy = named("s_heavy", conflicts=9, transfers=2, origins=12, speaker=None, trace=Trace("phrase_cue:x"))
    assert order(heavy, named("s_moved", unsettled="x"), named("s_flag", flagged="y")) == ["s_flag", "s_moved", "s_heavy"]


def test_the_order_does_not_depend_on_the_order_given() -> None:
    listed = [named(f"s_{n}", origins=n % 3, conflicts=n % 2) for n in range(9)]
    assert order(*listed) == order(*reversed(listed))


def test_each_row_says_why_it_stands_there() -> None:
    row = ranked([named("s_x", conflicts=2, transfers=1, origins=3, speaker=None, flagged="who?")])[0]
    told = "; ".join(row.reasons)
    for words in ("flagged: who?", "nobody is named", "2 conflicts", "1 alleged transfer", "3 origins", "wrong in"):
        assert words in told
    assert row.reasons[0] == "flagged: who?"


def test_the_rule_that_people_read_has_the_numbers_that_count() -> None:
    for number in ("0.25", "0.15", "2 more", "1 more", "a quarter", "up to 12"):
        assert number in RULE


def test_a_way_that_was_seldom_seen_is_trusted_about_as_much_as_all() -> None:
    read, right = (sum(row[side] for row in measured().values()) for side in (0, 1))
    assert precision_of("never seen") == pytest.approx(right / read)
    assert 0 < min(precision_of(way) for way in measured()) < max(precision_of(way) for way in measured()) < 1


def test_measured_ways_are_those_that_traces_name() -> None:
    assert all(0 <= right <= read for read, right in measured().values())
    assert way_of(Trace("verb_cue:say/clause/known")) == "verb_cue/clause"
    assert way_of(Trace("idiom_cue:wash_hands")) == "idiom_cue"
    assert way_of(None) == "unknown"
