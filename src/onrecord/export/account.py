"""The dossier's content: what a case tells, in order, with a numbered note under every quotation."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.casework.looking import Actor, Said, Whole
from onrecord.corrections.telling import decided_told
from onrecord.drawings.of_case import chain_of_case, map_of, route_of, stances_of, timeline_of
from onrecord.export.joint import JointWork, Journal, chapters
from onrecord.export.pieces import Drawn, Heading, Line, Piece, Quote, Sides, Table
from onrecord.model import BadInput, Span, words_of
from onrecord.model.dates_in_words import in_words
from onrecord.model.edtf import days, is_edtf, order_key
from onrecord.stories.brief import unknowns
from onrecord.stories.conflicts import Conflict
from onrecord.stories.transfers import Place, Story, shown

_ACTORS = 8
_HOW = (
    "A machine read the reports by rules: it found who is quoted and with which stance, figures, times, names, what is said to have "
    "moved, and which words stand in several reports. It does not judge what is true. Every reading rests on the exact words of a "
    "report; offsets count characters of its text from 0, the end not included."
)
_DECIDING = (
    "People overrule the machine by entries of the journal, each with its person, time and reason. A statement that they corrected says so "
    "in its note; one that they rejected stands in nothing above. What the machine read is kept, and entries are only ever taken back by "
    "later ones."
)
_RIVALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands behind a number: the exact words, where they stand, and what people made of how they were read."""

    number: int
    words: str
    outlet: str
    day: str
    report: str
    at: str
    decided: str = ""

    @property
    def told(self) -> str:
        """The note in one sentence, or two."""
        return f"“{self.words}” {self.outlet}, {self.day}, {self.report}, characters {self.at}.{self.ruled}"

    @property
    def ruled(self) -> str:
        """What people made of it as a sentence of its own, a space before it; empty when it stands as it was read."""
        return f" {self.decided[:1].upper()}{self.decided[1:]}." if self.decided else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The whole dossier."""

    title: str
    summary: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    sources: Table
    method: tuple[Piece, ...]
    journal: Journal | None = None


@dataclass(slots=True)
class _Notes:
    """Numbers given out in the order in which words are first quoted."""

    whole: Whole
    held: dict[tuple[str, tuple[tuple[int, int], ...], str], Note] = field(default_factory=dict)

    def of(self, report_id: str, spans: Iterable[tuple[int, int]], decided: str = "") -> int:
        key = (report_id, tuple((a, b) for a, b in spans), decided)
        if key not in self.held:
            report = self.whole.reports[report_id]
            self.held[key] = Note(
                number=len(self.held) + 1, words=words_of(report.text, map(Span._make, key[1])), outlet=report.outlet or report.path,
                day=in_words(report.published or "no date"), report=report.id, at=", ".join(f"{a}–{b}" for a, b in key[1]),
                decided=decided,
            )  # fmt: skip
        return self.held[key].number

    def of_said(self, said: Said) -> int:
        return self.of(said.report.id, said.statement.content, decided_told(said.statement.decided))

    def told(self, record: str) -> Line:
        """A record in words; a statement with the note that proves it."""
        whole = self.whole
        if record in whole.said:
            said = whole.said[record]
            speaker = said.statement.speaker.name if said.statement.speaker else "Nobody named"
            words = " ".join(words_of(said.report.text, said.statement.content).split())
            return Line(f"{speaker} {said.statement.stance.value.replace('_', ' ')}: {words}", (self.of_said(said),))
        if record in whole.reports:
            report = whole.reports[record]
            return Line(", ".join(filter(None, (report.outlet or report.path, in_words(report.published or "no date"), report.title))))
        if record in whole.claim:
            return Line(whole.claim[record].text)
        if record in whole.conflict:
            return Line(whole.conflict[record].why)
        return Line(whole.story_of[record].title if record in whole.story_of else record)

    def quotes(self, statements: Iterable[str]) -> list[Quote]:
        """Each saying once; the other reports that carry it in the same words have notes of their own."""
        found = []
        for group in self.whole.gathered(statements):
            first = group[0]
            found.append(Quote(
                speaker=first.statement.speaker.name if first.statement.speaker else "Nobody named",
                stance=first.statement.stance.value.replace("_", " "), on=in_words(first.on or "no date"),
                words=" ".join(words_of(first.report.text, first.statement.content).split()), note=self.of_said(first),
                others=tuple(self.of_said(said) for said in group[1:]),
            ))  # fmt: skip
        return found


@dataclass(frozen=True, slots=True)
class Only:
    """What a dossier is narrowed to: one transfer, one actor, or what was said in a period."""

    stories: tuple[Story, ...]
    conflicts: tuple[Conflict, ...]
    actors: tuple[Actor, ...]
    words: str = ""


def only(whole: Whole, asked: str | None) -> Only:
    """What ``asked`` names: the beginning of the id of a transfer, claim, conflict or actor, or a time. Raises BadInput."""
    if not asked:
        return Only(tuple(whole.stories), tuple(whole.conflicts), tuple(whole.actors.values())[:_ACTORS])
    found = _period(whole, asked) if is_edtf(asked) else _one(whole, asked)
    if found is None:
        raise BadInput(f"--only {asked}", "names nothing in this case", "give the id of a transfer, claim, conflict or actor, or a time")
    return found


def _period(whole: Whole, asked: str) -> Only:
    first, last = days(asked)
    inside = {k for k, said in whole.said.items() if said.on and _meets(said.on, first, last)}
    return _narrowed(whole, inside, f"what was said in {asked}")


def _one(whole: Whole, asked: str) -> Only | None:
    if claim := next((c for c in whole.claims if c.id.startswith(asked)), None):
        return _narrowed(whole, set(claim.statements), f"the claim: {claim.text}")
    if conflict := next((c for c in whole.conflicts if c.id.startswith(asked)), None):
        story = whole.story_of.get(conflict.transfer or "")
        return Only((story,) if story else (), (conflict,), (), f"the conflict: {conflict.why}")
    if actor := next((a for a in whole.actors.values() if a.id.startswith(asked) or asked in a.names), None):
        narrowed = _narrowed(whole, {said.statement.id for said in actor.said}, f"what concerns {actor.name}")
        return Only(narrowed.stories, narrowed.conflicts, (actor,), narrowed.words)
    if story := next((s for key, s in whole.story_of.items() if key.startswith(asked)), None):
        torn = tuple(c for c in whole.conflicts if c.transfer in story.transfers)
        return Only((story,), torn, (), f"one alleged transfer: {story.title}")
    return None


def _meets(on: str, first: dt.date | None, last: dt.date | None) -> bool:
    begin, end = days(on)
    return not ((begin and last and begin > last) or (end and first and end < first) or (begin is None and end is None))


def _narrowed(whole: Whole, inside: set[str], words: str) -> Only:
    stories = tuple(s for s in whole.stories if inside & {p.statement for p in s.positions})
    torn = tuple(c for c in whole.conflicts if inside & {s for side in c.sides for s in side.statements})
    speaking = [a for a in whole.actors.values() if inside & {said.statement.id for said in a.said}]
    return Only(stories, torn, tuple(speaking[:_ACTORS]), words)


def account_of(
    whole: Whole, *, name: str, made: Sequence[tuple[str, str]], decided: Sequence[tuple[str, ...]], asked: str | None = None,
    joint: JointWork | None = None,
) -> Account:  # fmt: skip
    """The dossier of a case. ``made``: (what, which) of the machine's parts; ``decided``: (when, who, what) of people.

    A dossier that is narrowed by ``asked`` leaves the joint inquiry out.
    """
    kept = only(whole, asked)
    notes = _Notes(whole)
    pieces: list[Piece] = []
    if kept.words:
        pieces.append(Line(f"This dossier holds only {kept.words}"))
    joint = None if kept.words else joint
    if joint:
        pieces += chapters(joint, notes.told)
    pieces += _moved(kept.stories, notes)
    pieces += _torn(kept.conflicts, notes)
    pieces += [Heading(2, "Over time"), Drawn(timeline_of(whole))]
    pieces += _speakers(kept.actors, notes)
    pieces += _origins(whole)
    pieces += [
        Heading(2, "Not known"),
        *(Line(": ".join(p for p in (line.words, line.detail) if p)) for line in unknowns(whole.readings, whole.stories)),
    ]
    origins, reports = len(whole.ties.chain.origins), len(whole.reports)
    summary = f"{reports} reports from {origins} origins, {reports - origins} of them echoes; {len(whole.said)} statements."
    return Account(
        title=whole.question or name, summary=summary,
        pieces=tuple(pieces), notes=tuple(notes.held.values()), sources=_sources(whole), method=tuple(_method(made, decided)),
        journal=joint.journal if joint else None,
    )  # fmt: skip


def _moved(stories: Sequence[Story], notes: _Notes) -> Iterable[Piece]:
    yield Heading(2, "What is alleged to have moved")
    if not stories:
        yield Line("Nothing is alleged to have moved.")
    for story in stories:
        echoes = len(story.reports) - len(story.origins)
        yield Heading(3, " ".join(story.title.split()).replace("->", "→"))
        yield Line(f"Reported by {_many(len(story.origins), 'origin')}, echoed {_many(echoes, 'time')}.")
        yield Drawn(route_of(story))
        if drawn := map_of(story, notes.whole.lexicon):
            yield Drawn(drawn)
        for slot, rivals in story.slots.items():
            told = [f"{shown(r.value)} ({_many(len(r.origins), 'origin')})" for r in rivals[:_RIVALS]]
            numbers = tuple(notes.of(p.report, [p.span]) for r in rivals[:_RIVALS] for p in r.places[:1])
            yield Line(f"{slot.capitalize()}: {' against '.join(told)}", numbers)
        yield from notes.quotes(p.statement for p in story.positions)


def _torn(conflicts: Sequence[Conflict], notes: _Notes) -> Iterable[Piece]:
    if conflicts:
        yield Heading(2, "What does not go together")
    for one in conflicts:
        yield Heading(3, one.why.replace("->", "→"))
        sides: list[tuple[Line | Quote, ...]] = []
        for side in one.sides:
            if side.actor:
                sides.append(tuple(notes.quotes(side.statements)))
            else:
                sides.append((Line(f"{side.value}: {', '.join(side.origins)}", _placed(side.places, notes)),))
        yield Sides(tuple(sides))


def _placed(places: Iterable[Place], notes: _Notes) -> tuple[int, ...]:
    return tuple(dict.fromkeys(notes.of(p.report, [p.span]) for p in list(places)[:3]))


def _speakers(actors: Sequence[Actor], notes: _Notes) -> Iterable[Piece]:
    if actors:
        yield Heading(2, "Who says what")
    for actor in actors:
        yield Heading(3, actor.name + (f", {actor.roles[0]}" if actor.roles else ""))
        yield Drawn(stances_of(actor))
        ordered = sorted(actor.said, key=lambda said: (order_key(said.on), said.statement.id))
        yield from notes.quotes(said.statement.id for said in ordered)


def _origins(whole: Whole) -> Iterable[Piece]:
    yield Heading(2, "Where the reports come from")
    yield Drawn(chain_of_case(whole))
    ranked = sorted(whole.ties.chain.origins, key=lambda o: (-len(o.reports), o.name))
    rows = []
    for origin in ranked:
        carried = ", ".join(dict.fromkeys(whole.reports[r].outlet or whole.reports[r].path for r in origin.reports if r in whole.reports))
        rows.append((origin.name, str(len(origin.reports)), carried, "in the case" if origin.root else "known from those who carry it"))
    yield Table(("Origin", "Reports", "Carried by", "Its own text"), tuple(rows))


def _sources(whole: Whole) -> Table:
    rows = tuple(
        (r.outlet or "unknown", in_words(r.published or "no date"), r.title or r.path, r.url or "", whole.ties.name(r.id), r.id, r.original)
        for r in sorted(whole.reports.values(), key=lambda r: (order_key(r.published), r.path))
    )
    return Table(("Outlet", "Day", "Report", "Address", "Origin", "Id", "Bytes as received"), rows)


def _method(made: Sequence[tuple[str, str]], decided: Sequence[tuple[str, ...]]) -> Iterable[Piece]:
    yield Line(_HOW)
    yield Table(("Part", "Which"), tuple((a, b) for a, b in made))
    yield Heading(3, "What people decided")
    yield Line(_DECIDING)
    if decided:
        yield Table(("When", "Who", "What"), tuple((row[0], row[1], row[2]) for row in decided))
    else:
        yield Line("Nobody has decided anything in this case.")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
