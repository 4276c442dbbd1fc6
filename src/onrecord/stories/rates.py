"""Rates of exchange that the user supplies: nothing compares across currencies without them."""

import csv
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO

from onrecord.model import BadInput, Value
from onrecord.model.edtf import days

COLUMNS = ("day", "currency", "per", "rate")
"""Of the table: on ``day`` one unit of ``currency`` was worth ``rate`` units of ``per``."""

FAR = 31
"""Days back to which a rate is looked for; an older one is none."""

_DAY = 10  # characters of a whole day


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """An amount in another currency, the rate that made it, and the day of that rate. Ends are not rounded; None is an open end."""

    low: float | None
    high: float | None
    currency: str
    rate: float
    on: str


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by pair of currencies: days as ordinals in ascending order, and the rate of each."""

    pairs: Mapping[tuple[str, str], tuple[tuple[int, float, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, name: str) -> "Rates":
        """From a CSV table with the ``COLUMNS`` in its first line. Raises BadInput that names the line."""
        rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            raise BadInput(name, "is no table of rates", "its first line must be " + ",".join(COLUMNS))
        found: dict[tuple[str, str], dict[int, tuple[float, str]]] = {}
        for number, row in enumerate(rows, 2):
            day, currency, per, rate = _row(row, f"{name} line {number}")
            for pair, value in (((currency, per), rate), ((per, currency), 1 / rate)):
                held = found.setdefault(pair, {})
                if held.get(day[0], (value,))[0] != value:
                    raise BadInput(f"{name} line {number}", f"a second rate of {pair[0]} in {pair[1]} on {day[1]}", "keep one")
                held[day[0]] = (value, day[1])
        if not found:
            raise BadInput(name, "has no rates", "give one a line under " + ",".join(COLUMNS))
        return cls({pair: tuple((at, *held[at]) for at in sorted(held)) for pair, held in found.items()})

    def convert(self, value: Value, currency: str, on: str | None) -> Converted | None:
        """``value`` in ``currency`` by the rate of the first day of ``on`` or the last before it, 31 days back at most.

        None without such a rate, and for a day that is not known: a month or a year is no day of exchange.
        """
        found = self._rate(value.currency, currency, on) if value.currency else None
        if found is None:
            return None
        rate, day = found
        ends = [None if end is None else end * rate for end in (value.low, value.high)]
        return Converted(low=ends[0], high=ends[1], currency=currency, rate=rate, on=day)

    def _rate(self, currency: str, per: str, on: str | None) -> tuple[float, str] | None:
        first, last = days(on) if on else (None, None)
        listed = self.pairs.get((currency, per), ())
        if first is None or first != last:
            return None
        at = bisect_right(listed, first.toordinal(), key=lambda row: row[0]) - 1
        if at < 0 or first.toordinal() - listed[at][0] > FAR:
            return None
        return listed[at][1], listed[at][2]


def _row(row: Mapping[str, str | None], where: str) -> tuple[tuple[int, str], str, str, float]:
    day, currency, per, rate = ((row.get(name) or "").strip() for name in COLUMNS)
    try:
        first = days(day).first if len(day) == _DAY else None
        number = float(rate)
    except ValueError:
        raise BadInput(where, f"not understood: {day},{currency},{per},{rate}", "write it like 2023-03-03,EUR,USD,1.06") from None
    if first is None:
        raise BadInput(where, f"{day!r} is no whole day", "write it like 2023-03-03")
    if not 0 < number < float("inf"):
        raise BadInput(where, f"{rate} is no rate", "it must be above 0")
    if not currency or not per or currency == per:
        raise BadInput(where, "needs two currencies", "write it like 2023-03-03,EUR,USD,1.06")
    return (first.toordinal(), day), currency.upper(), per.upper(), number
