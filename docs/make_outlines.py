"""Makes the outlines of land and the places on which alleged ways are drawn, from two archives that were downloaded before.

Run from the root of the repository, as ``python -m docs.make_outlines WORLD_ATLAS.tgz GEOPANDAS.whl``, with what
``npm pack world-atlas@2.0.2`` and ``pip download --no-deps geopandas==0.14.4`` fetch. Nothing here reaches for the network.
"""

import json
import struct
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.lexicon import load_lexicon
from onrecord.text.folding import fold

OUT = Path("src/onrecord/drawings/outlines.json")
UNIT = 0.05
"""Degrees in one step of an outline: about 5 km."""

_TOLERANCE = 0.07
_LEAST = 0.12
"""Square degrees of the smallest land that is kept."""

_SOUTH = -60.0
_HALF = 180.0
_TRIANGLE = 3
_CITIES = "geopandas/datasets/naturalearth_cities/naturalearth_cities"
_WRITTEN = {
    "Astana": "Nur-Sultan", "Chisinau": "Chi?in?u", "Copenhagen": "København", "Washington": "Washington,  D.C.", "Osaka": "?saka",
    "Bogotá": "Bogota", "Kiev": "Kyiv", "Brasilia": "Brasília", "Male": "Malé", "Lome": "Lomé",
}  # fmt: skip
"""How the cities are written there that the lexicon writes otherwise."""

BY_HAND = {
    "ae": {"Sharjah": (55.4, 25.4), "Fujairah": (56.3, 25.1)},
    "bg": {"Varna": (27.9, 43.2), "Burgas": (27.5, 42.5), "Plovdiv": (24.75, 42.15)},
    "by": {"Brest": (23.7, 52.1)},
    "cn": {"Tianjin": (117.2, 39.1), "Guangzhou": (113.3, 23.1), "Shenzhen": (114.1, 22.5)},
    "de": {"Hamburg": (10.0, 53.55), "Bremen": (8.8, 53.1), "Munich": (11.6, 48.1), "Frankfurt": (8.7, 50.1)},
    "dj": {"Djibouti": (43.15, 11.6)},
    "eg": {"Alexandria": (29.9, 31.2), "Port Said": (32.3, 31.3)},
    "er": {"Massawa": (39.45, 15.6)},
    "es": {"Barcelona": (2.2, 41.4), "Valencia": (-0.4, 39.5)},
    "fr": {"Marseille": (5.4, 43.3), "Lyon": (4.85, 45.75), "Toulouse": (1.45, 43.6)},
    "ge": {"Batumi": (41.65, 41.65), "Poti": (41.65, 42.15)},
    "gr": {"Thessaloniki": (22.95, 40.65), "Piraeus": (23.65, 37.95)},
    "hr": {"Rijeka": (14.45, 45.35), "Split": (16.45, 43.5)},
    "in": {"Chennai": (80.3, 13.1), "Hyderabad": (78.5, 17.4)},
    "ir": {"Bandar Abbas": (56.3, 27.2), "Isfahan": (51.7, 32.65), "Tabriz": (46.3, 38.1)},
    "it": {"Genoa": (8.95, 44.4), "Naples": (14.25, 40.85), "Trieste": (13.8, 45.65), "Milan": (9.2, 45.45)},
    "ke": {"Mombasa": (39.65, -4.05)},
    "kr": {"Busan": (129.05, 35.15)},
    "lv": {"Liepaja": (21.0, 56.5)},
    "ly": {"Benghazi": (20.05, 32.1), "Misrata": (15.1, 32.4), "Tobruk": (23.95, 32.1)},
    "nl": {"Rotterdam": (4.5, 51.9)},
    "om": {"Salalah": (54.1, 17.0)},
    "ps": {"Ramallah": (35.2, 31.9), "Gaza City": (34.45, 31.5)},
    "pk": {"Karachi": (67.0, 24.85), "Lahore": (74.35, 31.55)},
    "pl": {"Gdansk": (18.65, 54.35), "Rzeszow": (22.0, 50.05), "Krakow": (19.95, 50.05), "Gdynia": (18.55, 54.5)},
    "ro": {"Constanta": (28.65, 44.2), "Cluj": (23.6, 46.75)},
    "rs": {"Nis": (21.9, 43.3), "Novi Sad": (19.85, 45.25), "Kragujevac": (20.9, 44.0)},
    "ru": {"St Petersburg": (30.3, 59.95), "St. Petersburg": (30.3, 59.95), "Novorossiysk": (37.8, 44.7), "Vladivostok": (131.9, 43.1),
           "Rostov-on-Don": (39.7, 47.2), "Kazan": (49.1, 55.8)},
    "sa": {"Jeddah": (39.2, 21.5), "Dammam": (50.1, 26.4)},
    "sd": {"Port Sudan": (37.2, 19.6)},
    "so": {"Bosaso": (49.2, 11.3), "Kismayo": (42.55, -0.35)},
    "sy": {"Latakia": (35.8, 35.5), "Tartus": (35.9, 34.9), "Aleppo": (37.15, 36.2), "Homs": (36.7, 34.75)},
    "tr": {"Izmir": (27.15, 38.4), "Mersin": (34.65, 36.8), "Iskenderun": (36.2, 36.6)},
    "ua": {"Odesa": (30.7, 46.5), "Odessa": (30.7, 46.5), "Lviv": (24.0, 49.85), "Kharkiv": (36.25, 50.0), "Dnipro": (35.05, 48.45),
           "Mykolaiv": (32.0, 46.95), "Kherson": (32.6, 46.65)},
    "ye": {"Aden": (45.0, 12.8), "Hodeidah": (42.95, 14.8), "Mukalla": (49.1, 14.5)},
}  # fmt: skip
"""Towns and ports that news of moved goods names, longitude and latitude to a twentieth of a degree; written down by the authors."""

