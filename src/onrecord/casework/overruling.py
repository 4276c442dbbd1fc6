"""The reporting chain as people decided it: links attached and detached, and the origins that follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.casework.chaining import Chain, told_of
from onrecord.chain.credits import find_credits, publisher_of
from onrecord.chain.decided import Pair, relinked, roots
from onrecord.chain.origins import origins, rests
from onrecord.codec import from_json
from onrecord.corrections.ledger import ATTACH, ON_LINKS, Ruling, rulings
from onrecord.lexicon import Lexicon
from onrecord.model import Decided, Direction, Link, LinkKind, Origin, Segment, Verdict
from onrecord.store import CaseFile, Derived
from onrecord.text.folding import fold_name


def overruled(file: CaseFile, lexicon: Lexicon, chain: Chain) -> Chain:
    """The chain with what people decided about its links; just the chain when they decided nothing."""
    last = last_words(file, rulings(file.journal(), kinds=("link",)))
    if not last:
        return chain
    attached = {pair: attached_link(one, child, parent) for pair, (one, child, parent) in last.items() if one.decision == ATTACH}
    detached = last.keys() - attached.keys()
    links = relinked(chain.links, attached, detached)
    touched = set[str]().union(*last)
    old = [origin for origin in chain.origins if touched & set(origin.reports)]
    sources = _sources(file, lexicon, chain, old, links)
    return replace(chain, links=links, origins=sources, rests=tuple(rests(links, sources)))


def last_words(file: CaseFile, listed: Iterable[Ruling]) -> dict[Pair, tuple[Ruling, str, str]]:
    """The last decision on each pair of reports that the case has, with child and parent as they are called now."""
    found: dict[Pair, tuple[Ruling, str, str]] = {}
    for one in listed:
        if one.decision in ON_LINKS:
            child = _now(file, one.subject.report, one.subject.original)
            parent = _now(file, one.subject.parent, one.subject.parent_original)
            if child and parent:
                found[frozenset((child, parent))] = (one, child, parent)
    return found


def _now(file: CaseFile, report_id: str, original: str) -> str:
    """The id of a report as it is called now; empty when it is no longer there."""
    return report_id if file.has_report(report_id) else file.as_read.reports_of([original]).get(original, "")


def attached_link(ruling: Ruling, child: str, parent: str) -> Link:
    """The link that a person attached."""
    entry = ruling.entry
    decided = Decided(entry=entry.sequence, verdict=Verdict.EDITED, person=entry.person, at=entry.at, why=ruling.why)
    why = f"{entry.person or 'somebody'} attached it: {ruling.why}"
    return Link(child=child, parent=parent, kind=ruling.kind or LinkKind.EDITS, share=0.0, direction=Direction.DECIDED, why=why,
                decided=decided)  # fmt: skip


def _sources(file: CaseFile, lexicon: Lexicon, chain: Chain, old: Sequence[Origin], links: Sequence[Link]) -> tuple[Origin, ...]:
    """The origins, those of ``old`` made anew from ``links``."""
    order = {report.id: at for at, report in enumerate(file.reports())}
    members = sorted((report for origin in old for report in origin.reports), key=lambda report: order[report])
    root = roots(members, links)
    kept = [origin for origin in chain.origins if origin not in old]
    grouped: dict[str, set[str]] = {}
    for report, first in root.items():
        grouped.setdefault(first, set()).add(report)
    same = [origin for origin in old if set(origin.reports) in grouped.values()]
    changed = [report for report in members if not any(report in origin.reports for origin in same)]
    made = _made(file, lexicon, changed, root)
    used = {origin.name for origin in (*kept, *same)}
    return tuple(sorted((*kept, *same, *_named(made, used)), key=lambda o: min(order[report] for report in o.reports)))


def _made(file: CaseFile, lexicon: Lexicon, members: Sequence[str], root: Mapping[str, str]) -> tuple[Origin, ...]:
    """The origins of some reports, whose families ``root`` gives."""
    outlets = {fold_name(name): name for outlet in file.lists.outlets() if (name := publisher_of(outlet, lexicon))}
    told, names = [], dict(outlets)
    for report_id in members:
        report = file.report(report_id)
        parts = [from_json(Segment, json) for _, json in file.derived(Derived.SEGMENT, report_id)]
        stated = list(find_credits(report, parts, lexicon, outlets))
        names |= {fold_name(c.agency): c.agency for c in stated}
        told.append(told_of(report, parts, stated, lexicon))
    return origins(told, root, names)


def _named(made: Iterable[Origin], used: set[str]) -> Iterable[Origin]:
    """Origins under names that no other has."""
    for origin in made:
        name, number = origin.name, 2
        while name in used:
            name, number = f"{origin.name} ({number})", number + 1
        used.add(name)
        yield replace(origin, name=name)
