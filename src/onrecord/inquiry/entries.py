"""Seals, signs and verifies single entries, and checks that chains of them hold together."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from onrecord.codec import canonical
from onrecord.model import BadInput, SignedEntry

_CHAIN = re.compile(r"[0-9a-f]{64}(?:/private)?")
_HASH = re.compile(r"[0-9a-f]{64}")
_SEEN = re.compile(r"[1-9][0-9]{0,15}:[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FIELDS = ("inquiry", "chain", "sequence", "at", "party", "person", "decision", "about", "previous", "seen")
"""The fields that are hashed and signed."""


def signed_form(entry: SignedEntry) -> bytes:
    """The RFC 8785 form of all fields but hash and signature: what is hashed, and what is signed."""
    fields = {name: getattr(entry, name) for name in FIELDS}
    return canonical({**fields, "about": dict(entry.about), "seen": dict(entry.seen)})


def seal(entry: SignedEntry, key: Ed25519PrivateKey) -> SignedEntry:
    """``entry`` with its hash and its signature by ``key``, whose public half its chain names."""
    form = signed_form(entry)
    return replace(entry, hash=hashlib.sha256(form).hexdigest(), signature=key.sign(form).hex())


def fault(entry: SignedEntry) -> str | None:
    """What is wrong with a single entry, in words, or None: its form, its hash, its signature."""
    if not _CHAIN.fullmatch(entry.chain) or not _TIME.fullmatch(entry.at) or entry.sequence < 1:
        return "its chain, time or sequence is not well formed"
    if (entry.previous and not _HASH.fullmatch(entry.previous)) or any(not _SEEN.fullmatch(seen) for seen in entry.seen.values()):
        return "what it follows from is not well formed"
    try:
        form = signed_form(entry)
    except ValueError:
        return "it holds a number or a word that canonical JSON has no form for"
    if hashlib.sha256(form).hexdigest() != entry.hash:
        return "its words are not those that were hashed"
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(entry.key)).verify(bytes.fromhex(entry.signature), form)
    except (InvalidSignature, ValueError):
        return "its signature is not by the key that it names"
    return None


def by_chain(entries: Iterable[SignedEntry]) -> dict[str, list[SignedEntry]]:
    """The entries of each chain, by sequence."""
    chains: dict[str, list[SignedEntry]] = {}
    for entry in entries:
        chains.setdefault(entry.chain, []).append(entry)
    for listed in chains.values():
        listed.sort(key=lambda entry: (entry.sequence, entry.hash))
    return chains


def broken(entries: Sequence[SignedEntry]) -> dict[str, str]:
    """Hash of an entry to what is wrong with it or its place, for every entry that is not sound.

    Each chain must count from 1 without a gap, each entry follow from the one before it, all but one belong to the inquiry that
    the remaining one founded, and what an entry has seen of another chain be what that chain holds, as far as it is here.
    """
    faults = {entry.hash: wrong for entry in entries if (wrong := fault(entry))}
    held = {(entry.chain, entry.sequence): entry.hash for entry in entries}
    founded = [entry.hash for entry in entries if not entry.inquiry]
    inquiry = founded[0] if len(founded) == 1 else ""
    for chain in by_chain(entries).values():
        before, count = "", 0
        for entry in chain:
            count += 1
            if entry.sequence != count or entry.previous != before:
                faults.setdefault(entry.hash, f"it does not follow from entry {count - 1} of its chain")
            before, count = entry.hash, entry.sequence
            if inquiry not in (entry.inquiry, entry.hash):
                faults.setdefault(entry.hash, "it belongs to another inquiry")
            if any(held.get((other, number), digest) != digest for other, number, digest in seen_by(entry)):
                faults.setdefault(entry.hash, "it has seen an entry that is not the one here")
    return faults


def seen_by(entry: SignedEntry) -> list[tuple[str, int, str]]:
    """(chain, sequence, hash) of each chain's last entry that ``entry`` has seen. Raises BadInput when not well formed."""
    listed = []
    for chain, seen in entry.seen.items():
        if not _SEEN.fullmatch(seen):
            raise BadInput(entry.hash, "says badly what it has seen")
        number, _, digest = seen.partition(":")
        listed.append((chain, int(number), digest))
    return listed


def clock(entry: SignedEntry) -> dict[str, int]:
    """How far each chain was when ``entry`` was made, its own included: a vector clock (Fidge 1988, Mattern 1989)."""
    return {**{chain: number for chain, number, _ in seen_by(entry)}, entry.chain: entry.sequence}


def knew(later: Mapping[str, int], earlier: SignedEntry) -> bool:
    """Whether an entry with the clock ``later`` was made in knowledge of ``earlier``, or is it."""
    return later.get(earlier.chain, 0) >= earlier.sequence


def in_order(entries: Iterable[SignedEntry]) -> list[SignedEntry]:
    """Entries so that each stands after all it has seen; those made apart by hash. The same for every copy."""
    return sorted(entries, key=lambda entry: (sum(clock(entry).values()), entry.hash))
