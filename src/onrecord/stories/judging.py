"""When two sayings of a case cannot stand together, and when a later one grants what an earlier one denied."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.model import Stance
from onrecord.model.edtf import Days, days
from onrecord.stories.gathered import Gathered
from onrecord.stories.goods import GENERAL, Thing, any_alike
from onrecord.stories.sayings import DENIES, Saying
from onrecord.stories.wordings import CLASSES, KNOW, MOVE
from onrecord.text.folding import fold

SAME = 0.5
"""Share of the weight of a denial's words that what it denies has in common with it."""

CHANGED = frozenset((Stance.ACKNOWLEDGES, Stance.CONFIRMS, Stance.PARTLY_DENIES))
"""Stances by which somebody grants what was denied before."""

_OLDER = timedelta(days=60)
"""Nobody denies a charge that comes later than this; papers may belie an older denial."""

_BESIDE = 2
"""So many statements further an answer may stand that names nobody."""

_CONCERNING = 0.33
"""As SAME, where what is said names the one who denies."""

_BARE = 4
"""Stems that an answer has at most which only means what stands right beside it: "it was sent"."""

_ANSWERED = timedelta(days=14)
"""Within so many days a report answers what another one told without naming who is meant."""

_FIRST = 5
"""A negation that answers what stands right before it is among so many words."""

_STEM = 5
"""Letters that a name and its adjective have in common at least."""

