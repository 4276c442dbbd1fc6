"""On whose behalf a speaker speaks: a minister and a capital are both the voice of a state."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from onrecord.lexicon import Lexicon
from onrecord.lexicon.demonyms import demonyms
from onrecord.model import MentionKind, Reading, Role, Speaker, SpeakerKind, Statement, words_of
from onrecord.stories.affiliations import same_office
from onrecord.text.folding import fold, fold_name

_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 160
"""Characters of the body in which the state that a report is about is named first."""

_FIRST_WORDS = 5
_BESIDE, _BACK, _CLOSE = 60, 600, 25
"""Characters: before a name, back to where a ministry was named, and around that place."""

_STATE_BODIES = ("ministry", "agency", "government", "parliament")
"""The rows of organisation words that are organs of a state."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Speakers to the state that they speak for, as the roles and names in the reports tell.

    ``states`` maps an actor's id to a state's name. An actor whom no report gives a state speaks for itself.
    """

    states: Mapping[str, str]

    @classmethod
    def of(cls, readings: Iterable[Reading], lexicon: Lexicon) -> "Voices":
        """The voices of everyone who speaks in ``readings``.

        The state that the words around a speaker give most often wins, then the one told first. Where no report gives an
        office holder or ministry a state, it is that of the same office named before, else the one that the report begins with.
        """
        listed = list(readings)
        unlisted = unlisted_states(listed, lexicon)
        offices = same_office(listed)
        told: dict[str, Counter[str]] = {}
        held: dict[str, Counter[str]] = {}
        names: dict[str, Counter[str]] = {}
        for reading in listed:
            lead = _lead_state(reading, lexicon, unlisted)
            for statement, speaker in _spoken(reading):
                state = _told_state(statement, speaker, reading, lexicon, unlisted)
                state = state or state_named_in(offices.get(speaker.actor, ""), lexicon, unlisted)
                if state:
                    counts = told.setdefault(speaker.actor, Counter())
                    counts[state] += 1
                    names[fold_name(speaker.name)] = counts
                elif lead and holds_office(speaker, lexicon):
                    held.setdefault(speaker.actor, Counter())[lead] += 1
        by_family = {name.split()[-1]: counts for name, counts in names.items() if " " in name}
        for reading in listed:  # "Veld" of one report is the Jonas Veld of another
            for _, speaker in _spoken(reading):
                counts = by_family.get(fold_name(speaker.name), Counter())
                if counts and speaker.actor not in told and speaker.kind is SpeakerKind.PERSON:
                    held[speaker.actor] = counts
        return cls({actor: max(counts, key=lambda name: counts[name]) for actor, counts in (held | told).items()})

    def name(self, speaker: Speaker) -> str:
        """The state that ``speaker`` speaks for, else the speaker's own name."""
        return self.states.get(speaker.actor, speaker.name)

    def key(self, speaker: Speaker) -> str:
        """``name`` folded: equal for everyone of one voice."""
        return fold_name(self.name(speaker))


def _spoken(reading: Reading) -> Iterator[tuple[Statement, Speaker]]:
    for statement in reading.statements:
        if statement.speaker:
            yield statement, statement.speaker


