"""What is new: what of a case as it stands rests on the reports that came in after a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Origin, Reading, Report, Stance, Statement, words_of
from onrecord.model.dates_in_words import in_words
from onrecord.model.edtf import order_key
from onrecord.stories.brief import ANSWERS, WEIGHT, Line, Section, count, resting, statement_line, story_title, tells
from onrecord.stories.claims import Claim
from onrecord.stories.conflicts import Conflict, ConflictKind, Side
from onrecord.stories.transfers import Rival, Story, shown
from onrecord.text.folding import fold

MATTERS = (*ANSWERS, Stance.CONFIRMS, Stance.ACCUSES, Stance.ALLEGES)
"""Stances that a reporter who was away wants to hear of: answers to a charge, and charges."""

_SLOTS = ("quantity", "value", "maker", "supplier", "via", "intermediaries", "recipient", "period")
_SAME = 0.6
"""So much of the shorter content's words makes two statements of one actor, with one stance, the same saying."""

_EVERYTHING = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a case tells now."""

    readings: Sequence[Reading]
    stories: Sequence[Story]
    conflicts: Sequence[Conflict]
    claims: Sequence[Claim]
    origins: Sequence[Origin]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """How many reports came in, and what they are: the first of new ``origins``, ``roots`` of origins known before, or ``echoes``."""

    reports: int
    origins: int
    roots: int
    echoes: int

    @property
    def told(self) -> str:
        """In words."""
        parts = [count(self.origins, "new origin") if self.origins else "", count(self.echoes, "echo") if self.echoes else "",
                 f"{self.roots} that others turn out to rest on" if self.roots else ""]  # fmt: skip
        return count(self.reports, "report") + (": " + ", ".join(filter(None, parts)) if self.reports else "")


def arrived(origins: Iterable[Origin], fresh: Collection[str]) -> Arrived:
    """What the ``fresh`` reports (ids) are to the origins of a case."""
    new = roots = came = 0
    for origin in origins:
        inside = sum(report in fresh for report in origin.reports)
        came += inside
        new += inside == len(origin.reports)
        roots += origin.root in fresh and inside < len(origin.reports)
    return Arrived(reports=came, origins=new, roots=roots, echoes=came - new - roots)


def news_of(known: Known, fresh: Collection[str], *, asked: str = "last", full: bool = False) -> tuple[Section, ...]:
    """What rests on the ``fresh`` reports and on nothing before: each line with the id that opens it; cut unless ``full``.

    Nothing is compared with an earlier reading: what is told is what the machine reads now. A value, a side of a conflict or a
    saying is new when no report that was there before carries it. ``asked`` is the moment, as commands write it.
    """
    room = _EVERYTHING if full else 1
    more = f"brief --since {asked} --full"
    sections = (
        _section("new conflicts", _torn(known, fresh), 5 * room, more),
        _section("new answers and charges", _said(known, fresh), 6 * room, f"statements --since {asked}"),
        _section("new about alleged transfers", _moved(known, fresh), 7 * room, more),
        _section("the reports that came in", _came(known, fresh), 5 * room, f"reports --since {asked}"),
    )
    return tuple(section for section in sections if section.lines)


def _section(title: str, groups: Iterable[Sequence[Line]], room: int, where: str) -> Section:
    """Whole groups as long as there is room; the first one in any case."""
    lines: list[Line] = []
    left = 0
    for group in groups:
        if left or (lines and len(lines) + len(group) > room):
            left += 1
        else:
            lines += group
    return Section(title=title, lines=tuple(lines), more=left, where=where)


# -- conflicts ---------------------------------------------------------------------------------


def _torn(known: Known, fresh: Collection[str]) -> Iterator[Sequence[Line]]:
    """Conflicts that were none before, changes of position first; then those that have got another side."""
    home = {s.id: r.report.id for r in known.readings for s in r.statements}
    new, grown = [], []
    for one in known.conflicts:
        sides = [side for side in one.sides if not _is_fresh(_reports_of(side, home), fresh)]
        if len(sides) == len(one.sides):
            continue
        if len(sides) > 1:
            added = ", ".join(side.value for side in one.sides if side not in sides)
            grown.append([Line(words=f"{_plain(one)}, another side: {added}", detail=one.why, id=one.id)])
        else:
            new.append((one.kind is not ConflictKind.POSITION_CHANGE, [Line(words=_plain(one), detail=one.why, id=one.id)]))
    yield from (lines for _, lines in sorted(new, key=lambda found: found[0]))
    yield from grown


def _plain(conflict: Conflict) -> str:
    return conflict.kind.value.replace("_", " ")


def _reports_of(held: Side | Rival, home: Mapping[str, str]) -> set[str]:
    """The reports that carry a side of a conflict or a value of a slot."""
    return {place.report for place in held.places} | {home[s] for s in held.statements if s in home}


def _is_fresh(reports: Collection[str], fresh: Collection[str]) -> bool:
    return bool(reports) and all(report in fresh for report in reports)


# -- statements --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement, where it stands, the words of its content, and the claims that it is part of."""

    statement: Statement
    reading: Reading
    words: frozenset[str]
    claims: frozenset[str]


@dataclass(slots=True)
class _Heard:
    """What one actor said with one stance: each content once, and the claims that it is on."""

    contents: set[frozenset[str]] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)

    def has(self, words: frozenset[str]) -> bool:
        """Whether this was said, by its words."""
        return words in self.contents or any(len(words & held) >= _SAME * min(len(words), len(held)) for held in self.contents)

    def hear(self, saying: _Saying) -> None:
        """Put a saying in."""
        self.contents.add(saying.words)
        self.claims |= saying.claims


