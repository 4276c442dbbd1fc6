"""Copies of a joint inquiry in memory: keys from numbers, entries signed as a case would sign them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from onrecord.inquiry.bundle import pack, unpack
from onrecord.inquiry.entries import seal
from onrecord.inquiry.exchange import heads, to_take
from onrecord.inquiry.keys import public
from onrecord.inquiry.membership import ADMITS, FOUNDS, JOINS
from onrecord.model import SignedEntry

NOW = dt.datetime(2025, 5, 30, 12, tzinfo=dt.UTC)


def key(number: int) -> Ed25519PrivateKey:
    """The same key for the same number."""
    return Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))


@dataclass
class Copy:
    """One copy of the journal and the key that signs in it."""

    party: str
    key: Ed25519PrivateKey
    entries: list[SignedEntry] = field(default_factory=list)
    at: dt.datetime = NOW

    @property
    def public(self) -> str:
        """The public half of the key."""
        return public(self.key)

    @property
    def inquiry(self) -> str:
        """The hash of the founding entry."""
        return next((e.hash for e in self.entries if e.decision == FOUNDS), "")

    def draft(self, decision: str, about: Mapping[str, Any], *, private: bool = False) -> SignedEntry:
        """The next entry of this copy's chain, sealed."""
        chain = self.public + ("/private" if private else "")
        own = [e for e in self.entries if e.chain == chain]
        seen = {c: h for c, h in heads(self.entries).items() if c != chain and (private or "/" not in c)}
        entry = SignedEntry(
            inquiry=self.inquiry, chain=chain, sequence=len(own) + 1, at=self.at.strftime("%Y-%m-%dT%H:%M:%SZ"), party=self.party,
            person="P", decision=decision, about=about, previous=own[-1].hash if own else "", seen=seen,
        )  # fmt: skip
        return seal(entry, self.key)

    def decide(self, decision: str, about: Mapping[str, Any], *, private: bool = False) -> SignedEntry:
        """Sign a decision and keep it."""
        entry = self.draft(decision, about, private=private)
        self.entries.append(entry)
        return entry

    def packed(self, *, first: int = 0) -> bytes:
        """A bundle of this copy's entries, the first ones of it left out."""
        return pack(
            self.entries[first:], inquiry=self.inquiry, heads=heads(self.entries), reports=[], originals={}, key=self.key
        )  # fmt: skip

    def take(self, data: bytes, admit: tuple[str, ...] = ()) -> int:
        """Take a bundle in; how many entries were new."""
        fresh = to_take(self.entries, unpack(data, "x.bundle"), name="x.bundle", now=NOW, admit=admit)
        self.entries += fresh
        return len(fresh)


def group(*names: str) -> list[Copy]:
    """Copies of parties that have let each other in, all alike."""
    first = Copy(names[0], key(1))
    first.decide(FOUNDS, {"question": "Who sold the pumps?"})
    copies = [first]
    for number, name in enumerate(names[1:], 2):
        other = Copy(name, key(number))
        other.take(first.packed())
        other.decide(JOINS, {"key": other.public, "party": name, "person": "P"})
        first.take(other.packed(), admit=(other.public,))
        first.decide(ADMITS, {"key": other.public, "party": name, "person": "P"})
        copies.append(other)
    for other in copies[1:]:
        other.take(first.packed())
    return copies
