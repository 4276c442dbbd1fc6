"""Whether two names in one report may stand for one party, and where a party is at home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.text.folding import fold_name, names_agree


@dataclass(frozen=True, slots=True)
class Names:
    """``bodies``: folded names of firms, ministries and other bodies, not of states or places. ``adjectives``: to their land.

    ``homes``: name of a firm or town to its land, see ``homes_of``; ``lands``: names of states
    and places, ``states`` those of states. ``hauling`` and ``trading``: names that the report calls hauliers or traders, see ``called_so``.
    """

    bodies: frozenset[str]
    adjectives: Mapping[str, str]
    homes: Mapping[str, str] = field(default_factory=dict)
    lands: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    hauling: frozenset[str] = frozenset()
    trading: frozenset[str] = frozenset()

    @staticmethod
    def is_name(words: str) -> bool:
        """Whether the words are a name and not a description with a name in it: ``Lurnish dealer``, ``army of Lurn`` are none."""
        head = next((a for a, b in pairwise([*words.split(), "of"]) if b in ("of", "in", "for")), "")
        return head[:1].isupper()

    def points(self, description: str, name: str) -> bool:
        """Whether a word of ``description`` is the adjective of ``name``: ``Lurnish army`` of ``Lurn``."""
        return any(self.adjectives.get(word) == name for word in description.replace("-", " ").split())

    def is_body(self, name: str) -> bool:
        """Whether ``name`` is a firm's, a ministry's or a person's."""
        return fold_name(name) in self.bodies

    def is_hauling(self, name: str) -> bool:
        """Whether ``name`` only carries goods."""
        return name in self.hauling

    def is_trading(self, name: str) -> bool:
        """Whether ``name`` buys to sell on."""
        return name in self.trading

    def home(self, name: str) -> str | None:
        """The land of a firm or a town, or the one whose name or adjective the words hold."""
        if name in self.homes:
            return self.homes[name]
        words = name.replace("-", " ").replace("’s", "").replace("'s", "").split()
        held = (self.adjectives.get(word) or (word if word in self.lands and word != name else None) for word in words)
        return next((land for land in held if land), None)

    def land(self, name: str) -> str | None:
        """The land in which ``name`` lies, or that it is."""
        return self.home(name) or (name if name in self.states else None)

    def lies_in(self, name: str | None, land: str | None) -> bool:
        """Whether ``name`` is ``land``, or is known to be at home in it or in the same land as it."""
        if name is None or land is None:
            return False
        homes = [home for home in (self.home(name), name) if home]
        lands = [home for home in (self.home(land), land) if home]
        return any(fold_name(a) == fold_name(b) for a in homes for b in lands)

    def same(self, a: str | None, b: str | None) -> bool:
        """Whether both are told and are one party by their words."""
        if a is None or b is None:
            return False
        if self.is_name(a) and self.is_name(b):
            return names_agree(a, b) or self.points(a, b) or self.points(b, a)
        return fold_name(a).split()[-1:] == fold_name(b).split()[-1:]

    def may_be_one(self, a: str | None, b: str | None) -> bool:
        """Whether two names may stand for one party: a firm or a ministry may be its state's, "Zarumian army" is of Zarumia.

        What has no capital letter ("a private trader") may be anyone; a firm is not the state of another land than its own.
        """
        if a is None or b is None or names_agree(a, b):
            return True
        if not self.is_name(a) and not self.is_name(b):
            return a.split()[-1] == b.split()[-1]  # a company is not the rebels
        if self.points(a, b) or self.points(b, a):
            return True
        if not (self.is_name(a) and self.is_name(b)):
            homes = [self.land(x) for x in (a, b)]
            return None in homes or homes[0] == homes[1]  # "Lurn's navy" is no firm of Mesk
        if self.is_body(a) == self.is_body(b):
            return self.lies_in(a, b) and not (self.is_body(a) and self.is_body(b))
        body, land = (a, b) if self.is_body(a) else (b, a)
        home = self.home(body)
        return home is None or self.lies_in(land, home)
