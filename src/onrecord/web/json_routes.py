"""What programs ask in place of people: the address of a page with ``.json`` at its end, answered with the records behind the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casework import for_programs
from onrecord.casework.comparing import compare_reports
from onrecord.casework.for_programs import NotThere, Rows
from onrecord.casework.lists import LISTS, Filter, Listing
from onrecord.casework.method import journal_rows
from onrecord.casework.reviewing import review_of, review_rows
from onrecord.codec import to_plain
from onrecord.model import BadInput
from onrecord.web import json_shapes as shapes
from onrecord.web.answers import told
from onrecord.web.asking import asked_id, looking

MOST_HITS = 200
"""Reports that a search gives at most."""

Query = Mapping[str, str]
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asks:
    """A name in a query, what it narrows, and the values that it takes."""

    name: str
    about: str
    values: Schema
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonRoute:
    """An address for programs: what it tells, what it may be asked, and the shape of the answer (JSON Schema)."""

    path: str
    about: str
    answer: Callable[[Request, Query], Any]
    shape: Schema
    asks: tuple[Asks, ...] = ()

    def endpoint(self, request: Request) -> Response:
        """The answer. Raises BadInput, or Refused."""
        return told(self.answer(request, self._query(request)))

    def _query(self, request: Request) -> Query:
        """What is asked, each name once. Raises BadInput for a name that this address does not know: a slip must not widen the answer."""
        known = {one.name: one for one in self.asks}
        query: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name not in known:
                raise BadInput(name, "is nothing that can be asked here", "ask by " + ", ".join(known) if known else "leave the query out")
            if name in query:
                raise BadInput(name, "is asked twice", "ask it once")
            if not value and known[name].values.get("type") == "integer":
                raise BadInput(name, "is no number", "write one, or leave the name out")
            query[name] = value
        if query.get("down", "") not in ("", "0", "1"):
            raise BadInput("down", "is neither 0 nor 1", "1 sorts from high to low")
        return query


_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 9_999_999}
_WORDS: Schema = {"type": "string", "format": "words"}
_PAGE = Asks("page", "Which page, counted from 1.", _NUMBER)


def _asks_of(one: Listing) -> tuple[Asks, ...]:
    """What a list can be asked: its filters, how it is sorted, and the page."""
    orders = [c.name for c in one.columns if c.sortable]
    return (
        *(Asks(f.name, f"Narrows the rows: {f.title}. Empty is any.", _takes(f)) for f in one.filters),
        Asks("sort", f"The column to sort by; {one.order} when nothing is asked.", {"enum": ["", *orders]}),
        Asks("down", "1 sorts from high to low; only with sort.", {"enum": ["", "0", "1"]}),
        _PAGE,
    )  # fmt: skip


def _takes(one: Filter) -> Schema:
    if one.choices:
        return {"enum": ["", *map(str, one.choices)]}
    if one.name in ("from", "to"):
        return {"type": "string", "format": "edtf"}
    if one.name == "since":
        return {"type": "string", "format": "moment"}
    return _WORDS if one.name == "words" else {"type": "string"}


def _list(one: Listing) -> JsonRoute:
    path = f"/{one.name}.json"

    def answer(request: Request, query: Query) -> Any:
        return _onward(path, query, for_programs.rows_of(looking(request), one, query))

    return JsonRoute(path=path, about=f"{one.title}, a page of records.", answer=answer, asks=_asks_of(one),
                     shape=shapes.rows(shapes.ROWS[one.name]))  # fmt: skip


def _onward(path: str, query: Query, found: Rows) -> dict[str, Any]:
    """A page of rows with the address of the next one."""
    kept = {name: value for name, value in query.items() if value and name != "page"}
    onward = f"{path}?{urlencode(kept | {'page': str(found.page + 1)})}" if found.page < found.pages else None
    return {"total": found.total, "page": found.page, "pages": found.pages, "next": onward, "rows": found.rows}


def _one(path: str, kind: str) -> JsonRoute:
    def answer(request: Request, _query: Query) -> Any:
        return for_programs.record_of(looking(request), kind, _id(request, kind))

    about = "Any record of one report, as onrecord show tells it." if kind == "record" else f"One {kind}."
    return JsonRoute(path=f"/{path}/{{id}}.json", about=about, answer=answer, shape=shapes.ONE[kind])


def _id(request: Request, kind: str, name: str = "id") -> str:
    try:
        return asked_id(request, name)
    except BadInput as error:
        raise NotThere(kind, error.problem, error.remedy) from None


def _chain(request: Request, _query: Query) -> Any:
    return to_plain(looking(request).ties().chain)


def _brief(request: Request, _query: Query) -> Any:
    return to_plain(looking(request).whole().brief)


def _search(request: Request, query: Query) -> Any:
    most = query.get("most") or "20"
    if not (most.isascii() and most.isdigit() and len(most) <= len(str(MOST_HITS)) and 0 < int(most) <= MOST_HITS):
        raise BadInput("most", f"is no number from 1 to {MOST_HITS}", "leave it out for 20")
    with looking(request).case() as case:
        return {"rows": [to_plain(hit) for hit in case.search(query.get("q", ""), limit=int(most))]}


def _compare(request: Request, _query: Query) -> Any:
    with looking(request).case() as case:
        a, b = (_id(request, "report", name) for name in ("a", "b"))
        if absent := [key for key in (a, b) if not case.file.has_report(key)]:
            raise NotThere(absent[0], "there is no report with this id in the case", "/reports.json lists them")
        return to_plain(compare_reports(case, a, b))


def _journal(request: Request, query: Query) -> Any:
    with looking(request).case() as case:
        rows = list(journal_rows(case))
    return _onward("/journal.json", query, for_programs.paged(rows, query))


def _review(request: Request, query: Query) -> Any:
    whole = looking(request).whole()
    with looking(request).case() as case:
        rows = list(review_rows(review_of(case, whole), whole))
    return _onward("/review.json", query, for_programs.paged(rows, query))


TABLE: tuple[JsonRoute, ...] = (
    *(_list(one) for one in LISTS.values()),
    JsonRoute(path="/journal.json", about="What people decided, in order.", answer=_journal, asks=(_PAGE,),
              shape=shapes.rows(shapes.ROWS["journal"])),
    JsonRoute(path="/review.json", about="What people should look at first.", answer=_review, asks=(_PAGE,),
              shape=shapes.rows(shapes.ROWS["review"])),
    JsonRoute(path="/search.json", about="Reports that hold all the words, best first.", answer=_search, shape=shapes.HITS,
              asks=(Asks("q", "Words; a phrase in quotation marks; a star at the end of a word for all that begin so.",
                         _WORDS, needed=True),
                    Asks("most", "At most so many reports.", {"type": "integer", "minimum": 1, "maximum": MOST_HITS}))),
    JsonRoute(path="/brief.json", about="The case on one screen; made for eyes, and may change.", answer=_brief, shape=shapes.BRIEF),
    JsonRoute(path="/chain.json", about="Who took what from whom.", answer=_chain, shape=shapes.CHAIN),
    *(_one(path, kind) for path, kind in (
        ("reports", "report"), ("statements", "statement"), ("records", "record"), ("transfers", "transfer"), ("conflicts", "conflict"),
        ("claims", "claim"), ("actors", "actor"), ("origins", "origin"))),
    JsonRoute(path="/compare/{a}/{b}.json", about="Two reports side by side.", answer=_compare, shape=shapes.COMPARISON),
)  # fmt: skip
"""Every address for programs."""

ROUTES = tuple(Route(one.path, one.endpoint) for one in TABLE)
"""The same as the application has them; they stand before the pages, whose ``{id}`` would take ``.json`` for a part of the id."""
