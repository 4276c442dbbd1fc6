"""Rows of lists that are held in memory: narrowed, ordered and cut to a page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.model.edtf import is_edtf, order_key
from onrecord.store import Asked
from onrecord.text.folding import fold

Row = Mapping[str, str]
"""The cells of a row as text by the names of the columns, and ``id``, ``report`` and the like where there is something to open."""


def narrowed(every: Iterable[Row], asked: Asked) -> tuple[int, Sequence[Row]]:
    """How many rows fit what is asked, and those of them that are to be shown."""
    found = [row for row in every if all(_fits(row, name, value) for name, value in asked.where.items())]
    return len(found), cut(ordered(found, asked), asked)


def cut(rows: Sequence[Row], asked: Asked) -> Sequence[Row]:
    """The rows of the page that is asked for."""
    return rows[asked.after : None if asked.most is None else asked.after + asked.most]


def ordered(found: Sequence[Row], asked: Asked) -> Sequence[Row]:
    """The rows by the column that is asked for; those without a value last, whichever way."""
    known = [row for row in found if row.get(asked.order)]
    unknown = [row for row in found if not row.get(asked.order)]
    known.sort(key=lambda row: _key(row[asked.order]), reverse=asked.down)
    return [*known, *unknown]


def _fits(row: Row, name: str, value: str) -> bool:
    if name == "from":
        return row.get("day", "") >= value
    if name == "to":
        return bool(row.get("day")) and row["day"][: len(value)] <= value
    held = row.get(name, "").split("\n")
    if name == "origin":
        return not set(held).isdisjoint(value.split("\n"))
    return value in held if name in ("kind", "outlet", "standing", "stance") else any(fold(value) in fold(one) for one in held)


def _key(cell: str) -> tuple[int, float, tuple[Any, ...], str]:
    """Numbers by value, days by time, words by the alphabet."""
    number = cell.replace(",", "")
    if number.isascii() and number.isdigit() and len(cell) != len("2019"):
        return (0, float(number), (), "")
    if is_edtf(cell):
        return (1, 0.0, order_key(cell), "")
    return (2, 0.0, (), fold(cell))
