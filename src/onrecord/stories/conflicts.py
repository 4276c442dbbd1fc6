"""What does not go together in a case: denials, figures, routes, parties, and positions that change."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from onrecord.lexicon import Lexicon
from onrecord.model import FigureKind, Quantity, Reading, Span, Stance, Value, content_id
from onrecord.model.edtf import order_key
from onrecord.stories.amounts import apart, comparable
from onrecord.stories.counts import Amount, Number, Torn, parts_told, torn_counts
from onrecord.stories.goods import any_alike, thing
from onrecord.stories.opposed import Opposing
from onrecord.stories.oppositions import Opposition
from onrecord.stories.rates import Rates
from onrecord.stories.sayings import Saying, Teller
from onrecord.stories.transfers import Place, Rival, Story, shown
from onrecord.stories.voices import Voices
from onrecord.text.folding import is_proper, names_agree

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
    """Two or more sides that do not go together, and why. ``transfer`` is a story's first telling, if it is of one."""

    id: str
    kind: ConflictKind
    sides: tuple[Side, ...]
    why: str
    transfer: str | None


def conflicts(
    stories: Sequence[Story],
    readings: Iterable[Reading],
    lexicon: Lexicon,
    origins: Mapping[str, str] = MappingProxyType({}),
    voices: Voices | None = None,
    rates: Rates | None = None,
) -> tuple[Conflict, ...]:
    """Every conflict of a case, those on most origins first. ``origins`` maps a report's id to the name of its origin.

    ``voices`` are those of the readings, where they are at hand. ``rates`` are the user's: without them, sums in two
    currencies are no conflict.
    Not a conflict: positions on two questions, silence, a vaguer figure that contains the other, a route that is part of
    the other.
    """
    listed = list(readings)
    teller = Teller.of(listed, voices or Voices.of(listed, lexicon), lexicon)
    sayings = [teller.sayings(r, origins.get(r.report.id, r.report.id)) for r in listed]
    opposing = Opposing(sayings, lexicon, [[p.statement for p in story.positions] for story in stories])
    oppositions = list(opposing.oppositions())
    called = lexicon.words("paper_called")
    found = [c for one in oppositions for c in _denials(one, called)]
    found += [_change(*sides) for sides in opposing.changes()]
    published = {r.report.id: r.report.published for r in listed}
    told = _Numbers.of(sayings, parts_told(listed))
    amounts = [c for story in stories for c in _figures(story, rates, published, told, lexicon)]
    known = {place for c in amounts for side in c.sides for place in side.places}
    found += amounts
    found += [c for torn in torn_counts(sayings, listed, lexicon) if not _all_in(c := _counted(torn), known)]
    for story in stories:
        found += _routes(story)
        found += _parties(story)
    about = {p.statement: story.transfers[0] for story in reversed(stories) for p in story.positions}
    unique = {c.id: c if c.transfer else replace(c, transfer=_most_told(c, about)) for c in found}
    return tuple(sorted(unique.values(), key=lambda c: (-sum(len(s.origins) for s in c.sides), c.kind, c.id)))


def _denials(one: Opposition, called: AbstractSet[str]) -> Iterator[Conflict]:
    """What people say against a denial of the whole, what each paper shows against it, and everything against a denial of a part."""
    yield from _denial(ConflictKind.DENIAL, *one.answers(whole=True, wanted=lambda s: not s.paper))
    _, shown_in_all = one.answers(whole=True, wanted=lambda s: s.paper)
    for shown_in_one in _papers(shown_in_all, called):
        yield from _denial(ConflictKind.REPORT_AGAINST_DENIAL, *one.answers(whole=True, wanted=_among(shown_in_one)))
    yield from _denial(ConflictKind.PARTIAL_DENIAL, *one.answers(whole=False, wanted=bool))


def _among(some: Iterable[Saying]) -> Callable[[Saying], bool]:
    held = set(map(id, some))
    return lambda said: id(said) in held


def _papers(said: Sequence[Saying], called: AbstractSet[str]) -> Iterable[list[Saying]]:
    """What each paper shows, apart; a headline goes with the paper that its report is about.

    What one origin calls a document here and an assessment there (``called`` has such words) is one paper.
    """
    first = {s.report: s for s in reversed(said) if not s.headline}
    papers: dict[str, list[Saying]] = {}
    named: dict[str, str] = {}
    for one in said:
        told = first.get(one.report, one) if one.headline else one
        name = told.origin if told.own else told.voice
        if not told.own and told.voice.split()[-1:] and told.voice.split()[-1] in called:
            name = named.setdefault(told.origin, named.get(told.voice, name))
            named.setdefault(told.voice, name)
        papers.setdefault(name, []).append(one)
    return papers.values()


