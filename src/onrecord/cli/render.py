"""Records as people read them in a terminal."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console, ConsoleOptions, ConsoleRenderable, Group, RenderHook, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from onrecord.casework.actors import ActorShown
from onrecord.casework.comparing import Comparison
from onrecord.casework.listing import ListRow, span_of
from onrecord.casework.quoting import Quoted
from onrecord.casework.showing import Mark, Shown, facts_of
from onrecord.casework.standing import Stood
from onrecord.casework.tracing import Twig
from onrecord.model import Reading, Span, words_of
from onrecord.model.dates_in_words import in_words
from onrecord.store import Hit
from onrecord.stories.brief import Brief, Line
from onrecord.stories.conflicts import Conflict
from onrecord.text.controls import visible

_LOUD = ("denies", "partly_denies", "leaves_open")
_STYLES = {
    "denies": "red", "partly_denies": "red", "refuses": "red", "objects": "red", "condemns": "red", "leaves_open": "yellow",
    "doubts": "yellow", "declines_comment": "yellow", "acknowledges": "green", "confirms": "green", "agrees": "green", "supports": "green",
    "accuses": "magenta", "alleges": "magenta",
}  # fmt: skip
_MARKS = {"content": "reverse", "cue": "bold cyan", "source": "bold", "words": "reverse"}
_ID_SHOWN = 8
_NARROW = 120
_WIDEST = 150
_WHO = 38
_STANCE = 16


def console() -> Console:
    """A console on standard output; without a terminal, lines are 120 columns and plain."""
    made = Console(highlight=False, soft_wrap=False)
    made = made if made.is_terminal else Console(highlight=False, width=max(_NARROW, made.width), color_system=None)
    made.push_render_hook(_Shown())
    return made


class _Shown(RenderHook):
    """Lets no word of a report command the terminal: what is no sign of writing is shown by its number."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """The same, each piece of text made visible after it was laid out."""
        return [_Visible(one) for one in renderables]


class _Visible:
    def __init__(self, inner: ConsoleRenderable) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for piece in console.render(self._inner, options):
            yield piece if piece.control else Segment(visible(piece.text), piece.style)


def brief(found: Brief, name: str, to: Console | None = None) -> None:
    """Sections of lines, each cut to one row of the screen: who or what, stance, words, id at the right edge."""
    out = to or console()
    width = min(out.width, _WIDEST)
    out.print(Text.assemble((name, "bold"), "  ", found.heading), soft_wrap=True)
    for section in found.sections:
        out.print()
        out.print(Text(section.title.upper(), style="bold"))
        for line in section.lines:
            out.print(_brief_line(line, width), soft_wrap=True)
        if section.more:
            command, _, options = section.where.partition(" ")
            out.print(Text(f"  … {section.more} more: onrecord {command} {name} {options}".rstrip(), style="dim"), soft_wrap=True)


def _brief_line(line: Line, width: int) -> Text:
    """One row: a statement in columns, anything else as words and a dimmed detail."""
    room = width - _ID_SHOWN - 2
    lead = " " + "  " * line.indent
    if line.stance:
        who = _cut(lead + line.words, _WHO)
        row = Text.assemble(who.ljust(_WHO), " ", _sign(line.stance), " ")
    else:
        wanted = max(_WHO, room - len(line.detail) - 2) if line.detail else room
        row = Text.assemble((_cut(lead + line.words, wanted), "" if line.indent else "bold"), "  ")
    row.append(_cut(line.detail, room - len(row)), style="" if line.stance else "dim")
    row.append(" " * (room - len(row)) + "  ")
    row.append(line.id[:_ID_SHOWN], style="cyan")
    return row


def _sign(stance: str) -> tuple[str, str]:
    """A stance in its column, and its style; capitals where an answer must not be overlooked."""
    shown = stance.replace("_", " ")
    return f"{shown.upper() if stance in _LOUD else shown:<{_STANCE}}", _STYLES.get(stance, "")


def _cut(words: str, room: int) -> str:
    """``words`` in at most ``room`` columns, cut at a space where one is near."""
    if len(words) <= room:
        return words
    kept = words[: max(0, room - 1)]
    return (kept.rsplit(" ", 1)[0] if " " in kept[room // 2 :] else kept).rstrip(" ,;:") + "…"


def hints(case: Path) -> None:
    """What to try next."""
    out = console()
    out.print()
    out.print(
        Text(
            f"Look closer:  onrecord statements {case} --stance denies   ·   onrecord show {case} ID   ·   onrecord timeline {case}",
            style="dim",
        ),
        soft_wrap=True,
    )
    out.print(Text(f"In a browser: onrecord serve {case} --open", style="dim"), soft_wrap=True)
    out.print(Text("Your own:     onrecord add my.case REPORTS...", style="dim"))


def rows(found: Iterable[ListRow], columns: Sequence[str], *, as_json: bool) -> None:
    """Rows as JSON Lines or as a table; a table without rows says so."""
    if as_json:
        for row in found:
            print(json.dumps(row.plain, ensure_ascii=False))
        return
    listed = list(found)
    if not listed:
        print("nothing to list")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for column in columns:
        long = column in ("words", "what", "detail", "quantity", "title")
        table.add_column(
            column,
            overflow="fold" if column != "words" else "ellipsis",
            no_wrap=column in ("id", "published", "said", "when", "stance"),
            ratio=3 if long else None,
        )
    for row in listed:
        style = _STYLES.get(row.cells.get("stance", ""), "")
        table.add_row(*(Text(row.cells.get(c, ""), style=style if c == "stance" else "") for c in columns))
    console().print(table)


def tree(twigs: Iterable[Twig], to: Console | None = None) -> None:
    """Lines by depth: what, why in a dimmed tone, id at the right edge."""
    out = to or console()
    width = min(out.width, _WIDEST)
    for twig in twigs:
        lead = " " * 3 * twig.depth + ("└ " if twig.depth else "")
        room = width - _ID_SHOWN - 2
        row = Text.assemble((_cut(lead + twig.words, room), "" if twig.depth else "bold"), "  ")
        row.append(_cut(twig.why, max(0, room - len(row))), style="dim")
        row.append(" " * (room - len(row)) + "  ")
        row.append(twig.id[:_ID_SHOWN], style="cyan")
        out.print(row, soft_wrap=True)


def comparison(found: Comparison, to: Console | None = None) -> None:
    """What changed, then the parts of both reports in two columns; shared words once and dimmed."""
    out = to or console()
    head = [f"{r.outlet or r.path} {in_words(r.published or 'no date')}" for r in (found.a, found.b)]
    link = f"   {found.link.kind.value}: {found.link.why}" if found.link else "   no link between them"
    out.print(Text.assemble((" | ".join(head), "bold"), (link, "dim")), soft_wrap=True)
    if found.versions:
        out.print(f"  two versions of one address, {found.versions}")
    if found.background:
        out.print(f"  {found.background} words of background that their publisher repeats under other news; no sign of one origin")
    for change in found.changes:
        out.print(f"  {change.what}: {change.a or '(nothing)'} → {change.b or '(nothing)'}")
    out.print()
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for name in ("", *head):
        table.add_column(name, ratio=None if not name else 1, no_wrap=not name)
    for part in found.parts:
        here, there = (" ".join(r.text[s.start : s.end].split()) if s else "" for r, s in ((found.a, part.a), (found.b, part.b)))
        style = "dim" if part.kind.value == "shared" else ""
        table.add_row(*(Text(words, style=style) for words in (part.kind.value.replace("_", " "), here, there)))
    out.print(table)


def reading(one: Reading) -> None:
    """One report read without a case: heading, statements, transfers, figures and times."""
    out = console()
    r = one.report
    out.print(Text.assemble((r.path, "bold"), f"  {r.outlet or 'outlet unknown'} · {in_words(r.published or 'day unknown')} · {r.id}"))
    if one.credits:
        out.print("  credits   " + ", ".join(f"{c.agency} ({c.kind.value.replace('_', ' ')})" for c in one.credits))
    for t in one.transfers:
        from onrecord.stories.transfers import title_of

        out.print(f"  transfer  {title_of(t)}" + (f", {in_words(t.period)}" if t.period else ""))
    for s in one.statements:
        name = s.speaker.name if s.speaker else "(nobody named)"
        words = " ".join(words_of(r.text, s.content).split())
        sign = Text(*_sign(s.stance.value))
        out.print(Text.assemble("  " + ("  " if s.within else ""), sign, "  ", (name, "bold"), ": ", words))
    for p in one.problems:
        out.print(Text(f"  problem   {p.what}: {p.detail}", style="yellow"))
    out.print()


def shown(found: Shown, to: Console | None = None) -> None:
    """The record's facts, its words in their paragraphs, and its rule."""
    out = to or console()
    r = found.report
    out.print(
        Text.assemble((f"{found.kind} {found.id}", "bold"), f"   {r.outlet or r.path} · {in_words(r.published or 'no date')} · {r.id}")
    )
    if found.kind != "report":
        facts = Table.grid(padding=(0, 2))
        for name, value in facts_of(found.record):
            facts.add_row(Text(f"  {name.replace('_', ' ')}", style="dim"), Text(value))
        out.print(facts)
    decisions(found, out)
    for passage in found.passages:
        out.print()
        out.print(Padding(marked(r.text, passage, found.marks), (0, 2)))
    out.print()
    if found.trace:
        words = ", ".join(f"“{w}”" for w in (words_of(r.text, [s]) for s in found.trace.words)) or "its layout"
        why = [f"rule {found.trace.rule} fired on {words}"]
        if found.rule:
            why.append(f"row {found.rule['row']}: {found.rule['reason']}")
        if found.trace.note:
            why.append(found.trace.note)
        out.print(Group(*(Text("  " + line, style="dim") for line in why)))
    for what, record_id in found.related:
        out.print(Text(f"  {what} {record_id}", style="dim"))


