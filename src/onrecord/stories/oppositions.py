"""A voice's denials of one matter, laid beside what they deny."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from onrecord.stories.sayings import Saying


@dataclass(frozen=True, slots=True)
class Opposition:
    """What one voice denies in one matter. ``narrow`` denials deny in part only.

    ``denies`` holds, for each denial in the order of ``denials`` and then of ``narrow``, the sayings that it denies itself;
    ``besides`` is what the same accusers say of the matter, which denials of the whole deny with it.
    """

    denials: tuple[Saying, ...]
    narrow: tuple[Saying, ...]
    denies: tuple[tuple[Saying, ...], ...]
    besides: tuple[Saying, ...]

    def answers(self, *, whole: bool, wanted: Callable[[Saying], bool]) -> tuple[list[Saying], list[Saying]]:
        """(denials, what they deny) of the whole or of a part, as far as what is denied is ``wanted``."""
        first = len(self.denials)
        listed = (
            list(zip(self.denials, self.denies[:first], strict=True)) if whole else list(zip(self.narrow, self.denies[first:], strict=True))
        )
        held = [(denial, [s for s in denied if wanted(s)]) for denial, denied in listed]
        answers = [denial for denial, denied in held if denied]
        charges = {id(s): s for _, denied in held for s in denied}
        if whole and charges:
            charges |= {id(s): s for s in self.besides if wanted(s)}
        return answers, list(charges.values())


def connected(listed: Sequence[tuple[int, list[int]]], key: Callable[[int], Hashable]) -> list[list[tuple[int, list[int]]]]:
    """Denials that deny something in common, or the like by ``key``, together."""
    group_of: dict[Hashable, int] = {}
    groups: list[list[tuple[int, list[int]]]] = []
    for denial, denied in listed:
        keys = [key(denial), *map(key, denied)]
        held = sorted({group_of[k] for k in keys if k in group_of})
        home = held[0] if held else len(groups)
        if not held:
            groups.append([])
        groups[home].append((denial, denied))
        group_of.update(dict.fromkeys(keys, home))
        for other in held[1:]:
            for one, some in groups[other]:
                group_of.update(dict.fromkeys([key(one), *map(key, some)], home))
            groups[home] += groups[other]
            groups[other] = []
    return [group for group in groups if group]
