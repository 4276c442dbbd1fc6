"""Folds a journal into the inquiry that follows from it; the same entries give the same inquiry, in whatever order they came."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.inquiry.entries import broken, clock, in_order, knew
from onrecord.inquiry.membership import FOUNDS, membership
from onrecord.model import (
    CONFIDENCES,
    CREDIBILITIES,
    RELIABILITIES,
    Bearing,
    Exhibit,
    Finding,
    Hypothesis,
    Inquiry,
    Matter,
    Note,
    Opinion,
    SignedEntry,
    content_id,
    grades_needed,
)

BEARS, GRADES, REVEALS, RULES = "bears", "grades", "reveals", "rules"
"""A bearing; a sealed grade; what was in it; a word on how a record was read."""

HYPOTHESIS, EXHIBIT, FINDING, SIGNS, DISSENTS, WITHDRAWS, NOTES = (
    "hypothesis", "exhibit", "finding", "signs", "dissents", "withdraws", "notes",
)  # fmt: skip
GRADING = "grading"
"""A party's word on whether it grades at all: on, or off."""

_SUBJECT_KINDS = {"source": RELIABILITIES, "claim": CREDIBILITIES}

Register = tuple[str, tuple[str, ...]]


def fold(entries: Sequence[SignedEntry]) -> Inquiry:
    """The inquiry of these entries, those left aside that are not sound or not signed by a member.

    Each party has its own word on every matter, and a later word of the same party takes the place of an earlier one that its maker
    knew. Words that were said apart both stand. No party's word takes the place of another's.
    """
    faults = broken(entries)
    sound = [entry for entry in entries if entry.hash not in faults]
    members = membership(sound)
    state = _State()
    for entry in in_order(sound):
        if entry.hash in members.void:
            continue
        step = _STEPS.get(entry.decision)
        if step is not None:
            state.party_of[entry.hash] = entry.party
            step(state, entry)
    founding = next((entry for entry in sound if entry.decision == FOUNDS and not entry.inquiry), None)
    return Inquiry(
        id=founding.hash if founding else "",
        question=_text(founding, "question") if founding else "",
        parties=members.parties,
        hypotheses=tuple(h for h in state.hypotheses.values() if h.entry not in state.withdrawn),
        exhibits=state.standing_exhibits(),
        matters=tuple(state.matters(grades_needed(members.parties, state.ungraded()))),
        findings=tuple(state.finding(found) for found in state.findings.values()),
        notes=tuple(note for note in state.notes if note.entry not in state.withdrawn),
        void={**faults, **members.void},
        ungraded=state.ungraded(),
    )


@dataclass(slots=True)
class _Told:
    """A party's word on a matter, with the clock of its entry."""

    clock: Mapping[str, int]
    entry: SignedEntry
    opinion: Opinion


@dataclass(slots=True)
class _State:
    """What has been folded so far."""

    hypotheses: dict[str, Hypothesis] = field(default_factory=dict)
    exhibits: list[Exhibit] = field(default_factory=list)
    findings: dict[str, Finding] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    registers: dict[Register, dict[str, list[_Told]]] = field(default_factory=dict)
    sealed: dict[str, SignedEntry] = field(default_factory=dict)
    revealed: dict[str, str] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    party_of: dict[str, str] = field(default_factory=dict)

    def put(self, register: Register, entry: SignedEntry, value: str, *, hidden: bool = False) -> None:
        """A party's new word on a matter."""
        said = Opinion(
            party=entry.party, person=entry.person, value=value, why=_text(entry, "why"), at=entry.at, entry=entry.hash, hidden=hidden
        )
        now = clock(entry)
        held = self.registers.setdefault(register, {}).setdefault(entry.party, [])
        held[:] = [*(told for told in held if not knew(now, told.entry)), _Told(now, entry, said)]

    def opinions(self, register: Register) -> tuple[Opinion, ...]:
        """What parties hold on a matter, those withdrawn left out, by party."""
        held = self.registers.get(register, {})
        return tuple(
            told.opinion for party in sorted(held) for told in held[party] if told.entry.hash not in self.withdrawn
        )  # fmt: skip

    def matters(self, needed: int) -> Iterable[Matter]:
        """Every matter that somebody holds something on; sealed grades opened where ``needed`` parties have graded."""
        for kind, subject in sorted(self.registers):
            if kind in ("finding", GRADING):
                continue
            held = self.opinions((kind, subject))
            if kind == "grade":
                held = self._opened(held, needed)
            if held:
                yield Matter(kind=kind, subject=subject, held=held)

    def ungraded(self) -> tuple[str, ...]:
        """The parties that do not grade, by name. One that said both on two copies grades."""
        held: dict[str, set[str]] = {}
        for said in self.opinions((GRADING, ())):
            held.setdefault(said.party, set()).add(said.value)
        return tuple(party for party, values in held.items() if values == {"off"})

    def _opened(self, held: tuple[Opinion, ...], needed: int) -> tuple[Opinion, ...]:
        seen = {said.entry: self.revealed[said.entry] for said in held if said.entry in self.revealed}
        blind = len({said.party for said in held}) < needed
        return tuple(
            said
            if blind or said.entry not in seen
            else Opinion(party=said.party, person=said.person, value=seen[said.entry], why=said.why, at=said.at, entry=said.entry)
            for said in held
        )

    def standing_exhibits(self) -> tuple[Exhibit, ...]:
        """Each exhibit once, as the first party that still stands by it laid it before the group."""
        standing: dict[str, Exhibit] = {}
        for exhibit in self.exhibits:
            if exhibit.entry not in self.withdrawn:
                standing.setdefault(exhibit.id, exhibit)
        return tuple(standing.values())

    def finding(self, found: Finding) -> Finding:
        """A finding with who signs it, who dissents, and what has become of it."""
        held = self.opinions(("finding", (found.id,)))
        signed = tuple(said for said in held if said.value == SIGNS)
        dissents = tuple(said for said in held if said.value == DISSENTS)
        agreed = {said.party for said in signed} - {said.party for said in dissents}
        adopted = bool(found.required) and set(found.required) <= agreed
        state = "withdrawn" if found.entry in self.withdrawn else "adopted" if adopted else "open"
        return Finding(
            id=found.id, words=found.words, exhibits=found.exhibits, confidence=found.confidence, required=found.required,
            party=found.party, entry=found.entry, signed=signed, dissents=dissents, state=state,
        )  # fmt: skip


