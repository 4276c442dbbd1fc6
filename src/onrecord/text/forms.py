"""English word forms, as far as lexicon rows need them."""

import re

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SHORT = 3  # letters; "gas" and "bus" are no plurals


def plural(noun: str) -> str:
    """The regular plural of an English noun or noun phrase: ``anti-tank mine`` gives ``anti-tank mines``."""
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    if noun.endswith(("man", "woman")) and noun.lower() not in {"human", "german"}:
        return noun[:-2] + "en"
    if noun.endswith(("alf", "elf", "eaf", "oaf")):
        return noun[:-1] + "ves"
    return noun + ("es" if _SIBILANT.search(noun) else "s")


def singular(noun: str) -> str:
    """The singular of a regular English plural: ``ferries`` gives ``ferry``; what is no plural stays."""
    if len(noun) <= _SHORT or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return noun[:-2]
    return noun[:-1]
