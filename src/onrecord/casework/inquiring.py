"""The verbs of a joint inquiry on one copy of a case: found, join, decide, pack, take."""

import datetime as dt
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.casework.carrying import records_in, row_of, taken_in_of
from onrecord.casework.case import Case
from onrecord.casework.privacy import FOR_ALL, WITHHOLDS, may_be_said, withheld
from onrecord.casework.resting import Resting
from onrecord.inquiry import fold as steps
from onrecord.inquiry.bundle import pack, unpack
from onrecord.inquiry.competing import Matrix, matrix
from onrecord.inquiry.entries import seal
from onrecord.inquiry.exchange import admitting, to_take
from onrecord.inquiry.fold import fold, sealed_grade
from onrecord.inquiry.keys import fingerprint, kept, make_key, open_key, public
from onrecord.inquiry.membership import ADMITS, FOUNDS, JOINS, REVOKES, joining, membership
from onrecord.model import CONFIDENCES, CREDIBILITIES, PRIVATE, RELIABILITIES, BadInput, Bearing, Inquiry, Refused, SignedEntry, Stale
from onrecord.text.folding import fold_name

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEEPS = "keeps"
"""A private entry: what was sealed, so that this copy can reveal it."""

GRADES: Mapping[str, tuple[str, ...]] = {"source": RELIABILITIES, "claim": CREDIBILITIES}
"""What is graded, and the grades there are for it."""


