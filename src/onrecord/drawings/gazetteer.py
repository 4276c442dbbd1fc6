"""Where places are: states and towns of the shipped lexicon by name, and the outlines of land around them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.lexicon import Lexicon
from onrecord.text.folding import fold, is_proper

_OF_A_TOWN = ("capital", "city")
_HALF = 180.0


@dataclass(frozen=True, slots=True)
class Place:
    """Longitude and latitude in degrees; ``city`` is where a state is marked, empty of a town."""

    lon: float
    lat: float
    city: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``land`` holds outlines as closed lines of (longitude, latitude), those across the meridian of 180 degrees on both sides of it."""

    land: Sequence[Sequence[tuple[float, float]]]
    states: Mapping[str, tuple[str, Place]]
    towns: Mapping[tuple[str, str], Place]

    def place(self, name: str, lexicon: Lexicon) -> Place | None:
        """Where the state or town of this name is; None when that is not known.

        The name is looked up in the case's own lexicon: a state or town that a case made up is on no map. A town that the lexicon
        does not have must be the only one of its name.
        """
        if not is_proper(name):
            return None
        named = lexicon.names.lookup(name)
        if named is None:
            towns = [place for (_, town), place in self.towns.items() if town == fold(name)]
            return towns[0] if len(towns) == 1 else None
        state = self.states.get(named.row) if named.kind == "state" else None
        if not state or fold(state[0]) != fold(named.name):
            return None
        return self.towns.get((named.row, fold(name))) if named.form in _OF_A_TOWN else state[1]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """What ``outlines.json`` holds."""
    held = json.loads(files("onrecord.drawings").joinpath("outlines.json").read_text(encoding="utf-8"))
    states = {key: (one["name"], Place(one["at"][0], one["at"][1], one["seat"])) for key, one in held["states"].items()}
    towns = {(key, fold(name)): Place(*at) for key, one in held["states"].items() for name, at in one["towns"].items()}
    return Gazetteer(land=[line for steps in held["land"] for line in _both_sides(_line(steps, held["unit"]))], states=states, towns=towns)


def _line(steps: Sequence[int], unit: float) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * unit, y * unit))
    return points


def _both_sides(line: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    yield line
    if max(x for x, _ in line) > _HALF:
        yield [(x - 2 * _HALF, y) for x, y in line]
    elif min(x for x, _ in line) < -_HALF:
        yield [(x + 2 * _HALF, y) for x, y in line]
