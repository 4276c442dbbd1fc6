"""Reports with their words and relations at hand, each made when it is first asked for."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence

import numpy as np

from onrecord.chain.align import Passage, align
from onrecord.chain.relations import Relation
from onrecord.chain.signs import Signs, signs_of
from onrecord.chain.told import Told, counted
from onrecord.text.wordcodes import Words

_BATCH = 128

Aligned = MutableMapping[tuple[str, str], tuple[Passage, ...]]
"""Passages by the ids of two reports, the smaller first: what was aligned once is not aligned again."""


class Texts:
    """The reports of one case. Words are counted for those alone that share something with another."""

    def __init__(self, told: Sequence[Told], aligned: Aligned) -> None:
        """``aligned`` is taken from and added to."""
        self.told = told
        self.aligned = aligned
        self._words: dict[int, Words] = {}
        self._signs: dict[int, Signs] = {}

    def words(self, place: int) -> Words:
        """The words of one report that count."""
        if place not in self._words:
            self._load((place,))
        return self._words[place]

    def signs(self, place: int) -> Signs:
        """The figures and names of one report."""
        if place not in self._signs:
            self._signs[place] = signs_of(self.told[place], self.words(place))
        return self._signs[place]

    def _load(self, places: Iterable[int]) -> None:
        missing = sorted({p for p in places if p not in self._words})
        for at in range(0, len(missing), _BATCH):
            batch = missing[at : at + _BATCH]
            self._words.update(zip(batch, counted([self.told[p] for p in batch]), strict=True))

    def relations(self, pairs: Sequence[tuple[int, int]]) -> list[Relation]:
        """The relation of each pair (a, b), aligned now where it was not before."""
        keys = [self._key(a, b) for a, b in pairs]
        missing = list(dict.fromkeys(key for key in keys if (self.told[key[0]].id, self.told[key[1]].id) not in self.aligned))
        self._load(place for pair in pairs for place in pair)
        found = align([(self._words[a], self._words[b]) for a, b in missing])
        for (a, b), passages in zip(missing, found, strict=True):
            self.aligned[self.told[a].id, self.told[b].id] = passages
        return [self._relation(*key).seen_from(pair[0]) for key, pair in zip(keys, pairs, strict=True)]

    def relation(self, a: int, b: int) -> Relation:
        """The relation of two reports."""
        return self.relations([(a, b)])[0]

    def _key(self, a: int, b: int) -> tuple[int, int]:
        return (a, b) if self.told[a].id < self.told[b].id else (b, a)

    def _relation(self, a: int, b: int) -> Relation:
        return Relation(a, b, self.aligned[self.told[a].id, self.told[b].id], len(self._words[a]), len(self._words[b]))

    def twins(self, places: Sequence[int]) -> list[list[int]]:
        """``places`` in groups of the same words in the same order."""
        found: dict[bytes, list[int]] = {}
        for place in places:
            found.setdefault(np.asarray(self.words(place).codes).tobytes(), []).append(place)
        return list(found.values())


def by_id(told: Sequence[Told]) -> Mapping[str, int]:
    """The place of each report by its id."""
    return {one.id: place for place, one in enumerate(told)}
