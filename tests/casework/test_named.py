"""What a decision may name is what stands in the whole inquiry: looked up by kind, and the same as the fold finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.inquiry.story import played, two_copies
from onrecord.casework.inquiring import JointInquiry
from onrecord.casework.named import Named
from onrecord.model import BadInput


@pytest.fixture
def kestovia(tmp_path: Path, demo: Path) -> Iterator[JointInquiry]:
    with two_copies(tmp_path, demo) as (own, other):
        played(own, other)
        own.suppose("A clerk made it all up.", private=True)
        own.withdraw(own.suppose("Nobody sold anything.").hash[:12])
        yield own


def test_what_may_be_named_is_what_the_fold_finds(kestovia: JointInquiry) -> None:
    named, state = Named(kestovia.case.file), kestovia.state()
    for find, ids in (
        (named.hypothesis, [h.id for h in state.hypotheses]),
        (named.exhibit, [x.id for x in state.exhibits]),
        (named.finding, [f.id for f in state.findings if f.state != "withdrawn"]),
    ):
        assert ids
        assert [find(one) for one in ids] == ids
        with pytest.raises(BadInput, match="more than one"):
            find(ids[0][:2])
        with pytest.raises(BadInput, match="fits no"):
            find("zz")
    assert named.parties() == state.parties


def test_what_was_withdrawn_or_is_anothers_is_not_named(kestovia: JointInquiry) -> None:
    named, entries = Named(kestovia.case.file), kestovia.case.file.signed()
    gone = next(e for e in entries if e.about.get("words") == "Nobody sold anything.")
    with pytest.raises(BadInput, match="fits no hypothesis"):
        named.hypothesis(f"h_{gone.hash[:12]}")
    other = next(e for e in entries if e.party != kestovia.party())
    with pytest.raises(BadInput, match="fits no entry of your party"):
        named.entry(other.hash, kestovia.party())
    assert named.entry(gone.hash[:10], kestovia.party()) == gone.hash
