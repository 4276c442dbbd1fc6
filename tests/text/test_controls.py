"""Characters that turn or hide others are shown by their number; letters of every script are left alone."""

import pytest

from onrecord.text.controls import visible


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\x85", "\ufeff", "\U000e0041", "\u061c"])
def test_a_control_is_shown_by_its_number(control: str) -> None:
    assert visible(f"a{control}b") == f"a[U+{ord(control):04X}]b"


@pytest.mark.parametrize("words", ["Köln\n\tx", "Москва", "北京", "עברית", "مرحبا", "“quoted” – 1,200 €", "👩‍🚀".replace("\u200d", "")])
def test_letters_are_left_alone(words: str) -> None:
    assert visible(words) == words
