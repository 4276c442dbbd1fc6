"""One report laid out for reading: its paragraphs cut into runs, each with everything that is marked on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.casework.case import Case
from onrecord.casework.looking import Ties
from onrecord.casework.showing import facts_of
from onrecord.casework.uses import uses_of
from onrecord.chain.compare import PartKind
from onrecord.model import Link, Reading, Report, Role, Segment, Span, Statement, Transfer
from onrecord.store import Derived, record_id
from onrecord.text.paragraphs import paragraphs

INLINE = (Role.DATELINE, Role.CREDIT)
"""Parts that may be a few words of a paragraph; other parts give their role to the whole of it."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A stretch of text that a record rests on. ``kind`` is the record's, ``use`` what the words are to it."""

    start: int
    end: int
    kind: str
    use: str
    id: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch on which the same markings lie, the widest first. ``first`` names records that begin here."""

    start: int
    end: int
    marks: tuple[Marking, ...]
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph: the role of its part, its runs, the statements that begin in it, and who shares its words.

    ``shared`` is (report id, part of the paragraph that stands there too, 0 to 1), the largest part first.
    """

    role: Role
    start: int
    end: int
    runs: tuple[Run, ...]
    statements: tuple[Statement, ...]
    shared: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A report's reading with its blocks, and the links to other reports: what it took, and what was taken from it."""

    reading: Reading
    blocks: tuple[Block, ...]
    above: tuple[Link, ...]
    below: tuple[Link, ...]


def lay_out(case: Case, report_id: str, ties: Ties) -> Layout:
    """The layout of one report. Raises BadInput when there is none by that id."""
    reading = case.reading(case.file.report(report_id))
    links = ties.links.get(report_id, ())
    marks = [*markings(reading), *_shared(report_id, links)]
    bounds = paragraphs(reading.report.text)
    cut = runs_of(marks, bounds)
    blocks = [_block(reading, bound, runs, links) for bound, runs in zip(bounds, cut, strict=True)]
    return Layout(
        reading=reading, blocks=tuple(blocks),
        above=tuple(link for link in links if link.child == report_id), below=tuple(link for link in links if link.parent == report_id),
    )  # fmt: skip


def markings(reading: Reading) -> Iterator[Marking]:
    """Every stretch of a report that a record rests on."""
    for statement in reading.statements:
        yield from _uses(statement, "statement", statement.id)
    for transfer in reading.transfers:
        yield from _uses(transfer, "transfer", transfer.id)
    placed = ((Derived.FIGURE, reading.figures), (Derived.TIME, reading.times), (Derived.MENTION, reading.mentions),
              (Derived.CREDIT, reading.credits))  # fmt: skip
    for kind, records in placed:
        for record in records:
            yield Marking(record.start, record.end, kind.value, "words", record_id(kind, reading.report.id, record))
    for segment in reading.segments:
        if segment.role in INLINE:
            yield Marking(segment.start, segment.end, "segment", segment.role.value, "")


def _uses(record: Statement | Transfer, kind: str, key: str) -> Iterator[Marking]:
    for use, spans in uses_of(record).items():
        yield from (Marking(start, end, kind, use, key) for start, end in spans)


def _shared(report_id: str, links: Iterable[Link]) -> Iterator[Marking]:
    """Stretches that stand again in another report, as one layer without gaps between those that touch."""
    spans = sorted(span for link in links for pair in link.spans for span in (pair[0 if link.child == report_id else 1],))
    held: list[int] = []
    for start, end in spans:
        if held and start <= held[1]:
            held[1] = max(held[1], end)
            continue
        if held:
            yield Marking(held[0], held[1], "shared", "shared", "")
        held = [start, end]
    if held:
        yield Marking(held[0], held[1], "shared", "shared", "")


