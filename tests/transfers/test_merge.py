"""Clauses of one report that tell of one transfer: who stands where, which way the goods went, how much and for how much."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.codec import to_plain
from onrecord.model import Reading

Read = Callable[..., Reading]


def only(read: Read, text: str) -> dict[str, Any]:
    (transfer,) = read(text, published="2017-03-03").transfers
    plain: dict[str, Any] = to_plain(transfer)
    return plain


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "Some 900 pumps ended up in Orlava. The pumps were bought in Sundrel by Lakeshore Trading, a dealer in Sundrel.",
            {"recipient": "Orlava", "via": ["Sundrel", "Lakeshore Trading"]},
        ),
        (
            "Kestovia sold 40 howitzers to Lakeshore Trading. Lakeshore Trading sent the howitzers to Orlava.",
            {"supplier": "Kestovia", "recipient": "Orlava", "via": ["Lakeshore Trading"]},
        ),
        (
            "Two tonnes of gold were flown from Kestovia to Caldessa. The bars were melted and sold on to Orlava.",
            {"supplier": "Kestovia", "recipient": "Orlava", "via": ["Caldessa"]},
        ),
        (
            "Kestovia shipped 900 tonnes of wheat to Orlava. The cargo was loaded at Port Salis.",
            {"quantity": 900, "via": ["Port Salis"]},
        ),
    ],
)
def test_who_passes_the_goods_on_and_where_they_stop_is_on_the_way(read: Read, text: str, slots: dict[str, Any]) -> None:
    transfer = only(read, text)
    transfer["quantity"] = transfer["quantity"] and transfer["quantity"]["low"]
    assert {slot: transfer[slot] for slot in slots} == slots


def test_goods_that_no_list_knows_are_named_by_their_number(read: Read) -> None:
    transfer = only(read, "The firm Brasmek Trading sold 6,000 memory modules to Orlava. The modules cost $2 million.")
    assert (transfer["goods"]["name"], transfer["quantity"]["low"], transfer["value"]["low"]) == ("memory modules", 6000, 2e6)


@pytest.mark.parametrize(
    "text", ["Kestovia sent 40 workers to Orlava.", "Kestovia sent a letter to Orlava.", "Kestovia sold its stake in the port to Orlava."]
)
def test_people_words_and_shares_are_no_goods(read: Read, text: str) -> None:
    assert read(text, published="2017-03-03").transfers == ()


def test_goods_named_outside_any_clause_of_moving_are_what_they_points_to(read: Read) -> None:
    transfer = only(read, "A barge with 1,800 rifles lay in the mud. They were sold to Orlava by Kestovia for $2 million.")
    assert (transfer["goods"]["name"], transfer["supplier"], transfer["recipient"]) == ("rifles", "Kestovia", "Orlava")


def test_an_amount_or_a_price_beside_the_clauses_fills_the_record(read: Read) -> None:
    text = "Kestovia sold howitzers to Orlava. We counted 24 howitzers in the yard. The contract has a volume of 88 million euros."
    transfer = only(read, text)
    assert (transfer["quantity"]["low"], transfer["value"]["low"], transfer["value"]["currency"]) == (24, 88e6, "EUR")


def test_a_fee_is_no_price(read: Read) -> None:
    assert only(read, "Kestovia sold 24 howitzers to Orlava. The port asked for a storage fee of $2 million.")["value"] is None


def test_whose_officers_stop_the_goods_is_on_the_way(read: Read) -> None:
    transfer = only(read, "Slovak customs have seized 300 rifles on their way from Kestovia to Orlava.")
    assert (transfer["via"], transfer["status"]) == (["Slovakia"], "seized")


@pytest.mark.parametrize(
    ("papers", "user"),
    [
        ("The end-user statement names a university in Sundrel.", "university in Sundrel"),
        ("In the papers, the end user is given as Volta Institute.", "Volta Institute"),
        ("The papers list Volta Institute, a laboratory in Sundrel, as the end user.", "Volta Institute"),
        ("According to the end-user certificate, the chips were for a university in Sundrel.", "university in Sundrel"),
    ],
)
def test_papers_name_the_declared_end_user(read: Read, papers: str, user: str) -> None:
    assert only(read, f"Kestovia sold 400 chips to Orlava. {papers}")["end_user_declared"] == user


def test_general_trade_is_no_transfer(read: Read) -> None:
    assert read("Orlava buys most of its wheat from Kestovia. Kestovia also sells tea to Orlava.", published="2017-03-03").transfers == ()
