"""Reports with their words and relations at hand, each made when it is first asked for."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence

import numpy as np

from onrecord.chain.align import Passage, align
from onrecord.chain.relations import Relation
from onrecord.chain.signs import Signs, signs_of
from onrecord.chain.told import Told, counted
from onrecord.text.wordcodes import Words

_BATCH = 128
_PAIRS = 512
_HELD = 4096
"""Reports whose words are at hand at one time."""

Aligned = MutableMapping[tuple[str, str], tuple[Passage, ...]]
"""Passages by the ids of two reports, the smaller first: what was aligned once is not aligned again."""


class Texts:
    """The reports of one case. Words are counted for those alone that share something with another."""

    def __init__(self, told: Sequence[Told], aligned: Aligned) -> None:
        """``aligned`` is taken from and added to."""
        self.told = told
        self.aligned = aligned
        self._words: dict[int, Words] = {}
        self._sizes = np.full(len(told), -1, np.int32)
        self._signs: dict[int, Signs] = {}

    def words(self, place: int) -> Words:
        """The words of one report that count."""
        if place not in self._words:
            self._load((place,))
        return self._words[place]

    def signs(self, place: int) -> Signs:
        """The figures and names of one report."""
        if place not in self._signs:
            if len(self._signs) >= _HELD:
                self._signs.clear()
            self._signs[place] = signs_of(self.told[place], self.words(place))
        return self._signs[place]

    def _load(self, places: Iterable[int]) -> None:
        """Have the words of ``places`` at hand; others go when there are many."""
        wanted = set(places)
        if len(self._words) + len(wanted) > _HELD:
            newer = list(self._words.items())[len(self._words) // 2 :]
            self._words = {place: words for place, words in newer if place in wanted or len(wanted) < _HELD // 2}
        missing = sorted(wanted - self._words.keys())
        for at in range(0, len(missing), _BATCH):
            batch = missing[at : at + _BATCH]
            for place, words in zip(batch, counted([self.told[p] for p in batch]), strict=True):
                self._words[place] = Words(words.codes.copy(), words.starts.copy(), words.ends.copy())
                self._sizes[place] = len(words)

    def relations(self, pairs: Sequence[tuple[int, int]]) -> list[Relation]:
        """The relation of each pair (a, b), aligned now where it was not before."""
        keys = [self._key(a, b) for a, b in pairs]
        missing = list(dict.fromkeys(key for key in keys if (self.told[key[0]].id, self.told[key[1]].id) not in self.aligned))
        for at in range(0, len(missing), _PAIRS):
            batch = missing[at : at + _PAIRS]
            self._load(place for pair in batch for place in pair)
            found = align([(self._words[a], self._words[b]) for a, b in batch])
            for (a, b), passages in zip(batch, found, strict=True):
                self.aligned[self.told[a].id, self.told[b].id] = passages
        return [self._relation(*key).seen_from(pair[0]) for key, pair in zip(keys, pairs, strict=True)]

    def relation(self, a: int, b: int) -> Relation:
        """The relation of two reports."""
        return self.relations([(a, b)])[0]

    def _key(self, a: int, b: int) -> tuple[int, int]:
        return (a, b) if self.told[a].id < self.told[b].id else (b, a)

    def _relation(self, a: int, b: int) -> Relation:
        sizes = (self.size(a), self.size(b)) if (found := self.aligned[self.told[a].id, self.told[b].id]) else (0, 0)
        return Relation(a, b, found, *sizes)

    def size(self, place: int) -> int:
        """How many words of one report count."""
        if self._sizes[place] < 0:
            self.words(place)
        return int(self._sizes[place])

    def twins(self, places: Sequence[int]) -> list[list[int]]:
        """``places`` in groups of the same words in the same order."""
        found: dict[bytes, list[int]] = {}
        for place in places:
            found.setdefault(np.asarray(self.words(place).codes).tobytes(), []).append(place)
        return list(found.values())


def by_id(told: Sequence[Told]) -> Mapping[str, int]:
    """The place of each report by its id."""
    return {one.id: place for place, one in enumerate(told)}
