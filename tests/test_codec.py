"""Every record survives the way to JSON and back, and canonical JSON has one form only."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codec import canonical, from_json, from_plain, to_json, to_plain
from onrecord.model import (
    BadInput,
    Credit,
    Entry,
    Figure,
    Goods,
    Mention,
    Original,
    Problem,
    Quantity,
    Reading,
    Report,
    Role,
    Segment,
    Span,
    Speaker,
    Statement,
    Trace,
    Transfer,
    Value,
    When,
)

TEXT = st.text(max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SAFE = 2**53 - 1
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | st.floats(-SAFE, SAFE) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT | st.sampled_from(("name", "class", "class_")), inner, max_size=3),
    max_leaves=8,
)
st.register_type_strategy(float, NUMBERS)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(Span, st.builds(Span, st.integers(0, 2**40), st.integers(0, 2**40)))
SPANS = st.lists(st.from_type(Span), max_size=2).map(tuple)
st.register_type_strategy(Transfer, st.builds(Transfer, spans=st.dictionaries(TEXT | st.sampled_from(("via", "goods")), SPANS, max_size=3)))
ENTRIES = st.builds(Entry, about=st.dictionaries(TEXT | st.sampled_from(("name", "class")), PLAIN, max_size=4))
KINDS = (Credit, Figure, Goods, Mention, Original, Problem, Quantity, Report, Segment, Speaker, Statement, Trace, Transfer, Value, When)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_comes_back_from_json_as_it_was(kind: type) -> None:
    @settings(max_examples=40)
    @given(st.from_type(kind))
    def holds(record: Any) -> None:
        assert from_json(kind, to_json(record)) == record

    holds()


@settings(max_examples=40)
@given(ENTRIES)
def test_a_decision_comes_back_whatever_words_it_is_about(entry: Entry) -> None:
    assert from_json(Entry, to_json(entry)) == entry


def test_a_decision_may_speak_of_a_name_and_a_class() -> None:
    about = {"name": "Dolvar rockets", "class": "rocket", "caliber_mm": 122, "goods": {"name": "rocket", "class": "rocket"}}
    entry = Entry(sequence=1, at="2019-02-08T10:00:00Z", person="Klara Vesnik", decision="lexicon", about=about, previous="", hash="")
    assert json.loads(to_json(entry))["about"] == about
    assert from_json(Entry, to_json(entry)) == entry


@settings(max_examples=15)
@given(st.from_type(Report), st.lists(st.from_type(Transfer), max_size=2), st.lists(st.from_type(Statement), max_size=2))
def test_a_whole_reading_comes_back(report: Report, transfers: list[Transfer], statements: list[Statement]) -> None:
    reading = Reading(report=report, transfers=tuple(transfers), statements=tuple(statements))
    assert from_json(Reading, to_json(reading)) == reading


def test_the_class_of_goods_has_the_name_of_the_contract() -> None:
    transfer = Transfer(id="t_1", goods=Goods(name="122 mm rockets", class_="rocket", caliber_mm=122.0), recipient="Orlava")
    assert to_plain(transfer)["goods"] == {"name": "122 mm rockets", "class": "rocket", "caliber_mm": 122.0}
    assert from_plain(Transfer, to_plain(transfer)) == transfer


def test_goods_without_a_calibre_are_read_too() -> None:
    assert from_plain(Goods, {"name": "rocket", "class": "rocket"}) == Goods(name="rocket", class_="rocket")


def test_spans_are_pairs_and_the_unknown_is_null() -> None:
    plain = json.loads(to_json(Statement(id="s_1", speaker=None, source=(), cue=(Span(3, 9),), content=(Span(9, 20),),
                                         mode="direct", stance="denies")))  # type: ignore[arg-type]  # fmt: skip
    assert plain["cue"] == [[3, 9]]
    assert plain["speaker"] is None
    assert plain["said_on"] is None


def test_a_record_is_one_line() -> None:
    assert "\n" not in to_json(Report(id="r", original="", path="a.txt", text="one\ntwo\r\nthree\u2028four"))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (Segment, '{"role": "footer", "start": 0, "end": 3}'),
        (Segment, '{"role": "body", "start": "0", "end": 3}'),
        (Segment, '{"role": "body", "start": 0}'),
        (Segment, "[]"),
        (Segment, "not JSON"),
        (Segment, ""),
        (Statement, "{}"),
        (Goods, '{"class": "rocket"}'),
    ],
)
def test_json_that_is_no_such_record_is_refused_by_its_name(kind: type, line: str) -> None:
    with pytest.raises(BadInput, match=kind.__name__):
        from_json(kind, line)


@given(st.dictionaries(TEXT, PLAIN, max_size=6), st.randoms(use_true_random=False))
def test_canonical_json_does_not_depend_on_the_order_of_keys(plain: dict[str, Any], chance: random.Random) -> None:
    items = list(plain.items())
    chance.shuffle(items)
    assert canonical(dict(items)) == canonical(plain)


@given(st.dictionaries(TEXT, PLAIN, max_size=6))
def test_canonical_json_is_json_that_says_the_same(plain: dict[str, Any]) -> None:
    assert json.loads(canonical(plain)) == plain
    assert canonical(json.loads(canonical(plain))) == canonical(plain)


def test_canonical_json_is_the_form_of_rfc_8785() -> None:
    assert canonical({"b": 1.0, "a": ["€", "\n"], "A": None}) == '{"A":null,"a":["€","\\n"],"b":1}'.encode()


def test_a_role_is_written_as_its_word() -> None:
    assert to_json(Segment(Role.HEADLINE, 0, 3)) == '{"role":"headline","start":0,"end":3,"trace":null}'
