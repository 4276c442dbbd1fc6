"""Reports and derived records filtered, sorted and cut to a page, so that a long list costs little more than its page."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from onrecord.model import BadInput
from onrecord.store.derived import Derived
from onrecord.store.intakes import Intakes
from onrecord.store.search import match_of
from onrecord.text.folding import fold

_DAY = "coalesce(reading.published, report.published)"
_REPORTS = "FROM report LEFT JOIN reading ON reading.report = report.number"

_OF_REPORTS = {
    "report": "report.id = ?",
    "outlet": "report.outlet = ?",
    "from": f"{_DAY} >= ?",
    "to": f"substr({_DAY}, 1, length(?1)) <= ?1",
    "words": "report.number IN (SELECT rowid FROM words WHERE words MATCH ?)",
    "origin": "report.id IN (SELECT value FROM json_each(?))",
    "since": "report.number IN (SELECT report FROM taken_in WHERE intake > ?)",
    "path": "instr(lower(report.path || ' ' || coalesce(report.outlet, '') || ' ' || coalesce(report.title, '')), lower(?))",
}
_IN_TERMS = "listed.term IN (SELECT value FROM json_each(?))"
_OF_RECORDS = {
    "stance": "listed.label = ?",
    "kind": "listed.label = ?",
    "speaker": _IN_TERMS,
    "name": _IN_TERMS,
    "edtf": _IN_TERMS,
    "actor": "listed.number IN (SELECT number FROM derived WHERE kind = 'statement' AND json_extract(record, '$.speaker.actor') = ?)",
}
_VOICE = ("speaker", "stance")
"""What is asked of statements, and of reports as to whether they have such a statement."""

CONDITIONS: Mapping[str, str] = {**_OF_REPORTS, **_OF_RECORDS}
"""What rows can be asked for, by name. An ``origin`` is a JSON array of the ids of its reports; ``since`` is a moment."""

_BY_REPORT = {"day": _DAY, "outlet": "report.outlet", "path": "report.path"}
_BY_RECORD = {"speaker": "term", "name": "term", "edtf": "term", "stance": "label", "kind": "label", "low": "low"}
ORDERS: Mapping[str, str] = {**_BY_REPORT, **{name: f"listed.{column}" for name, column in _BY_RECORD.items()}}
"""What rows can be sorted by, by name."""

Held = MutableMapping[Any, Any]
"""What is worked out once for each state of the file, for many pages; empty for a single look."""

_MOST_HELD = 256
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Narrow:
    """A condition on rows and the values of its question marks."""

    words: str
    values: tuple[Any, ...]

    def and_(self, other: "Narrow") -> "Narrow":
        """Both conditions."""
        return Narrow(f"{self.words} AND {other.words}", (*self.values, *other.values)) if other.words else self


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report in a list: how many statements and transfers it has, and where its headline stands, if it has one."""

    report: str
    statements: int
    transfers: int
    headline: tuple[int, int] | None


