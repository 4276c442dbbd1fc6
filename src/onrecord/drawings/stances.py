"""One actor's statements over time: each on the row of its stance, and a line through its answers so that a change stands out."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.drawings.looks import Look
from onrecord.drawings.scale import Scale
from onrecord.drawings.svg import Link, Picture, element, linked, text
from onrecord.drawings.timeline import Mark, sign
from onrecord.model.dates_in_words import in_words

_WIDTH = 1080.0
_LABELS = 118.0
_ROW = 26.0
ROWS = {
    "affirm": "confirms",
    "accuse": "accuses",
    "say": "says",
    "ask": "asks",
    "ahead": "announces",
    "open": "leaves open",
    "deny": "denies",
}
"""The families from the top of the picture down, as its rows are called."""

_ANSWERS = ("affirm", "open", "deny")
"""Rows that answer a charge: a move from one to another is a change of position."""


def stance_line(marks: Sequence[Mark], *, title: str, link: Link | None = None, width: float = _WIDTH) -> Picture:
    """The marks of one actor, in order of time; rows without a mark are left out."""
    present = {mark.look.family for mark in marks if mark.look}
    rows = [family for family in ROWS if family in present]
    scale = Scale.over((mark.when for mark in marks), _LABELS, width - 14)
    drawn = []
    for number, family in enumerate(rows):
        y = 18 + number * _ROW
        drawn.append(text(0, y + 4, ROWS[family], class_=f"lane fam-{family}"))
        drawn.append(element("line", x1=_LABELS, x2=width, y1=y, y2=y, class_="rule"))
    placed = _placed(marks, rows, scale)
    changes = 0
    by_day: dict[str, list[tuple[float, float, Look]]] = {}
    for x, y, look, mark in placed:
        if look.family in _ANSWERS:
            by_day.setdefault(mark.when or "", []).append((x, y, look))
    for earlier, later in pairwise(by_day.values()):
        before, after = {look.family for _, _, look in earlier}, {look.family for _, _, look in later}
        changes += before != after
        (x, y, _), (x2, y2, _) = earlier[-1], next((one for one in later if one[2].family not in before), later[0])
        drawn.append(element("line", x1=x, y1=y, x2=x2, y2=y2, class_="change" if before != after else "same"))
    for x, y, look, mark in placed:
        drawn.append(
            linked(sign(look, x, y), link(mark.kind, mark.id) if link and mark.id else None, f"{in_words(mark.when or '')}: {mark.label}")
        )
    bottom = 18 + max(1, len(rows)) * _ROW
    tally = ", ".join(f"{sum(1 for m in marks if m.look and m.look.family == f)} {ROWS[f]}" for f in rows)
    about = f"{tally}. {changes or 'No'} change{'' if changes == 1 else 's'} between confirming, leaving open and denying."
    return Picture(
        width=width, height=bottom + 16, title=title, about=about, body=(scale.axis(6, bottom) if scale else "") + "".join(drawn)
    )


def _placed(marks: Sequence[Mark], rows: Sequence[str], scale: Scale | None) -> list[tuple[float, float, Look, Mark]]:
    """Where each mark stands; those of one row that would cover each other are set side by side."""
    found = []
    reached: dict[str, float] = {}
    for mark in marks:
        stretch = scale.stretch(mark.when) if scale else None
        if mark.look is None or stretch is None:
            continue
        x = max((stretch.left + min(stretch.right, stretch.left + 8)) / 2, reached.get(mark.look.family, 0.0) + 7)
        reached[mark.look.family] = x
        found.append((x, 18 + rows.index(mark.look.family) * _ROW, mark.look, mark))
    return found
