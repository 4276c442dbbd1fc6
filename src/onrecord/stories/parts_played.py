"""Who had which part in a matter, as single sentences tell it by a noun: the seller was X, the papers name Y as sender."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.stories.goods import any_alike
from onrecord.stories.sayings import Saying
from onrecord.text.folding import fold, fold_name, names_agree

_NAME = re.compile(r"[A-Z][\w’'&-]*(?: (?:(?:of|and|&) )?[A-Z][\w’'&-]*){0,4}")
_CALLED = re.compile(
    rf"(?: [a-z-]+){{0,4}} (?:is|was|were|are) (?:an? (?:[a-z-]+ ){{1,4}}(?:called|named) )?(?:the )?(?P<name>{_NAME.pattern})"
)
"""Behind a noun for a part: "the shipper was X", "the seller was a firm called X"."""

_AS = re.compile(r"\b(?:as|is|was|were) (?:the |its |their |an? )?(?:[a-z-]+ ){0,2}$")
"""Before it: "name X as the shipper", "X was the seller"."""

_APPOSED = re.compile(r",? (?:an?|the|which|whose) [^,]*,(?= (?:as|was|is)\b)")
_NOBODY = frozenset(("they", "it", "he", "she", "we", "the", "this", "these"))
_KINDS = ("supplier", "recipient", "maker")
_MOST = 400
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Part:
    """That somebody, by folded name, had a part of a kind (supplier, recipient, maker) in a matter, as a saying tells."""

    kind: str
    name: str
    said: Saying


def rival_parts(sayings: Sequence[Sequence[Saying]], lexicon: Lexicon, kin: Mapping[str, str]) -> Iterator[tuple[Part, Part]]:
    """Pairs of different names for one part in a matter of the same goods, by two voices; each pair of names once.

    ``kin`` maps a firm's folded name to the state that it belongs to: a firm and its state are no rivals.
    """
    roles = _roles(lexicon)
    told = [part for report in sayings for said in report for part in _parts(said, roles)][:_MOST]
    seen: set[tuple[str, frozenset[str]]] = set()
    for n, one in enumerate(told):
        for other in told[n + 1 :]:
            key = (one.kind, frozenset((one.name, other.name)))
            if one.kind == other.kind and key not in seen and _are_rivals(one, other, kin):
                seen.add(key)
                yield one, other


def _are_rivals(a: Part, b: Part, kin: Mapping[str, str]) -> bool:
    if names_agree(a.name, b.name) or kin.get(a.name, a.name) == kin.get(b.name, b.name) or a.said.who & b.said.who:
        return False
    kindred = any(len(word) >= _TELLING for word in set(a.name.split()) & set(b.name.split()))  # "Marsh" and "Marsh Brothers"
    return not kindred and _one_matter(a.said, b.said) and (a.said.origin != b.said.origin or a.said.report == b.said.report)


def _one_matter(a: Saying, b: Saying) -> bool:
    """Whether both are of the same goods."""
    return bool(a.goods and b.goods) and any_alike(a.goods, b.goods)


def _parts(said: Saying, roles: Mapping[str, re.Pattern[str]]) -> Iterator[Part]:
    if said.pole <= 0 or said.headline:
        return
    words = _APPOSED.sub(" ", said.words)
    for kind, role in roles.items():
        for found in role.finditer(words):
            after = _CALLED.match(words, found.end())
            before = [m for m in _NAME.finditer(words, 0, found.start()) if fold(m.group()) not in _NOBODY]
            name = after.group("name") if after else before[-1].group() if before and _AS.search(words, 0, found.start()) else None
            if name:
                yield Part(kind, fold_name(name), said)


def _roles(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """The nouns for each part."""
    found = {}
    for kind in _KINDS:
        words = sorted({w for row in lexicon.rows("transfer_role") if row.kind == kind for w in row.words if " " not in fold(w)})
        found[kind] = re.compile(rf"\b(?:{'|'.join(words)})\b")
    return found
