"""Correcting the machine: accept, reject and edit statements, attach and detach links, note, flag, and take back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.casework.actors import actors_of
from onrecord.casework.case import Case
from onrecord.casework.enforcing import by_report, correct, enforce
from onrecord.casework.subjects import report_name, subject_of_record
from onrecord.chain.decided import JOINING, leads_up
from onrecord.codec import to_plain
from onrecord.corrections.applying import edited
from onrecord.corrections.knowing import stretches, subject_of
from onrecord.corrections.ledger import (
    ACCEPT,
    ATTACH,
    DETACH,
    EDIT,
    FLAG,
    NOTE,
    OWN,
    REJECT,
    UNDO,
    Edit,
    in_force,
    ruling_of,
    since,
)
from onrecord.corrections.telling import told
from onrecord.model import BadInput, Entry, LinkKind, Report, Speaker, SpeakerKind, Stale, Stance, Statement, Subject, content_id, words_of
from onrecord.stories.rulings import MERGE, SPLIT
from onrecord.text.folding import fold, fold_name, squeeze

TAKEN_BACK = (*OWN, UNDO, MERGE, SPLIT)
"""The decisions that can be taken back; a lexicon or a table of rates is replaced by another."""

GAP = "…"
"""Stands between the stretches of a content that is not in one piece."""

_LONGEST = 4_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an edit asks for; None leaves a field as it is. ``speaker`` empty is nobody named; ``words`` stand in the report."""

    speaker: str | None = None
    role: str | None = None
    kind: str | None = None
    stance: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A statement to be decided on: as the machine read it, as it stands (None when it is rejected), and how it is known again."""

    id: str
    report: Report
    read: Statement
    now: Statement | None
    subject: Subject


def look(case: Case, prefix: str) -> Looked:
    """The statement whose id begins with ``prefix``, also a rejected one. Raises BadInput."""
    kind, record_id = case.resolve(prefix)
    if kind != "statement":
        raise BadInput(prefix, f"is a {kind}, not a statement", "onrecord statements lists them")
    report = case.file.report(case.record(record_id)[0])
    made = correct(case.file, report)
    standing = {s.id: s for s in made.reading.statements}
    read = {s.id: s for s in case.machine_statements(report.id)}
    now = standing.get(record_id)
    as_read = read.get(record_id) or now or next(s for s in made.rejected if s.id == record_id)
    before = (one.ruling.subject for one in made.outcomes if one.statement == record_id)  # of one that the machine no longer reads
    subject = subject_of(as_read, report) if record_id in read else next(before, subject_of(as_read, report))
    return Looked(id=record_id, report=report, read=as_read, now=now, subject=subject)


def echoes_of(case: Case, found: Looked) -> list[str]:
    """The statements of other reports of the same origin that say the same words by the same speaker with the same stance."""
    mine = next((origin for origin in case.chain().origins if found.report.id in origin.reports), None)
    wanted = _as_said(found.read, found.report)
    return [
        s.id
        for report_id in (mine.reports if mine else ())
        if report_id != found.report.id
        for s in case.machine_statements(report_id)
        if _as_said(s, case.file.report(report_id)) == wanted
    ]


def _as_said(statement: Statement, report: Report) -> tuple[str, str, str]:
    speaker = statement.speaker.actor if statement.speaker else ""
    return speaker, statement.stance.value, fold(words_of(report.text, statement.content))


def accept(case: Case, prefix: str, *, why: str, person: str, seen: int | None = None) -> Entry:
    """Decide that a statement was read right. Raises BadInput, and Stale when somebody decided on it after entry ``seen``."""
    found = look(case, prefix)
    return _on_statement(case, ACCEPT, found, {"why": reason(why)}, person, seen)


def reject(case: Case, prefix: str, *, why: str, person: str, seen: int | None = None) -> Entry:
    """Decide that there is no such statement: it is taken out of everything that the case tells. Raises BadInput or Stale."""
    found = look(case, prefix)
    if found.now is None:
        raise BadInput(prefix, "is rejected already", "undo the decision to take it back in")
    return _on_statement(case, REJECT, found, {"why": reason(why)}, person, seen)


def edit(case: Case, prefix: str, wanted: Wanted, *, why: str, person: str, seen: int | None = None) -> Entry:
    """Correct speaker, stance or words of a statement. Raises BadInput, also when nothing would change, or Stale."""
    found = look(case, prefix)
    base = found.now or found.read
    made = edit_of(case, found, wanted)
    if found.now is not None and edited(base, made, found.report) == base:
        raise BadInput(prefix, "is read so already", "accept it, or say what is to be another way")
    return _on_statement(case, EDIT, found, {"edit": _given(to_plain(made)), "why": reason(why)}, person, seen)


def edit_of(case: Case, found: Looked, wanted: Wanted) -> Edit:
    """What an edit sets, checked against the report and the case. Raises BadInput."""
    made = Edit(stance=_stance(wanted.stance) if wanted.stance else None)
    if wanted.speaker is not None:
        name = squeeze(wanted.speaker)[:_LONGEST_NAME]
        held = found.now or found.read
        made = replace(made, nobody=not name, speaker=_speaker(case, name, wanted, held) if name else None)
    elif wanted.role is not None or wanted.kind is not None:
        raise BadInput("the role", "goes with a speaker", "name the speaker too")
    if wanted.words is not None:
        parts = tuple(squeeze(part) for part in wanted.words.split(GAP) if part.strip())
        spans = stretches(found.report.text, parts, (found.now or found.read).content)
        if not parts or spans is None:
            raise BadInput("the words", "do not stand so in the report", f"copy them from its text; {GAP} stands between parts")
        text = found.report.text
        made = replace(made, words=tuple(text[a:b] for a, b in spans), at=spans)
    return made


def attach(case: Case, child: str, parent: str, *, kind: str, why: str, person: str, seen: int | None = None) -> Entry:
    """Decide that report ``child`` took from report ``parent``. Raises BadInput, also for a ring, or Stale."""
    if kind not in set(LinkKind):
        raise BadInput(kind, "is no kind of link", "use one of " + ", ".join(LinkKind))
    subject = link_subject(case, child, parent)
    chain = case.chain()
    links = [x for x in chain.links if {x.child, x.parent} != {subject.report, subject.parent}]
    if LinkKind(kind) in JOINING and leads_up(subject.parent, subject.report, links):
        raise BadInput(parent, "was itself taken from the other, by the chain as it stands", "detach what leads there first")
    if any((x.child, x.parent, x.kind) == (subject.report, subject.parent, kind) for x in chain.links):
        raise BadInput(child, "is linked to it so already", "nothing to attach")
    return _decide(case, ATTACH, subject, {"kind": kind, "why": reason(why)}, person, seen)


def detach(case: Case, child: str, parent: str, *, why: str, person: str, seen: int | None = None) -> Entry:
    """Decide that neither of two reports took from the other. Raises BadInput when no link is there, or Stale."""
    subject = link_subject(case, child, parent)
    if not any({x.child, x.parent} == {subject.report, subject.parent} for x in case.chain().links):
        raise BadInput(child, "has no link to the other", "onrecord chain shows who took what from whom")
    return _decide(case, DETACH, subject, {"why": reason(why)}, person, seen)


def link_subject(case: Case, child: str, parent: str) -> Subject:
    """The link between two reports, given by the beginnings of their ids. Raises BadInput."""
    one, other = (_report(case, asked) for asked in (child, parent))
    if one.id == other.id:
        raise BadInput(child, "is one report", "name two")
    return Subject(
        kind="link", id=content_id("l", *sorted((one.id, other.id))), name=f"{report_name(one)} from {report_name(other)}",
        report=one.id, original=one.original, parent=other.id, parent_original=other.original,
    )  # fmt: skip


def note(case: Case, asked: str, text: str, *, person: str, seen: int | None = None) -> Entry:
    """Write a note on any record: a report, a statement, an actor, a claim ... Raises BadInput or Stale."""
    words = text.strip()[:_LONGEST]
    if not words:
        raise BadInput("the note", "is empty", "write a word or two")
    return _decide(case, NOTE, subject_of_record(case, asked), {"text": words}, person, seen)


def flag(case: Case, asked: str, *, why: str, person: str, seen: int | None = None) -> Entry:
    """Ask for any record to be looked at again: it stands first in the review. Raises BadInput or Stale."""
    return _decide(case, FLAG, subject_of_record(case, asked), {"why": reason(why)}, person, seen)


def undo(case: Case, number: int, *, why: str, person: str, seen: int | None = None) -> Entry:
    """Take back entry ``number`` of the journal; that too is an entry, and can be taken back. Raises BadInput or Stale."""
    entries = case.file.journal()
    found = next((entry for entry in entries if entry.sequence == number), None)
    if found is None:
        raise BadInput(str(number), "is no entry of the journal", "onrecord journal lists them")
    if found.decision not in TAKEN_BACK:
        raise BadInput(f"entry {number}", "cannot be taken back", "decide anew instead")
    if found.hash not in {entry.hash for entry in in_force(entries)}:
        raise BadInput(f"entry {number}", "is taken back already", "onrecord journal shows by which entry")
    with case.file.transaction():
        _still(case, seen, found)
        made = case.file.decide(person, UNDO, {"entry": number, "hash": found.hash, "why": reason(why)})
        _enforce(case, found, {entry.hash: entry for entry in entries})
    return made


def reason(why: str) -> str:
    """A reason in one line. Raises BadInput for none."""
    said = squeeze(why)[:_LONGEST]
    if not said:
        raise BadInput("--why", "no reason given", "say in a few words what shows it")
    return said


def _on_statement(case: Case, decision: str, found: Looked, about: Mapping[str, Any], person: str, seen: int | None) -> Entry:
    record = replace(found.now or found.read, decided=())
    return _decide(case, decision, found.subject, {"record": to_plain(record), **about}, person, seen)


def _decide(case: Case, decision: str, subject: Subject, about: Mapping[str, Any], person: str, seen: int | None) -> Entry:
    """Write an entry and put it into force, in one transaction. Raises Stale when somebody was quicker."""
    with case.file.transaction():
        if seen is not None and (other := since(case.file.journal(), seen, subject)):
            raise _told_stale(case, other)
        made = case.file.decide(person, decision, {"subject": _given(to_plain(subject)), **about})
        _enforce(case, made, {})
    return made


def _enforce(case: Case, entry: Entry, by_hash: Mapping[str, Entry]) -> None:
    """Put into force what an entry decides, or what taking it back changes: only its own report can be concerned."""
    while entry.decision == UNDO and str(entry.about.get("hash")) in by_hash:
        entry = by_hash[str(entry.about["hash"])]
    ruling = ruling_of(entry)
    if ruling:
        enforce(case.file, set(by_report(case.file, [ruling])))


def _still(case: Case, seen: int | None, found: Entry) -> None:
    """Raise Stale when somebody took back an entry, or decided on its matter, after entry ``seen``."""
    if seen is None:
        return
    entries = case.file.journal()
    ruling = ruling_of(found)
    if ruling and (other := since(entries, seen, ruling.subject)):
        raise _told_stale(case, other)
    for entry in entries[seen:]:
        if entry.decision == UNDO and entry.about.get("hash") == found.hash:
            raise _told_stale(case, entry)


def _told_stale(case: Case, other: Entry) -> Stale:
    by_hash = {entry.hash: entry for entry in case.file.journal()}
    return Stale(
        "the decision",
        f"meanwhile {other.person or 'somebody'} decided ({other.at}, entry {other.sequence}): {told(other, by_hash)}",
        "go back, look again, and decide then",
    )


def _given(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that say something."""
    return {name: value for name, value in plain.items() if value not in (None, "", [], False)}


