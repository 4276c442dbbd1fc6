"""The Python door: a case and its verbs."""

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.casework.chaining import Chain, chain_of
from onrecord.casework.enforcing import decided_on, enforce
from onrecord.casework.overruling import overruled
from onrecord.casework.reading import BATCH, read_reports
from onrecord.casework.stages import fingerprint
from onrecord.codec import all_from_json, from_json
from onrecord.intake.arrivals import Arrival, Said, arrivals
from onrecord.intake.reports import TakenIn, take_in
from onrecord.language.parser import Parser
from onrecord.lexicon import Lexicon, load_lexicon, overlay_from
from onrecord.model import (
    BadInput,
    Credit,
    Figure,
    Mention,
    OnrecordError,
    Problem,
    Reading,
    Refused,
    Report,
    Segment,
    Statement,
    Transfer,
    When,
)
from onrecord.store import CaseFile, Derived, Hit
from onrecord.stories.rates import Rates
from onrecord.text.folding import squeeze
from onrecord.text.paragraphs import paragraphs

HOUSE_LINE_REPORTS = 3
"""So many reports of one outlet must share a line before it counts as the outlet's own."""

_LONGEST_HOUSE_LINE = 400

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how many are done, and of how many when that is known."""


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one ``add`` did: reports new to the case, those there before, those read (again), inputs refused.

    ``doubted``: what was not taken over of inputs that were taken in, such as a day that is no date.
    """

    new: int
    known: int
    read: int
    refused: tuple[Problem, ...]
    doubted: tuple[Problem, ...] = ()


