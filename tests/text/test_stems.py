"""Stems of English words."""

import pytest

from onrecord.text.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("ship", "ships", "shipped", "shipping", "shipment", "shipments"),
        ("load", "loads", "loaded", "loading"),
        ("deliver", "delivers", "delivered", "delivering"),
        ("story", "stories"),
        ("store", "stored", "storing"),
        ("sell", "sells", "selling"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_that_only_look_alike_stay_apart() -> None:
    assert len({stem(word) for word in ("sale", "salt", "seal", "gas", "bus", "glass")}) == 6


def test_a_form_that_no_ending_tells_is_given() -> None:
    assert stem("sold", {"sold": "sell"}) == stem("selling")
