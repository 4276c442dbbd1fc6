"""The review of a case: what people should look at first, with what hangs on it and why it stands there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.casework.case import Case
from onrecord.casework.enforcing import outcomes
from onrecord.casework.listing import ListRow
from onrecord.casework.looking import Said, Whole
from onrecord.casework.method import Journaled, journal_of
from onrecord.corrections.knowing import beside, subject_of
from onrecord.corrections.ledger import FLAG, NOTE, ON_STATEMENTS, Ruling, open_flags, rulings, same_matter
from onrecord.corrections.ranking import Ranked, Weighed, ranked
from onrecord.model import Fate, Subject, words_of
from onrecord.text.folding import fold, squeeze

_UNSETTLED = (Fate.MOVED, Fate.LOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What waits: statements in their order, flags on other records, and decisions that no longer fit what is read.

    ``decided`` of ``of`` statements have been decided on.
    """

    rows: tuple[Ranked, ...]
    flags: tuple[Ruling, ...]
    unsettled: tuple[Journaled, ...]
    decided: int
    of: int


def review_of(case: Case, whole: Whole) -> Review:
    """The review of a case as it is now."""
    held = rulings(case.file.journal())
    fates = outcomes(case.file, held)
    moved: dict[str | None, str] = {one.statement: one.told for one in fates.values() if one.fate in _UNSETTLED and one.statement}
    flags = open_flags(held)
    on_statements = [one for one in flags if one.subject.kind == "statement"]
    last = {one.statement for one in fates.values() if one.statement and one.ruling.decision in ON_STATEMENTS}
    listed = [_weighed(said, whole, on_statements, moved) for said in whole.said.values()]
    waiting = [one for one in listed if one.flagged or one.unsettled or one.statement.id not in last]
    found = {one.statement.id for one in waiting if one.flagged}
    left = {number for number, one in fates.items() if one.fate in _UNSETTLED and not one.statement}
    entries = [one for one in journal_of(case, whole) if one.entry in left or (one.decision in (NOTE, FLAG) and one.state and one.open)]
    others = [one for one in flags if one.subject.kind != "statement" or not _is_shown(one.subject, found, whole)]
    return Review(
        rows=tuple(ranked(_once(waiting, whole))), flags=tuple(others), unsettled=tuple(entries),
        decided=len(last), of=len({*whole.said, *last}),
    )  # fmt: skip


def _once(listed: Sequence[Weighed], whole: Whole) -> Iterator[Weighed]:
    """Each saying once: what reports of one origin carry in the same words stands with the first of them."""
    held: dict[tuple[str, str, str, str], list[Weighed]] = {}
    for one in listed:
        s, report = one.statement, whole.said[one.statement.id].report
        origin = whole.ties.origin[report.id].id if report.id in whole.ties.origin else report.id
        key = (origin, s.speaker.actor if s.speaker else "", s.stance.value, fold(words_of(report.text, s.content)))
        held.setdefault(key, []).append(one)
    for group in held.values():
        first = next((one for one in group if one.flagged or one.unsettled), group[0])
        yield replace(first, echoes=tuple(one.statement.id for one in group if one is not first))


def _weighed(said: Said, whole: Whole, flags: Sequence[Ruling], moved: Mapping[str | None, str]) -> Weighed:
    key = said.statement.id
    origins: set[str] = set()
    for claim in whole.claims_of.get(key, ()):
        origins |= set(claim.origins)
    for story in whole.stories_of.get(key, ()):
        origins |= {o for rivals in story.slots.values() for rival in rivals if key in rival.statements for o in rival.origins}
    return Weighed(
        statement=said.statement, conflicts=len(whole.conflicts_of.get(key, ())), transfers=len(whole.stories_of.get(key, ())),
        origins=len(origins), flagged=next((one.why for one in flags if _is_on(one.subject, said)), ""), unsettled=moved.get(key, ""),
    )  # fmt: skip


def _is_on(subject: Subject, said: Said) -> bool:
    if subject.id == said.statement.id:
        return True
    if subject.report != said.report.id:
        return False
    own = subject_of(said.statement, said.report)
    return same_matter(subject, own) or beside(subject, own)


def _is_shown(subject: Subject, found: Iterable[str], whole: Whole) -> bool:
    return any(_is_on(subject, whole.said[key]) for key in found)


def review_rows(found: Review, whole: Whole, most: int | None = None) -> Iterator[ListRow]:
    """``review``: one row a statement that waits, the first to be looked at first; flags on other records before them."""
    for flag in found.flags:
        why, subject = f"flagged: {flag.why}", flag.subject
        plain: dict[str, Any] = {"id": subject.id, "kind": subject.kind, "points": None, "why": [why], "words": subject.name}
        yield ListRow(plain, {"id": subject.id, "why": why, "words": subject.name})
    for row in found.rows[:most]:
        s = row.weighed.statement
        name = s.speaker.name if s.speaker else None
        words = squeeze(words_of(whole.said[s.id].report.text, s.content))
        plain = {"id": s.id, "kind": "statement", "points": row.points, "why": list(row.reasons), "speaker": name, "stance": s.stance.value,
                 "words": words, "echoes": list(row.weighed.echoes)}  # fmt: skip
        echoes = [f"{len(row.weighed.echoes)} echoes"] if row.weighed.echoes else []
        cells = {"id": s.id, "points": f"{row.points:.2f}", "why": "; ".join([*row.reasons, *echoes]), "speaker": name or "(nobody named)",
                 "stance": s.stance.value, "words": words}  # fmt: skip
        yield ListRow(plain, cells)
