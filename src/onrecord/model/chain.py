"""Who took what from whom, and which reports count as one source."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.correction import Decided
from onrecord.model.span import Span


class LinkKind(StrEnum):
    """What one report did with another."""

    REPUBLISHES = "republishes"
    TRIMS = "trims"
    EDITS = "edits"
    LIFTS = "lifts"
    CITES = "cites"
    CREDITS = "credits"


class Direction(StrEnum):
    """How it is known who took from whom."""

    STATED = "stated"
    DATED = "dated"
    CONTAINED = "contained"
    UNKNOWN = "unknown"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One report derives from another.

    ``share`` is the part of the child's words that stand in the parent, 0 to 1. ``spans`` are the passages, each
    as (span of the child, span of the parent). Where ``direction`` is unknown, child and parent may be the other
    way round. ``why`` is for people. ``decided`` is the decision of the person who attached it; its direction is then DECIDED.
    """

    child: str
    parent: str
    kind: LinkKind
    share: float
    direction: Direction
    spans: tuple[tuple[Span, Span], ...] = ()
    why: str = ""
    decided: Decided | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that count as one source.

    ``root`` is the report that the others come from, None when they say that it came from ``publisher`` and the
    publisher's own text is not among them. ``credited`` says whether the reports state ``publisher`` themselves.
    """

    id: str
    name: str
    root: str | None
    reports: tuple[str, ...]
    publisher: str = ""
    credited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Standing text that one publisher put under reports ``a`` and ``b`` on different days: no sign that either took from the other.

    ``spans`` are the passages, each as (span of a, span of b), ``words`` how many they have.
    """

    a: str
    b: str
    words: int
    spans: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What one report rests on when it has text of several origins: ``shares`` of its words by origin, the rest its ``own``."""

    report: str
    shares: tuple[tuple[str, float], ...]
    own: float
