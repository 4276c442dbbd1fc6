"""Parquet tables hold what the CSV tables hold, in columns of one type whatever the case holds."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.casework.case import Case
from onrecord.cli.exporting import export_case
from onrecord.export.parquet import parquet
from onrecord.export.tables import grids
from onrecord.model import Reading, Refused

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install -e .[parquet]")


def opened(data: bytes) -> Any:
    return pq.read_table(io.BytesIO(data))


@pytest.fixture(scope="module")
def readings(demo: Path) -> list[Reading]:
    with Case(demo, readonly=True) as case:
        return list(case.readings())


def test_every_table_is_there_with_every_cell(readings: list[Reading]) -> None:
    written = parquet(readings)
    expected = grids(readings)
    assert set(written) == {f"{name}.parquet" for name in expected}
    for name, grid in expected.items():
        found = opened(written[f"{name}.parquet"])
        assert tuple(found.column_names) == grid.columns
        rows = [list(row) for row in grid.rows]
        assert found.num_rows == len(rows) > 0
        assert [list(row.values()) for row in found.to_pylist()] == rows


def test_columns_have_the_same_types_in_an_empty_case(readings: list[Reading]) -> None:
    full, empty = parquet(readings), parquet([])
    assert {name: opened(data).schema for name, data in full.items()} == {name: opened(data).schema for name, data in empty.items()}
    assert all(opened(data).num_rows == 0 for data in empty.values())


def test_the_same_case_gives_the_same_bytes(readings: list[Reading]) -> None:
    assert parquet(readings) == parquet(list(readings))


def test_what_a_spreadsheet_would_run_is_kept_as_it_is(read: Callable[..., Reading]) -> None:
    reading = read("=SUM(1) went to Orlava, Ivo Marn said.", outlet="=1+1")
    (row,) = opened(parquet([reading])["reports.parquet"]).to_pylist()
    assert row["outlet"] == "=1+1"


def test_tables_go_into_a_folder(demo: Path, tmp_path: Path) -> None:
    with Case(demo, readonly=True) as case:
        written = export_case(case, "parquet", tmp_path / "tables")
    assert {p.name for p in written} == {p.name for p in (tmp_path / "tables").iterdir()}


def test_without_pyarrow_it_says_what_to_install_and_writes_nothing(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with Case(demo, readonly=True) as case, pytest.raises(Refused, match="needs the package pyarrow"):
        export_case(case, "parquet", tmp_path / "tables")
    assert not (tmp_path / "tables").exists()
