"""Tells by a text's words which of many regular expressions may match in it at all."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Part = tuple[Any, Any]
"""A part of a regular expression as the standard library takes it apart: what it is, and of what."""

_KEY = 3
"""Letters of a word by which it is looked up."""

_MOST = 64
"""An expression with more alternatives than so many is tried rather than looked up."""

_WORD_LIKE = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_SPACED = bytes(point if point in _WORD_LIKE else ord(" ") for point in range(256))
_ASCII = 128
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
        self._keyed: dict[str, list[tuple[str, int]]] = {}
        self._loose: list[tuple[str, int]] = []
        for number, (thing, strings) in enumerate(things):
            self._things.append(thing)
            if not strings:
                self._always.append(number)
            for string in strings:
                key = _key(string)
                (self._keyed.setdefault(key, []) if key else self._loose).append((string, number))
        self._keys = frozenset(self._keyed)

    def within(self, text: str) -> Iterator[T]:
        """The things that may be found in ``text``, in order."""
        line = plain(text)
        passed = {number for string, number in self._loose if string in line}
        for key in self._keys.intersection([word[:_KEY] for word in line.split()]):
            passed.update([number for string, number in self._keyed[key] if string in line])
        return (self._things[number] for number in sorted(passed.union(self._always)))


def _key(string: str) -> str:
    """The first letters of the longest word that begins in ``string``; empty when none shows as many or ends."""
    words = re.findall(rf"(?<= )(?:\w{{{_KEY},}}|\w+(?= ))", string)
    return max(words, key=len, default="")[:_KEY]


def plain(text: str) -> str:
    """``text`` in small ASCII letters, one space for whatever stands in no word, and one at either end.

    A letter is the one that a regular expression takes it for where case does not count.
    """
    text = text.lower()
    if not text.isascii():
        for twin, letter in _TWINS:
            text = text.replace(twin, letter)
    return f" {text.encode('ascii', 'replace').translate(_SPACED).decode('ascii')} "


def needed(pattern: re.Pattern[str]) -> frozenset[str]:
    """Strings of which the ``plain`` form of every text that ``pattern`` matches holds one; empty when none are known."""
    strings = _needed(_parser.parse(pattern.pattern, pattern.flags))
    return strings if len(strings) <= _MOST else frozenset()


def _needed(parts: Iterable[Part], run: str = "", *, edge: bool = False) -> frozenset[str]:
    """The best of what any one of ``parts`` in a row needs: the strings whose shortest is longest.

    ``run`` is what stands right before them, as far as it is known; with ``edge`` a word begins or ends there.
    """
    found = [frozenset[str]()]
    for op, argument in parts:
        if letter := _letter(op, argument):
            run, edge = f" {letter}" if edge and not run.endswith(" ") else run + letter, False
            found.append(frozenset((run,)))
        elif _is_blank(op, argument):
            run, edge = run + " ", False
        elif (op is ops.AT and argument is not ops.AT_NON_BOUNDARY) or _repeats_blank(op, argument):
            least = 1 if op is ops.AT else argument[0]
            if least and run[-1:].strip():
                found.append(frozenset((run + " ",)))
            if op is ops.AT:
                edge = True
            else:
                run, edge = (" ", False) if least else ("", edge or run.endswith(" "))
        else:
            found.append(_needed_by(op, argument, run, edge=edge))
            optional = op in _REPEATS and (edge or run.endswith(" ")) and _ends_blank(argument[2])
            run, edge = "", optional or _ends_blank([(op, argument)])
    return max(found, key=_worth)


def _letter(op: Any, argument: Any) -> str:
    """The letter or digit that a part is, small; empty when it is something else."""
    return plain(chr(argument))[1].strip() if op is ops.LITERAL and argument < _ASCII else ""


def _is_blank(op: Any, argument: Any) -> bool:
    """Whether a part is one character that stands in no word."""
    if op is ops.IN:
        return all(_is_blank(*one) for one in argument)
    if op is ops.CATEGORY:
        return argument in (ops.CATEGORY_SPACE, ops.CATEGORY_NOT_WORD)
    return op is ops.LITERAL and not (chr(argument).isalnum() or argument == ord("_"))


def _repeats_blank(op: Any, argument: Any) -> bool:
    """Whether a part is a number of characters that stand in no word."""
    return op in _REPEATS and len(argument[2]) == 1 and _is_blank(*argument[2][0])


def _ends_blank(parts: Sequence[Part]) -> bool:
    """Whether what ``parts`` match surely ends with a character that stands in no word."""
    if not parts:
        return False
    op, argument = parts[-1]
    if op in _REPEATS:
        return argument[0] > 0 and _ends_blank(argument[2])
    if op is ops.SUBPATTERN:
        return _ends_blank(argument[-1])
    if op is ops.BRANCH:
        return all(_ends_blank(way) for way in argument[1])
    return _is_blank(op, argument)


def _needed_by(op: Any, argument: Any, run: str, *, edge: bool) -> frozenset[str]:
    if op is ops.SUBPATTERN:
        return _needed(argument[-1], run, edge=edge)
    if op is ops.ATOMIC_GROUP:
        return _needed(argument, run, edge=edge)
    if op in _REPEATS and argument[0]:
        return _needed(argument[2], run, edge=edge)
    if op is ops.BRANCH:
        ways = [_needed(way, run, edge=edge) for way in argument[1]]
        return frozenset[str]().union(*ways) if all(ways) else frozenset()
    return frozenset()


def _worth(strings: frozenset[str]) -> tuple[int, int]:
    return (min((len(string.strip()) for string in strings), default=0), -len(strings))
