"""What a case file shows at first sight: whether it is one, whether it is whole, and a report from its row."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from onrecord.model import BadInput, Report
from onrecord.store.schema import APPLICATION_ID

REPORT_COLUMNS = "id, original, path, outlet, published, title, url, lang, text"


def report_of(row: Sequence[str | None]) -> Report:
    """The report of a row of ``REPORT_COLUMNS``."""
    report_id, original, path, outlet, published, title, url, lang, text = row
    return Report(id=report_id or "", original=original or "", path=path or "", outlet=outlet, published=published, title=title,
                  url=url, lang=lang, text=text or "")  # fmt: skip


def damage(db: sqlite3.Connection) -> list[str]:
    """What SQLite's own check finds wrong; empty when nothing."""
    try:
        return [str(row[0]) for row in db.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    except BadInput as error:
        return [error.problem]


def is_case(path: Path) -> bool:
    """Whether the file at ``path`` is an onrecord case; nothing is opened for writing."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and int.from_bytes(head[68:72], "big") == APPLICATION_ID