def runs_of(marks: Sequence[Marking], bounds: Sequence[Span]) -> list[tuple[Run, ...]]:
    """Each of ``bounds`` (in order, apart) cut wherever a marking begins or ends, so that overlaps never cross."""
    edges = sorted({e for mark in marks for e in (mark.start, mark.end)} | {e for bound in bounds for e in bound})
    starting: dict[int, list[Marking]] = {}
    for mark in marks:
        if mark.start < mark.end:
            starting.setdefault(mark.start, []).append(mark)
    live: list[Marking] = []
    found: list[list[Run]] = [[] for _ in bounds]
    begun: set[str] = set()
    at = 0
    for start, end in pairwise(edges):
        live = [mark for mark in live if mark.end > start] + starting.get(start, [])
        while at < len(bounds) and bounds[at].end <= start:
            at += 1
        if at < len(bounds) and bounds[at].start <= start and end <= bounds[at].end:
            ranked = tuple(sorted(live, key=lambda m: (m.start - m.end, m.start, m.kind, m.use, m.id)))
            first = tuple(key for key in dict.fromkeys(mark.id for mark in ranked) if key and key not in begun)
            begun.update(first)
            found[at].append(Run(start, end, ranked, first))
    return [tuple(runs) for runs in found]


def _block(reading: Reading, bound: Span, runs: tuple[Run, ...], links: Sequence[Link]) -> Block:
    inside = [s for s in reading.statements if bound.start <= min(e.start for e in (*s.content, *s.cue, *s.source)) < bound.end]
    return Block(
        role=_role(reading.segments, bound), start=bound.start, end=bound.end, runs=runs, statements=tuple(inside),
        shared=tuple(_sharing(reading.report.id, bound, links)),
    )  # fmt: skip


def _role(segments: Iterable[Segment], bound: Span) -> Role:
    """The role of the part that covers most of a paragraph."""
    covered: dict[Role, int] = {}
    for s in segments:
        if (both := min(s.end, bound.end) - max(s.start, bound.start)) > 0:
            covered[s.role] = covered.get(s.role, 0) + both
    return max(covered, key=lambda role: covered[role]) if covered else Role.BODY


def _sharing(report_id: str, bound: Span, links: Iterable[Link]) -> list[tuple[str, float]]:
    found = []
    for link in links:
        side = 0 if link.child == report_id else 1
        both = sum(max(0, min(pair[side].end, bound.end) - max(pair[side].start, bound.start)) for pair in link.spans)
        if both:
            found.append((link.parent if side == 0 else link.child, both / (bound.end - bound.start)))
    return sorted(found, key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A figure, time, name or credit for a reader: its words, and what they were read as."""

    id: str
    words: str
    told: str


def placed_records(reading: Reading) -> list[tuple[str, Card]]:
    """(kind, card) of what stands at one place of a report, in the order of the text."""
    held: tuple[tuple[Derived, tuple[Any, ...]], ...] = (
        (Derived.FIGURE, reading.figures), (Derived.TIME, reading.times), (Derived.MENTION, reading.mentions),
        (Derived.CREDIT, reading.credits),
    )  # fmt: skip
    found = []
    for kind, records in held:
        for r in records:
            words = " ".join(reading.report.text[r.start : r.end].split())
            told = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in facts_of(r) if name != "actor")
            found.append((r.start, r.end, kind.value, Card(id=record_id(kind, reading.report.id, r), words=words, told=told)))
    return [(kind, card) for _, _, kind, card in sorted(found, key=lambda item: (item[0], item[1], item[2], item[3].id))]


def half(report: Report, parts: Iterable[tuple[PartKind, Span | None]]) -> list[list[tuple[str, str]]]:
    """The paragraphs of one of two compared reports as (``shared``, ``changed``, ``only`` or nothing, words)."""
    names = {PartKind.SHARED: "shared", PartKind.CHANGED: "changed", PartKind.ONLY_A: "only", PartKind.ONLY_B: "only"}
    marks = [Marking(span.start, span.end, names[kind], "", "") for kind, span in parts if span]
    cut = runs_of(marks, paragraphs(report.text))
    return [[(run.marks[-1].kind if run.marks else "", report.text[run.start : run.end]) for run in runs] for runs in cut]
