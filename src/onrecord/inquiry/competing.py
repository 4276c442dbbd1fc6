"""Weighs hypotheses against each other by the exhibits that do not fit them (Heuer, Psychology of Intelligence Analysis, 1999, ch. 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.model import Bearing, Inquiry

Cells = Mapping[tuple[str, str], Bearing | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Exhibits that rest on one origin, and so count once: what they say of each hypothesis, in the order of the matrix.

    None where nobody has judged, or parties differ. ``diagnosticity`` is the share of pairs of hypotheses that the row tells apart.
    """

    exhibits: tuple[str, ...]
    origin: str
    bearings: tuple[Bearing | None, ...]
    disputed: tuple[bool, ...]
    diagnosticity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Hypotheses in the order of their ids, rows most telling first.

    ``inconsistency`` counts for each hypothesis the rows that do not fit it: the lower, the better it has stood up to refutation.
    ``sensitive`` names the rows without which the order of the hypotheses would be another.
    """

    hypotheses: tuple[str, ...]
    rows: tuple[Row, ...]
    inconsistency: Mapping[str, int]
    sensitive: tuple[int, ...]


def matrix(inquiry: Inquiry, origins: Mapping[str, str], party: str | None = None) -> Matrix:
    """The matrix of an inquiry as ``party`` judges it, or as all judge it together.

    ``origins`` gives of an exhibit the origin that it rests on; one that has none stands for itself. Together, a cell holds what
    all who judged it hold, and nothing where they differ. Within one origin a cell holds what its exhibits agree on.
    """
    hypotheses = tuple(sorted(h.id for h in inquiry.hypotheses))
    cells, disputed = _judged(inquiry, party)
    held: dict[str, list[str]] = {}
    for exhibit in inquiry.exhibits:
        held.setdefault(origins.get(exhibit.id, exhibit.id), []).append(exhibit.id)
    rows = [_row(origin, tuple(exhibits), hypotheses, cells, disputed) for origin, exhibits in held.items()]
    rows.sort(key=lambda row: (-row.diagnosticity, row.exhibits))
    return Matrix(
        hypotheses=hypotheses,
        rows=tuple(rows),
        inconsistency=_inconsistency(hypotheses, rows),
        sensitive=tuple(n for n in range(len(rows)) if _order(hypotheses, rows[:n] + rows[n + 1 :]) != _order(hypotheses, rows)),
    )


def _judged(inquiry: Inquiry, party: str | None) -> tuple[Cells, set[tuple[str, str]]]:
    """((exhibit, hypothesis) -> bearing, or None where those who judged differ), and where they differ."""
    cells: dict[tuple[str, str], Bearing | None] = {}
    disputed: set[tuple[str, str]] = set()
    for matter in inquiry.matters:
        if matter.kind != "bearing":
            continue
        place = (matter.subject[0], matter.subject[1])
        values = {said.value for said in matter.held if party in (None, said.party)}
        if len(values) == 1:
            cells[place] = Bearing(values.pop())
        elif values:
            disputed.add(place)
    return cells, disputed


def _row(
    origin: str, exhibits: tuple[str, ...], hypotheses: tuple[str, ...], cells: Cells, disputed: set[tuple[str, str]]
) -> Row:  # fmt: skip
    bearings: list[Bearing | None] = []
    for hypothesis in hypotheses:
        said = {cells[exhibit, hypothesis] for exhibit in exhibits if (exhibit, hypothesis) in cells}
        bearings.append(said.pop() if len(said) == 1 else None)
    pairs = list(combinations([bearing or Bearing.NEUTRAL for bearing in bearings], 2))
    return Row(
        exhibits=exhibits,
        origin=origin,
        bearings=tuple(bearings),
        disputed=tuple(any((exhibit, hypothesis) in disputed for exhibit in exhibits) for hypothesis in hypotheses),
        diagnosticity=sum(a != b for a, b in pairs) / len(pairs) if pairs else 0.0,
    )


def _inconsistency(hypotheses: Sequence[str], rows: Sequence[Row]) -> dict[str, int]:
    return {h: sum(row.bearings[n] is Bearing.INCONSISTENT for row in rows) for n, h in enumerate(hypotheses)}


def _order(hypotheses: Sequence[str], rows: Sequence[Row]) -> list[frozenset[str]]:
    """The hypotheses from the least to the most inconsistent; those with as many stand together."""
    counts = _inconsistency(hypotheses, rows)
    return [frozenset(h for h in hypotheses if counts[h] == n) for n in sorted(set(counts.values()))]
