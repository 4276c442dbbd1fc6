"""The signed entries of a joint inquiry: they grow at their end, and only there."""

import json
import sqlite3
from collections.abc import Iterable

from onrecord.codec import canonical
from onrecord.model import PRIVATE, SignedEntry

_COLUMNS = "inquiry, chain, sequence, at, party, person, decision, about, previous, seen, hash, signature"


def put(db: sqlite3.Connection, entries: Iterable[SignedEntry]) -> None:
    """Add entries, each after the one before it in its chain; the table's triggers refuse any other place."""
    db.executemany(
        f"INSERT INTO signed ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own columns
        (
            (e.inquiry, e.chain, e.sequence, e.at, e.party, e.person, e.decision, canonical(e.about).decode(), e.previous,
             canonical(e.seen).decode(), e.hash, e.signature)
            for e in entries
        ),
    )  # fmt: skip


def all_of(db: sqlite3.Connection) -> list[SignedEntry]:
    """Every entry, in the order in which it came into this copy."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM signed ORDER BY number")  # noqa: S608 - our own columns
    return [_entry(row) for row in rows]


def heads(db: sqlite3.Connection) -> dict[str, str]:
    """Of each chain the last entry, as ``sequence:hash``; costs as much as there are chains, not entries."""
    found: dict[str, str] = {}
    row = db.execute("SELECT chain FROM signed ORDER BY chain LIMIT 1").fetchone()
    while row:
        chain = row[0]
        sequence, digest = db.execute(
            "SELECT sequence, hash FROM signed WHERE chain = ? ORDER BY sequence DESC LIMIT 1", (chain,)
        ).fetchone()
        found[chain] = f"{sequence}:{digest}"
        row = db.execute("SELECT chain FROM signed WHERE chain > ? ORDER BY chain LIMIT 1", (chain,)).fetchone()
    return found


def founding(db: sqlite3.Connection) -> str | None:
    """The hash of the entry that founded the inquiry, or None when there is none."""
    row = db.execute("SELECT hash FROM signed WHERE inquiry = ''").fetchone()
    return str(row[0]) if row else None


def last_of(db: sqlite3.Connection, chain: str) -> SignedEntry | None:
    """The last entry of a chain, or None; costs the same however long the chain is."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM signed WHERE chain = ? ORDER BY sequence DESC LIMIT 1",  # noqa: S608 - our own columns
        (chain,),
    ).fetchone()
    return _entry(row) if row else None


def is_revoked(db: sqlite3.Connection, key: str) -> bool:
    """Whether some entry revokes ``key``; whether that entry counts is membership's to say."""
    revoking = "SELECT 1 FROM signed WHERE decision = 'revokes' AND json_extract(about, '$.key') = ?"
    return db.execute(revoking, (key,)).fetchone() is not None


def _entry(row: tuple[str, str, int, str, str, str, str, str, str, str, str, str]) -> SignedEntry:
    inquiry, chain, sequence, at, party, person, decision, about, previous, seen, digest, signature = row
    return SignedEntry(
        inquiry=inquiry, chain=chain, sequence=sequence, at=at, party=party, person=person, decision=decision, about=json.loads(about),
        previous=previous, seen=json.loads(seen), hash=digest, signature=signature,
    )  # fmt: skip


class Lookup:
    """Entries by what they decide, and private ones by their hash; costs as much as it finds, however long the journal is."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Look into the journal behind ``db``."""
        self._db = db

    def private(self, *decisions: str) -> list[SignedEntry]:
        """The entries of private chains with one of these decisions."""
        found = []
        for chain in heads(self._db):
            for decision in decisions if chain.endswith(PRIVATE) else ():
                rows = self._db.execute(
                    f"SELECT {_COLUMNS} FROM signed WHERE decision = ? AND chain = ? ORDER BY sequence",  # noqa: S608 - our own columns
                    (decision, chain),
                )
                found += [_entry(row) for row in rows]
        return found

    def is_private(self, digits: str) -> bool:
        """Whether the hash of an entry in a private chain begins with ``digits``."""
        rows = self._db.execute("SELECT chain FROM signed WHERE hash >= ? AND hash < ?", (digits, digits + "g"))
        return any(row[0].endswith(PRIVATE) for row in rows)

    def any(self, decision: str) -> bool:
        """Whether there is an entry with this decision; whether it counts is the fold's to say."""
        return self._db.execute("SELECT 1 FROM signed WHERE decision = ? LIMIT 1", (decision,)).fetchone() is not None
