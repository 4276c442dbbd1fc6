"""What does not go together in a case: denials, figures, routes, parties, and positions that change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.lexicon import Lexicon
from onrecord.model import Reading, Stance, Statement, content_id, words_of
from onrecord.model.edtf import days, order_key
from onrecord.stories.amounts import apart
from onrecord.stories.joining import ARMS, GENERAL
from onrecord.stories.transfers import Place, Position, Rival, Story, shown
from onrecord.text.folding import fold, fold_name, is_proper, names_agree

AFFIRMS = frozenset((Stance.ASSERTS, Stance.REPORTS, Stance.ALLEGES, Stance.ACCUSES, Stance.CONFIRMS, Stance.ACKNOWLEDGES))
"""Stances that say a transfer happened."""

DENIES = frozenset((Stance.DENIES, Stance.PARTLY_DENIES))
_WORDS = 22


class ConflictKind(StrEnum):
    """In what two sides differ."""

    DENIAL = "denial"
    PARTIAL_DENIAL = "partial_denial"
    FIGURE = "figure"
    ROUTE = "route"
    PARTY = "party"
    POSITION_CHANGE = "position_change"
    REPORT_AGAINST_DENIAL = "report_against_denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a conflict: the value or words it stands on, who holds it and since when, and where it is written."""

    value: str
    actor: str | None
    on: str | None
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more sides that do not go together, and the reason in one sentence. ``transfer`` is the story's first telling."""

    id: str
    kind: ConflictKind
    sides: tuple[Side, ...]
    why: str
    transfer: str


@dataclass(frozen=True, slots=True)
class _Room:
    """What the rules look things up in: the words and speakers of statements."""

    statements: Mapping[str, tuple[Statement, Reading]]
    permissions: frozenset[str]
    hearsay: tuple[list[str], ...]

    def words(self, statement: str) -> str:
        """The content in one line, cut when long."""
        found, reading = self.statements[statement]
        flat = " ".join(words_of(reading.report.text, found.content).split())
        cut = flat.split()
        return flat if len(cut) <= _WORDS else " ".join(cut[:_WORDS]) + " …"

    def length(self, statement: str) -> int:
        """How many characters the content has."""
        return sum(span.end - span.start for span in self.statements[statement][0].content)

    def places(self, statement: str) -> Iterator[Place]:
        """Where the content stands."""
        found, reading = self.statements[statement]
        yield from (Place(reading.report.id, span) for span in found.content)

    def is_narrow(self, position: Position) -> bool:
        """Whether only a licence or the like is denied, not what it would have been for."""
        found, reading = self.statements[position.statement]
        return not self.permissions.isdisjoint(fold(words_of(reading.report.text, found.content, gap=" ")).split())

    def is_document(self, position: Position) -> bool:
        """Whether a document says so; "reports" in general are hearsay."""
        speaker = self.statements[position.statement][0].speaker
        return speaker is not None and speaker.kind == "document" and fold(speaker.name).split()[-1:] not in self.hearsay

    def cites(self, position: Position) -> bool:
        """Whether a document or an outlet says so."""
        speaker = self.statements[position.statement][0].speaker
        return speaker is not None and speaker.kind in ("document", "outlet")


def conflicts(stories: Sequence[Story], readings: Iterable[Reading], lexicon: Lexicon) -> tuple[Conflict, ...]:
    """Every conflict among ``stories``, those on most origins first.

    Not a conflict: positions on two questions, silence, a vaguer figure that contains the other, amounts of two
    currencies, a route that is part of the other.
    """
    room = _Room(
        {s.id: (s, reading) for reading in readings for s in reading.statements},
        lexicon.words("permission"),
        tuple([word] for word in lexicon.words("hearsay")),
    )
    found: list[Conflict] = []
    for story in stories:
        found += _denials(story, room)
        found += _figures(story)
        found += _routes(story)
        found += _parties(story)
    for corridor in _corridors(stories):
        found += _reports_against_denials(corridor, room)
        found += _changes(corridor, room)
    unique = {c.id: c for c in found}
    return tuple(sorted(unique.values(), key=lambda c: (-sum(len(s.origins) for s in c.sides), c.kind, c.id)))


