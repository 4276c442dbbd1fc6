"""One record with its words in context, and why we believe it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from onrecord.casework.case import RECORDS, Case
from onrecord.casework.enforcing import correct
from onrecord.casework.subjects import Marks, marks_on, subject_of_placed, subject_of_report
from onrecord.casework.uses import uses_of
from onrecord.codec import from_json
from onrecord.corrections.knowing import subject_of
from onrecord.corrections.ledger import rulings
from onrecord.lexicon import Lexicon
from onrecord.model import Decided, Report, Span, Statement, Trace, Transfer
from onrecord.store import Derived
from onrecord.text.paragraphs import paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text to show marked; ``use`` is source, cue, content, or a slot's name."""

    span: Span
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A note or a flag: entry of the journal, who wrote it when, and what."""

    entry: int
    what: str
    person: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record, its report, the paragraphs it stands in with marks, and the rule that made it.

    ``rule`` has the lexicon row's id and reason where the rule has a row. ``decided`` is what people decided about a statement,
    ``read`` the statement as the machine read it where that differs, ``rejected`` says that it is taken out; ``written`` are the
    notes and open flags on the record.
    """

    kind: str
    id: str
    report: Report
    record: Any
    passages: tuple[Span, ...]
    marks: tuple[Mark, ...]
    trace: Trace | None
    rule: Mapping[str, str]
    related: tuple[tuple[str, str], ...] = ()
    decided: tuple[Decided, ...] = ()
    read: Statement | None = None
    rejected: bool = False
    written: tuple[Written, ...] = ()


def show(case: Case, prefix: str) -> Shown:
    """The record whose id begins with ``prefix``. Raises BadInput when there is none or several."""
    kind, record_id = case.resolve(prefix)
    if kind == "report":
        report = case.file.report(record_id)
        listed = rulings(case.file.journal(), of=(report.id, report.original), kinds=(kind,))
        marks = tuple(Mark(span=s, use=use) for st in case.reading(report).statements for use, spans in uses_of(st).items() for s in spans)
        return Shown(
            kind=kind, id=record_id, report=report, record=report, passages=paragraphs(report.text), marks=marks, trace=None, rule={},
            written=written_on(marks_on(subject_of_report(report), listed)),
        )  # fmt: skip
    report_id, json = case.record(record_id)
    report = case.file.report(report_id)
    record = from_json(RECORDS[Derived(kind)], json)
    listed = rulings(case.file.journal(), of=(report.id, report.original), kinds=(kind,))
    made = correct(case.file, report) if kind == Derived.STATEMENT else None
    out = next((s for s in made.rejected if s.id == record_id), None) if made else None
    record = out or record
    read = next((s for s in case.machine_statements(report_id) if s.id == record_id), None) if made else None
    subject = subject_of(read or record, report) if made else subject_of_placed(kind, record_id, record, report)
    used = uses_of(record)
    marks = tuple(Mark(span=Span(*s), use=use) for use, spans in used.items() for s in spans)
    whole = [p for p in paragraphs(report.text) if any(m.span.start < p.end and p.start < m.span.end for m in marks)]
    trace = getattr(record, "trace", None)
    return Shown(
        kind=kind, id=record_id, report=report, record=record, passages=tuple(whole), marks=marks, trace=trace,
        rule=rule_of(trace, case.lexicon), related=_related(case, record), decided=getattr(record, "decided", ()),
        read=read if read and replace(record, decided=()) != read else None, rejected=out is not None,
        written=written_on(marks_on(subject, listed)),
    )  # fmt: skip


def written_on(marks: Marks) -> tuple[Written, ...]:
    """Notes and open flags in the order in which they were written."""
    held = [(one, what) for what, group in (("note", marks.notes), ("flag", marks.flags)) for one in group]
    found = [Written(entry=one.entry.sequence, what=what, person=one.entry.person, at=one.entry.at, text=one.why) for one, what in held]
    return tuple(sorted(found, key=lambda one: one.entry))


def rule_of(trace: Trace | None, lexicon: Lexicon) -> dict[str, str]:
    """The lexicon row behind a trace: table, id, reason; empty when the rule has none."""
    if trace is None or ":" not in trace.rule:
        return {}
    table, _, rest = trace.rule.partition(":")
    row_id = rest.partition("/")[0]
    row = next((r for r in lexicon.rows(table) if r.id == row_id), None)
    return {"table": table, "row": row_id, "reason": row.reason} if row else {}


def _related(case: Case, record: Any) -> tuple[tuple[str, str], ...]:
    """Ids worth opening next: the statements of a transfer, the statement around a nested one."""
    if isinstance(record, Transfer):
        return tuple(("told by", s) for s in record.statements)
    if isinstance(record, Statement):
        inside = (("within", record.within),) if record.within else ()
        carried = tuple(("carries", t.id) for _, t in case.transfers() if record.id in t.statements)
        return (*inside, *carried)
    return ()


def facts_of(record: Any) -> list[tuple[str, str]]:
    """The fields of a record that a reader wants, as (name, value)."""
    skipped = {"id", "start", "end", "source", "cue", "content", "spans", "trace", "statements", "text", "within", "decided"}
    found = []
    for f in fields(record):
        value = getattr(record, f.name)
        if f.name in skipped or value in (None, (), False):
            continue
        found.append((f.name.rstrip("_"), _plain(value)))
    return found


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if hasattr(value, "__dataclass_fields__"):
        inner = [(f.name.rstrip("_"), getattr(value, f.name)) for f in fields(value)]
        return "; ".join(f"{n} {_plain(v)}" for n, v in inner if v not in (None, "", False) and n != "actor")
    return f"{value:g}" if isinstance(value, float) else str(value)
