"""Dates are shown as people write them, with what is not known said."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.dates_in_words import in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2017", "2017"),
        ("2017-02", "Feb 2017"),
        ("2017-02-14", "14 Feb 2017"),
        ("2017-02-14T10:12:00Z", "14 Feb 2017, 10:12"),
        ("XXXX-03-03", "3 Mar, year unknown"),
        ("XXXX-03", "Mar, year unknown"),
        ("XXXX", "year unknown"),
        ("201X", "2010s"),
        ("19XX", "1900s"),
        ("2017-21", "spring 2017"),
        ("2017-36", "last quarter of 2017"),
        ("2017-03~", "about Mar 2017"),
        ("2017?", "perhaps 2017"),
        ("2016/..", "since 2016"),
        ("../2017-03-03", "until 3 Mar 2017"),
        ("2017-10-09/2017-10-15", "9–15 Oct 2017"),
        ("2017-10-30/2017-11-02", "30 Oct – 2 Nov 2017"),
        ("2016/2017-02", "2016 to Feb 2017"),
        ("2016-12-30/2017-01-02", "30 Dec 2016 to 2 Jan 2017"),
        ("soon", "soon"),
    ],
)
def test_a_value_in_words(value: str, words: str) -> None:
    assert in_words(value) == words


@given(st.dates(dt.date(1000, 1, 1)), st.dates(dt.date(1000, 1, 1)))
def test_different_days_never_look_alike(one: dt.date, other: dt.date) -> None:
    assert (in_words(one.isoformat()) == in_words(other.isoformat())) == (one == other)