def _denials(story: Story, room: _Room) -> Iterator[Conflict]:
    """One conflict for each voice that denies what other voices say of the story."""
    for voice, own in _by_voice(story.positions).items():
        denials = [p for p in own if p.stance in DENIES]
        others = [p for p in story.positions if fold_name(p.voice) != voice and p.stance in AFFIRMS]
        if not denials or not others:
            continue
        whole = [p for p in denials if p.stance is Stance.DENIES and not room.is_narrow(p)]
        said, answer = _weightiest(others), max(whole or denials, key=lambda p: room.length(p.statement))
        full = ConflictKind.REPORT_AGAINST_DENIAL if room.is_document(said) else ConflictKind.DENIAL
        kind = full if whole else ConflictKind.PARTIAL_DENIAL
        part = "denied by" if whole else "denied in part by"
        why = f"{_TOLD[said.stance]} by {said.actor}, {part} {answer.actor}: {story.title}."
        yield _conflict(kind, (_side(said, others, room), _side(answer, whole or denials, room)), why, story)


def _reports_against_denials(corridor: Sequence[Story], room: _Room) -> Iterator[Conflict]:
    """A document or outlet that tells of another transfer between parties one of whom denies such a transfer."""
    for denied in corridor:
        for voice, own in _by_voice(denied.positions).items():
            denials = [p for p in own if p.stance is Stance.DENIES]
            if not denials or not _is_party(voice, denied):
                continue
            for told in corridor:
                cited = [p for p in told.positions if p.stance in AFFIRMS and room.cites(p) and fold_name(p.voice) != voice]
                if told is denied or not cited or _is_later(told, denials[0]):
                    continue
                said = _weightiest(cited)
                why = f"{_TOLD[said.stance]} by {said.actor}, while {denials[0].actor} denies the like: {told.title}."
                sides = (_side(said, cited, room), _side(denials[0], denials, room))
                yield _conflict(ConflictKind.REPORT_AGAINST_DENIAL, sides, why, told)


def _changes(corridor: Sequence[Story], room: _Room) -> Iterator[Conflict]:
    """A party's voice that says another thing on a later day than it said before."""
    positions = [p for story in corridor for p in story.positions]
    for voice, own in _by_voice(positions).items():
        if not any(_is_party(voice, story) for story in corridor):
            continue
        taken: list[tuple[str, list[Position]]] = []
        by_day: dict[str, list[Position]] = {}
        for position in own:
            if _answer(position) and position.on and days(position.on).first:
                by_day.setdefault(position.on, []).append(position)
        for day in sorted(by_day, key=order_key):
            answer = min((_answer(p) for p in by_day[day]), key=_ANSWERS.index)
            held = [p for p in by_day[day] if _answer(p) == answer]
            if not taken or taken[-1][0] != answer:
                taken.append((answer, held))
        for (before, earlier), (after, later) in pairwise(taken):
            why = f"{earlier[0].voice} {before} on {earlier[0].on}, and {after} on {later[0].on}."
            sides = tuple(_side(max(held, key=lambda p: room.length(p.statement)), held, room) for held in (earlier, later))
            yield _conflict(ConflictKind.POSITION_CHANGE, sides, why, corridor[0])


_ANSWERS = ("denies", "partly denies", "leaves it open", "acknowledges")
_ANSWER_OF = {
    Stance.DENIES: "denies", Stance.PARTLY_DENIES: "partly denies", Stance.LEAVES_OPEN: "leaves it open",
    Stance.CONFIRMS: "acknowledges", Stance.ACKNOWLEDGES: "acknowledges",
}  # fmt: skip


def _answer(position: Position) -> str:
    return _ANSWER_OF.get(position.stance, "")


def _figures(story: Story) -> Iterator[Conflict]:
    """Amounts of one story that cannot all be right: every rival that is apart from another one."""
    for slot in ("quantity", "value"):
        rivals = story.slots.get(slot, ())
        torn = [r for r in rivals if any(apart(r.value, other.value) for other in rivals)]
        if torn:
            values = " against ".join(shown(r.value) for r in torn)
            yield _conflict(ConflictKind.FIGURE, tuple(map(_valued, torn)), f"The amounts do not agree: {values}.", story)


def _routes(story: Story) -> Iterator[Conflict]:
    """Routes neither of which is part of the other."""
    rivals = [r for r in story.slots.get("via", ()) if any(map(is_proper, r.value))]
    torn = [r for r in rivals if any(not _part_of(r.value, o.value) and not _part_of(o.value, r.value) for o in rivals)]
    if torn:
        why = "The routes do not agree: " + " against ".join(shown(r.value) for r in torn) + "."
        yield _conflict(ConflictKind.ROUTE, tuple(map(_valued, torn)), why, story)


