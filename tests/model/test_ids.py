"""Ids depend on content only."""

import re
import subprocess
import sys

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.model import content_id

PARTS = st.lists(st.text(st.characters(exclude_characters="\x1f")), min_size=1, max_size=4)


@given(PARTS)
def test_the_same_content_has_the_same_id(parts: list[str]) -> None:
    assert content_id("s", *parts) == content_id("s", *parts)


@given(PARTS, PARTS)
def test_other_content_has_another_id(one: list[str], other: list[str]) -> None:
    assume(one != other)
    assert content_id("s", *one) != content_id("s", *other)


@given(PARTS)
def test_an_id_is_its_prefix_and_twelve_plain_letters_or_digits(parts: list[str]) -> None:
    assert re.fullmatch(r"r_[a-z2-7]{12}", content_id("r", *parts))


def test_the_prefix_tells_the_kind_and_not_the_content() -> None:
    assert content_id("s", "Brenik")[2:] == content_id("t", "Brenik")[2:]


def test_order_of_parts_counts() -> None:
    assert content_id("s", "Brenik", "Morvask") != content_id("s", "Morvask", "Brenik")


def test_a_lone_surrogate_still_gets_an_id() -> None:
    assert content_id("r", "\ud800") != content_id("r", "\udfff")


def test_another_process_gives_the_same_id() -> None:
    code = "from onrecord.model import content_id; print(content_id('a', 'Kestovia', 7, None), end='')"
    for seed in ("0", "1"):
        ran = subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        assert ran.stdout == content_id("a", "Kestovia", 7, None)
