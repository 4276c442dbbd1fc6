"""A case held for looking: what it tells as a whole is worked out once for each state of the file."""

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from onrecord.casework.case import Case, Progress, quiet
from onrecord.casework.chaining import Chain
from onrecord.casework.standing import Standing
from onrecord.casework.together import is_kept, made_by_now
from onrecord.casework.warming import Warming
from onrecord.model import Link, Origin, Reading, Refused, Report, Statement, words_of
from onrecord.store import Asked, Derived, Held, Lists
from onrecord.stories.actors import Actor as Known
from onrecord.stories.brief import Brief, brief_of
from onrecord.stories.claims import Claim
from onrecord.stories.conflicts import Conflict
from onrecord.stories.namesakes import Merge
from onrecord.stories.timeline import Moment, timeline
from onrecord.stories.transfers import Story, shown
from onrecord.text.folding import fold

Stamp = tuple[tuple[int, int] | None, ...]
Made = TypeVar("Made")
_MOST_KEPT = 60
"""So many pictures and sorted lists are kept of one state of a case."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the report that it stands in."""

    statement: Statement
    report: Report

    @property
    def on(self) -> str | None:
        """The day it was said when the report tells it, else the report's day."""
        return self.statement.said_on or self.report.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks: the name used most, every name and role, and the statements in order of the reports.

    ``joined`` says why names are one actor's, ``apart`` of those who may seem the same why they are not.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    said: tuple[Said, ...]
    joined: tuple[Merge, ...] = ()
    apart: tuple[str, ...] = ()


class Ties:
    """The chain of a case, looked up by report."""

    def __init__(self, chain: Chain) -> None:
        """Sort links and origins by report."""
        self.chain = chain
        self.origin: Mapping[str, Origin] = {report: origin for origin in chain.origins for report in origin.reports}
        links: dict[str, list[Link]] = defaultdict(list)
        for link in chain.links:
            links[link.child].append(link)
            links[link.parent].append(link)
        self.links: Mapping[str, Sequence[Link]] = links

    def name(self, report: str) -> str:
        """The name of a report's origin; empty when it is not in the chain yet."""
        return self.origin[report].name if report in self.origin else ""


