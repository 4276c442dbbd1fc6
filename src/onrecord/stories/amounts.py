"""When two amounts cannot both be right."""

from math import inf
from typing import NamedTuple

from onrecord.model import Bound, Quantity, Value
from onrecord.stories.rates import Rates
from onrecord.text.folding import fold_name

ABOUT = 0.1
"""How far from its number "about" is taken to reach, as a share of it."""

_MANY = 1_000_000


class Spread(NamedTuple):
    """The least and the most that an amount can mean; ``inf`` where it is open."""

    low: float
    high: float


def spread(amount: Quantity | Value) -> Spread:
    """What the amount leaves possible: "about" reaches a tenth either way; a round sum of money half its last digit."""
    low = amount.low if amount.low is not None else 0.0
    high = amount.high if amount.high is not None else inf
    match amount.bound:
        case Bound.ABOUT:
            return Spread(low * (1 - ABOUT), (high if high != inf else low) * (1 + ABOUT))
        case Bound.AT_LEAST | Bound.VAGUE:
            return Spread(low, high if amount.bound is Bound.VAGUE else inf)
        case Bound.AT_MOST:
            return Spread(0.0, high)
        case _:
            half = _half_a_digit(low) if isinstance(amount, Value) and low == high else 0.0
            return Spread(low - half, high + half)


def comparable(a: Quantity | Value, b: Quantity | Value) -> bool:
    """Whether two amounts count the same: one currency, or one thing or measure as far as both say. No rate is ever guessed."""
    if isinstance(a, Value) and isinstance(b, Value):
        return a.currency == b.currency
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return not (a.unit and b.unit) or _same_unit(a.unit, b.unit)
    return False


def apart(a: Quantity | Value, b: Quantity | Value, *, rates: Rates | None = None, on: str | None = None) -> bool:
    """Whether the two cannot both be right. A vaguer figure that contains the other is no contradiction.

    Sums in two currencies compare by ``rates`` on the day ``on``, and not at all without; a rate is taken to be as far off
    as "about" is.
    """
    one, other = spread(a), spread(b)
    if not comparable(a, b):
        if not (rates and isinstance(a, Value) and isinstance(b, Value) and b.currency):
            return False
        found = rates.convert(a, b.currency, on)
        if found is None:
            return False
        one = Spread(one.low * found.rate * (1 - ABOUT), one.high * found.rate * (1 + ABOUT))
    return one.high < other.low or other.high < one.low


def _same_unit(a: str, b: str) -> bool:
    x, y = fold_name(a).split(), fold_name(b).split()
    return bool(x and y) and (x[-1].rstrip("s") == y[-1].rstrip("s"))


def _half_a_digit(number: float) -> float:
    """Half of the last digit that a round number of a million or more states; 0 for a smaller one."""
    if number < _MANY or number != int(number):
        return 0.0
    digits = str(int(number))
    return 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))
