"""Reports and derived records filtered, sorted and cut to a page by SQLite, so that a long list costs no more than its page."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import BadInput
from onrecord.store.derived import Derived
from onrecord.store.search import match_of

_DAY = "coalesce(reading.published, report.published)"
_FROM = "FROM derived JOIN report ON report.number = derived.report LEFT JOIN reading ON reading.report = report.number"
_REPORTS = "FROM report LEFT JOIN reading ON reading.report = report.number"
_DERIVED_PLACE = "report.path, report.id, derived.number"

_ANY = {
    "report": "report.id = ?",
    "outlet": "report.outlet = ?",
    "from": f"{_DAY} >= ?",
    "to": f"substr({_DAY}, 1, length(?1)) <= ?1",
    "words": "report.number IN (SELECT rowid FROM words WHERE words MATCH ?)",
}


def _field(name: str) -> str:
    return f"json_extract(record, '$.{name}')"


CONDITIONS: Mapping[str, str] = {
    **_ANY,
    "speaker": f"instr(lower({_field('speaker.name')}), lower(?))",
    "actor": f"{_field('speaker.actor')} = ?",
    "stance": f"{_field('stance')} = ?",
    "kind": f"{_field('kind')} = ?",
    "name": f"instr(lower({_field('name')}), lower(?))",
    "edtf": f"instr({_field('edtf')}, ?)",
    "path": "instr(lower(report.path || ' ' || coalesce(report.outlet, '') || ' ' || coalesce(report.title, '')), lower(?))",
}
"""What rows can be asked for, by name."""

ORDERS: Mapping[str, str] = {
    "day": _DAY, "outlet": "report.outlet", "path": "report.path", "speaker": _field("speaker.name"), "stance": _field("stance"),
    "kind": _field("kind"), "name": _field("name"), "low": _field("low"), "edtf": _field("edtf"),
}  # fmt: skip
"""What rows can be sorted by, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which rows are wanted: ``where`` maps names of CONDITIONS to values, ``order`` is one of ORDERS.

    ``most`` None is every row from ``after`` on. Unknown values of what is sorted by come last either way.
    """

    where: Mapping[str, str] = field(default_factory=dict)
    order: str = "day"
    down: bool = False
    most: int | None = None
    after: int = 0


class Lists:
    """The lists of an open case."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Ask ``db``."""
        self._db = db

    def derived(self, kind: Derived, asked: Asked) -> tuple[int, list[tuple[str, str, str]]]:
        """How many records of ``kind`` fit, and (id, report id, JSON) of those on the page. Raises BadInput.

        Where only reports are narrowed and sorted, records are counted report by report up to the page, and no further.
        """
        conditions, values = _where(asked)
        where = " AND ".join(("derived.kind = ?", *conditions))
        joins = _FROM if conditions else "FROM derived"
        total = self._db.execute(f"SELECT count(*) {joins} WHERE {where}", (kind.value, *values)).fetchone()[0]
        if asked.order == "day" and asked.most is not None and not (asked.where.keys() - _ANY.keys()):
            return int(total), self._by_report(kind, asked, conditions, values)
        rows = self._db.execute(
            f"SELECT derived.id, report.id, record {_FROM} WHERE {where} {_ordered(asked, _DERIVED_PLACE)}",
            (kind.value, *values, -1 if asked.most is None else asked.most, asked.after),
        )
        return int(total), rows.fetchall()

    def _by_report(self, kind: Derived, asked: Asked, conditions: Sequence[str], values: Sequence[str]) -> list[tuple[str, str, str]]:
        """The page of a list in the order of the reports' days."""
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        reports = self._db.execute(
            f"SELECT report.number, report.id {_REPORTS} {where} {_ordered(asked, 'report.path, report.id')}",
            (*values, -1, 0),
        ).fetchall()
        left, wanted = asked.after, asked.most or 0
        found: list[tuple[str, str, str]] = []
        for number, report_id in reports:
            held = self._db.execute("SELECT count(*) FROM derived WHERE report = ? AND kind = ?", (number, kind.value)).fetchone()[0]
            if left >= held:
                left -= held
                continue
            rows = self._db.execute(
                "SELECT id, record FROM derived WHERE report = ? AND kind = ? ORDER BY number LIMIT ? OFFSET ?",
                (number, kind.value, wanted - len(found), left),
            )
            found += [(key, report_id, record) for key, record in rows]
            left = 0
            if len(found) >= wanted:
                break
        return found

    def reports(self, asked: Asked) -> tuple[int, list[tuple[str, int, int]]]:
        """How many reports fit, and (id, how many statements, how many transfers) of those on the page. Raises BadInput."""
        conditions, values = _where(asked)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        total = self._db.execute(f"SELECT count(*) {_REPORTS} {where}", values).fetchone()[0]
        rows = self._db.execute(
            f"SELECT report.id, report.number {_REPORTS} {where} {_ordered(asked, 'report.path, report.id')}",
            (*values, -1 if asked.most is None else asked.most, asked.after),
        )
        counted = "SELECT count(*) FROM derived WHERE report = ? AND kind = ?"
        return int(total), [
            (
                report_id,
                self._db.execute(counted, (number, Derived.STATEMENT.value)).fetchone()[0],
                self._db.execute(counted, (number, Derived.TRANSFER.value)).fetchone()[0],
            )
            for report_id, number in rows.fetchall()
        ]

    def outlets(self) -> list[str]:
        """Every outlet of the case, in the order of the alphabet."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT outlet FROM report WHERE outlet IS NOT NULL ORDER BY 1")]


def _where(asked: Asked) -> tuple[list[str], list[str]]:
    conditions, values = [], []
    for name, value in asked.where.items():
        if name not in CONDITIONS:
            raise BadInput(name, "is nothing to ask for here", "use one of " + ", ".join(CONDITIONS))
        conditions.append(CONDITIONS[name].replace("?1", "?"))
        values += [match_of(value) if name == "words" else value] * CONDITIONS[name].count("?")
    return conditions, values


def _ordered(asked: Asked, place: str) -> str:
    if asked.order not in ORDERS:
        raise BadInput(asked.order, "is nothing to sort by", "use one of " + ", ".join(ORDERS))
    key = ORDERS[asked.order]
    return f"ORDER BY {key} IS NULL, {key} {'DESC' if asked.down else 'ASC'}, {place} LIMIT ? OFFSET ?"
