"""The pieces that a dossier is made of, for whichever format writes them."""

from dataclasses import dataclass

from onrecord.drawings.svg import Picture


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 2 is a chapter."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, and the numbers of its notes."""

    words: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, with which stance, and the note that proves it."""

    speaker: str
    stance: str
    on: str
    words: str
    note: int
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Quotations or values set against each other."""

    sides: tuple[tuple["Line | Quote", ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture."""

    picture: Picture


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Heading | Line | Quote | Sides | Drawn | Table
