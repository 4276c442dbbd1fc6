"""Everything one report yields."""

from dataclasses import dataclass

from onrecord.model.mention import Figure, Mention, When
from onrecord.model.report import Credit, Report, Segment
from onrecord.model.statement import Statement
from onrecord.model.transfer import Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong with one input while the rest went on.

    ``report`` is a report's id, or the path of an input that never became a report.
    """

    report: str
    stage: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report and what the stages derived from it, each tuple in text order."""

    report: Report
    segments: tuple[Segment, ...] = ()
    credits: tuple[Credit, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[When, ...] = ()
    mentions: tuple[Mention, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    problems: tuple[Problem, ...] = ()
