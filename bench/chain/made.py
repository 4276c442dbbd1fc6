"""Sentences of invented words in any number, for tests and benches of the chain: no two share a phrase by chance."""

import random

_SYLLABLES = (
    "ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu", "dar", "fen", "gol", "hir", "jas", "kul", "mor", "nep", "pol", "rus", "sim",
    "tav", "ved", "wil", "yor",
)  # fmt: skip
_SMALL = ["the", "a", "of", "in", "on", "and", "to", "by", "for", "with", "from", "at", "over", "near", "under"]


def sentences(count: int, seed: int) -> list[str]:
    """``count`` sentences of 14 to 24 words."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    return [f"{_words(draw, draw.randrange(14, 25)).capitalize()}." for _ in range(count)]


def _words(draw: random.Random, count: int) -> str:
    return " ".join(draw.choice(_SMALL) if draw.random() < 0.3 else "".join(draw.choices(_SYLLABLES, k=3)) for _ in range(count))


def report(count: int, seed: int) -> str:
    """A text of ``count`` one-sentence paragraphs."""
    return "\n\n".join(sentences(count, seed))
