"""Pattern rows as compiled regular expressions."""

import re
from functools import lru_cache

from onrecord.lexicon.load import Lexicon
from onrecord.lexicon.rows import Pattern
from onrecord.text.sieve import Sieve, needed

PatternRow = tuple[Pattern, re.Pattern[str]]

_PUBLISHER = r"(?-i:((?:[Tt]he\s+)?[A-Z0-9][\w.&’'\-]*(?:(?<![a-z]\.)\s+(?:of\s+|and\s+|the\s+)?[A-Z0-9][\w.&’'\-]*){0,5}))"


@lru_cache(maxsize=16)
def pattern_rows(lexicon: Lexicon, table: str) -> tuple[PatternRow, ...]:
    """The rows of ``table`` with their expressions; each ``{agency}`` is a group of its own.

    ``{agency}`` matches capitalised words; whether they name a publisher is for the caller to look up.
    """
    lower = {name for row in lexicon.rows("agency") for name in (row.name, *row.aliases) if name[:1].islower()}
    publisher = (
        _PUBLISHER.replace("(?:[Tt]he", "|".join(re.escape(name) for name in sorted(lower)) + "|(?:[Tt]he", 1) if lower else _PUBLISHER
    )
    return tuple((row, re.compile(row.pattern.replace("{agency}", publisher), re.IGNORECASE)) for row in lexicon.rows(table))


@lru_cache(maxsize=64)
def rows_to_try(lexicon: Lexicon, table: str, kinds: frozenset[str] = frozenset()) -> Sieve[PatternRow]:
    """The rows of ``table`` in order, of these ``kinds`` if any are given, sieved by the text in which they are to be found."""
    return Sieve((one, needed(one[1])) for one in pattern_rows(lexicon, table) if not kinds or one[0].kind in kinds)
