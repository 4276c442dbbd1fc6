"""What a report tells, as columns: its figures and names, by which it is known again when all its words were changed."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Figure, FigureKind, Mention, MentionKind, Spans, SpeakerKind, Statement
from onrecord.text.folding import fold_name

Facts = NDArray[np.uint32]
"""One row a fact, in text order, each once: (code, kind, weight in quarters, first character)."""

NO_FACTS: Facts = np.zeros((0, 4), np.uint32)


class FactKind(IntEnum):
    """What a fact is."""

    FIGURE = 0
    NAME = 1
    SPEAKER = 2


_CAPITAL = re.compile(r"(?<=[\w,;:’'\"”“(] )[A-Z][\w-]{2,}")
_NOT_NAMES = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "the",
})  # fmt: skip
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("j", "y"), ("z", "s"))
_VOWELS = re.compile(r"(?<!^)[aeiouyh]+")
_TWICE = re.compile(r"(.)\1+")
_CONSONANTS = 3
_TELLS_LITTLE, _TELLS_SOME = 3, 12
_DIGITS = 3


def facts_of(text: str, figures: Iterable[Figure], mentions: Iterable[Mention], statements: Iterable[Statement], counts: Spans) -> Facts:
    """The facts that stand in the spans ``counts`` of ``text``.

    A figure is its value to three digits, so that 10,390 and "just under 10,400" are one. A name is each of its
    words as they sound, as another language may spell them; words with a capital inside a sentence count as names
    too, as unusual names are often missed. The last name of a person who is on record is a speaker.
    """
    found: dict[int, tuple[int, int, int]] = {}
    inside = _within(counts)
    speakers = set(_speakers(statements))
    for code, kind, quarters, place in sorted(_all(text, figures, mentions, counts), key=lambda row: row[3]):
        if inside(place):
            found.setdefault(code, (FactKind.SPEAKER if code in speakers else kind, quarters, place))
    rows = sorted((place, code, kind, quarters) for code, (kind, quarters, place) in found.items())
    return np.array([(code, kind, quarters, place) for place, code, kind, quarters in rows], np.uint32).reshape(-1, 4)


def _speakers(statements: Iterable[Statement]) -> Iterator[int]:
    for statement in statements:
        speaker = statement.speaker
        if speaker and speaker.kind is SpeakerKind.PERSON and not speaker.anonymous and speaker.name[:1].isupper():
            for word in fold_name(speaker.name).split()[-1:]:
                yield _code(f"name {_spelled(word)}")


def _within(counts: Spans) -> Callable[[int], bool]:
    return lambda place: any(first <= place < end for first, end in counts)


def _all(text: str, figures: Iterable[Figure], mentions: Iterable[Mention], counts: Spans) -> Iterator[tuple[int, int, int, int]]:
    for figure in figures:
        for value in {figure.low, figure.high} - {None}:
            yield _code(f"figure {value:.{_DIGITS}g}"), FactKind.FIGURE, _telling(value or 0.0, figure.kind), figure.start
    for mention in mentions:
        if mention.kind is not MentionKind.GOODS:
            yield from _names(mention.name, mention.start)
    for first, end in counts:
        for match in _CAPITAL.finditer(text, first, end):
            yield from _names(match.group(), match.start())


def _names(name: str, place: int) -> Iterator[tuple[int, int, int, int]]:
    for word in fold_name(name).split():
        if len(word) > 2 and word not in _NOT_NAMES:  # noqa: PLR2004 - initials name nobody
            yield _code(f"name {_spelled(word)}"), FactKind.NAME, 4, place


def _spelled(word: str) -> str:
    """A name as its consonants sound, so that Castel and Kastel are one; whole when it has few."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    bare = _TWICE.sub(r"\1", _VOWELS.sub("", word))
    return bare if len(bare) >= _CONSONANTS else word


def _telling(value: float, kind: FigureKind) -> int:
    """How much it tells that two reports have this figure, in quarters: one to three of something stand everywhere."""
    if value <= _TELLS_LITTLE:
        return 1
    return 2 if value <= _TELLS_SOME or kind is FigureKind.ORDINAL else 4


def _code(what: str) -> int:
    return crc32(what.encode("utf-8", "surrogatepass"))


def telling(facts: Facts) -> NDArray[np.uint32]:
    """The codes of the facts that can bring two reports together, sorted."""
    return np.unique(facts[facts[:, 2] >= 2, 0])  # noqa: PLR2004 - two quarters


def covered(mine: Facts, theirs: Facts, *, figures: bool) -> tuple[float, int, float]:
    """(part of my figures, or names, that the other has, how many these are, their weight)."""
    own = mine[(mine[:, 1] == FactKind.FIGURE) == figures]
    held = np.isin(own[:, 0], theirs[:, 0])
    weights = own[:, 2] / 4
    total = float(weights.sum())
    return (float(weights[held].sum()) / total if total else 0.0), int(held.sum()), float(weights[held].sum())


def own_speakers(mine: Facts, theirs: Facts) -> int:
    """How many people are on record in one report whom the other does not name."""
    return int((~np.isin(mine[mine[:, 1] == FactKind.SPEAKER, 0], theirs[:, 0])).sum())


def packed(facts: Facts) -> bytes:
    """The rows as bytes, little-endian."""
    return facts.astype("<u4").tobytes()


def unpacked(rows: bytes) -> Facts:
    """What was packed."""
    return np.frombuffer(rows, "<u4").reshape(-1, 4)
