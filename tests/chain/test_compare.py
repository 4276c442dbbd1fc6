"""Two reports side by side."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.chain.made import sentences
from onrecord.chain.compare import Part, PartKind, compare, counterpart
from onrecord.chain.told import Told
from onrecord.model import Span

LEAD = "Some 3,500 rockets of the Velm Works came to Lurn by way of two ports, the foreign ministry of Ovania said on Friday."
EDITED = "Thousands of rockets of the Velm Works came to Lurn by way of two ports, the foreign ministry of Ovania said."


def parts(a: str, b: str) -> list[tuple[str, str, str]]:
    found = compare(Told(id="a", text=a), Told(id="b", text=b))
    return [(p.kind.value, a[p.a.start : p.a.end] if p.a else "", b[p.b.start : p.b.end] if p.b else "") for p in found]


def test_what_is_shared_changed_and_added_is_told_apart() -> None:
    own, added = sentences(2, 1)
    found = parts(f"{LEAD}\n\n{own}", f"{EDITED}\n\n{added}")
    kinds = {kind for kind, _, _ in found}
    assert kinds == {"shared", "only_a", "only_b"}
    assert ("shared", *[LEAD[LEAD.index("rockets") : LEAD.index(" on Friday")]] * 2) in found
    assert any(kind == "only_a" and "3,500" in words for kind, words, _ in found)
    assert found[-1][2].endswith(added.rstrip("."))


def test_a_word_changed_inside_a_passage_is_shown_on_both_sides() -> None:
    assert ("changed", "two", "three") in parts(LEAD, LEAD.replace("two ports", "three ports"))


def test_the_place_of_words_in_the_other_report_is_known() -> None:
    found = compare(Told(id="a", text=LEAD), Told(id="b", text=f"Rain. {LEAD}"))
    assert counterpart(found, Span(5, 10)) == Span(11, len(LEAD) + 5)
    assert counterpart(found, Span(900, 910)) is None


@settings(max_examples=30)
@given(st.permutations(range(5)), st.integers(0, 4))
def test_every_word_of_both_reports_is_in_a_part(order: list[int], seed: int) -> None:
    lines = sentences(5, seed)
    a, b = "\n".join(lines), "\n".join(lines[n] for n in order)
    found = compare(Told(id="a", text=a), Told(id="b", text=b))
    for text, spans in ((a, [p.a for p in found]), (b, [p.b for p in found])):
        covered = {at for s in spans if s for at in range(s.start, s.end)}
        assert all(at in covered for at, char in enumerate(text) if char.isalnum())
    assert all(isinstance(p, Part) and p.kind in PartKind for p in found)
