"""What a joint inquiry's journal shows as lists: its entries, and what waits for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.casework.listing import ListRow
from onrecord.inquiry.bundle import plain_entry
from onrecord.inquiry.entries import in_order
from onrecord.inquiry.fold import fold
from onrecord.inquiry.keys import fingerprint
from onrecord.inquiry.membership import joining, membership
from onrecord.model import Inquiry, SignedEntry
from onrecord.text.folding import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What one party has yet to do: sign a finding, grade what another has graded, let in a key."""

    party: str
    what: str
    id: str


def waiting(entries: Sequence[SignedEntry]) -> list[Waiting]:
    """What waits for whom."""
    state = fold(entries)
    asked = joining(entries, membership(entries))
    let_in = [Waiting(party="any member", what=f"let in {e.party}, key {fingerprint(e.key)}", id=e.key[:8]) for e in asked]
    return [*_unsigned(state), *_ungraded(state), *let_in]


def _unsigned(state: Inquiry) -> Iterator[Waiting]:
    for found in state.findings:
        spoken = {said.party for said in (*found.signed, *found.dissents)}
        for party in found.required if found.state == "open" else ():
            if party not in spoken:
                yield Waiting(party=party, what=f"sign or dissent: {found.words}", id=found.id)


def _ungraded(state: Inquiry) -> Iterator[Waiting]:
    for matter in state.matters:
        if matter.kind != "grade":
            continue
        what = " ".join(filter(None, matter.subject))
        graded = {said.party for said in matter.held}
        for party in state.parties:
            if party.name not in graded:
                yield Waiting(party=party.name, what=f"grade {what}", id="")
        for said in matter.held if len(graded) > 1 else ():
            if said.hidden:
                yield Waiting(party=said.party, what=f"reveal the grade of {what}", id="")


def journal_rows(entries: Sequence[SignedEntry], party: str | None = None, decision: str | None = None) -> Iterator[ListRow]:
    """The entries of an inquiry, in the order that all copies share."""
    for entry in in_order(entries):
        if (party and fold_name(entry.party) != fold_name(party)) or (decision and entry.decision != decision):
            continue
        about = "; ".join(f"{name} {value}" for name, value in entry.about.items() if value not in ("", []))
        cells = {"at": entry.at, "party": entry.party, "person": entry.person, "decision": entry.decision, "about": about}
        yield ListRow(plain=plain_entry(entry), cells={**cells, "id": entry.hash[:12]})
