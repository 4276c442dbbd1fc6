"""Whether a case is whole: the file, the originals, the anchors, the journal."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.casework.case import FIELDS, Case
from onrecord.casework.enforcing import not_in_force
from onrecord.casework.uses import uses_of
from onrecord.inquiry.entries import broken as broken_entries
from onrecord.intake.arrivals import Said
from onrecord.intake.reports import from_bytes
from onrecord.model import BadInput, OnrecordError, Reading, Report
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
    checked = broken = reports = 0
    for original_id in case.file.original_ids():
        faults += _original_faults(case, original_id)
    for reading in case.readings():
        reports += 1
        faults += _text_faults(case, reading.report)
        for name, start, end in _anchors(reading):
            checked += 1
            if not 0 <= start < end <= len(reading.report.text):
                broken += 1
                faults.append(f"report {reading.report.id}: a {name[:-1]} points outside the text ({start}-{end})")
    entries = case.file.journal()
    at = first_break(entries)
    if at is not None:
        faults.append(f"journal: entry {at} does not follow from the one before it")
    told = f"not all that people decided is in force; onrecord add {case.file.path} sees to it"
    faults += [f"report {report_id}: {told}" for report_id in not_in_force(case.file)]
    unsound = _unsound(case)
    signed = case.file.signed_count()
    faults += unsound
    return Check(
        ok=not faults, reports=reports, anchors=Anchors(checked=checked, broken=broken),
        journal=JournalState(
            entries=len(entries) + signed, intact=at is None and not unsound,
            signatures={"good": signed - len(unsound), "bad": len(unsound)},
        ), faults=tuple(faults),
    )  # fmt: skip


def _unsound(case: Case) -> list[str]:
    """The signed entries that are not as they were signed, or not in their place."""
    signed = {entry.hash: entry for entry in case.file.signed()}
    told = {i: f"entry {entry.sequence} of {entry.party} ({entry.key[:8]})" for i, entry in signed.items()}
    return [f"journal: {told[i]}: {wrong}" for i, wrong in broken_entries(list(signed.values())).items()]


def _original_faults(case: Case, original_id: str) -> list[str]:
    """Whether an original can be unpacked and is what was received."""
    try:
        data = case.file.original(original_id)
    except BadInput as error:
        return [f"original {original_id}: {error.problem}"]
    whole = "sha256:" + hashlib.sha256(data).hexdigest() == original_id
    return [] if whole else [f"original {original_id}: its bytes are not the ones received"]


def _anchors(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """(field of the reading, start, end) of every span that its records rest on."""
    for name in FIELDS:
        for record in getattr(reading, name):
            for spans in uses_of(record).values():
                yield from ((name, start, end) for start, end in spans)


def _text_faults(case: Case, report: Report) -> list[str]:
    """Whether the text of a plain report is still what its original says.

    Pages are left out: another version of the extractor may see them differently.
    """
    if report.path.lower().endswith((".html", ".htm", ".xhtml")):
        return []
    try:
        received = case.file.original(report.original)
    except BadInput:
        return []  # said of the original already
    try:
        text = from_bytes(received, report.path, Said()).report.text
    except OnrecordError as error:
        return [f"report {report.id}: its original can no longer be read ({error.problem})"]
    return [] if text == report.text else [f"report {report.id}: its text is not what its original says"]
