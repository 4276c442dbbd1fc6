"""The pictures of a case, made of what it tells as a whole."""

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.casework.looking import Actor, Whole
from onrecord.drawings.chain import Node, chain
from onrecord.drawings.gazetteer import gazetteer
from onrecord.drawings.looks import look_of
from onrecord.drawings.route import Way, route
from onrecord.drawings.stances import stance_line
from onrecord.drawings.svg import Link, Picture
from onrecord.drawings.timeline import Mark, timeline
from onrecord.drawings.worldmap import Course, Stop, worldmap
from onrecord.lexicon import Lexicon
from onrecord.model import BadInput, Report
from onrecord.model.edtf import order_key
from onrecord.stories.timeline import Moment
from onrecord.stories.transfers import Story
from onrecord.text.folding import fold

EVENTS, STATEMENTS, OTHERS, REPORTS = "Alleged transfers", "Statements", "Others", "Reports"
LANES = 8
"""So many actors have a lane of their own in the timeline."""


def timeline_of(whole: Whole, *, lanes: int = 0, moments: Iterable[Moment] | None = None, link: Link | None = None) -> Picture:
    """The timeline; with ``lanes`` the actors who speak most have a lane each."""
    listed = list(whole.moments if moments is None else moments)
    speakers = (whole.said[m.statement].statement.speaker for m in listed if m.statement)
    spoken = Counter(speaker.actor for speaker in speakers if speaker)
    own = {actor: whole.actors[actor].name for actor, _ in sorted(spoken.items(), key=lambda kv: (-kv[1], kv[0]))[:lanes]}
    order = [EVENTS, *own.values(), OTHERS if own else STATEMENTS, REPORTS]
    marks = sorted((_mark(m, whole, own) for m in listed), key=lambda mark: order.index(mark.lane))
    return timeline(marks, title="What happened, was said and was published", link=link)


def _mark(moment: Moment, whole: Whole, own: dict[str, str]) -> Mark:
    if moment.statement:
        found = whole.said[moment.statement].statement
        lane = own.get(found.speaker.actor, OTHERS) if found.speaker and own else OTHERS if own else STATEMENTS
        label = f"{', '.join(moment.actors) or 'nobody named'} {moment.what}"
        return Mark(lane=lane, when=moment.when, label=label, kind="statement", id=found.id, look=look_of(found.stance))
    if moment.kind == "event":
        return Mark(lane=EVENTS, when=moment.when, label=moment.what, kind="transfer", id=moment.transfer or "")
    return Mark(lane=REPORTS, when=moment.when, label=f"{', '.join(moment.actors)}: {moment.what}", kind="report", id=moment.report or "")


def name_of(report: Report) -> str:
    """What a report is called in a picture."""
    return report.outlet or report.path


def chain_of_case(whole: Whole, *, origins: Sequence[str] = (), link: Link | None = None) -> Picture:
    """The chain; with ``origins`` only those families."""
    held = [o for o in whole.ties.chain.origins if not origins or o.id in origins]
    inside = {r for o in held for r in o.reports}
    links = [one for one in whole.ties.chain.links if one.child in inside and one.parent in inside]
    nodes = {r: Node(id=r, name=name_of(whole.reports[r]), when=whole.reports[r].published) for r in sorted(inside) if r in whole.reports}
    return chain(held, links, nodes, title="Who took what from whom", link=link)


def ways_of(story: Story) -> list[Way]:
    """The routes that are told of a transfer; one from giver to taker when no way is told."""
    givers, takers = story.values("supplier") or story.values("maker"), story.values("recipient")
    giver, taker = (givers or (None,))[0], (takers or (None,))[0]
    dealers = frozenset(name for names in story.values("intermediaries") for name in names)
    found = [
        Way(stations=(giver, *rival.value, taker), dealers=dealers, note=f"told by {', '.join(rival.origins)}")
        for rival in story.slots.get("via", ())
    ]
    return found or [
        Way(stations=(giver, *(story.values("intermediaries") or ((),))[0], taker), dealers=dealers, note="by what way is not told")
    ]


def courses_of(story: Story, lexicon: Lexicon) -> list[Course]:
    """The alleged ways of one transfer, each stop with its place where that is known.

    A party without a place of its own, such as a works, stands at the place of the state that it belongs to.
    """
    found = gazetteer()

    def stop(name: str | None) -> Stop:
        if name is None or (place := found.place(name, lexicon)):
            return Stop(name, place if name else None)
        at = {place: home for home in story.kin.get(name, ()) if (place := found.place(home, lexicon))}
        return Stop(name, *at.popitem()) if len(at) == 1 else Stop(name)

    return [Course(tuple(map(stop, way.stations)), way.note) for way in ways_of(story)]


def map_of(story: Story, lexicon: Lexicon) -> Picture | None:
    """The alleged ways of one transfer on a map; None when fewer than two places of one way are known."""
    return worldmap(courses_of(story, lexicon), gazetteer(), title=f"Alleged way on a map: {story.title}")


def _map_in(whole: Whole, transfer: str | None) -> Picture:
    asked = [s for s in whole.stories if transfer is None or any(t.startswith(transfer) for t in s.transfers)]
    if not asked and transfer:
        raise BadInput(f"--transfer {transfer}", "names no transfer of this case", "onrecord transfers lists them")
    for story in asked:
        if drawn := map_of(story, whole.lexicon):
            return drawn
    raise BadInput("map", "no way is told between two places that onrecord knows", "onrecord draw CASE routes draws ways without places")


def route_of(story: Story, *, width: float = 720.0) -> Picture:
    """The alleged way of one transfer."""
    return route(ways_of(story), title=f"Alleged way: {story.title}", width=width)


def routes_of(whole: Whole) -> Picture:
    """The alleged ways of every transfer whose giver or taker is told, best supported first."""
    told = [(story, way) for story in whole.stories for way in ways_of(story) if way.stations[0] or way.stations[-1]]
    return route([Way(way.stations, way.dealers, f"{story.title}; {way.note}") for story, way in told], title="Alleged ways", width=960)


def stances_of(actor: Actor, *, link: Link | None = None) -> Picture:
    """One actor's statements over time."""
    marks = [
        Mark(lane="", when=said.on, label=f"{said.statement.stance.value.replace('_', ' ')} ({said.report.outlet or said.report.path})",
             kind="statement", id=said.statement.id, look=look_of(said.statement.stance))
        for said in actor.said
    ]  # fmt: skip
    return stance_line(sorted(marks, key=lambda m: (order_key(m.when), m.id)), title=f"What {actor.name} says, over time", link=link)


def named_picture(whole: Whole, what: str, actor: str | None = None, transfer: str | None = None) -> Picture:
    """``timeline``, ``chain``, ``routes``, ``map`` of a ``transfer`` or the first that has one, or ``stances`` of an ``actor``.

    Raises BadInput for anything else, and for a map without places.
    """
    if what == "stances":
        found = [
            one for one in whole.actors.values() if actor and (one.id.startswith(actor) or any(fold(actor) in fold(n) for n in one.names))
        ]
        if not found:
            raise BadInput(f"--actor {actor or ''}".strip(), "names nobody who speaks in this case", "give a name, such as --actor Rezhak")
        return stances_of(found[0])
    made = {"timeline": lambda: timeline_of(whole, lanes=LANES), "chain": lambda: chain_of_case(whole), "routes": lambda: routes_of(whole),
            "map": lambda: _map_in(whole, transfer)}  # fmt: skip
    if what not in made:
        raise BadInput(what, "is no picture", "use one of timeline, chain, routes, map, stances")
    return made[what]()
