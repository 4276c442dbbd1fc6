"""Finds what stands near a place in a text without looking at everything else."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from onrecord.model import Span

T = TypeVar("T")
_BLOCK = 256


class Near(Generic[T]):
    """Things by the spans that they cover; one may be put in under several spans, and is found once.

    Looking up a place costs as much as there is around it, however long the text.
    """

    def __init__(self, placed: Iterable[tuple[Span, T]] = ()) -> None:
        """Put in each thing under its span."""
        self._blocks: dict[int, list[tuple[Span, int]]] = {}
        self._things: list[T] = []
        for span, thing in placed:
            self.put(thing, span)

    @classmethod
    def under(cls, things: Iterable[T], places: Callable[[T], Iterable[Span]]) -> "Near[T]":
        """Each thing under the spans that ``places`` gives for it."""
        near = cls()
        for thing in things:
            near.put(thing, *places(thing))
        return near

    def put(self, thing: T, *spans: Span) -> int:
        """Put ``thing`` in under ``spans``; its number counts from 0 in the order of putting in."""
        self._things.append(thing)
        self.put_again(len(self._things) - 1, *spans)
        return len(self._things) - 1

    def put_again(self, number: int, *spans: Span) -> None:
        """Put what is there already in under more ``spans``."""
        for span in spans:
            for block in range(span[0] // _BLOCK, max(span[0], span[1] - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append((span, number))

    def change(self, number: int, thing: T) -> None:
        """Put ``thing`` in the place of number ``number``, under the same spans."""
        self._things[number] = thing

    def numbers(self, *spans: Span) -> list[int]:
        """The numbers of what shares a character with any of ``spans``, in the order of putting in."""
        found: set[int] = set()
        for start, end in spans:
            for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1):
                if held := self._blocks.get(block):
                    found.update([number for (first, last), number in held if first < end and start < last])
        return sorted(found) if len(found) > 1 else list(found)

    def over(self, *spans: Span) -> list[T]:
        """What shares a character with any of ``spans``, in the order of putting in."""
        return [self._things[number] for number in self.numbers(*spans)]

    def __getitem__(self, number: int) -> T:
        """What was put in as number ``number``."""
        return self._things[number]

    def __iter__(self) -> Iterator[T]:
        """Everything, in the order of putting in."""
        return iter(self._things)

    def __len__(self) -> int:
        """How many things were put in."""
        return len(self._things)
