"""What people decide about what the machine read, and how the record is known again."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Spans


class Verdict(StrEnum):
    """What a person made of a statement that the machine read."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a record, as it was and as it is now, both as people read them."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that is in force on a record: ``entry`` is its number in the journal, ``at`` an RFC 3339 time in UTC."""

    entry: int
    verdict: Verdict
    person: str
    at: str
    why: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a decision is about, told so that it is known again after any new reading.

    ``kind`` is a record's kind, or ``link``. A record of a report is known by the report (``report``, or its ``original`` should
    the report have come in anew) and its exact ``words``; where these come more than once, by ``cue`` and by ``at``, where they
    stood. What several reports tell together is known by its ``id`` or its ``name``. A link is known by ``report``, the child,
    and ``parent`` (or ``parent_original``).
    """

    kind: str
    id: str
    name: str = ""
    report: str = ""
    original: str = ""
    words: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    at: Spans = ()
    parent: str = ""
    parent_original: str = ""


class Fate(StrEnum):
    """What became of a decision when its report was read again.

    ``holds``: its record is there as it was. ``moved``: the machine reads other words there now. ``kept``: the machine no longer
    reads it, and it stands because people decided so. ``nothing_left``: it took out what is no longer read. ``lost``: its words
    or its report are no longer there.
    """

    HOLDS = "holds"
    MOVED = "moved"
    KEPT = "kept"
    NOTHING_LEFT = "nothing_left"
    LOST = "lost"
