"""What the people and things of a place are called, by the endings that English has for it: Varnia, Varnian."""

from functools import lru_cache

from onrecord.lexicon.load import Lexicon

_SHORTEST = 3


def demonyms(place: str, lexicon: Lexicon) -> frozenset[str]:
    """The adjectives that ``place``, one word, may have. Empty for a name too short to tell."""
    found = set()
    for ending, instead in _endings(lexicon):
        if place.endswith(ending) and len(place) - len(ending) >= _SHORTEST:
            found.add(place[: len(place) - len(ending)] + instead)
    return frozenset(found - {place})


@lru_cache(maxsize=4)
def _endings(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    pairs = (written.partition(">") for written in sorted(lexicon.words("demonym")))
    return tuple((ending, instead) for ending, _, instead in pairs)
