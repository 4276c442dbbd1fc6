"""Where places are: states and towns of the shipped lexicon by name, and the outlines of land around them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.lexicon import Lexicon
from onrecord.text.folding import fold, is_proper

_OF_A_TOWN = ("capital", "city")


@dataclass(frozen=True, slots=True)
class Place:
    """Longitude and latitude in degrees; ``city`` is where a state is marked, empty of a town."""

    lon: float
    lat: float
    city: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``land`` holds outlines as closed lines of (longitude, latitude)."""

    land: Sequence[Sequence[tuple[float, float]]]
    states: Mapping[str, tuple[str, Place]]
    towns: Mapping[tuple[str, str], Place]

    def place(self, name: str, lexicon: Lexicon) -> Place | None:
        """Where the state or town of this name is; None when that is not known.

        The name is looked up in the case's own lexicon: a state or town that a case made up is on no map, nor is what has the
        name of no state but bears it within a longer one.
        """
        named = lexicon.names.lookup(name, "state") if is_proper(name) else None
        state = self.states.get(named.row) if named else None
        if not named or not state or fold(state[0]) != fold(named.name):
            return None
        return self.towns.get((named.row, fold(name))) if named.form in _OF_A_TOWN else state[1]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """What ``outlines.json`` holds."""
    held = json.loads(files("onrecord.drawings").joinpath("outlines.json").read_text(encoding="utf-8"))
    states = {key: (one["name"], Place(one["at"][0], one["at"][1], one["seat"])) for key, one in held["states"].items()}
    towns = {(key, fold(name)): Place(*at) for key, one in held["states"].items() for name, at in one["towns"].items()}
    return Gazetteer(land=[_line(steps, held["unit"]) for steps in held["land"]], states=states, towns=towns)


def _line(steps: Sequence[int], unit: float) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * unit, y * unit))
    return points
