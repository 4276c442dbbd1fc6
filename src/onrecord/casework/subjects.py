"""Tells what a note or a flag is about, so that it is known again after a new reading, and finds the notes on a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.casework.case import RECORDS, Case
from onrecord.casework.standing import PREFIXES, Standing
from onrecord.casework.uses import uses_of
from onrecord.codec import from_json
from onrecord.corrections.knowing import beside, subject_of
from onrecord.corrections.ledger import FLAG, NOTE, Ruling, open_flags, same_matter
from onrecord.model import BadInput, Report, Statement, Subject, Transfer
from onrecord.store import Derived, record_id
from onrecord.stories.transfers import title_of
from onrecord.text.folding import squeeze

if TYPE_CHECKING:
    from onrecord.casework.looking import Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What people wrote on a record: notes, and flags that still wait."""

    notes: tuple[Ruling, ...] = ()
    flags: tuple[Ruling, ...] = ()


def subject_of_record(case: Case, asked: str) -> Subject:
    """The record whose id begins with ``asked``: of a report, or of the case as a whole. Raises BadInput."""
    if asked.startswith("a_") and len(asked) > len("a_"):
        from onrecord.casework.actors import actors_of, find_actor  # actors are joined from all reports; only here

        actor = find_actor(actors_of(case), asked)
        return Subject(kind="actor", id=actor.id, name=actor.name)
    if asked.startswith("o_"):
        return _origin(case, asked)
    try:
        kind, key = case.resolve(asked)
    except BadInput:
        if asked[:2] not in PREFIXES:
            raise
        stood = Standing(case).find(asked)
        told = stood.record.why if hasattr(stood.record, "why") else stood.record.text
        return Subject(kind=stood.kind, id=stood.id, name=squeeze(told))
    if kind == "report":
        return subject_of_report(case.file.report(key))
    report_id, json = case.record(key)
    report = case.file.report(report_id)
    record = from_json(RECORDS[Derived(kind)], json)
    if isinstance(record, Statement):
        read = next((s for s in case.machine_statements(report_id) if s.id == key), record)
        return subject_of(read, report)
    return subject_of_placed(kind, key, record, report)


def subject_of_report(report: Report) -> Subject:
    """A report."""
    return Subject(kind="report", id=report.id, name=report_name(report), report=report.id, original=report.original)


def subject_of_placed(kind: str, key: str, record: Any, report: Report) -> Subject:
    """A figure, time, name, credit or transfer of a report."""
    used = uses_of(record)
    spans = used.get("goods") or next(iter(used.values()), ())
    name = squeeze(title_of(record)) if isinstance(record, Transfer) else f"in {report_name(report)}"
    return Subject(
        kind=kind, id=key, name=name, report=report.id, original=report.original,
        words=tuple(report.text[a:b] for a, b in spans), at=tuple(spans),
    )  # fmt: skip


def report_name(report: Report) -> str:
    """A report as people call it: outlet and day."""
    return " ".join(filter(None, (report.outlet or report.path, report.published)))


def marks_on(subject: Subject, listed: Iterable[Ruling]) -> Marks:
    """The notes and open flags on a record."""
    held = [one for one in listed if same_matter(one.subject, subject) or beside(one.subject, subject)]
    return Marks(
        notes=tuple(one for one in held if one.decision == NOTE),
        flags=tuple(open_flags(held)),
    )


def missing(case: Case, listed: Iterable[Ruling], whole: "Whole | None") -> Mapping[int, str]:
    """Of notes and flags whose record is not found any more what must be said, by the number of the entry.

    Of what the case tells as a whole nothing is said without ``whole``.
    """
    found: dict[int, str] = {}
    for one in listed:
        if one.decision in (NOTE, FLAG) and (told := _gone(case, one.subject, whole)):
            found[one.entry.sequence] = told
    return found


def _gone(case: Case, subject: Subject, whole: "Whole | None") -> str:
    if subject.report:
        anew = case.file.as_read.reports_of([subject.original])
        report_id = subject.report if case.file.has_report(subject.report) else anew.get(subject.original)
        if report_id is None:
            return "its report is no longer in the case"
        if subject.kind in ("report", "link") or case.file.as_read.stands(subject.id):
            return ""
        there = any(same_matter(subject, one) or beside(subject, one) for one in _subjects(case, subject.kind, report_id))
        return "" if there else "nothing is read on its words any more"
    if whole is None:
        return ""
    known = {
        "actor": {key for a in whole.actors.values() for key in (a.id, *a.names)},
        "claim": {key for c in whole.claims for key in (c.id, squeeze(c.text))},
        "conflict": {key for c in whole.conflicts for key in (c.id, squeeze(c.why))},
        "origin": {key for o in whole.ties.chain.origins for key in (o.id, o.name)},
    }.get(subject.kind, {subject.id})
    return "" if {subject.id, subject.name} & known else f"this {subject.kind} is no longer told by the case"


def _subjects(case: Case, kind: str, report_id: str) -> Iterable[Subject]:
    """The records of one kind in a report."""
    report = case.file.report(report_id)
    if kind == Derived.STATEMENT:
        yield from (subject_of(s, report) for s in case.machine_statements(report_id))
        return
    for _, json in case.file.derived(Derived(kind), report_id):
        record = from_json(RECORDS[Derived(kind)], json)
        yield subject_of_placed(kind, record_id(Derived(kind), report_id, record), record, report)


def _origin(case: Case, asked: str) -> Subject:
    found = [origin for origin in case.chain().origins if origin.id.startswith(asked)]
    if len(found) != 1:
        raise BadInput(asked, "is not the beginning of one origin's id", "onrecord chain shows them")
    return Subject(kind="origin", id=found[0].id, name=found[0].name)