def _report(case: Case, asked: str) -> Report:
    kind, record_id = case.resolve(asked)
    if kind != "report":
        raise BadInput(asked, f"is a {kind}, not a report", "onrecord reports lists them")
    return case.file.report(record_id)


def _stance(asked: str) -> Stance:
    if asked not in set(Stance):
        raise BadInput(asked, "is no stance", "use one of " + ", ".join(Stance))
    return Stance(asked)


def _speaker(case: Case, name: str, wanted: Wanted, held: Statement) -> Speaker:
    """The speaker called ``name``: as the case knows the actor, else as the statement has it, else a person."""
    if wanted.kind and wanted.kind not in set(SpeakerKind):
        raise BadInput(wanted.kind, "is no kind of speaker", "use one of " + ", ".join(SpeakerKind))
    known = next((a for a in actors_of(case).listed if fold_name(name) in {fold_name(n) for n in a.names}), None)
    same = held.speaker if held.speaker and fold_name(held.speaker.name) == fold_name(name) else None
    kind = SpeakerKind(wanted.kind) if wanted.kind else known.kind if known else same.kind if same else SpeakerKind.PERSON
    role = squeeze(wanted.role)[:_LONGEST_NAME] or None if wanted.role is not None else same.role if same else None
    return Speaker(name=name, kind=kind, actor=content_id("a", fold_name(name)), role=role)
