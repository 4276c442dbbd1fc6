"""Proposes how words bear on a hypothesis, and how credible a claim is, each by one rule that is named; nobody has to follow it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from onrecord.model import Bearing, Reading, Stance, Statement, words_of
from onrecord.stories.claims import ALIKE, Claim
from onrecord.stories.conflicts import Conflict
from onrecord.stories.wordings import CLASSES, Wordings
from onrecord.text.folding import fold

FOR = frozenset((Stance.ASSERTS, Stance.REPORTS, Stance.ALLEGES, Stance.ACCUSES, Stance.CONFIRMS, Stance.ACKNOWLEDGES))
"""Stances of somebody who holds that it was so."""

AGAINST = frozenset((Stance.DENIES,))
"""Stances of somebody who holds that it was not so. A partial denial leaves open which part; it is none of them."""

OPEN = frozenset((Stance.LEAVES_OPEN, Stance.DECLINES_COMMENT, Stance.DOUBTS, Stance.ASKS))
"""Stances of somebody who takes no side."""

BEARING_RULES: Mapping[str, tuple[Bearing | None, str]] = {
    "says_so": (Bearing.CONSISTENT, "what it says is what the hypothesis says"),
    "denies": (Bearing.INCONSISTENT, "it denies what the hypothesis says"),
    "open": (Bearing.NEUTRAL, "it speaks of what the hypothesis says and takes no side"),
    "set_against_its_denial": (Bearing.CONSISTENT, "it affirms something, in conflict with a denial of what the hypothesis says"),
    "set_against_it": (Bearing.INCONSISTENT, "it denies something, in conflict with somebody who says what the hypothesis says"),
    "torn": (None, "it carries both what the hypothesis says and a denial of it; lay its statements before the group one by one"),
    "negated": (None, "the hypothesis says that something was not so; which words bear on that is left to people"),
    "silent": (None, "none of its words are near the hypothesis's own"),
}
"""Rule to what it proposes and why; None where it proposes nothing."""

CREDIBILITY_RULES: Mapping[str, tuple[str, str]] = {
    "circular": ("6", "the reports cite each other, so that their number says nothing"),
    "only_denied": ("5", "somebody denies it, and nobody on record holds it"),
    "held_by_none": ("6", "nobody on record holds it"),
    "one_denied": ("4", "it rests on one origin, and somebody denies it"),
    "one": ("6", "it rests on one origin, and nothing independent is there to set it against"),
    "many_denied": ("3", "two or more independent origins hold it, and somebody denies it"),
    "two": ("2", "two independent origins hold it, and nobody denies it"),
    "many": ("1", "three or more independent origins hold it, and nobody denies it"),
}
"""Rule to the Admiralty code's credibility and why. Origins count, not reports: echoes add nothing."""

PART = 0.25
"""Share of the weight of a hypothesis's words without which a side of a conflict does not speak of it."""

