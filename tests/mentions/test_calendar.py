"""Counting from the day a report was published, as far as that day is known."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.mentions.calendar import MONTHS, SEASONS, WEEKDAYS, Anchor
from onrecord.model.edtf import days, is_edtf

FRIDAY = Anchor.of("2017-03-03")
YEARLESS = Anchor.of("XXXX-03-03")
NOTHING = Anchor.of(None)
PUBLISHED = st.one_of(
    st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(dt.date.isoformat),
    st.sampled_from((None, "XXXX-03-03", "XXXX-02-29", "2017", "2017-03", "2017-21", "2017-33", "2016/2017", "201X", "2017-03~", "soon")),
)


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2017-03-03", (dt.date(2017, 3, 3), 2017, 3, 3)),
        ("2017-03-03~", (dt.date(2017, 3, 3), 2017, 3, 3)),
        ("2017-03", (None, 2017, 3, None)),
        ("2017", (None, 2017, None, None)),
        ("XXXX-03-03", (None, None, 3, 3)),
        ("2017-21", (None, 2017, None, None)),
        ("2016/2017", (None, None, None, None)),
        (None, (None, None, None, None)),
    ],
)
def test_an_anchor_knows_what_the_day_of_publication_tells(published: str | None, known: tuple[object, ...]) -> None:
    anchor = Anchor.of(published)
    assert (anchor.day, anchor.year, anchor.month, anchor.day_of_month) == known


@pytest.mark.parametrize(
    ("month", "day", "ahead", "value"),
    [
        (3, 3, False, "2017-03-03"),
        (3, 2, False, "2017-03-02"),
        (6, 14, False, "2016-06-14"),
        (6, 14, True, "2017-06-14"),
        (2, 1, True, "2018-02-01"),
        (3, 20, False, "2017-03-20"),
        (12, None, False, "2016-12"),
        (3, None, False, "2017-03"),
        (2, 29, False, "XXXX-02-29"),
        (2, 30, False, None),
        (4, 31, True, None),
    ],
)
def test_a_date_without_a_year_takes_the_year_that_fits_the_report(month: int, day: int | None, value: str | None, *, ahead: bool) -> None:
    assert FRIDAY.date(month, day, ahead=ahead) == value


def test_a_date_without_a_year_in_a_report_without_a_year_has_none() -> None:
    assert YEARLESS.date(6, 14) == "XXXX-06-14"
    assert NOTHING.date(6, None) == "XXXX-06"


def test_a_weekday_is_the_nearest_one_up_to_the_report() -> None:
    assert FRIDAY.weekday(WEEKDAYS["friday"]) == "2017-03-03"
    assert FRIDAY.weekday(WEEKDAYS["thursday"]) == "2017-03-02"
    assert FRIDAY.weekday(WEEKDAYS["saturday"]) == "2017-02-25"
    assert FRIDAY.weekday(WEEKDAYS["friday"], last=True) == "2017-02-24"
    assert FRIDAY.weekday(WEEKDAYS["friday"], ahead=True) == "2017-03-10"
    assert FRIDAY.weekday(WEEKDAYS["monday"], ahead=True) == "2017-03-06"


def test_weeks_run_from_monday_to_sunday() -> None:
    assert FRIDAY.week(0) == "2017-02-27/2017-03-05"
    assert FRIDAY.week(-1) == "2017-02-20/2017-02-26"


def test_months_and_years_carry_over() -> None:
    assert Anchor.of("2017-01-31").months_from(-1) == "2016-12"
    assert Anchor.of("2017-12-01").months_from(1) == "2018-01"
    assert FRIDAY.years_from(-1) == "2016"
    assert YEARLESS.months_from(-3) == "XXXX-12"


def test_what_needs_an_unknown_day_is_unknown() -> None:
    for anchor in (YEARLESS, NOTHING, Anchor.of("2017")):
        assert anchor.weekday(3) is anchor.days_from(-1) is anchor.week(0) is None
    assert YEARLESS.years_from(-1) is NOTHING.months_from(1) is None


def test_names_of_months_weekdays_and_seasons_have_their_numbers() -> None:
    assert (MONTHS["march"], MONTHS["mar"], MONTHS["sept"], MONTHS["december"]) == (3, 3, 9, 12)
    assert (WEEKDAYS["monday"], WEEKDAYS["sunday"]) == (0, 6)
    assert SEASONS["autumn"] == SEASONS["fall"] == 23


@given(PUBLISHED, st.integers(0, 6), st.integers(-999, 999), st.booleans())
def test_every_answer_is_an_edtf_value_or_unknown(published: str | None, weekday: int, count: int, ahead: bool) -> None:  # noqa: FBT001
    anchor = Anchor.of(published)
    answers = (anchor.weekday(weekday, ahead=ahead), anchor.weekday(weekday, last=True), anchor.days_from(count), anchor.week(count))
    assert all(answer is None or is_edtf(answer) for answer in answers)


@given(PUBLISHED, st.integers(1, 12), st.none() | st.integers(1, 39), st.booleans())
def test_any_month_and_day_is_a_date_or_none(published: str | None, month: int, day: int | None, ahead: bool) -> None:  # noqa: FBT001
    value = Anchor.of(published).date(month, day, ahead=ahead)
    if value is None:
        assert day is not None
        assert not is_edtf(f"XXXX-{month:02d}-{day:02d}")
    else:
        assert is_edtf(value)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)), st.integers(1, 12), st.integers(1, 28))
def test_a_date_without_a_year_lies_within_a_year_of_the_report(published: dt.date, month: int, day: int) -> None:
    found = days(Anchor.of(published.isoformat()).date(month, day) or "").first
    assert found is not None
    assert -366 <= (found - published).days <= 45


@given(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_never_ahead_and_never_more_than_a_week_back(published: dt.date, number: int) -> None:
    found = dt.date.fromisoformat(Anchor.of(published.isoformat()).weekday(number) or "")
    assert found.weekday() == number
    assert 0 <= (published - found).days < 7