def _text(entry: SignedEntry, name: str) -> str:
    value = entry.about.get(name, "")
    return value if isinstance(value, str) else ""


def _texts(entry: SignedEntry, name: str) -> tuple[str, ...]:
    value = entry.about.get(name, ())
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def _hypothesis(state: _State, entry: SignedEntry) -> None:
    made = Hypothesis(id=f"h_{entry.hash[:12]}", words=_text(entry, "words"), party=entry.party, entry=entry.hash)
    state.hypotheses[made.id] = made


def _exhibit(state: _State, entry: SignedEntry) -> None:
    """The same record is the same exhibit, whoever lays it before the group."""
    record = _text(entry, "record")
    made = Exhibit(id=content_id("x", record), record=record, words=_text(entry, "words"), party=entry.party, entry=entry.hash)
    state.exhibits.append(made)


def _finding(state: _State, entry: SignedEntry) -> None:
    if _text(entry, "confidence") not in CONFIDENCES:
        return
    made = Finding(
        id=f"f_{entry.hash[:12]}", words=_text(entry, "words"), exhibits=_texts(entry, "exhibits"), confidence=_text(entry, "confidence"),
        required=_texts(entry, "required"), party=entry.party, entry=entry.hash, signed=(), dissents=(), state="open",
    )  # fmt: skip
    state.findings[made.id] = made


def _on_finding(state: _State, entry: SignedEntry) -> None:
    state.put(("finding", (_text(entry, "finding"),)), entry, entry.decision)


def _bears(state: _State, entry: SignedEntry) -> None:
    if _text(entry, "bearing") in tuple(Bearing):
        state.put(("bearing", (_text(entry, "exhibit"), _text(entry, "hypothesis"))), entry, _text(entry, "bearing"))


def _rules(state: _State, entry: SignedEntry) -> None:
    state.put(("reading", (_text(entry, "record"), _text(entry, "field"))), entry, _text(entry, "value"))


def _grading(state: _State, entry: SignedEntry) -> None:
    if _text(entry, "value") in ("on", "off"):
        state.put((GRADING, ()), entry, _text(entry, "value"))


def _grades(state: _State, entry: SignedEntry) -> None:
    """A grade comes in sealed: only the digest of it and a salt is said."""
    state.sealed[entry.hash] = entry
    state.put(("grade", (_text(entry, "kind"), _text(entry, "subject"), _text(entry, "topic"))), entry, "", hidden=True)


def _reveals(state: _State, entry: SignedEntry) -> None:
    """Opens a sealed grade; counts only when it is what was sealed, by the same party, and a grade that there is."""
    sealed = state.sealed.get(_text(entry, "entry"))
    grade, salt = _text(entry, "grade"), _text(entry, "salt")
    if sealed is None or sealed.party != entry.party or grade not in _SUBJECT_KINDS.get(_text(sealed, "kind"), ()):
        return
    if sealed_grade(grade, salt) == _text(sealed, "digest"):
        state.revealed[sealed.hash] = grade


def _notes(state: _State, entry: SignedEntry) -> None:
    state.notes.append(
        Note(
            record=_text(entry, "record"),
            words=_text(entry, "words"),
            party=entry.party,
            person=entry.person,
            at=entry.at,
            entry=entry.hash,
        )
    )


def _withdraws(state: _State, entry: SignedEntry) -> None:
    """A party takes back an entry of its own; the entry stays in the journal."""
    target = _text(entry, "entry")
    if state.party_of.get(target) == entry.party:
        state.withdrawn[target] = entry.hash


def sealed_grade(grade: str, salt: str) -> str:
    """The digest that stands for a grade until it is revealed: SHA-256 of ``salt:grade``, as hexadecimal digits."""
    return hashlib.sha256(f"{salt}:{grade}".encode()).hexdigest()


_STEPS: Mapping[str, Callable[[_State, SignedEntry], None]] = {
    HYPOTHESIS: _hypothesis, EXHIBIT: _exhibit, FINDING: _finding, SIGNS: _on_finding, DISSENTS: _on_finding, BEARS: _bears,
    RULES: _rules, GRADES: _grades, REVEALS: _reveals, NOTES: _notes, WITHDRAWS: _withdraws,
    GRADING: _grading,
}  # fmt: skip
"""What each decision does to the state; founding, joining, admitting and revoking are membership's."""
