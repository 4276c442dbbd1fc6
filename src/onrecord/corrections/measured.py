"""How often each way of finding a statement was right where it was measured."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from onrecord.model import Trace

_DOUBTED = 4
"""So many right and wrong readings are assumed of each way before any is counted, as many right as of all ways together."""


def way_of(trace: Trace | None) -> str:
    """The way in which a statement was found: the table of its rule, and the form of the sentence where the rule tells."""
    if trace is None:
        return "unknown"
    table, _, rest = trace.rule.partition(":")
    _, _, frame = rest.partition("/")
    return f"{table}/{frame.split('/')[0]}" if frame else table


@lru_cache(maxsize=1)
def measured() -> Mapping[str, tuple[int, int]]:
    """Way to (how many it read, how many of these right), from ``measured.toml``."""
    table = tomllib.loads(files("onrecord.corrections").joinpath("measured.toml").read_text(encoding="utf-8"))
    return {row["name"]: (row["read"], row["right"]) for row in table["way"]}


def precision_of(way: str) -> float:
    """The share of a way's readings that are right, 0 to 1; near that of all ways while it was seldom seen."""
    held = measured()
    read, right = (sum(row[side] for row in held.values()) for side in (0, 1))
    own_read, own_right = held.get(way, (0, 0))
    return (own_right + _DOUBTED * right / read) / (own_read + _DOUBTED)
