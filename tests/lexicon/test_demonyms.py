"""Adjectives made from the names of places."""

import pytest

from onrecord.lexicon import Lexicon
from onrecord.lexicon.demonyms import demonyms


@pytest.mark.parametrize(
    ("place", "adjective"),
    [
        ("Brennia", "Brennian"),
        ("Orlava", "Orlavan"),
        ("Hungary", "Hungarian"),
        ("Japan", "Japanese"),
        ("Chile", "Chilean"),
    ],
)
def test_the_common_endings(lexicon: Lexicon, place: str, adjective: str) -> None:
    assert adjective in demonyms(place, lexicon)


@pytest.mark.parametrize("place", ["", "A", "Ia", "Ohm"])
def test_what_is_too_short_tells_nothing_or_at_least_not_itself(lexicon: Lexicon, place: str) -> None:
    assert place not in demonyms(place, lexicon)
