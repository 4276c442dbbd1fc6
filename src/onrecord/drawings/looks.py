"""How stances look: a family that gives the colour, and a sign beside it for eyes that do not see colours."""

from collections.abc import Mapping
from typing import NamedTuple

from onrecord.model import Stance


class Look(NamedTuple):
    """``family`` names the colour (a class in the style sheets), ``sign`` is one character."""

    family: str
    sign: str


FAMILIES: Mapping[str, str] = {
    "deny": "denies, refuses, objects, condemns",
    "open": "leaves open, doubts, declines comment",
    "affirm": "confirms, acknowledges, agrees, supports",
    "accuse": "accuses, alleges",
    "ask": "asks, demands, wants",
    "ahead": "intends, promises, declares, warns, fears",
    "say": "asserts, reports",
}
"""The families in the order of legends, with what is in them."""

LOOKS: Mapping[str, Look] = {
    Stance.DENIES: Look("deny", "×"), Stance.PARTLY_DENIES: Look("deny", "½"), Stance.REFUSES: Look("deny", "×"),
    Stance.OBJECTS: Look("deny", "×"), Stance.CONDEMNS: Look("deny", "×"),
    Stance.LEAVES_OPEN: Look("open", "○"), Stance.DOUBTS: Look("open", "~"), Stance.DECLINES_COMMENT: Look("open", "…"),
    Stance.CONFIRMS: Look("affirm", "+"), Stance.ACKNOWLEDGES: Look("affirm", "+"), Stance.AGREES: Look("affirm", "+"),
    Stance.SUPPORTS: Look("affirm", "+"),
    Stance.ACCUSES: Look("accuse", "!"), Stance.ALLEGES: Look("accuse", "!"),
    Stance.ASKS: Look("ask", "?"), Stance.DEMANDS: Look("ask", "?"), Stance.WANTS: Look("ask", "?"),
    Stance.INTENDS: Look("ahead", "›"), Stance.PROMISES: Look("ahead", "›"), Stance.DECLARES: Look("ahead", "›"),
    Stance.WARNS: Look("ahead", "›"), Stance.FEARS: Look("ahead", "›"),
    Stance.ASSERTS: Look("say", "·"), Stance.REPORTS: Look("say", "“"),
}  # fmt: skip
"""Every stance."""


def look_of(stance: str) -> Look:
    """The look of a stance; of one that is not known, that of plain saying."""
    return LOOKS.get(stance, Look("say", "·"))