def _told_state(statement: Statement, speaker: Speaker, reading: Reading, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str | None:
    source = words_of(reading.report.text, statement.source)
    return state_of(speaker, lexicon, source, unlisted) or _state_beside(statement, reading, lexicon, unlisted)


def state_of(speaker: Speaker, lexicon: Lexicon, source: str = "", unlisted: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The state that the speaker's own name and role put into its mouth, or None.

    A state speaks for itself; an office holder for the state that the role names, or else the ``source``, the
    words that the speaker stands in: "President Ivo Marn of Kestovia"; a ministry, agency, government
    or parliament for the state in its name, and a body that the lexicon gives a country for that country.
    ``unlisted`` maps names and adjectives of states that the lexicon does not know to their names.
    """
    name, role = speaker.name, speaker.role or ""
    if speaker.kind is SpeakerKind.STATE or name in unlisted.values():
        return name
    if _is_small_state_body(name, lexicon):
        return state_named_in(source, lexicon, unlisted) or state_named_in(name, lexicon, unlisted)
    if speaker.kind is SpeakerKind.PERSON:
        words = f"{role} {name}" if _speaks_for(name, lexicon) else role or _before_name(source, name)
        return (
            state_named_in(words, lexicon, unlisted) or state_named_in(source, lexicon, unlisted) if _speaks_for(words, lexicon) else None
        )
    if speaker.kind is SpeakerKind.ORGANIZATION:
        country = _countries(lexicon).get(fold_name(name))
        if country or not _is_state_body(name, lexicon):
            return country
        return state_named_in(name, lexicon, unlisted) or state_named_in(source, lexicon, unlisted)
    return None


def _before_name(source: str, name: str) -> str:
    """The words before a name in its source: "Tarsia's ambassador to Lurn, Ado Ferrin"."""
    before, found, _ = source.partition(name)
    return before if found else ""


def holds_office(speaker: Speaker, lexicon: Lexicon) -> bool:
    """Whether the speaker is an office holder or a body of some state, whichever."""
    if speaker.kind is SpeakerKind.PERSON:
        words = f"{speaker.role or ''} {speaker.name if speaker.name.islower() else ''}"
        listed = set(fold(words).split())
        return not lexicon.words("state_office").isdisjoint(listed) and lexicon.words("private_body").isdisjoint(listed)
    return speaker.kind is SpeakerKind.ORGANIZATION and not lexicon.words("office_of_state").isdisjoint(fold(speaker.name).split())


def _state_beside(statement: Statement, reading: Reading, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str | None:
    """The state of an office told in the words before a name: "Tarsia's ambassador to Lurn, Ado Ferrin"."""
    speaker = statement.speaker
    if speaker is None or not statement.source:
        return None
    text, start = reading.report.text, statement.source[0].start
    if speaker.kind is SpeakerKind.PERSON:
        before = re.split(r"[.!?\n]", text[max(0, start - _BESIDE) : start])[-1]
        office = before.rstrip().endswith(",") and not lexicon.words("state_office").isdisjoint(fold(before).split())
        return state_named_in(before, lexicon, unlisted) if office else None
    return None


def state_of_body(name: str, before: int, text: str, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str:
    """The state of "the ministry" or "the government" at ``before``: the one named with that word last, or right after it ("in Halvek")."""
    head = fold(name).split()[-1:]
    if not head or head[0] not in lexicon.words("office_of_state"):
        return ""
    begin = max(0, before - _BACK)
    for named in reversed(list(re.finditer(rf"\b{re.escape(head[0])}\b", text[begin : before + _BESIDE], re.IGNORECASE))):
        at = begin + named.start()
        after = re.match(r"\w+ in (\w+)", text[at : at + _BESIDE])
        beside = after.group(1) if after else text[max(0, at - _CLOSE) : at]
        if state := state_named_in(beside, lexicon, unlisted):
            return state
    return ""


def _lead_state(reading: Reading, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str:
    """The state that the body begins with, else the one in the outlet's name."""
    body = next((s.start for s in reading.segments if s.role is Role.BODY), 0)
    dateline = max((s.end for s in reading.segments if s.role is Role.DATELINE), default=body)
    words = _WORD.findall(reading.report.text[max(body, dateline) : max(body, dateline) + _LEAD])[:_FIRST_WORDS]
    first = next((state for word in words if word[0].isupper() and (state := state_named_in(word, lexicon, unlisted))), None)
    return first or state_named_in(reading.report.outlet or "", lexicon, unlisted) or ""


@lru_cache(maxsize=65_536)
def _listed_in(words: str, lexicon: Lexicon) -> tuple[int, str] | None:
    return next(((place.start, named.name) for place, found in lexicon.names.find(words) for named in found if named.kind == "state"), None)


def state_named_in(words: str, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str | None:
    """The first state that ``words`` name, by name, adjective or capital, or None; ``unlisted`` as ``unlisted_states`` gives."""
    listed = _listed_in(words, lexicon)
    other = next(((m.start(), unlisted[m.group()]) for m in _WORD.finditer(words) if m.group() in unlisted), None)
    return min(filter(None, (listed, other)), default=(0, None))[1]


def unlisted_states(readings: Iterable[Reading], lexicon: Lexicon) -> Mapping[str, str]:
    """Name and adjectives of every state of the readings that the lexicon does not list, to its name."""
    named = {m.name for reading in readings for m in reading.mentions if m.kind is MentionKind.STATE and m.name.isalpha()}
    forms: dict[str, str] = {}
    for name in sorted(named):
        if not lexicon.names.lookup(name, "state"):
            forms |= dict.fromkeys((name, *demonyms(name, lexicon)), name)
    return forms


@lru_cache(maxsize=65_536)
def _speaks_for(words: str, lexicon: Lexicon) -> bool:
    folded = f" {fold(words)} "
    return any(f" {office} " in folded for office in _offices(lexicon))


@lru_cache(maxsize=65_536)
def _is_small_state_body(name: str, lexicon: Lexicon) -> bool:
    words = fold(name).split()
    return bool(words) and words[-1] in lexicon.words("state_body")


@lru_cache(maxsize=65_536)
def _is_state_body(name: str, lexicon: Lexicon) -> bool:
    folded = f" {fold(name)} "
    return any(f" {word} " in folded for word in _state_words(lexicon))


@lru_cache(maxsize=4)
def _offices(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(fold(word) for row in lexicon.rows("title") if row.speaks_for for word in row.words)


@lru_cache(maxsize=4)
def _state_words(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(fold(word) for row in lexicon.rows("organization_word") if row.id in _STATE_BODIES for word in row.words)


@lru_cache(maxsize=4)
def _countries(lexicon: Lexicon) -> Mapping[str, str]:
    """Folded name of a body to the name of its state, where the lexicon gives one that is a state of it."""
    named: dict[str, str] = {}
    for row in lexicon.rows("organization"):
        state = lexicon.names.lookup(row.country, "state") if row.country else None
        if state:
            named |= {fold_name(form): state.name for form in (row.name, *row.aliases)}
    return named