class Lists:
    """The lists of an open case. ``held`` keeps what several pages of one state of the file have in common."""

    def __init__(self, db: sqlite3.Connection, held: Held | None = None) -> None:
        """Ask ``db``."""
        self._db = db
        self._held: Held = {} if held is None else held

    def derived(self, kind: Derived, asked: Asked) -> tuple[int, list[tuple[str, str, str]]]:
        """How many records of ``kind`` fit, and (id, report id, JSON) of those on the page. Raises BadInput.

        Records are counted report by report, and only those on the page are looked at.
        """
        _known(asked)
        asked = self._timed(asked)
        own, within = self._own(kind, asked.where), _within(asked.where)
        if asked.most is None:
            found = self._all(own.and_(within), asked)
            return len(found), found[asked.after :]
        if asked.order in _BY_REPORT:
            counts = self._counts(own.and_(within))
            order = self._order(asked.order, down=asked.down)
            return sum(counts.values()), list(self._page(order, counts, own, asked.after, asked.most))
        return self._by_record(own, within, asked, asked.most)

    def _by_record(self, own: Narrow, within: Narrow, asked: Asked, most: int) -> tuple[int, list[tuple[str, str, str]]]:
        """The page of a list in the order of what its records say: value by value, and in each report by report."""
        key, both = ORDERS[asked.order], own.and_(within)
        sql = f"SELECT {key}, count(*) FROM listed WHERE {both.words} GROUP BY 1"  # noqa: S608 - our own conditions
        groups: list[tuple[Any, int]] = self._once(("groups", key, both), lambda: self._db.execute(sql, both.values).fetchall())
        ordered = sorted((g for g in groups if g[0] is not None), reverse=asked.down) + [g for g in groups if g[0] is None]
        left, wanted = asked.after, most
        found: list[tuple[str, str, str]] = []
        for value, count in ordered:
            if left >= count:
                left -= count
                continue
            if wanted <= 0:
                break
            of_value = own.and_(Narrow(f"{key} IS ?", (value,)))
            counts = self._counts(of_value.and_(within))
            found += self._page(self._order("path", down=False), counts, of_value, left, wanted)
            wanted, left = most - len(found), 0
        return sum(count for _, count in groups), found

    def _page(
        self, order: Sequence[tuple[int, str]], counts: Mapping[int, int], own: Narrow, after: int, most: int
    ) -> Iterator[tuple[str, str, str]]:
        """The records from ``after`` on, at most ``most``, report by report in ``order``; ``counts`` say which have any."""
        left, wanted = after, most
        for number, report_id in order:
            here = counts.get(number, 0)
            if left >= here:
                left -= here
                continue
            if wanted <= 0:
                return
            rows = self._db.execute(
                "SELECT derived.id, derived.record FROM derived CROSS JOIN listed ON listed.number = derived.number "  # noqa: S608
                f"WHERE derived.report = ? AND derived.kind = ? AND {own.words} ORDER BY derived.number LIMIT ? OFFSET ?",
                (number, own.values[0], *own.values, wanted, left),
            ).fetchall()
            yield from ((key, report_id, record) for key, record in rows)
            wanted, left = wanted - len(rows), 0

    def _all(self, narrow: Narrow, asked: Asked) -> list[tuple[str, str, str]]:
        """Every record in its order."""
        key = ORDERS[asked.order]
        return self._db.execute(
            "SELECT derived.id, report.id, derived.record FROM listed JOIN derived ON derived.number = listed.number "  # noqa: S608
            "JOIN report ON report.number = listed.report LEFT JOIN reading ON reading.report = report.number "
            f"WHERE {narrow.words} ORDER BY {key} IS NULL, {key} {'DESC' if asked.down else 'ASC'}, report.path, report.id, derived.number",
            narrow.values,
        ).fetchall()

    def _counts(self, narrow: Narrow) -> Mapping[int, int]:
        """How many records that fit each report has."""
        sql = f"SELECT listed.report, count(*) FROM listed WHERE {narrow.words} GROUP BY 1"  # noqa: S608 - our own conditions
        return self._once(("counts", narrow), lambda: dict(self._db.execute(sql, narrow.values).fetchall()))

    def _order(self, name: str, *, down: bool) -> Sequence[tuple[int, str]]:
        """(number, id) of all reports in an order."""
        key = ORDERS[name]
        sql = (
            f"SELECT report.number, report.id {_REPORTS} ORDER BY {key} IS NULL, {key} {'DESC' if down else 'ASC'}, report.path, report.id"
        )
        return self._once(("order", name, down), lambda: self._db.execute(sql).fetchall())

    def _timed(self, asked: Asked) -> Asked:
        """The same, with the last intake before it in place of a moment. Raises BadInput for what names no moment."""
        since = asked.where.get("since")
        return replace(asked, where={**asked.where, "since": str(Intakes(self._db).moment(since).after)}) if since else asked

    def _own(self, kind: Derived, asked: Mapping[str, str]) -> Narrow:
        """What is asked of the records themselves; its first value is the kind."""
        parts, values = ["listed.kind = ?"], [kind.value]
        for name, value in asked.items():
            if name in _OF_RECORDS:
                parts.append(_OF_RECORDS[name])
                values.append(self._terms(kind, value, exact=name == "edtf") if _OF_RECORDS[name] == _IN_TERMS else value)
        return Narrow(" AND ".join(parts), tuple(values))

    def _terms(self, kind: Derived, words: str, *, exact: bool) -> str:
        """The terms of a kind that hold ``words``, as a JSON array; names without regard to case and accents."""
        known: Mapping[str, str] = self._once(("terms", kind.value), lambda: {term: fold(term) for term in self._distinct(kind)})
        wanted = words if exact else fold(words)
        return json.dumps([term for term, folded in known.items() if wanted in (term if exact else folded)])

    def _distinct(self, kind: Derived) -> list[str]:
        """Every term of a kind, found by going from one to the next in the index."""
        rows = self._db.execute(
            "WITH RECURSIVE next(term) AS (SELECT min(term) FROM listed WHERE kind = ?1 UNION ALL "
            "SELECT (SELECT min(listed.term) FROM listed WHERE kind = ?1 AND listed.term > next.term) FROM next "
            "WHERE next.term IS NOT NULL) "
            "SELECT term FROM next WHERE term IS NOT NULL",
            (kind.value,),
        )
        return [row[0] for row in rows]

    def reports(self, asked: Asked) -> tuple[int, list[Told]]:
        """How many reports fit, and those on the page. Raises BadInput."""
        _known(asked)
        if asked.order not in _BY_REPORT or asked.where.keys() - _OF_REPORTS.keys() - set(_VOICE):
            raise BadInput(asked.order, "is nothing to ask of reports", "use one of " + ", ".join((*_BY_REPORT, *_OF_REPORTS, *_VOICE)))
        order = self._order(asked.order, down=asked.down)
        if asked.where:
            fits = self._fits(asked.where)
            order = [one for one in order if one[0] in fits]
        shown = order[asked.after : None if asked.most is None else asked.after + asked.most]
        return len(order), [self._told(number, report_id) for number, report_id in shown]

    def fitting(self, where: Mapping[str, str]) -> list[str]:
        """The ids of the reports that fit, as ``reports`` finds them. Raises BadInput."""
        _known(Asked(where=where))
        fits = self._fits(where)
        return [report_id for number, report_id in self._order("day", down=False) if number in fits]

    def _fits(self, where: Mapping[str, str]) -> set[int]:
        """The numbers of the reports that fit; a speaker and a stance are those of one statement in it."""
        where = self._timed(Asked(where=where)).where
        narrow = _of_reports(where)
        if voice := {name: value for name, value in where.items() if name in _VOICE}:
            own = self._own(Derived.STATEMENT, voice)
            said = Narrow(f"report.number IN (SELECT listed.report FROM listed WHERE {own.words})", own.values)  # noqa: S608 - our own conditions
            narrow = said.and_(narrow)
        sql = f"SELECT report.number {_REPORTS} WHERE {narrow.words or 'TRUE'}"
        return self._once(("fits", narrow), lambda: {number for (number,) in self._db.execute(sql, narrow.values)})

    def _told(self, number: int, report_id: str) -> Told:
        rows = self._db.execute("SELECT kind, count(*) FROM derived WHERE report = ? GROUP BY kind", (number,))
        counts = dict(rows.fetchall())
        heads = self._db.execute("SELECT record FROM derived WHERE report = ? AND kind = 'segment' ORDER BY number", (number,))
        found = (json.loads(record) for (record,) in heads)
        head = next(((one["start"], one["end"]) for one in found if one["role"] == "headline"), None)
        return Told(report=report_id, statements=counts.get(Derived.STATEMENT.value, 0), transfers=counts.get(Derived.TRANSFER.value, 0),
                    headline=head)  # fmt: skip

    def outlets(self) -> list[str]:
        """Every outlet of the case, in the order of the alphabet."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT outlet FROM report WHERE outlet IS NOT NULL ORDER BY 1")]

    def _once(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What ``make`` gives, the first time; what it gave then, after that."""
        found: Made | None = self._held.get(key)
        if found is None:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            found = self._held[key] = make()
        return found


def _known(asked: Asked) -> None:
    """Raise BadInput for what is nothing to ask for or to sort by."""
    for name in asked.where:
        if name not in CONDITIONS:
            raise BadInput(name, "is nothing to ask for here", "use one of " + ", ".join(CONDITIONS))
    if asked.order not in ORDERS:
        raise BadInput(asked.order, "is nothing to sort by", "use one of " + ", ".join(ORDERS))


def _of_reports(where: Mapping[str, str]) -> Narrow:
    """What is asked of reports."""
    parts, values = [], []
    for name, value in where.items():
        if name in _OF_REPORTS:
            parts.append(_OF_REPORTS[name].replace("?1", "?"))
            values += [match_of(value) if name == "words" else value] * _OF_REPORTS[name].count("?")
    return Narrow(" AND ".join(parts), tuple(values))


def _within(where: Mapping[str, str]) -> Narrow:
    """What is asked of the reports that records stand in."""
    narrow = _of_reports(where)
    return Narrow(f"listed.report IN (SELECT report.number {_REPORTS} WHERE {narrow.words})", narrow.values) if narrow.words else narrow
