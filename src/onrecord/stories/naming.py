"""Whose firm a firm is, and which longer name a short one stands for, as the reports of a case tell."""

import re
from collections.abc import Iterable, Mapping

from onrecord.model import Mention, MentionKind, Reading
from onrecord.text.folding import fold, fold_name, is_proper

_PLACED = re.compile(r" (?:of|for|in) ")
_CALLED, _NEAR = 24, 32
"""Characters before a works in which "state" makes it a state's, and around it in which that state is named."""


def owners(readings: Iterable[Reading]) -> Mapping[str, str]:
    """Folded name of a works or body that reports call a state's own ("the state-run Orl Works in Tarsia") to that state's, folded."""
    found: dict[str, str] = {}
    for reading in readings:
        text = reading.report.text
        states = [(m.start, m.end, fold_name(m.name)) for m in reading.mentions if m.kind is MentionKind.STATE]
        for m in reading.mentions:
            if m.kind is not MentionKind.ORGANIZATION or not is_proper(m.name) or fold_name(m.name) in found:
                continue
            if "state" not in fold(text[max(0, m.start - _CALLED) : m.start]).split():
                continue
            near = min(((_gap(m, start, end), name) for start, end, name in states), default=(_NEAR + 1, ""))
            if near[0] <= _NEAR:
                found[fold_name(m.name)] = near[1]
    return found


def fuller_names(readings: Iterable[Reading], states: frozenset[str]) -> Mapping[str, str]:
    """Folded short name of a body or person to the one longer name that begins or ends with it: "Meridor" to "meridor trading"."""
    kinds = (MentionKind.ORGANIZATION, MentionKind.PERSON)
    spelled = {fold_name(m.name): m.name.split() for r in readings for m in r.mentions if m.kind in kinds and is_proper(m.name)}
    names = set(spelled)
    found: dict[str, str] = {}
    for name in sorted(names):
        whole = _PLACED.split(name, maxsplit=1)[0]
        if whole != name:
            found[name] = whole
    longer: dict[str, set[str]] = {}
    for name in names - set(found) | set(found.values()):
        words = [fold(word) for word in spelled.get(name, name.split())]
        if len(words) > 1 and not any(c.isdigit() for c in name):
            longer.setdefault(words[0], set()).add(name)
            longer.setdefault(words[-1], set()).add(name)
    for name in names | set(found.values()):
        held = longer.get(name, set())
        if len(spelled.get(name, name.split())) == 1 and name not in states and len(held) == 1:
            found[name] = next(iter(held))
    return found


def _gap(mention: Mention, start: int, end: int) -> int:
    return max(0, start - mention.end, mention.start - end)
