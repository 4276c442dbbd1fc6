"""EDTF values as ranges of days: well-formed or refused, never turned round."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.edtf import days, is_edtf, order_key

DATES = st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-03-03", "2017-03-03", "2017-03-03"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2017-21", "2017-03-01", "2017-05-31"),
        ("2017-24", "2017-12-01", "2018-02-28"),
        ("2017-33", "2017-01-01", "2017-03-31"),
        ("2017-36", "2017-10-01", "2017-12-31"),
        ("2017-03~", "2017-03-01", "2017-03-31"),
        ("2017-03?", "2017-03-01", "2017-03-31"),
        ("2016/2017-02", "2016-01-01", "2017-02-28"),
        ("2017-03-03/2017-03-03", "2017-03-03", "2017-03-03"),
    ],
)
def test_a_value_is_the_days_it_can_mean(value: str, first: str, last: str) -> None:
    assert days(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["XXXX-03-03", "XXXX-03", "XXXX-02-29", "XXXX"])
def test_an_unknown_year_is_a_value_without_known_days(value: str) -> None:
    assert is_edtf(value)
    assert days(value) == (None, None)


def test_an_open_end_is_no_day() -> None:
    assert days("2016/..") == (dt.date(2016, 1, 1), None)
    assert days("../2016") == (None, dt.date(2016, 12, 31))


@pytest.mark.parametrize(
    "value",
    ["", "/", "last Thursday", "3 March 2017", "2017-3-3", "2017-13", "2017-00", "2017-02-30", "2017-02-29", "XXXX-02-30", "2017-21-05",
     "17", "20170303", "2017-03-03T25:00", "2017-03-03 ", "2017/2016", "2017-03-03/2017-03-02", "2015/2016/2017", "2016/soon",
     "２０１７-03-03", "0000"],
)  # fmt: skip
def test_what_is_no_edtf_value_is_refused(value: str) -> None:
    assert not is_edtf(value)
    with pytest.raises(ValueError, match=r".+"):
        days(value)


@given(DATES)
def test_a_day_means_itself(day: dt.date) -> None:
    assert days(day.isoformat()) == (day, day)


@given(DATES, DATES)
def test_an_interval_is_good_exactly_when_it_does_not_run_backwards(a: dt.date, b: dt.date) -> None:
    assert is_edtf(f"{a.isoformat()}/{b.isoformat()}") == (a <= b)


@given(st.one_of(st.text(max_size=25), st.from_regex(r"[0-9X]{4}(-[0-9]{2}){0,2}[~?]?(/[0-9X.]{2,4}(-[0-9]{2}){0,2})?", fullmatch=True)))
def test_any_text_is_a_range_in_order_or_refused(value: str) -> None:
    if is_edtf(value):
        first, last = days(value)
        assert first is None or last is None or first <= last


@given(st.lists(DATES, min_size=1))
def test_days_sort_in_time_order_and_the_unknown_comes_last(dates: list[dt.date]) -> None:
    values = [None, "XXXX-01-01", *(day.isoformat() for day in dates)]
    assert sorted(values, key=order_key)[: len(dates)] == sorted(day.isoformat() for day in dates)


def test_a_day_stands_before_the_month_that_begins_with_it() -> None:
    assert sorted(["2017", "2017-01", "2017-01-01"], key=order_key) == ["2017-01-01", "2017-01", "2017"]
