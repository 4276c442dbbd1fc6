"""Finds the places where a report names the agency or outlet it comes from."""

import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.lexicon import Lexicon
from onrecord.lexicon.patterns import rows_to_try
from onrecord.lexicon.rows import Pattern
from onrecord.model import Credit, CreditKind, Report, Role, Segment, Span, Trace
from onrecord.text.folding import fold_name

_KINDS_BY_ROLE = {
    Role.DATELINE: frozenset((CreditKind.DATELINE.value,)),
    Role.CREDIT: frozenset((CreditKind.CREDIT_LINE.value, CreditKind.BYLINE.value, CreditKind.DISCLAIMER.value)),
    Role.DISCLAIMER: frozenset((CreditKind.DISCLAIMER.value, CreditKind.CREDIT_LINE.value)),
    Role.BODY: frozenset((CreditKind.IN_TEXT.value,)),
}
_LEAVES_NO_DOUBT = ("source_named", "copyright")
_AND = re.compile(r"\s+and\s+|\s*[,/&+]\s*")
_ONLY_NAME = re.compile(r"^(?:the\s+)", re.IGNORECASE)


def find_credits(
    report: Report, segments: Iterable[Segment], lexicon: Lexicon, outlets: Mapping[str, str] | None = None
) -> Iterator[Credit]:
    """Every credit of ``report`` in text order, each named publisher once a place.

    Names outside the lexicon count in credit lines only ("Source: Oru Courier"), where the form
    leaves no doubt that they name a publisher. A report does not credit its own outlet. ``outlets`` are further
    publishers by their folded name: those that have reports in the same case.
    """
    own = publisher_of(report.outlet, lexicon)
    known = outlets or {}
    seen: set[tuple[int, int]] = set()
    for segment in segments:
        kinds = _KINDS_BY_ROLE.get(segment.role)
        if kinds is None:
            continue
        line = report.text[segment.start : segment.end]
        for row, pattern in rows_to_try(lexicon, "credit_pattern", kinds).within(line):
            for match in pattern.finditer(line):
                for group in range(1, (pattern.groups or 0) + 1):
                    if match.group(group) is None:
                        continue
                    place = Span(*(segment.start + at for at in match.span(group)))
                    for found in _named(report.text, place, row=row, lexicon=lexicon, outlets=known):
                        if found.agency != own and (found.start, found.end) not in seen:
                            seen.add((found.start, found.end))
                            yield found


def publisher_of(outlet: str | None, lexicon: Lexicon) -> str | None:
    """The name that the lexicon has for an outlet, else the outlet's own."""
    named = lexicon.names.lookup(outlet, "outlet", "agency") if outlet else None
    return named.name if named else outlet


def _named(text: str, place: Span, *, row: Pattern, lexicon: Lexicon, outlets: Mapping[str, str]) -> Iterator[Credit]:
    """The publishers that the words at ``place`` name: one, or several joined by "and"."""
    while found := _credit(text, place, row=row, lexicon=lexicon, outlets=outlets):
        yield found
        joined = _AND.match(text, found.end, place.end)
        if not joined:
            return
        place = Span(joined.end(), place.end)


def _credit(text: str, place: Span, *, row: Pattern, lexicon: Lexicon, outlets: Mapping[str, str]) -> Credit | None:
    start, end = place
    start += len(article.group()) if (article := _ONLY_NAME.match(text[start:end])) else 0
    words = text[start:end].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).rstrip(".’'")
        named = lexicon.names.lookup(name, "agency", "outlet")
        if named and (named.name == name or not named.ambiguous or row.kind != CreditKind.IN_TEXT):
            stop = start + len(name)
            return Credit(named.name, CreditKind(row.kind), start, stop, Trace(f"credit_pattern:{row.id}", (Span(start, stop),)))
        if outlet := outlets.get(fold_name(name)):
            stop = start + len(name)
            trace = Trace(f"credit_pattern:{row.id}", (Span(start, stop),), note="an outlet of this case")
            return Credit(outlet, CreditKind(row.kind), start, stop, trace)
    if row.id in _LEAVES_NO_DOUBT:
        name = text[start:end].rstrip(" .")
        return Credit(name, CreditKind(row.kind), start, start + len(name), Trace(f"credit_pattern:{row.id}", note="not in the lexicon"))
    return None
