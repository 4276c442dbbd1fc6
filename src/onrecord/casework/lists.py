"""The lists of a case: what can be listed, by what it can be filtered and sorted, and the rows of a page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.casework.case import RECORDS, Case
from onrecord.casework.in_origin import by_name, by_report
from onrecord.casework.looking import Looking, Whole
from onrecord.casework.rows import Row, cut, narrowed, ordered
from onrecord.codec import from_json
from onrecord.model import BadInput, FigureKind, MentionKind, Report, Stance, words_of
from onrecord.model.edtf import is_edtf, order_key
from onrecord.store import Asked, Derived
from onrecord.stories.conflicts import ConflictKind
from onrecord.stories.transfers import Position, Story, shown

SIZE = 50
"""Rows on a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the address and the CSV, its heading, whether rows can be sorted by it, how its cells are shown."""

    name: str
    title: str
    sortable: bool = True
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows can be narrowed by. Without ``choices`` it takes words; ``outlets`` stands for the outlets of the case."""

    name: str
    title: str
    choices: tuple[str, ...] = ()
    outlets: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: the rows, how many there are in all, and which page of how many this is."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list. ``kind`` is the kind of record that a row opens; ``rows`` gives the total and the rows asked for."""

    name: str
    title: str
    kind: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    order: str
    rows: Callable[[Looking, Asked], tuple[int, Sequence[Row]]]
    down: bool = False
    about: str = ""

    def asked(self, query: Mapping[str, str], *, most: int | None, after: int = 0) -> Asked:
        """What an address asks for; what this list does not know is left out. Raises BadInput for what cannot be meant."""
        where = {f.name: value for f in self.filters if (value := query.get(f.name, "").strip())}
        for f in self.filters:
            if f.choices and where.get(f.name, f.choices[0]) not in f.choices:
                raise BadInput(where[f.name], f"is no {f.title}", "choose one of " + ", ".join(f.choices))
        for name in ("from", "to"):
            if name in where and not is_edtf(where[name]):
                raise BadInput(where[name], "is not a date", "write it as 2023-03-03, 2023-03 or 2023")
        order = query.get("sort") or self.order
        orders = [c.name for c in self.columns if c.sortable]
        if order not in orders:
            raise BadInput(order, "is nothing to sort by", "choose one of " + ", ".join(orders))
        down = query.get("down") == "1" if query.get("sort") else self.down
        return Asked(where=where, order=order, down=down, most=most, after=after)

    def page(self, looking: Looking, query: Mapping[str, str]) -> Page:
        """The page that an address asks for. Raises BadInput."""
        number = number_of_page(query)
        total, rows = self.rows(looking, self.asked(query, most=SIZE, after=(number - 1) * SIZE))
        return Page(rows=rows, total=total, number=number, pages=max(1, -(-total // SIZE)))


def number_of_page(query: Mapping[str, str]) -> int:
    """Which page an address asks for. Raises BadInput."""
    number = query.get("page") or "1"
    if not (number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER and int(number)):
        raise BadInput(number, "is no page", "pages are counted from 1")
    return int(number)


_LONGEST_NUMBER = 8
_OUTLET = Filter("outlet", "outlet", outlets=True)
_FROM, _TO = Filter("from", "from day"), Filter("to", "to day")
_WORDS = Filter("words", "words in the report")
_SINCE = Filter("since", "came in since")
_ORIGIN = Filter("origin", "origin")
_SPEAKER = Filter("speaker", "speaker")
_STANCES = Filter("stance", "stance", choices=tuple(Stance))
_DAY = Column("day", "Day", kind="day")
_OUT = Column("outlet", "Outlet", kind="report")


def _reports(looking: Looking, asked: Asked) -> tuple[int, Sequence[Row]]:
    ties = looking.ties()
    with looking.case() as case:
        total, found = looking.lists(case).reports(replace(asked, where=by_report(looking, asked.where)))
        rows = []
        for told in found:
            r = case.file.report(told.report)
            rows.append({
                "id": r.id, "day": r.published or "", "outlet": r.outlet or "", "path": _titled(r, told.headline),
                "origin": ties.name(r.id), "statements": str(told.statements), "transfers": str(told.transfers),
            })  # fmt: skip
    return total, rows


def headline_of(case: Case, report: Report) -> str:
    """The report's title, else its headline, else its path."""
    heads = () if report.title else (s for s in case.segments(report.id) if s.role == "headline")
    return _titled(report, next(((s.start, s.end) for s in heads), None))


def _titled(report: Report, headline: tuple[int, int] | None) -> str:
    """What a report is listed as; ``headline`` is where its headline stands, if it has one."""
    head = " ".join(report.text[slice(*headline)].split()) if headline else ""
    return report.title or head or report.path


def _derived(kind: Derived, cells: Callable[[Any, Report], dict[str, str]]) -> Callable[[Looking, Asked], tuple[int, Sequence[Row]]]:
    def rows(looking: Looking, asked: Asked) -> tuple[int, Sequence[Row]]:
        with looking.case() as case:
            total, found = looking.lists(case).derived(kind, replace(asked, where=by_report(looking, asked.where)))
            reports = {i: case.file.report(i) for i in dict.fromkeys(report for _, report, _ in found)}
        listed = []
        for key, report_id, json in found:
            r = reports[report_id]
            own = cells(from_json(RECORDS[kind], json), r)
            listed.append({"id": key, "report": r.id, "outlet": r.outlet or r.path, "day": r.published or "", **own})
        return total, listed

    return rows


def _statement(s: Any, r: Report) -> dict[str, str]:
    return {
        "speaker": s.speaker.name if s.speaker else "", "actor": s.speaker.actor if s.speaker else "", "stance": s.stance.value,
        "content": _flat(words_of(r.text, s.content)), "day": s.said_on or r.published or "",
    }  # fmt: skip


def _placed(*names: str) -> Callable[[Any, Report], dict[str, str]]:
    def cells(record: Any, r: Report) -> dict[str, str]:
        return {"content": _flat(r.text[record.start : record.end])} | {name: _cell(getattr(record, name)) for name in names}

    return cells


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:,.10g}" if isinstance(value, float) else str(value)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _held(make: Callable[[Whole], Iterable[Row]]) -> Callable[[Looking, Asked], tuple[int, Sequence[Row]]]:
    """A list of what the case tells as a whole, filtered and sorted here; what many look at is made once for each state of the case."""

    def rows(looking: Looking, asked: Asked) -> tuple[int, Sequence[Row]]:
        whole = looking.whole()
        every = whole.once(make.__name__, lambda: list(make(whole)))
        if asked.where:
            return narrowed(every, replace(asked, where=by_name(whole, asked.where)))
        found = whole.once(f"{make.__name__} {asked.order} {asked.down}", lambda: ordered(every, asked))
        return len(found), cut(found, asked)

    return rows


def _voices(positions: Iterable[Position], origins: Iterable[str], reports: Iterable[Report]) -> dict[str, str]:
    """What rows of the whole case are narrowed by and do not show: values one on a line."""
    listed = list(positions)
    return {"speaker": "\n".join(p.actor for p in listed), "stance": "\n".join(p.stance.value for p in listed),
            "origin": "\n".join(origins), "outlet": "\n".join(r.outlet or "" for r in reports)}  # fmt: skip


def _transfers(whole: Whole) -> Iterator[Row]:
    for story in whole.stories:
        slots = {slot: " / ".join(shown(r.value) for r in story.slots[slot]) for slot in story.slots}
        yield {
            "id": story.transfers[0], "title": story.title, **slots, "supplier": slots.get("supplier") or slots.get("maker", ""),
            "day": first_of(story, "period"), "origins": str(len(story.origins)), "echoes": str(len(story.reports) - len(story.origins)),
            "positions": _tally(p.stance.value for p in story.positions),
            **_voices(story.positions, story.origins, (whole.reports[r] for r in story.reports)),
        }  # fmt: skip


def first_of(story: Story, slot: str) -> str:
    """The best supported value of a slot as text, or nothing."""
    return shown(story.slots[slot][0].value) if story.slots.get(slot) else ""


def _tally(stances: Iterable[str]) -> str:
    return ", ".join(f"{n} {stance.replace('_', ' ')}" for stance, n in Counter(stances).most_common())


def _claims(whole: Whole) -> Iterator[Row]:
    for claim in whole.claims:
        yield {
            "id": claim.id, "text": claim.text, "origins": str(len(claim.origins)), "echoes": str(claim.echoes),
            "positions": _tally(p.stance.value for p in claim.positions), "warning": claim.warning or "",
            "standing": "on a transfer" if claim.transfer else "by its words",
            **_voices(claim.positions, claim.origins, (whole.reports[r] for r in claim.reports)),
        }  # fmt: skip


def _conflicts(whole: Whole) -> Iterator[Row]:
    for one in whole.conflicts:
        days = sorted((side.on for side in one.sides if side.on), key=order_key)
        yield {
            "id": one.id, "kind": one.kind.value, "why": one.why, "actors": ", ".join(dict.fromkeys(s.actor for s in one.sides if s.actor)),
            "day": days[-1] if days else "", "origins": str(len({o for side in one.sides for o in side.origins})),
            "origin": "\n".join(o for side in one.sides for o in side.origins),
        }  # fmt: skip


def _actors(whole: Whole) -> Iterator[Row]:
    for actor in whole.actors.values():
        days = sorted((said.on for said in actor.said if said.on), key=order_key)
        yield {
            "id": actor.id, "name": actor.name, "kind": actor.kind, "roles": ", ".join(actor.roles), "statements": str(len(actor.said)),
            "reports": str(len({said.report.id for said in actor.said})), "stances": _tally(s.statement.stance.value for s in actor.said),
            "stance": "\n".join(s.statement.stance.value for s in actor.said), "day": days[-1] if days else "",
        }  # fmt: skip


def _origins(whole: Whole) -> Iterator[Row]:
    for origin in whole.ties.chain.origins:
        held = [whole.reports[r] for r in origin.reports if r in whole.reports]
        days = sorted((r.published for r in held if r.published), key=order_key)
        yield {
            "id": origin.id, "name": origin.name, "publisher": origin.publisher, "reports": str(len(held)), "echoes": str(len(held) - 1),
            "outlets": ", ".join(dict.fromkeys(r.outlet or r.path for r in held)), "day": days[0] if days else "",
            "standing": "its own text is here" if origin.root else "known from those who carry it",
        }  # fmt: skip


def _timeline(whole: Whole) -> Iterator[Row]:
    for at, m in enumerate(whole.moments):
        said, story = whole.said.get(m.statement or ""), whole.story_of.get(m.transfer or "")
        report = said.report if said else whole.reports.get(m.report or "")
        yield {
            "id": m.statement or m.transfer or m.report or "", "at": str(at),
            "opens": "statement" if m.statement else "transfer" if m.transfer else "report",
            "day": m.when or "", "kind": m.kind, "actors": ", ".join(m.actors), "what": m.what,
            "stance": said.statement.stance.value if said else "", "outlet": (report.outlet or "") if report else "",
            "origin": whole.ties.name(report.id) if report else "\n".join(story.origins) if story else "",
        }  # fmt: skip


def _problems(looking: Looking, asked: Asked) -> tuple[int, Sequence[Row]]:
    """What went wrong; this page waits for nothing that the case tells as a whole."""
    with looking.case() as case:
        problems = case.problems()
        reports = {key: case.file.report(key) for key in dict.fromkeys(p.report for p in problems) if case.file.has_report(key)}
    rows = []
    for p in problems:
        held = reports.get(p.report)
        shown_as = (held.outlet or held.path) if held else p.report
        rows.append({"id": held.id if held else "", "of": p.report, "outlet": shown_as, "stage": p.stage, "what": p.what,
                     "detail": p.detail})  # fmt: skip
    return narrowed(rows, asked)


_CONTENT = Column("content", "Words", sortable=False, kind="words")

LISTS: Mapping[str, Listing] = {
    one.name: one
    for one in (
        Listing(
            name="reports", title="Reports", kind="report", order="day", rows=_reports,
            columns=(_DAY, Column("outlet", "Outlet"), Column("path", "Headline", kind="main"), Column("origin", "Origin", sortable=False),
                     Column("statements", "Statements", sortable=False, kind="number"),
                     Column("transfers", "Transfers", sortable=False, kind="number")),
            filters=(_WORDS, _SPEAKER, _STANCES, _OUTLET, _ORIGIN, _FROM, _TO, _SINCE),
        ),
        Listing(
            name="statements", title="Statements", kind="statement", order="day", rows=_derived(Derived.STATEMENT, _statement),
            columns=(_DAY, Column("speaker", "Speaker"), Column("stance", "Stance", kind="stance"), _CONTENT, _OUT),
            filters=(_SPEAKER, _STANCES, _WORDS, _OUTLET, _ORIGIN, _FROM, _TO, _SINCE),
        ),
        Listing(
            name="transfers", title="Alleged transfers", kind="transfer", order="origins", down=True, rows=_held(_transfers),
            columns=(Column("title", "Transfer", kind="main"), Column("quantity", "Quantity"), Column("supplier", "From"),
                     Column("via", "Via"), Column("recipient", "To"), Column("period", "When"), Column("positions", "Positions"),
                     Column("origins", "Origins", kind="number"), Column("echoes", "Echoes", kind="number")),
            filters=(Filter("title", "words"), Filter("supplier", "from whom"), Filter("recipient", "to whom"),
                     _SPEAKER, _STANCES, _OUTLET, _ORIGIN),
        ),
        Listing(
            name="claims", title="Claims", kind="claim", order="origins", down=True, rows=_held(_claims),
            columns=(Column("text", "Claim", kind="main"), Column("positions", "Positions"), Column("origins", "Origins", kind="number"),
                     Column("echoes", "Echoes", kind="number"), Column("warning", "Beware")),
            filters=(Filter("text", "words"), Filter("standing", "kind of claim", choices=("on a transfer", "by its words")),
                     _SPEAKER, _STANCES, _OUTLET, _ORIGIN),
        ),
        Listing(
            name="conflicts", title="Conflicts", kind="conflict", order="origins", down=True, rows=_held(_conflicts),
            columns=(Column("kind", "Kind", kind="plain"), Column("why", "What does not go together", kind="main"),
                     Column("actors", "Who"), Column("day", "Last word", kind="day"), Column("origins", "Origins", kind="number")),
            filters=(Filter("why", "words"), Filter("kind", "kind", choices=tuple(ConflictKind)), Filter("actors", "who"),
                     _ORIGIN, _FROM, _TO),
        ),
        Listing(
            name="actors", title="Actors", kind="actor", order="statements", down=True, rows=_held(_actors),
            columns=(Column("name", "Actor", kind="main"), Column("kind", "Kind", kind="plain"), Column("roles", "Roles"),
                     Column("stances", "Stances"), Column("statements", "Statements", kind="number"),
                     Column("reports", "Reports", kind="number"), Column("day", "Last", kind="day")),
            filters=(Filter("name", "name"), Filter("roles", "role"), _STANCES,
                     Filter("kind", "kind", choices=("person", "state", "organization", "outlet", "document", "group"))),
        ),
        Listing(
            name="origins", title="Origins and echoes", kind="origin", order="reports", down=True, rows=_held(_origins),
            columns=(Column("name", "Origin", kind="main"), Column("outlets", "Carried by"), Column("reports", "Reports", kind="number"),
                     Column("echoes", "Echoes", kind="number"), Column("day", "First", kind="day"), Column("standing", "Its text")),
            filters=(Filter("name", "name"), Filter("outlets", "outlet"), _FROM, _TO),
        ),
        Listing(
            name="timeline", title="Timeline", kind="moment", order="day", rows=_held(_timeline),
            columns=(Column("day", "When", kind="day"), Column("kind", "Kind", kind="plain"), Column("actors", "Who"),
                     Column("what", "What", kind="main")),
            filters=(Filter("what", "words"), Filter("actors", "who"),
                     Filter("kind", "kind", choices=("event", "statement", "publication")), _STANCES, _OUTLET,
                     _ORIGIN, _FROM, _TO),
        ),
        Listing(
            name="figures", title="Figures", kind="figure", order="day",
            rows=_derived(Derived.FIGURE, _placed("kind", "low", "high", "bound", "unit", "of")),
            columns=(_DAY, _CONTENT, Column("kind", "Kind", kind="plain"), Column("low", "At least", kind="number"),
                     Column("high", "At most", sortable=False, kind="number"), Column("bound", "Bound", sortable=False, kind="plain"),
                     Column("unit", "Unit", sortable=False), Column("of", "Of", sortable=False), _OUT),
            filters=(Filter("kind", "kind", choices=tuple(FigureKind)), _WORDS, _OUTLET, _ORIGIN, _FROM, _TO),
        ),
        Listing(
            name="times", title="Times", kind="time", order="day", rows=_derived(Derived.TIME, _placed("edtf", "basis")),
            columns=(Column("edtf", "Time", kind="day"), _CONTENT, Column("basis", "Rests on", sortable=False), _OUT, _DAY),
            filters=(Filter("edtf", "time"), _WORDS, _OUTLET, _ORIGIN, _FROM, _TO),
        ),
        Listing(
            name="names", title="Names", kind="mention", order="day", rows=_derived(Derived.MENTION, _placed("name", "kind", "role")),
            columns=(Column("name", "Name", kind="main"), Column("kind", "Kind", kind="plain"), Column("role", "Role", sortable=False),
                     _CONTENT, _OUT, _DAY),
            filters=(Filter("name", "name"), Filter("kind", "kind", choices=tuple(MentionKind)), _WORDS, _OUTLET, _ORIGIN, _FROM, _TO),
        ),
        Listing(
            name="problems", title="Problems", kind="report", order="outlet", rows=_problems,
            columns=(Column("outlet", "Report"), Column("stage", "Stage"), Column("what", "What", kind="main"),
                     Column("detail", "What to do")),
            filters=(Filter("what", "words"),),
        ),
    )
}  # fmt: skip
"""Every list by its name, which is also its address."""
