"""Two copies of a case in one inquiry: what is signed here arrives there, with the reports it rests on."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bench.invented import write
from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.inquiring import JointInquiry, Keyring
from onrecord.casework.inquiry_listing import waiting
from onrecord.language.parser import Parser
from onrecord.model import BadInput, Refused

NOW = dt.datetime(2025, 5, 30, 12, tzinfo=dt.UTC)


@pytest.fixture
def copies(tmp_path: Path, parser: Parser) -> Iterator[tuple[JointInquiry, JointInquiry]]:
    """North's copy with six reports, and South's that began from a bundle; both let in."""
    write(tmp_path / "clippings", 6)
    with ExitStack() as stack:
        cases = [stack.enter_context(Case(tmp_path / f"{name}.case", create=True, parser=parser)) for name in ("north", "south")]
        cases[0].add([tmp_path / "clippings"])
        rings = [Keyring(tmp_path / f"keys-{name}", lambda: "correct horse") for name in ("north", "south")]
        north, south = (JointInquiry(case, ring, lambda: NOW) for case, ring in zip(cases, rings, strict=True))
        north.found("North", "Ann", "Who sold the pumps?")
        south.take(north.pack(), "north.bundle")
        south.join("South", "Bo")
        north.take(south.pack(), "south.bundle", admit=[south.own()[:8]])
        south.take(north.pack(), "north.bundle")
        yield north, south


def statement_of(joint: JointInquiry) -> str:
    return next(iter(joint.case.statements()))[1].id


def meet(north: JointInquiry, south: JointInquiry) -> None:
    south.take(north.pack(), "north.bundle")
    north.take(south.pack(), "south.bundle")
    assert north.state() == south.state()


def test_an_exhibit_brings_its_report_with_it_and_reads_the_same_there(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    statement = statement_of(north)
    north.lay(statement)
    taken = south.take(north.pack(), "north.bundle")
    assert (taken.entries, taken.reports) == (1, 1)
    assert south.case.file.record(statement) == north.case.file.record(statement)
    assert check(south.case).ok


def test_from_hypotheses_to_a_finding_that_both_have_signed(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    north.lay(statement_of(north))
    sold = north.decide("hypothesis", {"words": "The works sold them."})
    meet(north, south)
    exhibit, hypothesis = north.state().exhibits[0].id, f"h_{sold.hash[:12]}"
    north.bear(exhibit, hypothesis, "inconsistent", "He says not.")
    south.bear(exhibit, hypothesis, "consistent", "He would say so.")
    meet(north, south)
    assert [m.subject for m in south.state().disagreements] == [(exhibit, hypothesis)]
    found = f"f_{north.find('The works denies it.', [exhibit], 'very likely').hash[:12]}"
    north.on_finding(found, "signs")
    meet(north, south)
    assert [(w.party, w.id) for w in waiting(south.case.file.signed())] == [("South", found)]
    south.on_finding(found, "signs")
    meet(north, south)
    assert north.state().findings[0].state == "adopted"
    assert waiting(north.case.file.signed()) == []


def test_grades_are_seen_when_both_have_graded(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    north.grade("source", "The Ledger", "B", why="often right")
    assert north.reveal() == []
    meet(north, south)
    assert b"often right" not in north.pack()
    south.grade("source", "The Ledger", "D")
    meet(north, south)
    assert (len(north.reveal()), len(south.reveal())) == (1, 1)
    meet(north, south)
    assert [{s.party: s.value for s in m.held} for m in south.state().disagreements] == [{"North": "B", "South": "D"}]


def test_a_private_note_stays_in_its_copy(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    north.note(statement_of(north), "ask our man in the harbour", private=True)
    assert south.take(north.pack(), "north.bundle").entries == 0
    assert len(north.state().notes) == 1
    assert check(north.case).journal.signatures["bad"] == 0


def test_a_bundle_since_a_day_has_only_what_is_newer(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    north.now = lambda: NOW + dt.timedelta(days=2)
    north.decide("hypothesis", {"words": "The works sold them."})
    assert len(north.pack("2025-06-01")) < len(north.pack())
    south.now = north.now
    assert south.take(north.pack("2025-06-01"), "north.bundle").entries == 1


def test_a_new_key_takes_the_place_of_the_old_one(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    old = north.own()
    north.decide("hypothesis", {"words": "before"})
    north.rotate()
    north.decide("hypothesis", {"words": "after"})
    meet(north, south)
    assert north.own() != old
    assert {h.words for h in south.state().hypotheses} == {"before", "after"}


def test_a_wrong_passphrase_changes_nothing(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, _ = copies
    before = north.case.file.signed()
    other = JointInquiry(north.case, Keyring(north.keyring.folder, lambda: "wrong horse"))
    with pytest.raises(BadInput, match="does not open the key"):
        other.decide("hypothesis", {"words": "mine"})
    assert north.case.file.signed() == before


def test_a_second_inquiry_in_a_case_and_an_act_without_a_key_are_refused(copies: tuple[JointInquiry, JointInquiry], tmp_path: Path) -> None:
    north, _ = copies
    with pytest.raises(Refused, match="has an inquiry already"):
        north.found("North", "Ann", "Again?")
    stranger = JointInquiry(north.case, Keyring(tmp_path / "no-keys", lambda: "correct horse"))
    with pytest.raises(BadInput, match="no key on this machine"):
        stranger.decide("hypothesis", {"words": "mine"})


def test_a_bundle_that_is_refused_leaves_nothing_behind(copies: tuple[JointInquiry, JointInquiry]) -> None:
    north, south = copies
    north.lay(statement_of(north))
    data = north.pack()
    before = (south.case.file.signed(), south.case.file.report_count())
    with pytest.raises(BadInput):
        south.take(data[:-1] + bytes([data[-1] ^ 1]), "north.bundle")
    assert (south.case.file.signed(), south.case.file.report_count()) == before
