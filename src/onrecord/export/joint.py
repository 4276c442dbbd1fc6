"""The dossier's chapters on a joint inquiry: what the parties hold together, and what each holds alone; and the journal to check it by."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codec import canonical
from onrecord.export.pieces import Heading, Line, Piece, Table
from onrecord.inquiry.bundle import plain_entry, verifier
from onrecord.inquiry.competing import Matrix
from onrecord.inquiry.entries import in_order
from onrecord.inquiry.membership import without_private
from onrecord.model import Exhibit, Finding, Inquiry, Matter, Opinion, SignedEntry

Told = Callable[[str], Line]
"""A record in words, with the numbers of the notes that prove it."""

CHECK = (
    "Every decision below was signed by the key of the party that made it. The journal of these decisions and a verifier of one short "
    "file belong to this dossier. The verifier needs Python and nothing else (signatures too, when the package cryptography is there)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The entries that all may see, one a line, and the verifier that checks them; ``heads`` say where each chain ends."""

    entries: bytes
    verifier: bytes
    heads: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the entries."""
        return hashlib.sha256(self.entries).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWork:
    """What the dossier tells of an inquiry. ``state`` follows from the entries that all may see."""

    state: Inquiry
    matrix: Matrix
    journal: Journal


def signed_journal(entries: Sequence[SignedEntry]) -> Journal:
    """The journal as it goes with a dossier: private entries left out, each entry after all it has seen."""
    shown = in_order(without_private(entries))
    last = {e.chain: e for e in shown}
    return Journal(
        entries=b"".join(canonical(plain_entry(e)) + b"\n" for e in shown),
        verifier=verifier(),
        heads=tuple(f"{e.party}, key {e.key[:8]}: entry {e.sequence}, {e.hash[:12]}" for _, e in sorted(last.items())),
    )


def chapters(work: JointWork, told: Told) -> Iterator[Piece]:
    """The joint part and the separate parts."""
    state = work.state
    yield Heading(2, "Joint part: what the parties hold together")
    yield Line(CHECK)
    yield Line(f"The question: {state.question}")
    yield Line("The parties: " + "; ".join(f"{p.name} ({', '.join(m.person for m in p.members)})" for p in state.parties))
    adopted = [f for f in state.findings if f.state == "adopted"]
    yield Heading(3, "Findings that all required parties have signed")
    for finding in adopted:
        yield from _finding(finding, state, told)
    if not adopted:
        yield Line("There is none yet.")
    yield from _matrix(work, told)
    agreed = [m for m in state.matters if m.kind == "grade" and not m.disputed and not any(said.hidden for said in m.held)]
    if agreed:
        yield Heading(3, "Grades on which they do not differ")
        yield Table(("What", "Grade", "By"), tuple((_graded(m), m.held[0].value, _parties(m.held)) for m in agreed))
    yield Heading(2, "Separate parts: what each party holds alone")
    for party in state.parties:
        yield from _alone(party.name, state, told)


def _finding(finding: Finding, state: Inquiry, told: Told) -> Iterator[Piece]:
    yield Line(f"{finding.words} ({finding.confidence}; {finding.id})")
    yield Line("Signed by " + "; ".join(f"{s.party} ({s.person}, {s.at[:10]})" for s in finding.signed) + ".")
    for said in finding.dissents:
        yield Line(f"{said.party} dissents: {said.why}")
    yield from _resting(finding, {x.id: x for x in state.exhibits}, told)


def _resting(finding: Finding, exhibits: Mapping[str, Exhibit], told: Told) -> Iterator[Piece]:
    for key in finding.exhibits:
        if key in exhibits:
            line = told(exhibits[key].record)
            words = f"{exhibits[key].words}: {line.words}" if exhibits[key].words else line.words
            yield Line(f"It rests on: {words}", line.notes)


def _matrix(work: JointWork, told: Told) -> Iterator[Piece]:
    found, state = work.matrix, work.state
    if not found.hypotheses or not found.rows:
        return
    yield Heading(3, "Hypotheses against exhibits")
    words = {h.id: h.words for h in state.hypotheses}
    for number, key in enumerate(found.hypotheses, 1):
        yield Line(f"H{number}: {words[key]}")
    exhibits = {x.id: x for x in state.exhibits}
    rows = []
    for row in found.rows:
        named = "; ".join(exhibits[x].words or told(exhibits[x].record).words for x in row.exhibits)
        cells = ["parties differ" if torn else (b.value if b else "-") for b, torn in zip(row.bearings, row.disputed, strict=True)]
        rows.append((named, *cells, f"{row.diagnosticity:.0%}"))
    rows.append(("do not fit", *(str(found.inconsistency[h]) for h in found.hypotheses), ""))
    head = ("Exhibits on one origin", *(f"H{n}" for n in range(1, len(found.hypotheses) + 1)), "Tells apart")
    yield Table(head, tuple(rows))
    hangs = [rows[n][0] for n in found.sensitive]
    yield Line(f"The order of the hypotheses hangs on: {' | '.join(hangs)}." if hangs else "No single row changes the order.")


def _alone(party: str, state: Inquiry, told: Told) -> Iterator[Piece]:
    """What one party signed or holds that is not held by all."""
    pieces: list[Piece] = []
    for finding in state.findings:
        if finding.state != "open":
            continue
        if any(s.party == party for s in finding.signed):
            pieces.append(Line(f"It signs, and not all have: {finding.words} ({finding.confidence}; {finding.id})"))
            pieces += _resting(finding, {x.id: x for x in state.exhibits}, told)
        pieces += [Line(f"It dissents from: {finding.words} ({finding.id}). {s.why}") for s in finding.dissents if s.party == party]
    names = {h.id: h.words for h in state.hypotheses}
    shown = {x.id: x for x in state.exhibits}
    for matter in state.disagreements:
        for said in (s for s in matter.held if s.party == party and not s.hidden):
            if matter.kind == "bearing" and matter.subject[0] in shown and matter.subject[1] in names:
                line = told(shown[matter.subject[0]].record)
                on = f"{shown[matter.subject[0]].words or line.words}, for “{names[matter.subject[1]].rstrip('. ')}”"
                pieces.append(Line(f"It holds as {said.value}: {on}. {said.why}".rstrip(), line.notes))
            else:
                what = _graded(matter) if matter.kind == "grade" else f"{matter.kind} of {' / '.join(matter.subject)}"
                pieces.append(Line(f"It says {said.value}: {what}. {said.why}".rstrip()))
    if party in state.ungraded:
        pieces.append(Line("It does not grade."))
    yield Heading(3, party)
    yield from pieces or [Line("Nothing that it does not hold together with the others.")]


def _graded(matter: Matter) -> str:
    kind, subject, topic = matter.subject
    return f"{kind} {subject}" + (f" on {topic}" if topic else "")


def _parties(held: Iterable[Opinion]) -> str:
    return ", ".join(said.party for said in held)
