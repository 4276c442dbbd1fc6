"""Corrections are entries of the journal, in force at once and after every new reading, in all that a case tells, and can be taken back."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.casework import correcting
from onrecord.casework.case import Case
from onrecord.casework.checking import check
from onrecord.casework.correcting import Wanted
from onrecord.casework.looking import Ties, Whole
from onrecord.casework.method import decisions, journal_of
from onrecord.casework.reading import read_reports
from onrecord.casework.showing import show
from onrecord.codec import to_plain
from onrecord.language.parser import Parser
from onrecord.model import BadInput, Fate, LinkKind, Reading, Span, Stale, Stance, Statement, words_of

DENIED = "Norria's Defence Minister Ilan Dorvek denied that the mill had sold 400 rockets to Belmar."
FORGED = "Petra Lurk, a lawyer, said that the papers were forged."
REPORTS = {
    "a.txt": f"{DENIED} {FORGED}",
    "b.txt": f"{DENIED} {FORGED} More is to follow in the evening edition.",
    "c.txt": "The mill was closed, Dorvek said. The Belmar Chronicle reported that the mill had sold 400 rockets to Belmar.",
}


@pytest.fixture
def case(tmp_path: Path, parser: Parser) -> Iterator[Case]:
    """A case of three reports, two of one origin."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Case(tmp_path / "story.case", create=True, parser=parser) as opened:
        opened.add([tmp_path / name for name in REPORTS])
        yield opened


def report(case: Case, name: str) -> str:
    return next(r.id for r in case.reports() if r.path.endswith(name))


def statement(case: Case, words: str, name: str = "a.txt") -> str:
    """The id of the statement of a report whose content has ``words``; as the machine read it."""
    wanted = case.file.report(report(case, name))
    return next(s.id for s in case.machine_statements(wanted.id) if words in words_of(wanted.text, s.content))


def standing(case: Case, name: str = "a.txt") -> dict[str, Statement]:
    """Words to statement, as it stands."""
    wanted = case.file.report(report(case, name))
    return {words_of(wanted.text, s.content): s for s in case.reading(wanted).statements}


def read_anew(case: Case, change: Callable[[Reading], Reading], patch: pytest.MonkeyPatch) -> None:
    """Read everything again with a reader of another version, which reads otherwise."""

    def other(*args: Any, **options: Any) -> Iterator[Reading]:
        yield from map(change, read_reports(*args, **options))

    patch.setattr("onrecord.casework.case.read_reports", other)
    patch.setattr("onrecord.casework.case.fingerprint", lambda *_: "another version")
    assert case.read() == len(REPORTS)


def shifted(reading: Reading) -> Reading:
    """The same reading under other ids."""
    new = {s.id: "s_" + s.id[2:][::-1] for s in reading.statements}
    statements = tuple(replace(s, id=new[s.id], within=new.get(s.within or "")) for s in reading.statements)
    transfers = tuple(replace(t, statements=tuple(new[i] for i in t.statements)) for t in reading.transfers)
    return replace(reading, statements=statements, transfers=transfers)


def nothing(reading: Reading) -> Reading:
    return replace(reading, statements=(), transfers=tuple(replace(t, statements=()) for t in reading.transfers))


def correct_all(case: Case) -> None:
    correcting.edit(case, statement(case, "400 rockets"), Wanted(speaker="Petra Lurk", stance="doubts"), why="she asks", person="orla")
    correcting.reject(case, statement(case, "forged"), why="a caption", person="orla")
    correcting.accept(case, statement(case, "closed", "c.txt"), why="heard it", person="ivo")


def as_corrected(case: Case) -> None:
    told = standing(case)
    assert [words for words in told if "forged" in words] == []
    sold = next(s for words, s in told.items() if "sold" in words)
    assert sold.speaker
    assert (sold.speaker.name, sold.stance) == ("Petra Lurk", Stance.DOUBTS)
    assert [(d.person, d.why, len(d.changes)) for d in sold.decided] == [("orla", "she asks", 2)]
    closed = next(s for words, s in standing(case, "c.txt").items() if "closed" in words)
    assert [d.verdict for d in closed.decided] == ["accepted"]
    assert check(case).ok


def test_corrections_hold_at_once_and_what_the_machine_read_is_kept(case: Case) -> None:
    read = case.machine_statements(report(case, "a.txt"))
    correct_all(case)
    as_corrected(case)
    assert case.machine_statements(report(case, "a.txt")) == read
    assert [(e.person, e.decision) for e in case.file.journal()] == [
        ("orla", "edit_statement"), ("orla", "reject_statement"), ("ivo", "accept_statement"),
    ]  # fmt: skip


