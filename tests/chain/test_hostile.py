"""Bad input at small size: each gives a sane chain, and as much work a report for many reports as for few."""

from collections import Counter

import pytest

from bench.chain.bad import CASES, chain
from onrecord.chain.candidates import candidates
from onrecord.chain.prints import prints_of
from onrecord.chain.told import counted


def sizes(name: str, count: int) -> Counter[str]:
    return Counter(chain(CASES[name](count)).root.values())


@pytest.mark.parametrize("name", ["copies", "near copies", "one word"])
def test_copies_of_one_report_are_one_origin(name: str) -> None:
    assert list(sizes(name, 120).values()) == [120]


def test_sentences_of_their_own_stay_apart_and_the_same_sentence_is_one_origin() -> None:
    assert sorted(sizes("one sentence", 100).values()) == [1] * 90 + [10]


def test_days_of_the_future_and_no_days_do_not_keep_copies_apart() -> None:
    assert set(sizes("in the future", 60).values()) == {5}


def test_a_report_that_holds_another_a_hundred_times_is_linked_to_that_one_alone() -> None:
    told = CASES["repeated"](40)
    links = chain(told).links
    assert {frozenset((link.child, link.parent)) for link in links} == {frozenset((f"d{n - 1:06}", f"d{n:06}")) for n in range(9, 40, 10)}


@pytest.mark.parametrize("name", sorted(CASES))
def test_pairs_to_be_aligned_grow_with_the_reports_and_not_with_their_square(name: str) -> None:
    few, many = (len(candidates(list(prints_of(counted(CASES[name](count)))))) for count in (150, 600))
    assert many <= 12 * 600
    assert many <= 5 * max(few, 30)


def test_the_parts_on_disk_give_the_same_pairs() -> None:
    prints = list(prints_of(counted(CASES["colliding"](200))))
    assert candidates(prints).tolist() == candidates(prints, shares=7).tolist()
