"""Full-text search over reports."""

import json
import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.model import BadInput

MOST_WORDS = 64
"""Words that a search takes: SQLite works on thousands of them for minutes, while everybody else waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that holds the words, with a snippet; ``[`` and ``]`` stand around what matched."""

    report: str
    outlet: str | None
    published: str | None
    snippet: str


def find(db: sqlite3.Connection, words: str, limit: int, among: Collection[str] | None = None) -> list[Hit]:
    """Reports in which all ``words`` stand, best first by BM25. Quoted words are a phrase; a final ``*`` a prefix.

    With ``among`` only those whose ids are in it.
    """
    within = "" if among is None else "AND report.id IN (SELECT value FROM json_each(?))"
    rows = db.execute(
        "SELECT report.id, outlet, coalesce(reading.published, report.published), snippet(words, 1, '[', ']', '…', 24) "  # noqa: S608
        "FROM words JOIN report ON report.number = words.rowid LEFT JOIN reading ON reading.report = report.number "
        f"WHERE words MATCH ? {within} ORDER BY bm25(words), report.id LIMIT ?",
        (match_of(words), *(() if among is None else (json.dumps(list(among)),)), limit),
    )
    return [Hit(report=i, outlet=o, published=p, snippet=" ".join(s.split())) for i, o, p, s in rows]


def match_of(words: str) -> str:
    """What a person typed as an FTS5 query in which nothing is an operator. Raises BadInput when it asks for nothing."""
    found = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        text = phrase or word
        prefix = "*" if word.endswith("*") else ""
        kept = " ".join(re.findall(r"\w+", text))
        if kept:
            found.append(f'"{kept}"{prefix}')
    if not found:
        raise BadInput(words or "(nothing)", "no word to look for", "give at least one word")
    if sum(one.count(" ") + 1 for one in found) > MOST_WORDS:
        raise BadInput("the search", f"asks for more than {MOST_WORDS} words", "give those that matter most")
    return " ".join(found)