def _part_of(a: Sequence[str], b: Sequence[str]) -> bool:
    return all(any(names_agree(x, y) for y in b) for x in a)


def _parties(story: Story) -> Iterator[Conflict]:
    """Names for who supplied or who received that have nothing to do with each other: an army is its state's, a firm may be."""
    for slot in ("supplier", "recipient"):
        named = [r for r in story.slots.get(slot, ()) if is_proper(r.value)]
        rivals = [r for r in named if any(not _akin(r.value, other.value, story) for other in named)]
        if rivals:
            why = f"The {slot}s do not agree: " + " against ".join(shown(r.value) for r in rivals) + "."
            yield _conflict(ConflictKind.PARTY, tuple(map(_valued, rivals)), why, story)


def _akin(a: str, b: str, story: Story) -> bool:
    return any(names_agree(x, y) for x in story.kin.get(a, (a,)) for y in story.kin.get(b, (b,)))


def _corridors(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Stories between the same two named parties, two or more; arms or general goods, or one class."""
    held: dict[tuple[str, str, str], list[Story]] = {}
    for story in stories:
        givers, takers = story.values("supplier") or story.values("maker"), story.values("recipient")
        if givers and takers:
            classes = {goods.class_ or goods.name for goods in story.values("goods")}
            family = "arms" if classes & (GENERAL | ARMS) else min(classes)
            held.setdefault((_principal(givers[0]), fold_name(takers[0]), family), []).append(story)
    yield from held.values()


def _principal(name: str) -> str:
    """The first name in a giver's words, possessive aside: "Serbia's defence sector" stands for Serbia."""
    return fold_name(name.replace("’s ", "'s ").partition("'s ")[0])


def _is_party(voice: str, story: Story) -> bool:
    named = [name for slot in ("maker", "supplier", "recipient") for name in story.values(slot)]
    return any(voice == fold_name(name) or voice == _principal(name) or names_agree(voice, name) for name in named)


def _is_later(story: Story, denial: Position) -> bool:
    """Whether all that is known puts the story after the denial."""
    if not denial.on or not (last := days(denial.on).last):
        return False
    begun = [first for period in story.values("period") if (first := days(period).first)]
    return bool(begun) and min(begun) > last


def _by_voice(positions: Iterable[Position]) -> dict[str, list[Position]]:
    held: dict[str, list[Position]] = {}
    for position in positions:
        held.setdefault(fold_name(position.voice), []).append(position)
    return held


_WEIGHTS = {Stance.ACCUSES: 5, Stance.ALLEGES: 4, Stance.CONFIRMS: 4, Stance.REPORTS: 3, Stance.ACKNOWLEDGES: 3}


def _weightiest(positions: Sequence[Position]) -> Position:
    return min(positions, key=lambda p: (-_WEIGHTS.get(p.stance, 1), order_key(p.on), p.statement))


_TOLD = {
    Stance.ACCUSES: "Alleged", Stance.ALLEGES: "Alleged", Stance.REPORTS: "Reported", Stance.ASSERTS: "Said",
    Stance.CONFIRMS: "Confirmed", Stance.ACKNOWLEDGES: "Acknowledged",
}  # fmt: skip


def _side(first: Position, same: Sequence[Position], room: _Room) -> Side:
    listed = tuple(dict.fromkeys((first.statement, *(p.statement for p in same))))
    return Side(
        value=room.words(first.statement), actor=first.actor, on=first.on, statements=listed,
        places=tuple(place for statement in listed for place in room.places(statement)),
        origins=tuple(dict.fromkeys((first.origin, *(p.origin for p in same)))),
    )  # fmt: skip


def _valued(rival: Rival) -> Side:
    return Side(value=shown(rival.value), actor=None, on=None, statements=rival.statements, origins=rival.origins, places=rival.places)


def _conflict(kind: ConflictKind, sides: tuple[Side, ...], why: str, story: Story) -> Conflict:
    key = content_id("c", kind, *(s for side in sides for s in (side.value, *sorted(side.statements))), story.transfers[0])
    return Conflict(id=key, kind=kind, sides=sides, why=why, transfer=story.transfers[0])
