"""The sayings of a case, found by who is named in them, by their words and goods, and by where they stand."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum, log
from typing import Any

from onrecord.lexicon import Lexicon
from onrecord.model.edtf import order_key
from onrecord.stories.goods import ARMS, GENERAL
from onrecord.stories.sayings import Saying
from onrecord.stories.wordings import MOVE, wordings_of
from onrecord.text.folding import fold

CROWD = 160
"""Of more sayings that name one actor, those nearest in time are looked at."""

_COMMON = 40
"""A word in more sayings than this does not bring two of them together."""


class Gathered:
    """Every saying of a case by number, with what is needed to find those that may have to do with a denial."""

    def __init__(self, sayings: Sequence[Sequence[Saying]], lexicon: Lexicon, bearing: Sequence[Sequence[str]] = ()) -> None:
        """``sayings`` are those of each report, in text order; ``bearing`` lists the statements that bear on each transfer."""
        self.all = [saying for report in sayings for saying in report]
        self.rules = wordings_of(lexicon)
        self._words: dict[int, frozenset[str]] = {}
        self._wholes: dict[int, float] = {}
        self.calling = lexicon.words("calling")
        self.lying = lexicon.words("lying")
        self.place = {id(saying): place for report in sayings for place, saying in enumerate(report)}
        self.common = {s.voice for s in self.all if s.actor.islower() and " " not in s.voice}
        self.actors = {fold(s.actor) for s in self.all if " " in s.actor and s.actor[:1].isupper()}
        self.reports: dict[str, list[int]] = {}
        self.naming: dict[str, list[int]] = {}
        self.holding: dict[str, list[int]] = {}
        self.moving: dict[str, list[int]] = {}
        self.matters: dict[str, list[int]] = {}
        self.bearing: dict[int, list[int]] = {}
        for matter, statements in enumerate(bearing):
            for statement in statements:
                self.matters.setdefault(statement, []).append(matter)
        counted = Counter(stem for saying in self.all for stem in saying.stems)
        self.weight = {stem: log(1 + len(self.all) / n) for stem, n in counted.items()}
        for number, saying in enumerate(self.all):
            self.reports.setdefault(saying.report, []).append(number)
            for matter in self.matters.get(saying.statement or "", ()):
                self.bearing.setdefault(matter, []).append(number)
            if saying.pole > 0:
                self._index(number, saying, counted)
        self._index_days()
        self._index_speech()

    def _index(self, number: int, saying: Saying, counted: Mapping[str, int]) -> None:
        for name in saying.named:
            self.naming.setdefault(name, []).append(number)
        for stem in saying.stems:
            if counted[stem] <= _COMMON:
                self.holding.setdefault(stem, []).append(number)
        for class_ in kinds(saying) if self.is_put(saying) else ():
            self.moving.setdefault(class_, []).append(number)

    def near(self, denial: Saying) -> set[int]:
        """Numbers of the sayings that the denial may deny: of its report, that name who denies, with a rare word of it, or of its goods."""
        found = set(self.reports[denial.report])
        for name in denial.who:
            found.update(self.around(name, denial))
        for stem in denial.stems:
            found.update(self.holding.get(stem, ()))
        for class_ in kinds(denial) if self.is_put(denial) else ():
            found.update(self._nearest(self.moving.get(class_, ()), f"<{class_}>", denial))
        return found

    def is_put(self, saying: Saying) -> bool:
        """Whether it says that goods moved, or where they or their ship were."""
        return MOVE in saying.stems or not (self.calling | self.lying).isdisjoint(saying.stems)

    def _index_days(self) -> None:
        """Sort the sayings that name somebody whom very many name by day."""
        self._days: dict[str, list[Any]] = {}
        for name, listed in (*self.naming.items(), *((f"<{c}>", held) for c, held in self.moving.items())):
            if len(listed) > CROWD:
                listed.sort(key=lambda n: order_key(self.all[n].on))
                self._days[name] = [order_key(self.all[n].on) for n in listed]

    def _index_speech(self) -> None:
        """Gather what each voice speaks of in each report."""
        self.spoken: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for saying in self.all:
            stems, named = self.spoken.setdefault((saying.report, saying.voice), (set(), set()))
            stems.update(saying.stems)
            named.update(saying.named)

    def just_before(self, denial: Saying) -> int | None:
        """What somebody else affirms or denies last before it in its report."""
        told = ((n, self.all[n]) for n in self.reports[denial.report])
        before = [(s.at, n) for n, s in told if s.at < denial.at and s.pole and s.statement and not s.who & denial.who and not s.headline]
        return max(before)[1] if before else None

    def around(self, name: str, denial: Saying) -> Sequence[int]:
        """The sayings that name ``name``; of very many those told nearest to the day of the denial."""
        return self._nearest(self.naming.get(name, ()), name, denial)

    def _nearest(self, listed: Sequence[int], key: str, denial: Saying) -> Sequence[int]:
        if len(listed) <= CROWD:
            return listed
        at = bisect_left(self._days[key], order_key(denial.on))
        first = max(0, min(at - CROWD // 2, len(listed) - CROWD))
        return listed[first : first + CROWD]

    def share(self, denial: Saying, said: Saying) -> float:
        """How much of the weight of the denial's words ``said`` has too."""
        weight = self.weight
        whole = self._wholes.get(id(denial))
        if whole is None:
            whole = self._wholes[id(denial)] = fsum([weight[s] for s in denial.stems])  # a plain sum would depend on the order of a set
        return fsum([weight[s] for s in denial.stems & said.stems]) / whole if whole else 0.0

    def naming_words(self, saying: Saying) -> frozenset[str]:
        """The words of every name, and of the goods, that a saying is about: that two share these tells nothing."""
        held = self._words.get(id(saying))
        if held is None:
            names = (*saying.named, *saying.who, *(thing[0] for thing in saying.goods))
            held = self._words[id(saying)] = frozenset(word for name in names for word in name.split())
        return held


def kinds(saying: Saying) -> set[str]:
    """The classes of its goods, all arms as one: what may be alike stands under one key."""
    return {"arms" if one[1] in ARMS | GENERAL else one[1] for one in saying.goods}
