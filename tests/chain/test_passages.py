"""From two texts to the passages they share: fingerprints, candidates, alignment."""

import random
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.chain.made import report, sentences
from onrecord.chain.align import Passage, align
from onrecord.chain.candidates import Reach, candidates
from onrecord.chain.prints import RUN, WINDOW, prints_of
from onrecord.text.wordcodes import Words, code_words

GUARANTEED = RUN + WINDOW - 1


def passages(a: str, b: str) -> list[tuple[str, str]]:
    one, other = code_words([a, b])
    (found,) = align([(one, other)])
    return [(a[one.starts[p.a] : one.ends[p.a_end - 1]], b[other.starts[p.b] : other.ends[p.b_end - 1]]) for p in found]


@given(st.integers(0, 40), st.integers(0, 10_000))
@settings(max_examples=30)
def test_eight_words_in_a_row_in_common_give_a_fingerprint_in_common(at: int, seed: int) -> None:
    shared = report(9, 1).split()[at : at + GUARANTEED]
    a, b = (" ".join([*sentences(1, seed + n), *shared, *sentences(1, seed + n + 7)]) for n in (1, 2))
    one, other = prints_of(code_words([a, b]))
    assert np.intersect1d(one, other).size


def test_fingerprints_do_not_depend_on_what_stands_beside() -> None:
    texts = [report(n, n) for n in (3, 9, 1, 6)]
    alone = [next(prints_of(code_words([text]))) for text in texts]
    assert all(np.array_equal(a, b) for a, b in zip(alone, prints_of(code_words(texts)), strict=True))
    assert [len(p) for p in prints_of(code_words(["", "four words are few"]))] == [0, 0]


def test_candidates_are_the_pairs_with_fingerprints_in_common() -> None:
    prints = [np.array(codes, np.uint32) for codes in ([1, 2, 3, 4], [2, 3, 4, 9], [4, 9], [7], [])]
    assert candidates(prints, Reach(least=3)).tolist() == [[0, 1]]
    assert candidates(prints, Reach(least=2)).tolist() == [[0, 1], [1, 2]]


@given(st.lists(st.frozensets(st.integers(0, 30), max_size=8), max_size=9), st.integers(1, 3))
def test_a_join_in_shares_finds_what_one_join_finds(held: list[frozenset[int]], shares: int) -> None:
    prints = [np.array(sorted(codes), np.uint32) for codes in held]
    wide = Reach(near=9, many=99, least=2)
    want = [[a, b] for a, b in combinations(range(len(held)), 2) if len(held[a] & held[b]) >= wide.least]
    assert candidates(prints, wide, shares=shares).tolist() == want


def test_what_a_crowd_holds_is_joined_with_its_neighbours_only() -> None:
    prints = [np.array([1, 2, 3], np.uint32)] * 500
    assert len(candidates(prints, Reach(many=48))) == 499


def test_a_passage_is_found_to_the_word_on_both_sides() -> None:
    shared = "Two customs officers opened the crates on the quay. Nobody had told the harbour master, who was at sea that day"
    a = f"Rain fell on Oru.\n\n{shared}.\n\nThe mill is for sale."
    b = f"It was a bad week for the ferry. {shared}, which surprised us all."
    assert passages(a, b) == [(shared, shared)]


def test_light_editing_does_not_break_a_passage() -> None:
    a = "Some 3,500 rockets were moved by rail to the depot near Karsk, Sen. Dana Orlik said on Friday, and the color of all was green."
    b = "About 3,500 rockets were moved by rail to the depot near Karsk, Senator Dana Orlik said, and the colour of all was green."
    ((one, other),) = passages(a, b)
    assert one.startswith("3,500 rockets")
    assert (one.split()[-1], other.split()[-1]) == ("green", "green")


def test_paragraphs_are_found_in_whatever_order_they_stand() -> None:
    parts = sentences(4, 8)
    found = passages("\n\n".join(parts), "\n\n".join([parts[2], parts[0], parts[3], parts[1]]))
    assert sum(len(one.split()) for one, _ in found) >= 0.9 * len(" ".join(parts).split())


def test_texts_with_nothing_in_common_share_no_passage() -> None:
    assert passages(report(6, 1), "Snow closed the pass for a third day, and no convoy left.") == []
    assert passages("", report(2, 1)) == passages("one", "one two") == []


def test_a_report_that_holds_another_many_times_is_covered() -> None:
    once = report(4, 3)
    found = passages("\n\n".join([once] * 60), once)
    assert len(found) >= 60


def test_the_same_words_a_thousand_times_are_soon_compared() -> None:
    assert passages("crate " * 20_000, "crate " * 15_000)


def test_colliding_fingerprints_are_no_passage() -> None:
    """Codes made to collide make candidates; the words decide."""
    texts = code_words([report(5, 1), report(5, 2)])
    prints = [np.arange(400, dtype=np.uint32)] * 2
    assert candidates(prints).tolist() == [[0, 1]]
    (found,) = align([(texts[0], texts[1])])
    assert sum(p.same for p in found) < 0.5 * len(texts[0])


WORDS = st.lists(st.sampled_from(["crate", "quay", "rail", "green", "the", "of", "Oru", "3"]), max_size=60).map(" ".join)


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_passages_lie_inside_both_texts_and_apart_in_the_first(a: str, b: str) -> None:
    one, other = code_words([a, b])
    (found,) = align([(one, other)])
    assert all(0 <= p.a < p.a_end <= len(one) and 0 <= p.b < p.b_end <= len(other) for p in found)
    assert all(p.a_end <= q.a + 1 for p, q in pairwise(found))
    assert all(isinstance(p, Passage) for p in found)


@pytest.mark.parametrize("seed", range(3))
def test_many_pairs_at_once_give_what_each_gives_alone(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - not a secret
    texts: list[Words] = code_words([report(draw.randrange(1, 9), draw.randrange(4)) for _ in range(8)])
    pairs = [(a, b) for a in texts for b in texts]
    assert list(align(pairs)) == [next(align([pair])) for pair in pairs]
