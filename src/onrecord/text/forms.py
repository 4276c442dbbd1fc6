"""English word forms, as far as lexicon rows need them."""

import re

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def plural(noun: str) -> str:
    """The regular plural of an English noun or noun phrase: ``anti-tank mine`` gives ``anti-tank mines``."""
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    if noun.endswith(("man", "woman")) and noun.lower() not in {"human", "german"}:
        return noun[:-2] + "en"
    return noun + ("es" if _SIBILANT.search(noun) else "s")
