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
        ("two and a half thousand", 2500, 2500, Bound.EXACT),
        ("two hundred and fifty", 250, 250, Bound.EXACT),
        ("one hundred and twenty thousand", 120_000, 120_000, Bound.EXACT),
        ("4 hundred thousand", 400_000, 400_000, Bound.EXACT),
        ("two lakh", 200_000, 200_000, Bound.EXACT),
        ("1,20,000", 120_000, 120_000, Bound.EXACT),
        ("close to 800", 800, 800, Bound.ABOUT),
        ("as many as 40", None, 40, Bound.AT_MOST),
        ("no fewer than 40", 40, None, Bound.AT_LEAST),
        ("at least another 40", 40, None, Bound.AT_LEAST),
        ("40-odd", 40, 40, Bound.ABOUT),
        ("from 200 to 300", 200, 300, Bound.RANGE),
        ("200 or 300", 200, 300, Bound.RANGE),
        ("three to five thousand", 3000, 5000, Bound.RANGE),
        ("between a hundred and two hundred", 100, 200, Bound.RANGE),
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
        ("$89 to $93 billion", 89e9, 93e9, Bound.RANGE, "USD"),
        ("almost €800 million", 8e8, 8e8, Bound.ABOUT, "EUR"),
        ("EUR 800 million", 8e8, 8e8, Bound.EXACT, "EUR"),
        ("Rs 364 crore", 3.64e9, 3.64e9, Bound.EXACT, "INR"),
        ("HK $5.4m", 5.4e6, 5.4e6, Bound.EXACT, "HKD"),
        ("$A82,615,680", 82_615_680, 82_615_680, Bound.EXACT, "AUD"),
        ("40 kuna", 40, 40, Bound.EXACT, "HRK"),
        ("90 pence", 90, 90, Bound.EXACT, "penny"),
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
        ("The rail was 37m long.", "37m", 37, FigureKind.LENGTH, "metre"),
        ("The guns took 7.62x39 mm rounds.", "7.62x39 mm", 7.62, FigureKind.LENGTH, "millimetre"),
        ("The depot covers 32m2.", "32m2", 32, FigureKind.AREA, "square metre"),
        ("The store was at minus 20 degrees Celsius.", "minus 20 degrees Celsius", -20, FigureKind.TEMPERATURE, "degree Celsius"),
        ("The rate fell to .5 per cent.", ".5 per cent", 0.5, FigureKind.PERCENT, "percent"),
        ("The tax is 3pc.", "3pc", 3, FigureKind.PERCENT, "percent"),
        ("The clerk, 45, left.", "45", 45, FigureKind.AGE, "year"),
        ("The girl was 18 months old.", "18 months old", 18, FigureKind.AGE, "month"),
        ("It waited two and a half hours.", "two and a half hours", 2.5, FigureKind.DURATION, "hour"),
        ("The pipe held 1/4 gallon of fuel.", "1/4 gallon", 0.25, FigureKind.VOLUME, "gallon"),
        ("A 40,000-strong force stood there.", "40,000-strong", 40_000, FigureKind.COUNT, "force"),
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
    ("text", "words", "percent"),
    [
        ("Half of the crates were empty.", "Half", 50),
        ("Two-thirds of the crew fled.", "Two-thirds", 200 / 3),
        ("Output fell by a third.", "a third", 100 / 3),
        ("One in ten sights failed.", "One in ten", 10),
        ("Nine out of ten shells failed.", "Nine out of ten", 90),
    ],
)
def test_a_part_of_a_whole_is_a_percentage(read: Read, text: str, words: str, percent: float) -> None:
    found, figure = only(read, text)
    assert found == words
    assert figure.kind is FigureKind.PERCENT
    assert figure.low == figure.high == pytest.approx(percent)


def test_a_part_of_so_many_states_both(read: Read) -> None:
    part, whole = (figure for _, figure in figures(read, "Half of the 36 tanks were lost."))
    assert (part.low, part.kind, part.of) == (50, FigureKind.PERCENT, "tank")
    assert (whole.low, whole.unit) == (36, "tank")


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("The oil cost $58 a barrel.", "barrel"),
        ("The oil cost $58 per barrel.", "barrel"),
        ("The jets cost $5m apiece.", "piece"),
        ("The guns fired 300 shells a day.", "day"),
        ("The jets cost $5m.", None),
    ],
)
def test_a_price_or_a_rate_says_what_it_is_for_each_one_of(read: Read, text: str, per: str | None) -> None:
    assert only(read, text)[1].per == per


def test_an_article_before_a_sum_is_no_part_of_its_currency(read: Read) -> None:
    assert [f.unit for _, f in figures(read, "A $3-million cheque was sent and A$3 million came back.")] == ["USD", "AUD"]


def test_a_step_and_a_level_are_two_figures_and_no_range(read: Read) -> None:
    assert [f.low for _, f in figures(read, "The debt rose by $43 billion to $419 billion.")] == [43e9, 419e9]
    assert [f.bound for _, f in figures(read, "The yield fell by 1 to 2 percent.")] == [Bound.RANGE]


def test_a_conversion_in_brackets_has_the_bound_of_what_it_converts(read: Read) -> None:
    assert [f.bound for _, f in figures(read, "It flew more than 20 km (12 miles).")] == [Bound.AT_LEAST, Bound.AT_LEAST]


@pytest.mark.parametrize(
    "text",
    [
        "They lost a T-72 and an F-16.",
        "Flight MH17 fell.",
        "Boeing 737 flights to Terminal 2 were halted under Rule 7.",
        "The G20 met while Radio 4 carried the news.",
        "He left 10 Downing Street by car.",
        "He lives at 16-18 Fountain Lane Road.",
        "A third party bought it.",
        "He asked for a second opinion.",
        "It was a category 4 storm.",
        "They have one clear goal.",
        "The multiple rocket launchers left.",
        "Few believe her.",
        "It was the first such fair in a decade.",
        "The PS5 was sold out.",
        "The COVID -19 ward was shut.",
        "He took a one-way road.",
        "It was the second half of the match.",
    ],
)
def test_a_designation_or_a_manner_of_speaking_is_no_figure(read: Read, text: str) -> None:
    assert figures(read, text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The army lost 14 T-72 tanks.", "tank"),
        ("Ilmaria sent Norrund 18 Leopard 2 tanks.", "tank"),
        ("Brenik sold 20 of the TB2 drones.", "drone"),
        ("Hundreds of coal-fired plants were shut.", "coal-fired plant"),
        ("They made 200 of the 155 mm shells.", "shell"),
        ("Two were wounded.", None),
    ],
)
def test_a_count_is_of_the_thing_and_not_of_its_designation(read: Read, text: str, unit: str | None) -> None:
    assert figures(read, text)[0][1].unit == unit


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
    assert [f.unit for _, f in found] == ["rocket", "shell", "drone engine"]


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
