"""Whether a case is whole: the file, the originals, the anchors, the journal."""

import hashlib
from dataclasses import dataclass, field

from onrecord.casework.case import FIELDS, Case
from onrecord.casework.showing import uses_of
from onrecord.intake.arrivals import Said
from onrecord.intake.reports import from_bytes
from onrecord.model import OnrecordError, Report
from onrecord.store import first_break


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Spans of derived records: how many were checked, and how many do not fit their report."""

    checked: int
    broken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalState:
    """The journal's length and whether each entry follows from the one before it."""

    entries: int
    intact: bool
    signatures: dict[str, int] = field(default_factory=lambda: {"good": 0, "bad": 0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The result of ``onrecord check``; ``faults`` says in words what is not right."""

    ok: bool
    reports: int
    anchors: Anchors
    journal: JournalState
    faults: tuple[str, ...]


def check(case: Case) -> Check:
    """Look at everything that must hold. Nothing is changed."""
    faults = [f"file: {line}" for line in case.file.damage()]
    data: dict[str, bytes] = {}
    for original_id, unpacked in case.file.originals():
        if unpacked is None:
            faults.append(f"original {original_id}: cannot be unpacked")
        elif "sha256:" + hashlib.sha256(unpacked).hexdigest() != original_id:
            faults.append(f"original {original_id}: its bytes are not the ones received")
        else:
            data[original_id] = unpacked
    checked = broken = reports = 0
    for reading in case.readings():
        reports += 1
        faults += _text_faults(reading.report, data)
        length = len(reading.report.text)
        for name in FIELDS:
            for record in getattr(reading, name):
                for spans in uses_of(record).values():
                    for start, end in spans:
                        checked += 1
                        if not 0 <= start < end <= length:
                            broken += 1
                            faults.append(f"report {reading.report.id}: a {name[:-1]} points outside the text ({start}-{end})")
    entries = case.file.journal()
    at = first_break(entries)
    if at is not None:
        faults.append(f"journal: entry {at} does not follow from the one before it")
    return Check(
        ok=not faults, reports=reports, anchors=Anchors(checked=checked, broken=broken),
        journal=JournalState(entries=len(entries), intact=at is None), faults=tuple(faults),
    )  # fmt: skip


def _text_faults(report: Report, data: dict[str, bytes]) -> list[str]:
    """Whether the text of a plain report is still what its original says.

    Pages are left out: another version of the extractor may see them differently.
    """
    received = data.get(report.original)
    if received is None or report.path.lower().endswith((".html", ".htm", ".xhtml")):
        return []
    try:
        text = from_bytes(received, report.path, Said()).report.text
    except OnrecordError as error:
        return [f"report {report.id}: its original can no longer be read ({error.problem})"]
    return [] if text == report.text else [f"report {report.id}: its text is not what its original says"]