def decisions(found: Shown, out: Console) -> None:
    """What the machine read, what people made of it, and what they wrote on the record."""
    if found.rejected:
        out.print(Text("  REJECTED: it stands in nothing that the case tells", style="red"))
    for one in found.decided:
        who = f"{one.person or 'somebody'}, {one.at}, entry {one.entry}"
        out.print(Text(f"  {one.verdict.value} by {who}: {one.why}", style="yellow"), soft_wrap=True)
        for change in one.changes:
            out.print(Text(f"    {change.field}: {change.was} → {change.now}"), soft_wrap=True)
    if found.read:
        s = found.read
        name = s.speaker.name if s.speaker else "(nobody named)"
        words = " ".join(words_of(found.report.text, s.content).split())
        out.print(Text.assemble(("  the machine read  ", "dim"), _sign(s.stance.value), f" {name}: {words}"), soft_wrap=True)
    for mark in found.written:
        who = f"{mark.person or 'somebody'}, {mark.at}, entry {mark.entry}"
        out.print(Text(f"  {mark.what} by {who}: {mark.text}", style="cyan"), soft_wrap=True)


def conflicts(found: Sequence[Conflict]) -> None:
    """Each conflict with its reason and its sides, one below the other."""
    out = console()
    if not found:
        out.print("nothing to list")
    for conflict in found:
        kind = conflict.kind.value.replace("_", " ").upper()
        out.print(Text.assemble((f"{kind:<22}", "bold"), conflict.why, "  ", (conflict.id[:_ID_SHOWN], "cyan")), soft_wrap=True)
        for side in conflict.sides:
            who = ", ".join(part for part in (side.actor, in_words(side.on or "")) if part)
            count = f"{len(side.origins)} origin{'' if len(side.origins) == 1 else 's'}"
            out.print(Padding(Text.assemble((f"{who}: ", "bold") if who else "", side.value, (f"  {count}", "dim")), (0, 2, 0, 4)))
        out.print()


