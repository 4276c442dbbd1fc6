"""Each entry is sealed and stands in its place; any change is found at the entry where it was made."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bench.inquiry.copies import group
from onrecord.inquiry.entries import FIELDS, broken, clock, in_order, knew
from onrecord.model import SignedEntry


def history() -> list[SignedEntry]:
    """Two parties that wrote in turn, some of it apart."""
    north, south = group("North", "South")
    north.decide("notes", {"record": "s_1", "words": "one"})
    south.decide("notes", {"record": "s_1", "words": "two"})
    south.take(north.packed())
    south.decide("notes", {"record": "s_2", "words": "three"})
    return south.entries


HISTORY = history()


def test_a_journal_as_it_was_signed_is_sound() -> None:
    assert broken(HISTORY) == {}


@given(st.integers(0, len(HISTORY) - 1), st.sampled_from([*FIELDS, "hash", "signature"]))
def test_any_changed_field_is_found(at: int, name: str) -> None:
    held: Any = getattr(HISTORY[at], name)
    other: Any = {**held, "added": "1:" + "a" * 64} if isinstance(held, dict) else held + 1 if isinstance(held, int) else held + "0"
    assert broken([*HISTORY[:at], replace(HISTORY[at], **{name: other}), *HISTORY[at + 1 :]])


@given(st.integers(0, len(HISTORY) - 1))
def test_an_entry_taken_out_before_the_last_of_its_chain_is_found(at: int) -> None:
    chain = [entry for entry in HISTORY if entry.chain == HISTORY[at].chain]
    faults = broken([*HISTORY[:at], *HISTORY[at + 1 :]])
    assert bool(faults) == (HISTORY[at] is not chain[-1] or HISTORY[at].decision == "founds")


def test_an_entry_put_in_twice_is_found() -> None:
    assert broken([*HISTORY, HISTORY[-1]])


@given(st.permutations(HISTORY))
def test_the_shared_order_puts_each_entry_after_all_it_has_seen(shuffled: list[SignedEntry]) -> None:
    ordered = in_order(shuffled)
    assert ordered == in_order(HISTORY)
    for number, entry in enumerate(ordered):
        assert not any(knew(clock(entry), later) for later in ordered[number + 1 :])
