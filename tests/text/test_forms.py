"""Regular English plurals, as lexicon rows need them."""

import pytest

from onrecord.text.forms import plural


@pytest.mark.parametrize(
    ("noun", "several"),
    [
        ("rocket", "rockets"),
        ("anti-tank mine", "anti-tank mines"),
        ("box", "boxes"),
        ("fuse", "fuses"),
        ("gas mask", "gas masks"),
        ("torch", "torches"),
        ("battery", "batteries"),
        ("relay", "relays"),
        ("rifleman", "riflemen"),
        ("spokeswoman", "spokeswomen"),
        ("German", "Germans"),
        ("human", "humans"),
        ("crash", "crashes"),
    ],
)
def test_a_noun_has_its_regular_plural(noun: str, several: str) -> None:
    assert plural(noun) == several