def _said(known: Known, fresh: Collection[str]) -> Iterator[Sequence[Line]]:
    """Answers and charges that nobody made before: a speaker's first of a stance on a matter, then others; the weightiest first."""
    about: dict[str, set[str]] = {}
    for claim in known.claims:
        for statement in claim.statements:
            about.setdefault(statement, set()).add(claim.id)
    came = [s for r in known.readings if r.report.id in fresh for s in _sayings(r, about)]
    before: dict[tuple[str, Stance], _Heard] = {_key(s): _Heard() for s in came}
    for reading in known.readings:
        if reading.report.id not in fresh:
            for saying in _sayings(reading, about):
                if held := before.get(_key(saying)):
                    held.hear(saying)
    ranked = []
    for saying in sorted(came, key=lambda s: (order_key(s.reading.report.published), s.statement.id)):
        held = before[_key(saying)]
        if not held.has(saying.words):
            again = not held.claims.isdisjoint(saying.claims)
            ranked.append((again, -WEIGHT.get(saying.statement.stance, 1), order_key(saying.reading.report.published), saying))
            held.hear(saying)
    for _, _, _, saying in sorted(ranked, key=lambda one: (*one[:3], one[3].statement.id)):
        yield [statement_line(saying.statement, saying.reading)]


def _key(saying: _Saying) -> tuple[str, Stance]:
    speaker = saying.statement.speaker
    return (speaker.actor if speaker else "", saying.statement.stance)


def _sayings(reading: Reading, about: Mapping[str, Collection[str]]) -> Iterator[_Saying]:
    for s in reading.statements:
        if s.stance in MATTERS and s.speaker and not s.within and tells(s, reading):
            words = frozenset(fold(words_of(reading.report.text, s.content, gap=" ")).split())
            yield _Saying(s, reading, words, frozenset(about.get(s.id, ())))


# -- transfers ---------------------------------------------------------------------------------


def _moved(known: Known, fresh: Collection[str]) -> Iterator[Sequence[Line]]:
    """Alleged transfers that nobody told of before, then those of which something else is told now."""
    home = {s.id: r.report.id for r in known.readings for s in r.statements}
    told_in = {t.id: r.report.id for r in known.readings for t in r.transfers}
    new_origins = {o.name for o in known.origins if all(report in fresh for report in o.reports)}
    changed = []
    for story in known.stories:
        opens = next((t for t in story.transfers if told_in.get(t) in fresh), None)
        if opens and all(report in fresh for report in story.reports):
            yield [Line(words=f"new: {story_title(story)}", detail=resting(story), id=opens)]
            continue
        lines = [line for slot in _SLOTS for line in _slot(slot, story, fresh, home, new_origins)]
        more = sum(origin in new_origins for origin in story.origins)
        if opens and (lines or more):
            detail = f"now told by {count(len(story.origins), 'origin')}, {len(story.origins) - more} before" if more else resting(story)
            changed.append([Line(words=story_title(story), detail=detail, id=opens), *lines])
    yield from changed


def _slot(slot: str, story: Story, fresh: Collection[str], home: Mapping[str, str], new_origins: Collection[str]) -> Iterator[Line]:
    """What is told of a slot that was not told before, and what has got an origin more."""
    rivals = [(rival, _reports_of(rival, home)) for rival in story.slots.get(slot, ())]
    before = [rival for rival, reports in rivals if not _is_fresh(reports, fresh)]
    for rival, _ in rivals:
        opens = next((s for s in rival.statements if home.get(s) in fresh), story.transfers[0])
        more = [origin for origin in rival.origins if origin in new_origins]
        if rival not in before:
            against = " / ".join(_value(slot, other) for other in before[:3])
            detail = f"{_value(slot, rival)}, by {', '.join(rival.origins)}" + (f"; before: {against}" if against else "")
            yield Line(words=f"{'rival' if against else 'now told'} {slot}", detail=detail, id=opens, indent=1)
        elif more and len(rivals) > 1:
            detail = f"{_value(slot, rival)}: {count(len(rival.origins), 'origin')} now, with {', '.join(more)}"
            yield Line(words=f"more for one {slot}", detail=detail, id=opens, indent=1)


def _value(slot: str, rival: Rival) -> str:
    return in_words(rival.value) if slot == "period" else shown(rival.value)


# -- reports -----------------------------------------------------------------------------------


def _came(known: Known, fresh: Collection[str]) -> Iterator[Sequence[Line]]:
    """Roots of what was known before, new origins, and echoes: those of one origin together."""
    reports = {r.report.id: r.report for r in known.readings}
    roots, new, echoes = [], [], []
    for origin in known.origins:
        came = [reports[r] for r in origin.reports if r in fresh and r in reports]
        before = [reports[r] for r in origin.reports if r not in fresh and r in reports]
        if not came:
            continue
        if before and origin.root in fresh:
            detail = f"what {_names(before)} rests on came in"
            roots.append([Line(words=origin.name, detail=detail, id=origin.root or "")])
            came = [r for r in came if r.id != origin.root]
        if not came:
            continue
        if before:
            line = Line(words=f"{count(len(came), 'echo')} of {origin.name}", detail=_names(came), id=came[0].id)
            echoes.append((-len(came), origin.name, [line]))
            continue
        first = reports[origin.root] if origin.root in reports else came[0]
        others = [r for r in came if r.id != origin.root]
        carried = f"carried by {_names(others)}" if others else first.title or ""
        new.append((-len(came), origin.name, [Line(words=f"new origin: {origin.name}", detail=carried, id=first.id)]))
    yield from roots
    yield from (lines for _, _, lines in sorted(new, key=lambda one: one[:2]))
    yield from (lines for _, _, lines in sorted(echoes, key=lambda one: one[:2]))


def _names(reports: Iterable[Report]) -> str:
    found = dict.fromkeys(r.outlet or r.path for r in reports)
    return ", ".join(found)