_NOT_THEY = re.compile(r"[“\"]?not (?:from|by|to|through|via|with|the|an?) ")
_SUCH = re.compile(r"\bsuch (?:an? )?(\w+)")
_THOSE = re.compile(r"\b(?:such|these|those|the)\b")
_ASIDE = re.compile(r", (?:an?|the|whose|which|who|owned|based|run|led) ")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is asked of a saying in every pair that it is part of, worked out once.

    ``words`` are its folded words; ``ahead``, ``total``, ``own``, ``part`` and ``moved`` as the methods of the judge that are called so;
    ``those`` tells whether it points at goods of its own report, ``not_they`` whether it says who it was not.
    """

    words: tuple[str, ...]
    ahead: bool
    total: bool
    own: bool
    part: bool
    moved: bool
    those: bool
    not_they: bool


class Judge:
    """Judges pairs of sayings; a denial always comes first."""

    def __init__(self, gathered: Gathered, lexicon: Lexicon) -> None:
        """``gathered`` are the sayings of the case, ``lexicon`` has the words that decide."""
        self._told = gathered
        self._known: dict[int, _Traits] = {}
        self._placed: dict[int, frozenset[str]] = {}
        self._rules = gathered.rules
        self._permissions = lexicon.words("permission")
        self._anywhere = lexicon.words("anywhere")
        self._making = frozenset(map(self._rules.stem, lexicon.words("making")))
        self._owning = lexicon.words("own_act")
        self._months = lexicon.words("month_name")
        self._nothing = lexicon.words("total")
        self._none = self._nothing - self._owning - {"not", "never"}
        self._planned = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.words('planned')))})(?: \w+){{0,3}} to [a-z]")
        self._charge = lexicon.words("charge")
        self._telling = self._told.calling | self._told.lying | {KNOW}
        self._roles = frozenset(w for row in lexicon.rows("transfer_role") for w in row.words)
        self._named = self._permissions | (self._charge - self._rules.pronouns) | self._rules.papers | self._roles

    def _traits(self, saying: Saying) -> _Traits:
        found = self._known.get(id(saying))
        if found is None:
            words = tuple(fold(saying.words).split())
            moves = saying.stems & self._rules.moves
            found = self._known[id(saying)] = _Traits(
                words=words, ahead=bool(self._planned.search(saying.words)), total=not self._nothing.isdisjoint(words),
                own=self._is_own(words), part=not self._roles.isdisjoint(words),
                moved=MOVE in saying.stems and not (moves and moves <= self._making),
                those=bool(_THOSE.search(saying.words)), not_they=bool(_NOT_THEY.match(saying.words)),
            )  # fmt: skip
        return found

    def _is_own(self, words: Sequence[str]) -> bool:
        first = list(words[:2])
        if not first or first[0] in self._nothing - self._owning or first == ["any", "of"]:
            return False
        return first[0] in self._rules.pronouns | self._owning or first[0].endswith("ing")

    def is_narrow(self, denial: Saying) -> bool:
        """Whether only a licence or the like is denied, or only some of it."""
        return denial.stance is Stance.PARTLY_DENIES or not self._permissions.isdisjoint(self._traits(denial).words)

    def tells(self, denial: Saying) -> bool:
        """Whether a plain negation is of goods, their way, papers, a licence, a charge or what was known; "had not done so" is not.

        Of a report's own sentences a word of moving alone tells nothing: papers go to press.
        """
        if denial.stance in DENIES or denial.stance is Stance.REFUSES or denial.pointing or denial.explicit:
            return True
        if (denial.statement and MOVE in denial.stems) or not self._telling.isdisjoint(denial.stems):
            return True
        return not self._named.isdisjoint(self._traits(denial).words)

    def can_be_denied(self, denial: Saying, said: Saying) -> bool:
        """Whether ``said`` says that something is so, of the same goods, in another's mouth."""
        if said.pole <= 0 or not said.who.isdisjoint(denial.who):
            return False
        if said.report == denial.report and any(a.start < d.end and d.start < a.end for a in said.content for d in denial.content):
            return False  # the same words, once as told and once as told by somebody else
        if not said.voice and not said.stems - CLASSES - self._rules.stems(" ".join(said.named)):
            return False  # "the accusations of Brasmek" tell nothing
        if said.own and not said.paper and said.report == denial.report and not self.has_part(said, denial):
            return False  # a report's own words around a denial are often its speaker's
        if said.own and not said.paper and not said.named & denial.who:
            return False
        return self.one_topic(denial, said)

    def one_topic(self, one: Saying, other: Saying) -> bool:
        """Whether both may be of the same goods."""
        if not (one.goods and other.goods):
            return True
        if any_alike(_perhaps(one), _perhaps(other)):
            return True
        if one.origin != other.origin and all(thing[1] in GENERAL for thing in one.goods):  # "such weapons" are those of its own report
            return not self._traits(one).those and any(thing[1] in GENERAL for thing in other.goods)
        return any_alike(one.goods, other.goods)

    def opposed(self, denial: Saying, said: Saying) -> bool:
        """Whether ``said`` is what ``denial`` denies: of one matter, of the one who denies, and told in like words."""
        if not self.can_be_denied(denial, said) or self.too_old(denial, said):
            return False
        if self.is_ahead(said) and not said.paper and not self.is_ahead(denial):
            return False  # who did not sell may have agreed to; but a contract stands against him
        shared = denial.stems & said.stems
        plain = self._informative(shared, denial, said)
        if KNOW in denial.stems and denial.stance not in DENIES:
            return KNOW in shared and bool(said.named & denial.who or said.report == denial.report)
        if self._told.share(denial, said) >= SAME and len(plain) > 1:
            return True
        if self._traits(denial).not_they:
            return self._denies_party(denial, said)
        if self._is_such(denial, said):
            return True
        if KNOW in said.stems - denial.stems and not said.named & denial.who:
            return False
        return self._answers(denial, said, plain)

    def _answers(self, denial: Saying, said: Saying, plain: set[str]) -> bool:
        """Whether a denial of what moved, where it was, or who had a part in it is of what is said."""
        part = MOVE in denial.stems and self.has_part(said, denial)
        if part or self._denies_move(denial, said):
            return True
        if not self._told.calling.isdisjoint(denial.stems):
            return self._belies_place(denial, said)
        if self._stands_right_before(denial, said):
            return True
        if not self._concerns(denial, said):
            return denial.stance not in DENIES and self._answers_beside(denial, said, plain)
        moved = self._has_moved(said) and MOVE in denial.stems and (denial.explicit or said.report == denial.report)
        if denial.stance in DENIES:
            return self._is_denied(denial, said, plain) or (moved and not self._is_of_others(denial, said))
        if moved and said.goods:
            return True
        return bool(plain) and (said.report == denial.report or said.paper or self._told.share(denial, said) >= _CONCERNING)

    def _is_denied(self, denial: Saying, said: Saying, plain: set[str]) -> bool:
        """Whether what is told of the one who denies is meant: it is of the same goods and days, in a like word, or of a part."""
        told = denial.explicit and said.explicit and _within(said, denial, _ANSWERED)
        if plain or (told and (MOVE in denial.stems & said.stems or said.report == denial.report)):
            return True
        both = self.is_own_act(denial) and bool(self.places(denial) and said.named & denial.who)
        called = said.report == denial.report and abs(self._told.place[id(denial)] - self._told.place[id(said)]) <= _BESIDE + 1
        if (both and not self._is_of_others(denial, said)) or (called and denial.role & said.stems):
            return True
        part = (self._plays_part(said) and not said.own) or self.has_part(said, denial)
        return part and not self._is_of_others(denial, said)

    def _is_of_others(self, denial: Saying, said: Saying) -> bool:
        """Whether who denies speaks of his own dealings with somebody of whom nothing is said: "any dealings with Brenik"."""
        other = self.places(denial)
        spoken = frozenset(word for name in said.who for word in name.split())
        return bool(other) and self.is_own_act(denial) and not meet(other, said.capitals | spoken)

    def _has_moved(self, said: Saying) -> bool:
        """Whether goods moved, and were not only made, by what is said."""
        return self._traits(said).moved

    def _stands_right_before(self, denial: Saying, said: Saying) -> bool:
        """Whether a plain negation answers somebody else's words right before it: of the same goods, or of whom these name."""
        near = 0 < self._told.place[id(denial)] - self._told.place[id(said)] <= _BESIDE + 1 if said.report == denial.report else False
        last = self._told.just_before(denial) if near else None
        if last is None or self._told.all[last] is not said:
            return False
        first = self._traits(denial).words[:_FIRST]
        if self._nothing.isdisjoint(first):
            return False
        own = frozenset(word for name in denial.who for word in name.split())
        named = meet(own, said.capitals)
        telling = said.explicit or MOVE in said.stems
        return named or (telling and first[0] in self._none) or (denial.explicit and said.explicit)

    def _is_such(self, denial: Saying, said: Saying) -> bool:
        """Whether "any such letter" is the letter told of before it."""
        such = _SUCH.search(denial.words)
        before = said.report == denial.report and said.at < denial.at
        return bool(such and before and self._rules.stem(fold(such.group(1))) in said.stems | self._rules.stems(said.actor))

    def too_old(self, denial: Saying, said: Saying) -> bool:
        """Whether the denial is so much older than what is said that it cannot be its answer; papers may belie it all the same."""
        placed = not denial.explicit and not self._told.calling.isdisjoint(denial.stems)  # of one voyage, not of all that come later
        if (said.paper and not placed) or not denial.on or not said.on:
            return False
        first, last = _days(said.on).first, _days(denial.on).last
        return bool(first and last and first - last > _OLDER)

    def is_ahead(self, saying: Saying) -> bool:
        """Whether it tells only what was agreed or planned, not that it was done."""
        return self._traits(saying).ahead

    def _denies_move(self, denial: Saying, said: Saying) -> bool:
        """Whether goods moved to, from or through a place or party by what is said, and none did so by the denial."""
        if not (denial.goods and said.goods and self._is_total(denial) and KNOW not in said.stems):
            return False
        if MOVE not in denial.stems or not self._has_moved(said):
            return False
        if self.is_own_act(denial) and not said.named & denial.who:
            return False
        return meet(self.places(denial), said.capitals)

    def places(self, denial: Saying) -> frozenset[str]:
        """The names in a denial but for who denies; "there" is where what stands before it puts the goods or their ship."""
        found = self._placed.get(id(denial))
        if found is None:
            found = self._placed[id(denial)] = self._places(denial)
        return found

    def _places(self, denial: Saying) -> frozenset[str]:
        own = {word for name in denial.who for word in name.split()}
        named = denial.capitals - own - self._months
        if named or MOVE in denial.stems or "there" not in self._traits(denial).words:
            return named
        before = [
            self._told.all[n]
            for n in self._told.reports[denial.report]
            if self._told.all[n].at < denial.at and not self._told.all[n].who & denial.who
        ]
        return next((s.capitals for s in reversed(before) if s.capitals and self._told.is_put(s)), frozenset())

    def _denies_party(self, denial: Saying, said: Saying) -> bool:
        """Whether goods came from, went to or by somebody by what is said, and it was not that one by the denial: "not from Mesk"."""
        if not (MOVE in said.stems or self._plays_part(said)):
            return False
        if named := denial.capitals - self._months:
            return meet(named, said.capitals)
        stems = denial.stems - CLASSES
        if stems and stems <= said.stems:
            return True
        near = said.report == denial.report and 0 < self._told.place[id(denial)] - self._told.place[id(said)] <= 2 * _BESIDE
        return near and self._plays_part(said) and bool(said.named)

    def is_own_act(self, denial: Saying) -> bool:
        """Whether only what the one who denies did is denied: "it never sold any", "any dealings"; not what became of the goods."""
        return self._traits(denial).own

    def _is_total(self, denial: Saying) -> bool:
        return self._traits(denial).total

    def _concerns(self, denial: Saying, said: Saying) -> bool:
        """Whether ``said`` names the one who denies, or who denies speaks of the other one in the same report."""
        if said.named & denial.who:
            return True
        if denial.voice in self._told.common and self._rules.stem(denial.voice) in said.stems:
            return True
        if not said.statement or (said.report != denial.report and not _within(said, denial, _ANSWERED)):
            return False
        if said.report == denial.report and denial.role & said.stems:
            return True  # "A driver brought it ... The driver, Milo Serk, denied"
        head = said.voice.split()[-1:]
        stems, named = self._told.spoken[denial.report, denial.voice]
        return bool(head) and (self._rules.stem(head[0]) in stems or said.voice in named)

    def _answers_beside(self, denial: Saying, said: Saying, plain: set[str]) -> bool:
        """Whether the two stand next to each other and tell of the same in a like word."""
        if said.report != denial.report:
            return False
        place = self._told.place
        near = abs(place[id(said)] - place[id(denial)]) <= _BESIDE
        if not near or MOVE not in denial.stems & said.stems:
            return near and bool(plain)
        return bool(plain or said.named & denial.named) or (abs(place[id(said)] - place[id(denial)]) == 1 and len(said.stems) <= _BARE)

    def _plays_part(self, said: Saying) -> bool:
        return self._traits(said).part

    def has_part(self, said: Saying, denial: Saying) -> bool:
        """Whether the one who denies is told to be buyer, shipper or the like; where "there" is, only its report knows."""
        if not (self._plays_part(said) and said.named & denial.who) or (
            "there" in self._traits(denial).words and said.report != denial.report
        ):
            return False
        main = frozenset(fold(_ASIDE.split(said.words)[0]).split())
        return any(main.issuperset(name.split()) or meet(frozenset((name,)), main) for name in denial.who)

    def _belies_place(self, denial: Saying, said: Saying) -> bool:
        """Whether the denial says that goods or ship never were where, or with whom, ``said`` puts them."""
        put = not (self._told.calling | self._told.lying).isdisjoint(said.stems)
        if (put or MOVE in said.stems) and meet(self.places(denial), said.capitals):
            return True
        if (denial.named - denial.who) & said.named:
            return True
        if denial.named & said.named and (put or MOVE in said.stems):
            return True
        everywhere = not self._anywhere.isdisjoint(self._traits(denial).words)
        return everywhere and put and bool(said.named - said.who)

    def _informative(self, shared: Iterable[str], *of: Saying) -> set[str]:
        found = {s for s in shared if s not in CLASSES and s not in self._charge}
        return found.difference(*map(self._told.naming_words, of)) if found else found

    def grants(self, granted: Saying, denial: Saying) -> bool:
        """Whether a later saying of the same voice owns what the denial denied."""
        if not self.one_topic(granted, denial):
            return False
        shared = granted.stems & denial.stems
        if self.is_narrow(denial) and (granted.stance not in CHANGED or self._permissions.isdisjoint(self._traits(granted).words)):
            return False  # a licence that was denied is granted only with a licence
        plain = self._informative(shared, granted, denial)
        if granted.stance not in CHANGED:
            return granted.pole > 0 and (
                (len(plain) > 1 and self._told.share(denial, granted) >= SAME) or self._denies_move(denial, granted)
            )
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


def is_before(saying: Saying, day: str | None) -> bool:
    """Whether it was said before a day (EDTF) began."""
    first, last = (_days(day).first if day else None), (_days(saying.on).last if saying.on else None)
    return bool(first and last and last < first)


def is_later(saying: Saying, than: Saying) -> bool:
    """Whether it was said after the other one, as far as both days are known."""
    return is_before(than, saying.on)


def meet(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a name is in both, or as the adjective of the other: "Brenik" and "Brenikan"."""
    return any(a == b or (min(len(a), len(b)) >= _STEM and (a.startswith(b) or b.startswith(a))) for a in some for b in others)


def _perhaps(saying: Saying) -> frozenset[Thing]:
    """The goods that it may be about: those it names, else, where it only points back, any that its report tells of."""
    loose = saying.pointing or (saying.statement is None and MOVE not in saying.stems)
    return saying.goods if saying.explicit or not loose else saying.goods | saying.about
