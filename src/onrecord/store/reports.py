"""Reports as rows of their table, and what tells a case from another file."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.model import Report
from onrecord.store.schema import APPLICATION_ID

COLUMNS = "id, original, path, outlet, published, title, url, lang, text"
"""The columns of a report, in the order in which ``report_of`` takes them."""


def report_of(row: Sequence[str | None]) -> Report:
    """The report of a row."""
    report_id, original, path, outlet, published, title, url, lang, text = row
    return Report(id=report_id or "", original=original or "", path=path or "", outlet=outlet, published=published, title=title,
                  url=url, lang=lang, text=text or "")  # fmt: skip


def is_case(path: Path) -> bool:
    """Whether the file at ``path`` is an onrecord case; nothing is opened for writing."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and int.from_bytes(head[68:72], "big") == APPLICATION_ID
