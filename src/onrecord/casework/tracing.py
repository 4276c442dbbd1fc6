"""The reporting chain for reading: as JSON, and as a tree of origins and the reports that echo them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.casework.case import Case
from onrecord.codec import to_plain
from onrecord.model import Background, Direction, Link, LinkKind, Origin, Report, Rests
from onrecord.model.dates_in_words import in_words

_WITHIN = (LinkKind.REPUBLISHES, LinkKind.TRIMS, LinkKind.EDITS, LinkKind.CREDITS)
_UNSURE = " (or the other way round)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twig:
    """One line of the tree: how deep it stands, what it says, why, and the id that ``show`` opens."""

    depth: int
    words: str
    why: str = ""
    id: str = ""


def chain_json(case: Case) -> str:
    """The chain as one JSON object, as in the contract."""
    return json.dumps(to_plain(case.chain()), ensure_ascii=False)


def chain_tree(case: Case) -> list[Twig]:
    """Origins with the most echoes first, under each its reports by who took from whom, then what crosses origins."""
    chain = case.chain()
    reports = {r.id: r for r in case.reports()}
    home = {report: origin.id for origin in chain.origins for report in origin.reports}
    above = {link.child: link for link in chain.links if link.kind in _WITHIN and home[link.child] == home[link.parent]}
    across = [link for link in chain.links if above.get(link.child) is not link]
    names = {origin.id: origin.name for origin in chain.origins}
    found: list[Twig] = []
    carriers: dict[str, list[str]] = defaultdict(list)
    for credit in chain.credits:
        if credit.covers == "whole" and credit.agency != reports[credit.report].outlet:
            carriers[credit.report].append(credit.agency)
    for origin in sorted(chain.origins, key=lambda o: -len(o.reports)):
        found += _origin(origin, reports, above, carriers)
        inside = set(origin.reports)
        found += [_crossing(link, reports) for link in across if link.child in inside]
        found += [_resting(rests, reports, names) for rests in chain.rests if rests.report in inside]
        found += [_standing(one, reports) for one in chain.background if one.a in inside]
    return found


def _origin(origin: Origin, reports: dict[str, Report], above: dict[str, Link], carriers: dict[str, list[str]]) -> Iterator[Twig]:
    """The origin, then its reports, each below the one that it was taken from; whoever carried it on the way is named."""
    echoes = len(origin.reports) - 1
    shown = f"{origin.name}" + (f", {echoes} echo{'' if echoes == 1 else 'es'}" if echoes else "")
    yield Twig(depth=0, words=shown, why="its own text is not among the reports" if origin.root is None else "", id=origin.id)
    below: dict[str, list[str]] = defaultdict(list)
    tops = []
    for report in origin.reports:
        if report in above:
            below[above[report].parent].append(report)
        else:
            tops.append(report)
    todo = [(report, 1) for report in reversed(tops)]
    while todo:
        report, depth = todo.pop()
        link = above.get(report)
        through = [agency for agency in dict.fromkeys(carriers.get(report, ())) if agency != origin.publisher]
        carried = f", through {', '.join(through)}" if through else ""
        words = _name(reports[report]) + carried + (f": {link.kind.value}{_share(link)}" if link else "")
        yield Twig(depth=depth, words=words, why=link.why if link else "", id=report)
        todo += [(child, depth + 1) for child in reversed(below[report])]


def _crossing(link: Link, reports: dict[str, Report]) -> Twig:
    unsure = _UNSURE if link.direction is Direction.UNKNOWN else ""
    words = f"{_name(reports[link.child])} {link.kind.value}{_share(link)} {_name(reports[link.parent])}{unsure}"
    return Twig(depth=1, words=words, why=link.why, id=link.parent)


def _resting(rests: Rests, reports: dict[str, Report], names: dict[str, str]) -> Twig:
    parts = [f"{share:.0%} from {names[origin]}" for origin, share in rests.shares] + ([f"{rests.own:.0%} its own"] if rests.own else [])
    return Twig(depth=1, words=f"{_name(reports[rests.report])} rests on several: {', '.join(parts)}", id=rests.report)


def _standing(one: Background, reports: dict[str, Report]) -> Twig:
    words = f"{_name(reports[one.a])} shares background with {_name(reports[one.b])}: {one.words} words"
    return Twig(depth=1, words=words, why="their publisher repeats them under other news; no sign of one origin", id=one.b)


def _share(link: Link) -> str:
    return f" {link.share:.0%}" if link.share else ""


def _name(report: Report) -> str:
    return f"{report.outlet or report.path} {in_words(report.published or 'no date')}"
