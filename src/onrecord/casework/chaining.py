"""The reporting chain of a case: who took what from whom, made once and kept until a report comes or changes."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.chain.align import Passage
from onrecord.chain.credits import find_credits, publisher_of
from onrecord.chain.facts import facts_of, packed, unpacked
from onrecord.chain.origins import origins, rests
from onrecord.chain.prints import prints_of
from onrecord.chain.told import Told, counted
from onrecord.chain.weave import weave
from onrecord.codec import from_json, to_json
from onrecord.lexicon import Lexicon
from onrecord.mentions.times import day_of_dateline
from onrecord.model import Background, Credit, CreditKind, Figure, Link, Mention, Origin, Report, Rests, Role, Segment, Statement
from onrecord.model.edtf import moments
from onrecord.store import CaseFile, Derived
from onrecord.text.folding import fold, fold_name

VERSION = 2
"""Goes up when the same readings give another chain."""

_BATCH = 128
_COUNTS = (Role.BODY, Role.CAPTION, Role.SUBHEADING)
_TELLS = (*_COUNTS, Role.HEADLINE)
_NEAREST = (CreditKind.DISCLAIMER, CreditKind.CREDIT_LINE, CreditKind.BYLINE, CreditKind.DATELINE)
_IN_PART = ("credit_pattern:contributed", "credit_pattern:inputs_from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The publishers that one report states, from the origin to the nearest, ``covers`` saying how much of it each is."""

    report: str
    agency: str
    kind: CreditKind
    covers: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """All links and origins of a case; ``credits`` are what the reports state of where they come from.

    ``background`` is what publishers repeat under their news, ``rests`` what reports on several origins have of each.
    """

    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    credits: tuple[Carried, ...] = ()
    background: tuple[Background, ...] = ()
    rests: tuple[Rests, ...] = ()


def chain_of(file: CaseFile, lexicon: Lexicon) -> Chain:
    """The chain of everything in the case; made anew when reports or readings changed, and kept where the case may be written.

    Fingerprints and passages that are there already are not made again.
    """
    digest = hashlib.sha256(f"{VERSION}".encode())
    for report_id, made_by in file.read_by():
        digest.update(f"\n{report_id} {made_by}".encode())
    by = digest.hexdigest()[:16]
    held = file.chain(by)
    if held:
        return from_json(Chain, held)
    reports = list(file.reports())
    outlets = {fold_name(name): name for r in reports if (name := publisher_of(r.outlet, lexicon))}
    parts: dict[str, list[Segment]] = {}
    for report_id, json in file.derived(Derived.SEGMENT):
        parts.setdefault(report_id, []).append(from_json(Segment, json))
    cut = [parts.get(r.id, []) for r in reports]
    stated = [list(find_credits(r, own, lexicon, outlets)) for r, own in zip(reports, cut, strict=True)]
    told = [told_of(*one, lexicon) for one in zip(reports, cut, stated, strict=True)]
    kept = file.prints()
    fresh = _printed([one for one in told if one.id not in kept])
    kept |= fresh
    known = file.facts()
    new = _told_facts(file, [one for one in told if one.id not in known], parts)
    known |= new
    before = {pair: _unpacked(places) for pair, places in file.passages().items()}
    aligned = dict(before)
    woven = weave(told, [np.frombuffer(kept[one.id], "<u4") for one in told], aligned, facts=[unpacked(known[one.id]) for one in told])
    names = outlets | {fold_name(c.agency): c.agency for found in stated for c in found}
    carried = tuple(_carried(r, c) for r, found in zip(reports, stated, strict=True) for c in found)
    sources = origins(told, woven.root, names)
    chain = Chain(
        links=woven.links, origins=sources, credits=carried, background=woven.background, rests=tuple(rests(woven.links, sources))
    )
    if not file.readonly:
        passages = {pair: _packed(found) for pair, found in aligned.items() if pair not in before}
        with file.transaction():
            file.put_chain(by, to_json(chain), fresh, new, passages)
    return chain


def told_of(report: Report, segments: Sequence[Segment], stated: Sequence[Credit], lexicon: Lexicon) -> Told:
    """What the chain needs of a report, its parts and its credits."""
    nearest = sorted((c for c in stated if c.kind in _NEAREST), key=lambda c: (_NEAREST.index(c.kind), c.start))
    first, last = moments(report.published)
    line = day_of_dateline(report, segments)
    lead = next((s for s in segments if s.role is Role.BODY), None)
    if not nearest and lead:  # a report whose first words name another as the teller may be a rewrite of it
        nearest = [c for c in stated if c.kind is CreditKind.IN_TEXT and lead.start <= c.start < lead.end]
    own = fold_name(publisher_of(report.outlet, lexicon) or "")
    credited = _names(nearest, own)
    inside = _names((c for c in stated if c.kind is CreditKind.IN_TEXT), own)
    return Told(
        id=report.id, text=report.text, body=tuple(s.span for s in segments if s.role in _COUNTS), outlet=own,
        credited=credited, whole=_names((c for c in nearest if c.kind in _NEAREST and not _in_part(c)), own),
        cited=tuple(name for name in inside if name not in credited), first=first, last=last,
        headline=fold(next((report.text[s.start : s.end] for s in segments if s.role is Role.HEADLINE), report.title or "")),
        version_of=report.url or "", shown=report.outlet or report.path,
        day=line if line and "X" not in line else report.published, corrected=any(s.role is Role.CORRECTION for s in segments),
    )  # fmt: skip


def _names(stated: Iterable[Credit], own: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(fold_name(c.agency) for c in stated) if name != own)


def _in_part(credit: Credit) -> bool:
    return credit.trace is not None and credit.trace.rule in _IN_PART


def _carried(report: Report, credit: Credit) -> Carried:
    covers = "passage" if credit.kind is CreditKind.IN_TEXT else "part" if _in_part(credit) else "whole"
    return Carried(report=report.id, agency=credit.agency, kind=credit.kind, covers=covers, start=credit.start, end=credit.end)


def _printed(told: Sequence[Told]) -> dict[str, bytes]:
    """The fingerprints of reports, packed."""
    found = {}
    for at in range(0, len(told), _BATCH):
        batch = told[at : at + _BATCH]
        for one, codes in zip(batch, prints_of(counted(batch)), strict=True):
            found[one.id] = codes.astype("<u4").tobytes()
    return found


def _told_facts(file: CaseFile, told: Sequence[Told], parts: Mapping[str, Sequence[Segment]]) -> dict[str, bytes]:
    """The facts of reports, packed."""
    found = {}
    for one in told:
        figures = [from_json(Figure, json) for _, json in file.derived(Derived.FIGURE, one.id)]
        mentions = [from_json(Mention, json) for _, json in file.derived(Derived.MENTION, one.id)]
        statements = [from_json(Statement, json) for kind, _, json in file.as_read.rows(one.id) if kind == Derived.STATEMENT]
        counts = tuple(s.span for s in parts.get(one.id, ()) if s.role in _TELLS)
        found[one.id] = packed(facts_of(one.text, figures, mentions, statements, counts))
    return found


def _packed(passages: Iterable[Passage]) -> bytes:
    return np.array(list(passages), "<i4").tobytes()


def _unpacked(places: bytes) -> tuple[Passage, ...]:
    return tuple(Passage(*row) for row in np.frombuffer(places, "<i4").reshape(-1, 5).tolist())
