"""What a case keeps: the bytes as received, reports, readings that can be made again, and a search over them."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import BadInput, Original, Problem, Reading, Report
from onrecord.store import CaseFile, Derived

TEXT = "Draunia has called on Kestovia to explain. Brenik denied on Thursday that it had sold 2,400 rockets to Orlava."


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    """An empty case."""
    with CaseFile(tmp_path / "story.case", create=True) as opened:
        yield opened


def keep(
    case: CaseFile,
    report_id: str,
    text: str = TEXT,
    *,
    data: bytes | None = None,
    stated: bool = False,
    lines: tuple[int, ...] = (),
    longest: int = 0,
    **known: str | None,
) -> bool:
    """Keep a report; its bytes are its text unless ``data`` says otherwise."""
    received = data if data is not None else text.encode()
    original = Original(id="sha256:" + hashlib.sha256(received).hexdigest(), data=received)
    report = Report(id=report_id, original=original.id, path=known.pop("path", None) or f"{report_id}.txt", text=text, **known)
    with case.transaction():
        return case.put_report(original, report, stated=stated, lines=lines, longest=longest)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_an_original_comes_back_byte_for_byte(case: CaseFile, data: bytes) -> None:
    original_id = "sha256:" + hashlib.sha256(data).hexdigest()
    keep(case, f"r_{original_id}", data=data)
    assert case.original(original_id) == data
    assert original_id in case.original_ids()


def test_an_original_is_packed(case: CaseFile) -> None:
    keep(case, "r_1", data=b"rockets and shells " * 5000)
    with closing(sqlite3.connect(case.path)) as db:
        ((size, packed),) = db.execute("SELECT size, length(packed) FROM original").fetchall()
    assert size == 95_000
    assert packed < size / 20


def test_an_original_that_is_not_there_is_refused(case: CaseFile) -> None:
    with pytest.raises(BadInput, match="sha256:0: no such original"):
        case.original("sha256:0")


def test_an_original_whose_bytes_were_spoilt_is_refused(case: CaseFile) -> None:
    keep(case, "r_1")
    with closing(sqlite3.connect(case.path)) as db:
        db.execute("UPDATE original SET packed = x'00ff'")
        db.commit()
    with pytest.raises(BadInput, match="cannot be unpacked; restore a copy"):
        case.original(case.original_ids()[0])


def test_the_same_report_is_kept_once(case: CaseFile) -> None:
    assert keep(case, "r_1") is True
    assert keep(case, "r_1", path="elsewhere.txt") is False
    assert case.report_count() == 1


def test_a_report_that_states_its_outlet_takes_the_place_of_its_unnamed_twin(case: CaseFile) -> None:
    assert keep(case, "r_unnamed")
    assert keep(case, "r_ledger", stated=True, outlet="The Brenik Ledger")
    assert keep(case, "r_lanto", stated=True, outlet="Radio Lanto")
    assert keep(case, "r_unnamed") is False
    assert {r.id for r in case.reports()} == {"r_ledger", "r_lanto"}
    assert len(case.original_ids()) == 1


def test_what_was_unknown_is_taken_over_when_it_is_stated_later(case: CaseFile) -> None:
    keep(case, "r_1")
    keep(case, "r_1", published="2017-03-03", title="T")
    keep(case, "r_1")
    assert (case.report("r_1").published, case.report("r_1").title) == ("2017-03-03", "T")


def test_reports_come_by_day_and_the_undated_last(case: CaseFile) -> None:
    for report_id, published in (("r_3", None), ("r_2", "2017-10-12"), ("r_1", "2017-03-03")):
        keep(case, report_id, report_id, published=published)
    assert [r.id for r in case.reports()] == ["r_1", "r_2", "r_3"]


def test_a_report_comes_back_as_it_was_kept(case: CaseFile) -> None:
    keep(case, "r_1", "Žóřa 🚀 “none”\n\nMorvask.", outlet="Radio Lanto", url="https://radiolanto.example", title="T", lang="en")
    report = case.report("r_1")
    assert report.text == "Žóřa 🚀 “none”\n\nMorvask."
    assert (report.outlet, report.url, report.title, report.lang) == ("Radio Lanto", "https://radiolanto.example", "T", "en")
    with pytest.raises(BadInput, match="no such report"):
        case.report("r_2")


def test_a_report_is_unread_until_read_by_the_same_rules(case: CaseFile) -> None:
    keep(case, "r_1")
    ((report_id, house, fingerprint),) = case.unread("rules 1", 3)
    assert (report_id, house) == ("r_1", frozenset())
    with case.transaction():
        case.put_reading(Reading(report=case.report("r_1")), fingerprint)
    assert case.unread("rules 1", 3) == []
    assert [r for r, _, _ in case.unread("rules 2", 3)] == ["r_1"]


def test_new_knowledge_of_a_report_has_it_read_again(case: CaseFile) -> None:
    keep(case, "r_1")
    with case.transaction():
        case.put_reading(Reading(report=case.report("r_1")), case.unread("rules", 3)[0][2])
    keep(case, "r_1")
    assert case.unread("rules", 3) == []
    keep(case, "r_1", published="2017-03-03")
    assert [r for r, _, _ in case.unread("rules", 3)] == ["r_1"]


def test_a_line_that_three_reports_of_one_outlet_share_is_a_house_line(case: CaseFile) -> None:
    for number in (1, 2):
        keep(case, f"r_{number}", f"text {number}", lines=(7, number * 100), longest=number, outlet="Radio Lanto")
    keep(case, "r_other", "other", lines=(7,), longest=9, outlet="The Brenik Ledger")
    keep(case, "r_nameless", "nameless", lines=(7,), longest=8)
    assert {house for _, house, _ in case.unread("rules", 3)} == {frozenset()}
    keep(case, "r_3", "text 3", lines=(7, 300), longest=3, outlet="Radio Lanto")
    houses = {report_id: house for report_id, house, _ in case.unread("rules", 3)}
    assert houses == {**{f"r_{n}": frozenset({7}) for n in (1, 2, 3)}, "r_other": frozenset(), "r_nameless": frozenset()}


def test_copies_of_one_text_do_not_make_a_house_line(case: CaseFile) -> None:
    for number in (1, 2, 3):
        keep(case, f"r_{number}", f"text {number}", lines=(7,), longest=1, outlet="Radio Lanto")
    assert {house for _, house, _ in case.unread("rules", 3)} == {frozenset()}


def test_a_new_house_line_has_its_reports_read_again(case: CaseFile) -> None:
    for number in (1, 2):
        keep(case, f"r_{number}", f"text {number}", lines=(7,), longest=number, outlet="Radio Lanto")
        with case.transaction():
            for report_id, _, fingerprint in case.unread("rules", 3):
                case.put_reading(Reading(report=case.report(report_id)), fingerprint)
    assert case.unread("rules", 3) == []
    keep(case, "r_3", "text 3", lines=(7,), longest=3, outlet="Radio Lanto")
    assert len(case.unread("rules", 3)) == 3


def test_a_second_reading_replaces_the_first(case: CaseFile, read: Callable[..., Reading]) -> None:
    reading = read(TEXT, published="2017-03-03")
    keep(case, reading.report.id, TEXT)
    for _ in range(2):
        with case.transaction():
            case.put_reading(reading, "rules")
    rows = list(case.derived(Derived.STATEMENT, reading.report.id))
    assert len(rows) == len(reading.statements) > 0
    assert {report for report, _ in rows} == {reading.report.id}


def test_a_record_is_found_by_the_beginning_of_its_id(case: CaseFile, read: Callable[..., Reading]) -> None:
    reading = read(TEXT)
    keep(case, reading.report.id, TEXT)
    with case.transaction():
        case.put_reading(reading, "rules")
    statement = reading.statements[0]
    assert case.find(statement.id[:8]) == [("statement", statement.id)]
    assert case.find(reading.report.id[:8]) == [("report", reading.report.id)]
    assert case.record(statement.id)[0] == reading.report.id
    assert case.find("s_%") == case.find("_") == case.find("nothing") == []
    with pytest.raises(BadInput, match="no such record"):
        case.record("s_nothing")


def test_a_problem_is_recorded_once_and_can_be_mended(case: CaseFile) -> None:
    with case.transaction():
        for detail in ("first", "second"):
            case.put_problem(Problem(report="a.txt", stage="intake", what="is empty", detail=detail))
    assert case.problems() == [Problem(report="a.txt", stage="intake", what="is empty", detail="second")]
    with case.transaction():
        case.drop_problems("a.txt")
    assert case.problems() == []


@pytest.fixture
def library(case: CaseFile) -> CaseFile:
    """Three reports to search."""
    keep(
        case,
        "r_1",
        "The Dolvar Works sold rockets. Rockets, and more rockets.",
        title="Dolvar Works",
        outlet="Radio Lanto",
        published="2017",
    )
    keep(case, "r_2", "One rocket was found; the café of Žóřa was shut. No works of art.")
    keep(case, "r_3", "Nothing happened in Marsano.", title="Rockets")
    return case


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rockets", {"r_1", "r_3"}),
        ("rocket*", {"r_1", "r_2", "r_3"}),
        ("ROCKETS sold", {"r_1"}),
        ("cafe zora", {"r_2"}),
        ('"Dolvar Works"', {"r_1"}),
        ('"Works Dolvar"', set()),
        ("rockets OR rocket", set()),
        ("rockets NOT Marsano", set()),
        ("text:rockets", set()),
        ("crow", set()),
    ],
)
def test_search_finds_the_reports_that_hold_all_words(library: CaseFile, words: str, found: set[str]) -> None:
    assert {hit.report for hit in library.search(words, 10)} == found


def test_a_hit_tells_its_report_and_shows_the_words(library: CaseFile) -> None:
    (hit,) = library.search("sold", 10)
    assert (hit.report, hit.outlet, hit.published) == ("r_1", "Radio Lanto", "2017")
    assert "[sold]" in hit.snippet


def test_search_gives_no_more_than_asked_for(library: CaseFile) -> None:
    assert len(library.search("rocket*", 2)) == 2


def test_a_report_that_gave_way_is_found_no_more(library: CaseFile) -> None:
    keep(library, "r_4", "Nothing happened in Marsano.", stated=True, outlet="Radio Lanto", title="Quiet")
    assert {hit.report for hit in library.search("Marsano", 10)} == {"r_4"}
    keep(library, "r_1", "The Dolvar Works sold rockets. Rockets, and more rockets.", title="Linden leaf")
    assert {hit.report for hit in library.search("linden", 10)} == {"r_1"}


@pytest.mark.parametrize("words", ["", "  ", '""', "*", "()", "- -", '"'])
def test_no_word_to_look_for_is_refused(library: CaseFile, words: str) -> None:
    with pytest.raises(BadInput, match="no word to look for; give at least one word"):
        library.search(words, 5)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=20), st.text(st.sampled_from('rocket *"()-:^+{}NEARORNOT_½²'), max_size=20)))
def test_whatever_a_person_types_is_a_search_or_bad_input(library: CaseFile, words: str) -> None:
    try:
        hits = library.search(words, 5)
    except BadInput:
        return
    assert {hit.report for hit in hits} <= {"r_1", "r_2", "r_3"}
