"""Decisions in words, for people: what was decided about what."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.codec import canonical
from onrecord.corrections.ledger import ACCEPT, ATTACH, DETACH, EDIT, FLAG, NOTE, REJECT, UNDO, Edit, Ruling, ruling_of
from onrecord.model import Decided, Entry, Subject, Verdict
from onrecord.model.dates_in_words import in_words

_ROOM = 90
_MERGED, _SPLIT = "merge_actors", "split_actor"
_FILES = {"lexicon": "gave the case lexicon rows", "rates": "gave the case rates of exchange"}


def told(entry: Entry, by_hash: Mapping[str, Entry]) -> str:
    """An entry in one line, without its reason. ``by_hash`` finds the entry that an undoing undoes."""
    about = entry.about
    ruling = ruling_of(entry)
    if ruling:
        return _ruled(ruling)
    if entry.decision == UNDO:
        undone = by_hash.get(str(about.get("hash")))
        return f"took back entry {about.get('entry')}" + (f": {told(undone, by_hash)}" if undone else "")
    if entry.decision == _MERGED:
        return f"one actor: {_names(about.get('a'))} and {_names(about.get('b'))}"
    if entry.decision == _SPLIT:
        where = f" in report {about['report']}" if about.get("report") else ""
        return f"somebody else: {about.get('name')}, not {_names(about.get('from')) or 'who is meant elsewhere'}{where}"
    if entry.decision in _FILES:
        return f"{_FILES[entry.decision]}: {about.get('name')}"
    return f"{entry.decision} {canonical(about).decode()}"


def reason(entry: Entry) -> str:
    """The reason that an entry gives; empty when it gives none."""
    return str(entry.about.get("why") or "")


def _ruled(ruling: Ruling) -> str:
    subject, about = ruling.subject, _as_it_stood(ruling)
    if ruling.decision == ACCEPT:
        return f"read right: {about}"
    if ruling.decision == REJECT:
        return f"read wrong, taken out: {about}"
    if ruling.decision == EDIT and ruling.edit:
        return f"corrected: {about}: {edit_told(ruling.edit)}"
    if ruling.decision == ATTACH:
        kind = ruling.kind.value if ruling.kind else "took from"
        return f"attached: {subject.name}: {kind}"
    if ruling.decision == DETACH:
        return f"detached: {subject.name}"
    if ruling.decision == NOTE:
        return f"note on {about}: {ruling.why}"
    return f"flagged for review: {about}" if ruling.decision == FLAG else about


def decided_told(listed: Iterable[Decided]) -> str:
    """What people made of a statement, in one line: ``corrected by Mara Linde, 4 May 2023 (stance: asks → doubts): she says so``."""
    lines = []
    for one in listed:
        changed = "; ".join(f"{change.field}: {change.was} → {change.now}" for change in one.changes)
        verb = {Verdict.EDITED: "corrected", Verdict.ACCEPTED: "found right"}.get(one.verdict, one.verdict.value)
        who = f"{verb} by {one.person or 'somebody'}, {in_words(one.at[:10])}"
        lines.append(who + (f" ({changed})" if changed else "") + f": {one.why}")
    return "; ".join(lines)


def _as_it_stood(ruling: Ruling) -> str:
    """What a decision is about, as it stood when it was decided on."""
    if ruling.record is None:
        return subject_told(ruling.subject)
    speaker = ruling.record.speaker.name if ruling.record.speaker else "nobody named"
    return subject_told(replace(ruling.subject, name=f"{speaker} {ruling.record.stance.value.replace('_', ' ')}"))


def subject_told(subject: Subject) -> str:
    """What a decision is about, in a few words."""
    words = " ".join(" … ".join(subject.words).split()) if subject.kind != "transfer" else ""
    quoted = f" “{_cut(words)}”" if words else ""
    kind = "" if subject.kind == "statement" else f"the {'name' if subject.kind == 'mention' else subject.kind} "
    return f"{kind}{subject.name}{quoted}".strip()


def edit_told(edit: Edit) -> str:
    """What an edit sets, in words."""
    parts = []
    if edit.nobody:
        parts.append("nobody is named as speaker")
    elif edit.speaker:
        parts.append(f"the speaker is {edit.speaker.name}" + (f", {edit.speaker.role}" if edit.speaker.role else ""))
    if edit.stance:
        parts.append(f"the stance is {edit.stance.value.replace('_', ' ')}")
    if edit.words:
        words = " ".join(" … ".join(edit.words).split())
        parts.append(f"the words are “{_cut(words)}”")
    return "; ".join(parts)


def _names(held: object) -> str:
    return ", ".join(map(str, held)) if isinstance(held, list | tuple) else str(held or "")


def _cut(words: str) -> str:
    return words if len(words) <= _ROOM else words[: _ROOM - 1].rsplit(" ", 1)[0] + "…"