def _denial(kind: ConflictKind, answers: Sequence[Saying], charges: Sequence[Saying]) -> Iterator[Conflict]:
    if all(s.headline for s in answers) or all(s.headline for s in charges):
        return  # a headline only sums up what the body tells; and where there is nothing, there is no conflict
    first = min((s for s in charges if not s.headline), key=_weight)
    answer = max(answers, key=lambda s: (not s.headline, len(s.words)))
    part = "denied in part by" if kind is ConflictKind.PARTIAL_DENIAL else "denied by"
    why = f"{_TOLD[first.stance]} by {first.actor or 'nobody named'}, {part} {answer.actor}: {_line(first.words)}"
    yield _conflict(kind, (_said(first, charges), _said(answer, answers)), why, None)


def _change(earlier: Sequence[Saying], later: Sequence[Saying]) -> Conflict:
    before, after = max(earlier, key=lambda s: len(s.words)), max(later, key=lambda s: len(s.words))
    other = "" if before.actor == after.actor else f"{after.actor} "
    turn = _GRANTS.get(after.stance, "says so")
    why = f"{before.actor} denies on {before.on}, and {other}{turn} on {after.on}."
    return _conflict(ConflictKind.POSITION_CHANGE, (_said(before, earlier), _said(after, later)), why, None)


_GRANTS = {
    Stance.PARTLY_DENIES: "partly denies", Stance.LEAVES_OPEN: "leaves it open", Stance.CONFIRMS: "acknowledges",
    Stance.ACKNOWLEDGES: "acknowledges",
}  # fmt: skip


def _said(first: Saying, same: Sequence[Saying]) -> Side:
    listed = list({id(s): s for s in (first, *same)}.values())
    return Side(
        value=_line(first.words), actor=first.actor or None, on=first.on,
        statements=tuple(dict.fromkeys(s.statement for s in listed if s.statement)),
        places=tuple(Place(s.report, span) for s in listed for span in s.content),
        origins=tuple(dict.fromkeys(s.origin for s in listed)),
    )  # fmt: skip


def _line(words: str) -> str:
    """In one line, cut when long."""
    cut = words.split()
    return " ".join(cut) if len(cut) <= _WORDS else " ".join(cut[:_WORDS]) + " …"


def _most_told(conflict: Conflict, about: Mapping[str, str]) -> str | None:
    """The transfer that most statements of the sides bear on, if any do."""
    told = Counter(about[statement] for side in conflict.sides for statement in side.statements if statement in about)
    return min(told, key=lambda transfer: (-told[transfer], transfer), default=None)


def _all_in(conflict: Conflict, known: set[Place]) -> bool:
    """Whether both amounts stand at places that a transfer's rivals have already."""
    return all(not known.isdisjoint(side.places) for side in conflict.sides)


def _counted(torn: Torn) -> Conflict:
    sides = tuple(map(_amount, torn))
    values = " against ".join(side.value + (f" ({side.actor})" if side.actor else "") for side in sides)
    return _conflict(ConflictKind.FIGURE, sides, f"The amounts do not agree: {values}.", None)


def _amount(told: Amount) -> Side:
    first = told.told[0]
    places = (*(Place(c.said.report, c.figure.span) for c in told.told), *(Place(report, span) for report, span in told.also))
    return Side(
        value=shown(first.amount), actor=first.said.actor or None, on=first.said.on,
        statements=tuple(dict.fromkeys(c.said.statement for c in told.told if c.said.statement)),
        origins=tuple(dict.fromkeys(c.said.origin for c in told.told)), places=tuple(dict.fromkeys(places)),
    )  # fmt: skip


def _one_text(a: Rival, b: Rival) -> bool:
    """Whether both stand only in copies of one text, which were read otherwise: no two tellers differ."""
    reports = {place.report for place in a.places} & {place.report for place in b.places}
    return set(a.origins) == set(b.origins) and len(a.origins) == 1 and not reports


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Which sayings tell a number, and which numbers are told as part and whole."""

    by_number: Mapping[Number, Sequence[tuple[Saying, Span]]]
    parts: AbstractSet[frozenset[Number]]

    @classmethod
    def of(cls, sayings: Iterable[Sequence[Saying]], parts: AbstractSet[frozenset[Number]]) -> "_Numbers":
        found: dict[Number, list[tuple[Saying, Span]]] = {}
        for said in (s for report in sayings for s in report if s.pole > 0):
            for figure in said.figures:
                if figure.kind == FigureKind.COUNT:
                    found.setdefault((figure.low, figure.high), []).append((said, figure.span))
        return cls(found, parts)

    def one_whole(self, a: Rival, b: Rival) -> bool:
        """Whether one of the two amounts is told to be a part of the other."""
        return frozenset(((a.value.low, a.value.high), (b.value.low, b.value.high))) in self.parts

    def side(self, rival: Rival, story: Story, lexicon: Lexicon) -> Side:
        """The rival as a side, with the sayings that tell the same number of the story's goods."""
        side = _valued(rival)
        goods = frozenset(thing(g.name, g.class_, lexicon) for g in story.values("goods"))
        known = {place.report for place in side.places}
        told = self.by_number.get((rival.value.low, rival.value.high), ()) if isinstance(rival.value, Quantity) else ()
        same = [(said, span) for said, span in told if said.report not in known and said.goods and any_alike(said.goods, goods)]
        return replace(
            side,
            statements=tuple(dict.fromkeys((*side.statements, *(said.statement for said, _ in same if said.statement)))),
            places=(*side.places, *(Place(said.report, span) for said, span in same)),
        )


