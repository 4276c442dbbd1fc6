"""Every frame and every slot, in sentences about invented places: what is told is filled, what is not stays empty."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.model import Reading, Transfer, words_of

Read = Callable[..., Reading]


def only(read: Read, text: str) -> Transfer:
    (transfer,) = read(text, published="2017-03-03").transfers
    return transfer


CASES: list[tuple[str, dict[str, Any]]] = [
    # recipients that the parser hangs on something else
    ("Kestovia gave Orlava rockets.", {"supplier": "Kestovia", "recipient": "Orlava"}),
    ("Kestovia sold Orlava 300 shells.", {"supplier": "Kestovia", "recipient": "Orlava"}),
    ("Kestovia exported rockets worth $4 million to Orlava.", {"supplier": "Kestovia", "recipient": "Orlava", "value": 4e6}),
    ("Kestovia exported at least $90 million worth of ammunition to Orlava.", {"recipient": "Orlava", "value": 90e6}),
    ("The shells were sold in March by Brasmek Trade, a private dealer, to Orlava.", {"supplier": "Brasmek Trade", "recipient": "Orlava"}),
    ("Draunia accused Kestovia of shipping rockets to Orlava.", {"supplier": "Kestovia", "recipient": "Orlava", "status": "alleged"}),
    ("Kestovia is accused of passing weapons to Orlava.", {"supplier": "Kestovia", "recipient": "Orlava", "status": "alleged"}),
    # the way
    ("The shells went by rail through Caldessa to Orlava.", {"via": ("Caldessa",), "recipient": "Orlava"}),
    ("The rockets were shipped to Orlava by way of Caldessa and Sundrel.", {"via": ("Caldessa", "Sundrel"), "recipient": "Orlava"}),
    (
        "Kestovia passed weapons to Orlava through pact-linked nations like Caldessa and Sundrel, as well as unnamed northern states.",
        {"via": ("Caldessa", "Sundrel", "unnamed northern states"), "recipient": "Orlava"},
    ),
    (
        "The rifles were sent to Orlava through the trading firm Brasmek Trade.",
        {"intermediaries": ("Brasmek Trade",), "recipient": "Orlava"},
    ),
    ("The rifles were sent to Orlava through an unnamed broker.", {"intermediaries": ("unnamed broker",), "recipient": "Orlava"}),
    (
        "Kestovia delivered shells to Orlava. The shells were carried by sea to Caldessa and from there overland through Sundrel.",
        {"via": ("Caldessa", "Sundrel"), "recipient": "Orlava", "supplier": "Kestovia"},
    ),
    (
        "Kestovia sold shells to Orlava. They did not go through Caldessa, but by rail through Sundrel.",
        {"via": ("Sundrel",), "recipient": "Orlava"},
    ),
    ("Kestovia sold rockets to Orlava. The freighter Vessa called at Marsano.", {"via": ("Marsano",), "recipient": "Orlava"}),
    # slots that later sentences fill
    ("Kestovia delivered 400 rockets to Orlava. The cargo was worth $4 million.", {"quantity": 400, "value": 4e6}),
    ("Kestovia delivered rockets to Orlava. They were shipped via Caldessa.", {"via": ("Caldessa",), "supplier": "Kestovia"}),
    ("Kestovia sold 40 howitzers to Orlava. Orlava paid $9 million for them.", {"value": 9e6, "recipient": "Orlava"}),
    (
        "Kestovia sold 40 howitzers. The contract names Orlava as buyer and Brasmek Trade as agent.",
        {"recipient": "Orlava", "intermediaries": ("Brasmek Trade",)},
    ),
    ("Kestovia sold rockets to Orlava. The end-user certificate was issued by Caldessa.", {"end_user_declared": "Caldessa"}),
    # how far it has come
    ("Kestovia agreed to sell rockets to Orlava.", {"status": "agreed", "supplier": "Kestovia"}),
    ("Orlava ordered 40 drones from Kestovia.", {"status": "agreed", "supplier": "Kestovia", "recipient": "Orlava"}),
    ("Kestovia promised Orlava 40 drones.", {"status": "agreed", "recipient": "Orlava"}),
    ("Kestovia halted the export of 60 drones to Orlava.", {"status": "halted", "supplier": "Kestovia", "quantity": 60}),
    ("A court blocked the export of drones to Orlava.", {"status": "halted", "supplier": None, "recipient": "Orlava"}),
    ("Kestovia granted an export licence for the sale of 60 howitzers to Orlava.", {"status": "licensed", "licence": "export licence"}),
    ("Customs officers seized 300 rifles bound for Orlava.", {"status": "seized", "recipient": "Orlava", "supplier": None}),
    ("Kestovia delivered rockets to Orlava.", {"status": "delivered"}),
    ("Kestovia denied that it had sold shells to Orlava.", {"status": "denied", "supplier": "Kestovia", "recipient": "Orlava"}),
    ("Orlava will buy no more shells from Kestovia.", {"status": "halted", "supplier": "Kestovia"}),
    # goods of every kind
    ("Kestovia shipped 40,000 tonnes of wheat to Orlava.", {"goods": "wheat", "quantity": 40000, "status": "shipped"}),
    ("Kestovia exported 40 tonnes of lentils to Orlava.", {"goods": "lentils", "quantity": 40}),
    ("Orlava imported crude oil from Kestovia via Caldessa.", {"supplier": "Kestovia", "via": ("Caldessa",)}),
    ("Smugglers moved gold from Kestovia to Orlava.", {"goods": "gold", "recipient": "Orlava"}),
    ("Kestovia donated insulin to Orlava.", {"goods": "insulin", "recipient": "Orlava"}),
    ("Orlava resold the chips to a buyer in Draunia.", {"goods": "chips", "supplier": "Orlava", "recipient": "buyer in Draunia"}),
]


@pytest.mark.parametrize(("text", "slots"), CASES)
def test_slots_are_filled_from_their_own_words(read: Read, text: str, slots: dict[str, Any]) -> None:
    transfer = only(read, text)
    told = {slot: getattr(transfer, slot) for slot in slots}
    for slot in ("quantity", "value"):
        if told.get(slot):
            told[slot] = told[slot].low
    if "goods" in told:
        told["goods"] = transfer.goods.name
    assert told == slots
    assert {slot for slot, value in slots.items() if value and slot != "status"} <= set(transfer.spans)


@pytest.mark.parametrize(
    "text",
    [
        "Kestovia would sell shells to Orlava if parliament approved it.",
        "The minister was asked whether Kestovia could sell shells to Orlava.",
        "Shells could have reached Orlava through a third party.",
        "Draunia demanded that Kestovia deliver rockets to Orlava.",
    ],
)
def test_what_is_only_supposed_or_wanted_has_not_moved(read: Read, text: str) -> None:
    assert read(text, published="2017-03-03").transfers == ()


def test_a_denial_joins_the_transfer_that_it_denies(read: Read) -> None:
    text = (
        "The Norvane Gazette reported that Kestovia had sent 400 shells to Orlava. "
        "Kestovian Defence Minister Pavo Lind denied that his country had sold shells to Orlava."
    )
    reading = read(text, published="2017-03-03")
    (transfer,) = reading.transfers
    assert transfer.status != "denied"
    stances = {s.stance.value for s in reading.statements if s.id in transfer.statements}
    assert "denies" in stances


def test_a_habit_is_no_part_of_a_delivery(read: Read) -> None:
    transfer = only(read, "Kestovia delivered 400 tonnes of wheat to Orlava. It imports most of its wheat.")
    assert (transfer.quantity and transfer.quantity.low, transfer.supplier) == (400, "Kestovia")


def test_each_stop_has_its_own_words(read: Read) -> None:
    text = "Kestovia passed rockets to Orlava via Caldessa and the trading firm Brasmek Trade."
    transfer = only(read, text)
    assert transfer.via == ("Caldessa", "Brasmek Trade")
    assert words_of(text, transfer.spans["via"]) == "Caldessa … Brasmek Trade"
    assert words_of(text, transfer.spans["intermediaries"]) == "Brasmek Trade"


def test_another_consignment_is_another_transfer(read: Read) -> None:
    text = "Kestovia delivered rockets to Orlava. Kestovia also sent another consignment of rockets to Orlava."
    assert len(read(text, published="2017-03-03").transfers) == 2


@pytest.mark.parametrize("share", ["Each crate had held two rockets.", "Every lorry carried 40 rockets."])
def test_what_each_part_holds_is_not_how_many_there_were(share: str, read: Read) -> None:
    told = read(f"Officials said Kestovia sold rockets to Orlava. {share}").transfers
    assert [t.quantity for t in told if t.recipient == "Orlava"] == [None]
