"""Figures: a value with its bounds, what it counts or measures, and its exact words; never a guess."""

import math
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import Bound, Figure, FigureKind, Reading

Read = Callable[..., Reading]


def figures(read: Read, text: str) -> list[tuple[str, Figure]]:
    reading = read(text, published="2017-03-03")
    return [(text[f.start : f.end], f) for f in reading.figures]


def only(read: Read, text: str) -> tuple[str, Figure]:
    ((words, figure),) = figures(read, text)
    return words, figure


@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("2,400", 2400, 2400, Bound.EXACT),
        ("1,234,567", 1_234_567, 1_234_567, Bound.EXACT),
        ("two", 2, 2, Bound.EXACT),
        ("forty-five", 45, 45, Bound.EXACT),
        ("a dozen", 12, 12, Bound.EXACT),
        ("two dozen", 24, 24, Bound.EXACT),
        ("half a dozen", 6, 6, Bound.EXACT),
        ("a hundred", 100, 100, Bound.EXACT),
        ("half a million", 500_000, 500_000, Bound.EXACT),
        ("two and a half million", 2_500_000, 2_500_000, Bound.EXACT),
        ("1.5 million", 1_500_000, 1_500_000, Bound.EXACT),
        ("some 2,400", 2400, 2400, Bound.ABOUT),
        ("about 300", 300, 300, Bound.ABOUT),
        ("nearly 800", 800, 800, Bound.ABOUT),
        ("an estimated 3,500", 3500, 3500, Bound.ABOUT),
        ("at least 5,000", 5000, None, Bound.AT_LEAST),
        ("more than 3,000", 3000, None, Bound.AT_LEAST),
        ("over 3,000", 3000, None, Bound.AT_LEAST),
        ("2,400 or more", 2400, None, Bound.AT_LEAST),
        ("up to 40", None, 40, Bound.AT_MOST),
        ("fewer than 40", None, 40, Bound.AT_MOST),
        ("not more than 50", None, 50, Bound.AT_MOST),
        ("between 100 and 200", 100, 200, Bound.RANGE),
        ("100 to 200", 100, 200, Bound.RANGE),
        ("100-200", 100, 200, Bound.RANGE),
        ("dozens of", 24, None, Bound.VAGUE),
        ("hundreds of", 200, None, Bound.VAGUE),
        ("thousands of", 2000, None, Bound.VAGUE),
        ("tens of thousands of", 20_000, None, Bound.VAGUE),
        ("several", 3, None, Bound.VAGUE),
    ],
)
def test_a_count_has_its_bounds_and_names_what_is_counted(
    read: Read, words: str, low: float | None, high: float | None, bound: Bound
) -> None:
    found, figure = only(read, f"The factory sold {words} rockets.")
    assert found == words
    assert (figure.low, figure.high, figure.bound) == (low, high, bound)
    assert (figure.kind, figure.unit) == (FigureKind.COUNT, "rocket")


@pytest.mark.parametrize(
    ("words", "low", "high", "bound", "unit"),
    [
        ("$212 million", 212e6, 212e6, Bound.EXACT, "USD"),
        ("at least $212m", 212e6, None, Bound.AT_LEAST, "USD"),
        ("€8.6 million", 8.6e6, 8.6e6, Bound.EXACT, "EUR"),
        ("5 million euros", 5e6, 5e6, Bound.EXACT, "EUR"),
        ("£3.50", 3.5, 3.5, Bound.EXACT, "GBP"),
        ("$1.5 billion to $2 billion", 1.5e9, 2e9, Bound.RANGE, "USD"),
    ],
)
def test_money_is_in_the_currency_it_is_written_in(read: Read, words: str, low: float, high: float | None, bound: Bound, unit: str) -> None:
    found, figure = only(read, f"The goods were worth {words}.")
    assert found == words
    assert figure.low == pytest.approx(low)
    assert figure.high == (None if high is None else pytest.approx(high))
    assert (figure.bound, figure.kind, figure.unit) == (bound, FigureKind.MONEY, unit)