def _figures(
    story: Story, rates: Rates | None, published: Mapping[str, str | None], told: _Numbers, lexicon: Lexicon
) -> Iterator[Conflict]:
    """Amounts of one story that cannot all be right: every rival that is apart from another one.

    Sums in two currencies are set against each other at the rates of the days on which they were first told.
    """
    for slot in ("quantity", "value"):
        rivals = story.slots.get(slot, ())
        torn = [
            r for r in rivals
            if any(_apart(r, o, rates, published) and not _one_text(r, o) and not told.one_whole(r, o) for o in rivals)
        ]  # fmt: skip
        if torn:
            values = " against ".join(shown(r.value) for r in torn)
            sides = tuple(told.side(r, story, lexicon) for r in torn)
            yield _conflict(ConflictKind.FIGURE, sides, f"The amounts do not agree: {values}.", story)


def _apart(a: Rival, b: Rival, rates: Rates | None, published: Mapping[str, str | None]) -> bool:
    """Whether the two cannot both be right; of two currencies, at the rates of both days, as far as both have one."""
    if rates is None or comparable(a.value, b.value):
        return apart(a.value, b.value)
    rated = [
        apart(a.value, b.value, rates=rates, on=day)
        for day in (a.first_told(published), b.first_told(published))
        if isinstance(a.value, Value) and isinstance(b.value, Value) and rates.convert(a.value, b.value.currency or "", day)
    ]
    return bool(rated) and all(rated)


def _routes(story: Story) -> Iterator[Conflict]:
    """Routes neither of which is part of the other."""
    rivals = [r for r in story.slots.get("via", ()) if any(map(is_proper, r.value))]
    torn = [
        r for r in rivals
        if any(not _part_of(r.value, o.value) and not _part_of(o.value, r.value) and not _one_text(r, o) for o in rivals)
    ]  # fmt: skip
    if torn:
        why = "The routes do not agree: " + " against ".join(shown(r.value) for r in torn) + "."
        yield _conflict(ConflictKind.ROUTE, tuple(map(_valued, torn)), why, story)


def _part_of(a: Sequence[str], b: Sequence[str]) -> bool:
    return all(any(names_agree(x, y) for y in b) for x in a)


def _parties(story: Story) -> Iterator[Conflict]:
    """Names for who supplied or who received that have nothing to do with each other: an army is its state's, a firm may be."""
    for slot in ("supplier", "recipient"):
        named = [r for r in story.slots.get(slot, ()) if is_proper(r.value)]
        rivals = [r for r in named if any(not _akin(r.value, other.value, story) and not _one_text(r, other) for other in named)]
        if rivals:
            why = f"The {slot}s do not agree: " + " against ".join(shown(r.value) for r in rivals) + "."
            yield _conflict(ConflictKind.PARTY, tuple(map(_valued, rivals)), why, story)


def _akin(a: str, b: str, story: Story) -> bool:
    """Whether two names may be one party: a state and a firm are, unless the firm is known to be another state's."""
    one, other = story.kin.get(a, (a,)), story.kin.get(b, (b,))
    if any(names_agree(x, y) for x in one for y in other):
        return True
    return (len(one) == 1) != (len(other) == 1)


_WEIGHTS = {Stance.ACCUSES: 5, Stance.ALLEGES: 4, Stance.CONFIRMS: 4, Stance.REPORTS: 3, Stance.ACKNOWLEDGES: 3}


def _weight(saying: Saying) -> tuple[int, tuple[str, ...] | object, str]:
    return (-_WEIGHTS.get(saying.stance, 1), order_key(saying.on), saying.statement or "")


_TOLD = {
    Stance.ACCUSES: "Alleged", Stance.ALLEGES: "Alleged", Stance.REPORTS: "Reported", Stance.ASSERTS: "Said",
    Stance.CONFIRMS: "Confirmed", Stance.ACKNOWLEDGES: "Acknowledged", Stance.DECLARES: "Declared",
}  # fmt: skip


def _valued(rival: Rival) -> Side:
    return Side(value=shown(rival.value), actor=None, on=None, statements=rival.statements, origins=rival.origins, places=rival.places)


def _conflict(kind: ConflictKind, sides: tuple[Side, ...], why: str, story: Story | None) -> Conflict:
    key = content_id("c", kind, *(s for side in sides for s in (side.value, *sorted(side.statements))), story.transfers[0] if story else "")
    return Conflict(id=key, kind=kind, sides=sides, why=why, transfer=story.transfers[0] if story else None)
