"""Tells by a text's words which of many regular expressions may match in it at all."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from re import _constants as ops  # type: ignore[attr-defined, unused-ignore]
from re import _parser  # type: ignore[attr-defined, unused-ignore]
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Part = tuple[Any, Any]
"""A part of a regular expression as the standard library takes it apart: what it is, and of what."""

Runs = frozenset[str]

_KEY = 3
"""Letters of a word by which it is looked up."""

_MOST, _MOST_RUNS, _FEW = 300, 16, 8
"""So many strings, so many ways to reach a place in an expression, so many characters at one place are told apart."""

_EDGE = "\b"
_UNKNOWN: Runs = frozenset(("",))
_WORD_LIKE = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_SPACED = bytes(point if point in _WORD_LIKE else ord(" ") for point in range(256))
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_TWINS = (("ı", "i"), ("i̇", "i"), ("ſ", "s"))
"""What a letter without regard to case also matches, beside what ``str.lower`` makes of it."""


class Sieve(Generic[T]):
    """Things that need some of certain strings in a text; those that find none of theirs are held back.

    A thing that needs none always passes. Strings are written as ``plain`` writes a text.
    """

    def __init__(self, things: Iterable[tuple[T, Collection[str]]]) -> None:
        """Take ``things``, in the order in which they come out, each with the strings of which it needs one."""
        self._things: list[T] = []
        self._always: list[int] = []
        self._keyed: dict[str, dict[str, list[int]]] = {}
        for number, (thing, strings) in enumerate(things):
            self._things.append(thing)
            if not strings:
                self._always.append(number)
            for string in strings:
                self._keyed.setdefault(_key(string), {}).setdefault(string, []).append(number)
        self._keys = frozenset(self._keyed)

    def within(self, text: str) -> Iterator[T]:
        """The things that may be found in ``text``, in order."""
        words = _words(text)
        line = f" {' '.join(words)} "
        passed = set(self._always)
        for key in self._keys.intersection(["", *[word[:_KEY] for word in words]]):
            for string, numbers in self._keyed[key].items():
                if string in line:
                    passed.update(numbers)
        return (self._things[number] for number in sorted(passed))


def _key(string: str) -> str:
    """The first letters of the longest word that begins in ``string``; empty when none shows as many or ends."""
    words = re.findall(rf"(?<= )(?:\w{{{_KEY},}}|\w+(?= ))", string)
    return max(words, key=len, default="")[:_KEY]


def plain(text: str) -> str:
    """The words of ``text`` in small ASCII letters, one space before, between and after them.

    A letter is the one that a regular expression takes it for where case does not count; others part words.
    """
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    text = text.lower()
    if not text.isascii():
        for twin, letter in _TWINS:
            text = text.replace(twin, letter)
    return text.encode("ascii", "replace").translate(_SPACED).decode("ascii").split()


def needed(pattern: re.Pattern[str]) -> frozenset[str]:
    """Strings of which the ``plain`` form of every text that ``pattern`` matches holds one; empty when none are known."""
    best, _ = _read(_parser.parse(pattern.pattern, pattern.flags), _UNKNOWN)
    return _shortest(best)


def _read(parts: Iterable[Part], runs: Runs) -> tuple[frozenset[str], Runs]:
    """(the best of what any of ``parts`` in a row needs, what may stand before what follows them).

    ``runs`` are all strings of which one ends where the parts begin.
    """
    best = frozenset[str]()
    for op, argument in parts:
        needs, runs = _read_one(op, argument, runs)
        runs = runs if len(runs) <= _MOST_RUNS else _UNKNOWN
        best = max(best, needs, frozenset(run.replace(_EDGE, " ") for run in runs), key=_worth)
    return best, runs


def _read_one(op: Any, argument: Any, runs: Runs) -> tuple[frozenset[str], Runs]:
    nothing = frozenset[str]()
    if op is ops.AT:
        starts = argument in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING)
        return nothing, frozenset((" ",)) if starts else runs if argument is ops.AT_NON_BOUNDARY else _grown(runs, _EDGE)
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return nothing, runs
    if chars := _chars(op, argument):
        return nothing, frozenset().union(*(_grown(runs, char) for char in chars))
    if op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
        return _read(argument[-1] if op is ops.SUBPATTERN else argument, runs)
    if op is ops.BRANCH:
        ways = [_read(way, runs) for way in argument[1]]
        needs = _shortest(chain.from_iterable(best for best, _ in ways)) if all(best for best, _ in ways) else nothing
        return needs if len(needs) <= _MOST else nothing, nothing.union(*(after for _, after in ways))
    if op in _REPEATS:
        least, most, part = argument
        blank = all(_chars(*one) == " " for one in part)
        best, after = _read(part, runs if blank or most == 1 else _UNKNOWN)
        return (best, after) if least else (nothing, runs | after)
    return nothing, _UNKNOWN


def _chars(op: Any, argument: Any) -> str:
    """The characters, as ``plain`` has them, of which a part is one; empty when they are not few."""
    if op is ops.LITERAL:
        char = chr(argument)
        return plain(char).strip() or " " if char.isascii() or not char.isalnum() else ""
    if op is ops.CATEGORY:
        return " " if argument in (ops.CATEGORY_SPACE, ops.CATEGORY_NOT_WORD) else ""
    if op is ops.RANGE:
        return _chars(ops.IN, [(ops.LITERAL, point) for point in range(argument[0], argument[1] + 1)])
    if op is not ops.IN:
        return ""
    each = [_chars(*one) for one in argument]
    return "".join(sorted(set("".join(each)))) if all(each) and len(each) <= _FEW else ""


def _grown(runs: Runs, char: str) -> Runs:
    """``runs`` with ``char`` behind each; blanks in a row are one, and a word that begins at an edge has a blank before it."""
    grown = set()
    for run in runs:
        known = run.removesuffix(_EDGE)
        if char == " " or (char == _EDGE and run.endswith((" ", _EDGE))):
            grown.add(run if run.endswith(" ") or char == _EDGE else f"{known} ")
        else:
            grown.add(f" {char}" if run.endswith(_EDGE) else run + char)
    return frozenset(grown)


def _shortest(strings: Iterable[str]) -> frozenset[str]:
    """``strings`` less those that hold another of them."""
    kept: list[str] = []
    for string in sorted(strings, key=len):
        if not any(held in string for held in kept):
            kept.append(string)
    return frozenset(kept)


def _worth(strings: frozenset[str]) -> tuple[int, int, int]:
    letters = min((len(string.strip()) for string in strings), default=0)
    return letters, min(map(len, strings), default=0), -len(strings)
