"""Sets a face against the few spellings that may be its own, however many reports write them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.model import SpeakerKind
from onrecord.model.edtf import days
from onrecord.stories.faces import Face, Office
from onrecord.stories.likeness import romanised
from onrecord.stories.rulings import Token

NEAR = 366
"""Days from a day on which somebody held an office, within which the office's holder is taken to be the same."""


class Spelling(NamedTuple):
    """What the rules ask of a name alone: equal for the faces of one name in many reports."""

    single: bool
    full: bool
    holds: bool
    family: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, face: Face) -> "Spelling":
        """The spelling of a face's name."""
        return cls(face.single, face.full, face.holds, face.family, face.words)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who asks, whether two spellings may be one person's (the asking one first), and why two faces are; None when they are not.

    ``dated`` when faces are one person's only where they share an office within a year.
    """

    name: str
    asks: Callable[[Face], bool]
    like: Callable[[Spelling, Spelling], bool]
    why: Callable[[Face, Face], str | None]
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names are one actor's: ``rule``, and ``why`` in a plain sentence; ``person`` when a person decided it."""

    a: str
    b: str
    rule: str
    why: str
    person: str | None = None


@dataclass(slots=True, eq=False)
class Group:
    """Faces that are one actor's so far, and what they have together: states that roles name, offices held, names, spellings."""

    faces: list[Face]
    merges: list[Merge] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    person: bool = False
    states: set[str] = field(default_factory=set)
    offices: set[Office] = field(default_factory=set)
    tokens: set[Token] = field(default_factory=set)
    spelled: dict[Spelling, list[Face]] = field(default_factory=dict)
    own_names: Counter[str] = field(default_factory=Counter)
    all_names: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, face: Face) -> "Group":
        """The group of one face alone."""
        return cls(
            [face], person=face.kind is SpeakerKind.PERSON, states=set(face.states), offices=set(face.offices),
            tokens=set(tokens_of(face)), spelled={Spelling.of(face): [face]}, all_names=Counter((face.name,)),
            own_names=Counter(() if face.holds else (face.name,)),
        )  # fmt: skip

    @property
    def served(self) -> set[str]:
        """The states in which offices are held."""
        return {state for _, state in self.offices}

    @property
    def main(self) -> str:
        """The fullest name, the most used of those, the first in the alphabet of those."""
        used = self.own_names or self.all_names
        return min(used, key=lambda name: (-len(name.split()), -used[name], name))

    def take(self, other: "Group") -> None:
        """Take in the faces of ``other``, with all that is said of them."""
        self.faces += other.faces
        self.merges += other.merges
        for told in other.apart:
            self.note(told)
        self.person |= other.person
        self.states |= other.states
        self.offices |= other.offices
        self.tokens |= other.tokens
        for spelling, faces in other.spelled.items():
            self.spelled.setdefault(spelling, []).extend(faces)
        self.own_names.update(other.own_names)
        self.all_names.update(other.all_names)

    def note(self, told: str) -> None:
        """Say once why another one is not joined."""
        if told not in self.apart:
            self.apart.append(told)


class _Alike:
    """The faces of one spelling that share a hint, in order; ``heads`` are the first of each group."""

    def __init__(self) -> None:
        self.faces: list[Face] = []
        self.heads: list[Face] = []
        self._days: list[int] | None = None

    def put(self, face: Face) -> None:
        self.faces.append(face)
        self.heads.append(face)

    def told_near(self, day: int) -> bool:
        """Whether a report of a day not more than ``NEAR`` from ``day`` has one of the faces."""
        if self._days is None:
            self._days = sorted(d for f in self.faces if (d := first_day(f.day)) is not None)
        at = bisect_left(self._days, day - NEAR)
        return at < len(self._days) and self._days[at] <= day + NEAR


class Namesakes:
    """Faces by what those of one person share, then by spelling. ``group`` tells at any time whose each face is, by ``id``."""

    def __init__(self, listed: Sequence[Face], group: Mapping[int, Group]) -> None:
        """``listed`` in the order of their keys."""
        self._group = group
        self._hinted: dict[str, dict[Spelling, _Alike]] = {}
        for face in listed:
            for hint in _hints(face):
                self._hinted.setdefault(hint, {}).setdefault(Spelling.of(face), _Alike()).put(face)
        self._known: dict[tuple[str, Spelling, tuple[str, ...]], list[_Alike]] = {}

    def settled(self, rule: Rule, face: Face) -> bool:
        """Whether the face's own group answers for it already."""
        own, asking = self._group[id(face)], Spelling.of(face)
        answering = (faces for spelling, faces in own.spelled.items() if rule.like(asking, spelling))
        return any(not rule.dated or any(rule.why(face, f) for f in faces if f is not face) for faces in answering)

    def answers(self, rule: Rule, face: Face, fits: Callable[[Group], bool]) -> list[tuple[Face, str]]:
        """The first face of each other group that ``fits`` which is the asking face's by ``rule``, with why."""
        own = self._group[id(face)]
        found: dict[int, tuple[Face, str]] = {}
        for alike in self._like(rule, face):
            open_ = {id(g) for g in map(self._group_of, self._heads(alike)) if g is not own and fits(g)}
            if not open_:
                continue
            for other in alike.faces if rule.dated else alike.heads:
                group = id(self._group_of(other))
                if group in open_ and (why := rule.why(face, other)):
                    open_.remove(group)
                    if group not in found or other.key < found[group][0].key:
                        found[group] = other, why
                    if not open_:
                        break
        return list(found.values())

    def _group_of(self, face: Face) -> Group:
        return self._group[id(face)]

    def _heads(self, alike: _Alike) -> list[Face]:
        """The first face of each group; groups only grow, so that what is no longer first never is again."""
        first: dict[int, Face] = {}
        for face in alike.heads:
            first.setdefault(id(self._group_of(face)), face)
        alike.heads = list(first.values())
        return alike.heads

    def _like(self, rule: Rule, face: Face) -> Iterator[_Alike]:
        """The faces whose spelling may be the asking one's; for a dated rule those in one of its offices near its day."""
        day = first_day(face.day) if rule.dated else None
        if rule.dated and (day is None or not face.offices):
            return
        asking, hints = Spelling.of(face), tuple(sorted(_office_hints(face) if rule.dated else _hints(face)))
        key = (rule.name, asking, hints)
        if key not in self._known:
            self._known[key] = [
                alike for hint in hints for spelling, alike in self._hinted[hint].items() if rule.like(asking, spelling)
            ]  # fmt: skip
        yield from (alike for alike in self._known[key] if day is None or alike.told_near(day))


def tokens_of(face: Face) -> tuple[Token, Token]:
    """The face's name in every report, and in its own."""
    return (face.folded, ""), (face.folded, face.report.id)


def first_day(day: str | None) -> int | None:
    """The ordinal of the first day that ``day`` can mean."""
    first = days(day).first if day else None
    return first.toordinal() if first else None


def _hints(face: Face) -> set[str]:
    """Faces that may be one person's share one of these."""
    if face.kind is not SpeakerKind.PERSON:
        return set()
    family = set() if face.holds else {f"family {romanised((face.family,))}"}
    return family | set(_office_hints(face))


def _office_hints(face: Face) -> Iterable[str]:
    return {f"office {office} {state}" for office, state in face.offices} if face.kind is SpeakerKind.PERSON else set()
