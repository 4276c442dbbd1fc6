"""What a joint inquiry's journal shows as lists: its entries, and what waits for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.casework.listing import ListRow
from onrecord.inquiry.bundle import plain_entry
from onrecord.inquiry.entries import in_order
from onrecord.inquiry.fold import fold as folded
from onrecord.inquiry.keys import fingerprint
from onrecord.inquiry.membership import joining, membership
from onrecord.model import Inquiry, SignedEntry
from onrecord.text.folding import fold, fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What one party has yet to do: sign a finding, grade what another has graded, let in a key."""

    party: str
    what: str
    id: str


def waiting(entries: Sequence[SignedEntry]) -> list[Waiting]:
    """What waits for whom."""
    state = folded(entries)
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
            if party.name not in graded and party.name not in state.ungraded:
                yield Waiting(party=party.name, what=f"grade {what}", id="")
        least = min(2, len({party.name for party in state.parties} - set(state.ungraded)))
        for said in matter.held if len(graded) >= least else ():
            if said.hidden:
                yield Waiting(party=said.party, what=f"reveal the grade of {what}", id="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries of a journal are asked for; None and empty words ask for all. Days are RFC 3339, both included."""

    party: str | None = None
    decision: str | None = None
    person: str | None = None
    words: str = ""
    first: str = ""
    last: str = ""

    def fits(self, entry: SignedEntry) -> bool:
        """Whether an entry is asked for."""
        if (self.party and fold_name(entry.party) != fold_name(self.party)) or (self.decision and entry.decision != self.decision):
            return False
        if self.person and fold_name(entry.person) != fold_name(self.person):
            return False
        if (self.first and entry.at < self.first) or (self.last and entry.at[: len(self.last)] > self.last):
            return False
        return not self.words or fold(self.words) in fold(about_in_words(entry)) or entry.hash.startswith(self.words.lower())


def about_in_words(entry: SignedEntry) -> str:
    """What an entry is about, in one line."""
    return "; ".join(f"{name} {_flat(value)}" for name, value in entry.about.items() if value not in ("", [], ()))


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def journal_rows(entries: Sequence[SignedEntry], wanted: Wanted) -> Iterator[ListRow]:
    """The entries of an inquiry that are asked for, in the order that all copies share."""
    for entry in in_order(entries):
        if wanted.fits(entry):
            cells = {"at": entry.at, "party": entry.party, "person": entry.person, "decision": entry.decision}
            yield ListRow(plain=plain_entry(entry), cells={**cells, "about": about_in_words(entry), "id": entry.hash[:12]})