def stood(found: Stood) -> None:
    """A conflict or claim: its reason, then the exact words of everyone on each side."""
    out = console()
    record = found.record
    said = record.why if isinstance(record, Conflict) else record.text
    out.print(Text.assemble((f"{found.kind} {found.id}", "bold"), f"   {said}"), soft_wrap=True)
    if not isinstance(record, Conflict) and record.warning:
        out.print(Text(f"  {record.warning}", style="yellow"))
    for number, side in enumerate(found.sides):
        if isinstance(record, Conflict):
            out.print()
            out.print(Text("  " + record.sides[number].value, style="dim"))
        for quoted in side:
            out.print(_quotation(quoted))
    transfer = record.transfer
    if transfer:
        out.print(Text(f"  about {transfer}", style="dim"))


def _quotation(quoted: Quoted) -> Padding:
    who = Text.assemble((quoted.speaker or "(nobody named)", "bold"), f", {in_words(quoted.on or 'no date')}  ", _sign(quoted.stance))
    where = f"  {quoted.outlet} · {quoted.statement[:_ID_SHOWN]}"
    return Padding(Text.assemble(who, quoted.words, (where, "dim")), (0, 2, 0, 4))


def actor(found: ActorShown) -> None:
    """An actor: its names and roles, why they are one, who is kept apart and why, and everything it said."""
    out, known = console(), found.actor
    out.print(Text.assemble((f"{known.kind.value} {known.id}", "bold"), f"   {known.name}"), soft_wrap=True)
    for role in known.roles:
        out.print(Text(f"  {role.role}, {span_of(role.first, role.last)}"), soft_wrap=True)
    for merged in known.merges:
        out.print(Text(f"  one: {merged.why}", style="dim"), soft_wrap=True)
    for told in known.apart:
        out.print(Text(f"  apart: {told}", style="yellow"), soft_wrap=True)
    out.print()
    for quoted in found.said:
        out.print(_quotation(quoted))


def marked(text: str, passage: Span, marks: Sequence[Mark]) -> Text:
    """A passage with its marks; without colours, a cue stands in < >, all else in [ ]."""
    styled = Text(text[passage.start : passage.end])
    for mark in marks:
        start, end = max(mark.span.start, passage.start), min(mark.span.end, passage.end)
        if start < end:
            styled.stylize(_MARKS.get(mark.use, "reverse"), start - passage.start, end - passage.start)
    if console().is_terminal:
        return styled
    inside = {(m.span.start - passage.start, m.span.end - passage.start, m.use) for m in marks if _within(m.span, passage)}
    brackets = [(end, 0, -start, ">" if use == "cue" else "]") for start, end, use in inside]
    brackets += [(start, 1, -end, "<" if use == "cue" else "[") for start, end, use in inside]
    plain = styled.plain
    for at, _, _, bracket in sorted(brackets, reverse=True):
        plain = plain[:at] + bracket + plain[at:]
    return Text(plain)


def _within(span: Span, passage: Span) -> bool:
    return passage.start <= span.start and span.end <= passage.end


def hit(found: Hit) -> None:
    """One search result."""
    snippet = Text(re.sub(r"\s+", " ", found.snippet))
    snippet.highlight_regex(r"\[[^\]]+\]", "bold")
    console().print(
        Text.assemble((found.report, "dim"), f"  {in_words(found.published or 'no date')}  {found.outlet or ''}\n    "), snippet, sep=""
    )
