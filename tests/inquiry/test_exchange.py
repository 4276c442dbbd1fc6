"""Copies that were edited apart come to the same inquiry, and nothing that may not be taken is taken."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.inquiry.copies import NOW, Copy, group, key
from onrecord.inquiry.entries import seal
from onrecord.inquiry.fold import fold
from onrecord.inquiry.membership import ADMITS, JOINS, REVOKES, without_private
from onrecord.model import BadInput, Refused, SignedEntry

MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.integers(0, 2), st.sampled_from(["rules", "notes", "hypothesis", "private"]), st.integers(0, 3)),
        st.tuples(st.just("pack"), st.integers(0, 2), st.integers(0, 6), st.just(0)),
        st.tuples(st.just("take"), st.integers(0, 2), st.integers(0, 30), st.just(0)),
    ),
    max_size=25,
)


def played(moves: list[tuple[str, int, object, int]]) -> tuple[list[Copy], set[str]]:
    """Three copies after these moves, and the hashes of all entries that any of them signed for all to see.

    Bundles get lost (nobody takes them), come twice and in any order; one that begins too late is refused.
    """
    copies = group("North", "South", "East")
    bundles: list[bytes] = []
    made = {e.hash for e in copies[0].entries}
    for move, who, what, value in moves:
        copy = copies[who]
        if move == "decide":
            private = what == "private"
            decision = "notes" if private else str(what)
            about = {"record": f"s_{value}", "field": "stance", "value": f"v{value % 2}", "words": f"w{value}"}
            entry = copy.decide(decision, about, private=private)
            made |= set() if private else {entry.hash}
        elif move == "pack" and isinstance(what, int):
            bundles.append(copy.packed(first=what))
        elif bundles and isinstance(what, int):
            with suppress(Refused):
                copy.take(bundles[what % len(bundles)])
    return copies, made


@settings(max_examples=60)
@given(MOVES)
def test_copies_that_have_heard_of_each_other_hold_the_same(moves: list[tuple[str, int, object, int]]) -> None:
    copies, made = played(moves)
    for _ in range(2):
        for copy in copies:
            for other in copies:
                copy.take(other.packed())
    states = [fold(without_private(copy.entries)) for copy in copies]
    assert states[0] == states[1] == states[2]
    assert all({e.hash for e in without_private(copy.entries)} == made for copy in copies)
    assert not states[0].void


@settings(max_examples=30)
@given(MOVES, st.randoms(use_true_random=False))
def test_the_order_in_which_entries_came_in_does_not_matter(moves: list[tuple[str, int, object, int]], random: object) -> None:
    entries = played(moves)[0][0].entries
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled) == fold(entries)


def test_what_is_private_never_enters_a_bundle() -> None:
    north, south = group("North", "South")
    north.decide("notes", {"record": "s_1", "words": "our man in the harbour"}, private=True)
    north.decide("notes", {"record": "s_1", "words": "seen"})
    data = north.packed()
    assert b"harbour" not in data
    south.take(data)
    assert [note.words for note in fold(south.entries).notes] == ["seen"]


def test_an_entry_says_nothing_of_private_ones() -> None:
    north, _ = group("North", "South")
    north.decide("notes", {"record": "s_1", "words": "ours"}, private=True)
    assert all("/private" not in chain for chain in north.decide("notes", {"record": "s_1", "words": "seen"}).seen)


def refused(copy: Copy, data: bytes) -> str:
    """Why ``copy`` refuses a bundle; nothing of it is taken."""
    before = list(copy.entries)
    with pytest.raises((Refused, BadInput)) as error:
        copy.take(data)
    assert copy.entries == before
    return str(error.value)


def altered(entry: SignedEntry, **fields: object) -> SignedEntry:
    return replace(entry, **fields)  # type: ignore[arg-type]


def test_a_forged_entry_is_refused() -> None:
    north, south = group("North", "South")
    entry = north.decide("notes", {"record": "s_1", "words": "seen"})
    north.entries[-1] = altered(entry, about={"record": "s_1", "words": "not seen"})
    assert "not those that were hashed" in refused(south, north.packed())
    forger = Copy("North", key(9), list(south.entries))
    forged = seal(altered(north.draft("notes", {}), signature=""), forger.key)
    north.entries[-1] = forged
    assert "signature is not by the key" in refused(south, north.packed())


def test_a_strangers_entry_is_refused_until_the_key_is_let_in() -> None:
    north, south = group("North", "South")
    east = Copy("East", key(7))
    east.take(north.packed())
    east.decide(JOINS, {"key": east.public, "party": "East", "person": "P"})
    assert "--admit" in refused(south, east.packed())
    assert south.take(east.packed(), admit=(east.public,)) == 1


def test_a_second_party_of_one_name_is_refused() -> None:
    north, south = group("North", "South")
    false = Copy("NORTH", key(8))
    false.take(north.packed())
    false.decide(JOINS, {"key": false.public, "party": "NORTH", "person": "P"})
    assert "North has not let in" in refused(south, false.packed())


def test_a_bundle_of_another_case_is_refused() -> None:
    _, south = group("North", "South")
    other = Copy("West", key(5))
    other.decide("founds", {"question": "Who sank the ferry?"})
    assert "another inquiry" in refused(south, other.packed())


def test_an_entry_of_a_key_that_signed_two_is_refused() -> None:
    north, south = group("North", "South")
    twin = Copy("North", north.key, list(north.entries))
    north.decide("notes", {"record": "s_1", "words": "one"})
    twin.decide("notes", {"record": "s_1", "words": "other"})
    south.take(north.packed())
    assert "has signed two" in refused(south, twin.packed())


def test_a_bundle_that_begins_too_late_is_refused_and_an_earlier_one_helps() -> None:
    north, south = group("North", "South")
    known = len(north.entries)
    for word in ("one", "two"):
        north.decide("notes", {"record": "s_1", "words": word})
    assert "begins earlier" in refused(south, north.packed(first=known + 1))
    assert south.take(north.packed(first=known)) == 2


def test_a_clock_far_ahead_is_refused() -> None:
    north, south = group("North", "South")
    north.at = NOW + dt.timedelta(days=3)
    north.decide("notes", {"record": "s_1", "words": "soon"})
    assert "ahead of this machine's clock" in refused(south, north.packed())


def test_what_a_key_signed_before_it_was_revoked_stays_valid_and_nothing_after() -> None:
    north, south = group("North", "South")
    second = Copy("North", key(4), list(north.entries))
    north.decide(ADMITS, {"key": second.public, "party": "North", "person": "Q"})
    second.entries = list(north.entries)
    second.decide("notes", {"record": "s_1", "words": "before"})
    north.entries = list(second.entries)
    south.take(north.packed())
    north.decide(REVOKES, {"key": second.public})
    second.decide("notes", {"record": "s_1", "words": "after"})
    south.take(north.packed())
    assert [note.words for note in fold(south.entries).notes] == ["before"]
    assert "revoked" in refused(south, second.packed())


def test_a_party_cannot_revoke_the_key_of_another() -> None:
    north, south = group("North", "South")
    north.decide(REVOKES, {"key": south.public})
    south.decide("notes", {"record": "s_1", "words": "still here"})
    north.take(south.packed())
    assert [note.words for note in fold(north.entries).notes] == ["still here"]


def test_a_member_cannot_admit_to_another_party() -> None:
    north, south = group("North", "South")
    north.decide(ADMITS, {"key": key(6).public_key().public_bytes_raw().hex(), "party": "South", "person": "X"})
    assert {party.name: len(party.members) for party in fold(north.entries).parties} == {"North": 1, "South": 1}
    assert south.take(north.packed()) == 1