class Whole:
    """Everything that the reports of a case tell together, and where to find it by id."""

    def __init__(self, case: Case, ties: Ties, progress: Progress = quiet) -> None:
        """Read the whole case and join it."""
        self._standing = Standing(case, progress)
        self.ties = ties
        self.readings: Sequence[Reading] = self._standing.readings
        self.stories: Sequence[Story] = self._standing.stories
        self.conflicts: Sequence[Conflict] = self._standing.conflicts()
        self.claims: Sequence[Claim] = self._standing.claims()
        self.lexicon = self._standing.lexicon
        self.rates = case.rates
        self.problems = case.problems()
        self.reports: Mapping[str, Report] = {r.report.id: r.report for r in self.readings}
        self.said: Mapping[str, Said] = {s.id: Said(s, r.report) for r in self.readings for s in r.statements}
        self.story_of: Mapping[str, Story] = {transfer: story for story in self.stories for transfer in story.transfers}
        self.conflict: Mapping[str, Conflict] = {one.id: one for one in self.conflicts}
        self.claim: Mapping[str, Claim] = {one.id: one for one in self.claims}
        self._once: dict[Hashable, list[Any]] = {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes of nothing but the whole, made at the first call with ``key`` and kept while there is room."""
        found: list[Made] | None = self._once.get(key)
        if found is None:
            found = [make()]
            for oldest in list(self._once)[: max(0, len(self._once) - _MOST_KEPT)]:
                self._once.pop(oldest, None)
            self._once[key] = found
        return found[0]

    @cached_property
    def moments(self) -> Sequence[Moment]:
        """The timeline."""
        return timeline(self.readings)

    @cached_property
    def brief(self) -> Brief:
        """The case on one screen."""
        return brief_of(self.readings, self.problems, self.ties.chain.origins, self.stories, self.conflicts)

    @cached_property
    def origin(self) -> Mapping[str, Origin]:
        """Origins by id."""
        return {one.id: one for one in self.ties.chain.origins}

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Everyone who speaks by id, with names, roles, stances and why names were joined."""
        return {one.id: one for one in self._standing.actors.listed}

    @cached_property
    def conflicts_of(self) -> Mapping[str, Sequence[Conflict]]:
        """Statement id, and first telling of a transfer, to the conflicts that rest on it."""
        held: dict[str, list[Conflict]] = defaultdict(list)
        for one in self.conflicts:
            for key in dict.fromkeys((*((one.transfer,) if one.transfer else ()), *(s for side in one.sides for s in side.statements))):
                held[key].append(one)
        return held

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """Statement id to the claims that it is part of."""
        held: dict[str, list[Claim]] = defaultdict(list)
        for one in self.claims:
            for statement in dict.fromkeys(one.statements):
                held[statement].append(one)
        return held

    @cached_property
    def stories_of(self) -> Mapping[str, Sequence[Story]]:
        """Statement id to the transfers that it speaks of."""
        held: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            carried = (s for rivals in story.slots.values() for rival in rivals for s in rival.statements)
            for statement in dict.fromkeys((*(p.statement for p in story.positions), *carried)):
                held[statement].append(story)
        return held

    @property
    def question(self) -> str:
        """What the reports turn on, asked of the best supported alleged transfer; empty when there is none."""
        for story in self.stories:
            goods = story.values("goods")
            giver = next(iter(story.values("supplier") or story.values("maker")), None)
            taker = next(iter(story.values("recipient")), None)
            if goods and (giver or taker):
                return f"Did {shown(goods[0])} go" + (f" from {giver}" if giver else "") + (f" to {taker}" if taker else "") + "?"
        return ""

    def gathered(self, statements: Iterable[str]) -> list[tuple[Said, ...]]:
        """Statements in their order, those together that one speaker makes with one stance in the same words."""
        held: dict[tuple[str, str, str], list[Said]] = {}
        for key in dict.fromkeys(statements):
            said = self.said[key]
            speaker = said.statement.speaker.actor if said.statement.speaker else ""
            words = fold(words_of(said.report.text, said.statement.content))
            held.setdefault((speaker, said.statement.stance.value, words), []).append(said)
        return [tuple(group) for group in held.values()]

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Everyone who speaks, those who speak most first."""
        held: dict[str, list[Said]] = defaultdict(list)
        for said in self.said.values():
            if said.statement.speaker:
                held[said.statement.speaker.actor].append(said)
        ranked = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
        return {actor: _actor(actor, said, self.known.get(actor)) for actor, said in ranked}


def _actor(actor: str, said: Sequence[Said], known: Known | None) -> Actor:
    speakers = [s.statement.speaker for s in said if s.statement.speaker]
    if known:
        roles = tuple(dict.fromkeys(held.role for held in known.roles))
        return Actor(id=actor, name=known.name, kind=known.kind.value, names=known.names, roles=roles, said=tuple(said),
                     joined=known.merges, apart=known.apart)  # fmt: skip
    return Actor(
        id=actor, name=_most(s.name for s in speakers), kind=_most(s.kind.value for s in speakers),
        names=tuple(dict.fromkeys(s.name for s in speakers)),
        roles=tuple(dict.fromkeys(s.role for s in speakers if s.role)), said=tuple(said),
    )  # fmt: skip


def _most(words: Iterable[str]) -> str:
    """The word that comes most often; the first of equals."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return max(counts, key=lambda word: counts[word])


class Looking:
    """A case at a path, for many readers at once: every look opens its own connection, which reads only."""

    def __init__(self, path: Path, *, patience: float | None = None) -> None:
        """Open the case once to see that it is one. Raises BadInput or Refused.

        ``patience``: seconds after which ``whole`` raises StillWorking; with None it waits for however long it takes.
        """
        self.path = path
        self._lock = threading.Lock()
        self._ties: tuple[Stamp, Ties] | None = None
        self._whole: tuple[Stamp, str, Whole] | None = None
        self._warming = Warming(self._made, patience)
        self._common: tuple[Stamp | None, Held] = (None, {})
        with self._keeping():  # brings a case of an older format up to date
            pass

    @contextmanager
    def case(self) -> Iterator[Case]:
        """The case, open for reading."""
        with Case(self.path, readonly=True) as opened:
            yield opened

    @contextmanager
    def _keeping(self) -> Iterator[Case]:
        """The case, open so that what is worked out can be kept in it, where the system lets us write."""
        try:
            opened = Case(self.path)
        except Refused:
            opened = Case(self.path, readonly=True)
        with opened:
            yield opened

    def stamp(self) -> Stamp:
        """What changes when the file does: size and time of the case and of its log of late changes."""
        return tuple(_stat(Path(f"{self.path}{end}")) for end in ("", "-wal"))

    def lists(self, case: Case) -> Lists:
        """The lists of a case that was opened for looking, with what they have in common at this state of the file."""
        stamp, (of, held) = self.stamp(), self._common
        if of != stamp:
            held = {}
            self._common = (stamp, held)
        return case.file.lists_with(held)

    def ties(self) -> Ties:
        """The chain as it is now."""
        with self._lock:
            if self._ties is None or self._ties[0] != self.stamp():
                with self._keeping() as case:
                    ties = Ties(case.chain())
                self._ties = (self.stamp(), ties)
            return self._ties[1]

    def whole(self) -> Whole:
        """Everything as it is now; worked out at the first call and after each change of the file. May raise StillWorking."""
        return self._warming.ask(self.at_hand)

    def warm(self) -> None:
        """Begin to work everything out, so that it is at hand when somebody asks."""
        self._warming.begin()

    def _made(self, progress: Progress) -> Whole:
        ties, stamp = self.ties(), self.stamp()
        with self._keeping() as case:
            before, made_by = case.file.standing.others_wrote(), made_by_now(case)
            whole = Whole(case, ties, progress)
            settled = case.file.standing.others_wrote() == before
        _ = (whole.moments, whole.actors, whole.conflicts_of, whole.claims_of, whole.stories_of)  # before anybody waits for them
        self._whole = (stamp, made_by if settled else "", whole)
        return whole

    def actor_of(self, actor: str) -> str:
        """The id under which an actor is known whom one report's own reading calls ``actor``; ``actor`` itself when nobody is."""
        whole = self.whole()
        if actor in whole.actors:
            return actor
        with self.case() as case:
            _, found = case.file.lists.derived(Derived.STATEMENT, Asked(where={"actor": actor}, most=1))
        speaker = whole.said[found[0][0]].statement.speaker if found and found[0][0] in whole.said else None
        return speaker.actor if speaker else actor

    def at_hand(self) -> Whole | None:
        """Everything when it is worked out already, so that a page of one report need not wait for it."""
        if (held := self._whole) is None:
            return None
        made_of, made_by, whole = held
        stamp = self.stamp()
        if made_of != stamp:  # what was written may be what is kept of the whole itself, or a note
            with self.case() as case:
                if not is_kept(case, made_by) or case.problems() != whole.problems:
                    return None
            self._whole = (stamp, made_by, whole)
        return whole


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if found.st_size else None
