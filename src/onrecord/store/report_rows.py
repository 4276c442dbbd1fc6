"""A report from its row."""

from collections.abc import Sequence

from onrecord.model import Report

REPORT_COLUMNS = "id, original, path, outlet, published, title, url, lang, text"


def report_of(row: Sequence[str | None]) -> Report:
    """The report of a row of ``REPORT_COLUMNS``."""
    report_id, original, path, outlet, published, title, url, lang, text = row
    return Report(id=report_id or "", original=original or "", path=path or "", outlet=outlet, published=published, title=title,
                  url=url, lang=lang, text=text or "")  # fmt: skip