@pytest.mark.parametrize(
    ("text", "words", "value", "kind", "unit"),
    [
        ("The factory made 122 mm rockets.", "122 mm", 122, FigureKind.LENGTH, "millimetre"),
        ("The factory made 122mm rockets.", "122mm", 122, FigureKind.LENGTH, "millimetre"),
        ("The factory made 155-millimetre shells.", "155-millimetre", 155, FigureKind.LENGTH, "millimetre"),
        ("The port lies 12 kilometres from the town.", "12 kilometres", 12, FigureKind.LENGTH, "kilometre"),
        ("The train carried 300 tonnes of grain.", "300 tonnes", 300, FigureKind.MASS, "tonne"),
        ("The export fell by 15 percent.", "15 percent", 15, FigureKind.PERCENT, "percent"),
        ("The export fell by 15%.", "15%", 15, FigureKind.PERCENT, "percent"),
        ("The 45-year-old clerk left.", "45-year-old", 45, FigureKind.AGE, "year"),
        ("The clerk, 45 years old, left.", "45 years old", 45, FigureKind.AGE, "year"),
        ("It took three hours.", "three hours", 3, FigureKind.DURATION, "hour"),
        ("It took a week.", "a week", 1, FigureKind.DURATION, "week"),
    ],
)
def test_a_measure_has_its_unit(read: Read, text: str, words: str, value: float, kind: FigureKind, unit: str) -> None:
    found, figure = only(read, text)
    assert found == words
    assert (figure.low, figure.high, figure.kind, figure.unit) == (value, value, kind, unit)


def test_a_measure_says_what_it_is_of(read: Read) -> None:
    assert only(read, "The train carried 300 tonnes of grain.")[1].of == "grain"
    assert only(read, "Brasmek Trade sold $5 million worth of rockets.")[1].of == "rocket"


@pytest.mark.parametrize(
    "text",
    [
        "One of the ministers left.",
        "Resolution 1540 was adopted.",
        "He lives at 9 Fountain Street.",
        "In 2016 they left.",
        "The vote was 3-2.",
        "It began at 10:30.",
        "It began at 7 p.m. sharp.",
        "The 3rd Division left.",
        "No rockets went.",
        "They flew a MiG-29 over the town.",
        "See page 14.",
        "A rocket lay in the mud.",
        "On 3 March they left.",
        "He said it to one another.",
    ],
)
def test_a_number_that_states_no_quantity_is_no_figure(read: Read, text: str) -> None:
    assert figures(read, text) == []


def test_several_figures_of_a_sentence_come_in_order(read: Read) -> None:
    text = "At least 5,000 rockets, tens of thousands of shells and some 300 drone engines had been handed over since 2016."
    found = figures(read, text)
    assert [f.low for _, f in found] == [5000, 20_000, 300]
    assert [f.unit for _, f in found] == ["rocket", "shell", "engine"]


def test_the_extent_is_in_code_points(read: Read) -> None:
    assert only(read, "🚀🚀 The Žóřa Works sold some 2,400 rockets.")[0] == "some 2,400"


def test_a_figure_in_a_promotion_is_not_read(read: Read) -> None:
    text = "The factory sold 40 rockets to Orlava.\n\nAlso Read | 9,000 Crows Vote in Skarholm.\n\nIt said no more."
    assert [f.low for _, f in figures(read, text)] == [40]


def test_every_figure_shows_the_number_it_rests_on(read: Read) -> None:
    text = "The factory sold at least 5,000 rockets."
    _, figure = only(read, text)
    assert figure.trace
    assert [text[slice(*span)] for span in figure.trace.words] == ["5,000"]


VOCABULARY = """the sold some about at least more than up to between and or more 2,400 100 200 1.5 12,34 0 99999999999 $ € £5 $5 bn
million m dozen a an half one two twenty-five twenty five hundreds of thousands tens several rockets shells tonnes mm % percent
year-old hours worth - – to from 2016 ."""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(max_examples=80)
@given(st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=60)))
@example("1" * 400 + " rockets")
@example("between 200 and 100 rockets")
@example("½ of ٣٤ rockets, ２４００ shells")
@example("half a")
def test_low_is_never_above_high_in_any_text(read: Read, text: str) -> None:
    for figure in read(text).figures:
        assert 0 <= figure.start < figure.end <= len(text)
        ends = [end for end in (figure.low, figure.high) if end is not None]
        assert ends
        assert all(math.isfinite(end) for end in ends)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
