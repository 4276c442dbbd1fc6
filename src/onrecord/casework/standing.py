"""What a case tells as a whole: the stories of its transfers, their claims and conflicts, each with the words behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.casework.case import Case, Progress, quiet
from onrecord.casework.quoting import Quoted, quote
from onrecord.casework.together import together
from onrecord.model import BadInput, Reading
from onrecord.stories.claims import Claim
from onrecord.stories.conflicts import Conflict

PREFIXES = {"c_": "conflict", "k_": "claim"}
"""How the ids begin of what is told by the case as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A conflict or claim with the words of its sides: one list of quotations a side, a claim's all in one."""

    kind: str
    id: str
    record: Conflict | Claim
    sides: tuple[tuple[Quoted, ...], ...]


class Standing:
    """Everything that the readings of a case tell together, worked out once or taken from what the case keeps of it."""

    def __init__(self, case: Case, progress: Progress = quiet) -> None:
        """Of the whole case; ``progress`` is told what is being worked out."""
        self._case = case
        self._together = together(case, progress)
        self.actors = self._together.actors
        self.stories = self._together.stories
        self.lexicon = case.lexicon

    @cached_property
    def readings(self) -> list[Reading]:
        """Every reading, each speaker under the name of the actor."""
        return self._together.readings if self._together.readings is not None else list(self.actors.in_(self._case.readings()))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every conflict, those on most origins first."""
        return self._together.conflicts

    def claims(self) -> tuple[Claim, ...]:
        """Every claim, those on transfers first."""
        return self._together.claims

    def find(self, prefix: str) -> Stood:
        """The conflict or claim whose id begins with ``prefix``. Raises BadInput when there is none or several."""
        held: Sequence[Conflict | Claim] = self.conflicts() if PREFIXES[prefix[:2]] == "conflict" else self.claims()
        key = one_id(prefix, (one.id for one in held), PREFIXES[prefix[:2]])
        return stood(next(one for one in held if one.id == key), self.readings)


def stood(found: Conflict | Claim, readings: Sequence[Reading]) -> Stood:
    """A conflict or claim with the words of its sides, each in the order of the readings."""
    sides = [side.statements for side in found.sides] if isinstance(found, Conflict) else [found.statements]
    return Stood(kind=PREFIXES[found.id[:2]], id=found.id, record=found, sides=tuple(tuple(_quoted(side, readings)) for side in sides))


def _quoted(statements: Iterable[str], readings: Sequence[Reading]) -> Iterable[Quoted]:
    wanted = set(statements)
    for reading in readings:
        yield from (quote(s, reading.report) for s in reading.statements if s.id in wanted)


def one_id(prefix: str, ids: Iterable[str], what: str) -> str:
    """The one id that begins with ``prefix``, of records called ``what``. Raises BadInput when there is none or several."""
    found = [one for one in ids if one.startswith(prefix)]
    if not found:
        raise BadInput(prefix, f"no {what} with this id", f"onrecord {what}s lists them")
    if len(found) > 1:
        raise BadInput(prefix, "fits more than one id", "give more of it: " + ", ".join(found[:4]))
    return found[0]
