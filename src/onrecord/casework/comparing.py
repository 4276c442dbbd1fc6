"""Two reports of a case side by side, with what changed on the way: figures, names, stances."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.casework.case import Case
from onrecord.casework.chaining import told_of
from onrecord.chain.compare import Part, PartKind, compare, counterpart
from onrecord.model import BadInput, Figure, Link, Mention, Reading, Report, Role, Span, Statement
from onrecord.text.folding import fold, squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is not the same on both sides: ``what`` is figure, name, stance or hedge. Empty: not there."""

    what: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Reports ``a`` and ``b``, the link between them if there is one, their parts, and what changed.

    ``versions`` says of two captures of one address whether a correction note tells of the changes; None for others.
    ``background`` is how many words of standing text of one publisher both have.
    """

    a: Report
    b: Report
    link: Link | None
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    versions: str | None = None
    background: int = 0


def compare_reports(case: Case, a: str, b: str) -> Comparison:
    """Compare the reports whose ids begin with ``a`` and ``b``. Raises BadInput when they do not name two reports."""
    one, other = (_reading(case, prefix) for prefix in (a, b))
    if one.report.id == other.report.id:
        raise BadInput(b, "is the same report", "name two reports; see onrecord reports")
    told = [told_of(r.report, r.segments, r.credits, case.lexicon) for r in (one, other)]
    parts = compare(told[0], told[1])
    ids = {one.report.id, other.report.id}
    chain = case.chain()
    link = next((link for link in chain.links if {link.child, link.parent} == ids), None)
    standing = sum(held.words for held in chain.background if {held.a, held.b} == ids)
    hedges = {lemma for row in case.lexicon.rows("adverb_cue") for lemma in row.lemmas}
    changes = dict.fromkeys((*_changed_words(one, other, parts), *_hedges(one, other, parts, hedges), *_changed_stances(one, other, parts)))
    return Comparison(
        a=one.report, b=other.report, link=link, parts=parts, changes=tuple(changes), versions=_versions(one, other), background=standing
    )


def _reading(case: Case, prefix: str) -> Reading:
    kind, report_id = case.resolve(prefix)
    if kind != "report":
        raise BadInput(prefix, f"is a {kind}, not a report", "see onrecord reports")
    return case.reading(case.file.report(report_id))


def _versions(one: Reading, other: Reading) -> str | None:
    if not one.report.url or one.report.url != other.report.url:
        return None
    noted = [any(s.role is Role.CORRECTION for s in reading.segments) for reading in (one, other)]
    return "changed with a correction note" if noted[0] != noted[1] else "changed silently"


def _changed_words(one: Reading, other: Reading, parts: Sequence[Part]) -> Iterator[Change]:
    """Figures and names that stand in a changed part on one side and are not the same on the other."""
    for part in parts:
        if part.kind is not PartKind.CHANGED:
            continue
        for what in ("figure", "name"):
            here, there = _said(one, what, part.a), _said(other, what, part.b)
            if set(here.values()) != set(there.values()):
                yield Change(what=what, a=", ".join(here), b=", ".join(there))


def _hedges(one: Reading, other: Reading, parts: Sequence[Part], hedges: Collection[str]) -> Iterator[Change]:
    """Words such as "allegedly" that one side has where the other has something else."""
    for part in parts:
        if part.kind is PartKind.CHANGED:
            here, there = (
                [word for word in (fold(r.report.text[s.start : s.end]).split() if s else ()) if word in hedges]
                for r, s in ((one, part.a), (other, part.b))
            )
            if here != there:
                yield Change(what="hedge", a=", ".join(here), b=", ".join(there))


def _said(reading: Reading, what: str, span: Span | None) -> dict[str, object]:
    """The figures or names that share words with ``span``: their words, and what they mean."""
    if span is None:
        return {}
    held: tuple[Figure | Mention, ...] = reading.figures if what == "figure" else reading.mentions
    text = reading.report.text
    return {
        squeeze(text[f.start : f.end]): (f.low, f.high, f.bound, f.unit) if isinstance(f, Figure) else f.name
        for f in held
        if f.start < span.end and span.start < f.end
    }


def _changed_stances(one: Reading, other: Reading, parts: Sequence[Part]) -> Iterator[Change]:
    """Statements on the same words that another stance introduces, or that lost or gained their hedge."""
    for statement in one.statements:
        twin = _twin(statement, other, parts)
        if twin is None:
            continue
        speaker = f"{statement.speaker.name}: " if statement.speaker else ""
        if twin.stance != statement.stance:
            yield Change(what="stance", a=speaker + statement.stance.value, b=speaker + twin.stance.value)
        if twin.hedged != statement.hedged:
            yield Change(what="hedge", a=speaker + _hedge(statement), b=speaker + _hedge(twin))


def _hedge(statement: Statement) -> str:
    return "hedged" if statement.hedged else "not hedged"


def _twin(statement: Statement, other: Reading, parts: Sequence[Part]) -> Statement | None:
    """The statement of the other report by the same speaker on the same words."""
    for span in statement.content:
        at = counterpart(parts, span)
        for twin in other.statements if at else ():
            same = (statement.speaker and statement.speaker.name) == (twin.speaker and twin.speaker.name)
            if at and same and any(s.start <= at.start < s.end for s in twin.content):
                return twin
    return None
