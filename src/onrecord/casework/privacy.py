"""What a party keeps to its own copy, and what may therefore not be said for all to see."""

from collections.abc import Iterable, Iterator, Mapping

from onrecord.casework.resting import Resting
from onrecord.inquiry import fold as steps
from onrecord.inquiry.membership import ADMITS, FOUNDS, JOINS, REVOKES
from onrecord.model import Refused, content_id
from onrecord.store import CaseFile

WITHHOLDS = "withholds"
"""A private entry: a report that never enters a bundle."""

FOR_ALL = frozenset((
    FOUNDS, JOINS, ADMITS, REVOKES, steps.SIGNS, steps.DISSENTS, steps.GRADES, steps.REVEALS, steps.GRADING,
))  # fmt: skip
"""Decisions that mean nothing unless the other parties learn of them."""

_SHORTEST = 12
"""Fewer digits name no entry."""

_NAMED = {"h_": "hypothesis", "f_": "finding"}


def withheld(file: CaseFile) -> frozenset[str]:
    """The reports that private entries withhold and no later one gives free: all that came as the same bytes, under whatever id."""
    kept = file.entries.private(WITHHOLDS, steps.WITHDRAWS)
    back = {str(entry.about.get("entry")) for entry in kept if entry.decision == steps.WITHDRAWS}
    standing = [entry for entry in kept if entry.decision == WITHHOLDS and entry.hash not in back]
    return frozenset(report for entry in standing for report in file.reports_of_original(str(entry.about.get("original"))))


def may_be_said(file: CaseFile, resting: Resting, about: Mapping[str, object]) -> None:
    """Raise Refused when ``about``, said for all to see, would name something that is private to this copy."""
    words = sorted(set(_strings(about)))
    for word in words:
        what = _private_entry(file, word)
        if what:
            raise Refused(word, f"is a {what} that is private to this copy", "put it for all to see first, or decide with --private")
    if any(word.startswith("x_") for word in words):
        alone = private_exhibits(file)
        for word in words:
            if word in alone:
                raise Refused(word, "is an exhibit that is private to this copy", "lay it before the group first, or decide with --private")
    kept = withheld(file)
    for word in words if kept else ():
        if kept.intersection(resting.reports_of([word])):
            raise Refused(word, "rests on a report that is withheld", "give the report free by withdrawing that, or decide with --private")


def private_exhibits(file: CaseFile) -> frozenset[str]:
    """The ids of exhibits that only private entries have laid."""
    own = {content_id("x", str(entry.about.get("record"))) for entry in file.entries.private(steps.EXHIBIT)}
    if not own:
        return frozenset()
    laid = {content_id("x", str(e.about.get("record"))) for e in file.signed() if e.decision == steps.EXHIBIT and not e.private}
    return frozenset(own - laid)


def _private_entry(file: CaseFile, word: str) -> str | None:
    """What a word names of the private entries of this copy: "hypothesis", "finding", "entry", or nothing."""
    digits = word[2:] if word[:2] in _NAMED else word
    if len(digits) < _SHORTEST or any(c not in "0123456789abcdef" for c in digits):
        return None
    return _NAMED.get(word[:2], "entry") if file.entries.is_private(digits) else None


def _strings(value: object) -> Iterator[str]:
    """Every word in what an entry is about, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _strings(inner)
