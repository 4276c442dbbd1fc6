"""A joint inquiry as people read it in a terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from onrecord.casework.inquiry_listing import Waiting
from onrecord.casework.stamping import Stamp
from onrecord.cli.render import console
from onrecord.inquiry.competing import Matrix
from onrecord.model import Bearing, Inquiry, Opinion

_SIGNS = {Bearing.CONSISTENT: ("C", "green"), Bearing.INCONSISTENT: ("I", "red"), Bearing.NEUTRAL: ("N", "dim")}
_KEY = 8


def status(state: Inquiry, waiting: Sequence[Waiting]) -> None:
    """Parties, hypotheses, findings, disagreements, and what waits for whom."""
    out = console()
    out.print(Text.assemble((state.question or "no question yet", "bold"), f"  inquiry {state.id[:12]}"))
    for party in state.parties:
        keys = ", ".join(f"{m.person} {m.key[:_KEY]}{' (revoked)' if m.revoked else ''}" for m in party.members)
        out.print(f" {party.name}: {keys}")
    _section("HYPOTHESES", [f"{h.id}  {h.words}  ({h.party})" for h in state.hypotheses])
    _section(
        "FINDINGS", [f"{f.id}  {f.state.upper()}  {f.words}  ({f.confidence}){_signatures(f.signed, f.dissents)}" for f in state.findings]
    )
    _section("DISAGREEMENTS", [_matter(m.kind, m.subject, [(s.party, s.value) for s in m.held]) for m in state.disagreements])
    _section("WAITING", [f"{one.party}: {one.what}  {one.id}" for one in waiting])
    _section("DOES NOT COUNT", [f"entry {entry[:12]}: {why}" for entry, why in state.void.items()])


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        out = console()
        out.print()
        out.print(Text(title, style="bold"))
        for line in lines:
            out.print(f" {line}", soft_wrap=True)


def _signatures(signed: Sequence[Opinion], dissents: Sequence[Opinion]) -> str:
    told = [f"{one.party} signs" for one in signed] + [f"{one.party} dissents: {one.why}" for one in dissents]
    return "  " + "; ".join(told) if told else ""


def _matter(kind: str, subject: Sequence[str], held: Sequence[tuple[str, str]]) -> str:
    return f"{kind} of {' / '.join(part for part in subject if part)}: " + "; ".join(f"{party} {value}" for party, value in held)


def matrix(found: Matrix, state: Inquiry) -> None:
    """Rows of exhibits under hypotheses; the last row counts what does not fit each."""
    out = console()
    words = {h.id: h.words for h in state.hypotheses}
    shown = {x.id: x.words or x.record for x in state.exhibits}
    for n, hypothesis in enumerate(found.hypotheses, 1):
        out.print(f"H{n}  {words[hypothesis]}  ", Text(hypothesis, style="cyan"), soft_wrap=True)
    table = Table("exhibits on one origin", *(f"H{n}" for n in range(1, len(found.hypotheses) + 1)), "tells apart", box=None)
    for number, row in enumerate(found.rows):
        cells = [
            Text("≠", style="yellow") if disputed else Text(*_SIGNS[bearing]) if bearing else Text("·", style="dim")
            for bearing, disputed in zip(row.bearings, row.disputed, strict=True)
        ]
        mark = " *" if number in found.sensitive else ""
        table.add_row(", ".join(shown[x] for x in row.exhibits) + mark, *cells, f"{row.diagnosticity:.0%}")
    table.add_row(Text("do not fit", style="bold"), *(str(found.inconsistency[h]) for h in found.hypotheses), "")
    out.print(table)
    out.print("C consistent  I inconsistent  N neutral  ≠ parties differ  · not judged  * the order hangs on it", style="dim")


def stamps(found: Sequence[Stamp]) -> None:
    """A line a stamp."""
    for one in found:
        state = one.fault or ("its authority was checked" if one.trusted else "its authority was not checked: name its root with --roots")
        console().print(f"{one.time or 'no time'}  {one.url}  asked by {one.party}: {state}  {one.entry[:12]}", soft_wrap=True)
    if not found:
        console().print("nothing is stamped yet")
