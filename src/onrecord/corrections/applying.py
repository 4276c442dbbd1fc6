"""Lays what people decided over the reading of a report; the reading itself stays as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.corrections.knowing import find_again, stretches
from onrecord.corrections.ledger import ACCEPT, EDIT, ON_STATEMENTS, REJECT, Edit, Ruling
from onrecord.model import Change, Decided, Fate, Mode, Reading, Report, Spans, Speaker, Statement, Verdict, words_of
from onrecord.text.paragraphs import paragraphs
from onrecord.text.quotes import quotations

_VERDICTS = {ACCEPT: Verdict.ACCEPTED, REJECT: Verdict.REJECTED, EDIT: Verdict.EDITED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one decision: the statement that it is in force on, None for none, and in words what must be said of it."""

    ruling: Ruling
    fate: Fate
    statement: str | None = None
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A reading with what people decided laid over it. ``rejected`` are statements taken out, with the decisions on them.

    ``outcomes`` has one for each decision, in their order.
    """

    reading: Reading
    rejected: tuple[Statement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def corrected(reading: Reading, listed: Iterable[Ruling]) -> Corrected:
    """The reading with the decisions on its statements in force, in the order in which they were made.

    A statement that people accepted or edited stays when the machine no longer reads it but its words stand in the report.
    """
    held: dict[str, list[Ruling]] = {}
    statements = {s.id: s for s in reading.statements}
    kept: dict[str, Statement] = {}
    outcomes = []
    for ruling in listed:
        if ruling.decision not in ON_STATEMENTS:
            continue
        outcome, restored = _placed(ruling, reading.report, statements, kept)
        outcomes.append(outcome)
        if restored:
            kept[restored.id] = restored
        if outcome.statement:
            held.setdefault(outcome.statement, []).append(ruling)
    if not held:
        return Corrected(reading=reading, outcomes=tuple(outcomes))
    standing: list[Statement] = []
    rejected: list[Statement] = []
    for one in _with(reading.statements, kept.values()):
        made, out = _decided(one, held.get(one.id, ()), reading.report)
        (rejected if out else standing).append(made)
    gone = {s.id: s.within for s in rejected}
    return Corrected(
        reading=replace(
            reading,
            statements=tuple(replace(s, within=_outer(s.within, gone)) if s.within in gone else s for s in standing),
            transfers=tuple(
                replace(t, statements=tuple(i for i in t.statements if i not in gone)) if gone.keys() & set(t.statements) else t
                for t in reading.transfers
            ),
        ),
        rejected=tuple(rejected),
        outcomes=tuple(outcomes),
    )


def _placed(
    ruling: Ruling, report: Report, statements: dict[str, Statement], kept: dict[str, Statement]
) -> tuple[Outcome, Statement | None]:
    """Where a decision is in force, and the statement that is taken back in for it."""
    subject, text = ruling.subject, report.text
    spans = stretches(text, subject.words, subject.at)
    if spans is None:
        return Outcome(ruling=ruling, fate=Fate.LOST, told="its words are no longer found in the report"), None
    missing = ""
    if ruling.edit and ruling.edit.words and stretches(text, ruling.edit.words, ruling.edit.at or spans) is None:
        missing = "; the words that it gives the statement are no longer found in the report"
    fate = Fate.MOVED if missing else Fate.HOLDS
    found, exact = find_again(subject, spans, text, statements.values())
    if found and exact:
        return Outcome(ruling=ruling, fate=fate, statement=found.id, told=missing.removeprefix("; ")), None
    if mine := find_again(subject, spans, text, kept.values())[0]:
        return Outcome(ruling=ruling, fate=Fate.KEPT, statement=mine.id, told="the machine no longer reads it" + missing), None
    if found and ruling.decision == REJECT:
        told = f"not rejected anew: the machine now reads “{_flat(text, found.content)}”"
        return Outcome(ruling=ruling, fate=Fate.MOVED, told=told), None
    if found:
        told = f"the machine now reads “{_flat(text, found.content)}”"
        return Outcome(ruling=ruling, fate=Fate.MOVED, statement=found.id, told=told + missing), None
    if ruling.decision == REJECT or ruling.record is None:
        return Outcome(ruling=ruling, fate=Fate.NOTHING_LEFT, told="the machine no longer reads it"), None
    taken = _taken_back(ruling.record, spans, report, {*statements, *kept})
    if taken is None:
        return Outcome(ruling=ruling, fate=Fate.LOST, told="its words are no longer found in the report"), None
    told = "the machine no longer reads it; it stands as it was decided"
    return Outcome(ruling=ruling, fate=Fate.KEPT, statement=taken.id, told=told + missing), taken


def _taken_back(record: Statement, spans: Spans, report: Report, ids: set[str]) -> Statement | None:
    """A statement as it stood when it was decided on, its words where they stand now; None when the report is shorter than they need."""
    shift = spans[0].start - record.content[0].start
    moved = [tuple(type(s)(s.start + shift, s.end + shift) for s in group) for group in (record.source, record.cue)]
    if any(not 0 <= s.start < s.end <= len(report.text) for group in moved for s in group):
        return None
    return replace(record, source=moved[0], cue=moved[1], content=spans, within=record.within if record.within in ids else None, decided=())


def _with(statements: Sequence[Statement], more: Iterable[Statement]) -> list[Statement]:
    """The machine's statements in their order, each of ``more`` before the first whose words begin later."""
    found = list(statements)
    for one in more:
        found.insert(next((at for at, other in enumerate(found) if other.content[0] > one.content[0]), len(found)), one)
    return found


