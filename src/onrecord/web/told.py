"""Pages of what the reports tell together: transfers, conflicts, claims, actors, origins, the chain and the timeline."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from onrecord.casework.lists import LISTS
from onrecord.casework.looking import Whole
from onrecord.casework.subjects import subject_of_placed
from onrecord.drawings.of_case import chain_of_case, map_of, route_of, stances_of, timeline_of
from onrecord.model import BadInput, Report, Subject, Transfer
from onrecord.model.edtf import order_key
from onrecord.stories.transfers import Place, shown
from onrecord.text.folding import squeeze
from onrecord.web.asking import asked_id, looking
from onrecord.web.correcting import marks
from onrecord.web.listed import shown as list_shown
from onrecord.web.rendering import href, page

_LANES = 8
Found = TypeVar("Found")


def transfer(request: Request) -> Response:
    """One alleged transfer across reports: every slot with its rivals, its way, everyone's position."""
    key = asked_id(request)
    whole = looking(request).whole()
    story = _found(whole.story_of, key, "transfer")
    positions = sorted(story.positions, key=lambda p: (p.voice, order_key(p.on)))
    told = _tellings(whole, story.transfers)
    with looking(request).case() as opened:
        held = marks(request, opened, *(subject_of_placed("transfer", t.id, t, report) for report, t in told))
    return page(
        request, "transfer.html", whole=whole, story=story, positions=positions, shown=shown, picture=route_of(story),
        chart=map_of(story, whole.lexicon),
        torn=whole.conflicts_of.get(story.transfers[0], ()), tellings=told,
        tellings_in={report.id: t.id for report, t in told}, **held,
    )  # fmt: skip


def _tellings(whole: Whole, transfers: Iterable[str]) -> list[tuple[Report, Transfer]]:
    """(report, transfer) of each telling."""
    wanted = set(transfers)
    return [(reading.report, t) for reading in whole.readings for t in reading.transfers if t.id in wanted]


def conflicts(request: Request) -> Response:
    """Conflicts: the words of one side against the words of the other."""
    return page(request, "conflicts.html", whole=looking(request).whole(), **list_shown(request, LISTS["conflicts"]))


def conflict(request: Request) -> Response:
    """One conflict with every statement on each side."""
    whole = looking(request).whole()
    one = _found(whole.conflict, asked_id(request), "conflict")
    sides = {voice for side in one.sides for voice in (side.actor,) if voice}
    story = whole.story_of.get(one.transfer or "")
    answers = [p for p in story.positions if p.actor not in sides] if story else []
    return page(request, "conflict.html", whole=whole, one=one, story=story, answers=answers, places=_places(whole, one.sides),
                **_marks(request, "conflict", one.id, one.why))  # fmt: skip


def _places(whole: Whole, sides: Iterable[object]) -> list[list[tuple[Place, str]]]:
    """The exact words of each side where no statement carries them."""
    found = []
    for side in sides:
        places: tuple[Place, ...] = side.places  # type: ignore[attr-defined]
        found.append(
            [(p, whole.reports[p.report].text[p.span.start : p.span.end]) for p in dict.fromkeys(places) if p.report in whole.reports]
        )
    return found


def claim(request: Request) -> Response:
    """One claim: who holds it, who denies it, on how many origins it rests."""
    whole = looking(request).whole()
    one = _found(whole.claim, asked_id(request), "claim")
    held: dict[str, list[str]] = {}
    for statement in one.statements:
        held.setdefault(whole.ties.name(whole.said[statement].report.id), []).append(statement)
    return page(request, "claim.html", whole=whole, one=one, by_origin=held, **_marks(request, "claim", one.id, one.text))


def actor(request: Request) -> Response:
    """One actor: a line of stances over time, names, roles, and every statement."""
    whole = looking(request).whole()
    one = _found(whole.actors, looking(request).actor_of(asked_id(request)), "actor")
    listed = sorted(one.said, key=lambda said: (order_key(said.on), said.statement.id))
    changes = [c for c in whole.conflicts if c.kind == "position_change" and any(side.actor in one.names for side in c.sides)]
    return page(
        request,
        "actor.html",
        whole=whole,
        one=one,
        listed=listed,
        picture=stances_of(one, link=href),
        changes=changes,
        **_marks(request, "actor", one.id, *one.names),
    )


def origin(request: Request) -> Response:
    """One origin: the reports that count as one source, and how each took it."""
    key = asked_id(request)
    whole = looking(request).whole()
    one = _found({o.id: o for o in whole.ties.chain.origins}, key, "origin")
    inside = set(one.reports)
    links = [link for link in whole.ties.chain.links if link.child in inside or link.parent in inside]
    stories = [s for s in whole.stories if one.name in s.origins]
    return page(
        request, "origin.html", whole=whole, one=one, links=links, stories=stories,
        picture=chain_of_case(whole, origins=[key], link=href), **_marks(request, "origin", one.id, one.name),
    )  # fmt: skip


def chain(request: Request) -> Response:
    """Who took what from whom, drawn over time."""
    whole = looking(request).whole()
    across = [link for link in whole.ties.chain.links if whole.ties.name(link.child) != whole.ties.name(link.parent)]
    picture = whole.once("chain", lambda: chain_of_case(whole, link=href))
    return page(request, "chain.html", whole=whole, across=across, picture=picture)


def timeline(request: Request) -> Response:
    """The timeline drawn on lanes and as a list; both show what the address asks for."""
    whole = looking(request).whole()
    one = LISTS["timeline"]
    held = list_shown(request, one)
    asked = one.asked(dict(request.query_params), most=None)
    if not asked.where:
        picture = whole.once("timeline", lambda: timeline_of(whole, lanes=_LANES, link=href))
        return page(request, "timeline.html", whole=whole, picture=picture, **held)
    _, rows = one.rows(looking(request), asked)
    wanted = {(row["id"], row["kind"]) for row in rows}
    moments = [m for m in whole.moments if (m.statement or m.transfer or m.report or "", m.kind) in wanted]
    return page(request, "timeline.html", whole=whole, picture=timeline_of(whole, lanes=_LANES, moments=moments, link=href), **held)


def _marks(request: Request, kind: str, key: str, *names: str) -> dict[str, Any]:
    """Notes on what the case tells as a whole, known by its id or one of its names."""
    with looking(request).case() as opened:
        return marks(request, opened, *(Subject(kind=kind, id=key, name=squeeze(name)) for name in names))


def _found(held: Mapping[str, Found], key: str, kind: str) -> Found:
    if key not in held:
        raise BadInput(key, f"there is no {kind} with this id in the case", f"the list of {kind}s has them all")
    return held[key]
