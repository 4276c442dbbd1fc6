"""The first page: the story of the case at a glance."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casework.looking import Whole
from onrecord.casework.since import Since, since_of_whole
from onrecord.drawings.of_case import route_of, timeline_of
from onrecord.model.edtf import order_key
from onrecord.store import LAST
from onrecord.stories.brief import Section, one_kind_each, unknowns
from onrecord.stories.transfers import Position, shown
from onrecord.web.asking import looking
from onrecord.web.rendering import href, page

_TRANSFERS, _CONFLICTS, _ORIGINS, _ACTORS = 4, 4, 9, 8
_CARD = 540.0
_INTAKES = 12
"""So many of the last intakes can be chosen as a moment."""


def overview(request: Request) -> Response:
    """Question, what is new, alleged transfers with positions, conflicts, origins against echoes, time, what is not known."""
    whole = looking(request).whole()
    new = _new(request, whole)
    more = {section.title: _more(section, new) for section in new.sections} if new else {}
    glance = whole.once("overview", lambda: _glance(whole))
    return page(request, "overview.html", whole=whole, shown=shown, new=new, more=more, recent=_INTAKES, **glance)


def _glance(whole: Whole) -> dict[str, Any]:
    """What the first page shows; it is the same until the case changes."""
    stories = whole.stories[:_TRANSFERS]
    origins = sorted(whole.ties.chain.origins, key=lambda o: (-len(o.reports), o.name))
    days = sorted((r.published for r in whole.reports.values() if r.published and "X" not in r.published), key=order_key)
    return {
        "stories": stories, "pictures": [route_of(s, width=_CARD) for s in stories], "question": whole.question,
        "stands": {s.id: positions_of(s.positions) for s in stories}, "days": (days[0], days[-1]) if days else None,
        "conflicts": one_kind_each(whole.conflicts)[:_CONFLICTS], "origins": origins[:_ORIGINS],
        "timeline": timeline_of(whole, link=href), "unknown": list(unknowns(whole.readings, whole.stories)),
        "actors": list(whole.actors.values())[:_ACTORS], "outlets": len({r.outlet for r in whole.reports.values() if r.outlet}),
        "stances": Counter(said.statement.stance.value for said in whole.said.values()),
    }  # fmt: skip


def positions_of(positions: Sequence[Position]) -> list[Position]:
    """The last position of each voice with each stance, answers to the charge first."""
    held: dict[tuple[str, str], Position] = {}
    for p in sorted(positions, key=lambda p: order_key(p.on)):
        held[(p.voice, p.stance.value)] = p
    order = ("denies", "partly_denies", "leaves_open", "acknowledges", "confirms", "accuses", "alleges", "declines_comment")
    return sorted(held.values(), key=lambda p: (order.index(p.stance) if p.stance in order else len(order), order_key(p.on), p.actor))


def _new(request: Request, whole: Whole) -> Since | None:
    """What is new since the moment that the address names, else with the last intake; None when there was but one, and nobody asks.

    Raises BadInput.
    """
    asked = request.query_params.get("since", "").strip()
    with looking(request).case() as case:
        if not asked and len(case.file.intakes.listed()) < 2:  # noqa: PLR2004 - the first intake is the case, not news
            return None
        return since_of_whole(case, whole, asked or LAST, full=request.query_params.get("full") == "1")


def _more(section: Section, new: Since) -> str:
    """The address that shows what did not fit."""
    since = urlencode({"since": new.moment.asked})
    command = section.where.partition(" ")[0]
    return {"brief": f"/?{since}&full=1#new", "problems": "/problems", "journal": "/journal", "inquiry": "/inquiry"}.get(
        command, f"/{command}?{since}"
    )
