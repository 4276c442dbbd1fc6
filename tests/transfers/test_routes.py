"""Ways, ends and slots that several clauses tell together, in one report."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading, Transfer

Read = Callable[..., Reading]


def transfers(read: Read, text: str) -> tuple[Transfer, ...]:
    return read(text, published="2024-06-14").transfers


def only(read: Read, text: str) -> Transfer:
    (transfer,) = transfers(read, text)
    return transfer


def test_what_was_before_tells_the_giver_and_who_was_meant_to_have_the_goods(read: Read) -> None:
    transfer = only(read, "Four rifles donated by Kestovia to Orlava have turned up in Draunia.")
    assert (transfer.supplier, transfer.recipient, transfer.end_user_declared) == ("Kestovia", "Draunia", "Orlava")


def test_who_got_the_goods_before_they_were_sold_on_stands_between(read: Read) -> None:
    transfer = only(read, "Some 300 rifles that Kestovia gave to Sundrel were resold to Orlava.")
    assert (transfer.supplier, transfer.via, transfer.recipient) == ("Kestovia", ("Sundrel",), "Orlava")


@pytest.mark.parametrize(
    ("text", "via", "recipient"),
    [
        ("Kestovia sold 40 tanks to Orlava. The tanks crossed Sundrel by rail.", ("Sundrel",), "Orlava"),
        ("Kestovia sold 40 tanks to Orlava. A dealer in Brenik had them driven to Orlava through Sundrel.", ("Sundrel",), "Orlava"),
        (
            "Kestovia sent 900 rifles to Sundrel, from where they were driven to Orlava.",
            ("Sundrel",),
            "Orlava",
        ),
        ("Kestovia sold 40 rifles to Orlava through a front company in Sundrel called Brasmek Trade.", ("Brasmek Trade",), "Orlava"),
    ],
)
def test_stops_are_told_in_many_ways(read: Read, text: str, via: tuple[str, ...], recipient: str) -> None:
    transfer = only(read, text)
    assert (transfer.supplier, transfer.via, transfer.recipient) == ("Kestovia", via, recipient)


def test_a_capital_on_the_way_keeps_its_name(read: Read) -> None:
    transfer = only(read, "Gold was smuggled from Kestovia to Orlava by way of Kampala.")
    assert transfer.via == ("Kampala",)


def test_goods_with_numbers_of_their_own_are_transfers_of_their_own(read: Read) -> None:
    guns, shells = transfers(read, "Orlava bought 24 howitzers from Kestovia and 15,000 shells from Sundrel.")
    assert [(t.goods.name, t.quantity and t.quantity.low, t.supplier, t.recipient) for t in (guns, shells)] == [
        ("howitzers", 24, "Kestovia", "Orlava"),
        ("shells", 15_000, "Sundrel", "Orlava"),
    ]
    assert guns.id != shells.id


def test_a_list_of_goods_shares_what_is_told_of_all(read: Read) -> None:
    told = transfers(read, "Kestovia said 500 rifles and 9,000 shells were delivered to Orlava. They were shipped through Sundrel.")
    assert [(t.goods.name, t.recipient, t.via) for t in told] == [
        ("rifles", "Orlava", ("Sundrel",)),
        ("shells", "Orlava", ("Sundrel",)),
    ]


def test_the_number_of_the_ships_is_not_that_of_the_goods(read: Read) -> None:
    transfer = only(read, "Nine ships with 310,000 tonnes of barley left Kestovia for Orlava.")
    assert transfer.quantity is not None
    assert (transfer.quantity.low, transfer.quantity.unit) == (310_000, "tonne")


def test_wages_are_no_price(read: Read) -> None:
    transfer = only(read, "Kestovia sent 40 rifles to Orlava. The drivers had been paid 3,000 euros by a dealer.")
    assert transfer.value is None


def test_what_is_owned_up_to_is_not_what_is_denied(read: Read) -> None:
    denied, admitted = transfers(
        read,
        "The Dolvar Works has not sold rockets to Orlava, its manager said. The manager confirmed that the Dolvar Works exported"
        " 1,200 rockets in 2016.",
    )
    assert (denied.recipient, denied.quantity) == ("Orlava", None)
    assert admitted.recipient is None
    assert admitted.quantity is not None


def test_by_a_day_says_only_when_they_had_come(read: Read) -> None:
    assert only(read, "By the end of May, 3,000 rockets had reached Orlava.").period == "../2024-05"


def test_a_country_that_nobody_names_is_no_party(read: Read) -> None:
    assert only(read, "The rifles came from a friendly country and were sold to Orlava.").supplier is None


def test_whom_a_gift_was_for_is_the_declared_user(read: Read) -> None:
    transfer = only(read, "Kestovia gave 40 trucks to Orlava for its police.")
    assert (transfer.recipient, transfer.end_user_declared) == ("Orlava", "police")
