"""Lists: filtered, sorted and paged by their address, and the same rows as a table for spreadsheets."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casework.in_origin import by_report
from onrecord.casework.lists import LISTS, Listing
from onrecord.export.tables import csv_of
from onrecord.web.asking import looking
from onrecord.web.rendering import page


def listing(request: Request) -> Response:
    """One page of a list."""
    one = LISTS[request.url.path.strip("/")]
    return page(request, "list.html", **shown(request, one))


def shown(request: Request, one: Listing) -> dict[str, Any]:
    """What the template of a list needs."""
    case = looking(request)
    query = dict(request.query_params)
    found = one.page(case, query)
    with case.case() as opened:
        outlets = opened.file.lists.outlets() if any(f.outlets for f in one.filters) else []
    kept = {name: value for name, value in query.items() if value and name != "page"}
    known = (*(f.name for f in one.filters), "sort", "page")
    asked = {name: value for name, value in query.items() if value and name in known} | ({"down": "1"} if kept.get("down") == "1" else {})
    return {"list": one, "found": found, "outlets": outlets, "kept": kept, "asked": asked, "sort": query.get("sort") or one.order,
            "down": query.get("down") == "1" if query.get("sort") else one.down}  # fmt: skip


def table(request: Request) -> Response:
    """Every row of a list as CSV."""
    one = LISTS[request.url.path.strip("/").removesuffix(".csv")]
    case = looking(request)
    _, rows = one.rows(case, one.asked(dict(request.query_params), most=None))
    columns = ["id", *(c.name for c in one.columns)]
    text = csv_of(columns, ([row.get(c, "") for c in columns] for row in rows))
    return Response("\ufeff" + text, media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{one.name}.csv"'})


_MOST_HITS = 200
_SEARCHED = tuple(f for f in LISTS["statements"].filters if f.name != "words")
"""What a search is narrowed by: the filters of statements. A speaker and a stance are those of one statement in the report."""


def search(request: Request) -> Response:
    """Reports that hold the words and fit the filters, with snippets, and the statements in which they stand."""
    words = request.query_params.get("q", "").strip()
    case = looking(request)
    one = LISTS["statements"]
    query = {f.name: value for f in _SEARCHED if (value := request.query_params.get(f.name, "").strip())}
    asked = one.asked({**query, "words": words}, most=8)
    kept = {name: value for name, value in asked.where.items() if name != "words"}
    hits = []
    statements: dict[str, object] = {}
    with case.case() as opened:
        outlets = opened.file.lists.outlets()
        if words:
            among = case.lists(opened).fitting(by_report(case, kept)) if kept else None
            hits = opened.search(words, limit=_MOST_HITS, among=among)
    if words:
        total, rows = one.rows(case, asked)
        statements = {"total": total, "rows": rows}
    return page(request, "search.html", words=words, hits=hits, statements=statements, most=_MOST_HITS, filters=_SEARCHED, kept=kept,
                outlets=outlets)  # fmt: skip
