"""Folding: spellings that mean the same compare equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.folding import fold, fold_name, squeeze


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Miloš", "Milos"),
        ("MORVASK", "Morvask"),
        ("Żółć", "zolc"),
        ("Đorđe", "Dorde"),
        ("Ærø", "aero"),
        ("Straße", "STRASSE"),
        ("Kestovia's", "Kestovia"),
        ("Kestovia’s", "Kestovia"),
        ("the Compact’", "the compact"),
        ("Brasmek  Trade", "Brasmek-Trade"),
        ("Brasmek\u00a0Trade", "brasmek trade"),
        ("ﬁeld", "field"),
        ("é", "e\u0301"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Orlava", "Orlavan"), ("Brenik Ledger", "Brenikledger"), ("Rezhak", "Rezak"), ("Sorn", "Sorns")]
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_leading_article_is_no_part_of_a_name() -> None:
    assert fold_name("The Brenik Ledger") == fold_name("Brenik Ledger") == "brenik ledger"
    assert fold_name("Theodora Anders") == "theodora anders"
    assert fold("The Brenik Ledger") == "the brenik ledger"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_does_not_matter_to_folding(text: str) -> None:
    folded = fold(text)
    assert folded == folded.casefold() == folded.strip()
    assert "  " not in folded


@given(st.text())
def test_squeezing_keeps_every_character_that_is_no_white_space(text: str) -> None:
    squeezed = squeeze(text)
    assert [c for c in squeezed if not c.isspace()] == [c for c in text if not c.isspace()]
    assert squeeze(f"\n {squeezed}\t") == squeezed
