"""What a joint working group decides: signed entries, and the inquiry that follows from them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Bearing(StrEnum):
    """What an exhibit says of a hypothesis."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NEUTRAL = "neutral"


RELIABILITIES = ("A", "B", "C", "D", "E", "F")
"""The Admiralty code's reliability of a source: A completely reliable ... E unreliable, F cannot be judged."""

CREDIBILITIES = ("1", "2", "3", "4", "5", "6")
"""The Admiralty code's credibility of information: 1 confirmed by others ... 5 improbable, 6 cannot be judged."""

CONFIDENCES = ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain")
"""Words of estimative probability, from the least to the most (Intelligence Community Directive 203, 2015)."""

PRIVATE = "/private"
"""What stands behind the key in the name of a chain whose entries never leave their copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedEntry:
    """One decision in the journal of an inquiry, signed by the key that made it.

    ``inquiry`` is the hash of the founding entry, empty in that entry itself. ``chain`` is the signing key: 64 hexadecimal digits of
    an Ed25519 public key, with ``PRIVATE`` behind them for entries that never leave their copy. ``sequence`` counts from 1 in the
    chain and ``previous`` is the hash of the chain's entry before. ``seen`` holds of every other chain the last entry known when this
    one was made, as ``sequence:hash``. ``at`` is an RFC 3339 time in UTC, as the maker's clock told it. ``hash`` is the SHA-256, and
    ``signature`` the Ed25519 signature, of the RFC 8785 form of all other fields.
    """

    inquiry: str
    chain: str
    sequence: int
    at: str
    party: str
    person: str
    decision: str
    about: Mapping[str, object]
    previous: str
    seen: Mapping[str, str]
    hash: str = ""
    signature: str = ""

    @property
    def key(self) -> str:
        """The public key that signs."""
        return self.chain.partition("/")[0]

    @property
    def private(self) -> bool:
        """Whether the entry stays in its copy."""
        return self.chain.endswith(PRIVATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A key of a party: who holds it, and the entry that revoked it, if any."""

    key: str
    person: str
    revoked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the inquiry, with the keys that may sign for it."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one party holds on a matter, by which entry; ``hidden`` while it is graded blind."""

    party: str
    person: str
    value: str
    why: str
    at: str
    entry: str
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something on which each party may hold a view: the reading of a record, a bearing, a grade.

    ``held`` has each party's last word; two of one party when it contradicted itself on two copies.
    """

    kind: str
    subject: tuple[str, ...]
    held: tuple[Opinion, ...]

    @property
    def disputed(self) -> bool:
        """Whether those who may be seen do not hold the same."""
        return len({said.value for said in self.held if not said.hidden}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One possible account of what happened."""

    id: str
    words: str
    party: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A record of the case, or a document of a party's own, that bears on the hypotheses."""

    id: str
    record: str
    words: str
    party: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that parties sign or dissent from. ``state`` is open, adopted or withdrawn."""

    id: str
    words: str
    exhibits: tuple[str, ...]
    confidence: str
    required: tuple[str, ...]
    party: str
    entry: str
    signed: tuple[Opinion, ...]
    dissents: tuple[Opinion, ...]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words of a person on a record."""

    record: str
    words: str
    party: str
    person: str
    at: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """All that follows from a journal.

    ``void`` says of each entry that does not count why it does not; ``ungraded`` are the parties that do not grade.
    """

    id: str
    question: str
    parties: tuple[Party, ...]
    hypotheses: tuple[Hypothesis, ...]
    exhibits: tuple[Exhibit, ...]
    matters: tuple[Matter, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    void: Mapping[str, str]
    ungraded: tuple[str, ...] = ()

    @property
    def needed(self) -> int:
        """How many parties must have graded the same before grades of it are opened."""
        return grades_needed(self.parties, self.ungraded)

    @property
    def disagreements(self) -> tuple[Matter, ...]:
        """The matters on which parties do not hold the same."""
        return tuple(matter for matter in self.matters if matter.disputed)


def grades_needed(parties: Iterable[Party], ungraded: Collection[str]) -> int:
    """How many parties must have graded the same before its grades are opened: two, or all that grade when they are fewer."""
    return min(2, len({party.name for party in parties} - set(ungraded)))
