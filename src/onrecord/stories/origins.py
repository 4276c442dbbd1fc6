"""Groups reports by the agency that they say they come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import CreditKind, Reading

_WHOLE = (CreditKind.DATELINE, CreditKind.BYLINE, CreditKind.CREDIT_LINE, CreditKind.DISCLAIMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that count as one source by what they state: the agency they credit, and the day.

    A report without such a credit is an origin of its own, named after its outlet.
    """

    name: str
    publisher: str
    credited: bool
    reports: tuple[str, ...]


def stated_origins(readings: Iterable[Reading]) -> tuple[Origin, ...]:
    """The origins of ``readings`` by stated credit alone, in order of their first report.

    Copies that state nothing stay apart here; only comparing the texts could join them.
    """
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        publisher = credited_to(reading)
        day = credited_day(reading) or "no date"
        key = (publisher, day) if publisher else (reading.report.id, "")
        groups.setdefault(key, []).append(reading)
    found = []
    for (publisher, _), members in groups.items():
        first = members[0].report
        credited = credited_to(members[0]) is not None
        name = publisher if credited else first.outlet or first.path
        found.append(
            Origin(
                name=f"{name} {credited_day(members[0]) or 'no date'}",
                publisher=name,
                credited=credited,
                reports=tuple(m.report.id for m in members),
            )
        )
    return tuple(found)


def credited_day(reading: Reading) -> str | None:
    """The day of the credited text: the dateline's when it knows year and day, else the report's."""
    stated = next((t.edtf for t in reading.times if t.basis == "dateline"), None)
    return stated if stated and "X" not in stated else reading.report.published


def credited_to(reading: Reading) -> str | None:
    """The publisher that a report as a whole says it comes from: the dateline's first, then by-line, credit line, disclaimer."""
    for kind in _WHOLE:
        for credit in reading.credits:
            if credit.kind is kind:
                return credit.agency
    return None
