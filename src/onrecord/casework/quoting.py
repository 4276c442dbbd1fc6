"""A statement as it is quoted beside others: who, when, where, and its exact words."""

from dataclasses import dataclass

from onrecord.model import Report, Statement, words_of
from onrecord.text.folding import squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A statement with its exact words and where they stand."""

    statement: str
    speaker: str | None
    stance: str
    on: str | None
    outlet: str | None
    report: str
    words: str


def quote(statement: Statement, report: Report) -> Quoted:
    """The statement with its words."""
    return Quoted(
        statement=statement.id, speaker=statement.speaker.name if statement.speaker else None, stance=statement.stance.value,
        on=statement.said_on or report.published, outlet=report.outlet or report.path, report=report.id,
        words=squeeze(words_of(report.text, statement.content)),
    )  # fmt: skip
