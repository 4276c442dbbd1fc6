"""What a party marks private, of whatever kind, never enters a bundle; nothing said for all to see rests on it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.invented import write
from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.inquiring import KEEPS, JointInquiry, Keyring
from onrecord.casework.privacy import FOR_ALL, private_exhibits, withheld
from onrecord.inquiry.bundle import plain_entry, unpack
from onrecord.inquiry.fold import fold
from onrecord.inquiry.membership import without_private
from onrecord.language.parser import Parser
from onrecord.model import BadInput, Refused, SignedEntry, content_id

NOW = dt.datetime(2025, 5, 30, 12, tzinfo=dt.UTC)
Joint = Callable[[], JointInquiry]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> Path:
    """A folder with a case of six reports in whose inquiry North alone takes part, and its keys."""
    folder = tmp_path_factory.mktemp("private")
    write(folder / "clippings", 6)
    with Case(folder / "north.case", create=True, parser=parser) as case:
        case.add([folder / "clippings"])
        JointInquiry(case, Keyring(folder / "keys", lambda: "correct horse"), lambda: NOW).found("North", "Ann", "Who sold the pumps?")
    return folder


@pytest.fixture
def north(begun: Path, tmp_path: Path) -> Iterator[JointInquiry]:
    with _opened(begun, tmp_path) as case:
        yield _joint(begun, case)


def _opened(begun: Path, folder: Path) -> Case:
    path = folder / "copy.case"
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    path.write_bytes((begun / "north.case").read_bytes())
    return Case(path)


def _joint(begun: Path, case: Case) -> JointInquiry:
    return JointInquiry(case, Keyring(begun / "keys", lambda: "correct horse"), lambda: NOW)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["suppose", "lay", "bear", "find", "note", "rule", "withhold", "withdraw", "grade"]), st.booleans(),
        st.integers(0, 30), st.integers(0, 30),
    ),
    max_size=14,
)  # fmt: skip


def play(joint: JointInquiry, moves: list[tuple[str, bool, int, int]]) -> list[str]:
    """Play moves; what may not be is refused and left out. The words that were said in private."""
    secrets, number = [], count()
    records = sorted([r.id for r in joint.case.reports()] + [s.id for _, s in joint.case.statements()])
    for act, private, a, b in moves:
        words = f"{'hushed' if private else 'spoken'}{next(number):03}word"
        state, record = joint.state(), records[a % len(records)]
        exhibit = state.exhibits[a % len(state.exhibits)].id if state.exhibits else "x_"
        hypothesis = state.hypotheses[b % len(state.hypotheses)].id if state.hypotheses else "h_"
        entries = joint.case.file.signed()
        with suppress(Refused, BadInput):
            if act == "suppose":
                joint.suppose(words, private=private)
            elif act == "lay":
                joint.lay(record, words, private=private)
            elif act == "bear":
                joint.bear(exhibit, hypothesis, "neutral", words, private=private)
            elif act == "find":
                joint.find(words, [exhibit], "likely", private=private)
            elif act == "note":
                joint.note(record, words, private=private)
            elif act == "rule":
                joint.decide("rules", {"record": record, "field": "stance", "value": words}, private=private)
            elif act == "withhold":
                joint.withhold([r.id for r in joint.case.reports()][a % joint.case.file.report_count()])
            elif act == "withdraw":
                joint.withdraw(entries[b % len(entries)].hash)
            else:
                joint.grade("source", f"paper {a}", "B", why=f"hushed{next(number):03}reason")
        secrets += [words] if private else []
    kept = [e for e in joint.case.file.signed() if e.decision == KEEPS]
    return [*secrets, *(str(e.about["salt"]) for e in kept), *(str(e.about["why"]) for e in kept)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_nothing_private_enters_a_bundle_and_what_does_stands_on_its_own(
    moves: list[tuple[str, bool, int, int]], begun: Path, tmp_path: Path
) -> None:
    with _opened(begun, tmp_path) as case:
        joint = _joint(begun, case)
        secrets = play(joint, moves)
        entries = case.file.signed()
        private = [e for e in entries if e.private]
        named = [e.hash[:12] for e in private] + sorted(private_exhibits(case.file))
        for since in ("", "2025-05-30"):
            data = joint.pack(since)
            assert [word for word in (*secrets, *named) if word.encode() in data] == []
            for report in withheld(case.file):
                kept = case.file.report(report)
                assert case.file.original(kept.original) not in data
                assert report.encode() not in data
            assert unpack(data, "x.bundle").entries == tuple(without_private(entries))
        there = fold(without_private(entries))
        exhibits, hypotheses = {x.id for x in there.exhibits}, {h.id for h in there.hypotheses}
        laid = {content_id("x", str(e.about["record"])) for e in entries if e.decision == "exhibit" and not e.private}
        put = {f"h_{e.hash[:12]}" for e in entries if e.decision == "hypothesis" and not e.private}
        assert exhibits <= laid
        assert hypotheses <= put
        for entry in without_private(entries):
            if entry.decision == "bears":
                assert entry.about["exhibit"] in laid
                assert entry.about["hypothesis"] in put
        assert check(case).ok


def test_a_report_that_is_withheld_stays_so_under_another_name(north: JointInquiry, tmp_path: Path) -> None:
    report = north.case.reports()[0]
    north.withhold(report.id)
    (tmp_path / "again.txt").write_bytes(north.case.file.original(report.original))
    (tmp_path / "manifest.jsonl").write_text('{"path": "again.txt", "outlet": "Another Paper", "published": "2020-01-01"}\n')
    north.case.add([tmp_path / "again.txt"], manifest=tmp_path / "manifest.jsonl")
    other = next(r.id for r in north.case.reports() if r.outlet == "Another Paper")
    assert withheld(north.case.file) >= {other}
    with pytest.raises(Refused, match="rests on a report that is withheld"):
        north.lay(other)


def test_what_was_said_for_all_to_see_cannot_be_withheld_later(north: JointInquiry) -> None:
    report = north.case.reports()[0].id
    north.lay(report)
    with pytest.raises(Refused, match="is what an entry that all may see rests on"):
        north.withhold(report)


def test_a_report_is_given_free_by_withdrawing(north: JointInquiry) -> None:
    report = north.case.reports()[0].id
    entry = north.withhold(report)
    with pytest.raises(Refused, match="withheld"):
        north.lay(report)
    assert north.withdraw(entry.hash).private
    north.lay(report)
    assert north.case.file.original(north.case.file.report(report).original) in north.pack()


def test_a_claim_that_rests_on_a_withheld_report_among_others_is_not_laid_for_all(north: JointInquiry) -> None:
    claim, reports = next((key, held) for key, held in sorted(north.resting.told.items()) if key.startswith("k_"))
    north.withhold(min(reports))
    with pytest.raises(Refused, match="withheld"):
        north.lay(claim)
    assert north.lay(claim, private=True).private


@pytest.mark.parametrize("decision", sorted(FOR_ALL))
def test_what_only_means_something_to_the_others_cannot_be_private(north: JointInquiry, decision: str) -> None:
    before = north.case.file.signed()
    with pytest.raises(Refused, match="means nothing unless"):
        north.decide(decision, {"value": "off"}, private=True)
    assert north.case.file.signed() == before


def test_withdrawing_what_is_private_is_private(north: JointInquiry) -> None:
    entry = north.suppose("Our own man sold them.", private=True)
    withdrawn: SignedEntry = north.withdraw(f"h_{entry.hash[:12]}")
    assert withdrawn.private
    assert entry.hash.encode() not in north.pack()
    assert north.state().hypotheses == ()
    assert plain_entry(entry)["about"] == {"words": "Our own man sold them."}


def test_looking_for_what_is_private_does_not_read_the_whole_journal(north: JointInquiry) -> None:
    asked = "EXPLAIN QUERY PLAN SELECT * FROM signed WHERE decision = ? AND chain = ? ORDER BY sequence"
    plan = " ".join(row[3] for row in north.case.file._db.execute(asked, ("exhibit", "x")))
    assert "signed_by_decision (decision=? AND chain=?)" in plan
