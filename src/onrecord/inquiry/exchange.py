"""Decides what of a bundle may be taken into a copy of the journal: all that is new in it, or nothing."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from onrecord.inquiry.bundle import Bundle
from onrecord.inquiry.entries import by_chain, fault, in_order, seen_by
from onrecord.inquiry.keys import fingerprint
from onrecord.inquiry.membership import FOUNDS, Membership, membership
from onrecord.model import Refused, SignedEntry
from onrecord.text.folding import fold_name

_AHEAD = dt.timedelta(days=1)
"""A clock may be so far ahead of ours."""


def heads(entries: Sequence[SignedEntry]) -> dict[str, str]:
    """The last entry of each chain, as ``sequence:hash``."""
    return {chain: f"{listed[-1].sequence}:{listed[-1].hash}" for chain, listed in by_chain(entries).items()}


def to_take(
    have: Sequence[SignedEntry], bundle: Bundle, *, name: str, now: dt.datetime, admit: Collection[str] = ()
) -> tuple[SignedEntry, ...]:
    """The entries of ``bundle`` that are new to a copy that has ``have``, each after all it has seen.

    ``admit`` names keys that the person lets in with this bundle. Raises Refused, with the entry at fault and why, when anything in the
    bundle may not be taken.
    """
    ours = next((entry.hash for entry in have if entry.decision == FOUNDS and not entry.inquiry), bundle.inquiry)
    if bundle.inquiry != ours:
        raise Refused(name, "belongs to another inquiry", "take it into a copy of the case that it belongs to")
    held = {(entry.chain, entry.sequence): entry.hash for entry in have}
    fresh = []
    for entry in in_order(bundle.entries):
        told = _told(name, entry)
        known = held.get((entry.chain, entry.sequence))
        if known == entry.hash:
            continue
        if wrong := fault(entry):
            raise Refused(told, wrong, "ask for the bundle again, by another way")
        _must_follow(entry, held, told, now, ours)
        held[entry.chain, entry.sequence] = entry.hash
        fresh.append(entry)
    _must_be_members([*have, *fresh], fresh, bundle, name, admit)
    return tuple(fresh)


def _must_follow(entry: SignedEntry, held: Mapping[tuple[str, int], str], told: str, now: dt.datetime, inquiry: str) -> None:
    """Refuse an entry that does not stand in its place in chain, inquiry and time."""
    if entry.private:
        raise Refused(told, "is private to another copy", "ask for the bundle again")
    if inquiry not in (entry.inquiry, entry.hash):
        raise Refused(told, "belongs to another inquiry", "ask for a bundle of this one")
    if (entry.chain, entry.sequence) in held:
        raise Refused(told, "is not the entry of that number which is here: the key has signed two", "ask its party which one stands")
    before = held.get((entry.chain, entry.sequence - 1), "")
    if entry.sequence > 1 and not before:
        raise Refused(told, "comes after entries that are not here", "ask for a bundle that begins earlier")
    if entry.previous != before:
        raise Refused(told, "does not follow from the entry before it", "ask for the bundle again, by another way")
    if any(held.get((chain, number), digest) != digest for chain, number, digest in seen_by(entry)):
        raise Refused(told, "has seen another entry than the one that is here", "ask the parties whose key signed two")
    if dt.datetime.fromisoformat(entry.at) > now + _AHEAD:
        raise Refused(told, f"is dated {entry.at}, ahead of this machine's clock", "set the clock that is wrong")


def _must_be_members(
    entries: Sequence[SignedEntry], fresh: Sequence[SignedEntry], bundle: Bundle, name: str, admit: Collection[str]
) -> None:
    members = membership(entries)
    names = {fold_name(party.name): party.name for party in members.parties}
    for entry in fresh:
        told = _told(name, entry)
        if entry.key in members.party_of or entry.key in admit:
            if entry.key in members.party_of and entry.hash in members.void:
                raise Refused(told, members.void[entry.hash], "nothing was taken")
            continue
        if fold_name(entry.party) in names:
            raise Refused(told, f"is by a key that {names[fold_name(entry.party)]} has not let in", "a party lets in its own keys")
        raise Refused(
            f"{name}: the key {fingerprint(entry.key)} of {entry.party}",
            "is not let in yet",
            f"compare it with them by another way, then take the bundle with --admit {entry.key[:8]}",
        )
    if bundle.packed_by not in members.party_of and bundle.packed_by not in admit:
        raise Refused(name, "was packed by a key that is no member's", "ask a member for it")
    revoked = {m.key for party in members.parties for m in party.members if m.revoked}
    if bundle.packed_by in revoked:
        raise Refused(name, "was packed with a key that was revoked", "ask for it packed with the new key")


def admitting(entry: SignedEntry, members: Membership) -> dict[str, str]:
    """What an admission of the key of ``entry`` says. Raises Refused when its party is known: it lets in its own keys."""
    known = next((party.name for party in members.parties if fold_name(party.name) == fold_name(entry.party)), None)
    if known:
        raise Refused(entry.party, "is a party already", "it lets in its own keys")
    return {"key": entry.key, "party": entry.party, "person": entry.person}


def _told(name: str, entry: SignedEntry) -> str:
    return f"{name}: entry {entry.sequence} of {entry.party} ({fingerprint(entry.key)[:9]})"