class Case:
    """One investigation in one file. Use as a context manager.

    The reading of reports that was stopped goes on with the next ``add`` or ``read``; what is stored stays.
    """

    def __init__(self, path: Path, *, create: bool = False, readonly: bool = False, parser: Parser | None = None) -> None:
        """Open the case at ``path``; raises BadInput or Refused."""
        self.file = CaseFile(path, create=create, readonly=readonly)
        self._parser = parser

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.file.close()

    @property
    def lexicon(self) -> Lexicon:
        """The shipped lexicon with this case's own rows over it."""
        return load_lexicon(self.file.setting("lexicon") or "")

    @property
    def parser(self) -> Parser:
        """The parser; loaded at the first parse."""
        if self._parser is None:
            self._parser = Parser()
        return self._parser

    def lay_over(self, overlay: str, name: str, person: str = "") -> bool:
        """Give the case its own lexicon rows (TOML text); the decision goes into the journal.

        False when the case has just these rows. Raises BadLexicon and changes nothing when a row is bad.
        """
        overlay_from(overlay, name)
        if overlay == (self.file.setting("lexicon") or ""):
            return False
        with self.file.transaction():
            self.file.set("lexicon", overlay)
            digest = hashlib.sha256(overlay.encode()).hexdigest()
            self.file.decide(person, "lexicon", {"name": name, "sha256": digest})
        return True

    @property
    def rates(self) -> Rates | None:
        """The rates of exchange that the user gave the case, or None."""
        held = self.file.setting("rates")
        return Rates.of(held, "the case's rates") if held else None

    def set_rates(self, table: str, name: str, person: str = "") -> bool:
        """Give the case a table of rates (CSV text), in place of one it has; the decision goes into the journal.

        False when the case has just this table. Raises BadInput and changes nothing when a line is bad.
        """
        Rates.of(table, name)
        if table == self.file.setting("rates"):
            return False
        with self.file.transaction():
            self.file.set("rates", table)
            self.file.decide(person, "rates", {"name": name, "sha256": hashlib.sha256(table.encode()).hexdigest()})
        return True

    def add(
        self, paths: Iterable[Path], *, manifest: Path | None = None, said: Said | None = None, progress: Progress = quiet, jobs: int = 1
    ) -> Added:
        """Take reports in and read them, in ``jobs`` processes. Every report is kept before any is read; readings are kept batch by batch.

        Inputs that cannot be used are recorded as problems; when none can be used, nothing is changed.
        """
        new = known = 0
        refused: list[Problem] = []
        doubted: list[Problem] = []
        listed = list(arrivals(paths, manifest=manifest, said=said))
        self.file.intakes.begin()
        held: list[TakenIn] = []
        for number, arrival in enumerate(listed, 1):
            try:
                held.append(taken := take_in(arrival))
                doubted += [replace(p, report=arrival.shown) for p in taken.problems]
            except (BadInput, Refused) as error:
                refused.append(_refusal(arrival, error))
            if len(held) >= BATCH or number == len(listed):
                fresh = self.keep(held)
                new, known, held = new + fresh, known + len(held) - fresh, []
            progress("taking in", number, len(listed))
        if refused and (new or known):
            with self.file.transaction():
                for problem in refused:
                    self.file.put_problem(problem)
        read = self.read(progress=progress, jobs=jobs)
        self.chain()
        return Added(new=new, known=known, read=read, refused=tuple(refused), doubted=tuple(doubted))

    def keep(self, batch: list[TakenIn]) -> int:
        """Keep reports with their originals, in one transaction; how many were new."""
        fresh = 0
        with self.file.transaction():
            for one in batch:
                self.file.drop_problems(one.report.path)
                spans = paragraphs(one.report.text)
                lines = {_digest(one.report.text[s.start : s.end]) for s in spans if s.end - s.start <= _LONGEST_HOUSE_LINE}
                longest = max(spans, key=lambda s: (s.end - s.start, -s.start))
                fresh += self.file.put_report(
                    one.original,
                    one.report,
                    stated=one.stated,
                    lines=sorted(lines),
                    longest=_digest(one.report.text[longest.start : longest.end]),
                )
                for problem in one.problems:
                    self.file.put_problem(replace(problem, report=f"{one.report.id} intake"))
        return fresh

    def read(self, *, progress: Progress = quiet, jobs: int = 1) -> int:
        """Read, in ``jobs`` processes, every report whose reading is missing or was made by other stages, lexicon or parser; how many."""
        lexicon = self.lexicon
        todo = self.file.unread(fingerprint(lexicon, self.parser), HOUSE_LINE_REPORTS)
        wanted = {report_id: made_by for report_id, _, made_by in todo}

        def given() -> Iterator[tuple[Report, frozenset[str]]]:
            for report_id, digests, _ in todo:
                report = self.file.unread_report(report_id)
                texts = {squeeze(report.text[s.start : s.end]) for s in paragraphs(report.text)} if digests else set()
                yield report, frozenset(t for t in texts if _digest(t) in digests)

        done, held, decided = 0, [], decided_on(self.file)
        for reading in read_reports(given(), lexicon, self.parser, jobs=jobs):
            held.append(reading)
            if len(held) >= BATCH or done + len(held) == len(todo):
                with self.file.transaction():
                    for one in held:
                        self.file.put_reading(one, wanted[one.report.id])
                    enforce(self.file, {one.report.id for one in held} & decided)
                done, held = done + len(held), []
                progress("reading", done, len(todo))
        if not self.file.readonly:
            with self.file.transaction():
                enforce(self.file)
        return done

    # -- what the case holds -------------------------------------------------------------------

    def reports(self) -> list[Report]:
        """Reports by day and path."""
        return list(self.file.reports())

    def readings(self) -> Iterator[Reading]:
        """Every report with what was derived from it, one at a time."""
        problems: dict[str, list[Problem]] = {}
        for problem in self.problems():
            problems.setdefault(problem.report, []).append(problem)
        for report in self.file.reports():
            yield self._reading(report, tuple(problems.get(report.id, ())))

    def reading(self, report: Report) -> Reading:
        """What was derived from one report."""
        return self._reading(report, tuple(p for p in self.problems() if p.report == report.id))

    def _reading(self, report: Report, problems: tuple[Problem, ...]) -> Reading:
        found = self.file.derived_of(report.id)
        parts: dict[str, Any] = {field: all_from_json(RECORDS[kind], found.get(kind, ())) for field, kind in FIELDS.items()}
        return Reading(report=report, problems=problems, **parts)

    def _records(self, kind: Derived, report_id: str) -> tuple[Any, ...]:
        return tuple(from_json(RECORDS[kind], json) for _, json in self.file.derived(kind, report_id))

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """(report id, statement), in order of day and text."""
        for report_id, json in self.file.derived(Derived.STATEMENT):
            yield report_id, from_json(Statement, json)

    def machine_statements(self, report_id: str) -> tuple[Statement, ...]:
        """The statements of a report as the machine read them, whatever people made of them."""
        return tuple(from_json(Statement, json) for kind, _, json in self.file.as_read.rows(report_id) if kind == Derived.STATEMENT)

    def record(self, record_id: str) -> tuple[str, str]:
        """(report id, JSON) of a derived record, also of one that people rejected. Raises BadInput when there is none."""
        out = None if self.file.as_read.stands(record_id) else self.file.as_read.record(record_id)
        return out or self.file.record(record_id)

    def transfers(self) -> Iterator[tuple[str, Transfer]]:
        """(report id, transfer), in order of day and text."""
        for report_id, json in self.file.derived(Derived.TRANSFER):
            yield report_id, from_json(Transfer, json)

    def segments(self, report_id: str) -> tuple[Segment, ...]:
        """The segments of one report."""
        return self._records(Derived.SEGMENT, report_id)

    def chain(self) -> Chain:
        """Who took what from whom, and which reports count as one source, as people decided where they did."""
        return overruled(self.file, self.lexicon, chain_of(self.file, self.lexicon))

    def problems(self) -> list[Problem]:
        """What went wrong, of intake and of reading."""
        return [replace(p, report=p.report.removesuffix(" intake")) for p in self.file.problems()]

    def search(self, words: str, *, limit: int = 20, among: Collection[str] | None = None) -> list[Hit]:
        """Reports that hold all ``words``, best first; with ``among`` only those whose ids are in it."""
        return self.file.search(words, limit, among)

    def resolve(self, prefix: str) -> tuple[str, str]:
        """(kind, id) of the one record whose id begins with ``prefix``. Raises BadInput when there is none or several."""
        found = [*self.file.find(prefix), *self.file.as_read.find(prefix)] if len(prefix) > 1 else []
        exact = [f for f in found if f[1] == prefix]
        if not found:
            raise BadInput(prefix, "no record with this id", "ids stand at the line ends of onrecord brief")
        if len(found) > 1 and not exact:
            raise BadInput(prefix, "fits more than one id", "give more of it: " + ", ".join(i for _, i in found[:4]))
        return (exact or found)[0]


