"""The timeline: lanes of what happened, was said and was published, with a bar where a time is not known to the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.drawings.looks import Look
from onrecord.drawings.scale import Scale, Stretch
from onrecord.drawings.svg import Link, Picture, element, fitted, linked, text
from onrecord.model.dates_in_words import in_words

_WIDTH = 1080.0
_LABELS = 168.0
_STEP = 15.0
_BAR = 9.0
_MOST_ROWS = 10
_MOST_BARS = 6
_COLUMN = 30.0
_EXACT = 16
"""A time no longer than this on the paper is drawn as a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something on a lane at an EDTF time; ``kind`` and ``id`` are what it opens, ``look`` its stance."""

    lane: str
    when: str | None
    label: str
    kind: str = ""
    id: str = ""
    look: Look | None = None


def timeline(marks: Sequence[Mark], *, title: str, link: Link | None = None, width: float = _WIDTH) -> Picture:
    """The marks on their lanes, in the order in which the lanes first come; what has no day is counted at the right end."""
    lanes = list(dict.fromkeys(mark.lane for mark in marks))
    scale = Scale.over((mark.when for mark in marks), _LABELS, width - 12)
    unknown = sum(1 for mark in marks if scale is None or scale.stretch(mark.when) is None)
    y, drawn = 14.0, []
    for lane in lanes:
        own = [mark for mark in marks if mark.lane == lane]
        body, height = _lane(own, scale, y, link)
        drawn.append(text(0, y + 15, fitted(lane, _LABELS - 14, 13), class_="lane") + body)
        y += height
        drawn.append(element("line", x1=0, x2=width, y1=y, y2=y, class_="rule"))
    bottom = y + 4
    frame = scale.axis(10, bottom) if scale else ""
    note = (
        text(width - 12, bottom + 12, f"{unknown} without a known day", class_="small", text_anchor="end") if unknown and not scale else ""
    )
    about = (
        "; ".join(f"{lane}: {sum(1 for m in marks if m.lane == lane)}" for lane in lanes)
        + (f"; {unknown} without a known day" if unknown else "")
        + ". A point is a day, a bar a time known less exactly."
    )
    return Picture(width=width, height=bottom + 20, title=title, about=about, body=frame + "".join(drawn) + note)


def _lane(marks: Iterable[Mark], scale: Scale | None, top: float, link: Link | None) -> tuple[str, float]:
    """A lane drawn from ``top`` down, and its height: points, then bars; marks that would cover each other stand below each other.

    Where more stand together than there are rows, the rest is counted.
    """
    found = [(stretch, mark) for mark in marks if (stretch := scale.stretch(mark.when))] if scale else []
    placed = sorted(found, key=lambda item: (item[0].left, item[0].right, item[1].label, item[1].id))
    points = [(s, m) for s, m in placed if _is_point(s)]
    drawn, rows = _rows([(s, s.left - 1, s.left + _STEP - 2, m) for s, m in points], top + 12, _MOST_ROWS, link)
    bars, below = _rows([(s, s.left, s.right + 3, m) for s, m in placed if not _is_point(s)], top + 12 + rows * _STEP, _MOST_BARS, link)
    return drawn + bars, 24.0 + max(0, rows + below - 1) * _STEP


def _is_point(stretch: Stretch) -> bool:
    return stretch.right - stretch.left <= _EXACT and not stretch.open


def _rows(placed: Iterable[tuple[Stretch, float, float, Mark]], top: float, most: int, link: Link | None) -> tuple[str, int]:
    """Marks (with the room from left to right that each takes) on as few rows as they need, ``most`` at most, and how many rows."""
    free: list[float] = []
    drawn = []
    hidden: dict[int, int] = {}
    for stretch, left, right, mark in placed:
        row = next((n for n, until in enumerate(free) if until <= left), len(free))
        if row == most:
            column = int(left / _COLUMN)
            hidden[column] = hidden.get(column, 0) + 1
            continue
        if row == len(free):
            free.append(right)
        free[row] = right
        drawn.append(_mark(mark, stretch, top + row * _STEP, link, point=_is_point(stretch)))
    drawn += [text(column * _COLUMN, top + most * _STEP + 2, f"+{n}", class_="small") for column, n in sorted(hidden.items())]
    return "".join(drawn), len(free) + bool(hidden)


def _mark(mark: Mark, stretch: Stretch, y: float, link: Link | None, *, point: bool) -> str:
    family = mark.look.family if mark.look else "plain"
    told = f"{in_words(mark.when or '')}: {mark.label}"
    if point:
        body = sign(mark.look, stretch.left + 4, y)
    else:
        body = element(
            "rect", x=stretch.left, y=y - _BAR / 2, width=max(4.0, stretch.right - stretch.left), height=_BAR, rx=2,
            class_=f"span fam-{family}" + (f" open-{stretch.open}" if stretch.open else ""),
        )  # fmt: skip
        if mark.look and mark.look.sign.strip("·"):
            body += text(stretch.left + 4, y + 4, mark.look.sign, class_=f"sign fam-{family}")
        if stretch.open:
            x = stretch.right - 2 if stretch.open == "right" else stretch.left + 2
            way = 6 if stretch.open == "right" else -6
            body += element("path", d=f"M{x - way:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{x - way:.1f} {y + 4:.1f}", class_="arrow")
    return linked(body, link(mark.kind, mark.id) if link and mark.id else None, told)


def sign(look: Look | None, x: float, y: float) -> str:
    """A stance as a point: a disc in its colour with its sign; without a stance a small square."""
    if look is None:
        return element("rect", x=x - 4, y=y - 4, width=8, height=8, class_="node fam-plain")
    disc = element("circle", cx=x, cy=y, r=6.5, class_=f"disc fam-{look.family}")
    return disc + text(x, y + 4, look.sign, class_="on-disc", text_anchor="middle")
