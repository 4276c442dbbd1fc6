"""What people decided about who is one actor and who is not, folded from the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from onrecord.model import Entry
from onrecord.text.folding import fold_name

MERGE, SPLIT = "merge_actors", "split_actor"
"""The decisions in the journal: ``about`` of a merge has ``a`` and ``b``, the names of both actors; of a split
``name``, the name that leaves, ``from``, the names it leaves, and ``report`` when it leaves in one report only. Both have ``why``."""

Token = tuple[str, str]
"""A folded name, and the id of a report or empty for every report."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """That two names are one actor's (``joins``), or are not; the last word on the two."""

    joins: bool
    why: str
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """The last word on each pair of names."""

    pairs: Mapping[frozenset[Token], Ruling]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Rulings":
        """Of the whole journal, a later decision over an earlier one; decisions of other kinds are passed over."""
        pairs: dict[frozenset[Token], Ruling] = {}
        for entry in entries:
            about = entry.about
            if entry.decision == MERGE:
                one, other = _tokens(about.get("a")), _tokens(about.get("b"))
            elif entry.decision == SPLIT:
                report = str(about.get("report") or "")
                one, other = [(fold_name(str(about.get("name"))), report)], _tokens(about.get("from"))
                other += [(one[0][0], "")] if report else []
            else:
                continue
            ruling = Ruling(entry.decision == MERGE, str(about.get("why") or ""), entry.person, entry.at)
            pairs |= {frozenset(pair): ruling for pair in product(one, other) if pair[0] != pair[1]}
        return cls(pairs)

    def apart(self, one: Iterable[Token], other: Iterable[Token]) -> Ruling | None:
        """The ruling that keeps a name of ``one`` from a name of ``other``, or None."""
        if not self.pairs:
            return None
        found = (self.pairs.get(frozenset(pair)) for pair in product(one, tuple(other)))
        return next((ruling for ruling in found if ruling and not ruling.joins), None)

    def joined(self) -> list[tuple[Token, Token, Ruling]]:
        """The pairs that people made one, in the order of their names."""
        listed = [(min(pair), max(pair), ruling) for pair, ruling in self.pairs.items() if ruling.joins]
        return sorted(listed, key=lambda row: row[:2])


def _tokens(names: object) -> list[Token]:
    listed = names if isinstance(names, list | tuple) else [names]
    return [(fold_name(str(name)), "") for name in listed if name]
