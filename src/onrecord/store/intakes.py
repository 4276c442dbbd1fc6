"""When reports came in: an add or a bundle that brings something new is an intake, and intakes are counted from 1."""

import datetime as dt
import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.model import BadInput
from onrecord.model.edtf import is_edtf, moments
from onrecord.store.clock import in_rfc3339, now
from onrecord.store.connection import has_table

LAST = "last"
"""The name of the moment just before the last intake."""

_MADE = """
CREATE TABLE IF NOT EXISTS intake (     -- an add or a bundle that brought in reports
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL                    -- when it began, RFC 3339 in UTC
) STRICT;
CREATE TABLE IF NOT EXISTS taken_in (   -- with which intake a report came; none for those that came before this was kept
    report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
    intake INTEGER NOT NULL REFERENCES intake(number)
) STRICT;
CREATE INDEX IF NOT EXISTS taken_in_by_intake ON taken_in(intake, report);
"""

_NUMBERED = re.compile(r"intake:([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Intake:
    """One intake: its number, when it began (RFC 3339, UTC), and how many reports of it are in the case."""

    number: int
    at: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment in the life of a case: ``after`` is the last intake before it (0 is none), ``at`` its time (RFC 3339, UTC).

    ``asked`` is how it was asked for.
    """

    asked: str
    after: int
    at: str


def make(connection: sqlite3.Connection) -> None:
    """Make the tables. Reports that are there already came in at a time that is not known, before all others."""
    for statement in filter(str.strip, _MADE.split(";\n")):
        connection.execute(statement)


class Intakes:
    """The intakes of an open case; of a format without them, opened for reading, there are none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Ask ``db``."""
        self._db = db
        self._now: int | None = None

    def begin(self) -> None:
        """Let the reports that are kept from here on be of an intake of their own; without this, those of one opening are."""
        self._now = None

    def now(self) -> int:
        """The intake of the reports that are kept now; one that brings nothing new leaves no trace."""
        if self._now is None:
            self._now = int(self._db.execute("INSERT INTO intake (at) VALUES (?)", (now(),)).lastrowid or 0)
        return self._now

    def put(self, report: int, intake: int | None) -> None:
        """Let a report, by its number, have come with an intake; with None at a time that is not known."""
        if intake is not None:
            self._db.execute("INSERT OR REPLACE INTO taken_in VALUES (?, ?)", (report, intake))

    def first_of(self, reports: Collection[int]) -> int | None:
        """The intake with which the first of some reports came; None when that is not known of one of them."""
        marks = ", ".join("?" * len(reports))
        rows = self._db.execute(f"SELECT intake FROM taken_in WHERE report IN ({marks})", tuple(reports))  # noqa: S608
        found = [row[0] for row in rows]
        return min(found) if len(found) == len(reports) else None

    def listed(self) -> list[Intake]:
        """Every intake, the first one first."""
        if not has_table(self._db, "taken_in"):
            return []
        rows = self._db.execute(
            "SELECT number, at, count(report) FROM intake LEFT JOIN taken_in ON intake = number GROUP BY number ORDER BY number"
        )
        return [Intake(*row) for row in rows]

    def moment(self, asked: str) -> Moment:
        """The moment that ``last``, ``intake:3`` (after the third one) or a day or time (EDTF, in UTC) names. Raises BadInput.

        ``last`` is the moment just before the last intake; a time of some length, such as a month, begins with its first second.
        """
        listed = self.listed()
        if not listed:
            raise BadInput(asked, "when the reports of this case came in was not kept", "it is from the next onrecord add on")
        if asked == LAST:
            return Moment(asked=asked, after=listed[-1].number - 1, at=listed[-1].at)
        if found := _NUMBERED.fullmatch(asked):
            number = int(found[1])
            at = next((one.at for one in listed if one.number == number), None)
            if at is None:
                raise BadInput(asked, "there is no such intake", f"they are counted from 1, and this case has {len(listed)}")
            return Moment(asked=asked, after=number, at=at)
        second = moments(asked)[0] if is_edtf(asked) else None
        if second is None:
            raise BadInput(asked, "names no moment", "write last, intake:3, or a day such as 2023-03-03")
        at = in_rfc3339(dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=second))
        return Moment(asked=asked, after=max((one.number for one in listed if one.at < at), default=0), at=at)

    def since(self, moment: Moment) -> set[str]:
        """The ids of the reports that came in after a moment."""
        rows = self._db.execute("SELECT report.id FROM taken_in JOIN report ON report.number = report WHERE intake > ?", (moment.after,))
        return {row[0] for row in rows}
