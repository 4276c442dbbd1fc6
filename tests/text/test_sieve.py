"""The sieve holds back only what cannot be found, and most of what is not there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.sieve import Sieve, needed, plain

_EXPRESSIONS = (
    r"\b(?:the\s+)?(?P<way>same|that)\s+(?P<unit>day|week)\b",
    r"^\W*(?:by\s+)?[Ss]taff\b",
    r"Mr\b\.?\s*(?!X)Orlik",
    r"(?:un)?true\b|\bfake",
    r"\b(?:i|we)(?:['’]m| am) (?:\w+ ){0,2}sorry",
    r"\d+(?:st|th)\s+centur(?:y|ies)",
    r"half[-\s]+mast,?\b",
    r"(?<=of )tea$",
    r"a\b|\Bb",
    "x*",
)
_PIECES = (
    *("the", "same", "that", "day", "week", "By", "staff", "Mr", ".", "Orlik", "un", "true", "fake", "I", "’m", "am", "so", "sorry"),
    *("19", "th", "century", "half", "-", "mast", ",", "of", "tea", "a", "b", " ", "\n", "  ", "\u00a0", "ſ", "K", "ı", "é", "“"),
)


@pytest.mark.parametrize("expression", _EXPRESSIONS)
@given(text=st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_nothing_that_an_expression_finds_is_held_back(expression: str, text: str) -> None:
    pattern = re.compile(expression, re.IGNORECASE)
    if pattern.search(text):
        assert [*Sieve([("it", needed(pattern))]).within(text)] == ["it"]


@pytest.mark.parametrize(
    ("expression", "strings"),
    [
        (r"\bdenied\b", {" denied "}),
        (r"\b(?:the\s+)?end\s+of\s+the\s+(?:week|year)\b", {" end of the week ", " end of the year "}),
        (r"(?:un)?true", {"true"}),
        (r"^\W*(?:by\s+)?staff", {" staff"}),
        (r"[Tt]old|said", {"told", "said"}),
        (r"\w+", set()),
        (r"(?:a|b)?", set()),
    ],
)
def test_what_an_expression_needs_is_known(expression: str, strings: set[str]) -> None:
    assert set(needed(re.compile(expression, re.IGNORECASE))) == strings


def test_words_stand_apart_whatever_parts_them() -> None:
    assert plain("“Half-mast”,\n\u00a0the CAFÉ’s") == " half mast the caf s "


def test_things_come_out_in_the_order_they_were_put_in() -> None:
    sieve = Sieve([(1, ["late "]), (2, []), (3, [" earl"]), (4, ["no"])])
    assert [*sieve.within("Early or late")] == [1, 2, 3]
