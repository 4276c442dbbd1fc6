"""A case as one SQLite file: opening it, and what is kept for ever in it."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.model import BadInput, Entry, Original, Problem, Reading, Refused, Report, SignedEntry
from onrecord.store import chain, corrected, entries, intakes, journal, search
from onrecord.store.connection import connect, damage
from onrecord.store.derived import Derived, of_report, records_of
from onrecord.store.lists import Held, Lists
from onrecord.store.report_rows import REPORT_COLUMNS, report_of
from onrecord.store.schema import APPLICATION_ID, MIGRATIONS
from onrecord.store.standing import Standing
from onrecord.store.unread import unread

_BUSY_SECONDS = 30


class CaseFile:
    """An open case. Use as a context manager; every change is one transaction or none.

    Raises BadInput when ``path`` is no case or was made by a newer version, Refused when the system does not
    let us read or write.
    """

    def __init__(self, path: Path, *, create: bool = False, readonly: bool = False) -> None:
        """Open the case at ``path``; with ``create`` make it when nothing is there."""
        self.path = path
        self.readonly = readonly
        if path.is_dir():
            raise BadInput(str(path), "is a folder, not a case", "name a file, such as story.case")
        fresh = not path.exists() or (create and path.stat().st_size == 0)
        if fresh and not create:
            raise BadInput(str(path), "no such case", f"make one with: onrecord add {path} REPORTS")
        if fresh and not path.parent.is_dir():
            raise BadInput(str(path), "its folder does not exist", f"make the folder {path.parent} first")
        self._made = fresh
        asked = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
        try:
            self._open(asked, fresh=fresh, readonly=readonly)
        except Refused:
            if not readonly or Path(f"{path}-wal").exists():
                raise
            self._open(f"{asked}&immutable=1", fresh=fresh, readonly=readonly)  # the folder cannot hold SQLite's side files

    def _open(self, uri: str, *, fresh: bool, readonly: bool) -> None:
        self._db = connect(uri, str(self.path), busy_seconds=_BUSY_SECONDS)
        self.intakes = intakes.Intakes(self._db)
        try:
            self._prepare(fresh=fresh, readonly=readonly)
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, *, fresh: bool, readonly: bool) -> None:
        db = self._db
        db.execute("PRAGMA foreign_keys = ON")
        if not fresh and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise BadInput(str(self.path), "is not an onrecord case", "name a case made by onrecord add")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise BadInput(str(self.path), f"was made by a newer onrecord (format {version}, this one knows {len(MIGRATIONS)})",
                           "upgrade with: pip install --upgrade onrecord")  # fmt: skip
        if readonly:
            return
        if fresh:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")  # first, so that a making cut short can go on later
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        for number in range(version, len(MIGRATIONS)):
            with self.transaction():
                if db.execute("PRAGMA user_version").fetchone()[0] == number:  # else another program was quicker
                    MIGRATIONS[number](db)
                    db.execute(f"PRAGMA user_version = {number + 1}")

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; a later call does nothing. A case made by this opening that holds nothing is not left behind."""
        anything = "SELECT 1 FROM report UNION ALL SELECT 1 FROM journal UNION ALL SELECT 1 FROM signed"
        empty = self._made and not self._db.execute(anything).fetchone()
        self._made = False
        self._db.close()
        if empty:
            self.path.unlink(missing_ok=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's changes, or none of them."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self.intakes.begin()  # the one that is going on may have begun in what is undone
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    # -- originals and reports ---------------------------------------------------------------

    def put_report(self, original: Original, report: Report, *, stated: bool, lines: Iterable[int], longest: int) -> bool:
        """Keep a report and its bytes; False when it is there already.

        ``stated`` says that a person or a manifest named its outlet or address. A report that was kept
        without either gives way to one of the same bytes that states them.
        """
        db = self._db
        twins = db.execute("SELECT number, id, stated FROM report WHERE original = ?", (report.original,)).fetchall()
        if any(twin_id == report.id for _, twin_id, _ in twins):
            return self._refresh(report)
        if twins and not stated:
            if len(twins) == 1:
                self._fill(twins[0][1], report)
            return False
        giving_way = [number for number, _, twin_stated in twins if not twin_stated]
        came = self.intakes.first_of(giving_way) if giving_way else self.intakes.now()
        db.executemany("DELETE FROM report WHERE number = ?", ((number,) for number in giving_way))
        db.execute("INSERT OR IGNORE INTO original VALUES (?, ?, ?)", (original.id, len(original.data), zlib.compress(original.data, 6)))
        cursor = db.execute(
            f"INSERT INTO report ({REPORT_COLUMNS}, stated, longest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (report.id, report.original, report.path, report.outlet, report.published, report.title, report.url, report.lang,
             report.text, stated, longest),
        )  # fmt: skip
        db.executemany("INSERT OR IGNORE INTO line VALUES (?, ?)", ((cursor.lastrowid, digest) for digest in lines))
        self.intakes.put(cursor.lastrowid or 0, came)
        return True

    def _refresh(self, report: Report) -> bool:
        """Take over metadata that was unknown before and is stated now; the reading is then made again."""
        changed = self._db.execute(
            "UPDATE report SET published = coalesce(?1, published), title = coalesce(?2, title), url = coalesce(?3, url) "
            "WHERE id = ?4 AND (coalesce(?1, published) IS NOT published OR coalesce(?2, title) IS NOT title "
            "OR coalesce(?3, url) IS NOT url)",
            (report.published, report.title, report.url, report.id),
        )
        self._unread(changed.rowcount, report.id)
        return False

    def _fill(self, report_id: str, told: Report) -> None:
        """Take over what is not known yet of a report from one of the same bytes that states no outlet."""
        changed = self._db.execute(
            "UPDATE report SET published = coalesce(published, ?1), title = coalesce(title, ?2) "
            "WHERE id = ?3 AND ((published IS NULL AND ?1 IS NOT NULL) OR (title IS NULL AND ?2 IS NOT NULL))",
            (told.published, told.title, report_id),
        )
        self._unread(changed.rowcount, report_id)

    def _unread(self, changed: int, report_id: str) -> None:
        """Have a report read again when something known of it has changed."""
        if changed:
            self._db.execute("DELETE FROM reading WHERE report = (SELECT number FROM report WHERE id = ?)", (report_id,))

    def original(self, original_id: str) -> bytes:
        """The bytes as received. Raises BadInput when there are none by that id, or they cannot be unpacked."""
        row = self._db.execute("SELECT packed FROM original WHERE id = ?", (original_id,)).fetchone()
        if row is None:
            raise BadInput(original_id, "no such original", "see onrecord reports")
        try:
            return zlib.decompress(row[0])
        except zlib.error:
            raise BadInput(original_id, "cannot be unpacked", "restore a copy of the case") from None

    def reports(self) -> Iterator[Report]:
        """All reports by the day they were published, then by path; ``published`` as the reading settled it."""
        rows = self._db.execute(
            "SELECT report.id, original, path, outlet, coalesce(reading.published, report.published), title, url, lang, text "
            "FROM report LEFT JOIN reading ON reading.report = number "
            "ORDER BY coalesce(reading.published, report.published) IS NULL, coalesce(reading.published, report.published), path, report.id"
        )
        for row in rows:
            yield report_of(row)

    def report(self, report_id: str) -> Report:
        """One report. Raises BadInput when there is none."""
        for report in self._reports_where("report.id = ?", report_id):
            return report
        raise BadInput(report_id, "no such report", "see onrecord reports")

    def has_report(self, report_id: str) -> bool:
        """Whether there is a report with this id."""
        return self._db.execute("SELECT 1 FROM report WHERE id = ?", (report_id,)).fetchone() is not None

    def unread_report(self, report_id: str) -> Report:
        """A report as it was taken in, ``published`` as given and not as a reading settled it."""
        row = self._db.execute(f"SELECT {REPORT_COLUMNS} FROM report WHERE id = ?", (report_id,)).fetchone()  # noqa: S608
        if row is None:
            raise BadInput(report_id, "no such report", "see onrecord reports")
        return report_of(row)

    def _reports_where(self, condition: str, *values: object) -> Iterator[Report]:
        rows = self._db.execute(
            "SELECT report.id, original, path, outlet, coalesce(reading.published, report.published), title, url, lang, text "  # noqa: S608
            f"FROM report LEFT JOIN reading ON reading.report = number WHERE {condition}",
            values,
        )
        yield from map(report_of, rows)

    def reports_of_original(self, original_id: str) -> list[str]:
        """The ids of the reports that came as these bytes."""
        return [row[0] for row in self._db.execute("SELECT id FROM report WHERE original = ? ORDER BY id", (original_id,))]

    def report_count(self) -> int:
        """How many reports there are."""
        return int(self._db.execute("SELECT count(*) FROM report").fetchone()[0])

    # -- readings ----------------------------------------------------------------------------

    def unread(self, fingerprint: str, least: int) -> list[tuple[str, frozenset[int], str]]:
        """Reports whose reading is missing or was made otherwise: id, its house lines' digests, new fingerprint.

        A house line is one that ``least`` reports or more of an outlet share, copies of one text counted once.
        """
        return unread(self._db, fingerprint, least)

    def put_reading(self, reading: Reading, fingerprint: str) -> None:
        """Replace a report's reading and its recorded problems."""
        db = self._db
        row = db.execute("SELECT number FROM report WHERE id = ?", (reading.report.id,)).fetchone()
        if row is None:
            return
        number = row[0]
        chain.forget(db, number)
        corrected.forget(db, number)
        db.execute("DELETE FROM derived WHERE report = ?", (number,))
        db.execute("DELETE FROM problem WHERE report = ?", (reading.report.id,))
        db.executemany(
            "INSERT INTO derived (report, kind, id, record) VALUES (?, ?, ?, ?)",
            ((number, kind, record_id, json) for kind, record_id, json in records_of(reading)),
        )
        db.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", (number, fingerprint, reading.report.published))
        for problem in reading.problems:
            self.put_problem(problem)

    def derived(self, kind: Derived, report_id: str | None = None) -> Iterator[tuple[str, str]]:
        """(report id, record as JSON) of one kind, in report order then text order."""
        where, values = ("AND report.id = ?", (kind.value, report_id)) if report_id else ("", (kind.value,))
        yield from self._db.execute(
            "SELECT report.id, record FROM derived JOIN report ON report.number = derived.report "  # noqa: S608
            f"LEFT JOIN reading ON reading.report = report.number WHERE kind = ? {where} "
            "ORDER BY coalesce(reading.published, report.published) IS NULL, coalesce(reading.published, report.published), "
            "report.path, report.id, derived.number",
            values,
        )

    def derived_of(self, report_id: str) -> Mapping[str, list[str]]:
        """Everything that one report's reading found: kind to the records as JSON, in text order."""
        return of_report(self._db, report_id)

    def find(self, prefix: str) -> list[tuple[str, str]]:
        """(kind, id) of reports and derived records whose id begins with ``prefix``; at most 20."""
        pattern = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._db.execute(
            "SELECT 'report', id FROM report WHERE id LIKE :p ESCAPE '\\' "
            "UNION SELECT kind, id FROM derived WHERE id LIKE :p ESCAPE '\\' LIMIT 20",
            {"p": pattern},
        )
        return [(kind, record_id) for kind, record_id in rows]

    def record(self, record_id: str) -> tuple[str, str]:
        """(report id, JSON) of a derived record. Raises BadInput when there is none."""
        row = self._db.execute(
            "SELECT report.id, record FROM derived JOIN report ON report.number = derived.report WHERE derived.id = ?", (record_id,)
        ).fetchone()
        if row is None:
            raise BadInput(record_id, "no such record", "see onrecord brief")
        return str(row[0]), str(row[1])

    # -- problems, search, settings, journal -------------------------------------------------

    def put_problem(self, problem: Problem) -> None:
        """Record a problem; the same one again replaces it."""
        self._db.execute(
            "INSERT OR REPLACE INTO problem VALUES (?, ?, ?, ?)", (problem.report, problem.stage, problem.what, problem.detail)
        )

    def drop_problems(self, report: str) -> None:
        """Forget the problems of an input that has come in well after all."""
        self._db.execute("DELETE FROM problem WHERE report = ?", (report,))

    def problems(self) -> list[Problem]:
        """All recorded problems, by report, stage and kind."""
        return [Problem(report=r, stage=s, what=w, detail=d) for r, s, w, d in self._db.execute("SELECT * FROM problem ORDER BY 1, 2, 3")]

    def search(self, words: str, limit: int, among: Collection[str] | None = None) -> list[search.Hit]:
        """Reports that hold ``words``, best first; with ``among`` only those. Raises BadInput when the words ask for nothing."""
        return search.find(self._db, words, limit, among)

    @property
    def as_read(self) -> corrected.AsRead:
        """What the machine read of reports in which people corrected something."""
        return corrected.AsRead(self._db)

    @property
    def standing(self) -> Standing:
        """What is kept of what the case tells as a whole."""
        return Standing(self._db)

    @property
    def lists(self) -> Lists:
        """Reports and records filtered, sorted and cut to pages."""
        return Lists(self._db)

    def lists_with(self, held: Held) -> Lists:
        """The same, keeping in ``held`` what pages of this state of the file have in common."""
        return Lists(self._db, held)

    def setting(self, name: str) -> str | None:
        """A setting of this case, or None."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set(self, name: str, value: str) -> None:
        """Change a setting of this case."""
        self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def prints(self) -> dict[str, bytes]:
        """The fingerprints of each report that has them, by report id."""
        return chain.prints(self._db)

    def facts(self) -> dict[str, bytes]:
        """The facts of each report that has them, by report id."""
        return chain.facts(self._db)

    def passages(self) -> dict[tuple[str, str], bytes]:
        """The passages of each pair of reports that was aligned."""
        return chain.passages(self._db)

    def read_by(self) -> Iterable[tuple[str, str]]:
        """(report id, fingerprint of its reading), by id."""
        return chain.readings(self._db)

    def chain(self, by: str) -> str | None:
        """The chain as JSON when it was made ``by`` just that."""
        return chain.made(self._db, by)

    def put_chain(
        self, by: str, record: str, prints: Mapping[str, bytes], facts: Mapping[str, bytes], passages: Mapping[tuple[str, str], bytes]
    ) -> None:
        """Keep the chain, and the fingerprints, facts and passages that were newly made for it."""
        chain.put_prints(self._db, prints)
        chain.put_facts(self._db, facts)
        chain.put_passages(self._db, passages)
        chain.put(self._db, by, record)

    def journal(self) -> list[Entry]:
        """All entries in sequence."""
        return journal.entries(self._db)

    def decide(self, person: str, decision: str, about: Mapping[str, object]) -> Entry:
        """Append a decision to the journal."""
        return journal.append(self._db, person, decision, about)

    def signed(self) -> list[SignedEntry]:
        """The entries of the joint inquiry, in the order in which they came into this copy."""
        return entries.all_of(self._db)

    def signed_count(self) -> int:
        """How many entries the joint inquiry has here."""
        return int(self._db.execute("SELECT count(*) FROM signed").fetchone()[0])

    def sign(self, signed: Iterable[SignedEntry]) -> None:
        """Add entries to the joint inquiry, each after the one before it in its chain."""
        entries.put(self._db, signed)

    def heads(self) -> dict[str, str]:
        """Of each chain of the joint inquiry the last entry, as ``sequence:hash``."""
        return entries.heads(self._db)

    def last_signed(self, key: str) -> SignedEntry | None:
        """The last entry that ``key`` signed for all to see, or None when it signed none or an entry revokes it."""
        return None if entries.is_revoked(self._db, key) else entries.last_of(self._db, key)

    @property
    def entries(self) -> entries.Lookup:
        """The entries of the joint inquiry by what they decide."""
        return entries.Lookup(self._db)

    def founding(self) -> str | None:
        """The hash of the entry that founded the joint inquiry, or None."""
        return entries.founding(self._db)

    def damage(self) -> list[str]:
        """What SQLite's own check finds wrong; empty when nothing."""
        return damage(self._db)

    def original_ids(self) -> list[str]:
        """The ids of all originals, in their order."""
        return [row[0] for row in self._db.execute("SELECT id FROM original ORDER BY id")]
