"""Groups reports by the publisher that they say they come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import CreditKind, Reading, Role, words_of
from onrecord.model.edtf import days, order_key
from onrecord.text.shingles import shingles

_WHOLE = (CreditKind.DATELINE, CreditKind.BYLINE, CreditKind.CREDIT_LINE, CreditKind.DISCLAIMER)
_SHARED_RUN = 8
"""So many words in the same order, beside the same credit, are taken for the same text."""
_SAME_STORY = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that count as one source by what they state: they credit one publisher and share a passage of it.

    A report without such a credit is an origin of its own, named after its outlet.
    """

    name: str
    publisher: str
    credited: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A report with the publisher it credits, the day of the credited text, and the runs of words of its body."""

    report: str
    publisher: str
    day: str | None
    first: date | None
    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, reading: Reading, publisher: str) -> "_Copy":
        """The copy that ``reading`` is of something of ``publisher``."""
        day = credited_day(reading)
        body = words_of(reading.report.text, [s.span for s in reading.segments if s.role is Role.BODY], gap=" ")
        return cls(reading.report.id, publisher, day, days(day).first if day else None, shingles(body, _SHARED_RUN))


def stated_origins(readings: Iterable[Reading]) -> tuple[Origin, ...]:
    """The origins of ``readings`` by stated credit, in order of their first report.

    Reports that credit the same publisher are one origin when they share eight words in a row and their days
    are at most a week apart, as far as they are known. Copies that state nothing stay apart here.
    """
    groups: list[list[_Copy]] = []
    alone: list[Reading] = []
    order: dict[str, int] = {}
    for number, reading in enumerate(readings):
        order[reading.report.id] = number
        publisher = credited_to(reading)
        if publisher is None:
            alone.append(reading)
            continue
        copy = _Copy.of(reading, publisher)
        homes = [group for group in groups if any(_same_text(copy, other) for other in group)]
        groups = [group for group in groups if group not in homes]
        groups.append([*(one for home in homes for one in home), copy])
    found = [_origin(group) for group in groups]
    found += [
        Origin(
            name=_name(own := r.report.outlet or r.report.path, r.report.published), publisher=own, credited=False, reports=(r.report.id,)
        )
        for r in alone
    ]
    return tuple(sorted(found, key=lambda o: min(order[report] for report in o.reports)))


def _same_text(a: _Copy, b: _Copy) -> bool:
    """The same publisher, at most a week apart (an unknown day is near to any), and a passage in common."""
    near = a.first is None or b.first is None or abs(a.first - b.first) <= _SAME_STORY
    return a.publisher == b.publisher and near and not a.runs.isdisjoint(b.runs)


def _origin(group: Sequence[_Copy]) -> Origin:
    """Named after the earliest day that a copy's text is known to have."""
    day = min((copy.day for copy in group if copy.day), key=order_key, default=None)
    publisher = group[0].publisher
    return Origin(name=_name(publisher, day), publisher=publisher, credited=True, reports=tuple(copy.report for copy in group))


def _name(publisher: str, day: str | None) -> str:
    return f"{publisher} {day or 'no date'}"


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
