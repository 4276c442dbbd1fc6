"""The actors of a case, and what people decide about who is one of them and who is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.casework.case import Case
from onrecord.casework.quoting import Quoted, quote
from onrecord.casework.together import kept_actors
from onrecord.corrections.ledger import in_force
from onrecord.model import BadInput, Entry, Reading
from onrecord.stories.actors import Actor, Actors
from onrecord.stories.rulings import MERGE, SPLIT
from onrecord.text.folding import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorShown:
    """An actor with everything it is on record saying, in order of time."""

    actor: Actor
    said: tuple[Quoted, ...]


def actors_of(case: Case) -> Actors:
    """Everyone who speaks in the case, names joined by rule and by decision."""
    return kept_actors(case) or Actors.of(case.readings(), case.lexicon, in_force(case.file.journal()))


def known_readings(case: Case) -> Iterator[Reading]:
    """The readings of the case, each speaker under the actor's name."""
    kept = kept_actors(case)
    told = case.readings() if kept else list(case.readings())
    return (kept or Actors.of(told, case.lexicon, in_force(case.file.journal()))).in_(told)


def find_actor(actors: Actors, asked: str) -> Actor:
    """The one actor whose id begins with ``asked`` or who has it as a name. Raises BadInput when there is none or several."""
    found = [a for a in actors.listed if fold_name(asked) in {fold_name(name) for name in a.names}]
    found = found or ([a for a in actors.listed if a.id.startswith(asked)] if asked.startswith("a_") else [])
    if not found:
        raise BadInput(asked, "no actor has this id or name", "onrecord actors lists them")
    if len(found) > 1:
        raise BadInput(asked, "fits more than one actor", "give an id: " + ", ".join(f"{a.id} ({a.name})" for a in found[:4]))
    return found[0]


def show_actor(case: Case, asked: str) -> ActorShown:
    """The actor and its statements. Raises BadInput."""
    actor = find_actor(actors_of(case), asked)
    wanted = set(actor.statements)
    return ActorShown(actor=actor, said=tuple(quote(s, r.report) for r in case.readings() for s in r.statements if s.id in wanted))


def merge(case: Case, a: str, b: str, *, why: str, person: str) -> Entry:
    """Decide that ``a`` and ``b`` (ids or names) are one actor. Raises BadInput, also when they are one already."""
    actors = actors_of(case)
    one, other = find_actor(actors, a), find_actor(actors, b)
    if one.id == other.id:
        raise BadInput(b, f"is {one.name} already", "nothing to merge")
    return _decide(case, person, MERGE, {"a": list(one.names), "b": list(other.names), "why": _reason(why)})


def split(case: Case, a: str, name: str, *, why: str, person: str, report: str | None = None) -> Entry:
    """Decide that ``name`` is not the actor ``a``: in all reports, or in ``report`` (the beginning of its id) only. Raises BadInput."""
    actor = find_actor(actors_of(case), a)
    if fold_name(name) not in {fold_name(n) for n in actor.names}:
        raise BadInput(name, f"is no name of {actor.name}", "its names: " + ", ".join(actor.names))
    others = [n for n in actor.names if fold_name(n) != fold_name(name)]
    if not others and report is None:
        raise BadInput(name, f"is the only name of {actor.name}", "name one report: --report ID")
    report_id = case.resolve(report)[1] if report else None
    if report_id and report_id not in actor.reports:
        raise BadInput(report or "", f"{actor.name} does not speak in this report", "its reports: " + ", ".join(actor.reports[:4]))
    return _decide(case, person, SPLIT, {"name": name, "from": others, "report": report_id, "why": _reason(why)})


def adopt_on_actors(case: Case, told: Entry, *, why: str, person: str) -> Entry:
    """Decide here what another copy decided on who is one actor. Raises BadInput when it is no such decision."""
    sides = [told.about.get(name) for name in (("a", "b") if told.decision == MERGE else ("from",) if told.decision == SPLIT else ())]
    name, report = told.about.get("name"), told.about.get("report")
    sound = bool(sides) and all(isinstance(side, list) and all(isinstance(one, str) for one in side) for side in sides)
    if not sound or (told.decision == SPLIT and not isinstance(name, str)) or not isinstance(report, str | None):
        raise BadInput(told.decision, "is no decision on who is one actor", "ask its party to sign it anew")
    if told.decision == MERGE:
        return _decide(case, person, MERGE, {"a": sides[0], "b": sides[1], "why": why})
    return _decide(case, person, SPLIT, {"name": name, "from": sides[0], "report": report, "why": why})


def _reason(why: str) -> str:
    if not why.strip():
        raise BadInput("--why", "no reason given", "say in a few words what shows it")
    return " ".join(why.split())


def _decide(case: Case, person: str, decision: str, about: dict[str, object]) -> Entry:
    with case.file.transaction():
        return case.file.decide(person, decision, about)