def _decided(statement: Statement, listed: Sequence[Ruling], report: Report) -> tuple[Statement, bool]:
    """The statement with its decisions in force, and whether the last of them takes it out."""
    now, out = statement, False
    for ruling in listed:
        before = now
        if ruling.decision == EDIT and ruling.edit:
            now = edited(now, ruling.edit, report)
        out = ruling.decision == REJECT
        told = Decided(
            entry=ruling.entry.sequence, verdict=_VERDICTS[ruling.decision], person=ruling.entry.person, at=ruling.entry.at, why=ruling.why,
            changes=changes(before, now, report.text),
        )  # fmt: skip
        now = replace(now, decided=(*now.decided, told))
    return now, out


def edited(statement: Statement, edit: Edit, report: Report) -> Statement:
    """The statement with what an edit sets; words that are not in the report set nothing."""
    found = statement
    if edit.nobody or edit.speaker:
        found = replace(found, speaker=None if edit.nobody else edit.speaker)
    if edit.stance:
        found = replace(found, stance=edit.stance)
    if edit.words and (spans := stretches(report.text, edit.words, edit.at or statement.content)):
        found = replace(found, content=spans, mode=_mode(report.text, spans))
    return found


def changes(was: Statement, now: Statement, text: str) -> tuple[Change, ...]:
    """What differs between two readings of one statement, as people read it."""
    pairs = (
        ("speaker", _speaker(was.speaker), _speaker(now.speaker)),
        ("stance", was.stance.value.replace("_", " "), now.stance.value.replace("_", " ")),
        ("words", _flat(text, was.content), _flat(text, now.content)),
    )
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2])


def _speaker(speaker: Speaker | None) -> str:
    if speaker is None:
        return "nobody named"
    return speaker.name + (f", {speaker.role}" if speaker.role else "")


def _flat(text: str, spans: Spans) -> str:
    return " ".join(words_of(text, spans).split())


def _mode(text: str, content: Spans) -> Mode:
    """Direct when all letters of the content stand in quotation marks, mixed when some do."""
    quotes = [(q.start, q.end) for q in quotations(text, paragraphs(text))]
    letters = [at for start, end in content for at in range(start, end) if text[at].isalnum()]
    inside = sum(any(start < at < end for start, end in quotes) for at in letters)
    return Mode.INDIRECT if not inside else Mode.DIRECT if inside == len(letters) else Mode.MIXED


def _outer(within: str | None, gone: dict[str, str | None]) -> str | None:
    """The nearest statement around one that was not taken out."""
    seen: set[str] = set()
    while within in gone and within not in seen:
        seen.add(within)
        within = gone[within]
    return within
