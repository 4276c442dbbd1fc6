"""A case as Parquet tables, one a kind of record; needs pyarrow, which comes with ``onrecord[parquet]``.

The tables are those of CSV, with columns of one type whatever the case holds, and nothing in place of what is not known. Lost: what stands
across reports (origins, transfers with rivals, claims, conflicts); spans of several pieces are text; a number beyond 2^53 is rounded.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.casework.method import Journaled
from onrecord.export.tables import Cell, grids
from onrecord.model import Reading, Refused

_WHOLE = {"reports": ("statements", "problems"), "figures": ("start", "end"), "times": ("start", "end"), "mentions": ("start", "end"),
          "credits": ("start", "end"), "decisions": ("entry",)}  # fmt: skip
_NUMBERS = {
    "figures": ("low", "high"), "transfers": ("caliber_mm", "quantity_low", "quantity_high", "value_low", "value_high"),
}  # fmt: skip
_SWITCHES = {"statements": ("anonymous", "hedged")}


def parquet(readings: Sequence[Reading], decided: Iterable[Journaled] | None = None) -> dict[str, bytes]:
    """File name to the bytes of a Parquet file. The same readings give the same bytes. Raises Refused when pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise Refused("--to parquet", "needs the package pyarrow", "install it with: pip install 'onrecord[parquet]'") from None
    written = {}
    for name, grid in grids(readings, decided).items():
        rows = list(grid.rows)
        types = {column: _type(pa, name, column) for column in grid.columns}
        columns = [pa.array([_value(row[n], kind) for row in rows], kind) for n, kind in enumerate(types.values())]
        out = io.BytesIO()
        pq.write_table(pa.table(columns, schema=pa.schema(types.items())), out, compression="zstd", version="2.6")
        written[f"{name}.parquet"] = out.getvalue()
    return written


def _type(pa: Any, table: str, column: str) -> Any:
    if column in _WHOLE.get(table, ()):
        return pa.int64()
    if column in _NUMBERS.get(table, ()):
        return pa.float64()
    return pa.bool_() if column in _SWITCHES.get(table, ()) else pa.string()


def _value(cell: Cell, kind: Any) -> Any:
    """A cell as a column of its type takes it; what is not known stays unknown."""
    if cell is None:
        return None
    if kind == "string":
        return str(cell).encode("utf-8", "replace").decode()
    return float(cell) if kind == "double" else cell
