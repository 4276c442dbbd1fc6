"""Why we believe a derived record."""

from dataclasses import dataclass

from onrecord.model.span import Spans


@dataclass(frozen=True, slots=True)
class Trace:
    """The rule that made a record and the words it fired on.

    ``rule`` is the rule's name and, after a colon, the id of the lexicon row it used.
    ``score`` is between 0 and 1 where the rule has one. ``note`` is for people.
    """

    rule: str
    words: Spans = ()
    score: float | None = None
    note: str | None = None