def _refusal(arrival: Arrival, error: OnrecordError) -> Problem:
    """What stands in the case of an input that gave no report; it names the manifest's row where that is at fault."""
    detail = error.remedy if error.subject in (arrival.shown, str(arrival.file)) else f"{error.subject}; {error.remedy}"
    return Problem(report=arrival.shown, stage="intake", what=error.problem, detail=detail)


def _digest(line: str) -> int:
    """A line as a signed 64-bit number, white space squeezed."""
    return int.from_bytes(hashlib.blake2b(squeeze(line).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


RECORDS: Mapping[Derived, type[Any]] = {
    Derived.SEGMENT: Segment, Derived.CREDIT: Credit, Derived.STATEMENT: Statement, Derived.FIGURE: Figure,
    Derived.TIME: When, Derived.MENTION: Mention, Derived.TRANSFER: Transfer,
}  # fmt: skip
"""The record type of each derived kind."""

FIELDS = {
    "segments": Derived.SEGMENT, "credits": Derived.CREDIT, "statements": Derived.STATEMENT, "figures": Derived.FIGURE,
    "times": Derived.TIME, "mentions": Derived.MENTION, "transfers": Derived.TRANSFER,
}  # fmt: skip
"""The field of a Reading that each kind fills."""


def read_files(
    paths: Iterable[Path],
    *,
    manifest: Path | None = None,
    said: Said | None = None,
    overlay: str = "",
    progress: Progress = quiet,
    jobs: int = 1,
) -> Iterator[Reading | Problem]:
    """Read reports without a case, in ``jobs`` processes: a Reading for each, or a Problem for what is no report, in the order given."""
    listed = list(arrivals(paths, manifest=manifest, said=said))
    waiting: deque[TakenIn | Problem] = deque()

    def given() -> Iterator[tuple[Report, tuple[()]]]:
        for number, arrival in enumerate(listed, 1):
            try:
                taken = take_in(arrival)
            except (BadInput, Refused) as error:
                waiting.append(_refusal(arrival, error))
            else:
                waiting.append(taken)
                yield taken.report, ()
            progress("reading", number, len(listed))

    for reading in read_reports(given(), load_lexicon(overlay), Parser(), jobs=jobs):
        while isinstance(one := waiting.popleft(), Problem):
            yield one
        yield replace(reading, problems=(*one.problems, *reading.problems))
    for one in waiting:
        if isinstance(one, Problem):
            yield one
