"""What parties of a joint inquiry made of how the machine read: each party's own word, signed, which another may put into force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.casework.correcting import adopt
from onrecord.casework.inquiring import JointInquiry
from onrecord.casework.listing import ListRow
from onrecord.casework.privacy import may_be_said
from onrecord.casework.standing import one_id
from onrecord.codec import canonical, to_plain
from onrecord.corrections.ledger import ATTACH, EDIT, ON_LINKS, ON_STATEMENTS, REJECT, Ruling, in_force, ruling_of
from onrecord.corrections.telling import edit_told, subject_told, told
from onrecord.inquiry.fold import RULES, WITHDRAWS
from onrecord.model import BadInput, Entry, Inquiry, Refused, SignedEntry
from onrecord.store import CaseFile
from onrecord.stories.rulings import MERGE, SPLIT
from onrecord.text.folding import fold_name

_LEFT = ("why", "record")
"""What is not part of a decision itself: the reason, which is said beside it, and the record as it stood in the copy that decided."""

SHARED = (*ON_STATEMENTS, *ON_LINKS, MERGE, SPLIT)
"""The decisions of a copy that can be a party's word: on statements, on links of the chain, and on who is one actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A party's word on how a record was read.

    ``about`` says in words what it is on, ``record`` is the id of it where it has one, ``value`` is what the party holds of it, and
    ``in_force`` whether this copy has decided the same.
    """

    entry: str
    party: str
    person: str
    at: str
    record: str
    about: str
    value: str
    why: str
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What signing did: words signed, words withdrawn since the decision was taken back, and decisions held back as private."""

    made: int
    withdrawn: int
    held_back: int


Standing = Mapping[str, SignedEntry]
"""Hash to entry of the words on how records were read that stand."""


def standing(state: Inquiry, entries: Iterable[SignedEntry]) -> Standing:
    """The words that stand in the inquiry ``state`` of ``entries``, by record and party."""
    signed = {entry.hash: entry for entry in entries}
    return {said.entry: signed[said.entry] for matter in state.matters if matter.kind == "reading" for said in matter.held}


