"""The alleged way of goods over outlines of land: dashed legs between the stops whose places are known, no borders, nothing certain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

from onrecord.drawings.gazetteer import Gazetteer, Place
from onrecord.drawings.svg import Picture, element, fitted, text, width_of

_WIDTH, _HEIGHT = 720.0, 400.0
_ROOM = 0.3
"""So much of what the stops span is left free around them."""

_LEAST_HIGH = 9.0
"""Degrees of latitude that a map shows at least."""

_SIZE = 12.5
_BOLD = 1.12
"""So much wider bold words are."""

_SMALL = 12.0
"""A little larger than small words are, since they must not run out of the picture in any font."""

_FINEST = (8, 16, 28, 45)
"""Tenths of a unit: a step of a coast that is shorter is not drawn; the coarser ones where much of the world is shown."""

_LONGEST = 45_000
"""So many characters may tell the coasts, so that a page of maps stays light."""

_EDGE = 6.0
_BOW = 0.13
_LINE = 18.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop as told, and its place when that is known. ``note`` says what the place is to the name, such as the state of a works."""

    name: str | None
    place: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """One way as told: its stops in order, and who tells it."""

    stops: tuple[Stop, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """The part of the world that is shown: equirectangular, true to scale at its middle latitude."""

    west: float
    north: float
    across: float
    scale: float

    def at(self, lon: float, lat: float) -> Point:
        return ((lon - self.west) * self.across, (self.north - lat) * self.scale)


def worldmap(courses: Sequence[Course], found: Gazetteer, *, title: str) -> Picture | None:
    """The courses on one map; None when fewer than two places of one course are known."""
    drawable = [c for c in courses if len({s.place for s in c.stops if s.place}) > 1]
    if not drawable:
        return None
    view = _view([s.place for c in drawable for s in c.stops if s.place])
    land = _land(found, view)
    drawn = [element("rect", x=0, y=0, width=_WIDTH, height=_HEIGHT, class_="sea"), element("path", d=land, class_="land") if land else ""]
    for number, course in enumerate(drawable):
        drawn += _legs(course, view, number)
    drawn += _marks(drawable, view)
    drawn.append(element("rect", x=0.5, y=0.5, width=_WIDTH - 1, height=_HEIGHT - 1, class_="frame"))
    lines = list(_legend(drawable))
    y = _HEIGHT
    for course_number, line in lines:
        y += _LINE
        if course_number is not None:
            drawn.append(element("line", x1=2, x2=34, y1=y - 4, y2=y - 4, class_=_kind(course_number)))
        drawn.append(text(42.0 if course_number is not None else 2.0, y, fitted(line, _WIDTH - 44, _SMALL), class_="small"))
    return Picture(width=_WIDTH, height=y + 8, title=title, about=_about(drawable), body="".join(drawn))


def _view(places: Sequence[Place]) -> _View:
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    wide, high = east - west, north - south
    squeezed = cos(radians(max(-75.0, min(75.0, (south + north) / 2))))
    high = max(high * (1 + 2 * _ROOM), wide * (1 + 2 * _ROOM) * squeezed * _HEIGHT / _WIDTH, _LEAST_HIGH)
    scale = _HEIGHT / high
    across = scale * squeezed
    return _View(west=(west + east) / 2 - _WIDTH / across / 2, north=(south + north) / 2 + high / 2, across=across, scale=scale)


def _clipped(line: Sequence[Point]) -> Sequence[Point]:
    """What of a closed line lies in the picture (Sutherland and Hodgman); it runs along the edge where it leaves it."""
    held = line
    for axis, bound, sign in ((0, 0.0, 1), (0, _WIDTH, -1), (1, 0.0, 1), (1, _HEIGHT, -1)):
        kept: list[Point] = []
        for a, b in zip([*held[-1:], *held[:-1]], held, strict=True):
            inside, was = (b[axis] - bound) * sign >= 0, (a[axis] - bound) * sign >= 0
            if inside != was:
                part = (bound - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
            if inside:
                kept.append(b)
        held = kept
    return held


def _land(found: Gazetteer, view: _View) -> str:
    """What of the land is shown, drawn as finely as there is room for."""
    clipped = [part for line in found.land if (part := _clipped([view.at(*point) for point in line]))]
    told = ""
    for finest in _FINEST:
        told = _coast(clipped, finest)
        if len(told) < _LONGEST:
            break
    return told


def _coast(lines: Iterable[Sequence[Point]], finest: int) -> str:
    return "".join(_path(line, finest) for line in lines)


def _path(line: Sequence[Point], finest: int) -> str:
    """A closed line in steps of a tenth, each from the point before; nothing when it is too small to be seen."""
    told: list[str] = []
    x = y = 0
    for px, py in line:
        nx, ny = round(px * 10), round(py * 10)
        if not told:
            told.append(f"M{_tenth(nx)} {_tenth(ny)}l")
        elif abs(nx - x) + abs(ny - y) < finest:
            continue
        else:
            told.append(f"{_tenth(nx - x)} {_tenth(ny - y)} ")
        x, y = nx, ny
    return "".join(told).rstrip() + "z" if len(told) > 2 else ""  # noqa: PLR2004


def _tenth(number: int) -> str:
    return f"{number / 10:.1f}".removesuffix(".0")


def _kind(number: int) -> str:
    return "leg" if number == 0 else "leg other"


def _legs(course: Course, view: _View, number: int) -> Iterable[str]:
    """Bowed dashed lines between the known stops; dotted where a stop between them has no known place."""
    known = [(at, stop.place) for at, stop in enumerate(course.stops) if stop.place]
    for (first, a), (then, b) in pairwise(known):
        (ax, ay), (bx, by) = view.at(a.lon, a.lat), view.at(b.lon, b.lat)
        length = hypot(bx - ax, by - ay)
        if length < 2 * _EDGE:
            continue
        bow = _BOW * (1 + number / 2) * (1 if number % 2 == 0 else -1)
        cx, cy = (ax + bx) / 2 + (by - ay) * bow, (ay + by) / 2 - (bx - ax) * bow
        gap = " gap" if then - first > 1 else ""
        yield element("path", d=f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}", class_=f"way {_kind(number)}{gap}")
        yield _head((ax, ay), (cx, cy), (bx, by), length, number)


def _head(a: Point, c: Point, b: Point, length: float, number: int) -> str:
    """The head of an arrow, before the mark of the stop."""
    part = 1 - min(0.45, 13 / length)
    x, y = ((1 - part) ** 2 * a[n] + 2 * part * (1 - part) * c[n] + part**2 * b[n] for n in (0, 1))
    dx, dy = (2 * (1 - part) * (c[n] - a[n]) + 2 * part * (b[n] - c[n]) for n in (0, 1))
    long = hypot(dx, dy) or 1.0
    ux, uy = dx / long, dy / long
    left, right = (x - 8 * ux - 4.5 * uy, y - 8 * uy + 4.5 * ux), (x - 8 * ux + 4.5 * uy, y - 8 * uy - 4.5 * ux)
    d = f"M{left[0]:.1f} {left[1]:.1f}L{x:.1f} {y:.1f}L{right[0]:.1f} {right[1]:.1f}"
    return element("path", d=d, class_="head other" if number else "head")


def _marks(courses: Sequence[Course], view: _View) -> list[str]:
    """A mark and a label for each place, once; labels keep clear of marks and of each other where there is room."""
    named: dict[Point, list[str]] = {}
    ends = {(end.lon, end.lat) for c in courses for n in (0, -1) if (end := c.stops[n].place)}
    for stop in (s for c in courses for s in c.stops):
        if stop.place and stop.name:
            label = f"{stop.name} ({stop.note})" if stop.note else stop.name
            held = named.setdefault((stop.place.lon, stop.place.lat), [])
            if label not in held:
                held.append(label)
    spots = {place: view.at(*place) for place in named}
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in spots.values()]
    marks, labels = [], []
    for place, names in named.items():
        x, y = spots[place]
        if place in ends:
            marks.append(element("rect", x=x - 6, y=y - 6, width=12, height=12, class_="station"))
        else:
            marks.append(element("circle", cx=x, cy=y, r=5.5, class_="station"))
        words = fitted(", ".join(names), _WIDTH / 2, _SIZE)
        label_at, box = _label(x, y, _BOLD * width_of(words, _SIZE), taken)
        taken.append(box)
        labels.append(text(label_at[0], label_at[1], words, class_="place", text_anchor=label_at[2]))
    return [*marks, *labels]


Box = tuple[float, float, float, float]


def _label(x: float, y: float, wide: float, taken: Sequence[Box]) -> tuple[tuple[float, float, str], Box]:
    """Where a label stands and on which end, and the room it takes: right, left, below, above of its mark; right where none is free."""
    spots = ((x + 11, y + 4, "start"), (x - 11, y + 4, "end"), (x, y + 22, "middle"), (x, y - 12, "middle"))
    lefts = (x + 11, x - 11 - wide, x - wide / 2, x - wide / 2)
    boxes = [(spot, (left - 2, spot[1] - 11, left + wide + 2, spot[1] + 4)) for spot, left in zip(spots, lefts, strict=True)]
    return next((one for one in boxes if _is_free(one[1], taken)), boxes[0])


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= _EDGE and box[1] >= _EDGE and box[2] <= _WIDTH - _EDGE and box[3] <= _HEIGHT - _EDGE
    return inside and all(box[2] < o[0] or o[2] < box[0] or box[3] < o[1] or o[3] < box[1] for o in taken)


def _legend(courses: Sequence[Course]) -> Iterable[tuple[int | None, str]]:
    """What stands below: who tells each way, and what has no place on the map."""
    for number, course in enumerate(courses):
        yield number, " → ".join(s.name or "?" for s in course.stops) + (f"; {course.note}" if course.note else "")
        if missing := _missing(course):
            yield None, missing
    yield (
        None,
        "A state is marked at one city; where in it goods were is not told. No borders are drawn. Natural Earth.",
    )


def _missing(course: Course) -> str:
    names = [s.name for s in course.stops if s.name and not s.place]
    return f"Not on the map, since their place is not known: {', '.join(names)}." if names else ""


def _about(courses: Sequence[Course]) -> str:
    told = "; or ".join(" to ".join(_where(s) for s in c.stops) for c in courses)
    missing = "".join(f" {line}" for line in dict.fromkeys(filter(None, map(_missing, courses))))
    return f"A map without borders. As told: {told}. No leg is certain.{missing}"


def _where(stop: Stop) -> str:
    name = stop.name or "an unknown place"
    return f"{name} (marked at {stop.place.city})" if stop.place and stop.place.city and stop.place.city != stop.name else name