def utc_now() -> dt.datetime:
    """The time as this machine's clock tells it."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Where a person's keys lie and how they are opened. ``party`` chooses among several keys of one machine."""

    folder: Path
    passphrase: Callable[[], str]
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a bundle brought: entries and reports that were new here, and keys that ask to be let in."""

    entries: int
    reports: int
    admitted: tuple[str, ...]


class JointInquiry:
    """The inquiry that a copy of a case takes part in, and the key that signs on this machine."""

    def __init__(
        self, case: Case, keyring: Keyring, now: Callable[[], dt.datetime] = utc_now, *, resting: Resting | None = None,
        key: "Ed25519PrivateKey | None" = None, seen: int | None = None,
    ) -> None:  # fmt: skip
        """Nothing is read or opened before it is needed.

        ``key`` signs when it is open already. ``seen``: how many entries there were when the person who decides looked; when there
        are more now, signing raises Stale.
        """
        self.case = case
        self.keyring = keyring
        self.now = now
        self.resting = resting or Resting(case)
        self._key = key
        self._seen = seen

    def state(self) -> Inquiry:
        """All that follows from the entries of this copy, private ones included."""
        return fold(self.case.file.signed())

    # -- who takes part ------------------------------------------------------------------------

    def found(self, party: str, person: str, question: str) -> SignedEntry:
        """Begin an inquiry with a new key for ``party``. Raises Refused when the case has one."""
        if self.case.file.founding():
            raise Refused(str(self.case.file.path), "has an inquiry already", "take part in it with join")
        self._key = make_key(self.keyring.folder, self.keyring.passphrase())
        return self._sign([(FOUNDS, {"question": question})], party=_named(party), person=person)[0]

    def join(self, party: str, person: str) -> SignedEntry:
        """Make a key on this machine and ask to be let in with it."""
        self._must_be_there()
        self._key = make_key(self.keyring.folder, self.keyring.passphrase())
        return self._sign([(JOINS, {"key": public(self._key), "party": party, "person": person})], party=_named(party), person=person)[0]

    def admit(self, prefix: str) -> SignedEntry:
        """Let in the key that begins with ``prefix`` and has asked. Raises BadInput when none has, Refused when it may not be."""
        entries = self.case.file.signed()
        members = membership(entries)
        asked = [entry for entry in joining(entries, members) if entry.key.startswith(prefix.replace(" ", "").lower())]
        if len(asked) != 1:
            raise BadInput(prefix, "is not the beginning of one key that asks to be let in", "onrecord inquiry CASE status lists them")
        own = members.party_of.get(self.own(), "")
        about = (
            {"key": asked[0].key, "party": own, "person": asked[0].person}
            if fold_name(asked[0].party) == fold_name(own)
            else admitting(asked[0], members)
        )
        return self.decide(ADMITS, about)

    def revoke(self, prefix: str) -> SignedEntry:
        """Revoke a key of one's own party; what it signed and this copy has seen stays valid."""
        members = membership(self.case.file.signed())
        own = members.party_of.get(self.own())
        found = [m.key for p in members.parties if p.name == own for m in p.members if m.key.startswith(prefix.replace(" ", "").lower())]
        if len(found) != 1:
            raise BadInput(prefix, "is not the beginning of one key of your party", "onrecord inquiry CASE status lists them")
        return self.decide(REVOKES, {"key": found[0]})

    def rotate(self) -> SignedEntry:
        """Take a new key in place of one's own: it is let in by the old one, which it then revokes."""
        old, last = self.own(), self._last_own()
        self.opened()
        new = make_key(self.keyring.folder, self.keyring.passphrase())
        self.decide(ADMITS, {"key": public(new), "party": last.party, "person": last.person})
        self._key = new
        join = (JOINS, {"key": public(new), "party": last.party, "person": last.person})
        return self._sign([join, (REVOKES, {"key": old})], party=last.party, person=last.person)[-1]

    def own(self) -> str:
        """The public half of the key that signs here. Raises BadInput when no key of this machine takes part."""
        if self._key is not None:
            return public(self._key)
        return self._last_own().key

    def party(self) -> str:
        """The party that the key which signs here acts for. Raises BadInput when no key of this machine takes part."""
        return self._last_own().party

    def person(self) -> str:
        """Who holds the key that signs here."""
        return self._last_own().person

    def _last_own(self) -> SignedEntry:
        """The last entry of the key that signs here, which tells party and person."""
        last = [found for key in kept(self.keyring.folder) if (found := self.case.file.last_signed(key))]
        if self._key is not None:
            last = [entry for entry in last if entry.key == public(self._key)]
        if self.keyring.party is not None:
            last = [entry for entry in last if fold_name(entry.party) == fold_name(self.keyring.party)]
        if not last:
            raise BadInput(str(self.case.file.path), "no key on this machine takes part in its inquiry", "begin one with init, or join")
        if len(last) > 1:
            names = ", ".join(sorted({entry.party for entry in last}))
            raise BadInput(str(self.case.file.path), f"several keys on this machine take part in its inquiry ({names})", "choose with --as")
        return last[0]

    def opened(self) -> "Ed25519PrivateKey":
        """The key that signs here, opened with its passphrase. Raises BadInput when there is none, or the passphrase is not its own."""
        if self._key is None:
            self._key = open_key(self.keyring.folder, self._last_own().key, self.keyring.passphrase())
        return self._key

    def _must_be_there(self) -> str:
        found = self.case.file.founding()
        if not found:
            raise BadInput(str(self.case.file.path), "has no inquiry", "begin one with init, or take a bundle")
        return found

    # -- deciding ------------------------------------------------------------------------------

    def decide(self, decision: str, about: Mapping[str, Any], *, private: bool = False) -> SignedEntry:
        """Sign a decision; it stands at the end of this key's chain. ``private`` entries never leave this copy."""
        return self.decide_all([(decision, about)], private=private)[0]

    def decide_all(self, decisions: Sequence[tuple[str, Mapping[str, Any]]], *, private: bool = False) -> list[SignedEntry]:
        """Sign several decisions as one: all are kept, or none."""
        self._must_be_there()
        self.opened()
        last = self._last_own()
        return self._sign(decisions, party=last.party, person=last.person, private=private)

    def _sign(
        self, decisions: Sequence[tuple[str, Mapping[str, Any]]], *, party: str, person: str, private: bool = False
    ) -> list[SignedEntry]:
        with self.case.file.transaction():
            made = list(self._sealed(decisions, party=party, person=person, private=private))
            self.case.file.sign(made)
        return made

    def _sealed(
        self, decisions: Sequence[tuple[str, Mapping[str, Any]]], *, party: str, person: str, private: bool
    ) -> Iterator[SignedEntry]:
        """Entries for the end of the chain; called inside the transaction that keeps them."""
        if self._seen is not None and self.case.file.signed_count() != self._seen:
            raise Stale("the inquiry", "somebody decided something since you opened the page", "go back, look again, and decide then")
        self._seen = None
        key, heads, inquiry = self.opened(), self.case.file.heads(), self.case.file.founding() or ""
        own = public(key) + (PRIVATE if private else "")
        sequence, previous = _head(heads.pop(own, ""))
        seen = {chain: head for chain, head in heads.items() if private or not chain.endswith(PRIVATE)}
        for decision, about in decisions:
            if private and decision in FOR_ALL:
                raise Refused(decision, "means nothing unless the other parties learn of it", "decide it without --private")
            if not private:
                may_be_said(self.case.file, self.resting, about)
            sequence += 1
            entry = seal(
                SignedEntry(
                    inquiry=inquiry, chain=own, sequence=sequence, at=self.now().strftime("%Y-%m-%dT%H:%M:%SZ"), party=party,
                    person=person, decision=decision, about=dict(about), previous=previous, seen=seen,
                ),
                key,
            )  # fmt: skip
            previous = entry.hash
            yield entry

    def grade(self, kind: str, subject: str, grade: str, *, topic: str = "", why: str = "") -> SignedEntry:
        """Grade a source or a claim, sealed: others see that it was graded, and the grade when they have graded too."""
        if self.case.file.entries.any(steps.GRADING) and self.party() in self.state().ungraded:
            raise Refused("grading", f"is switched off by {self.party()}", "switch it on with: onrecord inquiry CASE grading on")
        if grade not in GRADES.get(kind, ()):
            raise BadInput(grade, f"is no grade of a {kind}", "use one of " + ", ".join(GRADES.get(kind, ("source", "claim"))))
        salt = secrets.token_hex(16)
        about = {"kind": kind, "subject": subject, "topic": topic, "digest": sealed_grade(grade, salt)}
        self._must_be_there()
        self.opened()
        last = self._last_own()
        with self.case.file.transaction():
            made = list(self._sealed([(steps.GRADES, about)], party=last.party, person=last.person, private=False))
            self.case.file.sign(made)
            inside = {"entry": made[0].hash, "grade": grade, "salt": salt, "why": why}
            self.case.file.sign(self._sealed([(KEEPS, inside)], party=last.party, person=last.person, private=True))
        return made[0]

    def reveal(self) -> list[SignedEntry]:
        """Open one's own sealed grades where another party has graded the same."""
        entries = self.case.file.signed()
        inside = {str(e.about.get("entry")): e for e in entries if e.decision == KEEPS}
        open_now = {str(e.about.get("entry")) for e in entries if e.decision == steps.REVEALS}
        state = fold(entries)
        least = min(2, len({party.name for party in state.parties} - set(state.ungraded)))
        due = [
            inside[said.entry].about
            for found in state.matters
            if found.kind == "grade" and len({said.party for said in found.held}) >= least
            for said in found.held
            if said.entry in inside and said.entry not in open_now
        ]
        return self.decide_all([(steps.REVEALS, dict(about)) for about in due]) if due else []

    def grading(self, value: str) -> SignedEntry:
        """Switch grading off for one's own party, or on again. Raises BadInput."""
        if value not in ("on", "off"):
            raise BadInput(value, "is neither on nor off", "say on or off")
        return self.decide(steps.GRADING, {"value": value})

    def suppose(self, words: str, *, private: bool = False) -> SignedEntry:
        """Put a hypothesis. Raises BadInput when it says nothing."""
        return self.decide(steps.HYPOTHESIS, {"words": _said(words, "the hypothesis")}, private=private)

    def lay(self, record: str, words: str = "", *, private: bool = False) -> SignedEntry:
        """Lay a record of the case before the group as an exhibit."""
        return self.decide(steps.EXHIBIT, {"record": self.resting.record(record), "words": words}, private=private)

    def withhold(self, report: str) -> SignedEntry:
        """Keep a report out of every bundle. Raises Refused when an entry that all may see rests on it already."""
        key = self.resting.record(report)
        if not key.startswith("r_"):
            raise BadInput(report, "is no report", "onrecord reports lists them")
        original = self.case.file.report(key).original
        said = self.resting.reports_of(records_in(entry for entry in self.case.file.signed() if not entry.private))
        if set(said).intersection(self.case.file.reports_of_original(original)):
            raise Refused(report, "is what an entry that all may see rests on", "withdraw nothing: what was said cannot be made private")
        return self.decide(WITHHOLDS, {"record": key, "original": original}, private=True)

    def matrix(self, party: str | None = None) -> Matrix:
        """Hypotheses against exhibits; exhibits on one origin stand in one row."""
        state = self.state()
        return matrix(state, {x.id: origin for x in state.exhibits if (origin := self.resting.origin(x.record))}, party)

    def bear(self, exhibit: str, hypothesis: str, bearing: str, why: str = "", *, private: bool = False) -> SignedEntry:
        """Judge how an exhibit bears on a hypothesis. Raises BadInput."""
        if bearing not in tuple(Bearing):
            raise BadInput(bearing, "is no bearing", "use one of " + ", ".join(Bearing))
        state = self.state()
        about = {
            "exhibit": _one(exhibit, [x.id for x in state.exhibits], "exhibit"),
            "hypothesis": _one(hypothesis, [h.id for h in state.hypotheses], "hypothesis"),
        }
        return self.decide(steps.BEARS, {**about, "bearing": bearing, "why": why}, private=private)

    def find(
        self, words: str, exhibits: Iterable[str], confidence: str, required: Collection[str] = (), *, private: bool = False
    ) -> SignedEntry:
        """Put a finding that rests on exhibits; all parties must sign, or those in ``required``. Raises BadInput."""
        if confidence not in CONFIDENCES:
            raise BadInput(confidence, "is no word of confidence", "use one of " + ", ".join(CONFIDENCES))
        state = self.state()
        rests = [_one(x, [e.id for e in state.exhibits], "exhibit") for x in exhibits]
        names = {fold_name(party.name): party.name for party in state.parties}
        strange = next((name for name in required if fold_name(name) not in names), None)
        if strange:
            raise BadInput(strange, "is no party of this inquiry", "onrecord inquiry CASE status lists them")
        needed = [names[fold_name(name)] for name in required] or list(names.values())
        about = {"words": _said(words, "the finding"), "exhibits": rests, "confidence": confidence, "required": needed}
        return self.decide(steps.FINDING, about, private=private)

    def on_finding(self, finding: str, decision: str, why: str = "") -> SignedEntry:
        """Sign a finding or dissent from it, with the reason. Raises BadInput."""
        if decision == steps.DISSENTS:
            _said(why, "the reason")
        found = _one(finding, [f.id for f in self.state().findings if f.state != "withdrawn"], "finding")
        return self.decide(decision, {"finding": found, "why": why})

    def withdraw(self, prefix: str) -> SignedEntry:
        """Take back an entry of one's own party, or the hypothesis or finding it made. Raises BadInput."""
        self.opened()
        party = self._last_own().party
        own = [entry.hash for entry in self.case.file.signed() if entry.party == party]
        found = _one(prefix.removeprefix("h_").removeprefix("f_"), own, "entry of your party")
        return self.decide(steps.WITHDRAWS, {"entry": found}, private=self.case.file.entries.is_private(found))

    def note(self, record: str, words: str, *, private: bool = False) -> SignedEntry:
        """Note something on a record of the case."""
        return self.decide(steps.NOTES, {"record": self.resting.record(record), "words": words}, private=private)

    # -- exchange ------------------------------------------------------------------------------

    def pack(self, since: str = "") -> bytes:
        """A bundle of the entries made since a day (all without one) and the reports that they point to."""
        inquiry = self._must_be_there()
        entries = [entry for entry in self.case.file.signed() if not entry.private]
        begins: dict[str, int] = {}
        for entry in entries:
            if entry.at >= since:
                begins[entry.chain] = min(entry.sequence, begins.get(entry.chain, entry.sequence))
        sent = [entry for entry in entries if entry.sequence >= begins.get(entry.chain, entry.sequence + 1)]
        kept = withheld(self.case.file)
        reports = [self.case.file.report(one) for one in self.resting.reports_of(records_in(sent)) if one not in kept]
        return pack(
            sent,
            inquiry=inquiry,
            heads=self.case.file.heads(),
            reports=[row_of(self.case.file.unread_report(report.id)) for report in reports],
            originals={report.original: self.case.file.original(report.original) for report in reports},
            key=self.opened(),
        )

    def take(self, data: bytes, name: str, admit: Collection[str] = ()) -> Taken:
        """Take in what is new in a bundle: all of it, or nothing. Raises BadInput or Refused.

        Keys in ``admit`` (or beginnings of them) are let in by this copy's own key.
        """
        bundle = unpack(data, name)
        have = self.case.file.signed()
        let_in = {entry.key for entry in bundle.entries for prefix in admit if entry.key.startswith(prefix.replace(" ", "").lower())}
        fresh = to_take(have, bundle, name=name, now=self.now(), admit=let_in)
        taken_in = [taken_in_of(row, bundle.originals, name) for row in bundle.reports]
        let_in -= set(membership([*have, *fresh]).party_of)
        if let_in:
            self.opened()
        reports = self.case.keep(taken_in) if taken_in else 0
        with self.case.file.transaction():
            self.case.file.sign(fresh)
        for key in sorted(let_in):
            self.admit(key)
        if reports:
            self.case.read()
            self.case.chain()
        return Taken(entries=len(fresh), reports=reports, admitted=tuple(fingerprint(key) for key in sorted(let_in)))


def _named(party: str) -> str:
    if not fold_name(party):
        raise BadInput("--party", "names nobody", "give the party's name")
    return party


def _said(words: str, what: str) -> str:
    if not words.strip():
        raise BadInput(what, "says nothing", "write it in a sentence")
    return words


def _one(prefix: str, ids: Iterable[str], what: str) -> str:
    """The one id that begins with ``prefix``. Raises BadInput."""
    found = [one for one in ids if one.startswith(prefix)]
    if len(set(found)) != 1:
        raise BadInput(prefix, f"fits {'more than one' if found else 'no'} {what}", "onrecord inquiry CASE status lists them")
    return found[0]


def _head(head: str) -> tuple[int, str]:
    number, _, digest = head.partition(":")
    return int(number or 0), digest
