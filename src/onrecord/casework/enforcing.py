"""Puts into force what people decided about statements: what stands in a case follows from the readings and the journal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from onrecord.codec import from_json, to_json
from onrecord.corrections.applying import Corrected, Outcome, corrected
from onrecord.corrections.ledger import ON_STATEMENTS, Ruling, rulings
from onrecord.model import Fate, Reading, Report, Statement, Transfer
from onrecord.store import CaseFile, Derived
from onrecord.store.corrected import Rows


def by_report(file: CaseFile, listed: Iterable[Ruling]) -> dict[str, list[Ruling]]:
    """Decisions on statements by the report they concern, as it is called now; those whose report is gone under no name."""
    held = [one for one in listed if one.decision in ON_STATEMENTS]
    missing = {one.subject.original for one in held if not file.has_report(one.subject.report)}
    anew = file.as_read.reports_of(missing) if missing else {}
    found: dict[str, list[Ruling]] = {}
    for one in held:
        known = one.subject.report if one.subject.original not in missing else anew.get(one.subject.original, "")
        found.setdefault(known, []).append(one)
    return found


def decided_on(file: CaseFile) -> set[str]:
    """The reports on whose statements people decided something that is in force."""
    return set(by_report(file, rulings(file.journal(), kinds=(Derived.STATEMENT.value,)))) - {""}


def on_report(file: CaseFile, report: Report) -> list[Ruling]:
    """The decisions on the statements of one report, in their order; costs little however long the journal is."""
    listed = rulings(file.journal(), of=(report.id, report.original), kinds=(Derived.STATEMENT.value,))
    return by_report(file, listed).get(report.id, [])


def correct(file: CaseFile, report: Report) -> Corrected:
    """The statements and transfers of a report as the machine read them, with what people decided laid over."""
    return corrected(_reading(report, file.as_read.rows(report.id)), on_report(file, report))


def enforce(file: CaseFile, reports: Collection[str] | None = None) -> int:
    """Let stand what people decided, in ``reports`` or wherever they decided something; in how many reports anything changed.

    To be called inside a transaction.
    """
    if reports is None:
        reports = decided_on(file) | set(file.as_read.reports())
    return sum(_put(file, file.report(report_id)) for report_id in sorted(reports))


def _put(file: CaseFile, report: Report) -> bool:
    read = file.as_read.rows(report.id)
    reading = _reading(report, read)
    return file.as_read.put(report.id, read, standing(corrected(reading, on_report(file, report)), reading, read))


def not_in_force(file: CaseFile) -> list[str]:
    """The reports in which there stands something else than follows from the readings and the journal; none in a whole case."""
    found = []
    for report_id in sorted(decided_on(file) | set(file.as_read.reports())):
        report, read = file.report(report_id), file.as_read.rows(report_id)
        reading = _reading(report, read)
        if list(standing(corrected(reading, on_report(file, report)), reading, read)) != list(file.as_read.standing(report_id)):
            found.append(report_id)
    return found


def standing(found: Corrected, read: Reading, rows: Rows) -> Rows:
    """The rows of what stands; of records that nobody touched just the rows that were read."""
    as_they_were = {record_id: row for row in rows for record_id in (row[1],)}
    before: dict[str, object] = {s.id: s for s in read.statements} | {t.id: t for t in read.transfers}
    made = []
    groups: tuple[tuple[Derived, Sequence[Statement | Transfer]], ...] = (
        (Derived.STATEMENT, found.reading.statements),
        (Derived.TRANSFER, found.reading.transfers),
    )
    for kind, records in groups:
        for one in records:
            same = before.get(one.id) == one
            made.append(as_they_were[one.id] if same else (kind.value, one.id, to_json(one)))
    return made


def outcomes(file: CaseFile, listed: Iterable[Ruling]) -> Mapping[int, Outcome]:
    """What became of each decision on a statement, by the number of its entry."""
    found: dict[int, Outcome] = {}
    for report_id, own in by_report(file, listed).items():
        if not report_id:
            told = "its report is no longer in the case"
            found |= {one.entry.sequence: Outcome(ruling=one, fate=Fate.LOST, told=told) for one in own}
            continue
        report = file.report(report_id)
        made = corrected(_reading(report, file.as_read.rows(report_id)), own)
        found |= {one.ruling.entry.sequence: one for one in made.outcomes}
    return found


def _reading(report: Report, rows: Rows) -> Reading:
    parts: dict[str, Any] = {
        field: tuple(from_json(record, json) for held, _, json in rows if held == kind.value)
        for field, kind, record in (("statements", Derived.STATEMENT, Statement), ("transfers", Derived.TRANSFER, Transfer))
    }
    return Reading(report=report, **parts)
