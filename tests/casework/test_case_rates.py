"""Rates of a case: kept with it, in the journal, and shown beside sums in two currencies."""

from pathlib import Path

import pytest

from onrecord.casework.case import Case
from onrecord.casework.listing import exchange
from onrecord.language.parser import Parser
from onrecord.model import BadInput, Bound, Span, Value
from onrecord.stories.rates import Rates
from onrecord.stories.transfers import Place, Rival

TABLE = "day,currency,per,rate\n2023-03-03,EUR,USD,1.06\n"


def test_the_case_keeps_its_rates_and_the_decision(tmp_path: Path, parser: Parser) -> None:
    with Case(tmp_path / "a.case", create=True, parser=parser) as case:
        assert case.rates is None
        assert case.set_rates(TABLE, "rates.csv", "orla")
        assert not case.set_rates(TABLE, "rates.csv", "orla")
        with pytest.raises(BadInput):
            case.set_rates("day,currency,per,rate\nx,y,z,0\n", "bad.csv")
        assert [e.decision for e in case.file.journal()] == ["rates"]
    with Case(tmp_path / "a.case", readonly=True) as case:
        assert case.rates == Rates.of(TABLE, "rates.csv")


def test_rival_sums_are_told_in_each_others_currency() -> None:
    def rival(amount: float, currency: str) -> Rival:
        value = Value(low=amount, high=amount, bound=Bound.EXACT, currency=currency)
        return Rival(value=value, origins=("o",), statements=(), places=(Place(report="r_1", span=Span(0, 1)),))

    rates, rivals = Rates.of(TABLE, "rates.csv"), [rival(800e6, "EUR"), rival(855e6, "USD"), rival(5, "crown")]
    found = exchange(rivals, rates, {"r_1": "2023-03-03"})
    assert {n: [(round(c.low or 0), c.currency) for c in made] for n, made in found.items()} == {
        0: [(848_000_000, "USD")],
        1: [(806_603_774, "EUR")],
    }
    assert exchange(rivals, rates, {"r_1": None}) == {}
