"""On whose behalf a speaker speaks: a minister and a capital are both the voice of a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.model import Reading, Speaker, SpeakerKind, words_of
from onrecord.text.folding import fold, fold_name

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
        for reading in readings:
            for statement in reading.statements:
                source = words_of(reading.report.text, statement.source)
                if statement.speaker and (state := state_of(statement.speaker, lexicon, source)):
                    counts = told.setdefault(statement.speaker.actor, {})
                    counts[state] = counts.get(state, 0) + 1
        return cls({actor: max(counts, key=lambda name: counts[name]) for actor, counts in told.items()})

    def name(self, speaker: Speaker) -> str:
        """The state that ``speaker`` speaks for, else the speaker's own name."""
        return self.states.get(speaker.actor, speaker.name)

    def key(self, speaker: Speaker) -> str:
        """``name`` folded: equal for everyone of one voice."""
        return fold_name(self.name(speaker))


def state_of(speaker: Speaker, lexicon: Lexicon, source: str = "") -> str | None:
    """The state that the speaker's own name and role put into its mouth, or None.

    A state speaks for itself; an office holder for the state that the role names, or else the ``source``, the
    words that the speaker stands in: "President Ivo Marn of Kestovia"; a ministry, agency, government
    or parliament for the state in its name, and a body that the lexicon gives a country for that country.
    """
    return _state_of(speaker.name, speaker.kind, speaker.role or "", source, lexicon)


@lru_cache(maxsize=65_536)
def _state_of(name: str, kind: SpeakerKind, role: str, source: str, lexicon: Lexicon) -> str | None:
    if kind is SpeakerKind.STATE:
        return name
    if kind is SpeakerKind.PERSON:
        words = f"{role} {name}" if _speaks_for(name, lexicon) else role
        return _named_in(words, lexicon) or _named_in(source, lexicon) if _speaks_for(words, lexicon) else None
    if kind is SpeakerKind.ORGANIZATION:
        country = _countries(lexicon).get(fold_name(name))
        return country or (_named_in(name, lexicon) if fold(name).split() and _is_state_body(name, lexicon) else None)
    return None


def _named_in(words: str, lexicon: Lexicon) -> str | None:
    return next((named.name for _, found in lexicon.names.find(words) for named in found if named.kind == "state"), None)


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
