"""The page of a report, the bytes it came as, and two reports side by side."""

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casework.comparing import compare_reports
from onrecord.casework.enforcing import correct
from onrecord.casework.layout import half, lay_out, placed_records
from onrecord.casework.lists import headline_of
from onrecord.casework.overruling import last_words
from onrecord.casework.subjects import subject_of_report
from onrecord.corrections.ledger import rulings
from onrecord.model import Statement
from onrecord.web.asking import asked_id, looking
from onrecord.web.correcting import marks
from onrecord.web.rendering import page

_QUIET = ("promo", "credit", "disclaimer", "about")


def report(request: Request) -> Response:
    """A report's text as received, with everything that was found in it marked in place; ``?mark=ID`` makes one record stand out."""
    key = asked_id(request)
    case = looking(request)
    ties = case.ties()
    whole = case.at_hand()
    with case.case() as opened:
        found = lay_out(opened, key, ties)
        others = {other for link in (*found.above, *found.below) for other in (link.child, link.parent)}
        reports = {other: opened.file.report(other) for other in others | {key}}
        title = headline_of(opened, found.reading.report)
        held = marks(request, opened, subject_of_report(found.reading.report))
        out = correct(opened.file, found.reading.report).rejected
    reading = found.reading
    return page(
        request, "report.html", layout=found, reading=reading, report=reading.report, reports=reports, title=title, whole=whole,
        origin=ties.origin.get(key), stances={s.id: s.stance.value for s in reading.statements},
        bright=request.query_params.get("mark", ""),
        within=_depths(reading.statements), quiet=_QUIET, cards=placed_records(reading), rejected=out, **held,
    )  # fmt: skip


def _depths(statements: tuple[Statement, ...]) -> dict[str, int]:
    """How many statements stand around each."""
    around = {s.id: s.within for s in statements}
    depths = {}
    for key, first in around.items():
        depth, outer = 0, first
        while outer and depth < len(around):
            depth, outer = depth + 1, around.get(outer)
        depths[key] = depth
    return depths


def original(request: Request) -> Response:
    """The bytes as received, to be kept and never to be shown by the browser."""
    with looking(request).case() as opened:
        found = opened.file.report(asked_id(request))
        data = opened.file.original(found.original)
    return Response(
        data, media_type="application/octet-stream", headers={"Content-Disposition": f'attachment; filename="{found.id}.original"'}
    )


def compare(request: Request) -> Response:
    """Two reports side by side, what changed on the way marked."""
    with looking(request).case() as opened:
        found = compare_reports(opened, asked_id(request, "a"), asked_id(request, "b"))
        titles = [headline_of(opened, one) for one in (found.a, found.b)]
        held = marks(request, opened)
        ruled = last_words(opened.file, rulings(opened.file.journal(), kinds=("link",))).get(frozenset((found.a.id, found.b.id)))
    halves = {"a": half(found.a, ((p.kind, p.a) for p in found.parts)), "b": half(found.b, ((p.kind, p.b) for p in found.parts))}
    return page(request, "compare.html", found=found, titles=titles, halves=halves, ruled=ruled[0] if ruled else None, **held)