SEATS = {
    "ag": "Saint John's", "be": "Brussels", "cr": "San José", "gd": "Saint George's", "il": "Tel Aviv", "ki": "Tarawa", "mv": "Malé",
    "ps": "Ramallah", "pw": "Melekeok", "sc": "Victoria", "st": "São Tomé",
}  # fmt: skip
"""The city at which a state is marked whose row in the lexicon names none. It takes no position on where a government sits."""

Ring = list[tuple[int, int]]


def land(atlas: Path) -> list[list[int]]:
    """The outlines, each as its first point and then the steps to the next ones, in units."""
    with tarfile.open(atlas) as packed:
        file = packed.extractfile("package/land-50m.json")
        topology = json.load(file) if file else {}
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = []
    for polygon in _polygons(topology["objects"]["land"]):
        for ring in polygon:
            points = _unrolled([p for number in ring for p in (arcs[number] if number >= 0 else arcs[~number][::-1])])
            if abs(_area(points)) >= _LEAST and max(y for _, y in points) > _SOUTH:
                found.append(_stepped(points))
    return [steps for steps in sorted(found, key=len, reverse=True) if len(steps) > 2 * _TRIANGLE]


def _polygons(thing: dict[str, Any]) -> Iterator[list[list[int]]]:
    for one in thing.get("geometries", [thing]):
        yield from [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]


def _unrolled(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A line that crosses the meridian of 180 degrees goes on beyond it."""
    found, turns = points[:1], 0
    for (before, _), (x, y) in pairwise(points):
        turns += (x - before < -_HALF) - (x - before > _HALF)
        found.append((x + 2 * _HALF * turns, y))
    return found


def _area(points: list[tuple[float, float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)) / 2


def _stepped(points: list[tuple[float, float]]) -> list[int]:
    ring: Ring = []
    half = len(points) // 2
    for x, y in _thinned(points[: half + 1])[:-1] + _thinned(points[half:]):
        point = (round(x / UNIT), round(y / UNIT))
        if not ring or ring[-1] != point:
            ring.append(point)
    flat = list(ring[0])
    for (x, y), (nx, ny) in pairwise(ring):
        flat += [nx - x, ny - y]
    return flat


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Fewer points, none of those left out further than the tolerance from the line (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, at = 0.0, 0
        for number in range(first + 1, last):
            x, y = points[number]
            away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if away > worst:
                worst, at = away, number
        if worst > _TOLERANCE:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [points[number] for number in sorted(kept)]


def cities(wheel: Path) -> dict[str, tuple[float, float]]:
    """Folded name to (longitude, latitude)."""
    with zipfile.ZipFile(wheel) as packed:
        table, shapes = packed.read(f"{_CITIES}.dbf"), packed.read(f"{_CITIES}.shp")
    count, head, size = struct.unpack("<IHH", table[4:12])
    wide = table[32 + 16]
    names = [table[head + n * size + 1 : head + n * size + 1 + wide].decode("latin-1").strip() for n in range(count)]
    points = [struct.unpack("<dd", shapes[100 + n * 28 + 12 : 100 + n * 28 + 28]) for n in range(count)]
    held = {name: (round(x, 2), round(y, 2)) for name, (x, y) in zip(names, points, strict=True)}
    return {fold(name): at for name, at in held.items()} | {fold(name): held[other] for name, other in _WRITTEN.items() if other in held}


def places(wheel: Path) -> tuple[dict[str, Any], list[str]]:
    """Of each state of the lexicon that has a place: its name, its seat, and its towns; and the states that have none."""
    known = cities(wheel)
    found, missing = {}, []
    for state in load_lexicon().rows("state"):
        towns = {
            name: list(at) for name in (state.capital, *state.capital_aliases, *state.cities) if name and (at := known.get(fold(name)))
        }
        towns |= {name: list(at) for name, at in BY_HAND.get(state.id, {}).items()}
        asked = (SEATS.get(state.id, state.capital), f"{state.name} City", state.name)
        placed = ((name, known.get(fold(name)) or BY_HAND.get(state.id, {}).get(name)) for name in asked if name)
        seat, where = next(((name, spot) for name, spot in placed if spot), ("", ()))
        if seat:
            found[state.id] = {"name": state.name, "seat": seat, "at": list(where), "towns": towns}
        else:
            missing.append(state.name)
    return found, missing


def main() -> None:
    """Write the file, and say what has no place."""
    atlas, wheel = map(Path, sys.argv[1:])
    states, missing = places(wheel)
    lines = land(atlas)
    made = {"unit": UNIT, "land": lines, "states": states}
    OUT.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    told = f"{OUT}: {OUT.stat().st_size:,} bytes, {len(lines)} outlines, {len(states)} states; no place for {', '.join(missing)}"
    sys.stdout.write(told + "\n")


if __name__ == "__main__":
    main()
