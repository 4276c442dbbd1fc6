"""Figures, time expressions and names as they stand in a text."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span
from onrecord.model.trace import Trace


class Bound(StrEnum):
    """How a figure's value is bounded."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"


class FigureKind(StrEnum):
    """What a figure measures."""

    COUNT = "count"
    MONEY = "money"
    LENGTH = "length"
    MASS = "mass"
    VOLUME = "volume"
    AREA = "area"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    AGE = "age"
    DURATION = "duration"
    SPEED = "speed"
    POWER = "power"
    ENERGY = "energy"
    TEMPERATURE = "temperature"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity. ``low`` and ``high`` are in ``unit``; None is an open end.

    For a count ``unit`` is the thing counted, in the singular; for money it is the
    ISO 4217 code. ``of`` is what money or a measure is of; ``per`` is what it is for each
    one of ("$58 a barrel", "300 shells a day", "$5m apiece": ``piece``).
    """

    start: int
    end: int
    low: float | None
    high: float | None
    bound: Bound
    kind: FigureKind
    unit: str | None
    of: str | None = None
    per: str | None = None
    trace: Trace | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression resolved to an EDTF value (ISO 8601-2:2019, level 1).

    ``basis`` says what the value rests on: ``stated`` (the words say it), ``dateline``
    (the report's day, as the report or its manifest gives it), ``relative`` (counted from that day).
    """

    start: int
    end: int
    edtf: str
    basis: str
    trace: Trace | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class MentionKind(StrEnum):
    """What a name in the text names."""

    STATE = "state"
    PERSON = "person"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    DOCUMENT = "document"
    PLACE = "place"
    GOODS = "goods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text and the actor, place or goods it names."""

    start: int
    end: int
    kind: MentionKind
    name: str
    actor: str | None = None
    role: str | None = None
    trace: Trace | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)
