"""Decisions of people, appended one after the other and chained by hash."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence

from onrecord.codec import canonical
from onrecord.model import Entry
from onrecord.store.clock import now


def append(db: sqlite3.Connection, person: str, decision: str, about: Mapping[str, object]) -> Entry:
    """Add an entry after the last one; the table's triggers refuse any other place."""
    last = db.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, previous = (last[0] + 1, last[1]) if last else (1, "")
    at = now()
    entry = Entry(sequence=sequence, at=at, person=person, decision=decision, about=dict(about), previous=previous, hash="")
    sealed = Entry(sequence=sequence, at=at, person=person, decision=decision, about=dict(about), previous=previous, hash=hash_of(entry))
    db.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)",
        (sequence, at, person, decision, canonical(about).decode(), previous, sealed.hash),
    )
    return sealed


def entries(db: sqlite3.Connection) -> list[Entry]:
    """All entries in sequence."""
    rows = db.execute("SELECT sequence, at, person, decision, about, previous, hash FROM journal ORDER BY sequence")
    return [
        Entry(sequence=s, at=at, person=p, decision=d, about=json.loads(about), previous=previous, hash=digest)
        for s, at, p, d, about, previous, digest in rows
    ]


def hash_of(entry: Entry) -> str:
    """The SHA-256 of the entry's RFC 8785 form, all fields but the hash itself, as hexadecimal digits."""
    fields = {
        "sequence": entry.sequence, "at": entry.at, "person": entry.person, "decision": entry.decision,
        "about": dict(entry.about), "previous": entry.previous,
    }  # fmt: skip
    return hashlib.sha256(canonical(fields)).hexdigest()


def first_break(listed: Sequence[Entry]) -> int | None:
    """The sequence of the first entry that does not follow from the one before it, or None when all do."""
    previous = ""
    for number, entry in enumerate(listed, 1):
        if entry.sequence != number or entry.previous != previous or entry.hash != hash_of(entry):
            return entry.sequence
        previous = entry.hash
    return None
