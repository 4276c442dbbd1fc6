"""The journal folds into the decisions that are in force; what is taken back counts for nothing, and can be taken back again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.codec import to_plain
from onrecord.corrections.ledger import ACCEPT, FLAG, NOTE, REJECT, UNDO, in_force, open_flags, ruling_of, rulings, same_matter, since
from onrecord.model import Entry, Span, Subject

MILL = Subject(
    kind="statement", id="s_a", name="Dorvek denies", report="r_a", original="sha256:1", words=("it was sold",), at=(Span(5, 16),)
)
YARD = Subject(
    kind="statement", id="s_b", name="Lurk asserts", report="r_a", original="sha256:1", words=("it was shut",), at=(Span(40, 51),)
)


def entry(number: int, decision: str, subject: Subject | None = None, **about: object) -> Entry:
    held = {"subject": to_plain(subject), **about} if subject else about
    return Entry(sequence=number, at="2019-01-02T00:00:00Z", person="Mara", decision=decision, about=held, previous="", hash=f"h{number}")


def undo(number: int, of: int) -> Entry:
    return entry(number, UNDO, entry=of, hash=f"h{of}", why="a slip")


def numbers(entries: list[Entry]) -> list[int]:
    return [one.sequence for one in in_force(entries)]


def test_what_is_taken_back_is_not_in_force() -> None:
    assert numbers([entry(1, ACCEPT, MILL), undo(2, 1)]) == [2]


def test_taking_back_is_itself_taken_back() -> None:
    listed = [entry(1, ACCEPT, MILL), undo(2, 1), undo(3, 2)]
    assert numbers(listed) == [1, 3]
    assert numbers([*listed, undo(4, 3)]) == [2, 4]


@given(st.lists(st.integers(0, 8), max_size=12))
def test_an_entry_is_in_force_unless_one_in_force_takes_it_back(targets: list[int]) -> None:
    listed = [entry(n, ACCEPT, MILL) for n in range(1, 4)]
    for target in targets:
        listed.append(undo(len(listed) + 1, target % len(listed) + 1))
    living = {one.hash for one in in_force(listed)}
    taken = {one.about["hash"] for one in listed if one.decision == UNDO and one.hash in living}
    assert living == {one.hash for one in listed} - taken


def test_decisions_of_other_kinds_and_those_that_nobody_understands_are_passed_over() -> None:
    broken = replace(entry(3, ACCEPT, MILL), about={"subject": {"kind": 7}})
    odd = [entry(1, "lexicon", name="x"), entry(2, NOTE, words="free form"), broken]
    assert rulings([*odd, entry(4, REJECT, MILL, why="x")]) == (ruling_of(entry(4, REJECT, MILL, why="x")),)


def test_one_matter_is_known_by_its_words_whatever_its_id() -> None:
    assert same_matter(MILL, Subject(kind="statement", id="s_new", report="r_a", words=("it  was\nsold",), at=(Span(5, 16),)))
    assert same_matter(
        MILL, Subject(kind="statement", id="s_new", report="r_b", original="sha256:1", words=("it was sold",), at=(Span(9, 20),))
    )
    assert not same_matter(MILL, YARD)
    assert not same_matter(MILL, Subject(kind="statement", id="s_new", report="r_a", words=("it was sold",), at=(Span(90, 101),)))


def test_a_link_is_one_matter_in_both_directions() -> None:
    there = Subject(kind="link", id="l_a", report="r_a", parent="r_b")
    assert same_matter(there, Subject(kind="link", id="l_b", report="r_b", parent="r_a"))
    assert not same_matter(there, Subject(kind="link", id="l_c", report="r_a", parent="r_c"))


def test_a_flag_waits_until_somebody_decides_or_takes_it_off() -> None:
    flag = entry(1, FLAG, MILL, why="who?")
    assert len(open_flags(rulings([flag]))) == 1
    assert len(open_flags(rulings([flag, entry(2, ACCEPT, YARD, why="x")]))) == 1
    assert open_flags(rulings([flag, entry(2, ACCEPT, MILL, why="x")])) == []
    assert open_flags(rulings([flag, undo(2, 1)])) == []
    assert len(open_flags(rulings([entry(1, ACCEPT, MILL, why="x"), entry(2, FLAG, MILL, why="again")]))) == 1


def test_only_later_decisions_on_the_same_matter_make_a_form_stale() -> None:
    listed = [entry(1, ACCEPT, MILL), entry(2, NOTE, YARD, text="x"), entry(3, REJECT, MILL), undo(4, 1)]
    assert since(listed, 4, MILL) is None
    assert since(listed, 3, MILL) == listed[3]
    assert since(listed[:3], 1, MILL) == listed[2]
    assert since(listed[:3], 2, YARD) is None
