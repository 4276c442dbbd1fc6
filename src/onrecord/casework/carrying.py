"""What a bundle carries of a case: the records that entries speak of, and reports as rows of a manifest."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.intake.arrivals import Said
from onrecord.intake.reports import TakenIn, from_bytes
from onrecord.model import BadInput, Report, SignedEntry

_ROW = ("path", "outlet", "published", "url", "title", "lang", "original")


def records_in(entries: Iterable[SignedEntry]) -> Iterator[str]:
    """The ids of records that entries speak about."""
    for entry in entries:
        for name in ("record", "subject"):
            if isinstance(value := entry.about.get(name), str):
                yield value


def row_of(report: Report) -> dict[str, Any]:
    """A report as a row of a bundle's manifest, the bytes that it came as included by name."""
    return {name: value for name in _ROW if (value := getattr(report, name)) is not None}


def taken_in_of(row: Mapping[str, Any], originals: Mapping[str, bytes], name: str) -> TakenIn:
    """A report of a bundle as it was taken in where it comes from. Raises BadInput."""
    data = originals.get(str(row.get("original")))
    if data is None:
        raise BadInput(name, "names a report whose bytes it does not hold", "ask for it again")
    said = Said(**{field: str(row[field]) for field in ("outlet", "published", "url", "title", "lang") if field in row})
    return from_bytes(data, str(row.get("path", "report.txt")), said)
