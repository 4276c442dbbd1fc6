"""Who may sign: parties and their keys, as the journal itself admits and revokes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.inquiry.entries import clock, in_order, knew
from onrecord.model import Member, Party, SignedEntry
from onrecord.text.folding import fold_name

FOUNDS, JOINS, ADMITS, REVOKES = "founds", "joins", "admits", "revokes"


@dataclass(frozen=True, slots=True)
class Membership:
    """The parties; of each key its party and who holds it; and of each entry that does not count, why."""

    parties: tuple[Party, ...]
    party_of: Mapping[str, str]
    void: Mapping[str, str]

    def may_sign(self, key: str) -> bool:
        """Whether ``key`` is a member's and was not revoked."""
        return any(member.key == key and member.revoked is None for party in self.parties for member in party.members)


@dataclass(frozen=True, slots=True)
class _Admitted:
    key: str
    party: str
    person: str


def membership(entries: Sequence[SignedEntry]) -> Membership:
    """Who may sign in the inquiry of these sound entries. The same set gives the same answer, in whatever order it arrived.

    The founder's key counts from the start. Any key that counts admits others: to a new party, or to its own. A party's key is
    revoked by a key of the same party; entries of the revoked key count when the revoking entry was made in knowledge of them, so
    what was signed before stays valid. A revocation is not undone by another one made apart from it.
    """
    ordered = in_order(entries)
    by_hash = {entry.hash: entry for entry in ordered}
    admitted = _admitted(ordered, frozenset())
    revoked = _revoked(ordered, admitted)
    late = {e.hash for e in ordered if e.key in revoked and e.decision != REVOKES and not knew(clock(by_hash[revoked[e.key]]), e)}
    counted = _admitted(ordered, frozenset(late))
    void = dict.fromkeys(late, "its key was revoked, and the party that revoked it had not seen it")
    for entry in ordered:
        if entry.key not in counted:
            void.setdefault(entry.hash, "its key was admitted by nobody")
        elif entry.party != counted[entry.key].party:
            void.setdefault(entry.hash, f"its key signs for {counted[entry.key].party}, not for {entry.party}")
    parties: dict[str, list[Member]] = {}
    for one in counted.values():
        parties.setdefault(one.party, []).append(Member(key=one.key, person=one.person, revoked=revoked.get(one.key)))
    return Membership(
        tuple(Party(name=name, members=tuple(members)) for name, members in parties.items()),
        {key: one.party for key, one in counted.items()},
        void,
    )


def _admitted(ordered: Sequence[SignedEntry], leave_out: frozenset[str]) -> dict[str, _Admitted]:
    """The keys that count, in the order of their admission."""
    keys: dict[str, _Admitted] = {}
    names: dict[str, str] = {}
    waiting = [entry for entry in ordered if entry.decision in (FOUNDS, ADMITS) and entry.hash not in leave_out]
    grown = True
    while grown:  # an admission may stand before the one that makes its signer count
        grown = False
        for entry in waiting:
            key, party, person = _whom(entry)
            if not key or key in keys or (entry.decision == ADMITS and entry.key not in keys):
                continue
            known = names.get(fold_name(party))
            if known is not None and keys[entry.key].party != known:
                continue  # nobody admits to another party than their own
            keys[key] = _Admitted(key, known or party, person)
            names.setdefault(fold_name(party), party)
            grown = True
    return keys


def _whom(entry: SignedEntry) -> tuple[str, str, str]:
    """(key, party, person) that a founding or an admission lets in."""
    if entry.decision == FOUNDS:
        return entry.key, entry.party, entry.person
    return tuple(str(entry.about.get(name, "")) for name in ("key", "party", "person"))  # type: ignore[return-value]


def _revoked(ordered: Sequence[SignedEntry], admitted: Mapping[str, _Admitted]) -> dict[str, str]:
    """Key to the hash of the first entry that revokes it."""
    found: dict[str, str] = {}
    for entry in ordered:
        key = str(entry.about.get("key", "")) if entry.decision == REVOKES else ""
        if key in admitted and entry.key in admitted and admitted[key].party == admitted[entry.key].party == entry.party:
            found.setdefault(key, entry.hash)
    return found


def joining(entries: Sequence[SignedEntry], known: Membership) -> tuple[SignedEntry, ...]:
    """The entries by which keys ask to be let in that nobody has admitted yet."""
    return tuple(e for e in in_order(entries) if e.decision == JOINS and e.key not in known.party_of)


def without_private(entries: Sequence[SignedEntry]) -> list[SignedEntry]:
    """The entries that may leave their copy."""
    return [entry for entry in entries if not entry.private]
