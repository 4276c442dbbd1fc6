"""Goods: lexicon words and designations where they are things, not verbs or parts of names."""

import itertools
from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon
from onrecord.mentions.goods import goods_forms
from onrecord.model import MentionKind, Reading

Read = Callable[..., Reading]


def goods(read: Read, text: str) -> list[tuple[str, str]]:
    reading = read(text, published="2017-03-03")
    return [(text[m.start : m.end], m.name) for m in reading.mentions if m.kind is MentionKind.GOODS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The factory sold rockets to Orlava.", [("rockets", "rocket")]),
        ("One rocket was found.", [("rocket", "rocket")]),
        ("Rockets lay in the mud.", [("Rockets", "rocket")]),
        ("He sold howitzers and ammunition.", [("howitzers", "howitzer"), ("ammunition", "ammunition")]),
        ("They sent drone engines, fuel and grain.", [("drone engines", "aircraft engine"), ("fuel", "fuel"), ("grain", "grain")]),
        ("The company makes lathes.", [("lathes", "machine tool")]),
        ("🚀 They sold 2,400 rockets.", [("rockets", "rocket")]),
    ],
)
def test_goods_are_named_in_any_number_and_place(read: Read, text: str, found: list[tuple[str, str]]) -> None:
    assert goods(read, text) == found


def test_the_longest_form_wins(read: Read) -> None:
    (found,) = goods(read, "They sold anti-tank mines to Orlava.")
    assert found[0] == "anti-tank mines"


@pytest.mark.parametrize(
    "text",
    [
        "Kestovia shells the town every night.",
        "The price rocketed.",
        "Prices will rocket in spring.",
        "He works for Rocket Records in Skarholm.",
        "The tanker left the port.",
    ],
)
def test_a_verb_or_a_part_of_a_name_is_no_goods(read: Read, text: str) -> None:
    assert goods(read, text) == []


def test_a_general_word_is_goods_only_beside_a_word_of_moving(read: Read) -> None:
    assert goods(read, "They delivered equipment to Orlava.") == [("equipment", "equipment")]
    assert goods(read, "Equipment was there. It was old equipment.") == []


def test_goods_in_a_promotion_are_not_read(read: Read) -> None:
    assert goods(read, "Brenik denied it.\n\nAlso Read | Rockets Over Skarholm.\n\nIt said no more.") == []


def test_every_form_leads_to_its_row_and_the_longest_stands_first(lexicon: Lexicon) -> None:
    forms = goods_forms(lexicon)
    assert all(len(one[0]) >= len(other[0]) for listed in forms.values() for one, other in itertools.pairwise(listed))
    reached = {row.id for listed in forms.values() for _, row, _ in listed}
    assert reached == {row.id for row in lexicon.rows("good")}
