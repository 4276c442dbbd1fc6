"""Who speaks in each report: one face for each name in each report, with offices, days and statements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from onrecord.lexicon import Lexicon
from onrecord.lexicon.roles import roles_of
from onrecord.model import Reading, Report, Speaker, SpeakerKind, Statement
from onrecord.stories.likeness import parts
from onrecord.stories.voices import state_named_in, unlisted_states
from onrecord.text.folding import fold, fold_name, is_proper

Office = tuple[str, str]
"""The lexicon's row of an office, and the state that it belongs to."""


@dataclass(eq=False)
class Face:
    """One name in one report. ``day`` is the report's; ``states`` are those that the roles name, ``offices`` are held in them.

    ``holds``: the name is no name of a person but an office: "the Serbian Defence Minister". ``body`` is one key for the
    ways to word a state's organ: "Serbian Defence Ministry", "Ministry of Defence of Serbia"; empty for anybody else.
    """

    kind: SpeakerKind
    name: str
    report: Report
    day: str | None
    holds: bool = False
    body: str = ""
    roles: Counter[str] = field(default_factory=Counter)
    states: set[str] = field(default_factory=set)
    offices: set[Office] = field(default_factory=set)
    statements: list[Statement] = field(default_factory=list)

    @cached_property
    def folded(self) -> str:
        """The name in the form in which spellings compare equal."""
        return fold_name(self.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return parts(self.name)

    @cached_property
    def family(self) -> str:
        """The folded family name: the last word, a double name whole."""
        words = self.name.split()
        return fold(words[-1]) if words else ""

    @cached_property
    def single(self) -> bool:
        """Whether it is one word of a person's name only."""
        return self.kind is SpeakerKind.PERSON and not self.holds and len(self.name.split()) == 1

    @cached_property
    def full(self) -> bool:
        """Whether it is a person's name of two words or more."""
        return self.kind is SpeakerKind.PERSON and not self.holds and len(self.name.split()) > 1

    @cached_property
    def key(self) -> tuple[str, SpeakerKind, str]:
        """(report id, kind, folded name)."""
        return self.report.id, self.kind, self.folded


_POINTING = ("its", "their", "his", "her", "our", "my", "your", "each", "both", "neither", "either", "no", "some", "many", "these", "those")
_LISTED = (SpeakerKind.PERSON, SpeakerKind.STATE, SpeakerKind.ORGANIZATION, SpeakerKind.OUTLET, SpeakerKind.DOCUMENT)


def faces(readings: Iterable[Reading], lexicon: Lexicon) -> list[Face]:
    """Everyone who speaks under a name or an office, by report; who is kept nameless is left out."""
    listed = list(readings)
    unlisted = unlisted_states(listed, lexicon)
    found: dict[tuple[str, SpeakerKind, str], Face] = {}
    for reading in listed:
        for statement, speaker in _spoken(reading):
            office = speaker.kind is SpeakerKind.PERSON and not speaker.role and _is_office(speaker.name, lexicon)
            if not (office or is_proper(speaker.name)) or speaker.name.split()[0].lower() in _POINTING:
                continue
            body = _body(speaker.name, lexicon, unlisted) if speaker.kind is SpeakerKind.ORGANIZATION else ""
            face = Face(kind=speaker.kind, name=speaker.name, report=reading.report, day=reading.report.published, holds=office, body=body)
            face = found.setdefault(face.key, face)
            face.statements.append(statement)
            _take_role(face, speaker.name if office else speaker.role, lexicon, unlisted)
    _tell_organs(found.values())
    return list(found.values())


def _spoken(reading: Reading) -> Iterator[tuple[Statement, Speaker]]:
    for statement in reading.statements:
        if statement.speaker and statement.speaker.kind in _LISTED and not statement.speaker.anonymous:
            yield statement, statement.speaker


def _take_role(face: Face, role: str | None, lexicon: Lexicon, unlisted: Mapping[str, str]) -> None:
    if not role:
        return
    face.roles[" ".join(role.split())] += 1
    office, state = office_of(role, lexicon), state_named_in(role, lexicon, unlisted)
    if state:
        face.states.add(state)
        if office:
            face.offices.add((office, state))


@lru_cache(maxsize=65_536)
def office_of(role: str, lexicon: Lexicon) -> str | None:
    """The lexicon's row of the office that ``role`` names, the longest title in it; None for a role that speaks for nobody else."""
    folded = f" {fold(role)} "
    return next((row for title, row in _titles(lexicon) if f" {title} " in folded), None)


@lru_cache(maxsize=65_536)
def _is_office(name: str, lexicon: Lexicon) -> bool:
    """Whether the name has an office and ends, or begins, with a title, so that it is nobody's own."""
    words = name.split()
    roles = roles_of(lexicon)
    return len(words) > 1 and office_of(name, lexicon) is not None and (roles.is_title(words[-1]) or roles.is_title(words[0]))


def _body(name: str, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str:
    """The state that the name of a body names (``?`` when none), and its other words in the order of the alphabet.

    Empty when the name has no word for an organ of a state: only those have one name in many states.
    """
    state, left, forms = state_named_in(name, lexicon, unlisted), name, lexicon.names.forms
    for span, named in lexicon.names.find(name):
        if any(one.kind == "state" for one in named):
            left = left.replace(name[span.start : span.end], " ")
    words = set()
    for word in (w.removesuffix("’s").removesuffix("'s") for w in left.split()):
        own = next((one.name for one in forms.get(word, ()) if one.kind == "state"), unlisted.get(word))
        state = state or own
        words |= set() if own else {w for w in fold(word).split() if w not in _SMALL}
    if not words & _organs(lexicon) or (state is None and lexicon.names.lookup(name, "organization")):
        return ""
    return f"{state or _NO_STATE}|{' '.join(sorted(words))}"


_ORGANS = ("ministry", "government", "parliament")
_NO_STATE = "?"
_SMALL = ("of", "the", "for", "and", "s", "in")


def _tell_organs(found: Iterable[Face]) -> None:
    """A ministry without its state is the one with the same words and a state in the same report, when there is one; else nobody else's."""
    listed = list(found)
    whole: dict[tuple[str, str], set[str]] = {}
    for face in listed:
        state, _, words = face.body.partition("|")
        if words and state != _NO_STATE:
            whole.setdefault((face.report.id, words), set()).add(face.body)
    for face in listed:
        state, _, words = face.body.partition("|")
        if state == _NO_STATE:
            fitting = whole.get((face.report.id, words), set())
            face.body = next(iter(fitting)) if len(fitting) == 1 else f"{_NO_STATE}|{words}|{face.report.id}"


@lru_cache(maxsize=4)
def _organs(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for row in lexicon.rows("organization_word") if row.id in _ORGANS for word in row.words)


@lru_cache(maxsize=4)
def _titles(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    titles = {fold(word): row.id for row in lexicon.rows("title") if row.kind == "office" and row.speaks_for for word in row.words}
    return tuple(sorted(titles.items(), key=lambda pair: (-len(pair[0]), pair[0])))