def test_corrections_outlast_a_new_reading(case: Case) -> None:
    correct_all(case)
    case.lay_over('[[state]]\nid = "norria"\nname = "Norria"\nreason = "invented"\n', "more.toml")
    assert case.read() == len(REPORTS)
    as_corrected(case)


def test_corrections_outlast_another_version_of_the_reader_whose_ids_differ(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    correct_all(case)
    before = {s.id for s in standing(case).values()}
    read_anew(case, shifted, monkeypatch)
    assert before.isdisjoint(s.id for s in standing(case).values())
    as_corrected(case)
    assert [one.state for one in journal_of(case)] == ["", "", ""]


def test_a_reader_that_no_longer_reads_a_statement_takes_no_decision_away(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    correct_all(case)
    read_anew(case, nothing, monkeypatch)
    as_corrected(case)
    assert [bool(one.state) for one in journal_of(case)] == [True, True, True]


def test_words_that_are_no_longer_there_are_said(case: Case) -> None:
    correct_all(case)
    case.file._db.execute("UPDATE report SET text = 'Nothing of it stands here any more.' WHERE path LIKE '%a.txt'")
    case.file._db.execute("DELETE FROM reading")
    case.read()
    assert [one.state for one in journal_of(case)][:2] == ["its words are no longer found in the report"] * 2
    case.file._db.execute("DELETE FROM report WHERE path LIKE '%a.txt'")
    assert [one.state for one in journal_of(case)][:2] == ["its report is no longer in the case"] * 2
    assert "no longer in the case" in str(decisions(case))


def test_a_report_that_comes_in_anew_under_another_id_is_known_by_its_bytes(case: Case) -> None:
    correct_all(case)
    with case.file.transaction():
        case.file._db.execute("UPDATE report SET id = 'r_zzzzzzzzzzzz' WHERE path LIKE '%a.txt'")
        case.file._db.execute("DELETE FROM reading")
    case.read()
    as_corrected(case)


def test_taking_back_brings_back_what_was_read_and_can_be_taken_back(case: Case) -> None:
    before = [list(case.statements()), list(case.transfers())]
    correct_all(case)
    during = [list(case.statements()), list(case.transfers())]
    for number in (1, 2, 3):
        correcting.undo(case, number, why="a slip", person="ivo")
    assert [list(case.statements()), list(case.transfers())] == before
    assert case.file.as_read.reports() == []
    for number in (4, 5, 6):
        correcting.undo(case, number, why="no slip", person="ivo")
    assert [list(case.statements()), list(case.transfers())] == during
    assert [e.decision for e in case.file.journal()][3:] == ["undo"] * 6
    states = [one.state for one in journal_of(case)]
    assert states == ["", "", "", *(f"taken back by entry {n}" for n in (7, 8, 9)), "", "", ""]
    assert check(case).ok


def test_merging_actors_is_taken_back_too(case: Case) -> None:
    from onrecord.casework import actors

    before = {a.names for a in actors.actors_of(case).listed}
    actors.merge(case, "Ilan Dorvek", "Petra Lurk", why="one voice", person="orla")
    assert {a.names for a in actors.actors_of(case).listed} != before
    correcting.undo(case, 1, why="two voices", person="orla")
    assert {a.names for a in actors.actors_of(case).listed} == before


def test_the_words_are_chosen_in_the_report(case: Case) -> None:
    key = statement(case, "400 rockets")
    correcting.edit(case, key, Wanted(words="the mill had … 400 rockets"), why="closer", person="orla")
    assert "the mill had … 400 rockets" in standing(case)
    correcting.edit(case, key, Wanted(words="sold 400\n rockets to Belmar"), why="closer still", person="orla")
    assert "sold 400 rockets to Belmar" in standing(case)
    with pytest.raises(BadInput, match="do not stand so"):
        correcting.edit(case, key, Wanted(words="sold five hundred rockets"), why="x", person="orla")


def test_echoes_are_those_who_carry_the_same_words_of_the_same_origin(case: Case) -> None:
    found = correcting.look(case, statement(case, "forged"))
    assert correcting.echoes_of(case, found) == [statement(case, "forged", "b.txt")]


def test_claims_conflicts_and_stories_follow(case: Case) -> None:
    def told() -> tuple[set[str], list[str]]:
        whole = Whole(case, Ties(case.chain()))
        return {p.actor for s in whole.stories for p in s.positions if p.stance == "denies"}, [c.kind.value for c in whole.conflicts]

    deniers, kinds = told()
    assert deniers == {"Ilan Dorvek"}
    assert any("denial" in kind for kind in kinds)
    for name in ("a.txt", "b.txt"):
        correcting.reject(case, statement(case, "400 rockets", name), why="he did not", person="orla")
    deniers, kinds = told()
    assert deniers == set()
    assert not any("denial" in kind for kind in kinds)


def test_show_tells_what_the_machine_read_and_what_people_made_of_it(case: Case) -> None:
    correct_all(case)
    edited = show(case, statement(case, "400 rockets"))
    assert edited.read
    assert edited.read.stance is Stance.DENIES
    assert edited.record.stance is Stance.DOUBTS
    assert [(d.person, d.why) for d in edited.decided] == [("orla", "she asks")]
    assert [(c.field, c.was, c.now) for c in edited.decided[0].changes if c.field == "stance"] == [("stance", "denies", "doubts")]
    out = show(case, statement(case, "forged"))
    assert out.rejected
    assert out.decided[0].why == "a caption"
    accepted = show(case, statement(case, "closed", "c.txt"))
    assert (accepted.rejected, accepted.read, len(accepted.decided)) == (False, None, 1)
    assert json.dumps(to_plain(edited))


def test_a_detached_report_is_an_origin_of_its_own_and_an_attached_one_is_none(case: Case) -> None:
    a, b, c = (report(case, name) for name in ("a.txt", "b.txt", "c.txt"))
    before = case.chain()
    assert {a, b} in [set(o.reports) for o in before.origins]
    correcting.detach(case, b, a, why="each was there", person="orla")
    correcting.attach(case, c, a, kind="edits", why="she told us", person="orla")
    chain = case.chain()
    assert sorted(set(o.reports) == {a, c} for o in chain.origins) == [False, True]
    assert {b} in [set(o.reports) for o in chain.origins]
    assert [(x.child, x.parent, x.kind, x.direction.value) for x in chain.links] == [(c, a, LinkKind.EDITS, "decided")]
    assert len({o.name for o in chain.origins}) == len(chain.origins)
    case.file._db.execute("DELETE FROM reading")
    case.read()
    assert case.chain() == chain
    for number in (1, 2):
        correcting.undo(case, number, why="a slip", person="ivo")
    assert case.chain() == before


def test_lifting_or_citing_makes_no_two_reports_one_origin(case: Case) -> None:
    a, c = report(case, "a.txt"), report(case, "c.txt")
    correcting.attach(case, c, a, kind="cites", why="it says so", person="orla")
    assert {c} in [set(o.reports) for o in case.chain().origins]


def test_families_that_nobody_touched_stay_just_as_they_were(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_bytes(demo.read_bytes())
    with Case(copy) as opened:
        before = opened.chain()
        one = next(x for x in before.links if x.share > 0.5)
        correcting.detach(opened, one.child, one.parent, why="x", person="")
        after = opened.chain()
        touched = {o.id for o in before.origins if {one.child, one.parent} & set(o.reports)}
        assert [o for o in before.origins if o.id not in touched] == [o for o in after.origins if o in before.origins]
        correcting.attach(opened, one.child, one.parent, kind=one.kind.value, why="x", person="")
        again = opened.chain()
        assert again.origins == before.origins
        assert [(x.child, x.parent, x.share, x.spans) for x in again.links] == [(x.child, x.parent, x.share, x.spans) for x in before.links]


def test_notes_and_flags_stand_on_any_record(case: Case) -> None:
    whole = Whole(case, Ties(case.chain()))
    key = statement(case, "400 rockets")
    reading = case.reading(case.file.report(report(case, "a.txt")))
    others = [reading.report.id, reading.transfers[0].id, whole.claims[0].id, whole.conflicts[0].id, whole.ties.chain.origins[0].id]
    figure = next(k for kind, k in case.file.find("f_") if kind == "figure")
    for one in (key, figure, next(iter(whole.actors)), *others):
        correcting.note(case, one, f"look at {one}", person="orla")
        correcting.flag(case, one, why="odd", person="orla")
    assert [one.state for one in journal_of(case, whole)] == [""] * 16
    for one in (key, figure, others[0], others[1]):
        assert [(w.what, w.text) for w in show(case, one).written] == [("note", f"look at {one}"), ("flag", "odd")]


def test_a_note_on_what_is_no_longer_told_is_kept_and_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Whole(case, Ties(case.chain()))
    correcting.note(case, whole.conflicts[0].id, "ask both", person="orla")
    correcting.note(case, statement(case, "forged"), "which papers?", person="orla")
    read_anew(case, lambda r: replace(nothing(r), transfers=()), monkeypatch)
    states = [one.state for one in journal_of(case, Whole(case, Ties(case.chain())))]
    assert states == ["this conflict is no longer told by the case", "nothing is read on its words any more"]


def test_a_note_stays_with_a_statement_read_under_another_id_with_other_bounds(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    correcting.note(case, statement(case, "400 rockets"), "which mill?", person="orla")

    def cut(reading: Reading) -> Reading:
        anew = shifted(reading)
        return replace(
            anew, statements=tuple(replace(s, content=(Span(s.content[0].start, s.content[-1].end - 2),)) for s in anew.statements)
        )

    read_anew(case, cut, monkeypatch)
    assert [w.text for w in show(case, statement(case, "400 rockets")).written] == ["which mill?"]


def test_who_decides_on_top_of_a_decision_not_seen_is_told_by_whom(case: Case) -> None:
    key, other = statement(case, "400 rockets"), statement(case, "forged")
    seen = len(case.file.journal())
    correcting.reject(case, other, why="x", person="ivo", seen=seen)
    correcting.edit(case, key, Wanted(stance="doubts"), why="x", person="ivo", seen=seen)
    with pytest.raises(Stale, match="ivo decided"):
        correcting.accept(case, key, why="x", person="orla", seen=seen)
    with pytest.raises(Stale, match="ivo decided"):
        correcting.undo(case, 1, why="x", person="orla", seen=seen)
    assert len(case.file.journal()) == 2
    correcting.accept(case, key, why="x", person="orla", seen=2)


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (lambda c, k: correcting.accept(c, k, why=" ", person=""), "no reason"),
        (lambda c, _: correcting.accept(c, "s_zzzz", why="x", person=""), "no record"),
        (lambda c, _: correcting.accept(c, report(c, "a.txt"), why="x", person=""), "not a statement"),
        (lambda c, k: correcting.edit(c, k, Wanted(), why="x", person=""), "read so already"),
        (lambda c, k: correcting.edit(c, k, Wanted(stance="denies"), why="x", person=""), "read so already"),
        (lambda c, k: correcting.edit(c, k, Wanted(stance="mutters"), why="x", person=""), "no stance"),
        (lambda c, k: correcting.edit(c, k, Wanted(speaker="X", kind="ghost"), why="x", person=""), "no kind of speaker"),
        (lambda c, k: correcting.edit(c, k, Wanted(role="judge"), why="x", person=""), "goes with a speaker"),
        (lambda c, k: correcting.edit(c, k, Wanted(words="  "), why="x", person=""), "do not stand so"),
        (lambda c, _: correcting.detach(c, report(c, "a.txt"), report(c, "c.txt"), why="x", person=""), "no link"),
        (lambda c, _: correcting.attach(c, report(c, "a.txt"), report(c, "a.txt"), kind="edits", why="x", person=""), "one report"),
        (lambda c, _: correcting.attach(c, report(c, "a.txt"), report(c, "c.txt"), kind="eats", why="x", person=""), "no kind of link"),
        (lambda c, k: correcting.note(c, k, "  ", person=""), "is empty"),
        (lambda c, _: correcting.flag(c, "q_zzzz", why="x", person=""), "no record"),
        (lambda c, _: correcting.undo(c, 7, why="x", person=""), "no entry"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(case: Case, act: Any, problem: str) -> None:
    key = statement(case, "400 rockets")
    with pytest.raises(BadInput, match=problem):
        act(case, key)
    assert case.file.journal() == []


def test_nobody_takes_from_whom_took_from_them(case: Case) -> None:
    a, b, c = (report(case, name) for name in ("a.txt", "b.txt", "c.txt"))
    child, parent = next((x.child, x.parent) for x in case.chain().links)
    assert {child, parent} == {a, b}
    correcting.attach(case, c, child, kind="edits", why="x", person="")
    with pytest.raises(BadInput, match="itself taken from"):
        correcting.attach(case, parent, c, kind="edits", why="x", person="")


def test_what_is_taken_back_is_not_taken_back_twice_and_a_lexicon_not_at_all(case: Case) -> None:
    case.lay_over('[[state]]\nid = "norria"\nname = "Norria"\nreason = "invented"\n', "more.toml")
    correcting.reject(case, statement(case, "forged"), why="x", person="")
    correcting.undo(case, 2, why="x", person="")
    for number, problem in ((1, "cannot be taken back"), (2, "taken back already")):
        with pytest.raises(BadInput, match=problem):
            correcting.undo(case, number, why="x", person="")


def test_checking_finds_what_was_changed_behind_the_journal(case: Case) -> None:
    correct_all(case)
    case.file._db.execute("UPDATE derived SET record = replace(record, 'doubts', 'asserts') WHERE kind = 'statement'")
    found = check(case)
    assert not found.ok
    assert any("decided" in fault for fault in found.faults)
    case.read()
    assert check(case).ok


def test_fates_are_words_that_people_and_programs_read() -> None:
    assert {fate.value for fate in Fate} == {"holds", "moved", "kept", "nothing_left", "lost"}
