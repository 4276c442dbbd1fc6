"""Decisions of people, each chained to the one before it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision. ``hash`` is the SHA-256 of the RFC 8785 form of all other fields.

    ``previous`` is the hash of the entry before it, empty for the first; ``at`` is an
    RFC 3339 time in UTC.
    """

    sequence: int
    at: str
    person: str
    decision: str
    about: Mapping[str, object]
    previous: str
    hash: str
