"""Puts statements in the order in which people should look at them: what is least certain and carries most comes first."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.corrections.measured import precision_of, way_of
from onrecord.model import Statement

RULE = (
    "Flagged statements come first, and those on which a decision no longer fits what the machine reads. The others come by their "
    "points: doubt times weight. Doubt is how often statements that were found in the same way are read wrong, as measured on our own "
    "texts, and 0.25 more where nobody is named as speaker, 0.15 more where the speaker stays anonymous. Weight is 1, and 2 more for a "
    "part in a conflict, 1 more for a part in an alleged transfer, and a quarter for each origin that stands on it, up to 12."
)
"""The rule in words, as the page and the documentation tell it."""

_NOBODY, _ANONYMOUS = 0.25, 0.15
_CONFLICT, _TRANSFER, _ORIGIN, _MOST = 2.0, 1.0, 0.25, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A statement with what hangs on it: conflicts and transfers in which it has a part, and origins that stand on it.

    ``flagged`` and ``unsettled`` say in words why it must be looked at again. ``echoes`` are the statements of other reports of its
    origin that carry it in the same words.
    """

    statement: Statement
    conflicts: int = 0
    transfers: int = 0
    origins: int = 0
    flagged: str = ""
    unsettled: str = ""
    echoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A statement in its place: its points, and in words why it stands there, the strongest reason first."""

    weighed: Weighed
    points: float
    reasons: tuple[str, ...]


def ranked(listed: Iterable[Weighed]) -> list[Ranked]:
    """Statements in the order of RULE; of equal ones those on more origins first."""
    made = [Ranked(weighed=one, points=round(_doubt(one.statement) * _weight(one), 3), reasons=tuple(_reasons(one))) for one in listed]
    return sorted(made, key=_place)


def _place(row: Ranked) -> tuple[bool, bool, float, int, str]:
    one = row.weighed
    return not one.flagged, not one.unsettled, -row.points, -one.origins, one.statement.id


def _doubt(statement: Statement) -> float:
    named = _NOBODY if statement.speaker is None else _ANONYMOUS if statement.speaker.anonymous else 0.0
    return 1 - precision_of(way_of(statement.trace)) + named


def _weight(one: Weighed) -> float:
    return 1 + _CONFLICT * bool(one.conflicts) + _TRANSFER * bool(one.transfers) + _ORIGIN * min(one.origins, _MOST)


def _reasons(one: Weighed) -> Iterable[str]:
    if one.flagged:
        yield f"flagged: {one.flagged}"
    if one.unsettled:
        yield one.unsettled
    if one.statement.speaker is None:
        yield "nobody is named as speaker"
    elif one.statement.speaker.anonymous:
        yield "the speaker stays anonymous"
    if one.conflicts:
        yield f"part of {_many(one.conflicts, 'conflict')}"
    if one.transfers:
        yield f"part of {_many(one.transfers, 'alleged transfer')}"
    if one.origins > 1:
        yield f"{_many(one.origins, 'origin')} on it"
    wrong = 1 - precision_of(way_of(one.statement.trace))
    yield f"such readings are wrong in {wrong:.0%} of cases"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
