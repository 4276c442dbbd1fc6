"""Which sayings of a case cannot stand together: denials against what they deny, and what one voice says otherwise later."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from math import log
from typing import Any

from onrecord.lexicon import Lexicon
from onrecord.model import Stance
from onrecord.model.edtf import Days, days, order_key
from onrecord.stories.goods import ARMS, GENERAL, Thing, any_alike
from onrecord.stories.narrated import AFFIRMS
from onrecord.stories.oppositions import Opposition, connected
from onrecord.stories.sayings import DENIES, Saying
from onrecord.stories.wordings import CLASSES, KNOW, MOVE, wordings_of
from onrecord.text.folding import fold, names_agree

SAME = 0.5
"""Share of the weight of a denial's words that what it denies has in common with it."""

_CROWD = 160
"""Of more sayings that name one actor, those nearest in time are looked at."""

_FEW = 60
"""So many denials of one voice are looked through for a change."""

_COMMON = 40
"""A word in more sayings than this does not bring two of them together."""

_OLDER = timedelta(days=60)
"""Nobody denies a charge that comes later than this; papers may belie an older denial."""

_BESIDE = 2
"""So many statements further an answer may stand that names nobody."""

_CONCERNING = 0.33
"""As SAME, where what is said names the one who denies."""

_BRIEF = 12
"""Words that the object of contradicting has at most."""

_BARE = 4
"""Stems that an answer has at most which only means what stands right beside it: "it was sent"."""

_TELLING = 3
"""Stems that a saying has at least which tells something."""

_ANSWERED = timedelta(days=14)
"""Within so many days a report answers what another one told without naming who is meant."""

_THIS = frozenset(("this", "that", "it"))
_NOT_THEY = re.compile(r"[“\"]?not (?:from|by|to|through|via|with) ")
_SUCH = re.compile(r"\bsuch (?:an? )?(\w+)")
_ASIDE = re.compile(r", (?:an?|the|whose|which|who|owned|based|run|led) ")
_STEM = 5
_CHANGED = frozenset((Stance.ACKNOWLEDGES, Stance.CONFIRMS, Stance.PARTLY_DENIES))


