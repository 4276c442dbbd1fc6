"""Settles the stance of a statement from its cue's row and the words of its content."""

import re
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.lexicon.rows import StanceShift
from onrecord.model import Stance
from onrecord.text.folding import squeeze

NO_STATEMENT = "none"


def stance_of(first: str, content: str, lexicon: Lexicon, *, settled: bool = False) -> tuple[Stance | None, str | None]:
    """The stance, and the id of the ``stance_shift`` row that changed it, if one did.

    The stance is None when the row says that this is no statement at all. ``first`` is what the cue's row
    says; ``settled`` keeps it (a negated cue has had its say).
    """
    if not settled:
        words = squeeze(content)
        for row, pattern in shifts(lexicon):
            if first in row.when and pattern.search(words):
                return None if row.stance == NO_STATEMENT else Stance(row.stance), row.id
    return Stance(first), None


@lru_cache(maxsize=4)
def shifts(lexicon: Lexicon) -> tuple[tuple[StanceShift, re.Pattern[str]], ...]:
    """The shift rows in the order of the file, compiled."""
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in lexicon.rows("stance_shift"))
