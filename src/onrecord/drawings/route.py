"""The alleged way of goods: stations in their order, a line for each route that is told, every leg dashed since none is certain."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.drawings.svg import Picture, element, fitted, text, width_of

_WIDTH = 720.0
_ROW = 62.0
_SIZE = 12.5


@dataclass(frozen=True, slots=True)
class Way:
    """One route as told: the stations in order (None is unknown), which of them are dealers, and a note on who tells it."""

    stations: tuple[str | None, ...]
    dealers: frozenset[str] = frozenset()
    note: str = ""


def route(ways: Sequence[Way], *, title: str, width: float = _WIDTH) -> Picture:
    """The ways below each other."""
    drawn = "".join(_way(way, 20 + number * _ROW, width) for number, way in enumerate(ways))
    told = "; or ".join(" to ".join(station or "an unknown place" for station in way.stations) for way in ways)
    return Picture(width=width, height=max(1, len(ways)) * _ROW + 8, title=title, about=f"As told: {told}. No leg is certain.", body=drawn)


def _way(way: Way, y: float, width: float) -> str:
    count = len(way.stations)
    left, right = 12.0, width - 12.0
    step = (right - left) / max(1, count - 1)
    found = []
    for number in range(count - 1):
        a, b = left + number * step, left + (number + 1) * step
        found.append(element("line", x1=a + 10, x2=b - 12, y1=y, y2=y, class_="leg"))
        found.append(element("path", d=f"M{b - 18:.1f} {y - 4:.1f}L{b - 11:.1f} {y:.1f}L{b - 18:.1f} {y + 4:.1f}", class_="head"))
    for number, station in enumerate(way.stations):
        x = left + number * step
        end = number in (0, count - 1)
        if station is None:
            found.append(element("circle", cx=x, cy=y, r=6, class_="station unknown"))
        elif station in way.dealers:
            found.append(element("path", d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z", class_="station dealer"))
        elif end:
            found.append(element("rect", x=x - 6, y=y - 6, width=12, height=12, class_="station"))
        else:
            found.append(element("circle", cx=x, cy=y, r=5.5, class_="station"))
        anchor = "start" if number == 0 else "end" if number == count - 1 else "middle"
        room = step - 10 if count > 1 else width
        shown = fitted(station or "not told", room if not end else max(room, width_of("not told", _SIZE)), _SIZE)
        found.append(
            text(x - 6 if anchor == "start" else x + 6 if anchor == "end" else x, y + 22, shown, class_="name", text_anchor=anchor)
        )
    if way.note:
        found.append(text(left - 6, y + 36, fitted(way.note, width - 12, 11), class_="small"))
    return "".join(found)