class Opposing:
    """The sayings of a case, ready to be set against each other."""

    def __init__(self, sayings: Sequence[Sequence[Saying]], lexicon: Lexicon, bearing: Sequence[Sequence[str]] = ()) -> None:
        """``sayings`` are those of each report, in text order; ``bearing`` lists the statements that bear on each transfer."""
        self.all = [saying for report in sayings for saying in report]
        self._reports: dict[str, list[int]] = {}
        self._naming: dict[str, list[int]] = {}
        self._holding: dict[str, list[int]] = {}
        self._moving: dict[str, list[int]] = {}
        self._permissions = lexicon.words("permission")
        self._rules = wordings_of(lexicon)
        self._papers = frozenset(map(self._rules.stem, lexicon.words("paper_noun")))
        self._anywhere = lexicon.words("anywhere")
        self._place = {id(saying): place for report in sayings for place, saying in enumerate(report)}
        self._such = re.compile(r"\b(?:such|these|those|the)\b")
        self._making = frozenset(map(self._rules.stem, lexicon.words("making")))
        self._owning = lexicon.words("own_act")
        self._months = lexicon.words("month_name")
        self._actors = {fold(s.actor) for s in self.all if " " in s.actor and s.actor[:1].isupper()}
        self._nothing = lexicon.words("total")
        self._planned = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('planned')))})(?: \w+){{0,3}} to [a-z]")
        self._lying = lexicon.words("lying")
        self._common = {s.voice for s in self.all if s.actor.islower() and " " not in s.voice}
        self._calling = lexicon.words("calling")
        self._charge = lexicon.words("charge")
        self._matters: dict[str, list[int]] = {}
        for matter, statements in enumerate(bearing):
            for statement in statements:
                self._matters.setdefault(statement, []).append(matter)
        self._bearing: dict[int, list[int]] = {}
        self._worded: dict[int, Hashable] = {}
        self._roles = frozenset(w for row in lexicon.rows("transfer_role") for w in row.words)
        counted = Counter(stem for saying in self.all for stem in saying.stems)
        self._weight = {stem: log(1 + len(self.all) / n) for stem, n in counted.items()}
        for number, saying in enumerate(self.all):
            self._reports.setdefault(saying.report, []).append(number)
            for matter in self._matters.get(saying.statement or "", ()):
                self._bearing.setdefault(matter, []).append(number)
            if saying.pole > 0:
                for name in saying.named:
                    self._naming.setdefault(name, []).append(number)
                for stem in saying.stems:
                    if counted[stem] <= _COMMON:
                        self._holding.setdefault(stem, []).append(number)
                for class_ in _kinds(saying) if self._is_put(saying) else ():
                    self._moving.setdefault(class_, []).append(number)

        self._index_days()
        self._index_speech()

    def _is_put(self, saying: Saying) -> bool:
        """Whether it says that goods moved, or where they or their ship were."""
        return MOVE in saying.stems or not (self._calling | self._lying).isdisjoint(saying.stems)

    def _index_days(self) -> None:
        """Sort the sayings that name somebody whom very many name by day."""
        self._days: dict[str, list[Any]] = {}
        for name, listed in (*self._naming.items(), *((f"<{c}>", held) for c, held in self._moving.items())):
            if len(listed) > _CROWD:
                listed.sort(key=lambda n: order_key(self.all[n].on))
                self._days[name] = [order_key(self.all[n].on) for n in listed]

    def _index_speech(self) -> None:
        """Gather what each voice speaks of in each report."""
        self._spoken: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for saying in self.all:
            stems, named = self._spoken.setdefault((saying.report, saying.voice), (set(), set()))
            stems.update(saying.stems)
            named.update(saying.named)

    def oppositions(self) -> Iterator[Opposition]:
        """One for each voice and each matter in which it denies something."""
        by_voice: dict[str, list[tuple[int, list[int]]]] = {}
        for number, saying in enumerate(self.all):
            if saying.pole < 0 and saying.voice and not saying.paper and (denied := self.denied_by(number)):
                by_voice.setdefault(saying.voice, []).append((number, denied))
        for listed in by_voice.values():
            for group in connected(listed, self._wording):
                yield self._opposition(group)

    def _opposition(self, group: Sequence[tuple[int, list[int]]]) -> Opposition:
        ordered = sorted(group, key=lambda one: self.is_narrow(self.all[one[0]]))
        whole = [d for d, _ in ordered if not self.is_narrow(self.all[d])]
        return Opposition(
            denials=tuple(self.all[d] for d in whole),
            narrow=tuple(self.all[d] for d, _ in ordered[len(whole) :]),
            denies=tuple(tuple(self.all[a] for a in denied) for _, denied in ordered),
            besides=tuple(self.all[n] for n in self._whole_charge(group)),
        )

    def _whole_charge(self, group: Sequence[tuple[int, list[int]]]) -> list[int]:
        """What else the same accusers say of the goods in question, in the reports in which they are denied or accuse."""
        accused = {(self.all[a].report, self.all[a].voice): (d, a) for d, denied in group for a in denied if not self.all[a].own}
        known = {a for _, denied in group for a in denied}
        found = []
        for (report, voice), (d, a) in accused.items():
            for n in self._reports[report]:
                said = self.all[n]
                told = said.pole > 0 and said.statement and not said.paper and said.voice == voice and MOVE in said.stems and said.goods and n not in known
                if told and self._one_topic(said, self.all[a]) and not self._too_old(self.all[d], said):
                    found.append(n)
        return sorted(found)

    def _told(self, saying: Saying) -> Hashable:
        return (fold(saying.words), saying.on)

    def _wording(self, number: int) -> Hashable:
        """Equal for what two copies say in the same words."""
        if number not in self._worded:
            saying = self.all[number]
            self._worded[number] = (saying.voice, fold(saying.words))
        return self._worded[number]

    def is_narrow(self, denial: Saying) -> bool:
        """Whether only a licence or the like is denied, or only some of it."""
        return denial.stance is Stance.PARTLY_DENIES or not self._permissions.isdisjoint(fold(denial.words).split())

    def denied_by(self, number: int) -> list[int]:
        """The sayings that saying ``number`` denies: what it answers, and who else tells of the transfer that it bears on."""
        denial = self.all[number]
        direct = self._denied_directly(number)
        if not direct and denial.stance not in DENIES:
            return []
        placed = not self._calling.isdisjoint(denial.stems)  # who denies a place on the way denies only what puts it there
        return sorted({*direct, *(() if direct and (denial.pointing or placed) else self._tellers(denial))})

    def _tellers(self, denial: Saying) -> Iterator[int]:
        other = self._places(denial)
        for matter in self._matters.get(denial.statement or "", ()):
            for n in self._bearing[matter]:
                said = self.all[n]
                told = MOVE in said.stems and said.explicit and said.stance in AFFIRMS and not said.paper and not self._is_ahead(said)
                near = not (other and self._is_own_act(denial)) or bool(said.named & denial.who) or _meet(other, said.capitals)
                if told and near and self._can_be_denied(denial, said) and not self._too_old(denial, said):
                    yield n

    def _denied_directly(self, number: int) -> list[int]:
        denial = self.all[number]
        if denial.words.strip(" .,”\"").casefold() in _THIS and (last := self._just_before(denial)) is not None:
            if self.all[last].pole <= 0:
                return [last] if self.all[last].pole < 0 and not self.all[last].who & denial.who else []
        if denial.stance in DENIES and (whom := self._whom(denial)):
            return [n for n in self._reports[denial.report] if self.all[n].statement and self._can_be_denied(denial, self.all[n]) and whom in fold(self.all[n].actor)]
        if denial.pointing and not (MOVE in denial.stems and denial.capitals):
            answered = self._answered(denial)
            apart = denial.named - denial.who
            told = [n for n in answered if self.all[n].named & apart] if apart else answered
            if told or not apart:
                return sorted({*told, *self._charged_elsewhere(denial, told), *self._shown_elsewhere(denial)})
        near = set(self._reports[denial.report])
        for name in denial.who:
            near.update(self._around(name, denial))
        for stem in denial.stems:
            near.update(self._holding.get(stem, ()))
        if self._is_put(denial):
            for class_ in _kinds(denial):
                near.update(self._nearest(self._moving.get(class_, ()), f"<{class_}>", denial))
        return sorted(n for n in near if self.opposed(denial, self.all[n]))

    def _whom(self, denial: Saying) -> str:
        """The person whom the denial contradicts, where it names no more: "contradicted the minister Bram Oakes over the sale"."""
        words = fold(denial.words)
        if not denial.words[:1].isupper() or len(words.split()) > _BRIEF:
            return ""
        return next((name for name in sorted(self._actors) if f" {name} " in f" {words} " and name not in denial.who), "")

    def _just_before(self, denial: Saying) -> int | None:
        """What is said right before it in its report."""
        return max((n for n in self._reports[denial.report] if self.all[n].at < denial.at), key=lambda n: self.all[n].at, default=None)

    def _around(self, name: str, denial: Saying) -> Sequence[int]:
        """The sayings that name ``name``; of very many those told nearest to the day of the denial."""
        return self._nearest(self._naming.get(name, ()), name, denial)

    def _nearest(self, listed: Sequence[int], key: str, denial: Saying) -> Sequence[int]:
        if len(listed) <= _CROWD:
            return listed
        at = bisect_left(self._days[key], order_key(denial.on))
        first = max(0, min(at - _CROWD // 2, len(listed) - _CROWD))
        return listed[first : first + _CROWD]

    def _answered(self, denial: Saying) -> list[int]:
        """What an answer that only points back answers.

        A paper that it calls false is what is told of that paper; else what others said before it of the one who answers; else all
        that who spoke last before it has told; else what was said in earlier reports.
        """
        before = [n for n in self._reports[denial.report] if self.all[n].at < denial.at and self._can_be_denied(denial, self.all[n])]
        answering = {s.voice for s in map(self.all.__getitem__, self._reports[denial.report]) if s.pole < 0}
        told = [n for n in before if not self.all[n].headline]
        told = [n for n in told if self.all[n].voice not in answering] or told
        papers = self._papers & denial.stems
        if papers:
            shown = [n for n in told if papers & (self.all[n].stems | self._stems(self.all[n].actor)) or self.all[n].paper]
            if shown:
                return shown
        naming = [n for n in told if self.all[n].named & denial.who]
        if naming or not told:
            return naming or self._charged_before(denial)
        last = self.all[told[-1]].voice
        return [n for n in told if self.all[n].voice == last and len(self.all[n].stems) >= _TELLING] or told[-1:]

    def _charged_elsewhere(self, denial: Saying, told: Sequence[int]) -> Iterator[int]:
        """What the same accusers say of the one who answers in other reports."""
        voices = {self.all[n].voice for n in told if not self.all[n].own}
        for n in {n for name in denial.who for n in self._around(name, denial)}:
            said = self.all[n]
            accuser = bool(said.statement) and any(names_agree(said.voice, voice) for voice in voices)
            if accuser and MOVE in said.stems and self._can_be_denied(denial, said) and not self._too_old(denial, said):
                yield n

    def _shown_elsewhere(self, denial: Saying) -> Iterator[int]:
        """The part of the one who answers that papers show in other reports, of the same goods."""
        for n in {n for name in denial.who for n in self._around(name, denial)}:
            said = self.all[n]
            shown = said.paper and said.report != denial.report and self._has_part(said, denial)
            if shown and denial.about and self._can_be_denied(denial, said) and any_alike(denial.about, said.goods):
                yield n

    def _stems(self, words: str) -> frozenset[str]:
        return self._rules.stems(words)

    def _charged_before(self, denial: Saying) -> list[int]:
        """For an answer to what no one says in its report: what was said before of the one who answers, of the same goods."""
        known = {n for name in denial.who for n in self._around(name, denial)}
        return sorted(
            n for n in known
            if MOVE in self.all[n].stems and denial.goods and self.all[n].goods and self._can_be_denied(denial, self.all[n])
            and order_key(self.all[n].on) <= order_key(denial.on)
        )  # fmt: skip

    def _can_be_denied(self, denial: Saying, said: Saying) -> bool:
        if said.report == denial.report and any(a.start < d.end and d.start < a.end for a in said.content for d in denial.content):
            return False  # the same words, once as told and once as told by somebody else
        if said.own and not said.paper and said.report == denial.report and not self._has_part(said, denial):
            return False  # a report's own words around a denial are often its speaker's
        return said.pole > 0 and not (said.who & denial.who) and self._one_topic(denial, said)

    def _one_topic(self, one: Saying, other: Saying) -> bool:
        if not (one.goods and other.goods):
            return True
        if any_alike(_perhaps(one), _perhaps(other)):
            return True
        if one.origin != other.origin and all(thing[1] in GENERAL for thing in one.goods):  # "such weapons" are those of its own report
            return not self._such.search(one.words) and any(thing[1] in GENERAL for thing in other.goods)
        return any_alike(one.goods, other.goods)

    def opposed(self, denial: Saying, said: Saying) -> bool:
        """Whether ``said`` is what ``denial`` denies: of one matter, of the one who denies, and told in like words."""
        if not self._can_be_denied(denial, said) or self._too_old(denial, said):
            return False
        if self._is_ahead(said) and not self._is_ahead(denial):
            return False  # who did not sell may have agreed to
        shared = denial.stems & said.stems
        plain = self._informative(shared, denial, said)
        if KNOW in denial.stems and denial.stance not in DENIES:
            return KNOW in shared and bool(said.named & denial.who or said.report == denial.report)
        if self._share(denial, said) >= SAME and len(plain) > 1:
            return True
        if _NOT_THEY.match(denial.words):
            return self._denies_party(denial, said)
        if such := _SUCH.search(denial.words):  # "any such letter" is the letter told of before it
            if said.report == denial.report and said.at < denial.at and self._rules.stem(fold(such.group(1))) in said.stems:
                return True
        if KNOW in said.stems - denial.stems and not said.named & denial.who:
            return False
        if self._denies_move(denial, said) or (MOVE in denial.stems and self._has_part(said, denial)):
            return True
        if not self._calling.isdisjoint(denial.stems):
            return self._belies_place(denial, said)
        if not self._concerns(denial, said):
            return denial.stance not in DENIES and self._answers_beside(denial, said, plain)
        if denial.stance in DENIES:
            if denial.explicit and said.explicit and _within(said, denial, _ANSWERED):
                return True
            other = self._places(denial)
            if other and self._is_own_act(denial) and not _meet(other, said.capitals):
                return bool(plain)  # "any dealings with Brenik" answers what is told of Brenik
            part = self._plays_part(said) and not said.own or self._has_part(said, denial)
            return bool(plain) or part or (MOVE in shared and (denial.explicit or said.report == denial.report))
        if MOVE in shared and said.goods and (denial.explicit or said.report == denial.report):
            return True
        return bool(plain) and (said.report == denial.report or said.paper or self._share(denial, said) >= _CONCERNING)

    def _is_ahead(self, saying: Saying) -> bool:
        """Whether it tells only what was agreed or planned, not that it was done."""
        return bool(self._planned.search(saying.words))

    def _denies_move(self, denial: Saying, said: Saying) -> bool:
        """Whether goods moved to, from or through a place or party by what is said, and none did so by the denial."""
        if not (denial.goods and said.goods and self._is_total(denial) and KNOW not in said.stems):
            return False
        if MOVE not in denial.stems or not (said.stems & self._rules.moves) - self._making:
            return False
        if self._is_own_act(denial) and not said.named & denial.who:
            return False
        return _meet(self._places(denial), said.capitals)

    def _places(self, denial: Saying) -> frozenset[str]:
        """The names in a denial but for who denies; "there" is where what stands before it puts the goods or their ship."""
        own = {word for name in denial.who for word in name.split()}
        named = denial.capitals - own - self._months
        if named or MOVE in denial.stems or "there" not in fold(denial.words).split():
            return named
        before = [self.all[n] for n in self._reports[denial.report] if self.all[n].at < denial.at and not self.all[n].who & denial.who]
        return next((s.capitals for s in reversed(before) if s.capitals and self._is_put(s)), frozenset())

    def _denies_party(self, denial: Saying, said: Saying) -> bool:
        """Whether goods came from, went to or by somebody by what is said, and it was not that one by the denial: "not from Mesk"."""
        if not (MOVE in said.stems or self._plays_part(said)):
            return False
        if named := denial.capitals - self._months:
            return _meet(named, said.capitals)
        near = said.report == denial.report and 0 < self._place[id(denial)] - self._place[id(said)] <= 2 * _BESIDE
        return near and self._plays_part(said) and bool(said.named)

    def _is_own_act(self, denial: Saying) -> bool:
        """Whether only what the one who denies did is denied: "it never sold any", "any dealings"; not what became of the goods."""
        first = fold(denial.words).split()[:1]
        if not first or first[0] in self._nothing - self._owning:
            return False
        return first[0] in self._rules.pronouns | self._owning or first[0].endswith("ing")

    def _is_total(self, denial: Saying) -> bool:
        return not self._nothing.isdisjoint(fold(denial.words).split())

    def _concerns(self, denial: Saying, said: Saying) -> bool:
        """Whether ``said`` names the one who denies, or who denies speaks of the other one in the same report."""
        if said.named & denial.who:
            return True
        if denial.voice in self._common and self._rules.stem(denial.voice) in said.stems:
            return True
        if not said.statement or (said.report != denial.report and not _within(said, denial, _ANSWERED)):
            return False
        head = said.voice.split()[-1:]
        stems, named = self._spoken[denial.report, denial.voice]
        return bool(head) and (self._rules.stem(head[0]) in stems or said.voice in named)

    def _answers_beside(self, denial: Saying, said: Saying, plain: set[str]) -> bool:
        """Whether the two stand next to each other and tell of the same in a like word."""
        if said.report != denial.report:
            return False
        place = self._place
        near = abs(place[id(said)] - place[id(denial)]) <= _BESIDE
        if not near or MOVE not in denial.stems & said.stems:
            return near and bool(plain)
        return bool(plain or said.named & denial.named) or (abs(place[id(said)] - place[id(denial)]) == 1 and len(said.stems) <= _BARE)

    def _plays_part(self, said: Saying) -> bool:
        return not self._roles.isdisjoint(fold(said.words).split())

    def _has_part(self, said: Saying, denial: Saying) -> bool:
        """Whether the one who denies is told to be buyer, shipper or the like; "there" is a place that only the denial's own report knows."""
        if not (self._plays_part(said) and said.named & denial.who) or ("there" in fold(denial.words).split() and said.report != denial.report):
            return False
        main = frozenset(fold(_ASIDE.split(said.words)[0]).split())
        return any(main.issuperset(name.split()) or _meet(frozenset((name,)), main) for name in denial.who)

    def _belies_place(self, denial: Saying, said: Saying) -> bool:
        """Whether the denial says that goods or ship never were where, or with whom, ``said`` puts them."""
        put = not (self._calling | self._lying).isdisjoint(said.stems)
        if (put or MOVE in said.stems) and _meet(self._places(denial), said.capitals):
            return True
        if (denial.named - denial.who) & said.named:
            return True
        if denial.named & said.named and (put or MOVE in said.stems):
            return True
        everywhere = not self._anywhere.isdisjoint(fold(denial.words).split())
        return everywhere and put and bool(said.named - said.who)

    def _informative(self, shared: Iterable[str], *of: Saying) -> set[str]:
        named = {word for saying in of for name in (*saying.named, *saying.who) for word in name.split()}
        goods = {word for saying in of for thing in saying.goods for word in thing[0].split()}
        return {s for s in shared if s not in CLASSES and s not in named and s not in goods and s not in self._charge}

    def _share(self, denial: Saying, said: Saying) -> float:
        """How much of the weight of the denial's words ``said`` has too."""
        weight = self._weight
        whole = sum(weight[s] for s in denial.stems)
        return sum(weight[s] for s in denial.stems & said.stems) / whole if whole else 0.0

    def _too_old(self, denial: Saying, said: Saying) -> bool:
        """Whether the denial is so much older than what is said that it cannot be its answer; papers may belie it all the same."""
        placed = not denial.explicit and not self._calling.isdisjoint(denial.stems)  # of one voyage, not of all that come later
        if (said.paper and not placed) or not denial.on or not said.on:
            return False
        first, last = _days(said.on).first, _days(denial.on).last
        return bool(first and last and first - last > _OLDER)

    def changes(self) -> Iterator[tuple[tuple[Saying, ...], tuple[Saying, ...]]]:
        """(earlier, later) sayings of one voice that denied something and later grants it, in whole or in part."""
        denials: dict[str, list[Saying]] = {}
        granting: dict[str, list[Saying]] = {}
        for saying in self.all:
            if saying.pole < 0 and saying.voice and not saying.paper and not saying.headline and saying.stance is not Stance.PARTLY_DENIES:
                denials.setdefault(saying.voice, []).append(saying)
            for key in {saying.voice, fold(saying.actor)} - {""}:
                if saying.pole and not saying.headline:
                    granting.setdefault(key, []).append(saying)
        for voice, listed in denials.items():
            keys = {voice, *(fold(d.actor) for d in listed)}
            own = {id(s): s for key in keys for s in granting.get(key, ())}.values()
            later = [s for s in own if s.stance in _CHANGED][:_CROWD] + [s for s in own if s.stance not in _CHANGED][:_CROWD]
            said = list({self._told(d): d for d in reversed(listed)}.values())[-_FEW:]
            granted = [s for s in later if any(_is_later(s, d) and self._grants(s, d) for d in said)]
            day = min((s.on for s in granted), key=order_key, default=None)
            earlier = tuple(d for d in reversed(said) if _before(d, day) and any(self._grants(s, d) for s in granted))
            if earlier:
                yield earlier, tuple(granted)

    def _grants(self, granted: Saying, denial: Saying) -> bool:
        """Whether a later saying of the same voice owns what the denial denied."""
        if not self._one_topic(granted, denial):
            return False
        shared = granted.stems & denial.stems
        if self.is_narrow(denial) and (granted.stance not in _CHANGED or self._permissions.isdisjoint(fold(granted.words).split())):
            return False  # a licence that was denied is granted only with a licence
        plain = self._informative(shared, granted, denial)
        if granted.stance not in _CHANGED:
            return granted.pole > 0 and ((len(plain) > 1 and self._share(denial, granted) >= SAME) or self._denies_move(denial, granted))
        late = not _within(granted, denial, _ANSWERED) and bool(granted.goods and granted.named)
        told = MOVE in shared and (granted.explicit or bool(granted.named & denial.named) or late)
        return told or bool(plain) or granted.stance is Stance.PARTLY_DENIES


def _within(one: Saying, other: Saying, most: timedelta) -> bool:
    """Whether the two were said within so many days of each other, as far as both days are known."""
    a, b = (_days(s.on).first if s.on else None for s in (one, other))
    return bool(a and b and abs(a - b) <= most)


@lru_cache(maxsize=16_384)
def _days(on: str) -> Days:
    return days(on)


def _before(saying: Saying, day: str | None) -> bool:
    first, last = (_days(day).first if day else None), (_days(saying.on).last if saying.on else None)
    return bool(first and last and last < first)


def _is_later(saying: Saying, than: Saying) -> bool:
    return _before(than, saying.on)


def _kinds(saying: Saying) -> set[str]:
    """The classes of its goods, all arms as one: what may be alike stands under one key."""
    return {"arms" if one[1] in ARMS | GENERAL else one[1] for one in saying.goods}


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a name is in both, or as the adjective of the other: "Brenik" and "Brenikan"."""
    return any(a == b or (min(len(a), len(b)) >= _STEM and (a.startswith(b) or b.startswith(a))) for a in some for b in others)


def _perhaps(saying: Saying) -> frozenset[Thing]:
    """The goods that it may be about: those it names, else, where it only points back, any that its report tells of."""
    loose = saying.pointing or (saying.statement is None and MOVE not in saying.stems)
    return saying.goods if saying.explicit or not loose else saying.goods | saying.about