_FEWEST = 2
_MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a rule proposes, or that it proposes nothing (``value`` None); ``rests`` are statements and conflicts, by id."""

    value: str | None
    rule: str
    why: str
    rests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Near:
    """A statement whose words are near a hypothesis."""

    id: str
    stance: Stance


class Hearing:
    """The statements of a case, ready to be held against hypotheses: how much each stem weighs, and which a content has."""

    def __init__(self, readings: Iterable[Reading], conflicts: Sequence[Conflict], wordings: Wordings) -> None:
        """Weigh each stem by how rare it is among contents (inverse document frequency)."""
        self._wordings = wordings
        self._conflicts = conflicts
        self._said: dict[str, Statement] = {}
        self._stems: dict[str, frozenset[str]] = {}
        self._negated: set[str] = set()
        self._charges: set[str] = set()
        for reading in readings:
            for statement in reading.statements:
                words = words_of(reading.report.text, statement.content, gap=" ")
                self._said[statement.id] = statement
                self._stems[statement.id] = wordings.stems(words)
                if wordings.negates(words):
                    self._negated.add(statement.id)
                if not wordings.charge.isdisjoint(fold(words).split()):
                    self._charges.add(statement.id)
        self._counts = Counter(stem for stems in self._stems.values() for stem in stems)

    def bearing(self, statements: Iterable[str], hypothesis: str) -> Proposal:
        """How the words of an exhibit's statements bear on a hypothesis. A content that says "not" is left to people."""
        if self._denies_something(hypothesis):
            return _bearing("negated")
        own = list(dict.fromkeys(s for s in statements if s in self._said))
        near = self._near(own, hypothesis)
        held = {side: tuple(one.id for one in near if one.stance in stances) for side, stances in _SIDES.items()}
        if held["for"] and held["against"]:
            return _bearing("torn", held["for"] + held["against"])
        for side, rule in (("for", "says_so"), ("against", "denies"), ("open", "open")):
            if held[side]:
                return _bearing(rule, held[side])
        return self._by_conflict(set(own), hypothesis)

    def _by_conflict(self, own: set[str], hypothesis: str) -> Proposal:
        """By what the exhibit's statements deny or affirm in a conflict over a denial; figures and routes say nothing here."""
        found: dict[str, list[str]] = {"for": [], "against": []}
        for one in self._conflicts:
            if one.kind not in _DENIALS:
                continue
            for mine in one.sides:
                contrary = self._contrary(s for s in own.intersection(mine.statements) if self._speaks_of(s, hypothesis))
                for side in one.sides:
                    near = [n.id for n in self._near(side.statements, hypothesis) if n.stance in _SIDES[contrary or "open"]]
                    if contrary and side is not mine and near:
                        found[contrary] += [one.id, *near]
        if bool(found["for"]) == bool(found["against"]):
            return _bearing("torn" if found["for"] else "silent", (*found["for"], *found["against"]))
        rule, rests = ("set_against_it", found["for"]) if found["for"] else ("set_against_its_denial", found["against"])
        return _bearing(rule, tuple(dict.fromkeys(rests)))

    def _speaks_of(self, statement: str, hypothesis: str) -> bool:
        """Whether a quarter of the hypothesis's weight is in the content, or the content is a denial that only points back."""
        stems, wanted = self._stems[statement], self._wordings.stems(hypothesis)
        pointing = len(stems - CLASSES) < _FEWEST and self._said[statement].stance in AGAINST
        return pointing or sum(map(self._weight, wanted & stems)) >= PART * sum(map(self._weight, wanted))

    def _contrary(self, statements: Iterable[str]) -> str | None:
        """Which side the contrary of these statements is on: "for" when all of them deny something, "against" when all affirm."""
        statements = list(statements)
        denies = {self._said[s].stance in AGAINST or (self._said[s].stance in FOR and s in self._negated) for s in statements}
        affirms = all(self._said[s].stance in FOR and s not in self._negated for s in statements)
        if denies == {True}:
            return "for"
        return "against" if denies and affirms else None

    def _near(self, statements: Iterable[str], hypothesis: str) -> list[_Near]:
        """The statements that share half the weight of the hypothesis's telling stems, and two stems at least.

        What says "not", or tells of a charge instead of making it, is left out: it is for people to say on which side that is.
        """
        wanted = self._wordings.stems(hypothesis)
        whole = sum(map(self._weight, wanted))
        found = []
        for key in statements:
            shared = wanted & self._stems.get(key, frozenset())
            if key in self._negated or key in self._charges or len(shared) < _FEWEST or sum(map(self._weight, shared)) < ALIKE * whole:
                continue
            found.append(_Near(key, self._said[key].stance))
        return found

    def _denies_something(self, words: str) -> bool:
        listed = set(fold(words).split())
        return self._wordings.negates(words) or not listed.isdisjoint(self._wordings.negators | {"without"})

    def _weight(self, stem: str) -> float:
        return log((1 + len(self._stems)) / (1 + self._counts[stem]))


_SIDES: Mapping[str, frozenset[Stance]] = {"for": FOR, "against": AGAINST, "open": OPEN}


def _bearing(rule: str, rests: tuple[str, ...] = ()) -> Proposal:
    value, why = BEARING_RULES[rule]
    return Proposal(value=value.value if value else None, rule=rule, why=why, rests=rests)


def credibility(claim: Claim, conflicts: Iterable[Conflict]) -> Proposal:
    """The Admiralty code's credibility of a claim by the independent origins that hold it and by who denies it.

    ``conflicts``: those that the claim's statements stand in. A figure or a route in dispute does not count against it.
    """
    held = {p.origin for p in claim.positions if p.stance in FOR}
    denied = [p.statement for p in claim.positions if p.stance in AGAINST]
    torn = [one.id for one in conflicts if one.kind in _DENIALS]
    against = bool(denied or torn)
    rests = (*dict.fromkeys((*denied, *torn)),)
    if claim.warning:
        return _credible("circular", rests)
    if not held:
        return _credible("only_denied" if against else "held_by_none", rests)
    if len(held) == 1:
        return _credible("one_denied" if against else "one", rests)
    if against:
        return _credible("many_denied", rests)
    return _credible("many" if len(held) >= _MANY else "two", rests)


_DENIALS = frozenset(("denial", "report_against_denial"))


def _credible(rule: str, rests: tuple[str, ...]) -> Proposal:
    value, why = CREDIBILITY_RULES[rule]
    return Proposal(value=value, rule=rule, why=why, rests=rests)
