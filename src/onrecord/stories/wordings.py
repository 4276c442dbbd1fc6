"""What single words say: whether something is denied, called false, only supposed, or told of goods that moved."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.text.folding import fold
from onrecord.text.stems import stem

MOVE = "<move>"
"""Stands among the words of a content for any verb or noun of moving goods."""

KNOW = "<know>"
"""Stands among the words of a content for any word of knowing or being told."""

CLASSES = frozenset((MOVE, KNOW))

_SPLIT = re.compile(r"[,;:](?=\s|$)|(?<=\s)(?:which|who|that|where|although|though|while|because|but)\b|[,;]?[”\"]$")
_COMES_FROM = re.compile(r"\b(?:came|come|comes|coming|originated|stemmed|stem|stems) from\b", re.IGNORECASE)
"""Goods that come from somewhere have moved; of persons it is said, too, but these are no goods."""

_JOINING = frozenset(("and", "or"))


@dataclass(frozen=True, slots=True)
class Wordings:
    """What the lexicon says of single words, in the form that comparing needs."""

    irregular: Mapping[str, str]
    plain: frozenset[str]
    moves: frozenset[str]
    knowing: frozenset[str]
    papers: frozenset[str]
    roles: frozenset[str]
    negators: frozenset[str]
    ahead: frozenset[str]
    exempt: tuple[str, ...]
    untrue: frozenset[str]
    charge: frozenset[str]
    hearsay: frozenset[str]
    spoken: frozenset[str]
    instead: re.Pattern[str]
    research: frozenset[str]
    pronouns: frozenset[str]
    showing: frozenset[str]
    finders: frozenset[str]
    prices: frozenset[str]
    rejected: frozenset[str]
    genuine: frozenset[str]
    _stems: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = stem(word, self.irregular)
        return known

    def stems(self, words: str) -> frozenset[str]:
        """The telling stems of ``words``; ``MOVE`` among them for a word of moving goods."""
        found = {self.stem(w) for w in fold(words).split() if w not in self.plain and not w.isdigit()}
        classes = {mark for mark, kind in ((MOVE, self.moves), (KNOW, self.knowing)) if found & kind}
        if _COMES_FROM.search(words):
            classes.add(MOVE)
        return frozenset(found | classes)

    def negates(self, words: str) -> bool:
        """Whether the first clause says that something was not so: "his country had ordered no such weapons"."""
        flat = f" {fold(_clause(words))} "
        for phrase in self.exempt:
            flat = flat.replace(f" {phrase} ", " ")
        listed = flat.split()
        main = any(w in self.negators and (not n or listed[n - 1] not in _JOINING) for n, w in enumerate(listed))
        return main and self.ahead.isdisjoint(listed)

    def belies(self, words: str) -> bool:
        """Whether the words call something false: "the documents are forgeries", "Twelve thousand is a fantasy"."""
        listed = fold(_clause(words)).split()
        if listed[-1:] == ["with"]:
            listed.pop()  # "had been tampered with"
        negated = not self.negators.isdisjoint(listed)
        return bool(listed) and listed[-1] in (self.genuine if negated else self.untrue)

    def first_clause(self, words: str) -> str:
        """The first clause of ``words``."""
        return _clause(words)

    def is_open(self, words: str) -> bool:
        """Whether the words only suppose, or tell what somebody else says: "If a trader buys", "He says that he knew nothing"."""
        listed = fold(words).split()[:3]
        return bool(listed) and (listed[0] in self.ahead or (len(listed) > 1 and listed[1] in self.spoken))


def _clause(words: str) -> str:
    """The first clause of ``words``; a word or two before a comma are none."""
    for cut in _SPLIT.finditer(words):
        if words[: cut.start()].count(" ") > 1:
            return words[: cut.start()]
    return words


@lru_cache(maxsize=4)
def wordings_of(lexicon: Lexicon) -> Wordings:
    """The words of ``lexicon`` that decide what a content says."""
    irregular = dict(pair.partition(">")[::2] for pair in lexicon.words("irregular"))
    frames = [row for row in lexicon.rows("transfer_frame") if not row.governs and not row.continues]
    moves = {stem(w, irregular) for row in frames for lemma in row.lemmas for w in [fold(lemma)] if " " not in w}
    roles = {stem(fold(w), irregular) for row in lexicon.rows("transfer_role") for w in row.words if " " not in w}
    return Wordings(
        irregular=irregular,
        plain=lexicon.words("plain"),
        moves=frozenset(moves),
        knowing=lexicon.words("knowing"),
        papers=lexicon.words("paper_noun"),
        roles=frozenset(roles),
        negators=lexicon.words("negator"),
        ahead=lexicon.words("ahead"),
        exempt=tuple(sorted(lexicon.words("no_negation"))),
        untrue=lexicon.words("untrue"),
        charge=lexicon.words("charge"),
        hearsay=lexicon.words("hearsay"),
        spoken=lexicon.words("spoken"),
        instead=_any_of(lexicon.words("instead")),
        research=lexicon.words("own_research"),
        pronouns=lexicon.words("taken_up"),
        showing=lexicon.words("showing"),
        finders=lexicon.words("finder"),
        prices=lexicon.words("price_word"),
        rejected=lexicon.words("rejected"),
        genuine=lexicon.words("genuine"),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