def words(file: CaseFile, said: Standing) -> list[Word]:
    """Every party's standing word, by record and party."""
    here = {_digest(entry.decision, entry.about) for entry in in_force(file.journal())}
    return [
        Word(
            entry=key, party=entry.party, person=entry.person, at=entry.at, in_force=_digest(*_carried(entry)) in here,
            record=_text(entry, "record"), about=_text(entry, "words"), value=_text(entry, "value"), why=_text(entry, "why"),
        )
        for key, entry in said.items()
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A decision in force in this copy that is nobody's signed word yet, and what its word would be about."""

    entry: Entry
    about: Mapping[str, Any]


def word_rows(file: CaseFile, said: Standing) -> Iterator[ListRow]:
    """``words`` as a list, and after them what this copy decided and nobody signed."""
    for one in words(file, said):
        cells = {"party": one.party, "about": one.about, "value": one.value, "why": one.why, "id": one.entry[:12]}
        yield ListRow(to_plain(one), cells | {"here": "in force" if one.in_force else ""})
    for waits in unsigned(file, said):
        cells = {"party": "not signed", "id": f"entry {waits.entry.sequence}", "here": "in force", "about": waits.about["words"]}
        yield ListRow(to_plain(waits.entry), cells | {name: waits.about[name] for name in ("value", "why")})


def unsigned(file: CaseFile, said: Standing) -> list[Unsigned]:
    """What this copy decided and nobody signed, in order; of several decisions on one matter the last."""
    signed = {_text(entry, "local") for entry in said.values()}
    last: dict[tuple[str, str], Unsigned] = {}
    for entry in in_force(file.journal()):
        if entry.decision in SHARED:
            about = _about(entry)
            last[about["record"], about["field"]] = Unsigned(entry, about)
    return [one for one in last.values() if one.entry.hash not in signed]


def sign(joint: JointInquiry, *, private: bool = False) -> Signed:
    """Sign what was decided in this copy as its party's word, and withdraw what was taken back since.

    What rests on something private is held back, unless all is to stay ``private``.
    """
    file, party, said = joint.case.file, joint.party(), standing_in(joint)
    made, held_back = [], 0
    for one in unsigned(file, said):
        if not private:
            try:
                may_be_said(file, joint.resting, one.about)
            except Refused:
                held_back += 1
                continue
        made.append((RULES, one.about))
    journal = file.journal()
    taken_back = {entry.hash for entry in journal} - {entry.hash for entry in in_force(journal)}
    gone = [entry for entry in said.values() if entry.party == party and _text(entry, "local") in taken_back]
    for back in (False, True):
        due = [(WITHDRAWS, {"entry": entry.hash}) for entry in gone if entry.private is back]
        decided = [*due, *(made if back is private else ())]
        if decided:
            joint.decide_all(decided, private=back)
    return Signed(made=len(made), withdrawn=len(gone), held_back=held_back)


def put_into_force(joint: JointInquiry, prefix: str, *, person: str) -> Entry:
    """Decide in this copy what a party's signed word says, named by its entry. Raises BadInput, also for one that carries another thing."""
    said = standing_in(joint)
    entry = said[one_id(prefix, said, "word on how a record was read")]
    decision, carried = _carried(entry)
    if _digest(decision, carried) in {_digest(own.decision, own.about) for own in in_force(joint.case.file.journal())}:
        raise BadInput(prefix, "is in force in this copy", "nothing to do")
    made = Entry(sequence=0, at=entry.at, person=entry.person, decision=decision, about=carried, previous="", hash="")
    if decision not in SHARED or _about(made) | {"local": entry.about.get("local"), "why": entry.about.get("why")} != dict(entry.about):
        raise BadInput(prefix, "carries something else than it says", "ask its party to sign it anew")
    why = f"as {entry.party} reads it: {entry.about.get('why') or 'no reason given'}"
    return adopt(joint.case, made, why=why, person=person)


def standing_in(joint: JointInquiry) -> Standing:
    """The words that stand in this copy of an inquiry."""
    return standing(joint.state(), joint.case.file.signed())


def _about(entry: Entry) -> dict[str, Any]:
    """What a signed word on a decision of the case's journal is about; derived again by whoever puts it into force."""
    carried = {name: value for name, value in entry.about.items() if name not in _LEFT}
    said: dict[str, Any] = {"why": str(entry.about.get("why") or ""), "local": entry.hash, "decision": entry.decision, "told": carried}
    ruling = ruling_of(entry)
    if ruling and entry.decision in ON_LINKS:
        first, second = sorted((ruling.subject.report, ruling.subject.parent))
        said |= {"record": first, "subject": second, "field": f"link with {second}"}
    elif ruling:
        said |= {"record": ruling.subject.id, "subject": ruling.subject.report, "field": "statement"}
    else:
        said |= {"record": _actors(entry.about), "field": "actor"}
    return said | {"value": _value(entry, ruling), "words": subject_told(ruling.subject) if ruling else _actors(entry.about)}


def _value(entry: Entry, ruling: Ruling | None) -> str:
    if ruling is None:
        return "one actor" if entry.decision == MERGE else "somebody else" if entry.decision == SPLIT else told(entry, {})
    if ruling.decision == EDIT and ruling.edit:
        return edit_told(ruling.edit)
    if ruling.decision == ATTACH:
        return f"{ruling.kind.value if ruling.kind else 'took from it'}: {ruling.subject.name}"
    return "taken out" if ruling.decision == REJECT else "read right" if ruling.decision in ON_STATEMENTS else "neither took from the other"


def _actors(about: Mapping[str, object]) -> str:
    """The two actors that a decision is about, by their first names in order, so that merging and splitting are one matter."""
    sides = (about.get("a") or [about.get("name")], about.get("b") or about.get("from"))
    first = [str(side[0]) for side in sides if isinstance(side, list | tuple) and side]
    return " / ".join(sorted(first, key=fold_name))


def _text(entry: SignedEntry, name: str) -> str:
    """A field of an entry that another party made, so of any kind, as text."""
    return str(entry.about.get(name) or "")


def _carried(entry: SignedEntry) -> tuple[str, Mapping[str, object]]:
    carried = entry.about.get("told")
    return str(entry.about.get("decision")), carried if isinstance(carried, Mapping) else {}


def _digest(decision: str, about: Mapping[str, object]) -> bytes:
    """What tells one decision from another, its maker left aside."""
    return canonical({"decision": decision, "about": {name: value for name, value in about.items() if name not in _LEFT}})
