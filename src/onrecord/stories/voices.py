"""On whose behalf a speaker speaks: a minister and a capital are both the voice of a state."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from onrecord.lexicon import Lexicon
from onrecord.lexicon.demonyms import demonyms
from onrecord.model import MentionKind, Reading, Speaker, SpeakerKind, words_of
from onrecord.text.folding import fold, fold_name

_WORD = re.compile(r"[^\W\d_]+")
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
        """The voices of everyone who speaks in ``readings``; the state told most often wins, then the one told first."""
        told: dict[str, dict[str, int]] = {}
        listed = list(readings)
        unlisted = unlisted_states(listed, lexicon)
        for reading in listed:
            for statement in reading.statements:
                source = words_of(reading.report.text, statement.source)
                if statement.speaker and (state := state_of(statement.speaker, lexicon, source, unlisted)):
                    counts = told.setdefault(statement.speaker.actor, {})
                    counts[state] = counts.get(state, 0) + 1
        return cls({actor: max(counts, key=lambda name: counts[name]) for actor, counts in told.items()})

    def name(self, speaker: Speaker) -> str:
        """The state that ``speaker`` speaks for, else the speaker's own name."""
        return self.states.get(speaker.actor, speaker.name)

    def key(self, speaker: Speaker) -> str:
        """``name`` folded: equal for everyone of one voice."""
        return fold_name(self.name(speaker))


def state_of(speaker: Speaker, lexicon: Lexicon, source: str = "", unlisted: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The state that the speaker's own name and role put into its mouth, or None.

    A state speaks for itself; an office holder for the state that the role names, or else the ``source``, the
    words that the speaker stands in: "President Ivo Marn of Kestovia"; a ministry, agency, government
    or parliament for the state in its name, and a body that the lexicon gives a country for that country.
    ``unlisted`` maps names and adjectives of states that the lexicon does not know to their names.
    """
    name, role = speaker.name, speaker.role or ""
    if speaker.kind is SpeakerKind.STATE:
        return name
    if speaker.kind is SpeakerKind.PERSON:
        words = f"{role} {name}" if _speaks_for(name, lexicon) else role
        return (
            state_named_in(words, lexicon, unlisted) or state_named_in(source, lexicon, unlisted) if _speaks_for(words, lexicon) else None
        )
    if speaker.kind is SpeakerKind.ORGANIZATION:
        country = _countries(lexicon).get(fold_name(name))
        return country or (state_named_in(name, lexicon, unlisted) if _is_state_body(name, lexicon) else None)
    return None


@lru_cache(maxsize=65_536)
def _listed_in(words: str, lexicon: Lexicon) -> str | None:
    return next((named.name for _, found in lexicon.names.find(words) for named in found if named.kind == "state"), None)


def state_named_in(words: str, lexicon: Lexicon, unlisted: Mapping[str, str]) -> str | None:
    """The first state that ``words`` name, by name, adjective or capital, or None; ``unlisted`` as ``unlisted_states`` gives."""
    return _listed_in(words, lexicon) or next((unlisted[word] for word in _WORD.findall(words) if word in unlisted), None)


def unlisted_states(readings: Iterable[Reading], lexicon: Lexicon) -> Mapping[str, str]:
    """Name and adjectives of every state of the readings that the lexicon does not list, to its name."""
    named = {m.name for reading in readings for m in reading.mentions if m.kind is MentionKind.STATE and m.name.isalpha()}
    forms: dict[str, str] = {}
    for name in sorted(named):
        if not lexicon.names.lookup(name, "state"):
            forms |= dict.fromkeys((name, *demonyms(name, lexicon)), name)
    return forms


def _speaks_for(words: str, lexicon: Lexicon) -> bool:
    folded = f" {fold(words)} "
    return any(f" {office} " in folded for office in _offices(lexicon))


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
