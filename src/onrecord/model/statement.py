"""Attributed content: who is on record saying what, with which stance."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.correction import Decided
from onrecord.model.span import Spans
from onrecord.model.trace import Trace


class Mode(StrEnum):
    """Whether the content stands in quotation marks: all of it, none of it, some of it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What a statement does with its content."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    ALLEGES = "alleges"
    ACCUSES = "accuses"
    CONFIRMS = "confirms"
    ACKNOWLEDGES = "acknowledges"
    DENIES = "denies"
    PARTLY_DENIES = "partly_denies"
    REFUSES = "refuses"
    LEAVES_OPEN = "leaves_open"
    DOUBTS = "doubts"
    ASKS = "asks"
    DEMANDS = "demands"
    WANTS = "wants"
    INTENDS = "intends"
    PROMISES = "promises"
    AGREES = "agrees"
    WARNS = "warns"
    FEARS = "fears"
    OBJECTS = "objects"
    CONDEMNS = "condemns"
    SUPPORTS = "supports"
    DECLARES = "declares"
    DECLINES_COMMENT = "declines_comment"


class SpeakerKind(StrEnum):
    """What sort of actor speaks."""

    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The actor a source span stands for.

    ``name`` is the fullest name the report gives, without the role; ``actor`` is the
    id of the actor, the same for the same folded name in every report. ``anonymous`` when
    the report keeps who they are to itself: "officials", "a source close to the talks".
    """

    name: str
    kind: SpeakerKind
    actor: str
    role: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One piece of attributed content, tied to its exact words.

    ``within`` is the id of the statement whose content holds this one. ``decided`` is what people decided about it, in order;
    without any the statement is as the machine read it.
    """

    id: str
    speaker: Speaker | None
    source: Spans
    cue: Spans
    content: Spans
    mode: Mode
    stance: Stance
    hedged: bool = False
    to: tuple[str, ...] = ()
    via: str | None = None
    said_on: str | None = None
    within: str | None = None
    trace: Trace | None = None
    decided: tuple[Decided, ...] = ()
