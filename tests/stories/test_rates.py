"""Rates of exchange: only those that a table gives, on their day or shortly after, and never a guess."""

import pytest

from onrecord.model import BadInput, Bound, Value
from onrecord.stories.amounts import apart, comparable
from onrecord.stories.rates import Rates

TABLE = "day,currency,per,rate\n2023-03-01,EUR,USD,1.05\n2023-03-03,EUR,USD,1.06\n2023-03-03,GBP,USD,1.20\n"
RATES = Rates.of(TABLE, "rates.csv")


def money(low: float | None, high: float | None, currency: str, bound: Bound = Bound.EXACT) -> Value:
    return Value(low=low, high=high, bound=bound, currency=currency)


def test_a_sum_is_told_in_another_currency_with_rate_and_day() -> None:
    found = RATES.convert(money(800e6, 800e6, "EUR"), "USD", "2023-03-03")
    assert found
    assert [found.low, found.high] == pytest.approx([848e6, 848e6])
    assert found.currency == "USD"
    assert (found.rate, found.on) == (1.06, "2023-03-03")


def test_the_rate_goes_both_ways_and_an_open_end_stays_open() -> None:
    found = RATES.convert(money(106, None, "USD", Bound.AT_LEAST), "EUR", "2023-03-03")
    assert found
    assert found.low == pytest.approx(100)
    assert found.high is None


@pytest.mark.parametrize(("on", "rate"), [("2023-03-02", 1.05), ("2023-03-20", 1.06), ("2023-02-28", None), ("2023-05-01", None)])
def test_the_rate_is_the_last_before_the_day_and_not_an_old_one(on: str, rate: float | None) -> None:
    found = RATES.convert(money(1, 1, "EUR"), "USD", on)
    assert (found.rate if found else None) == rate


@pytest.mark.parametrize("on", [None, "2023", "2023-03", "XXXX-03-03"])
def test_without_a_day_there_is_no_rate(on: str | None) -> None:
    assert RATES.convert(money(1, 1, "EUR"), "USD", on) is None


def test_no_rate_is_made_up_from_two_others() -> None:
    assert RATES.convert(money(1, 1, "EUR"), "GBP", "2023-03-03") is None


def test_sums_in_two_currencies_do_not_compare_without_rates() -> None:
    euros, dollars = money(800e6, 800e6, "EUR"), money(2e9, 2e9, "USD")
    assert not comparable(euros, dollars)
    assert not apart(euros, dollars)
    assert not apart(euros, dollars, rates=RATES, on=None)
    assert apart(euros, dollars, rates=RATES, on="2023-03-03")
    assert not apart(euros, money(855e6, 855e6, "USD"), rates=RATES, on="2023-03-03")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("", "no table of rates"),
        ("date,from,to\n", "no table of rates"),
        ("day,currency,per,rate\n", "no rates"),
        ("day,currency,per,rate\n2023-03-03,EUR,USD,high\n", "not understood"),
        ("day,currency,per,rate\n2023-13-03,EUR,USD,1\n", "not understood"),
        ("day,currency,per,rate\n2023-03,EUR,USD,1\n", "no whole day"),
        ("day,currency,per,rate\n2023-03-03,EUR,USD,0\n", "no rate"),
        ("day,currency,per,rate\n2023-03-03,EUR,EUR,1\n", "two currencies"),
        ("day,currency,per,rate\n2023-03-03,EUR,USD,1\n2023-03-03,EUR,USD,2\n", "a second rate"),
    ],
)
def test_a_bad_table_is_refused_and_names_the_line(table: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        Rates.of(table, "rates.csv")
