"""The page of one record of one report: its words in their place, what is known of it, and why we believe it."""

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casework.case import Case
from onrecord.casework.correcting import echoes_of, look
from onrecord.casework.layout import Marking, Run, runs_of
from onrecord.casework.looking import Whole
from onrecord.casework.showing import Shown, facts_of, show
from onrecord.model import Statement
from onrecord.store import Derived
from onrecord.web.asking import asked_id, looking
from onrecord.web.correcting import marks
from onrecord.web.rendering import page


def record(request: Request) -> Response:
    """A statement, figure, time, name or credit."""
    key = asked_id(request)
    case = looking(request)
    ties = case.ties()
    with case.case() as opened:
        found = show(opened, key)
        around = _around(opened, found)
        is_statement = isinstance(found.record, Statement)
        echoes = len(echoes_of(opened, look(opened, key))) if is_statement else 0
        held = marks(request, opened) | {"written": found.written}
    statement = found.record if isinstance(found.record, Statement) else None
    whole = case.at_hand()
    return page(
        request, "record.html", found=found, report=found.report, record=found.record, statement=statement, passages=passages(found),
        facts=facts_of(found.record), around=around, origin=ties.origin.get(found.report.id), whole=whole,
        tied=_tied(whole, key), stances={statement.id: statement.stance.value} if statement else {}, echoes=echoes, **held,
    )  # fmt: skip


def passages(found: Shown) -> list[tuple[Run, ...]]:
    """The paragraphs in which a record stands, cut into runs that carry only its own marks."""
    marks = [Marking(m.span.start, m.span.end, found.kind, m.use, found.id) for m in found.marks]
    return runs_of(marks, found.passages)


def _around(case: Case, found: Shown) -> list[tuple[str, Statement]]:
    """Statements around and inside a statement."""
    if found.kind != Derived.STATEMENT.value:
        return []
    held = case.reading(found.report).statements
    outer = [("said within", s) for s in held if s.id == found.record.within]
    return outer + [("holds", s) for s in held if s.within == found.id]


def _tied(whole: Whole | None, key: str) -> dict[str, list[tuple[str, str]]]:
    """What the case as a whole makes of a statement: kind to (id, words)."""
    if whole is None or key not in whole.said:
        return {}
    return {
        "transfer": [(story.transfers[0], story.title) for story in whole.stories_of.get(key, ())],
        "conflict": [(one.id, one.why) for one in whole.conflicts_of.get(key, ())],
        "claim": [(one.id, one.text) for one in whole.claims_of.get(key, ())],
    }
