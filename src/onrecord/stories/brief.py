"""A case on one screen: who says what, what is said to have moved, who answers, what nobody says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Origin, Problem, Reading, Stance, Statement, words_of
from onrecord.model.dates_in_words import in_words
from onrecord.model.edtf import days, order_key
from onrecord.stories.conflicts import Conflict
from onrecord.stories.transfers import Story, counted, shown

ANSWERS = (Stance.DENIES, Stance.PARTLY_DENIES, Stance.LEAVES_OPEN, Stance.ACKNOWLEDGES, Stance.REFUSES, Stance.DECLINES_COMMENT)
"""Stances that answer a charge."""

_READABLE = 3
WEIGHT: Mapping[Stance, int] = {
    Stance.DENIES: 6, Stance.PARTLY_DENIES: 6, Stance.LEAVES_OPEN: 6, Stance.ACKNOWLEDGES: 6, Stance.CONFIRMS: 4, Stance.ACCUSES: 5,
    Stance.ALLEGES: 4, Stance.AGREES: 3, Stance.DEMANDS: 3, Stance.REFUSES: 3, Stance.WARNS: 3, Stance.ASKS: 3, Stance.DECLINES_COMMENT: 3,
    Stance.OBJECTS: 3, Stance.CONDEMNS: 3, Stance.REPORTS: 2, Stance.PROMISES: 2,
}  # fmt: skip
"""How much it matters that somebody takes a stance; of one that is not here, 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a brief: its words, a detail that may be cut, and the id that ``show`` opens."""

    words: str
    detail: str = ""
    id: str = ""
    stance: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief. ``more`` counts what did not fit, ``where`` names the command that lists it."""

    title: str
    lines: tuple[Line, ...]
    more: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief of a case: a heading and sections."""

    heading: str
    sections: tuple[Section, ...]


def brief_of(
    readings: Sequence[Reading], problems: Sequence[Problem], origins: Sequence[Origin], stories: Sequence[Story],
    torn: Sequence[Conflict], *, full: bool = False,
) -> Brief:  # fmt: skip
    """The brief of ``readings``, whose ``stories`` and conflicts (``torn``) are given; cut to what fits a screen unless ``full``.

    ``origins`` holds every report once.
    """
    room = 10_000 if full else 1
    sections = (
        _sources(readings, origins, 6 * room),
        _moved(stories, readings, 4 * room),
        _torn(torn, 5 * room),
        _answers(readings, 8 * room),
        _speakers(readings, 9 * room, full=full),
        _unknown(readings, stories, problems),
    )
    return Brief(heading=_heading(readings, origins), sections=tuple(s for s in sections if s.lines))


def _heading(readings: Sequence[Reading], origins: Sequence[Origin]) -> str:
    known = [r.report.published for r in readings if r.report.published and days(r.report.published).first]
    span = sorted(known, key=order_key)
    statements = sum(len(r.statements) for r in readings)
    outlets = len({r.report.outlet for r in readings if r.report.outlet})
    when = f" · {in_words(span[0])} to {in_words(span[-1])}" if span else ""
    return (
        f"{count(len(readings), 'report')} · {count(outlets, 'outlet')} · {count(len(origins), 'origin')}, "
        f"{count(len(readings) - len(origins), 'echo')}{when} · {count(statements, 'statement')}"
    )


def _sources(readings: Sequence[Reading], origins: Sequence[Origin], room: int) -> Section:
    reports = {r.report.id: r.report for r in readings}
    lines = []
    taken = [o for o in origins if o.credited or len(o.reports) > 1]
    for origin in sorted(taken, key=lambda o: -len(o.reports))[:room]:
        members = [reports[i] for i in origin.reports if i != origin.root]
        carriers = ", ".join(dict.fromkeys(m.outlet or m.path for m in members))
        lines.append(Line(words=origin.name, detail=f"{'carried' if origin.credited else 'echoed'} by {carriers}", id=origin.reports[0]))
    own = [o for o in origins if not o.credited and len(o.reports) == 1]
    if own:
        names = Counter(o.publisher for o in own)
        detail = ", ".join(f"{name}{f' ({n})' if n > 1 else ''}" for name, n in sorted(names.items(), key=lambda kv: (-kv[1], kv[0])))
        lines.append(Line(words=f"of their own: {count(len(own), 'report')}", detail=detail, id=own[0].reports[0]))
    return Section(title="where the reports come from", lines=tuple(lines), more=max(0, len(taken) - room), where="chain")


def _moved(stories: Sequence[Story], readings: Sequence[Reading], room: int) -> Section:
    words = {s.id: (s, r) for r in readings for s in r.statements}
    lines: list[Line] = []
    for story in stories[:room]:
        lines.append(Line(words=story_title(story), detail=resting(story), id=story.transfers[0]))
        for slot in ("quantity", "value", "via", "period"):
            rivals = story.slots.get(slot, ())
            if len(rivals) > 1:
                said = [in_words(r.value) if slot == "period" else shown(r.value) for r in rivals[:4]]
                values = " / ".join(f"{one} ({count(len(r.origins), 'origin')})" for one, r in zip(said, rivals, strict=False))
                first = next((s for r in rivals for s in r.statements), story.transfers[0])
                lines.append(Line(words=f"rival {slot}", detail=values, id=first, indent=1))
        lines += [statement_line(*words[statement], indent=1) for statement in _telling(story, words)]
    return Section(title="what is alleged to have moved", lines=tuple(lines), more=max(0, len(stories) - room), where="transfers")


def _torn(found: Sequence[Conflict], room: int) -> Section:
    lines = [Line(words=c.kind.value.replace("_", " "), detail=c.why, id=c.id) for c in one_kind_each(found)[:room]]
    return Section(title="what does not go together", lines=tuple(lines), more=max(0, len(found) - room), where="conflicts")


def one_kind_each(found: Sequence[Conflict]) -> list[Conflict]:
    """In their order, but the first of each kind before the second of any."""
    seen: Counter[str] = Counter()
    turns = []
    for number, conflict in enumerate(found):
        turns.append((seen[conflict.kind], number, conflict))
        seen[conflict.kind] += 1
    return [conflict for _, _, conflict in sorted(turns, key=lambda turn: turn[:2])]


def resting(story: Story) -> str:
    """On how many origins a story rests, and how many reports only repeat them."""
    echoes = len(story.reports) - len(story.origins)
    return count(len(story.origins), "origin") + (f", {count(echoes, 'echo')}" if echoes else "")


def story_title(story: Story) -> str:
    """A transfer in one line. What has rivals is left to the lines below: no rival is set above the others."""

    def best(slot: str) -> str:
        return shown(story.slots[slot][0].value) if slot in story.slots else ""

    def agreed(slot: str) -> str:
        return best(slot) if len(story.slots.get(slot, ())) == 1 else ""

    one = agreed("quantity") and "goods" in story.slots
    parts = [counted(story.slots["quantity"][0].value, story.slots["goods"][0].value) if one else best("goods")]
    if value := agreed("value"):
        parts.append(f"worth {value}")
    giver = best("supplier") or best("maker") or "?"
    via = story.slots.get("via", ())
    way = [giver, *(via[0].value if len(via) == 1 else ()), best("recipient") or "?"]
    period = agreed("period")
    return " ".join(p for p in parts if p) + ": " + " → ".join(way) + (f", {in_words(period)}" if period else "")


def _telling(story: Story, words: dict[str, tuple[Statement, Reading]]) -> list[str]:
    """One statement for each stance taken towards a transfer, the weightiest first."""
    held: dict[tuple[str, Stance], str] = {}
    for position in story.positions:
        held.setdefault((position.actor, position.stance), position.statement)
    ranked = sorted(held.values(), key=lambda i: -WEIGHT.get(words[i][0].stance, 1))
    return ranked[:3]


def _answers(readings: Sequence[Reading], room: int) -> Section:
    found = [(s, r) for r in readings for s in r.statements if s.stance in ANSWERS and s.speaker and not s.within and tells(s, r)]
    picked = _one_voice_each(found)
    lines = [statement_line(s, r) for s, r in picked[:room]]
    return Section(
        title="who answers, and how", lines=tuple(lines), more=max(0, len(found) - len(lines)), where="statements --stance denies"
    )


def tells(statement: Statement, reading: Reading) -> bool:
    """Whether the content can be read by itself: "denied that" points at words elsewhere."""
    return len(words_of(reading.report.text, statement.content).split()) >= _READABLE


def _one_voice_each(found: Iterable[tuple[Statement, Reading]]) -> list[tuple[Statement, Reading]]:
    """Weightiest first, but each speaker once with each stance before anyone twice; then in order of time."""
    ranked = sorted(found, key=lambda sr: (-WEIGHT.get(sr[0].stance, 1), order_key(sr[1].report.published), sr[0].id))
    seen: set[tuple[str, Stance]] = set()
    first: list[tuple[Statement, Reading]] = []
    rest: list[tuple[Statement, Reading]] = []
    for s, r in ranked:
        key = (s.speaker.actor if s.speaker else "", s.stance)
        (rest if key in seen else first).append((s, r))
        seen.add(key)
    return first + rest


def _speakers(readings: Sequence[Reading], room: int, *, full: bool) -> Section:
    by_actor: dict[str, list[tuple[Statement, Reading]]] = {}
    for reading in readings:
        for s in reading.statements:
            if s.speaker and not s.within:
                by_actor.setdefault(s.speaker.actor, []).append((s, reading))
    ranked = sorted(by_actor.values(), key=lambda group: (-len(group), group[0][0].id))
    lines: list[Line] = []
    for group in ranked[:room]:
        speakers = [s.speaker for s, _ in group if s.speaker]
        role = next((sp.role for sp in speakers if sp.role), None)
        stances = Counter(s.stance.value.replace("_", " ") for s, _ in group)
        tally = ", ".join(f"{n} {stance}" for stance, n in stances.most_common(None if full else 3))
        strongest, where = min(group, key=lambda sr: (not tells(*sr), -WEIGHT.get(sr[0].stance, 1), sr[0].id))
        words = " ".join(words_of(where.report.text, strongest.content).split())
        shown_stance = strongest.stance.value.replace("_", " ")
        lines.append(
            Line(words=speakers[0].name + (f", {role}" if role else ""), detail=f"{tally} · {shown_stance}: {words}", id=strongest.id)
        )
    return Section(title="who says what", lines=tuple(lines), more=max(0, len(ranked) - room), where="statements")


def _unknown(readings: Sequence[Reading], stories: Sequence[Story], problems: Sequence[Problem]) -> Section:
    lines = list(unknowns(readings, stories))
    if problems:
        ids = {r.report.id for r in readings}
        about = next((p.report for p in problems if p.report in ids), "")
        lines.append(Line(words=f"{count(len(problems), 'problem')} recorded", detail="see onrecord problems", id=about))
    return Section(title="not known", lines=tuple(lines))


def unknowns(readings: Sequence[Reading], stories: Sequence[Story]) -> Iterator[Line]:
    """What nobody tells: days of reports, slots of transfers, sources of statements."""
    undated = [r for r in readings if not r.report.published or not days(r.report.published).first]
    if undated:
        yield Line(
            words=f"when {count(len(undated), 'report')} came out",
            detail=", ".join(r.report.outlet or r.report.path for r in undated[:4]),
            id=undated[0].report.id,
        )
    for slot, asked in (("period", "when"), ("via", "by what way"), ("quantity", "how much"), ("supplier", "from whom")):
        lacking = [s for s in stories if slot not in s.slots and not (slot == "quantity" and "value" in s.slots)]
        if lacking:
            yield Line(
                words=f"{asked}: {len(lacking)} of {count(len(stories), 'alleged transfer')}",
                detail=lacking[0].title,
                id=lacking[0].transfers[0],
            )
    nobody = [s for r in readings for s in r.statements if s.speaker is None]
    if nobody:
        yield Line(words=f"who says so: {count(len(nobody), 'statement')} without a named source", id=nobody[0].id)
    single = [s for s in stories if len(s.origins) == 1]
    if single:
        yield Line(words=f"resting on one origin: {len(single)} of {count(len(stories), 'alleged transfer')}", id=single[0].transfers[0])


def statement_line(statement: Statement, reading: Reading, indent: int = 0) -> Line:
    """Who says it, when, with which stance, in which words."""
    when = statement.said_on or reading.report.published or "no date"
    speaker = statement.speaker.name if statement.speaker else "nobody named"
    words = " ".join(words_of(reading.report.text, statement.content).split())
    return Line(words=f"{speaker}, {in_words(when)}", detail=words, id=statement.id, stance=statement.stance.value, indent=indent)


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    many = "es" if noun.endswith("o") else "s"
    return f"{number:,} {noun}{'' if number == 1 else many}"
