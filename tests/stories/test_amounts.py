"""Which amounts cannot both be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Bound, Quantity, Value
from onrecord.stories.amounts import apart, spread


def count(low: float | None, bound: Bound = Bound.EXACT, high: float | None = None, unit: str | None = None) -> Quantity:
    return Quantity(low=low, high=high if high is not None or bound in (Bound.AT_LEAST, Bound.VAGUE) else low, bound=bound, unit=unit)


def money(amount: float, currency: str, bound: Bound = Bound.EXACT) -> Value:
    return Value(low=amount, high=None if bound is Bound.AT_LEAST else amount, bound=bound, currency=currency)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (count(200), count(350)),
        (count(800, Bound.ABOUT), count(2400, Bound.ABOUT)),
        (count(2400), count(3000, Bound.AT_LEAST)),
        (count(500), count(100, Bound.RANGE, 300)),
        (money(212e6, "USD"), money(300e6, "USD")),
    ],
)
def test_apart(a: Quantity | Value, b: Quantity | Value) -> None:
    assert apart(a, b)
    assert apart(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (count(2000, Bound.VAGUE), count(3500, Bound.ABOUT)),
        (count(3480), count(3500, Bound.ABOUT)),
        (count(5, Bound.AT_LEAST), count(7)),
        (count(200, unit="tonne"), count(350, unit="truck")),
        (money(800e6, "EUR", Bound.ABOUT), money(855e6, "USD")),
        (money(212e6, "USD"), money(212.4e6, "USD")),
    ],
)
def test_not_apart(a: Quantity | Value, b: Quantity | Value) -> None:
    assert not apart(a, b)


@given(st.floats(1, 1e9), st.sampled_from(Bound))
def test_an_amount_is_never_apart_from_itself(number: float, bound: Bound) -> None:
    amount = count(number, bound)
    assert not apart(amount, amount)
    assert spread(amount).low <= number
