"""Actors across reports: which names in which reports are one person's or body's, why, and what they were when."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from onrecord.lexicon import Lexicon
from onrecord.model import Entry, Reading, Speaker, SpeakerKind, Statement, content_id
from onrecord.model.edtf import order_key
from onrecord.stories.faces import Face, faces
from onrecord.stories.likeness import damaged, romanised, shortened, slipped
from onrecord.stories.namesakes import NEAR, Group, Merge, Namesakes, Rule, Spelling, first_day, tokens_of
from onrecord.stories.rulings import Ruling, Rulings, Token
from onrecord.text.folding import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role as the reports word it, the first and the last day on which a report gives it, and in how many reports."""

    role: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person, state, body, outlet or document. ``apart`` says of those who may seem the same why they are not joined."""

    id: str
    kind: SpeakerKind
    name: str
    names: tuple[str, ...]
    roles: tuple[Held, ...]
    statements: tuple[str, ...]
    stances: Mapping[str, int]
    reports: tuple[str, ...]
    merges: tuple[Merge, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of a case, those with most statements first, and who each speaker of each report is."""

    listed: tuple[Actor, ...]
    by_face: Mapping[tuple[str, SpeakerKind, str], Actor]
    _roles_of: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, readings: Iterable[Reading], lexicon: Lexicon, entries: Iterable[Entry] = ()) -> "Actors":
        """Join the speakers of ``readings``, as far as the rules are sure; what people decided in ``entries`` comes first.

        The order of the readings does not matter.
        """
        joining = _Joining(sorted(faces(readings, lexicon), key=lambda f: f.key), Rulings.of(entries))
        taken: set[str] = set()
        made = [(_actor(group, taken), group) for group in sorted(joining.groups(), key=lambda g: (-len(g.faces), g.faces[0].key))]
        made.sort(key=lambda pair: (-len(pair[0].statements), pair[0].name, pair[0].id))
        return cls(tuple(actor for actor, _ in made), {f.key: actor for actor, group in made for f in group.faces})

    def who(self, report_id: str, speaker: Speaker) -> Actor | None:
        """The actor that ``speaker`` of a report is; None for one who is kept nameless."""
        return self.by_face.get((report_id, speaker.kind, fold_name(speaker.name)))

    def in_(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings, each speaker under the name and id of the actor; words, roles and spans as they were."""
        for reading in readings:
            yield replace(reading, statements=tuple(self._known(reading.report.id, s) for s in reading.statements))

    def _known(self, report_id: str, statement: Statement) -> Statement:
        speaker = statement.speaker
        actor = self.who(report_id, speaker) if speaker else None
        if speaker is None or actor is None or (actor.name, actor.id, actor.kind) == (speaker.name, speaker.actor, speaker.kind):
            return statement
        role = speaker.role or (speaker.name if fold_name(speaker.name) in self._roles(actor) else None)
        return replace(statement, speaker=replace(speaker, name=actor.name, actor=actor.id, kind=actor.kind, role=role))

    def _roles(self, actor: Actor) -> frozenset[str]:
        if actor.id not in self._roles_of:
            self._roles_of[actor.id] = frozenset(fold_name(held.role) for held in actor.roles)
        return self._roles_of[actor.id]


class _Joining:
    """Groups of faces, joined rule by rule, what people ruled first and then the surest first."""

    def __init__(self, listed: Sequence[Face], rulings: Rulings) -> None:
        self._faces = listed
        self._rulings = rulings
        self._group: dict[int, Group] = {id(face): Group.of(face) for face in listed}
        self._namesakes = Namesakes(listed, self._group)
        self._ruled()
        self._alike("same name", lambda f: "" if f.single or f.holds or f.body else f"{_sort(f)} {f.folded}")
        self._alike("romanised", lambda f: romanised(f.words) if f.full else "")
        self._alike("same body", lambda f: f.body)
        self._only(_SHORTENED)
        self._only(_FAMILY)
        self._alike("same name", lambda f: f"{f.folded} {sorted(f.states)}" if f.single else "")
        self._only(_MISSPELLED)
        self._only(_OFFICE)

    def groups(self) -> list[Group]:
        """In the order of their first faces."""
        return list({id(g): g for f in self._faces if (g := self._group[id(f)])}.values())

    def _ruled(self) -> None:
        named: dict[Token, list[Face]] = {}
        for face in self._faces:
            for token in tokens_of(face):
                named.setdefault(token, []).append(face)
        for one, other, ruling in self._rulings.joined():
            if one in named and other in named:
                for face in (*named[one][1:], *named[other]):
                    self._join(named[one][0], face, "decided", _ruled_so(ruling), ruling.person)

    def _alike(self, rule: str, key: Callable[[Face], str]) -> None:
        """Join the faces of one key, unless they hold offices in different states."""
        alike: dict[str, list[Face]] = {}
        for face in self._faces:
            if found := key(face):
                alike.setdefault(found, []).append(face)
        for faces_ in alike.values():
            heads: list[Face] = []
            for face in sorted(faces_, key=lambda f: (not f.offices, f.key)):
                fitting = [h for h in heads if _go_together(self._group[id(h)].served, self._group[id(face)].served)]
                if len(fitting) != 1 or not self._join(fitting[0], face, rule, _same(fitting[0], face, rule)):
                    heads.append(face)
            for a, b in combinations([h for h in heads if self._group[id(h)].offices], 2):
                self._tell_states(self._group[id(a)], self._group[id(b)], a)

    def _only(self, rule: Rule) -> None:
        """Join a face that asks with the one person that answers it; when several do, it stays apart, and says so."""
        for face in self._faces:
            if not rule.asks(face) or self._namesakes.settled(rule, face):
                continue
            own = self._group[id(face)]
            states = own.states
            found = self._namesakes.answers(rule, face, lambda g, states=states: g.person and _go_together(g.states, states))  # type: ignore[misc]
            shared = [(f, why) for f, why in found if self._group[id(f)].offices & own.offices]
            chosen = found if len(found) == 1 else shared
            if len(chosen) == 1:
                self._join(chosen[0][0], face, rule.name, chosen[0][1])
            elif found:
                names = sorted(self._group[id(f)].main for f, _ in found)
                own.note(f"“{face.name}” ({_where(face)}) may be {' or '.join(names)}")

    def _join(self, a: Face, b: Face, rule: str, why: str, person: str | None = None) -> bool:
        one, other = self._group[id(a)], self._group[id(b)]
        if one is other:
            return True
        if ruling := self._rulings.apart(one.tokens, other.tokens):
            for group in (one, other):
                group.note(f"“{a.name}” and “{b.name}” stay apart: {_ruled_so(ruling)}")
            return False
        known = any({m.a, m.b} == {a.name, b.name} or m.why == why for m in one.merges)
        if a.name != b.name and not known:
            one.merges.append(Merge(a=a.name, b=b.name, rule=rule, why=why, person=person))
        one.take(other)
        for face in other.faces:
            self._group[id(face)] = one
        return True

    def _tell_states(self, one: Group, other: Group, face: Face) -> None:
        if one is not other and not _go_together(one.served, other.served):
            told = " and ".join(f"{', '.join(sorted(g.served))} ({_where(g.faces[0])})" for g in (one, other))
            one.note(f"“{face.name}” holds office in {told}: two persons")
            other.note(f"“{face.name}” holds office in {told}: two persons")


def _go_together(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)


def _sort(face: Face) -> str:
    return "body" if face.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.OUTLET) else face.kind.value


def _where(face: Face) -> str:
    return ", ".join(part for part in (face.report.outlet or face.report.path, face.day) if part)


def _ruled_so(ruling: Ruling) -> str:
    return f"decided{' by ' + ruling.person if ruling.person else ''} on {ruling.at[:10]}: {ruling.why}"


def _same(a: Face, b: Face, rule: str) -> str:
    told = {
        "same name": "one name, marks and case aside", "romanised": "one name in two ways to write it in Latin letters",
        "same body": "the same body of the same state",
    }  # fmt: skip
    return f"“{a.name}” and “{b.name}” are {told[rule]}"


def _shorter(face: Face, other: Face) -> str:
    return f"“{face.name}” ({_where(face)}) is short for “{other.name}”, and for nobody else in the case"


def _of_family(face: Face, other: Face) -> str:
    return f"“{other.name}” is the only one of the family name in the case that “{face.name}” ({_where(face)}) can be"


def _holder(face: Face, other: Face) -> str | None:
    held = _office_near(face, other)
    return f"“{other.name}” is {held} in {_where(other)}, within a year of “{face.name}” in {_where(face)}" if held else None


def _misspelled(face: Face, other: Face) -> str | None:
    held = _office_near(face, other)
    return f"“{face.name}” ({_where(face)}) is likely “{other.name}” misspelled: the same office, {held}, within a year" if held else None


def _like_misspelled(asking: Spelling, other: Spelling) -> bool:
    if other.holds:
        return False
    if asking.single:
        return damaged(asking.family, other.family) or slipped((asking.family,), (other.family,))
    return other.full and slipped(asking.words, other.words)


_SHORTENED = Rule("shortened", lambda f: f.full, lambda asking, other: other.full and shortened(asking.words, other.words), _shorter)
_FAMILY = Rule(
    "family name",
    lambda f: f.single,
    lambda asking, other: other.full and romanised((other.family,)) == romanised((asking.family,)),
    _of_family,
)
_MISSPELLED = Rule("misspelled", lambda f: f.single or f.full, _like_misspelled, _misspelled, dated=True)
_OFFICE = Rule("office", lambda f: f.holds, lambda _, other: not other.holds, _holder, dated=True)


def _office_near(face: Face, other: Face) -> str | None:
    """The role in which both hold one office of one state on days not more than ``NEAR`` apart, as ``other`` has it."""
    shared = face.offices & other.offices
    a, b = first_day(face.day), first_day(other.day)
    if not shared or a is None or b is None or abs(a - b) > NEAR:
        return None
    return max(other.roles, key=lambda role: (other.roles[role], role)) if other.roles else None


def _actor(group: Group, taken: set[str]) -> Actor:
    """The group as an actor; the first of a name has the id that the name gives, another of that name one with its first report."""
    name = group.main
    actor_id = content_id("a", fold_name(name))
    if actor_id in taken:
        actor_id = content_id("a", fold_name(name), min(f.report.id for f in group.faces))
    taken.add(actor_id)
    statements = [s for f in group.faces for s in f.statements]
    kinds = Counter(f.kind for f in group.faces)
    return Actor(
        id=actor_id,
        kind=SpeakerKind.PERSON if group.person else max(kinds, key=lambda kind: (kinds[kind], kind)),
        name=name,
        names=tuple(sorted({f.name for f in group.faces}, key=lambda n: (n != name, n))),
        roles=tuple(_roles(group.faces)),
        statements=tuple(sorted(s.id for s in statements)),
        stances=dict(sorted(Counter(s.stance.value for s in statements).items(), key=lambda row: (-row[1], row[0]))),
        reports=tuple(sorted({f.report.id for f in group.faces})),
        merges=tuple(group.merges),
        apart=tuple(group.apart),
    )


def _roles(listed: Sequence[Face]) -> Iterator[Held]:
    """Each role as most reports word it, by the day on which a report first gives it."""
    held: dict[str, list[tuple[str, Face]]] = {}
    for face in listed:
        for role in face.roles:
            held.setdefault(fold_name(role), []).append((role, face))
    made = []
    for told in held.values():
        on = sorted((f.day for _, f in told if f.day), key=order_key)
        words = Counter(role for role, _ in told)
        role = min(words, key=lambda w: (-words[w], w))
        made.append(Held(role=role, first=on[0] if on else None, last=on[-1] if on else None, reports=len({f.report.id for _, f in told})))
    yield from sorted(made, key=lambda h: (order_key(h.first), h.role))
