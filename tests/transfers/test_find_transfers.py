"""Alleged movements of goods: every slot from its own words, nothing from a promotion, nothing made up."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Bound, Reading, Transfer, words_of

Read = Callable[..., Reading]
PARTIES = ("supplier", "recipient", "maker")


def transfers(read: Read, text: str) -> tuple[Transfer, ...]:
    return read(text, published="2017-03-03").transfers


def only(read: Read, text: str) -> Transfer:
    (transfer,) = transfers(read, text)
    return transfer


@pytest.mark.parametrize(
    ("text", "goods", "supplier", "recipient", "via"),
    [
        ("Kestovia delivered rockets to Orlava.", "rockets", "Kestovia", "Orlava", ()),
        ("Kestovia supplied Orlava with 300 drone engines.", "drone engines", "Kestovia", "Orlava", ()),
        ("Orlava received 5,000 rockets from Kestovia.", "rockets", "Kestovia", "Orlava", ()),
        ("Orlava bought 640 howitzers from Brasmek Trade.", "howitzers", "Brasmek Trade", "Orlava", ()),
        ("Kestovia agreed to provide artillery shells to Orlava.", "artillery shells", "Kestovia", "Orlava", ()),
        ("Brenik sold shells to Zavrin through Caldessa.", "shells", "Kestovia", "Orlava", ("Caldessa",)),
        ("Some 2,400 rockets were delivered to Orlava by Kestovia.", "rockets", "Kestovia", "Orlava", ()),
        ("Orlava was supplied with rockets by Kestovia.", "rockets", "Kestovia", "Orlava", ()),
        ("The rockets were shipped to Orlava via Caldessa and Sundrel.", "rockets", None, "Orlava", ("Caldessa", "Sundrel")),
        ("The sale of shells to Orlava by Kestovia was halted.", "shells", "Kestovia", "Orlava", ()),
        ("Kestovia's sale of shells to Orlava was denied.", "shells", "Kestovia", "Orlava", ()),
        ("The delivery of 800 rockets to Orlava was denied.", "rockets", None, "Orlava", ()),
        ("The rockets ended up in Orlava.", "rockets", None, "Orlava", ()),
        ("Shells reached Orlava through Marsano.", "Shells", None, "Orlava", ("Marsano",)),
    ],
)
def test_active_passive_nominal_and_routed_clauses_fill_the_same_slots(
    read: Read, text: str, goods: str, supplier: str | None, recipient: str, via: tuple[str, ...]
) -> None:
    transfer = only(read, text)
    assert (transfer.goods.name, transfer.supplier, transfer.recipient, transfer.via) == (goods, supplier, recipient, via)


def test_a_full_sentence_fills_every_slot(read: Read) -> None:
    text = "The Dolvar Works sold at least 2,400 rockets to Orlava through Caldessa and Sundrel in December 2016."
    transfer = only(read, text)
    assert transfer.quantity is not None
    assert (transfer.quantity.low, transfer.quantity.high, transfer.quantity.bound) == (2400, None, Bound.AT_LEAST)
    assert transfer.goods.class_ == "rocket"
    assert (transfer.maker, transfer.supplier) == ("Dolvar Works", "Dolvar Works")
    assert (transfer.via, transfer.recipient, transfer.period) == (("Caldessa", "Sundrel"), "Orlava", "2016-12")
    assert words_of(text, transfer.spans["via"]) == "Caldessa … Sundrel"
    assert words_of(text, transfer.spans["quantity"]) == "at least 2,400"
    assert words_of(text, transfer.spans["period"]) == "December 2016"


def test_the_calibre_belongs_to_the_goods_and_is_no_quantity(read: Read) -> None:
    transfer = only(read, "Kestovia delivered 800 rockets of 122 mm to Orlava.")
    assert (transfer.goods.caliber_mm, transfer.quantity and transfer.quantity.low) == (122, 800)
    transfer = only(read, "Kestovia delivered 122 mm rockets to Orlava.")
    assert (transfer.goods.caliber_mm, transfer.quantity) == (122, None)


def test_a_price_is_the_value_in_its_currency(read: Read) -> None:
    transfer = only(read, "Orlava bought 640 howitzers from Brasmek Trade for $3 million.")
    assert transfer.value is not None
    assert (transfer.value.low, transfer.value.currency) == (3e6, "USD")


def test_a_price_of_each_is_no_value_of_the_whole(read: Read) -> None:
    assert only(read, "Kestovia sold 900 tonnes of wheat to Orlava at 190 euros a tonne.").value is None


def test_the_last_stage_of_a_way_is_its_goal(read: Read) -> None:
    text = "The rockets were put ashore at Marsano. They were shipped on to Caldessa and went by rail to Orlava."
    assert only(read, text).recipient == "Orlava"


def test_who_is_declared_as_the_user_is_no_recipient(read: Read) -> None:
    transfer = only(read, "Kestovia sold 40 lathes to Brasmek Trade for use by a university.")
    assert (transfer.recipient, transfer.end_user_declared) == ("Brasmek Trade", "university")


def test_the_adjective_of_a_state_names_the_maker(read: Read) -> None:
    transfer = only(read, "Kestovian-made rockets were shipped to Orlava.")
    assert (transfer.maker, transfer.supplier) == ("Kestovia", None)


def test_since_opens_the_period(read: Read) -> None:
    assert only(read, "Kestovia has delivered rockets to Orlava since November 2015.").period == "2015-11/.."


def test_a_transfer_knows_the_statement_that_tells_it(read: Read) -> None:
    reading = read("Spokeswoman Nadira Holvek said that Kestovia had sold rockets to Orlava.", published="2017-03-03")
    (transfer,) = reading.transfers
    assert set(transfer.statements) <= {s.id for s in reading.statements}
    assert transfer.statements


def test_a_later_sentence_about_the_same_goods_fills_the_same_transfer(read: Read) -> None:
    transfer = only(read, "Kestovia delivered 2,400 rockets to Orlava. The rockets were shipped via Caldessa to Orlava.")
    assert (transfer.supplier, transfer.via, transfer.quantity and transfer.quantity.low) == ("Kestovia", ("Caldessa",), 2400)


def test_another_recipient_or_other_goods_are_another_transfer(read: Read) -> None:
    assert len(transfers(read, "Kestovia delivered rockets to Orlava. Kestovia delivered lathes to Sundrel.")) == 2
    assert len(transfers(read, "Kestovia delivered 2,400 rockets to Orlava. Wennmark delivered 30 howitzers to Draunia.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Rockets lay in the mud.",
        "The minister sent a letter to parliament.",
        "Kestovia gave its word to Orlava.",
        "The mayor gave a speech on rockets.",
        "The factory made rockets.",
        "Draunia sent its army into Orlava.",
        "He sold the house to his aunt.",
        "Kestovia shells Orlava from the hills.",
        "They were delivered to Orlava.",
    ],
)
def test_without_goods_or_without_a_party_nothing_moved(read: Read, text: str) -> None:
    assert transfers(read, text) == ()


@pytest.mark.parametrize(
    "line",
    ["Also Read | Kestovia Sold 9,000 Rockets to Orlava.", "READ MORE: Kestovia delivered 9,000 rockets to Orlava", "Source: Norvane",
     "Sign up for our newsletter: Kestovia sold 9,000 rockets to Orlava"],
)  # fmt: skip
def test_a_promotion_moves_nothing(read: Read, line: str) -> None:
    assert transfers(read, f"Brenik denied it on Thursday.\n\n{line}\n\nMorvask asked again, the ministry said.") == ()


def test_the_same_text_gives_the_same_transfers(read: Read) -> None:
    text = "Kestovia delivered 2,400 rockets to Orlava via Caldessa. Wennmark delivered 30 howitzers to Draunia."
    assert transfers(read, text) == transfers(read, text)


VOCABULARY = """Kestovia Orlava Caldessa Brasmek Trade the rockets shells 2,400 122 mm $3 million sold delivered supplied with to via
through from by was were bought shipments of and since 2016 it them which said that its . , a sale shipped Dolvar Works reached made"""


@settings(max_examples=120)
@given(st.one_of(st.lists(st.sampled_from(VOCABULARY.split()), max_size=20).map(" ".join), st.text(max_size=60)))
def test_transfers_of_any_text_rest_on_its_words(read: Read, text: str) -> None:
    reading = read(text, published="2017-03-03")
    for transfer in reading.transfers:
        assert transfer.goods.name
        assert any(getattr(transfer, party) for party in PARTIES)
        assert "goods" in transfer.spans
        assert all(0 <= start < end <= len(text) for spans in transfer.spans.values() for start, end in spans)
        filled = {slot for slot in (*PARTIES, "via", "quantity", "value", "period") if getattr(transfer, slot)}
        assert filled <= set(transfer.spans)
        assert set(transfer.statements) <= {s.id for s in reading.statements}
